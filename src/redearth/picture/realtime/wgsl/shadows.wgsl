// Soft shadows: sun cascades in layers 0-2, spots in layers 3-4, a point light's six faces from 5. No random taps, so nothing to dither.
fn shadow_tap(uv: vec2f, layer: i32, depth: f32) -> f32 {
  return textureSampleCompareLevel(shadow_map, shadow_sampler, uv, layer, depth);
}

// Five bilinear comparisons on a turned cross: about four texels wide.
fn shadow_soft(uv: vec2f, layer: i32, depth: f32, radius: f32) -> f32 {
  let r = radius * frame.texel.w;
  var sum = shadow_tap(uv, layer, depth);
  sum += shadow_tap(uv + vec2f(0.95, 0.40) * r, layer, depth) + shadow_tap(uv + vec2f(-0.95, -0.40) * r, layer, depth);
  sum += shadow_tap(uv + vec2f(-0.40, 0.95) * r, layer, depth) + shadow_tap(uv + vec2f(0.40, -0.95) * r, layer, depth);
  return sum * 0.2;
}

fn cascade_of(distance: f32) -> i32 {
  return select(select(2, 1, distance < frame.cascades.y), 0, distance < frame.cascades.x);
}

fn light_uv(layer: i32, world: vec3f) -> vec3f {
  let c = frame.light_clip_from_world[layer] * vec4f(world, 1.0);
  let p = c.xyz / c.w;
  return vec3f(p.x * 0.5 + 0.5, 0.5 - p.y * 0.5, p.z);
}

fn sun_shadow(world: vec3f, normal: vec3f, distance: f32) -> f32 {
  let layer = cascade_of(distance);
  let texel = frame.texel[layer];
  let p = light_uv(layer, world + normal * texel * 2.2);
  let lit = shadow_soft(p.xy, layer, p.z, clamp(0.035 / texel, 1.1, 2.6));
  return mix(lit, 1.0, smoothstep(0.85, 1.0, distance / frame.cascades.z));
}

fn sun_shadow_in_air(world: vec3f, distance: f32) -> f32 {
  let layer = cascade_of(distance);
  let p = light_uv(layer, world);
  return mix(shadow_tap(p.xy, layer, p.z), 1.0, smoothstep(0.85, 1.0, distance / frame.cascades.z));
}

fn spot_shadow(world: vec3f, normal: vec3f, layer: i32, distance: f32) -> f32 {
  let p = light_uv(layer, world + normal * (0.01 + 0.004 * distance));
  return shadow_soft(p.xy, layer, p.z, 1.7);
}

fn face_of(from_light: vec3f) -> i32 {
  let a = abs(from_light);
  let axis = select(select(4, 2, a.y >= a.z), 0, a.x >= a.y && a.x >= a.z);
  let along = select(select(from_light.z, from_light.y, axis == 2), from_light.x, axis == 0);
  return axis + select(0, 1, along < 0.0);
}

fn point_shadow(world: vec3f, normal: vec3f, from_light: vec3f, distance: f32) -> f32 {
  let layer = 5 + face_of(from_light);
  let p = light_uv(layer, world + normal * (0.01 + 0.006 * distance));
  return shadow_soft(p.xy, layer, p.z, 1.7);
}
