// A small texel of air and occlusion in 16 bytes, for one load: light and transmittance as half floats, openness and how soft the edges of two
// lights' shadows are (share of the widest), distance.
struct Air { light: vec4f, open_soft: vec3f, distance: f32 };

fn pack_air(air: Air) -> vec4u {
  let light = min(air.light, vec4f(60000.0));
  return vec4u(pack2x16float(light.xy), pack2x16float(light.zw), pack2x16unorm(air.open_soft.xy) & 0xffffu | (pack4x8unorm(vec4f(0.0, 0.0, air.open_soft.yz)) & 0xffff0000u), bitcast<u32>(air.distance));
}

fn unpack_air(t: vec4u) -> Air {
  return Air(vec4f(unpack2x16float(t.x), unpack2x16float(t.y)), vec3f(unpack2x16unorm(t.z).x, unpack4x8unorm(t.z).zw), bitcast<f32>(t.w));
}
