// Draws what wears images once more, where it is in sight, to shade it: the full-screen pass knows nothing of images.
//! use visible

@vertex
fn stand(@location(0) position: vec3f, @builtin(instance_index) instance: u32) -> @builtin(position) @invariant vec4f {
  return frame.clip_from_world * vec4f(world_place(visible[instance], position), 1.0);
}

@fragment
fn shade_images(@builtin(position) position: vec4f) -> @location(0) vec4f {
  sky = sky_of_frame();
  sun = sun_of_lights();
  let uv = position.xy * frame.size.zw;
  let look = looked(vec2i(position.xy), uv, ray_at(uv), keys());
  var sum = look.sum;
  let plain = min(SUN, 1u) + SPOTS + POINT;
  //! each lamp sum = lamp(sum, told(plain + LAMP), 1.0, look.s, look.point, look.view);
  return shown(look, sum);
}
