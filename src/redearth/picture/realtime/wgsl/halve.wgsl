// The exposed scene, smaller: at half size, alpha the circle of confusion in pixels, less than nothing in front of the focus; or at a quarter, where
// nothing is out of focus.
//! use frame
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var smooth_sampler: sampler;
@group(0) @binding(3) var nearest: sampler;
@group(0) @binding(4) var depth_map: texture_depth_2d;

// What all pixels share comes flat from the vertex program, as in lit.wgsl.
struct Full {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
  @location(1) @interpolate(flat) size: vec4f,
  @location(2) @interpolate(flat) circle: vec4f, // circle of confusion = x + y * depth, at most z; exposure
};

@vertex
fn full(@builtin(vertex_index) i: u32) -> Full {
  let p = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
  let circle = vec4f(frame.lens.x, -frame.lens.x * frame.lens.y / frame.forward.w, frame.lens.z, frame.exposure.x);
  return Full(vec4f(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0), p, frame.size, circle);
}

// Weighting by brightness keeps one glint from flashing the whole picture (Karis 2013).
fn weighed(c: vec3f) -> vec4f { return vec4f(c, 1.0) / (1.0 + max(c.r, max(c.g, c.b)) * 0.25); }

fn mean(sum: vec4f) -> vec3f { return min(sum.rgb / sum.a, vec3f(200.0)); }

@fragment
fn halve(in: Full) -> @location(0) vec4f {
  var sum = vec4f(0.0);
  for (var k = 0; k < 4; k++) {
    let uv = in.uv + (vec2f(vec2i(k & 1, k >> 1)) - 0.5) * in.size.zw;
    sum += weighed(textureSampleLevel(source, nearest, uv, 0.0).rgb * in.circle.w);
  }
  let depth = textureLoad(depth_map, min(vec2i(in.position.xy) * 2 + 1, vec2i(in.size.xy) - 1), 0);
  return vec4f(mean(sum), clamp(in.circle.x + in.circle.y * depth, -in.circle.z, in.circle.z));
}

@fragment
fn quarter(in: Full) -> @location(0) vec4f {
  var sum = vec4f(0.0);
  for (var k = 0; k < 4; k++) {
    let uv = in.uv + vec2f(vec2i(k & 1, k >> 1) * 2 - 1) * in.size.zw;
    sum += weighed(textureSampleLevel(source, smooth_sampler, uv, 0.0).rgb * in.circle.w);
  }
  return vec4f(mean(sum), 0.0);
}
