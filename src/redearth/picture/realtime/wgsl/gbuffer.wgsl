// Thin G-buffer: everything that shading needs, in 16 bytes, so that small triangles stay cheap.
// x: world normal; y, z: pattern-space position in 21-bit fixed point; w: record and pattern-space normal.
//! use frame
@group(0) @binding(1) var records: texture_2d<f32>;
//! use record
@group(0) @binding(2) var<storage, read> visible: array<u32>;

struct Varying {
  @builtin(position) @invariant position: vec4f,
  @location(0) normal: vec3f,
  @location(1) pattern: vec3f,
  @location(2) pattern_normal: vec3f,
  @location(3) @interpolate(flat) record: u32,
};

@vertex
fn place(@location(0) position: vec3f, @location(1) normal: vec2f, @location(2) bind: vec3f, @location(3) bind_normal: vec2f,
         @builtin(instance_index) instance: u32) -> Varying {
  return placed(visible[instance], position, normal, bind, bind_normal);
}

fn placed(index: u32, position: vec3f, normal: vec2f, bind: vec3f, bind_normal: vec2f) -> Varying {
  let s = record_texel(index, 3u).xyz;
  var out: Varying;
  out.position = frame.clip_from_world * vec4f(world_place(index, position), 1.0);
  out.normal = world_normal(index, oct_decode(normal) / (s * s));
  out.pattern = bind * s / record_texel(index, 4u).w;
  out.pattern_normal = oct_decode(bind_normal) / s;
  out.record = index;
  return out;
}

@fragment
fn store(in: Varying, @builtin(front_facing) front: bool) -> @location(0) vec4u { return stored(in, front); }

fn stored(in: Varying, front: bool) -> vec4u {
  // Folding needs no unit vectors.
  let facing = select(-1.0, 1.0, front);
  let n = oct_encode(in.normal * facing);
  let b = oct_encode(in.pattern_normal);
  let q = vec3u(clamp(in.pattern * 0.5 + 0.5, vec3f(0.0), vec3f(1.0)) * 2097151.0);
  let bn = vec2u(clamp(b * 0.5 + 0.5, vec2f(0.0), vec2f(1.0)) * 255.0 + 0.5);
  return vec4u(pack2x16snorm(n), q.x | ((q.z & 0x7ffu) << 21u), q.y | ((q.z >> 11u) << 21u), (in.record << 16u) | (bn.x << 8u) | bn.y);
}
