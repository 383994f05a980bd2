// Depth of field at half size: fourteen taps over the circle of confusion; what is sharp and nearer does not bleed outwards.
//! use frame
//! use full
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var depth_map: texture_depth_2d;

const TAPS = 14;

fn distance_at(uv: vec2f) -> f32 {
  let d = textureLoad(depth_map, clamp(vec2i(uv * frame.size.xy), vec2i(0), vec2i(frame.size.xy) - 1), 0);
  return frame.forward.w / max(d, 1e-4);
}

@fragment
fn defocus(in: Full) -> @location(0) vec4f {
  let own = distance_at(in.uv);
  let radius = 0.5 * confusion(own);
  let limit = vec2i(textureDimensions(source)) - 1;
  var sum = textureLoad(source, min(vec2i(in.position.xy), limit), 0).rgb;
  var total = 1.0;
  for (var k = 0; k < TAPS; k++) {
    let turn = f32(k) * 2.3999632;
    let reach = radius * sqrt((f32(k) + 0.5) / f32(TAPS));
    let uv = in.uv + vec2f(cos(turn), sin(turn)) * reach * frame.size.zw;
    let other = distance_at(uv);
    let covers = clamp(0.5 * confusion(other) - reach + 0.75, 0.0, 1.0);
    let w = select(covers, 1.0, other > own * 0.97);
    sum += textureLoad(source, clamp(vec2i(uv * vec2f(limit + 1)), vec2i(0), limit), 0).rgb * w;
    total += w;
  }
  return vec4f(sum / total, 1.0);
}
