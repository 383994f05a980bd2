// Instance records and material rows lie in textures: the software driver gathers texels far faster than storage buffers.
// A record is eight texels, 64 records a row: three rows of world_from_object; lengths of its columns;
// offset in the pattern and half range of pattern positions; material row, emission scale and how far its waves have drifted, in repeats of the pattern.
fn record_texel(record: u32, k: u32) -> vec4f {
  return textureLoad(records, vec2u((record & 63u) * 8u + k, record >> 6u), 0);
}
