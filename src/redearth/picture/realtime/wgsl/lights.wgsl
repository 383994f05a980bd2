// Lights and the metallic-roughness surface they fall on.
// The list starts with those that have code of their own: the sun, then shadowed spots, then a shadowed point light.
override SUN: u32 = 0u;    // 0 none, 1 without shadow, 2 with
override SPOTS: u32 = 0u;
override POINT: u32 = 0u;

struct Light {
  position: vec4f,  // xyz; kind: 0 sun, 1 spot, 2 point
  color: vec4f,     // rgb times intensity; 1 / range squared
  direction: vec4f, // xyz it travels; cosine of the outer cone
  more: vec4f,      // 1 / (cosine of inner - of outer cone), source radius, 0, share seen in air
};

@group(0) @binding(3) var<uniform> lights: array<Light, 64>;

struct Surface {
  albedo: vec3f,
  roughness: f32,
  normal: vec3f,
  metallic: f32,
  emission: vec3f,
  translucent: f32,
};

// Fit of the specular albedo of GGX (Karis 2014, "Physically Based Shading on Mobile").
fn specular_albedo(f0: vec3f, roughness: f32, n_v: f32) -> vec3f {
  let r = roughness * vec4f(-1.0, -0.0275, -0.572, 0.022) + vec4f(1.0, 0.0425, 1.04, -0.04);
  let a = min(r.x * r.x, exp2(-9.28 * n_v)) * r.x + r.y;
  let ab = vec2f(-1.04, 1.04) * a + r.zw;
  return clamp(f0 * ab.x + ab.y, vec3f(0.0), vec3f(1.0));
}

// GGX lobe times n_l with the visibility term of Hammon 2017. A source of some size widens the lobe (alpha to wide) without adding light.
fn ggx(n_l: f32, n_v: f32, n_h: f32, alpha: f32, wide: f32) -> f32 {
  let d = n_h * n_h * (wide * wide - 1.0) + 1.0;
  let v = max(mix(2.0 * n_l * n_v, n_l + n_v, wide), 1e-3);
  return alpha * alpha * 0.5 * n_l / (PI * d * d * v);
}
