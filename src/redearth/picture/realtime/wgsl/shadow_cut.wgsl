// Depth as a light sees it of surfaces with holes in their images.
//! use shadow
@group(0) @binding(3) var materials: texture_2d<u32>;
@group(0) @binding(12) var images: texture_2d_array<f32>;
@group(0) @binding(14) var image_sampler: sampler;

struct Seat {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) @interpolate(flat) record: u32,
};

@vertex
fn place_cut(@location(0) position: vec3f, @location(2) seat: vec3f, @builtin(instance_index) instance: u32) -> Seat {
  return Seat(placed(visible[instance], position), vec2f(seat.x, 1.0 - seat.y), visible[instance]);
}

@fragment
fn pierce(in: Seat) {
  let row = u32(record_texel(in.record, 5u).x);
  let layer = abs(unpack2x16float(textureLoad(materials, vec2u(3u, row), 0).z).x) - 1.0;
  let cutoff = unpack2x16float(textureLoad(materials, vec2u(1u, row), 0).z).x;
  if (textureSampleLevel(images, image_sampler, in.uv, i32(max(layer, 0.0)), 1.0).a < cutoff) { discard; }
}
