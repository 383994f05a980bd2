// Half-size: ambient occlusion and light in the air, each with 16 interleaved offsets that blur.wgsl averages away exactly.
//! use frame
//! use full
//! use sky
@group(0) @binding(3) var<storage, read> lights: array<Light>;
@group(0) @binding(4) var gbuffer: texture_2d<u32>;
@group(0) @binding(5) var depth_map: texture_depth_2d;
@group(0) @binding(6) var noise_volume: texture_3d<f32>;
@group(0) @binding(7) var noise_sampler: sampler;
@group(0) @binding(8) var shadow_map: texture_depth_2d_array;
@group(0) @binding(9) var shadow_sampler: sampler_comparison;
//! use lights
//! use shadows

const STEPS = 12;
const TAPS = 5;

struct Half {
  @location(0) air: vec4f,
  @location(1) half: vec4f, // openness, distance
};

fn interleave(at: vec2i) -> f32 {
  // 4x4 ordered pattern: every 4x4 block holds each of the 16 offsets once.
  let x = u32(at.x & 3);
  let y = u32(at.y & 3);
  let v = ((x ^ y) & 1u) * 8u + (y & 1u) * 4u + (((x ^ y) >> 1u) & 1u) * 2u + ((y >> 1u) & 1u);
  return (f32(v) + 0.5) / 16.0;
}

fn distance_at(at: vec2i) -> f32 {
  let d = textureLoad(depth_map, at, 0);
  return select(1e5, frame.forward.w / max(d, 1e-9), d > 0.0);
}

fn openness(at: vec2i, world: vec3f, normal: vec3f, distance: f32, offset: f32) -> f32 {
  // Alchemy occlusion (McGuire 2011): exact 1 on convex shapes.
  let reach = 0.55 + 0.012 * distance;
  let pixels = clamp(reach / (distance * frame.exposure.y), 3.0, 0.16 * frame.size.y);
  var sum = 0.0;
  for (var k = 0; k < TAPS; k++) {
    let t = (f32(k) + offset) / f32(TAPS);
    let angle = t * 13.7 + offset * 6.2831853;
    let tap = clamp(vec2f(at) + vec2f(cos(angle), sin(angle)) * pixels * t, vec2f(0.0), frame.size.xy - 1.0);
    let d = distance_at(vec2i(tap));
    let other = frame.eye.xyz + ray_at((floor(tap) + 0.5) * frame.size.zw) * d;
    let v = other - world;
    let vv = dot(v, v);
    let near = clamp(1.0 - vv / (reach * reach * 1.6), 0.0, 1.0);
    sum += near * max(dot(v, normal) - 0.012 - 0.0015 * distance, 0.0) / (vv + 0.02);
  }
  return pow(clamp(1.0 - sum * frame.drift.w / f32(TAPS), 0.0, 1.0), 1.4);
}

fn air_density(world: vec3f) -> f32 {
  let q = (world + frame.drift.xyz) * vec3f(0.045, 0.08, 0.045);
  let n = textureSampleLevel(noise_volume, noise_sampler, q, 0.0).x * 0.65
        + textureSampleLevel(noise_volume, noise_sampler, q * 2.71 + 0.3, 0.0).x * 0.35;
  let uneven = max(1.0 + frame.air.w * (n * 2.0 - 1.0) * 1.6, 0.0);
  return frame.air.x * exp(-clamp(world.y * frame.air.y, -1.0, 40.0)) * uneven;
}

fn phase(c: f32) -> f32 {
  let g = frame.air.z;
  let forward = (1.0 - g * g) / pow(max(1.0 + g * g - 2.0 * g * c, 1e-3), 1.5);
  return mix(forward, 1.0, 0.25) / (4.0 * PI);
}

fn spot_in_air(light: u32, world: vec3f, ray: vec3f) -> vec3f {
  let delta = lights[light].position.xyz - world;
  let d2 = dot(delta, delta);
  let l = delta * inverseSqrt(max(d2, 1e-4));
  var e = falloff(light, max(d2, 0.04)) * cone(light, l) * phase(dot(ray, -l)) * lights[light].more.w;
  let layer = i32(lights[light].more.z);
  if (layer >= 0) {
    let p = light_uv(layer, world);
    e *= shadow_tap(p.xy, layer, p.z);
  }
  return lights[light].color.rgb * e;
}

// Exact integral of 1/d2 along the ray for a point light.
fn point_in_air(light: u32, ray: vec3f, far: f32) -> vec3f {
  let q = lights[light].position.xyz - frame.eye.xyz;
  let b = dot(ray, q);
  let h = sqrt(max(dot(q, q) - b * b, 0.0) + 0.01);
  let integral = (atan((far - b) / h) + atan(b / h)) / h;
  let window = clamp(1.0 - h / lights[light].color.w, 0.0, 1.0);
  let there = frame.eye.xyz + ray * clamp(b, 0.0, far);
  let thickness = exp(-length(there - frame.eye.xyz) * frame.air.x * 0.7);
  return lights[light].color.rgb * (integral * window * thickness * lights[light].more.w * air_density(there) / (4.0 * PI));
}

fn march(ray: vec3f, distance: f32, view_scale: f32, offset: f32) -> vec4f {
  let far = min(distance, frame.air_color.w);
  let sun = i32(frame.sun_color.w);
  let count = u32(frame.ground.a);
  let round_about = (frame.zenith.rgb + frame.horizon.rgb * 2.0 + frame.ground.rgb) * (0.25 * frame.horizon.a);
  let towards_sun = phase(dot(ray, frame.sun_direction.xyz * -1.0));
  var seen = 1.0;
  var light = vec3f(0.0);
  var last = 0.0;
  for (var k = 0; k < STEPS; k++) {
    let edge = f32(k + 1) / f32(STEPS);
    let next = far * edge * edge;
    let t = mix(last, next, offset);
    let world = frame.eye.xyz + ray * t;
    let density = air_density(world);
    var here = round_about;
    if (sun >= 0) {
      let layer = cascade_of(t * view_scale);
      let p = light_uv(layer, world);
      let lit = select(shadow_tap(p.xy, layer, p.z), 1.0, t * view_scale > frame.cascades.z);
      here += lights[sun].color.rgb * (lights[sun].more.w * towards_sun * lit);
    }
    for (var i = 0u; i < count; i++) {
      if (lights[i].position.w == 1.0) { here += spot_in_air(i, world, ray); }
    }
    let through = exp(-density * (next - last));
    light += here * frame.air_color.rgb * (seen * (1.0 - through));
    seen *= through;
    last = next;
  }
  for (var i = 0u; i < count; i++) {
    if (lights[i].position.w == 2.0) { light += point_in_air(i, ray, far) * frame.air_color.rgb; }
  }
  return vec4f(light, seen);
}

@fragment
fn half(in: Full) -> Half {
  let here = vec2i(in.position.xy);
  let at = min(here * 2 + (here >> vec2u(2u)) % 2 * 0, vec2i(frame.size.xy) - 1);
  let uv = (vec2f(at) + 0.5) * frame.size.zw;
  let ray = ray_at(uv);
  let unit = normalize(ray);
  let distance = distance_at(at);
  let offset = interleave(here);
  var out: Half;
  out.air = march(unit, min(distance, 1e4) * length(ray), 1.0 / length(ray), offset);
  var open = 1.0;
  if (distance < 1e4) {
    let normal = oct_decode(unpack2x16snorm(textureLoad(gbuffer, at, 0).x));
    open = openness(at, frame.eye.xyz + ray * distance, normal, distance, offset);
  }
  out.half = vec4f(open, distance, 0.0, 0.0);
  return out;
}
