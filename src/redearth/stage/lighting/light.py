"""Light a shot: everything that shines, the sky, the air and what floats in it, on one frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Shot
from redearth.stage.lighting.aim import setup_of, vec3
from redearth.stage.lighting.mood import mood_for
from redearth.stage.lighting.particles import particles
from redearth.stage.lighting.rooms import door_glow, room_keys
from redearth.stage.lighting.sources import event_lights, practicals, subject_lights, sun_direction, sun_light, sun_rise
from redearth.stage.model import Light
from redearth.stage.parts import Lighting

MOST_SHADOWED_SPOTS = 2
MOST_PLAIN_LIGHTS = 10


def light_shot(blocking: Blocking, shot: Shot, frame: int, prop_positions: Mapping[str, tuple[Vec3, float]]) -> Lighting:
    """Return light and air on a shot-local frame; ``prop_positions`` gives each prop's place and emission scale.

    At most one shadowed sun or two shadowed spots, one shadowed point, and ten lights without shadows.
    """
    plan = blocking.set_plan
    scene_frame = shot.range.start + frame
    mood = mood_for(plan.kit, blocking.time_of_day, blocking.weather, plan.variant)
    setup = setup_of(blocking, shot, frame, prop_positions)
    events = event_lights(blocking, shot, frame, prop_positions)
    flare = any(light.shadow for light in events)
    lamps = practicals(blocking, shot, mood, scene_frame)
    sky, direction = mood.sky, None
    if mood.sun > 0:
        direction = sun_direction(blocking, mood, scene_frame)
        sky = replace(sky, sun_direction=vec3(direction))
        keys = [sun_light(replace(mood, sun=mood.sun * (1 + 0.2 * sun_rise(blocking, scene_frame))), direction)]
    else:
        keys = room_keys(blocking, shot, setup, mood)
    own_key = mood.key * (0.35 if flare and mood.sun <= 0 else 1.0)
    if flare:
        # A burning flare is the key; the lamps of the place keep the cold and the red of what it does not reach.
        lamps = [replace(light, intensity=0.85 * light.intensity) for light in lamps]
        if mood.sun <= 0:
            keys = [replace(light, intensity=0.25 * light.intensity) for light in keys]
            mood = replace(mood, rim_color=mood.fill_color, rim=1.6 * mood.rim)
    on_subject = subject_lights(mood, setup, shot.size, key=own_key, sun=direction)
    lights = _within_limits([*events, *keys, *on_subject, *door_glow(blocking, setup), *lamps])
    return Lighting(
        lights=lights,
        sky=sky,
        air=mood.air,
        sprites=particles(blocking, shot, frame, setup, mood, prop_positions),
        exposure_ev=mood.exposure_ev - (0.2 if flare else 0.0),
    )


def _within_limits(lights: list[Light]) -> tuple[Light, ...]:
    """Keep the first shadowed lights that the renderer can afford; the next lose their shadow, the last are left out."""
    kept: list[Light] = []
    sun = any(light.kind == "sun" and light.shadow for light in lights)
    spots = points = plain = 0
    for light in lights:
        if light.shadow and light.kind == "spot":
            if sun or spots >= MOST_SHADOWED_SPOTS:
                light = replace(light, shadow=False)
            else:
                spots += 1
        elif light.shadow and light.kind == "point":
            points += 1
            light = replace(light, shadow=points == 1)
        if not light.shadow:
            if plain >= MOST_PLAIN_LIGHTS:
                continue
            plain += 1
        kept.append(light)
    return tuple(kept)
