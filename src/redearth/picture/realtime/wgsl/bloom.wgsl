// Bloom as a pyramid: every level a soft half-size copy, then summed upwards.
//! use full
struct Level { size: vec4f, gain: vec4f }; // gain: of the source, of the level below; the same for alpha, which is flare (flare.wgsl)
@group(0) @binding(0) var<uniform> level: Level;
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var below: texture_2d<f32>;
@group(0) @binding(3) var smooth_sampler: sampler;

fn tap(uv: vec2f) -> vec4f { return textureSampleLevel(source, smooth_sampler, uv, 0.0); }

// Alpha is the smallest of circles of confusion, nearer than the focus being less than nothing (halve.wgsl).
@fragment
fn down(in: Full) -> @location(0) vec4f {
  let d = level.size.zw;
  let nw = tap(in.uv - d);
  let ne = tap(in.uv + d * vec2f(1.0, -1.0));
  let sw = tap(in.uv + d * vec2f(-1.0, 1.0));
  let se = tap(in.uv + d);
  let here = tap(in.uv);
  return vec4f((nw.rgb + ne.rgb + sw.rgb + se.rgb) * 0.1875 + here.rgb * 0.25, min(here.a, min(min(nw.a, ne.a), min(sw.a, se.a))));
}

@fragment
fn up(in: Full) -> @location(0) vec4f {
  let d = level.size.zw;
  let corners = tap(in.uv + d * vec2f(-1.0, -1.0)) + tap(in.uv + d * vec2f(1.0, -1.0)) + tap(in.uv + d) + tap(in.uv + d * vec2f(-1.0, 1.0));
  let blurred = corners * 0.1875 + tap(in.uv) * 0.25;
  return blurred * level.gain.xxxz + textureSampleLevel(below, smooth_sampler, in.uv, 0.0) * level.gain.yyyw;
}
