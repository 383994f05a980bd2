// Depth of field at half size: taps over the widest circle of confusion that reaches the pixel, its own or that of something nearer.
// What is nearer counts where its circle covers the pixel, what is farther where the pixel's own does: a sharp figure does not bleed into a soft
// background, and a soft foreground fades out over a sharp one. Alpha is how much of the foreground lies over the pixel, -1 where all is sharp.
//! use full
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var small: texture_2d<f32>; // an eighth of the size, nearest circles
@group(0) @binding(3) var nearest: sampler;
@group(0) @binding(4) var smooth_sampler: sampler;

const TAPS = 16;
const INNER = vec2f(0.30901699, 0.95105652); // a fifth of a turn
const OUTER = vec2f(0.84125353, 0.54064082); // an eleventh

@fragment
fn defocus(in: Full) -> @location(0) vec4f {
  let half = 0.5 / vec2f(textureDimensions(source));
  let here = textureSampleLevel(source, nearest, in.uv, 0.0);
  let own = 0.5 * abs(here.a);
  let near = 0.5 * max(-textureSampleLevel(small, smooth_sampler, in.uv, 0.0).a, 0.0);
  let radius = max(own, near);
  var blurred = here;
  blurred.a = -1.0; // sharp
  // A loop that runs once: where all is sharp the taps are left after the first.
  for (var wanted = radius > 0.6; wanted; wanted = false) {
    var behind = vec4f(here.rgb, 1.0);
    var over = vec4f(0.0);
    var lies = 0.0;
    var spoke = vec2f(1.0, 0.0);
    for (var k = 0; k < TAPS; k++) {
      // Two rings, even all round: a spiral's taps fall on the pixels as a crooked figure.
      let turn = select(OUTER, INNER, k < 5);
      spoke = vec2f(turn.x * spoke.x - turn.y * spoke.y, turn.y * spoke.x + turn.x * spoke.y);
      let reach = radius * select(0.86, 0.46, k < 5);
      let other = textureSampleLevel(source, nearest, in.uv + spoke * (reach * half), 0.0);
      let circle = 0.5 * abs(other.a);
      let nearer = clamp(here.a - other.a - 1.0, 0.0, 1.0);
      let w = clamp(circle - reach + 0.75, 0.0, 1.0) * nearer;
      behind += vec4f(other.rgb, 1.0) * (clamp(own - reach + 0.75, 0.0, 1.0) * (1.0 - nearer));
      over += vec4f(other.rgb, 1.0) * w;
      // A disc spreads its light over its area.
      lies += w * radius * radius / max(circle * circle, 1.0);
    }
    let soft = smoothstep(0.8, 3.0, abs(here.a));
    let share = min(lies / f32(TAPS), 1.0);
    // The sharp picture still shows through a foreground that lies over it: finish.wgsl lays what is mixed here over it once more.
    let mixed = mix(sqrt(share), share, soft);
    blurred = vec4f(mix(behind.rgb / behind.a, over.rgb / max(over.a, 1e-4), mixed), mixed);
  }
  return blurred;
}

// Between the taps: without it the disc of a small lamp is a handful of dots.
@fragment
fn fill(in: Full) -> @location(0) vec4f {
  let texel = 1.0 / vec2f(textureDimensions(source));
  let here = textureSampleLevel(source, nearest, in.uv, 0.0);
  var filled = max(here, vec4f(0.0));
  for (var wanted = here.a >= 0.0; wanted; wanted = false) {
    var sum = vec4f(here) * 2.0;
    var total = 2.0;
    for (var k = 0; k < 4; k++) {
      let step = vec2f(select(1.0, -1.0, k > 1), 0.0);
      let other = textureSampleLevel(source, nearest, in.uv + select(step, step.yx, (k & 1) == 1) * texel, 0.0);
      let w = select(0.0, 1.0, other.a >= 0.0);
      sum += other * w;
      total += w;
    }
    filled = sum / total;
  }
  return filled;
}
