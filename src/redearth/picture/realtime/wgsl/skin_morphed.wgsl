// As skin.wgsl, for meshes of which shapes show: they move a vertex before joints do.
//! use skinning
struct Shown { first: u32, weight: f32 };
@group(0) @binding(5) var<storage, read> moves: array<vec2u>;
@group(0) @binding(6) var<storage, read> shown: array<Shown>;

@compute @workgroup_size(64)
fn pose(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= skin.count) { return; }
  let v = vertices[skin.base + id.x];
  var bind = bitcast<vec3f>(v.xyz);
  let count = shown[0].first;
  for (var k = 1u; k <= count; k++) {
    let one = shown[k];
    let pair = moves[one.first + id.x];
    bind += one.weight * vec3f(unpack2x16snorm(pair.x), unpack2x16snorm(pair.y).x);
  }
  carry(id.x, vec4f(bind, 1.0), v.w);
}
