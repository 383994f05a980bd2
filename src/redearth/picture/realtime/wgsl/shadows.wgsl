// Soft shadows, their softness found for the small texels of air, the edges at full size: sun cascades in layers 0-2, spots in layers 3-4, a point light's six faces from 5. No random taps, so nothing to dither.
const SEARCH_TEXELS = 5.0;
const WIDEST_TEXELS = 4.0;

fn shadow_tap(uv: vec2f, layer: i32, depth: f32) -> f32 {
  return textureSampleCompareLevel(shadow_map, shadow_sampler, uv, layer, depth);
}

// Never true: so that programs for lights without shadows, too, bind the map.
fn unasked() -> f32 {
  if (SUN > 2u) { return shadow_tap(vec2f(0.0), 0, 0.0); }
  return 0.0;
}

// How far before a place its shade is, in the map's depth: the mean of what is nearer to the light at three texels; 0 where nothing is.
fn shade_depth(uv: vec2f, layer: i32, depth: f32, radius: f32) -> f32 {
  let centre = uv * (1.0 / frame.texel.w);
  // Written out: the software driver keeps a loop, and a table of places, in memory.
  let found = shade_at(centre + vec2f(0.91, 0.42) * radius, layer, depth) + shade_at(centre + vec2f(-0.82, 0.57) * radius, layer, depth)
    + shade_at(centre + vec2f(-0.09, -1.0) * radius, layer, depth);
  return found.x / max(found.y, 1.0);
}

fn shade_at(texel: vec2f, layer: i32, depth: f32) -> vec2f {
  let before = depth - textureLoad(shadow_map, vec2i(texel), layer, 0);
  return vec2f(max(before, 0.0), step(1e-6, before));
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

// The sun's cascades: rows of the first one's clip matrix; scale and offset of the others against it, with the texel's world size
// and the distance where they begin; of the first the texel's size, where all end, 0, and its depth in metres.
struct Cascades {
  x: vec4f, y: vec4f, z: vec4f, middle_scale: vec4f, middle_offset: vec4f, far_scale: vec4f, far_offset: vec4f, near: vec4f,
};

fn cascades() -> Cascades {
  let m = transpose(frame.sun_clip_from_world);
  return Cascades(
    m[0], m[1], m[2],
    vec4f(frame.cascade_scale[1].xyz, frame.texel.y), vec4f(frame.cascade_offset[1].xyz, frame.cascades.x),
    vec4f(frame.cascade_scale[2].xyz, frame.texel.z), vec4f(frame.cascade_offset[2].xyz, frame.cascades.y),
    vec4f(frame.texel.x, frame.cascades.z, 0.0, frame.cascade_scale[0].w));
}

fn sun_texel(c: Cascades, distance: f32) -> f32 {
  return select(select(c.far_scale.w, c.middle_scale.w, distance < c.far_offset.w), c.near.x, distance < c.middle_offset.w);
}

// Where in the sun's cascades a place lies. Cascades share their axes, so one product and a scale will do.
fn sun_seat(c: Cascades, world: vec3f, distance: f32) -> Seat {
  let near = distance < c.middle_offset.w;
  let middle = distance < c.far_offset.w;
  let scale = select(select(c.far_scale.xyz, c.middle_scale.xyz, middle), vec3f(1.0), near);
  let offset = select(select(c.far_offset.xyz, c.middle_offset.xyz, middle), vec3f(0.0), near);
  let at = vec4f(world, 1.0);
  let p = vec3f(dot(c.x, at), dot(c.y, at), dot(c.z, at)) * scale + offset;
  return Seat(vec2f(p.x * 0.5 + 0.5, 0.5 - p.y * 0.5), select(select(2, 1, middle), 0, near), p.z, sun_texel(c, distance));
}

// The penumbra widens with the way from what casts it (Fernando 2005). Towards the end of a cascade its edge grows as soft as the
// next one's texels are coarse, so that nothing jumps where they meet. Ground that the light grazes must not shade itself: a place is
// lifted by two texels, and held as much nearer to the light as the ground rises over the texels looked at round it.
struct SunSeat { seat: Seat, rise: f32, deep: f32, next: f32, end: f32 };

fn sun_lifted(c: Cascades, world: vec3f, normal: vec3f, distance: f32) -> SunSeat {
  let near = distance < c.middle_offset.w;
  let middle = distance < c.far_offset.w;
  let texel = sun_texel(c, distance);
  let next = select(c.far_scale.w, c.middle_scale.w, near);
  let end = select(select(c.near.y, c.far_offset.w, middle), c.middle_offset.w, near);
  let deep = c.near.w / select(select(c.far_scale.z, c.middle_scale.z, middle), 1.0, near);
  let s = sun_seat(c, world + (normal * 2.4 - sky.sun_direction.xyz * 1.2) * texel, distance);
  let facing = max(-dot(normal, sky.sun_direction.xyz), 0.2);
  let rise = sqrt(max(1.0 - facing * facing, 0.0)) / facing * texel / deep;
  return SunSeat(s, rise, deep, next, end);
}

fn sun_softness(c: Cascades, world: vec3f, normal: vec3f, distance: f32, spread: f32) -> f32 {
  let at = sun_lifted(c, world, normal, distance);
  let s = at.seat;
  return shade_depth(s.uv, s.layer, s.depth - at.rise * (SEARCH_TEXELS - 2.0), SEARCH_TEXELS) * at.deep * spread / s.texel;
}

// `soft` is the radius of the penumbra in texels.
fn sun_shadow(c: Cascades, world: vec3f, normal: vec3f, distance: f32, soft: f32) -> f32 {
  let at = sun_lifted(c, world, normal, distance);
  let s = at.seat;
  let finest = 1.1 * mix(1.0, at.next / s.texel, smoothstep(0.6, 1.0, distance / at.end));
  let radius = clamp(max(soft, finest), 1.1, WIDEST_TEXELS);
  let lit = shadow_soft(s.uv, s.layer, s.depth - at.rise * max(radius - 2.0, 0.0), radius);
  return mix(lit, 1.0, smoothstep(0.85, 1.0, distance / c.near.y));
}

fn sun_shadow_in_air(c: Cascades, world: vec3f, distance: f32) -> f32 {
  let s = sun_seat(c, world, distance);
  return mix(shadow_tap(s.uv, s.layer, s.depth), 1.0, smoothstep(0.85, 1.0, distance / c.near.y));
}

// A spot's shadow map: rows that give the place in it, times the distance along the axis, and that distance.
struct Cone { x: vec4f, y: vec4f, w: vec4f };

fn cone(spot: u32) -> Cone {
  let m = transpose(frame.spot_clip_from_world[spot]);
  return Cone(0.5 * (m[3] + m[0]), 0.5 * (m[3] - m[1]), m[3]);
}

fn spot_seat(c: Cone, world: vec3f, spot: u32) -> vec3f {
  let at = vec4f(world, 1.0);
  let inverse = 1.0 / dot(c.w, at);
  return vec3f(dot(c.x, at) * inverse, dot(c.y, at) * inverse, frame.spot_depth[spot].x - frame.spot_depth[spot].y * inverse);
}

// Texels that a source of this radius is smeared over, at a depth in a perspective map: k - n / distance, texels a metre at 1 m.
fn smear(radius: f32, uv: vec2f, layer: i32, depth: f32, k: f32, n: f32, texels: f32) -> f32 {
  let before = shade_depth(uv, layer, depth, SEARCH_TEXELS);
  let here = n / max(k - depth, 1e-5);
  let there = n / max(k - depth + before, 1e-5);
  return clamp(radius * (here - there) / max(there, 0.05) * texels / here, 1.5, WIDEST_TEXELS);
}

fn spot_softness(c: Cone, world: vec3f, normal: vec3f, spot: u32, distance: f32, radius: f32) -> f32 {
  let d = frame.spot_depth[spot];
  let p = spot_seat(c, world + normal * (0.01 + SEARCH_TEXELS * distance / d.z), spot);
  return smear(radius, p.xy, 3 + i32(spot), p.z, d.x, d.y, d.z);
}

fn spot_shadow(c: Cone, world: vec3f, normal: vec3f, spot: u32, distance: f32, soft: f32) -> f32 {
  let wide = clamp(soft, 1.5, WIDEST_TEXELS);
  let p = spot_seat(c, world + normal * (0.01 + wide * distance / frame.spot_depth[spot].z), spot);
  return shadow_soft(p.xy, 3 + i32(spot), p.z, wide);
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

fn point_lifted(away: vec3f, normal: vec3f) -> Seat { return point_seat(away + normal * (0.01 + 0.006 * length(away))); }

fn point_softness(away: vec3f, normal: vec3f, radius: f32) -> f32 {
  let s = point_lifted(away, normal);
  let texels = 0.25 * frame.point_depth.z / frame.texel.w;
  return smear(radius, s.uv, s.layer, s.depth, frame.point_depth.x, frame.point_depth.y, texels);
}

fn point_shadow(away: vec3f, normal: vec3f, soft: f32) -> f32 {
  let s = point_lifted(away, normal);
  return shadow_soft(s.uv, s.layer, s.depth, clamp(soft, 1.5, WIDEST_TEXELS));
}
