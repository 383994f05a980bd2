// The first sample's depth, for passes that look at one sample a pixel.
//! use full
@group(0) @binding(0) var samples: texture_depth_multisampled_2d;

@fragment
fn flatten(in: Full) -> @builtin(frag_depth) f32 {
  return textureLoad(samples, vec2i(in.position.xy), 0);
}
