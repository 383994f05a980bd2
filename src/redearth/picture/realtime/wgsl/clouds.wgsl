// What hangs in the sky: two layers of cloud that drift, and stars.
const CLOUD_LAYER = 0; // of the patterns: broad weather
const STAR_CELLS = 110.0;

// Cover and depth of the clouds in a direction; the far ones flatten into the haze at the horizon.
fn cloud_at(d: vec3f) -> vec2f {
  let up = max(d.y, 0.0) + 0.09;
  let flat = d.xz / up;
  let wind = frame.drift.xz * 0.0012;
  let texels = 512.0 * frame.exposure.y / (up * up);
  let heaped = textureSampleLevel(patterns, pattern_sampler, flat * 0.046 + wind, CLOUD_LAYER, log2(max(texels * 0.046, 0.5)));
  let veil = textureSampleLevel(patterns, pattern_sampler, flat.yx * vec2f(0.016, 0.041) + wind.yx * 0.6 + 0.31, CLOUD_LAYER, log2(max(texels * 0.03, 0.5)));
  let cover = sky.ground.a;
  let torn = textureSampleLevel(patterns, pattern_sampler, flat.yx * 0.17 + wind * 3.1, CLOUD_LAYER, log2(max(texels * 0.17, 0.5)));
  let body = heaped.w * 0.62 + heaped.z * 0.38 + (torn.z - 0.5) * 0.2 + (veil.z - 0.5) * 0.12;
  let edge = mix(0.74, 0.26, cover);
  let thick = smoothstep(edge, edge + 0.2, body);
  let thin = 0.35 * smoothstep(0.45, 0.9, veil.w * 0.75 + torn.w * 0.25) * min(cover * 1.8, 1.0);
  let near = smoothstep(0.015, 0.16, d.y);
  return vec2f(max(thick, thin * (1.0 - thick)) * near * min(cover * 6.0, 1.0), thick);
}

// Clouds take the sky's own colour: lit through at the edges on the side of the sun, grey in their bodies.
fn clouded(d: vec3f, clear: vec3f) -> vec3f {
  let cloud = cloud_at(d);
  let c = max(dot(d, -sky.sun_direction.xyz), 0.0);
  let around = mix(horizon_at(d), sky.zenith.rgb, 0.35);
  let lit = around * 1.16 + sky.sun_color.rgb * (0.075 + 0.22 * pow(c, 4.0) + 0.5 * pow(c, 40.0));
  let body = around * mix(0.72, 0.5, sky.ground.a) + sky.sun_color.rgb * 0.012;
  return mix(clear, mix(lit, body, cloud.y * 0.85), cloud.x * 0.92);
}

fn hash(cell: vec3i) -> vec3f {
  // PCG3D (Jarzynski and Olano 2020): the same on every device.
  var v = vec3u(cell) * 1664525u + 1013904223u;
  v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
  v ^= v >> vec3u(16u);
  v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
  return vec3f(v >> vec3u(8u)) * (1.0 / 16777216.0);
}

// At most one star in each cell of a lattice, on the sphere and away from the cell's walls; never smaller than a pixel.
fn star_light(d: vec3f) -> vec3f {
  let cell = vec3i(floor(d * STAR_CELLS));
  let h = hash(cell);
  let place = vec3f(cell) + 0.3 + 0.4 * h;
  let off = length(place) - STAR_CELLS;
  let size = max(frame.exposure.y * 0.85, 0.0006);
  let spread = length(d - normalize(place)) / size;
  let kind = fract(h.x * 7.31 + h.y * 3.17);
  let bright = 0.02 + 0.7 * pow(kind, 24.0);
  let tint = mix(vec3f(1.0, 0.86, 0.72), vec3f(0.74, 0.86, 1.0), h.z);
  return tint * (bright * exp(-spread * spread) * step(abs(off), 0.28) * step(0.55, h.y));
}
