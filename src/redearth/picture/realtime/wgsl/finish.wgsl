// The lab: exposure, depth of field, bloom, halation, vignette; then look and view transform from one table, and 8 bits.
//! use frame
//! use full
//! use grade
@group(0) @binding(2) var scene: texture_2d<f32>;
@group(0) @binding(3) var bloom: texture_2d<f32>;
@group(0) @binding(4) var smooth_sampler: sampler;
@group(0) @binding(5) var depth_map: texture_depth_2d;
@group(0) @binding(6) var defocused: texture_2d<f32>;
@group(0) @binding(7) var film_print: texture_3d<f32>; // picture/color/view_transform.py

override DEFOCUS: u32 = 0u;

// Half a step of noise about every 8-bit step, the same on every frame (interleaved gradient noise, Jimenez 2014).
fn dither(at: vec2f) -> f32 { return fract(52.9829189 * fract(dot(at, vec2f(0.06711056, 0.00583715)))) - 0.5; }

@fragment
fn develop(in: Full) -> @location(0) vec4f {
  let at = vec2i(in.position.xy);
  var c = textureLoad(scene, at, 0).rgb * frame.exposure.x;
  if (DEFOCUS > 0u) {
    let circle = confusion(frame.forward.w / max(textureLoad(depth_map, at, 0), 1e-4));
    c = mix(c, textureSampleLevel(defocused, smooth_sampler, in.uv, 0.0).rgb, smoothstep(0.8, 3.0, circle));
  }
  let glow = textureSampleLevel(bloom, smooth_sampler, in.uv, 0.0).rgb;
  let away = (in.uv - 0.5) * vec2f(grade.frame.x, 1.0);
  let falloff = 1.0 + dot(away, away) * grade.lens.z;
  c = mix(c, glow, grade.lens.x) / (falloff * falloff);
  let node = log2(min(c, vec3f(grade.shaper.w)) + grade.shaper.z) * grade.shaper.x + grade.shaper.y;
  let v = textureSampleLevel(film_print, smooth_sampler, node, 0.0).rgb;
  return vec4f(v + dither(in.position.xy) / 255.0, luminance(v));
}
