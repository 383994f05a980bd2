// The screen as a grid of quads; each knows which plain lights reach it (tiles.py fills the list).
const COLUMNS = 16u;
const ROWS = 9u;

struct Tiled {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) @interpolate(flat) lights: vec2u, // first and past-the-last entry in the list
};

@vertex
fn tile(@builtin(vertex_index) v: u32, @builtin(instance_index) i: u32) -> Tiled {
  let cell = vec2u(i % COLUMNS, i / COLUMNS) + vec2u(v & 1u, v >> 1u);
  var out: Tiled;
  out.uv = vec2f(cell) / vec2f(vec2u(COLUMNS, ROWS));
  out.position = vec4f(out.uv.x * 2.0 - 1.0, 1.0 - out.uv.y * 2.0, 0.0, 1.0);
  out.lights = vec2u(tile_lights[i], tile_lights[i + 1u]) + COLUMNS * ROWS + 1u;
  return out;
}
