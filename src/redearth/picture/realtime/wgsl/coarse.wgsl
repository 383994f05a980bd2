// What the lens will smear over several pixels is shaded at half size: cells of four pixels that show one thing, far enough out of focus.
//! use frame
@group(0) @binding(1) var half_scene: texture_2d<f32>;
@group(0) @binding(2) var half_depth: texture_depth_2d;
@group(0) @binding(3) var smooth_sampler: sampler;
@group(0) @binding(8) var nearest: sampler;
@group(0) @binding(4) var gbuffer: texture_2d<u32>;
@group(0) @binding(5) var depth_map: texture_depth_2d;

struct Full {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) @interpolate(flat) planes: vec2f, // depth: all behind the first and before the second is soft enough
};

@vertex
fn full(@builtin(vertex_index) i: u32) -> Full {
  let p = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
  return Full(vec4f(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0), p, vec2f(frame.lens.w, 2.0 * frame.forward.w / frame.lens.y - frame.lens.w));
}

struct Chosen { @builtin(frag_depth) depth: f32, @location(0) point: vec4u };

// Which pixel stands for the cell turns from one to the next. Cells with an edge in them, or any sky, hold nothing: thin things would come out dotted.
@fragment
fn choose(in: Full) -> Chosen {
  let cell = vec2i(in.position.xy);
  let records = textureGather(3, gbuffer, nearest, in.uv) >> vec4u(16u);
  let folded = textureGather(0, gbuffer, nearest, in.uv);
  let n = unpack2x16snorm(folded.x);
  let bend = max(max(abs(unpack2x16snorm(folded.y) - n), abs(unpack2x16snorm(folded.z) - n)), abs(unpack2x16snorm(folded.w) - n));
  let depths = textureGather(depth_map, nearest, in.uv);
  let low = min(min(depths.x, depths.y), min(depths.z, depths.w));
  let high = max(max(depths.x, depths.y), max(depths.z, depths.w));
  let one = all(records.yzw == records.xxx) && high - low < 0.06 * low && max(bend.x, bend.y) < 0.2 && (high <= in.planes.x || low >= in.planes.y);
  let turn = vec2i((cell.x ^ cell.y) & 1, cell.y & 1);
  let row = select(depths.wz, depths.xy, turn.y == 1);
  return Chosen(select(0.0, select(row.x, row.y, turn.x == 1), one), textureLoad(gbuffer, cell * 2 + turn, 0));
}

// Where the full-size pass shades: at depth 1; at 0 stand the sky and the cells.
@fragment
fn mark(in: Full) -> @builtin(frag_depth) f32 {
  let wanted = textureSampleLevel(depth_map, nearest, in.uv, 0) > 0.0 && textureSampleLevel(half_depth, nearest, in.uv, 0) == 0.0;
  return select(0.0, 1.0, wanted);
}

// Back to full size: the mean of the nearest cells that hold anything.
@fragment
fn spread(in: Full) -> @location(0) vec4f {
  let cells = textureSampleLevel(half_scene, smooth_sampler, in.uv, 0.0);
  return vec4f(cells.rgb / max(cells.a, 1e-3), 1.0);
}
