"""Three lights that model the main subject: key, fill and rim, as strong as the meter says they must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from redearth.core.space import Vec3
from redearth.direction.model import ShotSize
from redearth.stage.lighting.aim import Setup, level, right_of, unit, vec3
from redearth.stage.lighting.incident import brightness, incident
from redearth.stage.lighting.mood import Mood
from redearth.stage.model import Light, Sky
from redearth.stage.sets.shape import F64

_CLOSE = ("MS", "MCU", "CU", "ECU", "INSERT")
"""Sizes at which faces tell the story and have to stand out from what is behind them."""
_BEHIND_M = 4.0
_GROUND = 0.4
"""Share of the light on level ground that counts as background."""
CALM_RATIO, TENSE_RATIO = 2.6, 7.0
"""Key side to fill side of a face at tension 0 and 1."""
_STANDS_OUT = {True: 1.25, False: 0.85}
"""Key over what falls on the background, close and far."""
_BRIGHTEST_BEHIND = 1.3
"""What counts as background is at most this much brighter than the subject."""
_BACKLIT = 0.25
_REFLECTOR = 0.12
_MODELLED = 1.4
"""Key side over what falls on the dark side anyway: less looks flat."""
_UP = np.array([0.0, 0.25, 0.0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What key, fill and rim have to give, and what the meter reads with them: irradiances on the subject."""

    key: float
    fill: float
    rim: float
    bright_side: float
    dark_side: float
    behind: float
    """What falls on the background of the subject."""


def balance(
    mood: Mood,
    setup: Setup,
    size: ShotSize,
    place: Sequence[Light],
    sky: Sky,
    *,
    key: float,
    tension: float,
    sunlit: bool,
    beyond: Sequence[Light] = (),
) -> Balance:
    """Return the levels of a subject's lights.

    ``place`` are the lights that the place gives anyway, ``key`` the least irradiance the key side wants, ``tension`` (0-1) the
    contrast, ``beyond`` what lights the background only. What the place gives already is not given again: a subject in the sun
    gets no key, only what its dark side lacks.
    """
    forward = level(setup.subject_m - setup.eye_m)
    side, close = right_of(forward) * setup.key_side, size in _CLOSE

    def read(lights: Sequence[Light], at: F64, normal: F64) -> float:
        return brightness(incident(lights, sky, at, unit(normal), in_sun=sunlit))

    # A lamp overhead lights hair and shoulders; brows keep it off the face.
    frontal, far = [light for light in place if light.name != "overhead"], [*place, *beyond]
    bright, dark = (read(frontal, setup.subject_m, way - forward * 0.6 + _UP) for way in (side * 0.8, side * -0.8))
    back = setup.subject_m + forward * _BEHIND_M
    # A lamp right beside the point behind, or beyond a wall, is no background.
    behind = min(max(read(far, back, -forward), _GROUND * read(far, back, 4 * _UP)), _BRIGHTEST_BEHIND * max(bright, dark, key))
    backlit = _backlit(place, forward) if sunlit else 0.0
    # What stands before the sun is meant to be dark: the reflector brings it part of the way.
    wanted = max(key, _STANDS_OUT[close] * max(behind, _REFLECTOR * mood.sun * backlit), (_MODELLED + tension) * dark)
    lit = max(bright, wanted)
    lacking = lit / (CALM_RATIO + (TENSE_RATIO - CALM_RATIO) * tension) - dark
    fill = max(0.0, lacking) * (1.0 if close else 0.6)
    rim = max(mood.rim, 0.7 * lit) * (1.0 - 0.7 * min(backlit / 0.7, 1.0))
    return Balance(key=max(0.0, wanted - bright), fill=fill, rim=rim, bright_side=lit, dark_side=dark + fill, behind=behind)


def subject_lights(mood: Mood, setup: Setup, levels: Balance) -> list[Light]:
    """Return key, fill and rim as narrow spots on the subject; none shows in the air or casts shadows."""
    forward = level(setup.subject_m - setup.eye_m)
    side = right_of(forward) * setup.key_side
    near = float(np.clip(setup.distance_m * 0.6, 1.6, 4.0))
    plan: tuple[tuple[str, float, Vec3, F64, float], ...] = (
        ("key", levels.key, mood.key_color, side * 0.85 - forward * 0.62 + [0, 0.62, 0], near),
        ("fill", levels.fill, mood.fill_color, -side * 0.6 - forward * 0.8 + [0, 0.12, 0], near * 1.1),
        ("rim", levels.rim, mood.rim_color, forward * 0.85 - side * 0.6 + [0, 0.75, 0], 2.4),
    )
    return [_narrow(setup, *row) for row in plan if row[1] > 0.02 * levels.bright_side]


def _backlit(place: Sequence[Light], forward: F64) -> float:
    """Return how much the sun shines towards the camera: 1 right behind the subject."""
    against = [max(0.0, -float(forward @ np.asarray(light.direction)) - _BACKLIT) for light in place if light.kind == "sun"]
    return max(against, default=0.0)


def _narrow(setup: Setup, name: str, irradiance: float, color: Vec3, way: F64, reach_m: float) -> Light:
    return Light(
        kind="spot",
        color_linear=color,
        intensity=irradiance * reach_m * reach_m,
        position_m=vec3(setup.subject_m + unit(way) * reach_m),
        direction=vec3(-unit(way)),
        inner_cone_rad=0.1,
        outer_cone_rad=0.42,
        radius_m=0.5,
        volumetric=0.0,
        name=name,
    )
