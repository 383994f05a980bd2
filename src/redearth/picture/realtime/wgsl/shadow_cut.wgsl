// Depth as a light sees it of surfaces with holes in their images.
//! use shadow
@group(0) @binding(3) var materials: texture_2d<u32>;
@group(0) @binding(12) var images: texture_2d_array<f32>;

struct Seat {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) @interpolate(flat) layer: i32,
  @location(2) @interpolate(flat) cutoff: f32,
};

@vertex
fn place_cut(@location(0) position: vec3f, @location(2) seat: vec3f, @builtin(instance_index) instance: u32) -> Seat {
  let row = u32(record_texel(visible[instance], 5u).x);
  let last = textureLoad(materials, vec2u(3u, row), 0);
  let worn = unpack2x16float(last.y).y > 0.0;
  let cutoff = select(0.5, unpack2x16float(textureLoad(materials, vec2u(1u, row), 0).z).x, worn);
  let layer = i32(abs(unpack2x16float(last.z).x)) - 1;
  return Seat(placed(visible[instance], position), vec2f(seat.x, 1.0 - seat.y), max(layer, 0), cutoff);
}

@fragment
fn pierce(in: Seat) {
  let side = f32(textureDimensions(images).x / 2u);
  if (textureLoad(images, vec2i(fract(in.uv) * side), in.layer, 1).a < in.cutoff) { discard; }
}
