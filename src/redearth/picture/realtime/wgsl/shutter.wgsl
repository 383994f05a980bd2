// Motion blur: what the film sees while the shutter is open, gathered along the longest motion nearby (after McGuire et al. 2012 and
// Guertin et al. 2014). Every tap counts for the share of the open time during which it covers the pixel, so nothing is noisy and what stands
// still beside a mover keeps its own value to the bit.
//! use full
struct Shutter { open: vec4f, size: vec4f }; // half the open time in frames, longest half blur in pixels; width and height
@group(0) @binding(0) var<uniform> shutter: Shutter;
@group(0) @binding(1) var motion: texture_2d<f32>;
@group(0) @binding(2) var tiles: texture_2d<f32>;
@group(0) @binding(3) var scene: texture_2d<f32>;

const TILE = 16;

fn longer(a: vec4f, b: vec4f) -> vec4f { return select(a, b, dot(b.xy, b.xy) > dot(a.xy, a.xy)); }

@fragment
fn longest(in: Full) -> @location(0) vec4f {
  let first = vec2i(in.position.xy) * TILE;
  let limit = vec2i(shutter.size.xy) - 1;
  var best = vec4f(0.0);
  for (var k = 0; k < TILE * TILE / 4; k++) {
    best = longer(best, textureLoad(motion, min(first + vec2i(k % (TILE / 2), k / (TILE / 2)) * 2 + 1, limit), 0));
  }
  let half = best.xy * shutter.open.x;
  return vec4f(half * min(1.0, shutter.open.y / max(length(half), 1e-3)), 0.0, 0.0);
}

@fragment
fn near(in: Full) -> @location(0) vec4f {
  let limit = vec2i(textureDimensions(tiles)) - 1;
  var best = vec4f(0.0);
  for (var k = 0; k < 9; k++) {
    best = longer(best, textureLoad(tiles, clamp(vec2i(in.position.xy) + vec2i(k % 3, k / 3) - 1, vec2i(0), limit), 0));
  }
  return best;
}

// One square for every tile that moves; the rest keeps what was copied.
@vertex
fn tile(@builtin(vertex_index) corner: u32, @builtin(instance_index) i: u32) -> @builtin(position) vec4f {
  let across = (u32(shutter.size.x) + u32(TILE) - 1u) / u32(TILE);
  let at = vec2u(i % across, i / across);
  let half = textureLoad(tiles, at, 0).xy;
  let p = vec2f((at + vec2u(corner & 1u, corner >> 1u)) * u32(TILE)) / shutter.size.xy;
  let place = vec4f(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0);
  return select(vec4f(0.0, 0.0, -1.0, 1.0), place, dot(half, half) > 0.16);
}

@fragment
fn open(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let at = vec2i(position.xy);
  let limit = vec2i(shutter.size.xy) - 1;
  let color = textureLoad(scene, at, 0);
  let half = textureLoad(tiles, at / TILE, 0).xy;
  let reach = length(half);
  let along = half / reach;
  let here = textureLoad(motion, at, 0);
  let own = min(abs(dot(here.xy, along)) * shutter.open.x, reach);
  // A tap a pixel; in long blurs, every other pixel.
  let taps = i32(ceil(min(reach, 2.5 + reach * 0.5)));
  let step = reach / f32(taps);
  var sum = vec3f(0.0);
  var covered = 0.0;
  for (var k = 0; k < taps * 2; k++) {
    let off = (f32(k >> 1u) + 0.5) * step;
    let there = clamp(at + vec2i(round(along * select(-off, off, (k & 1) == 1))), vec2i(0), limit);
    let other = textureLoad(motion, there, 0);
    let speed = min(abs(dot(other.xy, along)) * shutter.open.x, reach);
    // What is in front covers the pixel by its own motion; what is behind shows by the pixel's.
    let front = clamp(0.5 + (here.z - other.z) / (0.04 * min(here.z, other.z)), 0.0, 1.0);
    let moving = max(mix(own, speed, front), 0.5);
    let w = clamp(mix(own, speed, front) - off + 0.5, 0.0, 1.0) / moving * step * 0.5;
    sum += textureLoad(scene, there, 0).rgb * w;
    covered += w;
  }
  let left = max(1.0 - covered, 0.0);
  return vec4f((color.rgb * left + sum) / (left + covered), 1.0);
}
