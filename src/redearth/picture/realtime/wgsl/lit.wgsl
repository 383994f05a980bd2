// The full-screen triangle of passes that lamps shine in.
//! use frame
//! use lights
//! use sky
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

// The same in two vectors, for the way from the vertex program: all but the place as half floats.
struct Slim { place: vec4u, more: vec4u };

fn slim(i: u32) -> Slim {
  let t = told(i);
  let color = min(t.color, vec4f(60000.0));
  return Slim(
    vec4u(bitcast<vec3u>(t.place.xyz), pack2x16float(vec2f(sqrt(t.place.w), 0.0))),
    vec4u(pack2x16float(color.xy), pack2x16float(color.zw), pack2x16float(t.aim.xy), pack2x16float(t.aim.zw)));
}

fn unpacked(place: vec4u, more: vec4u) -> Told {
  let narrow = unpack2x16float(place.w).x;
  return Told(
    vec4f(bitcast<vec3f>(place.xyz), narrow * narrow),
    vec4f(unpack2x16float(more.x), unpack2x16float(more.y)),
    vec4f(unpack2x16float(more.z), unpack2x16float(more.w)));
}

// The first light, where that is a sun.
struct Sun { light: vec3f, in_air: f32, way: vec3f, spread: f32 };
var<private> sun: Sun;

fn sun_of_lights() -> Sun { return Sun(lights[0].color.rgb, lights[0].more.w, lights[0].direction.xyz, lights[0].more.y); }

// The lights with code of their own.
struct Keys {
  //! with shadowed sun cascades: Cascades,
  //! each spot told_NTH: Told, cone_NTH: Cone,
  //! with point told_point: Told,
  none: u32,
};

// Small texels hold the softness of two shadows: the sun's, then those of spots and the point light. What has no place there is searched at full size.
fn first_softness() -> u32 { return select(0u, 1u, SUN > 1u); }

// As the uniforms have them, for passes without flat numbers.
fn keys() -> Keys {
  var k: Keys;
  //! with shadowed sun k.cascades = cascades();
  //! each spot k.told_NTH = told(min(SUN, 1u) + NTHu); k.cone_NTH = cone(NTHu);
  //! with point k.told_point = told(min(SUN, 1u) + SPOTS);
  return k;
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
  //! with shadowed sun @location(10) @interpolate(flat) zenith: vec4f,
  //! with shadowed sun @location(11) @interpolate(flat) horizon: vec4f,
  //! with shadowed sun @location(12) @interpolate(flat) ground: vec4f,
  //! with shadowed sun @location(13) @interpolate(flat) sun_color: vec4f,
  //! with shadowed sun @location(14) @interpolate(flat) sun_direction: vec4f,
  //! with shadowed sun @location(15) @interpolate(flat) sun_light: vec4f,
  //! with shadowed sun @location(16) @interpolate(flat) sun_way: vec4f,
  //! each spot @location(NTHu * 5u + FIRST_SPOT) @interpolate(flat) cone_x_NTH: vec4f,
  //! each spot @location(NTHu * 5u + FIRST_SPOT + 1u) @interpolate(flat) cone_y_NTH: vec4f,
  //! each spot @location(NTHu * 5u + FIRST_SPOT + 2u) @interpolate(flat) cone_w_NTH: vec4f,
  //! each spot @location(NTHu * 5u + FIRST_SPOT + 3u) @interpolate(flat) place_of_spot_NTH: vec4u,
  //! each spot @location(NTHu * 5u + FIRST_SPOT + 4u) @interpolate(flat) more_of_spot_NTH: vec4u,
  //! with point @location(FIRST_POINT) @interpolate(flat) place_of_point: vec4u,
  //! with point @location(FIRST_POINT + 1u) @interpolate(flat) more_of_point: vec4u,
  //! each near lamp @location(LAMP * 2u + FIRST_FLAT) @interpolate(flat) place_LAMP: vec4u,
  //! each near lamp @location(LAMP * 2u + FIRST_FLAT + 1u) @interpolate(flat) more_LAMP: vec4u,
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
  //! with shadowed sun out.zenith = frame.zenith; out.horizon = frame.horizon; out.ground = frame.ground;
  //! with shadowed sun out.sun_color = frame.sun_color; out.sun_direction = frame.sun_direction;
  //! with shadowed sun out.sun_light = vec4f(lights[0].color.rgb, lights[0].more.w); out.sun_way = vec4f(lights[0].direction.xyz, lights[0].more.y);
  var one: Slim;
  //! each spot let cone_NTH = cone(NTHu); out.cone_x_NTH = cone_NTH.x; out.cone_y_NTH = cone_NTH.y; out.cone_w_NTH = cone_NTH.w;
  //! each spot one = slim(min(SUN, 1u) + NTHu); out.place_of_spot_NTH = one.place; out.more_of_spot_NTH = one.more;
  //! with point one = slim(min(SUN, 1u) + SPOTS); out.place_of_point = one.place; out.more_of_point = one.more;
  //! each near lamp one = slim(plain + LAMP); out.place_LAMP = one.place; out.more_LAMP = one.more;
  return out;
}

// The same as the vertex program hands them out.
fn told_keys(in: Full) -> Keys {
  var k: Keys;
  //! with shadowed sun k.cascades = Cascades(in.sun_x, in.sun_y, in.sun_z, in.sun_middle_scale, in.sun_middle_offset, in.sun_far_scale, in.sun_far_offset, in.sun_near);
  //! each spot k.told_NTH = unpacked(in.place_of_spot_NTH, in.more_of_spot_NTH);
  //! each spot k.cone_NTH = Cone(in.cone_x_NTH, in.cone_y_NTH, in.cone_w_NTH);
  //! with point k.told_point = unpacked(in.place_of_point, in.more_of_point);
  return k;
}
