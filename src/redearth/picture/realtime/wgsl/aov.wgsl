// What the G-buffer knows of each pixel's middle, for compositing: nothing is lit here.
//! use frame
//! use full
@group(0) @binding(1) var records: texture_2d<f32>;
@group(0) @binding(2) var materials: texture_2d<u32>;
//! use record
@group(0) @binding(4) var gbuffer: texture_2d<u32>;
@group(0) @binding(5) var depth_map: texture_depth_2d;
@group(0) @binding(6) var patterns: texture_2d_array<f32>;
@group(0) @binding(7) var pattern_sampler: sampler;
//! use lights
//! use surface
//! textured //! use images

const NOTHING_M = 1e10;

struct Known {
  @location(0) normal: vec4f,  // world space, bump included; distance along the view axis in metres
  @location(1) albedo: vec4f,  // linear base colour; 1 where something is
};

@fragment
fn know(in: Full) -> Known {
  let at = vec2i(in.position.xy);
  let depth = textureLoad(depth_map, at, 0);
  if (depth <= 0.0) { return Known(vec4f(0.0, 0.0, 0.0, NOTHING_M), vec4f(0.0)); }
  let ray = ray_at(in.uv);
  let distance = frame.forward.w / depth;
  let point = unpack_point(textureLoad(gbuffer, at, 0), frame.eye.xyz + ray * distance, distance);
  var s = shade_surface(point, -normalize(ray));
  //! textured if (material_of(u32(record_texel(point.record, 5u).x)).more.w > 0.5) { s = image_surface(point); }
  return Known(vec4f(s.normal, distance), vec4f(s.albedo, 1.0));
}

// Which record lies under the pixel, counted from 1; 0 is nothing.
@fragment
fn name_record(in: Full) -> @location(0) vec4u {
  let at = vec2i(in.position.xy);
  let record = textureLoad(gbuffer, at, 0).w >> 16u;
  return vec4u(select(0u, record + 1u, textureLoad(depth_map, at, 0) > 0.0), 0u, 0u, 0u);
}
