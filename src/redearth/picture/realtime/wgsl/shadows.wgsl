// Soft shadows: sun cascades in layers 0-2, spots in layers 3-4, a point light's six faces from 5. No random taps, so nothing to dither.
fn shadow_tap(uv: vec2f, layer: i32, depth: f32) -> f32 {
  return textureSampleCompareLevel(shadow_map, shadow_sampler, uv, layer, depth);
}

// Four bilinear comparisons on a turned square: about four texels wide.
fn shadow_soft(uv: vec2f, layer: i32, depth: f32, radius: f32) -> f32 {
  let r = radius * frame.texel.w;
  var sum = shadow_tap(uv + vec2f(0.82, 0.34) * r, layer, depth) + shadow_tap(uv + vec2f(-0.82, -0.34) * r, layer, depth);
  sum += shadow_tap(uv + vec2f(-0.34, 0.82) * r, layer, depth) + shadow_tap(uv + vec2f(0.34, -0.82) * r, layer, depth);
  return sum * 0.25;
}

struct Seat { uv: vec2f, layer: i32, depth: f32, texel: f32 };

// The sun's cascades: rows of the first one's clip matrix; scale and offset of the others against it, with the texel's world size
// and the distance where they begin; of the first the texel's size, where all end, and 1/shadow map size.
struct Cascades {
  x: vec4f, y: vec4f, z: vec4f, middle_scale: vec4f, middle_offset: vec4f, far_scale: vec4f, far_offset: vec4f, near: vec4f,
};

fn cascades() -> Cascades {
  let m = transpose(frame.sun_clip_from_world);
  return Cascades(
    m[0], m[1], m[2],
    vec4f(frame.cascade_scale[1].xyz, frame.texel.y), vec4f(frame.cascade_offset[1].xyz, frame.cascades.x),
    vec4f(frame.cascade_scale[2].xyz, frame.texel.z), vec4f(frame.cascade_offset[2].xyz, frame.cascades.y),
    vec4f(frame.texel.x, frame.cascades.z, frame.texel.w, 0.0));
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

fn sun_shadow(c: Cascades, world: vec3f, normal: vec3f, distance: f32) -> f32 {
  let s = sun_seat(c, world + (normal * 2.4 - frame.sun_direction.xyz * 1.2) * sun_texel(c, distance), distance);
  let lit = shadow_soft(s.uv, s.layer, s.depth, clamp(0.035 / s.texel, 1.1, 2.6));
  return mix(lit, 1.0, smoothstep(0.85, 1.0, distance / c.near.y));
}

fn sun_shadow_in_air(c: Cascades, world: vec3f, distance: f32) -> f32 {
  let s = sun_seat(c, world, distance);
  return mix(shadow_tap(s.uv, s.layer, s.depth), 1.0, smoothstep(0.85, 1.0, distance / c.near.y));
}

fn spot_seat(world: vec3f, spot: u32) -> vec3f {
  let c = frame.spot_clip_from_world[spot] * vec4f(world, 1.0);
  let p = c.xyz / c.w;
  return vec3f(p.x * 0.5 + 0.5, 0.5 - p.y * 0.5, p.z);
}

fn spot_shadow(world: vec3f, normal: vec3f, spot: u32, distance: f32) -> f32 {
  let p = spot_seat(world + normal * (0.01 + 0.004 * distance), spot);
  return shadow_soft(p.xy, 3 + i32(spot), p.z, 1.7);
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

fn point_shadow(world: vec3f, normal: vec3f, light: vec3f) -> f32 {
  let away = world - light;
  let s = point_seat(away + normal * (0.01 + 0.006 * length(away)));
  return shadow_soft(s.uv, s.layer, s.depth, 1.7);
}
