// The lab: exposure, bloom, tone curve, look, lens and grain; then 8 bits.
//! use frame
//! use full
struct Grade {
  balance: vec4f,   // rgb white balance, bloom share
  tone: vec4f,      // contrast, saturation, vignette, grain
  shadows: vec4f,   // rgb tint of shadows, aspect
  highlights: vec4f,// rgb tint of highlights, 0
};
@group(0) @binding(1) var<uniform> grade: Grade;
@group(0) @binding(2) var scene: texture_2d<f32>;
@group(0) @binding(3) var bloom: texture_2d<f32>;
@group(0) @binding(4) var smooth_sampler: sampler;
@group(0) @binding(5) var depth_map: texture_depth_2d;
@group(0) @binding(6) var defocused: texture_2d<f32>;

override DEFOCUS: u32 = 0u;

// Rational fit of the ACES film curve (Narkowicz 2015), scaled so that 0.18 stays near mid grey.
fn film(x: vec3f) -> vec3f {
  let c = x * 0.72;
  return clamp(c * (2.51 * c + 0.03) / (c * (2.43 * c + 0.59) + 0.14), vec3f(0.0), vec3f(1.0));
}

// The curve on each channel skews hues and on brightness alone looks electric: take most of the way between.
fn tone_map(c: vec3f) -> vec3f {
  let peak = max(c.r, max(c.g, c.b)) + 1e-6;
  let mapped_peak = film(vec3f(peak)).x;
  let kept = c / peak;
  let fade = smoothstep(0.55, 1.0, mapped_peak);
  let hue_kept = mix(kept, vec3f(1.0), fade * fade * 0.65) * mapped_peak;
  return mix(film(c), hue_kept, 0.45);
}

fn encode_srgb(c: vec3f) -> vec3f {
  return select(1.055 * pow(max(c, vec3f(1e-6)), vec3f(1.0 / 2.4)) - 0.055, c * 12.92, c <= vec3f(0.0031308));
}


fn grade_pixel(c: vec3f, uv: vec2f) -> vec3f {
  let away = (uv - 0.5) * vec2f(grade.shadows.a, 1.0);
  let vignette = 1.0 / pow(1.0 + dot(away, away) * grade.tone.z * 1.5, 2.0);
  var v = encode_srgb(tone_map(c * grade.balance.rgb * vignette));
  v = mix(v, v * v * (3.0 - 2.0 * v), grade.tone.x);
  let y = luminance(v);
  v = mix(vec3f(y), v, grade.tone.y * mix(0.86, 1.0, smoothstep(0.0, 0.35, y)));
  return v * mix(grade.shadows.rgb, grade.highlights.rgb, smoothstep(0.05, 0.75, y));
}

@fragment
fn develop(in: Full) -> @location(0) vec4f {
  let at = vec2i(in.position.xy);
  var c = textureLoad(scene, at, 0).rgb * frame.exposure.x;
  if (DEFOCUS > 0u) {
    let circle = confusion(frame.forward.w / max(textureLoad(depth_map, at, 0), 1e-4));
    c = mix(c, textureSampleLevel(defocused, smooth_sampler, in.uv, 0.0).rgb, smoothstep(0.8, 3.0, circle));
  }
  let glow = textureSampleLevel(bloom, smooth_sampler, in.uv, 0.0).rgb;
  let v = grade_pixel(mix(c, glow, grade.balance.a), in.uv);
  return vec4f(v, luminance(v));
}
