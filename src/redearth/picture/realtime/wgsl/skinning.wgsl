// What both skinning programs share: the buffers, and how joints carry a vertex.
//! use octahedral
struct Skin { base: u32, count: u32, out_base: u32, joint_base: u32 };
struct Joint { row0: vec4f, row1: vec4f, row2: vec4f };
@group(0) @binding(0) var<uniform> skin: Skin;
@group(0) @binding(1) var<storage, read> vertices: array<vec4u>;
@group(0) @binding(2) var<storage, read> influences: array<vec4u>;
@group(0) @binding(3) var<storage, read> joints: array<Joint>;
@group(0) @binding(4) var<storage, read_write> skinned: array<vec4u>;

fn carry(at: u32, bind: vec4f, folded: u32) {
  let normal = oct_decode(unpack2x16snorm(folded));
  let influence = influences[skin.base + at];
  let index = vec4u(influence.x & 0xffffu, influence.x >> 16u, influence.y & 0xffffu, influence.y >> 16u);
  let weight = vec4f(unpack2x16unorm(influence.z), unpack2x16unorm(influence.w));
  var row0 = vec4f(0.0);
  var row1 = vec4f(0.0);
  var row2 = vec4f(0.0);
  for (var k = 0u; k < 4u; k++) {
    let j = &joints[skin.joint_base + index[k]];
    row0 += (*j).row0 * weight[k];
    row1 += (*j).row1 * weight[k];
    row2 += (*j).row2 * weight[k];
  }
  let p = vec3f(dot(row0, bind), dot(row1, bind), dot(row2, bind));
  let n = normalize(vec3f(dot(row0.xyz, normal), dot(row1.xyz, normal), dot(row2.xyz, normal)));
  skinned[skin.out_base + at] = vec4u(bitcast<vec3u>(p), pack2x16snorm(oct_encode(n)));
}
