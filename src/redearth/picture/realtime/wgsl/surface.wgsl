// Pattern layers over the base colour: two planes of a baked texture, a larger weather texture, rust, dust and water.
// A material row is four texels of packed half floats.
struct Material {
  base: vec4f,      // rgb, roughness
  emission: vec4f,  // rgb, metallic
  second: vec4f,    // rgb of the layer below or above (rust, chips, cracks), roughness
  mix_in: vec4f,    // threshold, softness, metallic of the second layer, weather share of the mask
  pattern: vec4f,   // texture layer (and a half where it has a direction that must stay), 1/scale, bump slope, tone gain
  weather: vec4f,   // weather tone gain, roughness gain, dust, wetness
  more: vec4f,      // translucency, streaks, share of the pattern that lies only on level ground; with images: 1, plus the layer of occlusion
};

struct Point {
  world: vec3f,
  distance: f32,
  normal: vec3f,
  record: u32,
  pattern: vec3f,
  pattern_normal: vec3f,
};

fn unpack_point(g: vec4u, world: vec3f, distance: f32) -> Point {
  var p: Point;
  p.world = world;
  p.distance = distance;
  p.normal = oct_decode(unpack2x16snorm(g.x));
  p.record = g.w >> 16u;
  let q = vec3u(g.y & 0x1fffffu, g.z & 0x1fffffu, (g.y >> 21u) | ((g.z >> 21u) << 11u));
  p.pattern = (vec3f(q) / 2097151.0 * 2.0 - 1.0);
  p.pattern_normal = oct_decode(vec2f(f32((g.w >> 8u) & 0xffu), f32(g.w & 0xffu)) / 127.5 - 1.0);
  return p;
}

struct Layered { slope: vec3f, tone: f32, mask: f32 };

fn plane_uv(p: vec3f, axis: i32) -> vec2f {
  return select(select(p.xy, p.xz, axis == 1), p.zy, axis == 0);
}

fn lift(slope: vec2f, axis: i32) -> vec3f {
  return select(select(vec3f(slope, 0.0), vec3f(slope.x, 0.0, slope.y), axis == 1), vec3f(0.0, slope.y, slope.x), axis == 0);
}

// Blend of the two planes that face the normal most. Where one plane says it all, the second sample is the same plane again, turned and
// enlarged, in patches given by `other` (0-1), so that the repetition of the texture does not show.
// What drifts moves in both samples, in each its own way, so that waves cross and never slide as one sheet.
fn two_planes(p: vec3f, n: vec3f, layer: i32, lod: f32, other: f32, drift: vec2f) -> Layered {
  let w = abs(n);
  let major = select(select(2, 1, w.y > w.z), 0, w.x > w.y && w.x > w.z);
  let minor = select(select(2, 1, w.y < w.z), 0, w.x < w.y && w.x <= w.z);
  let median = 3 - major - minor;
  let flat = w[major] > 0.88;
  let first = plane_uv(p, major);
  let turned = vec2f(0.6 * first.x - 0.22 * first.y, 0.22 * first.x + 0.6 * first.y);
  let crossing = vec2f(0.37 - drift.y, 0.37 + drift.x);
  let a = textureSampleLevel(patterns, pattern_sampler, first + drift, layer, lod);
  let b = textureSampleLevel(patterns, pattern_sampler, select(plane_uv(p, median), turned, flat) + crossing, layer, lod);
  let t = clamp((vec2f(w[major], w[median]) - 0.5) / 0.25, vec2f(0.0), vec2f(1.0)) + vec2f(1e-3, 0.0);
  let share = select(t.y / (t.x + t.y), other * smoothstep(0.88, 0.95, w[major]), flat);
  let k = vec2f(1.0 - share, share);
  let slope = b.xy * 2.0 - 1.0;
  let unturned = vec2f(0.94 * slope.x + 0.34 * slope.y, -0.34 * slope.x + 0.94 * slope.y);
  var out: Layered;
  out.slope = lift(a.xy * 2.0 - 1.0, major) * k.x + select(lift(slope, median), lift(unturned, major), flat) * k.y;
  out.tone = dot(vec2f(a.z, b.z), k) * 2.0 - 1.0;
  out.mask = dot(vec2f(a.w, b.w), k);
  return out;
}

// Rotates v by the smallest turn that takes unit a to unit b.
fn turn(v: vec3f, a: vec3f, b: vec3f) -> vec3f {
  let c = cross(a, b);
  return v + cross(c, v) + cross(c, cross(c, v)) / (1.0 + max(dot(a, b), -0.9));
}

fn halves(two: vec2u) -> vec4f { return vec4f(unpack2x16float(two.x), unpack2x16float(two.y)); }

fn material_of(row: u32) -> Material {
  let a = textureLoad(materials, vec2u(0u, row), 0);
  let b = textureLoad(materials, vec2u(1u, row), 0);
  let c = textureLoad(materials, vec2u(2u, row), 0);
  let d = textureLoad(materials, vec2u(3u, row), 0);
  return Material(halves(a.xy), halves(a.zw), halves(b.xy), halves(b.zw), halves(c.xy), halves(c.zw), halves(d.xy));
}

// Layers of base colour, metal and roughness, normals and emission, from 1; 0 is none, negative ones hold no sRGB.
fn image_layers(row: u32) -> vec4f { return halves(textureLoad(materials, vec2u(3u, row), 0).zw); }

fn shade_surface(point: Point, view: vec3f) -> Surface {
  let offset = record_texel(point.record, 4u);
  let kind = record_texel(point.record, 5u);
  let m = material_of(u32(kind.x));
  let scale = m.pattern.y;
  let seeded = point.pattern * offset.w + offset.xyz;
  let n_v = max(dot(point.normal, view), 0.12);
  let footprint = point.distance * frame.exposure.y / sqrt(n_v);
  let lod = log2(max(footprint * scale * 512.0, 0.25));
  // Levels are blended only half-way between two of them: elsewhere the driver reads one.
  let level = floor(lod) + clamp((fract(lod) - 0.5) * 5.0 + 0.5, 0.0, 1.0);
  let squash = mix(vec3f(1.0), vec3f(1.0, 0.22, 1.0), m.more.y);
  let broad = two_planes(seeded * squash * scale * 0.173, point.pattern_normal, 0, floor(lod - 2.0), 0.5, vec2f(0.0));
  // What drifts shows both samples everywhere alike; what has a direction shows the unturned one.
  let patches = select(smoothstep(-0.35, 0.35, broad.tone), 0.5, any(kind.zw != vec2f(0.0)));
  let other = select(patches, 0.0, fract(m.pattern.x) > 0.25);
  var fine = two_planes(seeded * scale, point.pattern_normal, i32(m.pattern.x), level, other, kind.zw);

  let up = point.normal.y;
  let lies = 1.0 - m.more.z * (1.0 - smoothstep(0.35, 0.85, up));
  fine.slope *= lies;
  fine.tone *= lies;
  let over = m.mix_in;
  let mask = clamp(smoothstep(over.x - over.y, over.x + over.y, mix(fine.mask, broad.mask, over.w)), 0.0, 1.0);
  let tone = (1.0 + m.pattern.w * fine.tone) * (1.0 + m.weather.x * broad.tone);
  var s: Surface;
  s.albedo = mix(m.base.rgb, m.second.rgb, mask) * tone;
  s.roughness = mix(m.base.a, m.second.a, mask) + m.weather.y * (fine.tone * 0.6 + broad.tone * 0.4);
  s.metallic = mix(m.emission.a, over.z, mask);

  let dust = m.weather.z * smoothstep(0.35, 0.95, up + broad.tone * 0.45);
  s.albedo = mix(s.albedo, vec3f(0.34, 0.27, 0.205) * (1.0 + 0.25 * fine.tone), dust);
  s.roughness = mix(s.roughness, 0.92, dust);
  s.metallic *= 1.0 - dust;

  let flat_up = smoothstep(0.75, 0.98, up);
  let wet = m.weather.w * mix(0.7, smoothstep(0.42, 0.68, broad.mask + m.weather.w * 0.28), flat_up);
  s.albedo *= 1.0 - 0.45 * wet;
  s.roughness = mix(s.roughness, 0.07, wet);
  let slope = fine.slope * m.pattern.z * (1.0 - 0.85 * wet * flat_up) + broad.slope * 0.18 * m.pattern.z;

  let from_pattern = turn(slope, point.pattern_normal, point.normal);
  let tangent = from_pattern - point.normal * dot(from_pattern, point.normal);
  s.normal = normalize(point.normal - tangent);
  s.albedo = clamp(s.albedo, vec3f(0.0), vec3f(1.0));
  s.roughness = clamp(s.roughness, 0.045, 1.0);
  s.emission = m.emission.rgb * kind.y;
  s.translucent = m.more.x;
  return s;
}
