// Full-size shading: materials, lights, ambient, then the air in front of them.
//! use frame
//! use sky
@group(0) @binding(1) var records: texture_2d<f32>;
@group(0) @binding(2) var materials: texture_2d<u32>;
//! use record
@group(0) @binding(4) var gbuffer: texture_2d<u32>;
@group(0) @binding(5) var depth_map: texture_depth_2d;
@group(0) @binding(6) var patterns: texture_2d_array<f32>;
@group(0) @binding(7) var pattern_sampler: sampler;
@group(0) @binding(8) var shadow_map: texture_depth_2d_array;
@group(0) @binding(9) var shadow_sampler: sampler_comparison;
@group(0) @binding(10) var air_map: texture_2d<u32>;
//! use haze_gather
//! use lit
//! use surface
//! textured //! use images
//! textured //! use reshade

fn told_share(i: u32) -> f32 { return 1.0; }

// What all lights give a surface, before its colours come in: what it scatters, and what it mirrors face on and at grazing angles.
struct Fallen { scattered: vec3f, mirrored: vec3f, grazing: vec3f };

// Adds light of direction l; spread is the source's apparent size. The half vector is never formed: its products follow from those of l.
fn fall(sum: Fallen, s: Surface, point: Point, view: vec3f, l: vec3f, light: vec3f, spread: f32) -> Fallen {
  let n_l_raw = dot(s.normal, l);
  let n_l = max(n_l_raw, 0.0);
  // Bump must not light what faces away.
  let horizon = clamp(dot(point.normal, l) * 5.0 + 0.2, 0.0, 1.0);
  let through = s.translucent * max(-n_l_raw * 0.6 + 0.4, 0.0);
  let n_v_raw = dot(s.normal, view);
  let l_v = 1.0 + dot(l, view);
  let inverse_h = inverseSqrt(max(l_v + l_v, 1e-6));
  let n_h = max((n_l_raw + n_v_raw) * inverse_h, 0.0);
  let alpha = s.roughness * s.roughness;
  let v_h = 1.0 - l_v * inverse_h;
  let v_h2 = v_h * v_h;
  let fresnel = v_h2 * v_h2 * v_h;
  let energy = light * max(horizon, step(0.01, through));
  let specular = ggx(n_l, max(n_v_raw, 0.02), n_h, alpha, min(alpha + spread, 1.0));
  return Fallen(
    sum.scattered + energy * (max(n_l, through) * (1.0 - fresnel)),
    sum.mirrored + energy * specular,
    sum.grazing + energy * (specular * fresnel));
}

fn reflected(sum: Fallen, s: Surface, f0: vec3f) -> vec3f {
  let scattered = s.albedo * ((1.0 - s.metallic) * (1.0 / PI)) * sum.scattered;
  return f0 * sum.mirrored + (1.0 - f0) * (scattered + sum.grazing);
}

fn lamp(sum: Fallen, told: Told, seen: f32, s: Surface, point: Point, view: vec3f) -> Fallen {
  let delta = told.place.xyz - point.world;
  let d2 = max(dot(delta, delta), 1e-4);
  let inverse_d = inverseSqrt(d2);
  let l = delta * inverse_d;
  let e = falloff_of(told, d2) * cone_of(told, l) * seen;
  return fall(sum, s, point, view, l, told.color.rgb * e, told.color.w * inverse_d * 0.5);
}

fn key_lights(k: Keys, soft: vec2f, s: Surface, point: Point, view: vec3f) -> Fallen {
  var sum: Fallen;
  if (SUN > 0u) {
    var lit = 1.0 + unasked();
    //! with shadowed sun lit = sun_shadow(k.cascades, point.world, point.normal, point.distance, soft.x * WIDEST_TEXELS);
    sum = fall(sum, s, point, view, -sun.way, sun.light * lit, sun.spread);
  }
  //! each spot sum = spot_lamp(sum, k.told_NTH, k.cone_NTH, NTHu, soft, s, point, view);
  //! with point sum = point_lamp(sum, k.told_point, soft, s, point, view);
  return sum;
}

fn point_lamp(sum: Fallen, told: Told, soft: vec2f, s: Surface, point: Point, view: vec3f) -> Fallen {
  let away = point.world - told.place.xyz;
  let slot = first_softness() + SPOTS;
  var wide = soft[min(slot, 1u)] * WIDEST_TEXELS;
  if (slot > 1u) { wide = point_softness(away, point.normal, told.color.w); }
  return lamp(sum, told, point_shadow(away, point.normal, wide), s, point, view);
}

fn spot_lamp(sum: Fallen, told: Told, c: Cone, spot: u32, soft: vec2f, s: Surface, point: Point, view: vec3f) -> Fallen {
  let reach = length(point.world - told.place.xyz);
  let slot = first_softness() + spot;
  var wide = soft[min(slot, 1u)] * WIDEST_TEXELS;
  if (slot > 1u) { wide = spot_softness(c, point.world, point.normal, spot, reach, told.color.w); }
  return lamp(sum, told, spot_shadow(c, point.world, point.normal, spot, reach, wide), s, point, view);
}

// What a mirror sees round the sun in the open: the air that it lights, and its glow. The disc itself is a key light's highlight.
fn hazy_glow(mirror: vec3f) -> vec3f {
  if (SUN == 0u) { return vec3f(0.0); }
  let c = dot(mirror, -sky.sun_direction.xyz);
  let facing = max(c, 0.0) * max(c, 0.0);
  let near = facing * facing; // cubed: the twelfth power
  let thick = 1.0 - exp(-frame.air.x * min(frame.air_color.w, 120.0) * (1.0 - smoothstep(-0.1, 0.9, mirror.y)));
  let lit = sun.light * (sun.in_air * phase(c) * thick) * frame.air_color.rgb;
  return (lit + sky.sun_color.rgb * (0.3 * near * near * near)) * (sky.zenith.a * smoothstep(-0.12, 0.02, mirror.y));
}

fn ambient(s: Surface, point: Point, view: vec3f, f0: vec3f, open: f32) -> vec3f {
  let n_v = max(dot(s.normal, view), 0.02);
  let mirror = reflect(-view, s.normal);
  let specular = specular_albedo(f0, s.roughness, n_v);
  let sharp = sky_gradient(mirror, 0.05 + s.roughness * 0.6) * sky.horizon.a + hazy_glow(mirror);
  let around = mix(sharp, sky_irradiance(mirror), s.roughness);
  let hidden = clamp(pow(n_v + open, exp2(-8.0 * s.roughness - 1.0)) - 1.0 + open, 0.0, 1.0);
  let diffuse = s.albedo * (1.0 - s.metallic) * (1.0 - specular) * sky_irradiance(s.normal);
  // Light bounced between pale surfaces keeps creases warm (Jimenez 2016).
  let bounce = max(vec3f(open), ((open * (2.0404 * s.albedo - 0.3324) - (4.7951 * s.albedo - 0.6417)) * open + (2.7552 * s.albedo + 0.6903)) * open);
  return diffuse * min(bounce, vec3f(1.0)) + specular * around * hidden;
}

struct Looked { s: Surface, point: Point, view: vec3f, near: Near, sum: Fallen };

@fragment
fn shade(in: Full) -> @location(0) vec4f {
  sky = sky_of_frame();
  sun = sun_of_lights();
  //! with shadowed sun sky = Sky(in.zenith, in.horizon, in.ground, in.sun_color, in.sun_direction);
  //! with shadowed sun sun = Sun(in.sun_light.rgb, in.sun_light.w, in.sun_way.xyz, in.sun_way.w);
  let look = looked(vec2i(in.position.xy), in.uv, in.ray, told_keys(in));
  var sum = look.sum;
  //! each near lamp sum = lamp(sum, unpacked(in.place_LAMP, in.more_LAMP), 1.0, look.s, look.point, look.view);
  let plain = min(SUN, 1u) + SPOTS + POINT;
  //! each far lamp sum = lamp(sum, told(plain + LAMP), 1.0, look.s, look.point, look.view);
  return shown(look, sum);
}

fn looked(at: vec2i, uv: vec2f, ray: vec3f, k: Keys) -> Looked {
  let depth = textureLoad(depth_map, at, 0);
  let distance = frame.forward.w / max(depth, 1e-9);
  var near = gather_haze(uv, distance);
  let world = frame.eye.xyz + ray * distance;
  let view = -normalize(ray);
  let point = unpack_point(textureLoad(gbuffer, at, 0), world, distance);
  var s = shade_surface(point, view);
  //! textured s = image_surface(point);
  //! textured near.open *= unhidden;
  return Looked(s, point, view, near, key_lights(k, near.soft, s, point, view));
}

fn shown(look: Looked, sum: Fallen) -> vec4f {
  let f0 = mix(vec3f(0.04), look.s.albedo, look.s.metallic);
  let color = look.s.emission + ambient(look.s, look.point, look.view, f0, look.near.open) + reflected(sum, look.s, f0);
  return vec4f(min(color * look.near.air.a + look.near.air.rgb, vec3f(60000.0)), 1.0);
}
