// Clear things where the device blends with two sources: what is behind is filtered by colour.
//! use glass
struct Filtered { @location(0) @blend_src(0) light: vec4f, @location(0) @blend_src(1) through: vec4f };

@fragment
fn see_through(in: Clear) -> Filtered {
  let seen = pane(in);
  return Filtered(vec4f(seen.light, 0.0), vec4f(seen.through, 1.0));
}
