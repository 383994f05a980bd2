// Clear things where the device blends with one source: what is behind is dimmed, not tinted.
//! use glass
@fragment
fn see_through(in: Clear) -> @location(0) vec4f {
  let seen = pane(in);
  return vec4f(seen.light, 1.0 - luminance(seen.through));
}
