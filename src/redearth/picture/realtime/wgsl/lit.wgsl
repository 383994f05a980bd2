// The full-screen triangle of passes that lamps shine in.
//! use frame
//! use lights
// A lamp in three vectors: place and 1 / range squared; colour and what else the pass wants; the cone's edge as a plane over directions.
struct Told { place: vec4f, color: vec4f, aim: vec4f };

fn told(i: u32) -> Told {
  let sharp = lights[i].more.x;
  return Told(
    vec4f(lights[i].position.xyz, lights[i].color.w),
    vec4f(lights[i].color.rgb, told_more(i)),
    vec4f(lights[i].direction.xyz, lights[i].direction.w) * -sharp);
}

// What is the same for all pixels comes flat from the vertex program: the software driver hands that out far faster than uniforms.
struct Full {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) ray: vec3f,
  //! each near lamp @location(LAMP * 3u + 2u) @interpolate(flat) place_LAMP: vec4f,
  //! each near lamp @location(LAMP * 3u + 3u) @interpolate(flat) color_LAMP: vec4f,
  //! each near lamp @location(LAMP * 3u + 4u) @interpolate(flat) aim_LAMP: vec4f,
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
  var one: Told;
  //! each near lamp one = told(plain + LAMP); out.place_LAMP = one.place; out.color_LAMP = one.color; out.aim_LAMP = one.aim;
  return out;
}
