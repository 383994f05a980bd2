// Full-size shading: materials, lights, ambient, then the air in front of them.
//! use frame
//! use full
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
@group(0) @binding(10) var air_map: texture_2d<f32>;
@group(0) @binding(11) var open_map: texture_2d<f32>;
//! use haze_gather
//! use lights
//! use surface
//! use shadows
//! textured //! use images
//! textured //! use reshade

// What light of direction l and the given energy gives towards the viewer; spread is the source's apparent size.
fn reflected(s: Surface, point: Point, view: vec3f, f0: vec3f, l: vec3f, energy: f32, spread: f32) -> vec3f {
  let n_l_raw = dot(s.normal, l);
  let n_l = max(n_l_raw, 0.0);
  // Bump must not light what faces away.
  let horizon = clamp(dot(point.normal, l) * 5.0 + 0.2, 0.0, 1.0);
  let through = s.translucent * max(-n_l_raw * 0.6 + 0.4, 0.0);
  let h = normalize(l + view);
  let n_v = max(dot(s.normal, view), 0.02);
  let alpha = s.roughness * s.roughness;
  let wide = min(alpha + spread, 1.0);
  let v_h = 1.0 - max(dot(view, h), 0.0);
  let v_h2 = v_h * v_h;
  let fresnel = f0 + (1.0 - f0) * (v_h2 * v_h2 * v_h);
  let specular = fresnel * ggx(n_l, n_v, max(dot(s.normal, h), 0.0), alpha, wide);
  let diffuse = s.albedo * (1.0 - s.metallic) * (1.0 - fresnel) * (max(n_l, through) * (1.0 / PI));
  return (diffuse + specular) * (energy * max(horizon, step(0.01, through)));
}

fn lamp(i: u32, s: Surface, point: Point, view: vec3f, f0: vec3f) -> vec3f {
  let delta = lights[i].position.xyz - point.world;
  let d2 = max(dot(delta, delta), 1e-4);
  let inverse_d = inverseSqrt(d2);
  let l = delta * inverse_d;
  return lights[i].color.rgb * reflected(s, point, view, f0, l, falloff(i, d2) * cone(i, l), lights[i].more.y * inverse_d * 0.5);
}

fn key_lights(s: Surface, point: Point, view: vec3f, f0: vec3f) -> vec3f {
  var color = vec3f(0.0);
  if (SUN > 0u) {
    var lit = 1.0;
    if (SUN > 1u) { lit = sun_shadow(point.world, point.normal, point.distance); }
    color += lights[0].color.rgb * reflected(s, point, view, f0, -lights[0].direction.xyz, lit, lights[0].more.y);
  }
  let first = min(SUN, 1u);
  if (SPOTS > 0u) { color += spot_lamp(first, 0u, s, point, view, f0); }
  if (SPOTS > 1u) { color += spot_lamp(first + 1u, 1u, s, point, view, f0); }
  if (POINT > 0u) {
    color += lamp(first + SPOTS, s, point, view, f0) * point_shadow(point.world, point.normal, lights[first + SPOTS].position.xyz);
  }
  return color;
}

fn spot_lamp(i: u32, spot: u32, s: Surface, point: Point, view: vec3f, f0: vec3f) -> vec3f {
  let reach = length(point.world - lights[i].position.xyz);
  return lamp(i, s, point, view, f0) * spot_shadow(point.world, point.normal, spot, reach);
}

// What a mirror sees round the sun in the open: the air that it lights, and its glow. The disc itself is a key light's highlight.
fn hazy_glow(mirror: vec3f) -> vec3f {
  if (SUN == 0u) { return vec3f(0.0); }
  let c = dot(mirror, -frame.sun_direction.xyz);
  let thick = 1.0 - exp(-frame.air.x * min(frame.air_color.w, 120.0) * (1.0 - smoothstep(-0.1, 0.9, mirror.y)));
  let lit = lights[0].color.rgb * (lights[0].more.w * phase(c) * thick) * frame.air_color.rgb;
  return (lit + frame.sun_color.rgb * (0.3 * pow(max(c, 0.0), 12.0))) * (frame.zenith.a * smoothstep(-0.12, 0.02, mirror.y));
}

fn ambient(s: Surface, point: Point, view: vec3f, f0: vec3f, open: f32) -> vec3f {
  let n_v = max(dot(s.normal, view), 0.02);
  let mirror = reflect(-view, s.normal);
  let specular = specular_albedo(f0, s.roughness, n_v);
  let sharp = sky_gradient(mirror.y, 0.05 + s.roughness * 0.6) * frame.horizon.a + hazy_glow(mirror);
  let around = mix(sharp, sky_irradiance(mirror), s.roughness);
  let hidden = clamp(pow(n_v + open, exp2(-8.0 * s.roughness - 1.0)) - 1.0 + open, 0.0, 1.0);
  let diffuse = s.albedo * (1.0 - s.metallic) * (1.0 - specular) * sky_irradiance(s.normal);
  // Light bounced between pale surfaces keeps creases warm (Jimenez 2016).
  let bounce = max(vec3f(open), ((open * (2.0404 * s.albedo - 0.3324) - (4.7951 * s.albedo - 0.6417)) * open + (2.7552 * s.albedo + 0.6903)) * open);
  return diffuse * min(bounce, vec3f(1.0)) + specular * around * hidden;
}

@fragment
fn shade(in: Full) -> @location(0) vec4f { return shaded(vec2i(in.position.xy), in.uv); }

fn shaded(at: vec2i, uv: vec2f) -> vec4f {
  let depth = textureLoad(depth_map, at, 0);
  let ray = ray_at(uv);
  let distance = frame.forward.w / max(depth, 1e-9);
  var near = gather_haze(uv, distance);
  let world = frame.eye.xyz + ray * distance;
  let view = -normalize(ray);
  let point = unpack_point(textureLoad(gbuffer, at, 0), world, distance);
  var s = shade_surface(point, view);
  //! textured s = image_surface(point);
  //! textured near.open *= unhidden;
  let f0 = mix(vec3f(0.04), s.albedo, s.metallic);
  var color = s.emission + ambient(s, point, view, f0, near.open) + key_lights(s, point, view, f0);
  let plain = min(SUN, 1u) + SPOTS + POINT;
  //! each lamp color += lamp(plain + LAMP, s, point, view, f0);
  return vec4f(min(color * near.air.a + near.air.rgb, vec3f(60000.0)), 1.0);
}
