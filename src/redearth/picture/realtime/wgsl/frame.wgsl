// What every pass knows about the frame. Rays are unnormalised so that dot(ray, forward) = 1: world = eye + ray * distance.
//! use octahedral
struct Frame {
  clip_from_world: mat4x4f,
  sun_clip_from_world: mat4x4f, // first cascade
  spot_clip_from_world: array<mat4x4f, 2>,
  eye: vec4f,            // xyz, time in seconds
  forward: vec4f,        // xyz, near distance
  ray_x: vec4f,          // xyz: forward + ndc.x * ray_x + ndc.y * ray_y
  ray_y: vec4f,
  size: vec4f,           // width, height, 1/width, 1/height
  small_size: vec4f,      // the same for the small buffers of air and occlusion
  zenith: vec4f,         // rgb, sky visible
  horizon: vec4f,        // rgb, ambient scale
  ground: vec4f,         // rgb, cloud cover
  sun_color: vec4f,      // rgb of disc and glow, how low it stands (0 high … 1 at the horizon)
  sun_direction: vec4f,  // direction the light travels, 1 / its level part
  air: vec4f,            // density, 1/falloff height, g, unevenness
  air_color: vec4f,      // rgb albedo, farthest marched distance
  drift: vec4f,          // xyz offset of the drifting noise in metres, ambient occlusion strength
  cascades: vec4f,       // far distance of cascades 0..2, number of cascades
  cascade_scale: array<vec4f, 3>,  // clip of cascade k = clip of cascade 0 * scale + offset; metres of its depth
  cascade_offset: array<vec4f, 3>,
  point_depth: vec4f,    // depth in a point light's faces = x - y / distance; 1 / half width of a face
  spot_depth: array<vec4f, 2>,  // depth in a spot = x - y / distance; texels a metre at 1 m
  lens: vec4f,           // circle of confusion at infinity in pixels, focus distance, widest circle in pixels, depth of the plane behind which coarse.wgsl may shade, 0 for none
  texel: vec4f,          // world size of a shadow texel in cascades 0..2, 1/shadow map size
  exposure: vec4f,       // linear exposure, pixel angle, grain seed, frame flag
};

@group(0) @binding(0) var<uniform> frame: Frame;

const PI = 3.14159265;

fn ray_at(uv: vec2f) -> vec3f {
  return frame.forward.xyz + frame.ray_x.xyz * (uv.x * 2.0 - 1.0) + frame.ray_y.xyz * (1.0 - uv.y * 2.0);
}

fn luminance(c: vec3f) -> f32 { return dot(c, vec3f(0.2126, 0.7152, 0.0722)); }
