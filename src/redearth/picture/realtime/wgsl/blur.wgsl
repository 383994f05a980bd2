// Averages 4x4 small texels at about the same distance: each block holds all 16 offsets, so no pattern is left. The softness of shadows has none to begin with.
//! use frame
//! use full
//! use air
@group(0) @binding(1) var air_map: texture_2d<u32>;

@fragment
fn blur(in: Full) -> @location(0) vec4u {
  let at = vec2i(in.position.xy);
  let limit = vec2i(frame.small_size.xy) - 1;
  let here = unpack_air(textureLoad(air_map, at, 0));
  let centre = here.distance;
  let narrow = 1.0 / (0.09 * centre + 0.06);
  var air = vec4f(0.0);
  var open = 0.0;
  var total = 0.0;
  for (var y = -2; y < 2; y++) {
    for (var x = -2; x < 2; x++) {
      let p = clamp(at + vec2i(x, y), vec2i(0), limit);
      let h = unpack_air(textureLoad(air_map, p, 0));
      let w = clamp(1.5 - abs(h.distance - centre) * narrow, 0.001, 1.0);
      air += h.light * w;
      open += h.open_soft.x * w;
      total += w;
    }
  }
  return pack_air(Air(air / total, vec3f(open / total, here.open_soft.yz), centre));
}
