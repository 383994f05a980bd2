"""Light a shot: everything that shines, the sky, the air and what floats in it, on one frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Shot
from redearth.stage.lighting.aim import setup_of, tension_of
from redearth.stage.lighting.mood import Mood
from redearth.stage.lighting.particles import particles
from redearth.stage.lighting.places import PLACE_KEYS, glows, place_mood
from redearth.stage.lighting.rooms import door_glow, room_keys
from redearth.stage.lighting.sources import event_lights, practicals
from redearth.stage.lighting.subject import balance, subject_lights
from redearth.stage.lighting.sunlight import in_sun, shot_sun, sun_light, sun_rise
from redearth.stage.model import Light
from redearth.stage.parts import Lighting

MOST_SHADOWED_SPOTS = 2
MOST_PLAIN_LIGHTS = 8


def light_shot(blocking: Blocking, shot: Shot, frame: int, prop_positions: Mapping[str, tuple[Vec3, float]]) -> Lighting:
    """Return light and air on a shot-local frame; ``prop_positions`` gives each prop's place and emission scale.

    At most one shadowed sun or two shadowed spots, one shadowed point, and eight lights without shadows.
    """
    plan = blocking.set_plan
    scene_frame = shot.range.start + frame
    mood = place_mood(plan.kit, blocking.time_of_day, blocking.weather, plan.style)
    setup = setup_of(blocking, shot, frame, prop_positions)
    # What the place gives stands still while people walk through it: it is set up for the middle of the shot.
    steady = setup_of(blocking, shot, len(shot.camera) // 2, {})
    events = event_lights(blocking, shot, frame, prop_positions)
    flare = any(light.shadow for light in events)
    lamps = practicals(blocking, shot, mood, scene_frame)
    sky, sunlit = mood.sky, False
    if mood.sun > 0:
        keys, sunlit = _sun(blocking, shot, mood, scene_frame)
        sky = replace(sky, sun_direction=keys[0].direction)
    else:
        keys = PLACE_KEYS[plan.kit](blocking, steady) if plan.kit in PLACE_KEYS else room_keys(blocking, shot, steady, mood)
    own_key = mood.key * (0.35 if flare and mood.sun <= 0 else 1.0)
    if flare:
        # A burning flare is the key; the lamps of the place keep the cold and the red of what it does not reach.
        lamps = [replace(light, intensity=0.85 * light.intensity) for light in lamps]
        if mood.sun <= 0:
            keys = [replace(light, intensity=0.25 * light.intensity) for light in keys]
            mood = replace(mood, rim_color=mood.fill_color, rim=1.6 * mood.rim)
    tension = tension_of(blocking, shot)
    levels = balance(mood, setup, shot.size, keys, sky, key=own_key, tension=tension, sunlit=sunlit)
    on_subject = subject_lights(mood, setup, levels)
    lights = _within_limits([*events, *keys, *on_subject, *door_glow(blocking, steady), *glows(blocking, steady), *lamps])
    return Lighting(
        lights=lights,
        sky=sky,
        air=mood.air,
        sprites=particles(blocking, shot, frame, setup, mood, prop_positions),
        exposure_ev=mood.exposure_ev - (0.2 if flare else 0.0),
    )


def _sun(blocking: Blocking, shot: Shot, mood: Mood, scene_frame: int) -> tuple[list[Light], bool]:
    """Return the sun, and whether it reaches the main subject in the middle of the shot."""
    direction = shot_sun(blocking, shot, mood, scene_frame)
    subject_m = setup_of(blocking, shot, len(shot.camera) // 2, {}).subject_m
    risen = replace(mood, sun=mood.sun * (1 + 0.2 * sun_rise(blocking, scene_frame)))
    return [sun_light(risen, direction)], in_sun(blocking, subject_m, direction)


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
