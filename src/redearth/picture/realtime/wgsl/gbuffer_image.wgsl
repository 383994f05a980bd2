// The G-buffer of surfaces that wear images; images.wgsl reads it. The second vertex stream holds place in the image, side of the
// bitangent and tangent.
//! use gbuffer
@group(0) @binding(3) var materials: texture_2d<u32>;
@group(0) @binding(12) var images: texture_2d_array<f32>;
@group(0) @binding(14) var image_sampler: sampler;

@vertex
fn place_image(@location(0) position: vec3f, @location(1) normal: vec2f, @location(2) seat: vec3f, @location(3) tangent: vec2f,
               @builtin(instance_index) instance: u32) -> Varying {
  let index = visible[instance];
  var out = placed(index, position, normal, seat, tangent);
  out.pattern = vec3f(seat.x, 1.0 - seat.y, seat.z);
  out.pattern_normal = world_normal(index, oct_decode(tangent));
  return out;
}

// Width of a pixel in the image as a power of two: that of its longer side, halved, or of its shorter one.
fn pixel_width(uv: vec2f) -> f32 {
  let a = dpdx(uv);
  let b = dpdy(uv);
  let p = dot(a, a);
  let q = dot(b, b);
  return clamp(0.5 * log2(max(max(max(p, q) * 0.25, min(p, q)), 1e-12)), -15.9, 1.0);
}

fn seated(in: Varying, width: f32, front: bool) -> vec4u {
  var out = in;
  out.pattern = vec3f(fract(in.pattern.xy) * 2.0 - 1.0, select(-1.0, 1.0, in.pattern.z > 0.0) * (width + 16.0) / 17.0);
  return stored(out, front);
}

@fragment
fn store_image(in: Varying, @builtin(front_facing) front: bool) -> @location(0) vec4u {
  return seated(in, pixel_width(in.pattern.xy), front);
}

@fragment
fn store_cut(in: Varying, @builtin(front_facing) front: bool) -> @location(0) vec4u {
  let width = pixel_width(in.pattern.xy);
  let row = u32(record_texel(in.record, 5u).x);
  let layer = abs(unpack2x16float(textureLoad(materials, vec2u(3u, row), 0).z).x) - 1.0;
  let cutoff = unpack2x16float(textureLoad(materials, vec2u(1u, row), 0).z).x;
  let lod = max(width + log2(f32(textureDimensions(images).x)), 0.0);
  if (textureSampleLevel(images, image_sampler, in.pattern.xy, i32(max(layer, 0.0)), lod).a < cutoff) { discard; }
  return seated(in, width, front);
}

// What grows keeps its pattern, laid over the sprig: the image only cuts it out, and leans its normals leaf by leaf.
struct Outlined {
  @builtin(position) @invariant position: vec4f,
  @location(0) normal: vec3f,
  @location(1) uv: vec2f,
  @location(2) @interpolate(flat) worn: vec3u, // record, layer, width of the sprig in units of the pattern's room
};
const SPRIG_M = 1.6;
const EDGE_ON = 0.14;

@vertex
fn place_outline(@location(0) position: vec3f, @location(1) normal: vec2f, @location(2) seat: vec3f,
                 @builtin(instance_index) instance: u32) -> Outlined {
  let index = visible[instance];
  let on = placed(index, position, normal, position, normal);
  let row = u32(record_texel(index, 5u).x);
  let layer = u32(max(abs(unpack2x16float(textureLoad(materials, vec2u(3u, row), 0).z).x), 1.0)) - 1u;
  let wide = min(SPRIG_M / record_texel(index, 4u).w, 1.0);
  return Outlined(on.position, normalize(on.normal), vec2f(seat.x, 1.0 - seat.y), vec3u(index, layer, bitcast<u32>(wide)));
}

@fragment
fn store_outline(in: Outlined) -> @location(0) vec4u {
  let levels = i32(textureNumLevels(images));
  let level = clamp(i32(pixel_width(in.uv) + f32(levels) - 0.7), 0, levels - 2);
  // One texel: filtering costs more than all the rest of this program.
  let side = f32(1u << u32(levels - 1 - level));
  let texel = textureLoad(images, vec2i(fract(in.uv) * side), in.worn.y, level);
  // A card seen from its edge would be a shard; only what lies flat is meant to be seen so.
  let a = dpdx(in.uv);
  let b = dpdy(in.uv);
  let edge_on = abs(a.x * b.y - a.y * b.x) < EDGE_ON * (dot(a, a) + dot(b, b)) && in.normal.y < 0.95;
  if (texel.a < 0.5 || edge_on) { discard; }
  let crown = in.normal + vec3f(texel.g - texel.r - 0.06, (texel.g - 0.3) * 1.6, texel.r - texel.b - 0.1) * 4.5;
  // What is in sight faces the eye at least a little: else it would mirror the sky as at grazing angles.
  let shown = crown - frame.forward.xyz * max(dot(crown, frame.forward.xyz) + 0.35, 0.0);
  let place = vec3f(in.uv, 0.5) * bitcast<f32>(in.worn.z);
  return stored(Varying(in.position, shown, place, vec3f(0.0, 0.0, 1.0), in.worn.x), true);
}
