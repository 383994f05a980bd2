// Edges smoothed by contrast, along the edge (Lottes 2009) and by a round tent of one pixel, so that neither steps nor small lamps crawl as the camera
// moves; then grain and the bars. Tried: runs of edge measured by shape (Reshetov 2009) cost twice as much and crawled no less.
//! use frame
//! use full
//! use grade
@group(0) @binding(2) var developed: texture_2d<f32>;
@group(0) @binding(4) var smooth_sampler: sampler;
@group(0) @binding(8) var plate: texture_2d<f32>;

fn at_offset(uv: vec2f, o: vec2f) -> vec4f { return textureSampleLevel(developed, smooth_sampler, uv + o * frame.size.zw, 0.0); }

fn luma(at: vec2i) -> f32 { return textureLoad(developed, clamp(at, vec2i(0), vec2i(frame.size.xy) - 1), 0).a; }

// A loop that runs once, not a branch: the software driver leaves a loop that no pixel of its group wants, but runs every branch.
fn smoothed(at: vec2i, uv: vec2f) -> vec3f {
  let m = textureLoad(developed, at, 0);
  let around = vec4f(luma(at - vec2i(1, 0)), luma(at + vec2i(1, 0)), luma(at - vec2i(0, 1)), luma(at + vec2i(0, 1)));
  let low = min(m.a, min(min(around.x, around.y), min(around.z, around.w)));
  let high = max(m.a, max(max(around.x, around.y), max(around.z, around.w)));
  let least = max(0.03, high * 0.08);
  var color = m.rgb;
  for (var wanted = high - low >= least; wanted; wanted = false) {
    let nw = at_offset(uv, vec2f(-0.5, -0.5));
    let ne = at_offset(uv, vec2f(0.5, -0.5));
    let sw = at_offset(uv, vec2f(-0.5, 0.5));
    let se = at_offset(uv, vec2f(0.5, 0.5));
    let tent = 0.25 * (nw + ne + sw + se);
    let along = vec2f((sw.a + se.a) - (nw.a + ne.a), (nw.a + sw.a) - (ne.a + se.a));
    let short = min(abs(along.x), abs(along.y)) + 0.01;
    let d = clamp(along / short, vec2f(-6.0), vec2f(6.0));
    let line = 0.5 * (at_offset(uv, d * -0.25) + at_offset(uv, d * 0.25));
    // Soft where contrast is strong, untouched where there is none.
    color = mix(m.rgb, mix(line.rgb, tent.rgb, 0.5), smoothstep(1.0, 2.0, (high - low) / least));
  }
  return color;
}

@fragment
fn finish(in: Full) -> @location(0) vec4f {
  let at = vec2i(in.position.xy);
  var v = smoothed(at, in.uv);
  let y = luminance(v);
  let strength = grade.lens.w * 0.055 * (0.35 + 1.3 * sqrt(max(y, 0.0)) * (1.0 - y));
  let size = vec2i(textureDimensions(plate)) - 1;
  let seed = i32(frame.exposure.z);
  v += textureLoad(plate, (at + vec2i(seed, seed >> 7u)) & size, 0).x * (strength * grade.frame.z);
  return vec4f(select(vec3f(0.0), v, abs(in.uv.y * 2.0 - 1.0) < grade.frame.y), 1.0);
}
