// Where nothing stands: the sky with its clouds and stars, behind the air.
//! use frame
//! use full
//! use sky
@group(0) @binding(6) var patterns: texture_2d_array<f32>;
@group(0) @binding(7) var pattern_sampler: sampler;
@group(0) @binding(10) var air_map: texture_2d<u32>;
//! use clouds
//! use haze_gather

override STARS: u32 = 0u; // 1 where the sky is dark enough: the software driver runs both sides of a branch

@fragment
fn background(in: Full) -> @location(0) vec4f {
  sky = sky_of_frame();
  let near = gather_haze(in.uv, 1e5);
  let d = normalize(ray_at(in.uv));
  var clear = sky_radiance(d);
  if (STARS > 0u) {
    let dark = 1.0 - smoothstep(0.02, 0.1, max(sky.zenith.r, max(sky.zenith.g, sky.zenith.b)));
    clear += star_light(d) * (dark * smoothstep(0.02, 0.3, d.y));
  }
  let behind = select(vec3f(0.0), clouded(d, clear), sky.zenith.a > 0.0);
  return vec4f(min(behind * near.air.a + near.air.rgb, vec3f(60000.0)), 1.0);
}
