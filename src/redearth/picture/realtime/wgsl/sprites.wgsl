// Soft round particles that face the camera and stretch along their motion; and lamps smaller than a pixel (pinpoints.py), whose velocity's fourth number
// is how far they stand before what is drawn in their place.
//! use frame
//! use sky
struct Sprite { position: vec4f, velocity: vec4f, color: vec4f };
@group(0) @binding(1) var<storage, read> sprites: array<Sprite>;
@group(0) @binding(5) var depth_map: texture_depth_2d;

struct Varying {
  @builtin(position) position: vec4f,
  @location(0) corner: vec2f,
  @location(1) color: vec4f,
  @location(2) distance: f32,
  @location(3) @interpolate(flat) solid: f32, // 0: light alone
};

@vertex
fn place(@builtin(vertex_index) v: u32, @builtin(instance_index) i: u32) -> Varying {
  let s = sprites[i];
  let corner = vec2f(f32(v & 1u), f32(v >> 1u)) * 2.0 - 1.0;
  let away = s.position.xyz - frame.eye.xyz;
  let distance = dot(away, frame.forward.xyz);
  // Never thinner than a pixel: spread the light instead of letting it flicker.
  let pixel = distance * frame.exposure.y;
  let lamp = s.velocity.w > 0.0;
  let radius = max(s.position.w, pixel * 0.9);
  let streak = s.velocity.xyz / 48.0;
  let travel = streak - frame.forward.xyz * dot(streak, frame.forward.xyz);
  let length = length(travel);
  let right = normalize(frame.ray_x.xyz);
  let along = select(right, travel / max(length, 1e-6), length > radius * 0.25);
  let across = normalize(cross(along, frame.forward.xyz));
  let world = s.position.xyz + along * corner.x * (radius + length * 0.5) + across * corner.y * radius;
  var out: Varying;
  out.position = select(vec4f(0.0, 0.0, -1.0, 1.0), frame.clip_from_world * vec4f(world, 1.0), distance > 0.05);
  out.corner = corner;
  let thin = (s.position.w * s.position.w) / (radius * (radius + length * 0.5));
  let fade = select(clamp(distance / 0.6 - 0.3, 0.0, 1.0) * min(thin * 1.6, 1.0), 1.0, lamp);
  out.color = vec4f(s.color.rgb, s.color.a * fade);
  out.distance = distance - s.velocity.w;
  out.solid = select(1.0, 0.0, lamp);
  return out;
}

@fragment
fn glow(in: Varying) -> @location(0) vec4f {
  let depth = textureLoad(depth_map, vec2i(in.position.xy), 0);
  let behind = select(1e5, frame.forward.w / max(depth, 1e-9), depth > 0.0);
  let r = dot(in.corner, in.corner);
  let soft = max(1.0 - r, 0.0);
  let a = in.color.a * soft * soft * clamp((behind - in.distance) * (16.0 - 12.0 * in.solid), 0.0, 1.0);
  return vec4f(in.color.rgb * a, a * in.solid);
}
