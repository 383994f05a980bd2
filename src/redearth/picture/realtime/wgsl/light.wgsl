// Full-size shading: materials, lights, ambient, then the air in front of them.
//! use frame
//! use full
//! use record
//! use sky
@group(0) @binding(1) var<storage, read> records: array<Record>;
@group(0) @binding(2) var<storage, read> materials: array<Material>;
@group(0) @binding(3) var<storage, read> lights: array<Light>;
@group(0) @binding(4) var gbuffer: texture_2d<u32>;
@group(0) @binding(5) var depth_map: texture_depth_2d;
@group(0) @binding(6) var patterns: texture_2d_array<f32>;
@group(0) @binding(7) var pattern_sampler: sampler;
@group(0) @binding(8) var shadow_map: texture_depth_2d_array;
@group(0) @binding(9) var shadow_sampler: sampler_comparison;
@group(0) @binding(10) var air_map: texture_2d<f32>;
@group(0) @binding(11) var half_map: texture_2d<f32>;
//! use lights
//! use surface
//! use shadows

// Half-size air (rgb, transmittance) and occlusion, from the four nearest texels at about the same distance.
struct Near { air: vec4f, open: f32 };

fn gather_half(uv: vec2f, distance: f32) -> Near {
  let p = uv * frame.half_size.xy - 0.5;
  let base = floor(p);
  let t = p - base;
  let limit = vec2i(frame.half_size.xy) - 1;
  var air = vec4f(0.0);
  var open = 0.0;
  var total = 0.0;
  for (var k = 0; k < 4; k++) {
    let o = vec2f(f32(k & 1), f32(k >> 1));
    let at = clamp(vec2i(base + o), vec2i(0), limit);
    let h = textureLoad(half_map, at, 0);
    let b = mix(1.0 - t, t, o);
    let w = b.x * b.y / (1e-3 + abs(h.y - distance) / distance) + 1e-5;
    air += textureLoad(air_map, at, 0) * w;
    open += h.x * w;
    total += w;
  }
  return Near(air / total, open / total);
}

fn one_light(light: u32, s: Surface, point: Point, view: vec3f, f0: vec3f) -> vec3f {
  let kind = lights[light].position.w;
  let delta = lights[light].position.xyz - point.world;
  let d2 = max(dot(delta, delta), 1e-4);
  let inverse_d = inverseSqrt(d2);
  let is_sun = kind == 0.0;
  let l = select(delta * inverse_d, -lights[light].direction.xyz, is_sun);
  let n_l_raw = dot(s.normal, l);
  let n_l = max(n_l_raw, 0.0);
  // Bump must not light what faces away.
  let horizon = clamp(dot(point.normal, l) * 4.0 + 0.35, 0.0, 1.0);
  var energy = select(falloff(light, d2) * cone(light, l), 1.0, is_sun) * horizon;
  let layer = i32(lights[light].more.z);
  if (layer >= 0) {
    // A loop of at most one turn: the software driver skips it when no pixel of a group needs it.
    var turns = select(0, 1, energy > 0.0);
    loop {
      if (turns == 0) { break; }
      turns = 0;
      if (is_sun) { energy *= sun_shadow(point.world, point.normal, point.distance); }
      else { energy *= spot_shadow(point.world, point.normal, layer, d2 * inverse_d); }
    }
  }
  let through = s.translucent * max(-n_l_raw * 0.6 + 0.4, 0.0) * select(horizon, 1.0, s.translucent > 0.0);
  let h = normalize(l + view);
  let n_v = max(dot(s.normal, view), 0.02);
  let spread = select(lights[light].more.y * inverse_d * 0.5, lights[light].more.y, is_sun);
  let alpha = s.roughness * s.roughness;
  let wide = clamp(alpha + spread, 0.0, 1.0);
  let tame = (alpha / wide) * (alpha / wide);
  let v_h = max(dot(view, h), 0.0);
  let fresnel = f0 + (1.0 - f0) * pow(1.0 - v_h, 5.0);
  let specular = fresnel * (ggx(n_l, n_v, max(dot(s.normal, h), 0.0), wide) * tame * n_l);
  let diffuse = s.albedo * (1.0 - s.metallic) * (1.0 - fresnel) * ((n_l + through) / PI);
  return (diffuse + specular) * lights[light].color.rgb * energy;
}

fn ambient(s: Surface, point: Point, view: vec3f, f0: vec3f, open: f32) -> vec3f {
  let n_v = max(dot(s.normal, view), 0.02);
  let mirror = reflect(-view, s.normal);
  let specular = specular_albedo(f0, s.roughness, n_v);
  let sharp = sky_gradient(mirror.y, 0.05 + s.roughness * 0.6) * frame.horizon.a;
  let around = mix(sharp, sky_irradiance(mirror), s.roughness);
  let hidden = clamp(pow(n_v + open, exp2(-8.0 * s.roughness - 1.0)) - 1.0 + open, 0.0, 1.0);
  let diffuse = s.albedo * (1.0 - s.metallic) * (1.0 - specular) * sky_irradiance(s.normal);
  // Light bounced between pale surfaces keeps creases warm (Jimenez 2016).
  let bounce = max(vec3f(open), ((open * (2.0404 * s.albedo - 0.3324) - (4.7951 * s.albedo - 0.6417)) * open + (2.7552 * s.albedo + 0.6903)) * open);
  return diffuse * min(bounce, vec3f(1.0)) + specular * around * hidden;
}

@fragment
fn shade(in: Full) -> @location(0) vec4f {
  let at = vec2i(in.position.xy);
  let depth = textureLoad(depth_map, at, 0);
  let ray = ray_at(in.uv);
  let distance = select(1e5, frame.forward.w / max(depth, 1e-9), depth > 0.0);
  let near = gather_half(in.uv, distance);
  var color = select(vec3f(0.0), sky_radiance(normalize(ray)), frame.zenith.a > 0.0);
  var turns = select(0, 1, depth > 0.0);
  loop {
    if (turns == 0) { break; }
    turns = 0;
    let world = frame.eye.xyz + ray * distance;
    let view = -normalize(ray);
    let point = unpack_point(textureLoad(gbuffer, at, 0), world, distance);
    let s = shade_surface(point, view);
    let f0 = mix(vec3f(0.04), s.albedo, s.metallic);
    color = s.emission + ambient(s, point, view, f0, near.open);
    let count = u32(frame.ground.a);
    for (var i = 0u; i < count; i++) {
      color += one_light(i, s, point, view, f0);
    }
  }
  return vec4f(min(color * near.air.a + near.air.rgb, vec3f(60000.0)), 1.0);
}
