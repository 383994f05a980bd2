// Depth of field at half size, distances from the alpha of the bloom's first level: fourteen taps over the circle of confusion; what is sharp and nearer does not bleed outwards.
//! use frame
//! use full
@group(0) @binding(1) var source: texture_2d<f32>;

const TAPS = 14;

@fragment
fn defocus(in: Full) -> @location(0) vec4f {
  let limit = vec2i(textureDimensions(source)) - 1;
  let here = textureLoad(source, min(vec2i(in.position.xy), limit), 0);
  let own = here.a;
  let radius = 0.5 * confusion(own);
  var sum = here.rgb;
  var total = 1.0;
  for (var k = 0; k < TAPS; k++) {
    let turn = f32(k) * 2.3999632;
    let reach = radius * sqrt((f32(k) + 0.5) / f32(TAPS));
    let uv = in.uv + vec2f(cos(turn), sin(turn)) * reach * frame.size.zw;
    let other = textureLoad(source, clamp(vec2i(uv * vec2f(limit + 1)), vec2i(0), limit), 0);
    let covers = clamp(0.5 * confusion(other.a) - reach + 0.75, 0.0, 1.0);
    let w = select(covers, 1.0, other.a > own * 0.97);
    sum += other.rgb * w;
    total += w;
  }
  return vec4f(sum / total, 1.0);
}
