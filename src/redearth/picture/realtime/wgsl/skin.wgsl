// Linear blend skinning, once a frame; every pass then draws the result as if it were rigid.
//! use octahedral
struct Skin { base: u32, count: u32, out_base: u32, joint_base: u32 };
struct Joint { row0: vec4f, row1: vec4f, row2: vec4f };
@group(0) @binding(0) var<uniform> skin: Skin;
@group(0) @binding(1) var<storage, read> vertices: array<vec4u>;
@group(0) @binding(2) var<storage, read> influences: array<vec4u>;
@group(0) @binding(3) var<storage, read> joints: array<Joint>;
@group(0) @binding(4) var<storage, read_write> skinned: array<vec4u>;

@compute @workgroup_size(64)
fn pose(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= skin.count) { return; }
  let v = vertices[skin.base + id.x];
  let bind = vec4f(bitcast<vec3f>(v.xyz), 1.0);
  let normal = oct_decode(unpack2x16snorm(v.w));
  let influence = influences[skin.base + id.x];
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
  skinned[skin.out_base + id.x] = vec4u(bitcast<vec3u>(p), pack2x16snorm(oct_encode(n)));
}
