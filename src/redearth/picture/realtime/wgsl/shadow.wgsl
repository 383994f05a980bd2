// Depth as a light sees it.
//! use record
struct Eye { clip_from_world: mat4x4f };
@group(0) @binding(0) var<uniform> eye: Eye;
@group(0) @binding(1) var<storage, read> records: array<Record>;
@group(0) @binding(2) var<storage, read> visible: array<u32>;

@vertex
fn place(@location(0) position: vec3f, @builtin(instance_index) instance: u32) -> @builtin(position) vec4f {
  let r = &records[visible[instance]];
  let p = vec4f(position, 1.0);
  return eye.clip_from_world * vec4f(dot((*r).row0, p), dot((*r).row1, p), dot((*r).row2, p), 1.0);
}
