// Depth as a light sees it.
struct Eye { clip_from_world: mat4x4f };
@group(0) @binding(0) var<uniform> eye: Eye;
@group(0) @binding(1) var records: texture_2d<f32>;
//! use record
@group(0) @binding(2) var<storage, read> visible: array<u32>;

@vertex
fn place(@location(0) position: vec3f, @builtin(instance_index) instance: u32) -> @builtin(position) vec4f {
  return placed(visible[instance], position);
}

fn placed(index: u32, position: vec3f) -> vec4f {
  return eye.clip_from_world * vec4f(world_place(index, position), 1.0);
}
