// Edges smoothed by contrast, along the edge (Lottes 2009) and by a round tent of one pixel, so that neither steps nor small lamps crawl as the camera
// moves; then grain and the bars. Tried: runs of edge measured by shape (Reshetov 2009) cost twice as much and crawled no less.
//! use frame
//! use grade
@group(0) @binding(2) var developed: texture_2d<f32>;
@group(0) @binding(3) var nearest: sampler;
@group(0) @binding(4) var smooth_sampler: sampler;
@group(0) @binding(8) var plate: texture_2d<f32>;

// What all pixels share comes flat from the vertex program, as in lit.wgsl.
struct Full {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) @interpolate(flat) size: vec4f,
  @location(2) @interpolate(flat) grain: vec4f, // strength, share of the height that the bars leave
  @location(3) @interpolate(flat) seat: vec2i, // of the grain plate
};

@vertex
fn full(@builtin(vertex_index) i: u32) -> Full {
  let p = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
  let seed = i32(frame.exposure.z);
  let grain = vec4f(grade.lens.w * 0.055 * grade.frame.z, grade.frame.y, 0.0, 0.0);
  return Full(vec4f(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0), p, frame.size, grain, vec2i(seed, seed >> 7u));
}

fn luma(uv: vec2f) -> f32 { return textureSampleLevel(developed, nearest, uv, 0.0).a; }

// One loop with a sample in each turn: the software driver runs a loop's body at least once and a branch's always, so flat places pay for one sample
// of seven. The turns: the pixel itself, four corners half a pixel off, two places along the edge that the corners tell.
fn smoothed(uv: vec2f, size: vec4f) -> vec3f {
  let x = vec2f(size.z, 0.0);
  let y = vec2f(0.0, size.w);
  let middle = luma(uv);
  let around = vec4f(luma(uv - x), luma(uv + x), luma(uv - y), luma(uv + y));
  let low = min(middle, min(min(around.x, around.y), min(around.z, around.w)));
  let high = max(middle, max(max(around.x, around.y), max(around.z, around.w)));
  let least = max(0.04, high * 0.1);
  // Soft where contrast is strong, untouched where there is none.
  let strong = high - low >= least;
  let soft = select(0.0, smoothstep(0.9, 1.6, (high - low) / least), strong);
  let turns = select(1, 7, strong);
  var offset = vec2f(0.0);
  var share = 1.0 - soft;
  var along = vec2f(0.0);
  var color = vec3f(0.0);
  for (var k = 0; k < turns; k++) {
    let here = textureSampleLevel(developed, smooth_sampler, uv + offset * size.zw, 0.0);
    color += here.rgb * share;
    along += select(vec2f(0.0), sign(offset.yx) * vec2f(here.a, -here.a), k < 5);
    let d = clamp(along / (min(abs(along.x), abs(along.y)) + 0.01), vec2f(-6.0), vec2f(6.0)) * select(0.25, -0.25, k == 4);
    offset = select(d, vec2f(select(-0.5, 0.5, (k & 1) == 1), select(-0.5, 0.5, k > 1)), k < 4);
    share = soft * select(0.25, 0.125, k < 4);
  }
  return color;
}

@fragment
fn finish(in: Full) -> @location(0) vec4f {
  let at = vec2i(in.position.xy);
  var v = smoothed(in.uv, in.size);
  let y = luminance(v);
  let strength = in.grain.x * (0.35 + 1.3 * sqrt(max(y, 0.0)) * (1.0 - y));
  v += textureLoad(plate, (at + in.seat) & vec2i(511), 0).x * strength;
  return vec4f(select(vec3f(0.0), v, abs(in.uv.y * 2.0 - 1.0) < in.grain.y), 1.0);
}
