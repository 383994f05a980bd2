// Linear blend skinning, once a frame; every pass then draws the result as if it were rigid.
//! use skinning

@compute @workgroup_size(64)
fn pose(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= skin.count) { return; }
  let v = vertices[skin.base + id.x];
  carry(id.x, vec4f(bitcast<vec3f>(v.xyz), 1.0), v.w);
}
