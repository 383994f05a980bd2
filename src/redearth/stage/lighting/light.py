"""Light a shot: everything that shines, the sky, the air and what floats in it, on one frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Piece, Shot
from redearth.stage.lighting.aim import setup_of, tension_of
from redearth.stage.lighting.bounce import ROOMS, bounced
from redearth.stage.lighting.mood import Mood
from redearth.stage.lighting.particles import particles
from redearth.stage.lighting.places import PLACE_KEYS, glows, place_mood
from redearth.stage.lighting.rooms import door_glow, room_keys
from redearth.stage.lighting.sources import event_lights, lit_lamps, nearest_lamps, wall_lamps
from redearth.stage.lighting.subject import balance, subject_lights
from redearth.stage.lighting.sunlight import in_sun, shot_sun, sun_light, sun_rise
from redearth.stage.model import Light
from redearth.stage.parts import Lighting

PropPositions = Mapping[str, tuple[Vec3, float]]
MOST_SHADOWED_SPOTS = 2
MOST_PLAIN_LIGHTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """What holds for a whole shot: the place's own lights stand still while people walk through it, set up for its middle."""

    mood: Mood
    keys: tuple[Light, ...]
    """The keys of a place without a sun."""
    sun: tuple[Light, bool] | None
    """A sun that does not move, and whether it reaches the main subject."""
    lamps: tuple[Piece, ...]
    """Lamps that burn and flicker by the frame."""
    glows: tuple[Light, ...]
    wall_lamps: tuple[Light, ...]
    tension: float


def light_shot(blocking: Blocking, shot: Shot) -> Callable[[int, PropPositions], Lighting]:
    """Set up a shot's light and air; return what they are on a shot-local frame, given each prop's place and emission scale.

    At most one shadowed sun or two shadowed spots, one shadowed point, and eight lights without shadows.
    """
    plan, start = blocking.set_plan, shot.range.start
    mood = place_mood(plan.kit, blocking.time_of_day, blocking.weather, plan.style)
    steady = setup_of(blocking, shot, len(shot.camera) // 2, {})
    keys: list[Light] = []
    sun = None
    if mood.sun <= 0:
        keys = PLACE_KEYS[plan.kit](blocking, steady) if plan.kit in PLACE_KEYS else room_keys(blocking, shot, steady, mood)
    elif sun_rise(blocking, start) == sun_rise(blocking, shot.range.end):
        sun = _sun(blocking, shot, mood, start)
    plot = _Plot(
        mood=mood,
        keys=tuple(keys),
        sun=sun,
        lamps=tuple(nearest_lamps(blocking, shot, mood)),
        glows=(*door_glow(blocking, steady), *glows(blocking, steady)),
        wall_lamps=tuple(wall_lamps(plan, shot)),
        tension=tension_of(blocking, shot),
    )
    return partial(_lit, blocking, shot, plot)


def _lit(blocking: Blocking, shot: Shot, plot: _Plot, frame: int, prop_positions: PropPositions) -> Lighting:
    """Return light and air on a shot-local frame."""
    mood, scene_frame = plot.mood, shot.range.start + frame
    setup = setup_of(blocking, shot, frame, prop_positions)
    events = event_lights(blocking, shot, frame, prop_positions)
    flare = any(light.shadow for light in events)
    lamps = [*lit_lamps(blocking, plot.lamps, scene_frame), *plot.wall_lamps]
    sky, sunlit, keys = mood.sky, False, list(plot.keys)
    if mood.sun > 0:
        sun, sunlit = plot.sun or _sun(blocking, shot, mood, scene_frame)
        sky, keys = replace(sky, sun_direction=sun.direction), [sun]
    beyond: list[Light] = []
    if blocking.set_plan.kit in ROOMS:
        sky, beyond = bounced(sky, lamps, blocking.set_plan.bounds), lamps
    own_key = mood.key * (0.35 if flare and mood.sun <= 0 else 1.0)
    if flare:
        # A burning flare is the key; the lamps of the place keep the cold and the red of what it does not reach.
        lamps = [replace(light, intensity=0.85 * light.intensity) for light in lamps]
        if mood.sun <= 0:
            keys = [replace(light, intensity=0.25 * light.intensity) for light in keys]
            mood = replace(mood, rim_color=mood.fill_color, rim=1.6 * mood.rim)
    levels = balance(mood, setup, shot.size, keys, sky, beyond=beyond, key=own_key, tension=plot.tension, sunlit=sunlit)
    return Lighting(
        lights=_within_limits([*events, *keys, *subject_lights(mood, setup, levels), *plot.glows, *lamps]),
        sky=sky,
        air=mood.air,
        sprites=particles(blocking, shot, frame, setup, mood, prop_positions),
        exposure_ev=mood.exposure_ev - (0.2 if flare else 0.0),
    )


def _sun(blocking: Blocking, shot: Shot, mood: Mood, scene_frame: int) -> tuple[Light, bool]:
    """Return the sun, and whether it reaches the main subject in the middle of the shot."""
    direction = shot_sun(blocking, shot, mood, scene_frame)
    subject_m = setup_of(blocking, shot, len(shot.camera) // 2, {}).subject_m
    risen = replace(mood, sun=mood.sun * (1 + 0.2 * sun_rise(blocking, scene_frame)))
    return sun_light(risen, direction), in_sun(blocking, subject_m, direction)


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
