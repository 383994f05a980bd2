// A small texel of air and occlusion in 16 bytes, for one load: light and transmittance as half floats, openness, distance.
struct Air { light: vec4f, open: f32, distance: f32 };

fn pack_air(air: Air) -> vec4u {
  let light = min(air.light, vec4f(60000.0));
  return vec4u(pack2x16float(light.xy), pack2x16float(light.zw), bitcast<u32>(air.open), bitcast<u32>(air.distance));
}

fn unpack_air(t: vec4u) -> Air {
  return Air(vec4f(unpack2x16float(t.x), unpack2x16float(t.y)), bitcast<f32>(t.z), bitcast<f32>(t.w));
}
