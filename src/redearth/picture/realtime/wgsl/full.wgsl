// One triangle that covers the screen, at the far plane.
struct Full {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
};

@vertex
fn full(@builtin(vertex_index) i: u32) -> Full {
  var out: Full;
  let p = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
  out.uv = p;
  out.position = vec4f(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0);
  return out;
}
