// Bloom as a pyramid: every level a soft half-size copy, then summed upwards.
//! use full
struct Level { size: vec4f, gain: vec4f }; // gain: of the source, of the level below, near distance
@group(0) @binding(0) var<uniform> level: Level;
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var below: texture_2d<f32>;
@group(0) @binding(3) var smooth_sampler: sampler;
@group(0) @binding(4) var depth_map: texture_depth_2d;

fn tap(uv: vec2f) -> vec3f { return textureSampleLevel(source, smooth_sampler, uv, 0.0).rgb; }

// Alpha is the distance, for defocus.wgsl.
@fragment
fn first(in: Full) -> @location(0) vec4f {
  var sum = vec3f(0.0);
  var total = 0.0;
  for (var k = 0; k < 4; k++) {
    let at = min(vec2i(in.position.xy) * 2 + vec2i(k & 1, k >> 1), vec2i(level.size.xy) - 1);
    let c = textureLoad(source, at, 0).rgb * level.gain.x;
    // Weighting by brightness keeps one glint from flashing the whole picture (Karis 2013).
    let w = 1.0 / (1.0 + max(c.r, max(c.g, c.b)) * 0.25);
    sum += c * w;
    total += w;
  }
  let depth = textureLoad(depth_map, min(vec2i(in.position.xy) * 2 + 1, vec2i(level.size.xy) - 1), 0);
  return vec4f(min(sum / total, vec3f(200.0)), level.gain.z / max(depth, level.gain.z * 2e-5));
}

@fragment
fn down(in: Full) -> @location(0) vec4f {
  let d = level.size.zw;
  let corners = tap(in.uv + d * vec2f(-1.0, -1.0)) + tap(in.uv + d * vec2f(1.0, -1.0)) + tap(in.uv + d) + tap(in.uv + d * vec2f(-1.0, 1.0));
  return vec4f(corners * 0.1875 + tap(in.uv) * 0.25, 1.0);
}

@fragment
fn up(in: Full) -> @location(0) vec4f {
  let d = level.size.zw;
  let corners = tap(in.uv + d * vec2f(-1.0, -1.0)) + tap(in.uv + d * vec2f(1.0, -1.0)) + tap(in.uv + d) + tap(in.uv + d * vec2f(-1.0, 1.0));
  let blurred = corners * 0.1875 + tap(in.uv) * 0.25;
  return vec4f(blurred * level.gain.x + textureSampleLevel(below, smooth_sampler, in.uv, 0.0).rgb * level.gain.y, 1.0);
}
