// Surfaces that wear images. What the G-buffer holds for them: the fraction of their place in the image, the sign of the bitangent with
// the width of a pixel in the image, and the tangent where patterned surfaces keep their pattern's normal.
@group(0) @binding(12) var images: texture_2d_array<f32>;
@group(0) @binding(14) var image_sampler: sampler;

var<private> unhidden: f32 = 1.0; // how open the image says the surface is

// The layer that a material names, 0 for none; layers count from 1 in its row.
fn worn(layer: f32, uv: vec2f, lod: f32, none: vec4f) -> vec4f {
  let texel = textureSampleLevel(images, image_sampler, uv, i32(max(layer - 1.0, 0.0)), lod);
  return select(none, texel, layer > 0.0);
}

fn worn_color(layer: f32, uv: vec2f, lod: f32) -> vec3f {
  let texel = textureSampleLevel(images, image_sampler, uv, i32(max(abs(layer) - 1.0, 0.0)), lod).rgb;
  let decoded = select(pow((texel + 0.055) / 1.055, vec3f(2.4)), texel / 12.92, texel <= vec3f(0.04045));
  return select(select(texel, decoded, layer > 0.0), vec3f(1.0), layer == 0.0);
}

fn image_surface(point: Point) -> Surface {
  let kind = record_texel(point.record, 5u);
  let m = material_of(u32(kind.x));
  let uv = point.pattern.xy * 0.5 + 0.5;
  let side = sign(point.pattern.z);
  let lod = max(abs(point.pattern.z) * 17.0 - 16.0 + log2(f32(textureDimensions(images).x)), 0.0);
  let layers = image_layers(u32(kind.x));
  let rough = worn(layers.y, uv, lod, vec4f(1.0));
  let bumped = worn(layers.z, uv, lod, vec4f(0.5, 0.5, 1.0, 1.0)).xyz * 2.0 - 1.0;
  unhidden = worn(m.more.w - 1.0, uv, lod, vec4f(1.0)).r;
  var s: Surface;
  s.albedo = clamp(m.base.rgb * worn_color(layers.x, uv, lod), vec3f(0.0), vec3f(1.0));
  s.roughness = clamp(m.base.a * rough.g, 0.045, 1.0);
  s.metallic = clamp(m.emission.a * rough.b, 0.0, 1.0);
  s.emission = m.emission.rgb * kind.y * worn_color(layers.w, uv, lod);
  let flat_tangent = point.pattern_normal - point.normal * dot(point.pattern_normal, point.normal);
  let t = flat_tangent * inverseSqrt(max(dot(flat_tangent, flat_tangent), 1e-6));
  s.normal = normalize(t * bumped.x + cross(point.normal, t) * (side * bumped.y) + point.normal * max(bumped.z, 0.1));
  s.translucent = m.more.x;
  return s;
}
