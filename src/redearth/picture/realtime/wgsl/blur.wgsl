// Averages 4x4 half-size texels at about the same distance: each block holds all 16 offsets, so no pattern is left.
//! use frame
//! use full
@group(0) @binding(1) var air_map: texture_2d<f32>;
@group(0) @binding(2) var half_map: texture_2d<f32>;

struct Half {
  @location(0) air: vec4f,
  @location(1) half: vec4f,
};

@fragment
fn blur(in: Full) -> Half {
  let at = vec2i(in.position.xy);
  let limit = vec2i(frame.half_size.xy) - 1;
  let centre = textureLoad(half_map, at, 0).y;
  var air = vec4f(0.0);
  var open = 0.0;
  var total = 0.0;
  for (var y = -2; y < 2; y++) {
    for (var x = -2; x < 2; x++) {
      let p = clamp(at + vec2i(x, y), vec2i(0), limit);
      let h = textureLoad(half_map, p, 0);
      let w = clamp(1.5 - abs(h.y - centre) / (0.09 * centre + 0.06), 0.001, 1.0);
      air += textureLoad(air_map, p, 0) * w;
      open += h.x * w;
      total += w;
    }
  }
  var out: Half;
  out.air = air / total;
  out.half = vec4f(open / total, centre, 0.0, 0.0);
  return out;
}
