// Edge smoothing on the developed picture, then grain and the bars.
// Along the edges found by contrast (Lottes 2009); four samples a pixel cost twice the geometry and looked no smoother.
//! use frame
//! use full
//! use grade
@group(0) @binding(2) var developed: texture_2d<f32>;
@group(0) @binding(4) var smooth_sampler: sampler;

fn at_offset(uv: vec2f, o: vec2f) -> vec4f { return textureSampleLevel(developed, smooth_sampler, uv + o * frame.size.zw, 0.0); }

fn hash(p: vec3u) -> u32 {
  var v = p * 1664525u + 1013904223u;
  v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
  v = v ^ (v >> vec3u(16u));
  v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
  return v.x ^ v.z;
}

// Gaussian-like noise from the four bytes of one hash.
fn grain_at(p: vec2u) -> f32 {
  let h = unpack4x8unorm(hash(vec3u(p, u32(frame.exposure.z))));
  return dot(h, vec4f(1.0)) - 2.0;
}

// A loop that runs once, not a branch: the software driver leaves a loop that no pixel of its group wants, but runs every branch.
fn smoothed(at: vec2i, uv: vec2f) -> vec3f {
  let limit = vec2i(frame.size.xy) - 1;
  let m = textureLoad(developed, at, 0);
  let nw = textureLoad(developed, max(at - 1, vec2i(0)), 0).a;
  let ne = textureLoad(developed, clamp(at + vec2i(1, -1), vec2i(0), limit), 0).a;
  let sw = textureLoad(developed, clamp(at + vec2i(-1, 1), vec2i(0), limit), 0).a;
  let se = textureLoad(developed, min(at + 1, limit), 0).a;
  let low = min(m.a, min(min(nw, ne), min(sw, se)));
  let high = max(m.a, max(max(nw, ne), max(sw, se)));
  var color = m.rgb;
  for (var wanted = high - low >= max(0.03, high * 0.08); wanted; wanted = false) {
    let along = vec2f((sw + se) - (nw + ne), (nw + sw) - (ne + se));
    let short = min(abs(along.x), abs(along.y)) + 0.02;
    let d = clamp(along / short, vec2f(-6.0), vec2f(6.0));
    let a = 0.5 * (at_offset(uv, d * (-1.0 / 6.0)) + at_offset(uv, d / 6.0));
    let b = a * 0.5 + 0.25 * (at_offset(uv, d * -0.5) + at_offset(uv, d * 0.5));
    color = select(b.rgb, a.rgb, b.a < low || b.a > high);
  }
  return color;
}

@fragment
fn finish(in: Full) -> @location(0) vec4f {
  var v = smoothed(vec2i(in.position.xy), in.uv);
  let at = vec2u(in.position.xy);
  let y = luminance(v);
  let strength = grade.lens.w * 0.055 * (0.35 + 1.3 * sqrt(max(y, 0.0)) * (1.0 - y));
  let coarse = grain_at(at) * 0.7 + grain_at((at + 7u) / 2u) * 0.5;
  v += vec3f(coarse * strength);
  return vec4f(select(vec3f(0.0), v, abs(in.uv.y * 2.0 - 1.0) < grade.frame.y), 1.0);
}
