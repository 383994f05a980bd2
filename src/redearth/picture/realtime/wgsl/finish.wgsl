// The lab: exposure, depth of field, bloom, halation, vignette; then look and view transform from one table, and 8 bits.
//! use frame
//! use grade
@group(0) @binding(2) var scene: texture_2d<f32>;
@group(0) @binding(3) var bloom: texture_2d<f32>;
@group(0) @binding(4) var smooth_sampler: sampler;
@group(0) @binding(5) var depth_map: texture_depth_2d;
@group(0) @binding(6) var defocused: texture_2d<f32>;
@group(0) @binding(8) var nearest: sampler;
@group(0) @binding(7) var film_print: texture_3d<f32>; // picture/color/view_transform.py

const HALATION = vec3f(0.11, 0.022, 0.004);
override DEFOCUS: u32 = 0u;

// Half a step of noise about every 8-bit step, the same on every frame (interleaved gradient noise, Jimenez 2014).
fn dither(at: vec2f) -> f32 { return fract(52.9829189 * fract(dot(at, vec2f(0.06711056, 0.00583715)))) - 0.5; }

// What all pixels share comes flat from the vertex program, as in lit.wgsl.
struct Full {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) away: vec2f, // from the middle, in heights
  @location(2) @interpolate(flat) shaper: vec4f,
  @location(3) @interpolate(flat) lens: vec4f,
  @location(4) @interpolate(flat) circle: vec4f, // circle of confusion = x + y * depth; exposure
};

@vertex
fn full(@builtin(vertex_index) i: u32) -> Full {
  let p = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
  let circle = vec4f(frame.lens.x, -frame.lens.x * frame.lens.y / frame.forward.w, frame.exposure.x, 0.0);
  return Full(vec4f(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0), p, (p - 0.5) * vec2f(grade.frame.x, 1.0), grade.shaper, grade.lens, circle);
}

@fragment
fn develop(in: Full) -> @location(0) vec4f {
  var c = textureSampleLevel(scene, nearest, in.uv, 0.0).rgb * in.circle.z;
  if (DEFOCUS > 0u) {
    let circle = abs(in.circle.x + in.circle.y * textureLoad(depth_map, vec2i(in.position.xy), 0));
    let soft = textureSampleLevel(defocused, smooth_sampler, in.uv, 0.0);
    c = mix(soft.rgb, c, (1.0 - smoothstep(0.8, 3.0, circle)) * (1.0 - soft.a));
  }
  // The last and finest step of the pyramid: the light itself is its own half-size copy but for a pixel.
  let pyramid = textureSampleLevel(bloom, smooth_sampler, in.uv, 0.0);
  let glow = mix(c, pyramid.rgb, 0.62);
  let falloff = 1.0 + dot(in.away, in.away) * in.lens.z;
  // Light that has gone through the film comes back from behind it, a little redder each time; the flare's does not.
  c = mix(c, glow, in.lens.x) + max(glow - 0.62 * pyramid.a - 0.7, vec3f(0.0)) * HALATION * in.lens.y;
  c /= falloff * falloff;
  let node = log2(min(c, vec3f(in.shaper.w)) + in.shaper.z) * in.shaper.x + in.shaper.y;
  let v = textureSampleLevel(film_print, smooth_sampler, node, 0.0).rgb;
  return vec4f(v + dither(in.position.xy) / 255.0, luminance(v));
}
