// Lens flare: what small, strong lights leave where the glass mirrors them. Drawn into a level of the bloom pyramid.
//! use full
struct Flare {
  size: vec4f, // of the level
  gain: vec4f, // of the flare; width over height
  sun: vec4f,  // its place in the picture and its radius in heights; 1 where there is one
};
@group(0) @binding(0) var<uniform> flare: Flare;
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var around: texture_2d<f32>; // a quarter of the level's size
@group(0) @binding(3) var smooth_sampler: sampler;
@group(0) @binding(4) var discs: texture_2d<f32>;

const LEAST = 3.0; // white is 1: skies and snow have no flare
const STRONGEST = 14.0;
const ROUND_ABOUT = 0.085; // in heights
const ALONE = vec2f(0.04, 0.13); // share of a light that its surroundings may have: a window, a burnt-out floor is no lamp
const SUN = 5.0; // how much stronger than in the picture, where its disc is only so bright as to be seen
const BLADES = 6;
const APERTURE = 0.036; // radius of a disc, in heights
const HALO = 0.17;
const HALO_TAPS = 14;
const BORDER = vec2f(0.08, 0.12);

// A place so many heights away.
fn beside(uv: vec2f, away: vec2f) -> vec2f { return uv + away * vec2f(1.0 / flare.gain.y, 1.0); }

// By what the eye sees of it: the red lamp of a panel is no beacon.
fn brightness(c: vec3f) -> f32 { return dot(c, vec3f(0.3, 0.6, 0.1)); }

fn crowd(uv: vec2f) -> f32 {
  var sum = vec3f(0.0);
  for (var k = 0; k < 4; k++) {
    let corner = vec2f(vec2i(k & 1, k >> 1) * 2 - 1);
    sum += textureSampleLevel(around, smooth_sampler, beside(uv, corner * ROUND_ABOUT), 0.0).rgb;
  }
  return brightness(sum) * 0.25;
}

fn strong(uv: vec2f, crowded: f32) -> vec3f {
  let c = textureSampleLevel(source, smooth_sampler, uv, 0.0).rgb;
  let most = brightness(c);
  // The weak begins softly; the very bright has burnt out.
  let over = max(most - LEAST, 0.0);
  let shown = over * over / ((over + LEAST) * (1.0 + over / STRONGEST));
  let alone = 1.0 - smoothstep(ALONE.x, ALONE.y, crowded / max(most, 1e-4));
  let from_sun = length((uv - flare.sun.xy) * vec2f(flare.gain.y, 1.0)) - flare.sun.z;
  let sun = flare.sun.w * (1.0 - smoothstep(0.02, 0.05, from_sun));
  return c * (shown / max(max(c.r, max(c.g, c.b)), 1e-4) * mix(alone, SUN, sun));
}

// The strong lights as discs of the aperture; those about to leave the picture fade, so that no ghost goes out at once.
@fragment
fn apertures(in: Full) -> @location(0) vec4f {
  let crowded = crowd(in.uv);
  var sum = strong(in.uv, crowded);
  for (var k = 0; k < BLADES; k++) {
    let turn = f32(k) * (6.2831853 / f32(BLADES)) + 0.26;
    sum += strong(beside(in.uv, vec2f(cos(turn), sin(turn)) * APERTURE), crowded);
  }
  let inside = smoothstep(vec2f(0.0), BORDER, min(in.uv, 1.0 - in.uv));
  return vec4f(sum * (inside.x * inside.y / f32(BLADES + 1)), 0.0);
}

fn disc(uv: vec2f) -> vec3f {
  let inside = all(abs(uv - 0.5) < vec2f(0.5));
  return select(vec3f(0.0), textureSampleLevel(discs, smooth_sampler, uv, 0.0).rgb, inside);
}

// The image of a light as far from the middle as the light times `place`, on the other side where that is less than nothing; the glass breaks blue more.
fn ghost(away: vec2f, place: f32, tint: vec3f) -> vec3f {
  let seen = away / place;
  return (disc(0.5 + seen * 0.97) * vec3f(1.0, 0.5, 0.0) + disc(0.5 + seen * 1.03) * vec3f(0.0, 0.5, 1.0)) * tint;
}

fn halo(uv: vec2f) -> vec3f {
  var sum = vec3f(0.0);
  for (var k = 0; k < HALO_TAPS; k++) {
    let turn = f32(k) * (6.2831853 / f32(HALO_TAPS));
    sum += disc(beside(uv, vec2f(cos(turn), sin(turn)) * HALO));
  }
  return sum * (1.0 / f32(HALO_TAPS));
}

// The level with the flare in it; alpha is what of it is flare, for the halation to leave out.
@fragment
fn ghosts(in: Full) -> @location(0) vec4f {
  let away = in.uv - 0.5;
  var light = ghost(away, -0.42, vec3f(0.32, 0.27, 0.18));
  light += ghost(away, -0.85, vec3f(0.15, 0.20, 0.16));
  light += ghost(away, -1.4, vec3f(0.16, 0.19, 0.29));
  light += ghost(away, 0.55, vec3f(0.20, 0.17, 0.22));
  light += halo(in.uv) * vec3f(0.55, 0.44, 0.5);
  light *= flare.gain.x;
  let here = textureSampleLevel(source, smooth_sampler, in.uv, 0.0).rgb;
  return vec4f(min(here + light, vec3f(60000.0)), min(max(light.r, max(light.g, light.b)), 60000.0));
}
