// Averages 4x4 small texels at about the same distance: each block holds all 16 offsets, so no pattern is left.
//! use frame
//! use full
@group(0) @binding(1) var air_map: texture_2d<f32>;
@group(0) @binding(2) var open_map: texture_2d<f32>;

struct Haze {
  @location(0) air: vec4f,
  @location(1) open: vec4f,
};

@fragment
fn blur(in: Full) -> Haze {
  let at = vec2i(in.position.xy);
  let limit = vec2i(frame.small_size.xy) - 1;
  let centre = textureLoad(open_map, at, 0).y;
  var air = vec4f(0.0);
  var open = 0.0;
  var total = 0.0;
  for (var y = -2; y < 2; y++) {
    for (var x = -2; x < 2; x++) {
      let p = clamp(at + vec2i(x, y), vec2i(0), limit);
      let h = textureLoad(open_map, p, 0);
      let w = clamp(1.5 - abs(h.y - centre) / (0.09 * centre + 0.06), 0.001, 1.0);
      air += textureLoad(air_map, p, 0) * w;
      open += h.x * w;
      total += w;
    }
  }
  var out: Haze;
  out.air = air / total;
  out.open = vec4f(open / total, centre, 0.0, 0.0);
  return out;
}
