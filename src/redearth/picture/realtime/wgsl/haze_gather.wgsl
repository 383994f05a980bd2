// Small air and occlusion, from the four nearest texels at about the same distance.
//! use air
struct Near { air: vec4f, open: f32, soft: vec2f };

fn gather_haze(uv: vec2f, distance: f32) -> Near {
  let p = uv * frame.size.xy * (1.0 / 3.0) - 0.5;
  let base = floor(p);
  let t = p - base;
  let limit = vec2i(frame.small_size.xy) - 1;
  let narrow = 6.0 / distance;
  var air = vec4f(0.0);
  var open_soft = vec3f(0.0);
  var total = 0.0;
  for (var k = 0; k < 4; k++) {
    let o = vec2f(f32(k & 1), f32(k >> 1));
    let at = clamp(vec2i(base + o), vec2i(0), limit);
    let h = unpack_air(textureLoad(air_map, at, 0));
    let b = mix(1.0 - t, t, o);
    let w = b.x * b.y * max(1.0 - abs(h.distance - distance) * narrow, 1e-3) + 1e-6;
    air += h.light * w;
    open_soft += h.open_soft * w;
    total += w;
  }
  let found = open_soft / total;
  return Near(air / total, found.x, found.yz);
}

