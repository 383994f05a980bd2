// Small: ambient occlusion and light in the air, each with 16 interleaved offsets that blur.wgsl averages away exactly.
//! use frame
//! use sky
@group(0) @binding(4) var gbuffer: texture_2d<u32>;
@group(0) @binding(5) var depth_map: texture_depth_2d;
@group(0) @binding(8) var shadow_map: texture_depth_2d_array;
@group(0) @binding(9) var shadow_sampler: sampler_comparison;
//! use air
//! use lit

const SHRINK = 3; // as in targets.py
const STEPS = 6;
const LAMP_STEPS = 1;
const SPOT_STEPS = 4;
const TAPS = 5;
const TURN = 2.74; // from one tap of occlusion to the next

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
  let start = offset * (TURN + 6.2831853);
  var spoke = vec2f(cos(start), sin(start));
  for (var k = 0; k < TAPS; k++) {
    let t = (f32(k) + offset) / f32(TAPS);
    let tap = clamp(vec2f(at) + spoke * pixels * t, vec2f(0.0), frame.size.xy - 1.0);
    let d = distance_at(vec2i(tap));
    let other = frame.eye.xyz + ray_at((floor(tap) + 0.5) * frame.size.zw) * d;
    let v = other - world;
    let vv = dot(v, v);
    let near = clamp(1.0 - vv / (reach * reach * 1.6), 0.0, 1.0);
    spoke = vec2f(cos(TURN) * spoke.x - sin(TURN) * spoke.y, sin(TURN) * spoke.x + cos(TURN) * spoke.y);
    sum += near * max(dot(v, normal) - 0.012 - 0.0015 * distance, 0.0) / (vv + 0.02);
  }
  return pow(clamp(1.0 - sum * frame.drift.w / f32(TAPS), 0.0, 1.0), 1.4);
}

// Drifting clouds from three sines: cheap, smooth and without a texture.
fn air_density(world: vec3f, air: vec4f, drift: vec3f) -> f32 {
  let q = (world + drift) * vec3f(0.31, 0.55, 0.31);
  let a = sin(q.x + 1.7 * sin(q.z * 0.83 + q.y * 0.6)) * sin(q.z * 0.9 - q.y + q.x * 0.4);
  let uneven = max(1.0 + air.w * a, 0.0);
  return air.x * exp(-clamp(world.y * air.y, -1.0, 40.0)) * uneven;
}

// The share of a lamp's light that is seen in air.
fn told_share(i: u32) -> f32 { return lights[i].more.w; }

// `coarse` is the length of the step: closer to the lamp than that, single samples would show as specks.
fn shadowed_in_air(lamp: Told, world: vec3f, ray: vec3f, seen: f32, coarse: f32) -> vec3f {
  let delta = lamp.place.xyz - world;
  let d2 = dot(delta, delta);
  let l = delta * inverseSqrt(max(d2, 1e-4));
  let far2 = max(d2, 0.04 + 0.2 * coarse * coarse);
  return lamp.color.rgb * (falloff_of(lamp, far2) * cone_of(lamp, l) * phase(dot(ray, -l)) * seen);
}

// Where a ray runs inside a lamp's cone, from and to; the same twice where it misses it. A shaft is thin: all samples must fall into it.
fn in_cone(lamp: Told, ray: vec3f, far: f32) -> vec2f {
  let sharp = length(lamp.aim.xyz);
  let axis = lamp.aim.xyz / -sharp;
  let c2 = (lamp.aim.w / sharp) * (lamp.aim.w / sharp);
  let away = frame.eye.xyz - lamp.place.xyz;
  let ra = dot(ray, axis);
  let fa = dot(away, axis);
  let a = ra * ra - c2;
  let b = ra * fa - dot(ray, away) * c2;
  let d = b * b - a * (fa * fa - dot(away, away) * c2);
  let root = sqrt(max(d, 0.0));
  let one = (-b - root) / a;
  let two = (-b + root) / a;
  let first = min(one, two);
  let last = max(one, two);
  // Across the cone: between the two; along it: behind the second when it opens away, before the first when it opens towards the eye.
  let across = vec2f(first, select(first, last, fa + ra * 0.5 * (first + last) > 0.0 && d > 0.0));
  let along = select(vec2f(0.0, first), vec2f(last, far), ra > 0.0);
  return clamp(select(across, along, a > 0.0), vec2f(0.0), vec2f(far));
}

fn spot_in_air(lamp: Told, c: Cone, spot: u32, ray: vec3f, far: f32, offset: f32, air: vec4f) -> vec3f {
  let inside = in_cone(lamp, ray, far);
  let piece = (inside.y - inside.x) / f32(SPOT_STEPS);
  var sum = 0.0;
  for (var k = 0; k < SPOT_STEPS; k++) {
    let t = inside.x + (f32(k) + offset) * piece;
    let world = frame.eye.xyz + ray * t;
    let p = spot_seat(c, world, spot);
    let delta = lamp.place.xyz - world;
    let d2 = dot(delta, delta);
    let l = delta * inverseSqrt(max(d2, 1e-4));
    let density = air_density(world, air, frame.drift.xyz);
    let seen = shadow_tap(p.xy, 3 + i32(spot), p.z) * density * exp(-density * t);
    sum += falloff_of(lamp, max(d2, 0.04 + 0.2 * piece * piece)) * cone_of(lamp, l) * phase(dot(ray, -l)) * seen;
  }
  return lamp.color.rgb * (sum * piece);
}

// Samples gather where the lamp is near, as equi-angular ones do (Kulla and Fajardo 2012), spaced by x / (1 + |x|) instead of the arc tangent, which has
// to be undone: with the block's 16 offsets one is enough.
fn lamp_in_air(lamp: Told, ray: vec3f, far: f32, offset: f32, air: vec4f) -> vec3f {
  let q = lamp.place.xyz - frame.eye.xyz;
  let b = dot(ray, q);
  let h = sqrt(max(dot(q, q) - b * b, 0.0) + 0.0025);
  let low = -b / (h + abs(b));
  let high = (far - b) / (h + abs(far - b));
  var sum = 0.0;
  for (var k = 0; k < LAMP_STEPS; k++) {
    let near = mix(low, high, (f32(k) + offset) / f32(LAMP_STEPS));
    let stretch = 1.0 / (1.0 - abs(near));
    let t = b + h * near * stretch;
    let delta = q - ray * t;
    let d2 = dot(delta, delta) + 0.0025;
    let l = delta * inverseSqrt(d2);
    let density = air.x * exp(-clamp((frame.eye.y + ray.y * t) * air.y, -1.0, 40.0));
    sum += cone_of(lamp, l) * phase(dot(ray, -l)) * falloff_of(lamp, d2) * (stretch * stretch) * density * exp(-density * t);
  }
  return lamp.color.rgb * (sum * (high - low) * h / f32(LAMP_STEPS));
}

fn lit_air(k: Keys, world: vec3f, ray: vec3f, distance: f32, towards_sun: vec3f, coarse: f32) -> vec3f {
  var here = vec3f(0.0);
  if (SUN > 0u) {
    var lit = 1.0 + unasked();
    //! with shadowed sun lit = sun_shadow_in_air(k.cascades, world, distance);
    here += towards_sun * lit;
  }
  //! with point let s = point_seat(world - k.told_point.place.xyz);
  //! with point here += shadowed_in_air(k.told_point, world, ray, shadow_tap(s.uv, s.layer, s.depth), coarse);
  return here;
}

fn march(in: Full, ray: vec3f, distance: f32, view_scale: f32, offset: f32) -> vec4f {
  let air = frame.air;
  let drift = frame.drift.xyz;
  let eye = frame.eye.xyz;
  let k = told_keys(in);
  let far = min(distance, frame.air_color.w);
  let round_about = (sky.zenith.rgb * 2.0 + sky.horizon.rgb + sky.ground.rgb) * (0.25 * sky.horizon.a);
  let towards_sun = lights[0].color.rgb * (lights[0].more.w * phase(dot(ray, -sky.sun_direction.xyz)));
  var seen = 1.0;
  var light = vec3f(0.0);
  var last = 0.0;
  for (var step = 0; step < STEPS; step++) {
    let edge = f32(step + 1) / f32(STEPS);
    let next = far * edge * (0.35 + 0.65 * edge);
    let t = mix(last, next, offset);
    let world = eye + ray * t;
    let through = exp(-air_density(world, air, drift) * (next - last));
    light += (round_about + lit_air(k, world, ray, t * view_scale, towards_sun, next - last)) * (seen * (1.0 - through));
    seen *= through;
    last = next;
  }
  //! each spot light += spot_in_air(k.told_NTH, k.cone_NTH, NTHu, ray, far, offset, air);
  //! each near lamp light += lamp_in_air(unpacked(in.place_LAMP, in.more_LAMP), ray, far, offset, air);
  let plain = min(SUN, 1u) + SPOTS + POINT;
  //! each far lamp light += lamp_in_air(told(plain + LAMP), ray, far, offset, air);
  return vec4f(light * frame.air_color.rgb, seen);
}

// How soft the shadows of the first two lights that have some are, in texels.
fn softness(k: Keys, world: vec3f, normal: vec3f, distance: f32) -> vec2f {
  var soft = vec4f(0.0);
  //! with shadowed sun soft.x = sun_softness(k.cascades, world, normal, distance, lights[0].more.y);
  //! each spot soft[first_softness() + NTHu] = spot_softness(k.cone_NTH, world, normal, NTHu, length(world - k.told_NTH.place.xyz), k.told_NTH.color.w);
  //! with point soft[first_softness() + SPOTS] = point_softness(world - k.told_point.place.xyz, normal, k.told_point.color.w);
  return soft.xy;
}

@fragment
fn haze(in: Full) -> @location(0) vec4u {
  sky = sky_of_frame();
  let here = vec2i(in.position.xy);
  let at = min(here * SHRINK + SHRINK / 2, vec2i(frame.size.xy) - 1);
  let uv = (vec2f(at) + 0.5) * frame.size.zw;
  let ray = ray_at(uv);
  let distance = distance_at(at);
  let offset = interleave(here);
  let light = march(in, normalize(ray), min(distance, 1e4) * length(ray), 1.0 / length(ray), offset);
  let normal = oct_decode(unpack2x16snorm(textureLoad(gbuffer, at, 0).x));
  let open = openness(at, frame.eye.xyz + ray * distance, normal, distance, offset);
  let soft = softness(told_keys(in), frame.eye.xyz + ray * distance, normal, distance) / WIDEST_TEXELS;
  return pack_air(Air(light, vec3f(select(1.0, open, distance < 1e4), soft), distance));
}
