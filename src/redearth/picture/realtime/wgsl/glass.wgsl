// Clear sheets over the finished picture: what they mirror, what they scatter, and what they let through.
//! use light
//! use visible

override BACKS: u32 = 0u; // 1 for faces that look away: they are seen through the others, so they mirror the surroundings alone

// All that a thing's pixels share comes flat from the vertex program, as in lit.wgsl.
struct Clear {
  @builtin(position) @invariant position: vec4f,
  @location(0) world: vec3f,
  @location(1) normal: vec3f,
  @location(2) pattern: vec3f,
  @location(3) pattern_normal: vec3f,
  @location(4) @interpolate(flat) base: vec4f,      // rgb, roughness
  @location(5) @interpolate(flat) emission: vec4f,  // rgb, metallic
  @location(6) @interpolate(flat) body: vec4f,      // opacity, dust, roughness gain, bump slope
  @location(7) @interpolate(flat) layers: vec4f,    // of images; without any: layer of the pattern, its scale
  @location(24) around: vec3f,                      // the surroundings' light on both sides, per pi
  @location(25) @interpolate(flat) held: vec3f,     // logarithm of what the body lets through face on
  //! each lamp @location(LAMP * 2u + 8u) @interpolate(flat) place_LAMP: vec4u,
  //! each lamp @location(LAMP * 2u + 9u) @interpolate(flat) more_LAMP: vec4u,
  //! with shadowed sun @location(16) @interpolate(flat) sun_x: vec4f,
  //! with shadowed sun @location(17) @interpolate(flat) sun_y: vec4f,
  //! with shadowed sun @location(18) @interpolate(flat) sun_z: vec4f,
  //! with shadowed sun @location(19) @interpolate(flat) sun_middle_scale: vec4f,
  //! with shadowed sun @location(20) @interpolate(flat) sun_middle_offset: vec4f,
  //! with shadowed sun @location(21) @interpolate(flat) sun_far_scale: vec4f,
  //! with shadowed sun @location(22) @interpolate(flat) sun_far_offset: vec4f,
  //! with shadowed sun @location(23) @interpolate(flat) sun_near: vec4f,
};

fn stand_clear(index: u32, position: vec3f, normal: vec2f, bind: vec3f, bind_normal: vec2f) -> Clear {
  let s = record_texel(index, 3u).xyz;
  var out: Clear;
  out.world = world_place(index, position);
  out.position = frame.clip_from_world * vec4f(out.world, 1.0);
  out.normal = world_normal(index, oct_decode(normal) / (s * s));
  out.pattern = bind * s + record_texel(index, 4u).xyz;
  out.pattern_normal = oct_decode(bind_normal) / s;
  //! textured out.pattern = vec3f(bind.x, 1.0 - bind.y, bind.z);
  return out;
}

// A body lets the strongest colour of its base through as its opacity says, and the others in proportion.
fn held_of(base: vec3f, opacity: f32) -> vec3f {
  let brightest = max(base.r, max(base.g, base.b));
  let hue = select(vec3f(1.0), base / max(brightest, 1e-4), brightest > 1e-4);
  return log2(max(hue * (1.0 - opacity), vec3f(1e-6)));
}

@vertex
fn place_clear(@location(0) position: vec3f, @location(1) normal: vec2f, @location(2) bind: vec3f, @location(3) bind_normal: vec2f,
               @builtin(instance_index) instance: u32) -> Clear {
  let index = visible[instance];
  var out = stand_clear(index, position, normal, bind, bind_normal);
  let kind = record_texel(index, 5u);
  let m = material_of(u32(kind.x));
  out.base = m.base;
  out.emission = vec4f(m.emission.rgb * kind.y, m.emission.a);
  out.body = vec4f(m.more.x, m.weather.z, m.weather.y, m.pattern.z);
  out.layers = vec4f(m.pattern.xy, 0.0, 0.0);
  //! textured out.layers = image_layers(u32(kind.x));
  out.held = held_of(m.base.rgb, m.more.x);
  let n = normalize(out.normal);
  sky = sky_of_frame();
  out.around = 0.5 * (sky_irradiance(n) + sky_irradiance(-n));
  let first = min(SUN, 1u);
  var one: Slim;
  //! each lamp one = slim(first + LAMP); out.place_LAMP = one.place; out.more_LAMP = one.more;
  //! with shadowed sun let c = cascades();
  //! with shadowed sun out.sun_x = c.x;
  //! with shadowed sun out.sun_y = c.y;
  //! with shadowed sun out.sun_z = c.z;
  //! with shadowed sun out.sun_middle_scale = c.middle_scale;
  //! with shadowed sun out.sun_middle_offset = c.middle_offset;
  //! with shadowed sun out.sun_far_scale = c.far_scale;
  //! with shadowed sun out.sun_far_offset = c.far_offset;
  //! with shadowed sun out.sun_near = c.near;
  return out;
}

@vertex
fn place_depth(@location(0) position: vec3f, @builtin(instance_index) instance: u32) -> @builtin(position) @invariant vec4f {
  return stand_clear(visible[instance], position, vec2f(0.0), vec3f(0.0), vec2f(0.0)).position;
}

// Light that leaves the sheet towards the eye, and the share of what is behind that comes through, by colour.
struct Pane { light: vec3f, through: vec3f };

// Both faces of a sheet mirror: R + T R T + … with no loss inside, as two panes of one interface each (Stokes 1862).
fn sheet(r: vec3f) -> vec3f { return 2.0 * r / (1.0 + r); }

// Dust and smears: what covers the sheet, from the pattern's tone and scratches, and what lies on level faces.
fn film_of(dust: f32, fine: Layered, up: f32) -> f32 {
  let smears = smoothstep(-0.25, 0.75, fine.tone) * 0.6 + smoothstep(0.55, 0.95, fine.mask) * 0.5;
  return clamp(dust * (0.12 + smears + max(up, 0.0)), 0.0, 0.7);
}

// The plane of the pattern that a face lies in most, alone.
fn film_pattern(in: Clear, distance: f32, n_v: f32) -> Layered {
  let scale = in.layers.y;
  let lod = floor(log2(max(distance * frame.exposure.y * inverseSqrt(max(n_v, 0.12)) * scale * 512.0, 0.25)));
  let w = abs(in.pattern_normal);
  let major = select(select(2, 1, w.y > w.z), 0, w.x > w.y && w.x > w.z);
  let a = textureSampleLevel(patterns, pattern_sampler, plane_uv(in.pattern * scale, major), i32(in.layers.x), lod);
  return Layered(lift(a.xy * 2.0 - 1.0, major), a.z * 2.0 - 1.0, a.w);
}

// Adds a light of direction l. Unlike rough things (`fall` of light.wgsl), a sheet mirrors a source at its full radiance.
fn strike(sum: Fallen, s: Surface, view: vec3f, l: vec3f, light: vec3f, spread: f32) -> Fallen {
  let n_l = dot(s.normal, l);
  let n_v = dot(s.normal, view);
  let l_v = 1.0 + dot(l, view);
  let inverse_h = inverseSqrt(max(l_v + l_v, 1e-6));
  let grazing = pow(max(1.0 - l_v * inverse_h, 0.0), 5.0);
  let wide = min(s.roughness * s.roughness + spread, 1.0);
  let mirrored = light * ggx(max(n_l, 0.0), max(n_v, 0.02), max((n_l + n_v) * inverse_h, 0.0), wide, wide);
  return Fallen(sum.scattered + light * max(n_l, -n_l * s.translucent), sum.mirrored + mirrored, sum.grazing + mirrored * grazing);
}

fn strike_lamp(sum: Fallen, told: Told, s: Surface, world: vec3f, view: vec3f) -> Fallen {
  let delta = told.place.xyz - world;
  let d2 = max(dot(delta, delta), 1e-4);
  let inverse_d = inverseSqrt(d2);
  let l = delta * inverse_d;
  return strike(sum, s, view, l, told.color.rgb * (falloff_of(told, d2) * cone_of(told, l)), told.color.w * inverse_d * 0.5);
}

// What the sun and a handful of the plan's lamps give: highlights, and light for what covers the sheet. No shadows but the sun's, of one tap.
fn fallen(in: Clear, s: Surface, distance: f32, view: vec3f) -> Fallen {
  var sum: Fallen;
  if (SUN > 0u) {
    var lit = 1.0 + unasked();
    //! with shadowed sun lit = sun_shadow_in_air(Cascades(in.sun_x, in.sun_y, in.sun_z, in.sun_middle_scale, in.sun_middle_offset, in.sun_far_scale, in.sun_far_offset, in.sun_near), in.world, distance);
    sum = strike(sum, s, view, -sun.way, sun.light * lit, sun.spread);
  }
  //! each lamp sum = strike_lamp(sum, unpacked(in.place_LAMP, in.more_LAMP), s, in.world, view);
  return sum;
}

// The air between the eye and the sheet: the share of light that passes it, and of the light in the whole way's air that hangs in it.
struct Front { seen: f32, light: vec3f };

fn air_before(at: vec2f, world: vec3f, way: f32) -> Front {
  let behind = unpack_air(textureLoad(air_map, min(vec2i(at * (1.0 / 3.0)), vec2i(frame.small_size.xy) - 1), 0)).light;
  let middle = exp(-clamp((frame.eye.y + world.y) * 0.5 * frame.air.y, -1.0, 40.0));
  let seen = max(exp(-frame.air.x * min(way, frame.air_color.w) * middle), behind.a);
  return Front(seen, behind.rgb * clamp((1.0 - seen) / max(1.0 - behind.a, 1e-4), 0.0, 1.0));
}

// A clear thing's numbers at a pixel, with its images where it wears any.
struct Glass { base: vec3f, emission: vec3f, opacity: f32, held: vec3f };

fn glass_of(in: Clear) -> Glass {
  var g = Glass(in.base.rgb, in.emission.rgb, in.body.x, in.held);
  //! textured let uv = in.pattern.xy;
  //! textured let lod = log2(max(max(length(dpdx(uv)), length(dpdy(uv))) * f32(textureDimensions(images).x), 1.0));
  //! textured g.base *= worn_color(in.layers.x, uv, lod);
  //! textured g.emission *= worn_color(in.layers.w, uv, lod);
  //! textured g.opacity *= worn(abs(in.layers.x), uv, lod, vec4f(1.0)).a;
  //! textured g.held = held_of(g.base, g.opacity);
  return g;
}

fn pane(in: Clear) -> Pane {
  sky = sky_of_frame();
  sun = sun_of_lights();
  let distance = dot(in.world - frame.eye.xyz, frame.forward.xyz);
  let away = frame.eye.xyz - in.world;
  let closer = inverseSqrt(dot(away, away));
  let view = away * closer;
  let raw = normalize(in.normal);
  let normal = raw * select(-1.0, 1.0, dot(raw, view) > 0.0);
  let g = glass_of(in);
  var s: Surface;
  s.normal = normal;
  s.metallic = in.emission.a;
  // A pixel of a bent sheet sees many normals (Tokuyoshi and Kaplanyan 2019): highlights never fall between pixels.
  let bend = min(0.5 * (dot(dpdx(normal), dpdx(normal)) + dot(dpdy(normal), dpdy(normal))), 0.02);
  var rough = in.base.a;
  var film = 0.0;
  if (BACKS == 0u) {
    let fine = film_pattern(in, distance, abs(dot(normal, view)));
    film = film_of(in.body.y, fine, normal.y);
    rough += in.body.z * fine.tone * 0.5;
    let slope = fine.slope * in.body.w;
    s.normal = normalize(normal - (slope - normal * dot(slope, normal)));
  }
  rough = clamp(rough, 0.045, 1.0);
  s.roughness = sqrt(sqrt(rough * rough * rough * rough + bend));
  // What covers a sheet is lit from behind as well.
  s.translucent = 0.6;
  let cover = 1.0 - (1.0 - g.opacity) * (1.0 - film);
  s.albedo = mix(g.base, vec3f(0.34, 0.27, 0.205), clamp(film / max(cover, 1e-4), 0.0, 1.0));

  let n_v = clamp(dot(s.normal, view), 0.0, 1.0);
  let graze = (1.0 - n_v) * (1.0 - n_v);
  let f0 = mix(vec3f(0.04), s.albedo, s.metallic);
  let mirrored = sheet(f0 + (1.0 - f0) * (graze * graze * (1.0 - n_v)));
  // The way through the body, at its bend (index 1.5), in widths of the sheet.
  let longer = inverseSqrt(1.0 - (1.0 - n_v * n_v) / 2.25);
  let through = (1.0 - mirrored) * exp2(g.held * longer) * (1.0 - film);

  var sum: Fallen;
  if (BACKS == 0u) { sum = fallen(in, s, distance, view); }
  let mirror = reflect(-view, s.normal);
  let sharp = sky_gradient(mirror, 0.05 + s.roughness * 0.6) * sky.horizon.a + hazy_glow(mirror);
  let scattered = s.albedo * cover * (sum.scattered * (1.0 / PI) + in.around);
  let glints = sheet(f0) / f0 * (f0 * sum.mirrored + (1.0 - f0) * sum.grazing);
  let light = mirrored * sharp + glints + (1.0 - mirrored) * scattered + g.emission;

  let air = air_before(in.position.xy, in.world, 1.0 / closer);
  return Pane(min(light * air.seen + (1.0 - through) * air.light, vec3f(60000.0)), through);
}
