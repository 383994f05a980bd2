// Soft shadows: sun cascades in layers 0-2, spots in layers 3-4, a point light's six faces from 5. No random taps, so nothing to dither.
const SEARCH_TEXELS = 5.0;
const WIDEST_TEXELS = 5.5;

fn shadow_tap(uv: vec2f, layer: i32, depth: f32) -> f32 {
  return textureSampleCompareLevel(shadow_map, shadow_sampler, uv, layer, depth);
}

// How far before a place its shade is, in the map's depth: the mean of what is nearer to the light at five texels; 0 where nothing is.
fn shade_depth(uv: vec2f, layer: i32, depth: f32, radius: f32) -> f32 {
  let size = 1.0 / frame.texel.w;
  let r = radius * frame.texel.w;
  var sum = 0.0;
  var count = 0.0;
  for (var k = 0; k < 5; k++) {
    let turn = array(vec2f(0.0), vec2f(0.91, 0.42), vec2f(-0.91, -0.42), vec2f(-0.42, 0.91), vec2f(0.42, -0.91))[k];
    let before = depth - textureLoad(shadow_map, vec2i((uv + turn * r) * size), layer, 0);
    sum += max(before, 0.0);
    count += step(1e-6, before);
  }
  return sum / max(count, 1.0);
}

// Six bilinear comparisons on a spiral: no random turns, so nothing to dither; `radius` in texels.
fn shadow_soft(uv: vec2f, layer: i32, depth: f32, radius: f32) -> f32 {
  let r = radius * frame.texel.w;
  var sum = shadow_tap(uv + vec2f(0.28, 0.10) * r, layer, depth) + shadow_tap(uv + vec2f(-0.37, 0.33) * r, layer, depth);
  sum += shadow_tap(uv + vec2f(0.06, -0.64) * r, layer, depth) + shadow_tap(uv + vec2f(0.46, 0.60) * r, layer, depth);
  sum += shadow_tap(uv + vec2f(-0.85, -0.15) * r, layer, depth) + shadow_tap(uv + vec2f(0.82, -0.52) * r, layer, depth);
  return sum * (1.0 / 6.0);
}

struct Seat { uv: vec2f, layer: i32, depth: f32, texel: f32 };

// Where in the sun's cascades a place lies. Cascades share their axes, so one product and a scale will do.
fn sun_seat(world: vec3f, distance: f32) -> Seat {
  let near = distance < frame.cascades.x;
  let middle = distance < frame.cascades.y;
  let scale = select(select(frame.cascade_scale[2], frame.cascade_scale[1], middle), frame.cascade_scale[0], near);
  let offset = select(select(frame.cascade_offset[2], frame.cascade_offset[1], middle), frame.cascade_offset[0], near);
  let c = (frame.sun_clip_from_world * vec4f(world, 1.0)).xyz * scale.xyz + offset.xyz;
  let texel = select(select(frame.texel.z, frame.texel.y, middle), frame.texel.x, near);
  return Seat(vec2f(c.x * 0.5 + 0.5, 0.5 - c.y * 0.5), select(select(2, 1, middle), 0, near), c.z, texel);
}

// The penumbra widens with the way from what casts it (Fernando 2005). Towards the end of a cascade its edge grows as soft as the
// next one's texels are coarse, so that nothing jumps where they meet.
fn sun_shadow(world: vec3f, normal: vec3f, distance: f32, spread: f32) -> f32 {
  let near = distance < frame.cascades.x;
  let middle = distance < frame.cascades.y;
  let texel = select(select(frame.texel.z, frame.texel.y, middle), frame.texel.x, near);
  let next = select(frame.texel.z, frame.texel.y, near);
  let end = select(select(frame.cascades.z, frame.cascades.y, middle), frame.cascades.x, near);
  let depth_m = select(select(frame.cascade_scale[2].w, frame.cascade_scale[1].w, middle), frame.cascade_scale[0].w, near);
  let s = sun_seat(world + (normal * 2.4 - frame.sun_direction.xyz * 1.2) * texel, distance);
  let away = shade_depth(s.uv, s.layer, s.depth, SEARCH_TEXELS) * depth_m;
  let finest = 1.5 * mix(texel, next, smoothstep(0.6, 1.0, distance / end));
  let lit = shadow_soft(s.uv, s.layer, s.depth, clamp(max(away * spread, finest) / texel, 1.5, WIDEST_TEXELS));
  return mix(lit, 1.0, smoothstep(0.85, 1.0, distance / frame.cascades.z));
}

fn sun_shadow_in_air(world: vec3f, distance: f32) -> f32 {
  let s = sun_seat(world, distance);
  return mix(shadow_tap(s.uv, s.layer, s.depth), 1.0, smoothstep(0.85, 1.0, distance / frame.cascades.z));
}

fn spot_seat(world: vec3f, spot: u32) -> vec3f {
  let c = frame.spot_clip_from_world[spot] * vec4f(world, 1.0);
  let p = c.xyz / c.w;
  return vec3f(p.x * 0.5 + 0.5, 0.5 - p.y * 0.5, p.z);
}

// Texels that a source of this radius is smeared over, at a depth in a perspective map: k - n / distance, texels a metre at 1 m.
fn smear(radius: f32, uv: vec2f, layer: i32, depth: f32, k: f32, n: f32, texels: f32) -> f32 {
  let before = shade_depth(uv, layer, depth, SEARCH_TEXELS);
  let here = n / max(k - depth, 1e-5);
  let there = n / max(k - depth + before, 1e-5);
  return clamp(radius * (here - there) / max(there, 0.05) * texels / here, 1.5, WIDEST_TEXELS);
}

fn spot_shadow(world: vec3f, normal: vec3f, spot: u32, distance: f32, radius: f32) -> f32 {
  let p = spot_seat(world + normal * (0.01 + 0.004 * distance), spot);
  let d = frame.spot_depth[spot];
  return shadow_soft(p.xy, 3 + i32(spot), p.z, smear(radius, p.xy, 3 + i32(spot), p.z, d.x, d.y, d.z));
}

// Faces of a point light in the order of optics.FACES.
fn point_seat(from_light: vec3f) -> Seat {
  let a = abs(from_light);
  let on_x = a.x >= a.y && a.x >= a.z;
  let on_y = !on_x && a.y >= a.z;
  let major = select(select(from_light.z, from_light.y, on_y), from_light.x, on_x);
  let sign = select(1.0, -1.0, major < 0.0);
  let face = select(select(from_light.xy, from_light.zx, on_y), vec2f(-from_light.z, from_light.y), on_x) * vec2f(sign, 1.0);
  let z = max(abs(major), 0.01);
  let p = face * (frame.point_depth.z / z);
  let layer = 5 + select(select(4, 2, on_y), 0, on_x) + select(0, 1, major < 0.0);
  // A face fills a quarter of its layer.
  let uv = clamp(vec2f(p.x * 0.25 + 0.25, 0.25 - p.y * 0.25), vec2f(0.003), vec2f(0.497));
  return Seat(uv, layer, frame.point_depth.x - frame.point_depth.y / z, 0.0);
}

fn point_shadow(world: vec3f, normal: vec3f, light: vec3f, radius: f32) -> f32 {
  let away = world - light;
  let s = point_seat(away + normal * (0.01 + 0.006 * length(away)));
  let texels = 0.25 * frame.point_depth.z / frame.texel.w;
  return shadow_soft(s.uv, s.layer, s.depth, smear(radius, s.uv, s.layer, s.depth, frame.point_depth.x, frame.point_depth.y, texels));
}
