// How far each pixel moved since the frame before, in pixels to the right and down; and its distance. See realtime/motion_pass.py.
//! use frame
//! use full
struct Before {
  clip_from_world: mat4x4f,
  eye: vec4f,     // clip place of today's camera, over its near distance
  forward: vec4f, // clip directions of the middle of today's picture and of its axes
  ray_x: vec4f,
  ray_y: vec4f,
  more: vec4f,    // 1, or -1 when it is the frame after
};
@group(0) @binding(1) var<uniform> before: Before;
@group(0) @binding(2) var<storage, read> movers: array<array<vec4f, 6>>;
@group(0) @binding(5) var depth_map: texture_depth_2d;

fn moved(here: vec2f, clip: vec4f) -> vec2f {
  let there = vec2f(0.5 + 0.5 * clip.x / max(clip.w, 1e-3), 0.5 - 0.5 * clip.y / max(clip.w, 1e-3)) * frame.size.xy;
  return clamp((here - there) * before.more.x, vec2f(-2000.0), vec2f(2000.0));
}

// In clip space over distance: a straight function of depth, and the sky, at depth 0, keeps its direction alone.
@fragment
fn still(in: Full) -> @location(0) vec4f {
  let depth = textureLoad(depth_map, vec2i(in.position.xy), 0);
  let clip = before.forward + before.ray_x * (in.uv.x * 2.0 - 1.0) + before.ray_y * (1.0 - in.uv.y * 2.0) + before.eye * depth;
  return vec4f(moved(in.position.xy, clip), frame.forward.w / max(depth, 1e-5), 0.0);
}

struct Varying {
  @builtin(position) @invariant position: vec4f,
  @location(0) clip: vec4f,
  @location(1) distance: f32,
};

@vertex
fn place(@location(0) position: vec3f, @location(1) earlier: vec3f, @builtin(instance_index) instance: u32) -> Varying {
  let row = &movers[instance];
  let p = vec4f(position, 1.0);
  let q = vec4f(earlier, 1.0);
  let world = vec3f(dot((*row)[0], p), dot((*row)[1], p), dot((*row)[2], p));
  let there = vec3f(dot((*row)[3], q), dot((*row)[4], q), dot((*row)[5], q));
  var out: Varying;
  out.position = frame.clip_from_world * vec4f(world, 1.0);
  out.clip = before.clip_from_world * vec4f(there, 1.0);
  out.distance = out.position.w;
  return out;
}

@fragment
fn mover(in: Varying) -> @location(0) vec4f {
  return vec4f(moved(in.position.xy, in.clip), in.distance, 0.0);
}
