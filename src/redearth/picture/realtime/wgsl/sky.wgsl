// The surroundings' radiance, sharp and blurred.
// Every program that asks sets it first: from the frame, or from flat numbers, which the software driver hands out faster.
struct Sky { zenith: vec4f, horizon: vec4f, ground: vec4f, sun_color: vec4f, sun_direction: vec4f };
var<private> sky: Sky;

fn sky_of_frame() -> Sky { return Sky(frame.zenith, frame.horizon, frame.ground, frame.sun_color, frame.sun_direction); }

// The horizon's colour in a direction: away from a low sun it pales to the zenith's, and with it everything that faces that way.
fn horizon_at(d: vec3f) -> vec3f {
  let away = clamp(0.5 + 0.5 * dot(d.xz, sky.sun_direction.xz) * sky.sun_direction.w, 0.0, 1.0);
  let far_side = sky.horizon.rgb * 0.34 + sky.zenith.rgb * 0.95;
  return mix(sky.horizon.rgb, far_side, smoothstep(0.08, 0.85, away) * sky.sun_color.a);
}

fn sky_gradient(d: vec3f, blur: f32) -> vec3f {
  let up = smoothstep(-blur, 1.0, d.y);
  let above = mix(horizon_at(d), sky.zenith.rgb, sqrt(clamp(up, 0.0, 1.0)));
  let band = 0.06 + blur;
  return mix(sky.ground.rgb, above, smoothstep(-band, band, d.y));
}

fn sun_glow(c: f32) -> f32 {
  return 0.20 * pow(c, 6.0) + 0.55 * pow(c, 48.0) + 1.6 * pow(c, 600.0);
}

fn sky_radiance(d: vec3f) -> vec3f {
  let c = max(dot(d, -sky.sun_direction.xyz), 0.0);
  let disc = smoothstep(0.99985, 0.99993, c) * 24.0;
  return sky_gradient(d, 0.0) + sky.sun_color.rgb * (sun_glow(c) + disc);
}

// Cosine-weighted mean over the hemisphere about n.
fn sky_irradiance(n: vec3f) -> vec3f {
  let up = n.y * 0.5 + 0.5;
  let above = mix(horizon_at(n), sky.zenith.rgb, 0.25 + 0.5 * up);
  return mix(sky.ground.rgb, above, up * up * (3.0 - 2.0 * up)) * sky.horizon.a;
}

// Henyey-Greenstein lobe over an even quarter: how the air turns light by an angle of cosine c.
fn phase(c: f32) -> f32 {
  let g = frame.air.z;
  let root = inverseSqrt(max(1.0 + g * g - 2.0 * g * c, 1e-3));
  return mix((1.0 - g * g) * root * root * root, 1.0, 0.25) * (0.25 / PI);
}
