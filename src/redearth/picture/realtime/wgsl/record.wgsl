// Instance records and material rows lie in textures: the software driver gathers texels far faster than storage buffers.
// A record is eight texels, 64 records a row: three rows of world_from_object; lengths of its columns;
// offset in the pattern and half range of pattern positions; material row, emission scale and how far its waves have drifted, in repeats of the pattern.
fn record_texel(record: u32, k: u32) -> vec4f {
  return textureLoad(records, vec2u((record & 63u) * 8u + k, record >> 6u), 0);
}

// Where a record puts a place of its mesh, and which way a vector of it points there.
fn world_place(record: u32, position: vec3f) -> vec3f {
  let p = vec4f(position, 1.0);
  return vec3f(dot(record_texel(record, 0u), p), dot(record_texel(record, 1u), p), dot(record_texel(record, 2u), p));
}

fn world_normal(record: u32, n: vec3f) -> vec3f {
  return vec3f(dot(record_texel(record, 0u).xyz, n), dot(record_texel(record, 1u).xyz, n), dot(record_texel(record, 2u).xyz, n));
}
