// Where nothing stands: the sky, behind the air.
//! use frame
//! use full
//! use sky
@group(0) @binding(10) var air_map: texture_2d<u32>;
//! use haze_gather

@fragment
fn background(in: Full) -> @location(0) vec4f {
  let near = gather_haze(in.uv, 1e5);
  let behind = select(vec3f(0.0), sky_radiance(normalize(ray_at(in.uv))), frame.zenith.a > 0.0);
  return vec4f(min(behind * near.air.a + near.air.rgb, vec3f(60000.0)), 1.0);
}
