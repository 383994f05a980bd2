// The full-screen triangle of passes that lamps shine in.
//! use frame
//! use lights
//! use shadows
// A lamp in three vectors: place and 1 / range squared; colour and radius; the cone's edge as a plane over directions.
struct Told { place: vec4f, color: vec4f, aim: vec4f };

fn told(i: u32) -> Told {
  let sharp = lights[i].more.x;
  return Told(
    vec4f(lights[i].position.xyz, lights[i].color.w),
    vec4f(lights[i].color.rgb * told_share(i), lights[i].more.y),
    vec4f(lights[i].direction.xyz, lights[i].direction.w) * -sharp);
}

// Brings a lamp to nothing at its range.
fn window_of(lamp: Told, d2: f32) -> f32 {
  let q = d2 * lamp.place.w;
  let window = clamp(1.0 - q * q, 0.0, 1.0);
  return window * window;
}

fn cone_of(lamp: Told, l: vec3f) -> f32 {
  let t = clamp(dot(l, lamp.aim.xyz) + lamp.aim.w, 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

// Inverse square, as a disc of the source's radius has it on its axis.
fn falloff_of(lamp: Told, d2: f32) -> f32 { return window_of(lamp, d2) / max(d2 + lamp.color.w * lamp.color.w, 0.01); }

// What is the same for all pixels comes flat from the vertex program: the software driver hands that out far faster than uniforms.
struct Full {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) ray: vec3f,
  //! with shadowed sun @location(2) @interpolate(flat) sun_x: vec4f,
  //! with shadowed sun @location(3) @interpolate(flat) sun_y: vec4f,
  //! with shadowed sun @location(4) @interpolate(flat) sun_z: vec4f,
  //! with shadowed sun @location(5) @interpolate(flat) sun_middle_scale: vec4f,
  //! with shadowed sun @location(6) @interpolate(flat) sun_middle_offset: vec4f,
  //! with shadowed sun @location(7) @interpolate(flat) sun_far_scale: vec4f,
  //! with shadowed sun @location(8) @interpolate(flat) sun_far_offset: vec4f,
  //! with shadowed sun @location(9) @interpolate(flat) sun_near: vec4f,
  //! each near lamp @location(LAMP * 3u + FIRST_FLAT) @interpolate(flat) place_LAMP: vec4f,
  //! each near lamp @location(LAMP * 3u + FIRST_FLAT + 1u) @interpolate(flat) color_LAMP: vec4f,
  //! each near lamp @location(LAMP * 3u + FIRST_FLAT + 2u) @interpolate(flat) aim_LAMP: vec4f,
};

// One triangle that covers the screen, at the far plane.
@vertex
fn full(@builtin(vertex_index) i: u32) -> Full {
  let p = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
  let plain = min(SUN, 1u) + SPOTS + POINT;
  var out: Full;
  out.uv = p;
  out.ray = ray_at(p);
  out.position = vec4f(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0);
  //! with shadowed sun let c = cascades();
  //! with shadowed sun out.sun_x = c.x;
  //! with shadowed sun out.sun_y = c.y;
  //! with shadowed sun out.sun_z = c.z;
  //! with shadowed sun out.sun_middle_scale = c.middle_scale;
  //! with shadowed sun out.sun_middle_offset = c.middle_offset;
  //! with shadowed sun out.sun_far_scale = c.far_scale;
  //! with shadowed sun out.sun_far_offset = c.far_offset;
  //! with shadowed sun out.sun_near = c.near;
  var one: Told;
  //! each near lamp one = told(plain + LAMP); out.place_LAMP = one.place; out.color_LAMP = one.color; out.aim_LAMP = one.aim;
  return out;
}

// The cascades as the vertex program hands them out.
fn told_cascades(in: Full) -> Cascades {
  var c: Cascades;
  //! with shadowed sun c = Cascades(in.sun_x, in.sun_y, in.sun_z, in.sun_middle_scale, in.sun_middle_offset, in.sun_far_scale, in.sun_far_offset, in.sun_near);
  return c;
}
