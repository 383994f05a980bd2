// The exposed scene at half size; alpha is the circle of confusion in pixels, less than nothing in front of the focus.
//! use frame
//! use full
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(4) var depth_map: texture_depth_2d;

@fragment
fn halve(in: Full) -> @location(0) vec4f {
  let limit = vec2i(frame.size.xy) - 1;
  let first = vec2i(in.position.xy) * 2;
  var sum = vec3f(0.0);
  var total = 0.0;
  for (var k = 0; k < 4; k++) {
    let c = textureLoad(source, min(first + vec2i(k & 1, k >> 1), limit), 0).rgb * frame.exposure.x;
    // Weighting by brightness keeps one glint from flashing the whole picture (Karis 2013).
    let w = 1.0 / (1.0 + max(c.r, max(c.g, c.b)) * 0.25);
    sum += c * w;
    total += w;
  }
  let depth = textureLoad(depth_map, min(first + 1, limit), 0);
  return vec4f(min(sum / total, vec3f(200.0)), clamp(circle_of(depth), -frame.lens.z, frame.lens.z));
}
