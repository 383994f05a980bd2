// Motion blur: what the film sees while the shutter is open, gathered along the longest motion nearby (after McGuire et al. 2012 and
// Guertin et al. 2014). Every tap counts for the share of the open time during which it covers the pixel, so nothing is noisy and what stands
// still beside a mover keeps its own value to the bit.
//! use full
struct Shutter { open: vec4f, size: vec4f }; // half the open time in frames, longest half blur in pixels; width and height, 1 / those of all tiles
@group(0) @binding(0) var<uniform> shutter: Shutter;
@group(0) @binding(1) var motion: texture_2d<f32>;
@group(0) @binding(2) var tiles: texture_2d<f32>;
@group(0) @binding(3) var scene: texture_2d<f32>;
@group(0) @binding(4) var nearest: sampler;

const TILE = 16;
const LEAST = 0.9; // half blurs under this many pixels are left out: nobody sees them, and a camera held by hand has them everywhere

fn longer(a: vec4f, b: vec4f) -> vec4f { return select(a, b, dot(b.xy, b.xy) > dot(a.xy, a.xy)); }

// The third number: how far from the longest any motion here can be.
@fragment
fn longest(in: Full) -> @location(0) vec4f {
  let first = vec2i(in.position.xy) * TILE;
  let limit = vec2i(shutter.size.xy) - 1;
  var best = vec4f(0.0);
  var low = vec2f(1e4);
  var high = vec2f(-1e4);
  for (var k = 0; k < TILE * TILE / 4; k++) {
    let one = textureLoad(motion, min(first + vec2i(k % (TILE / 2), k / (TILE / 2)) * 2 + 1, limit), 0);
    best = longer(best, one);
    low = min(low, one.xy);
    high = max(high, one.xy);
  }
  let half = best.xy * shutter.open.x;
  return vec4f(half * min(1.0, shutter.open.y / max(length(half), 1e-3)), length(high - low) * shutter.open.x, 0.0);
}

@fragment
fn near(in: Full) -> @location(0) vec4f {
  let limit = vec2i(textureDimensions(tiles)) - 1;
  var best = vec4f(0.0);
  for (var k = 0; k < 9; k++) { best = longer(best, beside(in.position.xy, k, limit)); }
  var apart = 0.0;
  for (var k = 0; k < 9; k++) {
    let one = beside(in.position.xy, k, limit);
    apart = max(apart, one.z + length(one.xy - best.xy));
  }
  return vec4f(best.xy, apart, 0.0);
}

fn beside(at: vec2f, k: i32, limit: vec2i) -> vec4f {
  return textureLoad(tiles, clamp(vec2i(at) + vec2i(k % 3, k / 3) - 1, vec2i(0), limit), 0);
}

// Taps on either side and the pixels between them: one apart in short blurs, more in long ones.
struct Tile {
  @builtin(position) position: vec4f,
  @location(0) @interpolate(flat) along: vec4f, // direction, longest half blur, step
  @location(1) @interpolate(flat) more: vec4f,  // number of taps, half the open time, size of a pixel
};

override TOGETHER: bool = false;

fn taps_for(reach: f32) -> f32 { return max(ceil(min(reach, 1.5 + reach * 0.28) - 0.5), 1.0); }

// One square for every tile that moves, in the pass for tiles whose pixels move together or in the other; the rest keeps what was copied.
@vertex
fn tile(@builtin(vertex_index) corner: u32, @builtin(instance_index) i: u32) -> Tile {
  let across = (u32(shutter.size.x) + u32(TILE) - 1u) / u32(TILE);
  let at = vec2u(i % across, i / across);
  let told = textureLoad(tiles, at, 0);
  let reach = length(told.xy);
  let p = vec2f((at + vec2u(corner & 1u, corner >> 1u)) * u32(TILE)) / shutter.size.xy;
  let place = vec4f(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0);
  let drawn = reach > LEAST && TOGETHER == (told.z < 0.4 + 0.25 * reach);
  let taps = taps_for(reach);
  let step = max(reach / (taps + 0.5), 1.0);
  return Tile(
    select(vec4f(0.0, 0.0, -1.0, 1.0), place, drawn),
    vec4f(told.xy / max(reach, 1e-3), reach, step),
    vec4f(taps, shutter.open.x, 1.0 / shutter.size.xy));
}

fn lit(at: vec2f) -> vec3f { return textureSampleLevel(scene, nearest, at, 0.0).rgb; }

fn moves(at: vec2f) -> vec4f { return textureSampleLevel(motion, nearest, at, 0.0); }

@fragment
fn together(in: Tile) -> @location(0) vec4f {
  return line(in.position.xy * in.more.zw, in.more.zw, in.more.y, in.along.z, in.more.x);
}

// The same in one go over the whole picture, for cameras that move: squares cost more than they save. Tiles that stand still keep every bit.
@fragment
fn whole(in: Full) -> @location(0) vec4f {
  let told = textureSampleLevel(tiles, nearest, in.position.xy * shutter.size.zw, 0.0);
  let reach = length(told.xy);
  return line(in.uv, 1.0 / shutter.size.xy, shutter.open.x, select(0.5, reach, reach > LEAST), taps_for(reach));
}

// Where all moves nearly alike every pixel is the mean of its own line.
fn line(at: vec2f, texel: vec2f, open: f32, longest: f32, taps: f32) -> vec4f {
  let half = moves(at).xy * open;
  let length = length(half);
  let reach = clamp(length, 0.5, longest);
  let step = max(reach / (taps + 0.5), 1.0);
  let along = half * (step / max(length, 0.5));
  var sum = lit(at) * step;
  for (var k = 1.0; k <= taps; k += 1.0) {
    let away = round(along * k) * texel;
    sum += (lit(at + away) + lit(at - away)) * clamp(reach - (k - 0.5) * step, 0.0, step);
  }
  return vec4f(sum / (reach * 2.0), 1.0);
}

struct Here { distance: f32, scale: f32, own: f32 };

// The share of the open time in which what is at the tap covers the pixel. In front it does so by its own motion; what is behind shows by the pixel's.
fn covers(here: Here, other: vec4f, in: Tile, off: f32) -> f32 {
  let speed = min(abs(dot(other.xy, in.along.xy)) * in.more.y, in.along.z);
  let front = clamp(0.5 + (here.distance - other.z) * here.scale, 0.0, 1.0);
  let moving = mix(here.own, speed, front);
  return clamp(moving - off + in.along.w * 0.5, 0.0, in.along.w) / max(moving + moving, 1.0);
}

@fragment
fn apart(in: Tile) -> @location(0) vec4f {
  let at = in.position.xy * in.more.zw;
  let color = lit(at);
  let known = moves(at);
  let here = Here(known.z, 25.0 / known.z, min(abs(dot(known.xy, in.along.xy)) * in.more.y, in.along.z));
  var sum = vec4f(0.0);
  for (var k = 1.0; k <= in.more.x; k += 1.0) {
    let off = k * in.along.w;
    let away = round(in.along.xy * off) * in.more.zw;
    sum += vec4f(lit(at + away), 1.0) * covers(here, moves(at + away), in, off);
    sum += vec4f(lit(at - away), 1.0) * covers(here, moves(at - away), in, off);
  }
  let left = max(1.0 - sum.a, 0.0);
  return vec4f((color * left + sum.rgb) / (left + sum.a), 1.0);
}
