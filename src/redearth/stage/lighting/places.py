"""Light of great rooms and of roofs: their moods by hour, and the shadowed keys that their windows, holes and lamps motivate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Kit
from redearth.stage.lighting.aim import Setup
from redearth.stage.lighting.beam import beam
from redearth.stage.lighting.mood import Mood, mood_for
from redearth.stage.lighting.tint import scaled
from redearth.stage.model import Light

_beam = partial(beam, radius_m=0.3)

_DAYLIGHT: dict[str, tuple[Vec3, float]] = {
    "dawn": ((1.0, 0.66, 0.42), 0.8), "morning": ((1.0, 0.82, 0.6), 1.0), "day": ((0.92, 0.96, 1.0), 1.0),
    "dusk": ((1.0, 0.52, 0.28), 0.7), "evening": ((0.55, 0.6, 0.95), 0.2), "night": ((0.42, 0.58, 1.0), 0.16),
}  # fmt: skip
"""Colour and strength of what comes in from outside."""
_LAMPLIT: Vec3 = (1.0, 0.7, 0.42)
_CRYSTAL: Vec3 = (0.25, 0.7, 1.0)


def place_mood(kit: Kit, time_of_day: str, weather: Sequence[str], style: str = "") -> Mood:
    """Return the light of a kit at a time of day, bent by the words of the weather."""
    if kit not in _MOODS:
        return mood_for(kit, time_of_day, weather, style)
    return _MOODS[kit](time_of_day, weather)


def _hall(time_of_day: str, weather: Sequence[str]) -> Mood:
    """A dim volume with hazy air: what matters comes through the windows and from the lamps."""
    base = mood_for("vault", time_of_day, weather)
    color, strength = _DAYLIGHT.get(time_of_day, _DAYLIGHT["day"])
    day = strength > 0.3
    tint = color if day else _LAMPLIT
    level = 0.075 * strength if day else 0.045
    sky = replace(
        base.sky,
        zenith_linear=scaled(tint, level),
        horizon_linear=scaled(tint, level * 0.9),
        ground_linear=scaled(_LAMPLIT, level * 0.6),
    )
    air = replace(base.air, density=0.009 if day else 0.006, color_linear=(1.0, 0.96, 0.9))
    return replace(
        base, sky=sky, air=air, key=0.9, key_color=_LAMPLIT if not day else color, fill=0.22, fill_color=_LAMPLIT, rim=1.2, rim_color=color,
        dust_color=scaled(tint, 0.4), motes=150, exposure_ev=0.1 if day else -0.35,
    )  # fmt: skip


def _cave(time_of_day: str, weather: Sequence[str]) -> Mood:
    """Dark, damp, cool; one shaft from above."""
    base = mood_for("vault", time_of_day, weather)
    sky = replace(
        base.sky, zenith_linear=(0.022, 0.03, 0.037), horizon_linear=(0.026, 0.03, 0.034), ground_linear=(0.03, 0.027, 0.022)
    )
    air = replace(base.air, density=0.016, color_linear=(0.86, 0.95, 1.0), unevenness=0.5)
    return replace(base, sky=sky, air=air, key=0.5, fill=0.1, fill_color=_LAMPLIT, rim=1.3, motes=120, exposure_ev=-0.55)


def _rooftop(time_of_day: str, weather: Sequence[str]) -> Mood:
    """The street's hour, high above its haze."""
    base = mood_for("street", time_of_day, weather)
    return replace(base, air=replace(base.air, density=min(base.air.density, 0.004) * 0.6, height_falloff_m=90.0), motes=40)


_MOODS: Mapping[str, Callable[[str, Sequence[str]], Mood]] = {"hall": _hall, "cave": _cave, "rooftop": _rooftop}


def hall_keys(blocking: Blocking, setup: Setup) -> list[Light]:
    """Return the light through the high windows beside the subject, and that of the great window at the far end."""
    b = blocking.set_plan.bounds
    high = b.ceiling_m or 6.0
    color, strength = _DAYLIGHT.get(blocking.time_of_day, _DAYLIGHT["day"])
    side = float(np.sign(setup.key_side * setup.forward[2]) or 1.0) * -1.0
    x = (b.max_x_m - 0.7) if side > 0 else (b.min_x_m + 0.7)
    z = float(np.clip(setup.subject_m[2] - 3.0, b.min_z_m + 1.0, b.max_z_m - 1.0))
    across = np.array([x, high * 0.86, z])
    end = np.array([(b.min_x_m + b.max_x_m) / 2, high * 0.62, b.min_z_m + 0.9])
    foot = setup.subject_m * [1, 0, 1]
    if blocking.set_plan.style in ("theatre", "restaurant", "warehouse", "gym"):
        # No window in the far wall: a skylight or a house light over the subject's way.
        end = np.array([end[0], high - 0.4, float(np.clip(setup.subject_m[2] - 5.0, b.min_z_m + 1.0, b.max_z_m - 1.0))])
    return [
        _beam("window shaft", across, foot + np.array([0, 0.6, 0]), color, 3.4 * strength, (0.1, 0.3), 2.2),
        _beam("end window", end, foot + np.array([0, 0.9, 0]), color, 2.0 * strength, (0.16, 0.5), 0.8),
    ]


def cave_keys(blocking: Blocking, setup: Setup) -> list[Light]:
    """Return the shaft of day, or of the moon, through the hole in the roof, and a glow from the cave's mouth behind the subject."""
    anchor = blocking.set_plan.anchor("light")
    hole = np.asarray(anchor.position_m if anchor else (0.0, 9.0, -9.0), float)
    color, strength = _DAYLIGHT.get(blocking.time_of_day, _DAYLIGHT["day"])
    level = max(0.3, strength)
    b = blocking.set_plan.bounds
    facing = 1.0 if setup.forward[2] < 0 else -1.0
    foot = setup.subject_m * [1, 0, 1]
    back = foot + np.array([1.8 * setup.key_side, 2.6, -7.0 * facing])
    back[2] = float(np.clip(back[2], b.min_z_m + 1, b.max_z_m - 1))
    return [
        _beam("shaft", hole - np.array([0, 0.6, 0]), hole * [1, 0, 1] + [0.3, 0, 0.8], color, 5.0 * level, (0.14, 0.22), 3.0),
        _beam("cave mouth", back, foot + np.array([0, 0.8, 0]), color, 1.5 * level, (0.2, 0.6), 0.4),
    ]


PLACE_KEYS: Mapping[str, Callable[[Blocking, Setup], list[Light]]] = {"hall": hall_keys, "cave": cave_keys}
"""The shadowed keys of rooms that are lit by themselves, by kit."""


def glows(blocking: Blocking, setup: Setup) -> list[Light]:
    """Return the light that a cave's rock and crystals throw back, near what the shot sees."""
    if blocking.set_plan.kit != "cave":
        return []
    crystals = [p for p in blocking.set_plan.pieces if p.kind == "crystal"]
    ahead = setup.eye_m + setup.forward * 7.0
    near = sorted(crystals, key=lambda p: (round(float(np.linalg.norm(np.asarray(p.position_m) - ahead)), 3), p.id))[:4]
    return [*_bounce(blocking), *(
        Light(
            kind="point", color_linear=_CRYSTAL, intensity=1.6 * p.size_m[1], radius_m=0.3, volumetric=0.5, name=f"glow {p.id}",
            position_m=(p.position_m[0] * 0.94, p.size_m[1] * 0.7, p.position_m[2]),
        )
        for p in near
    )]  # fmt: skip


def _bounce(blocking: Blocking) -> list[Light]:
    """Return what the lit floor under the hole throws back on the rock, and the glimmer from the far end."""
    anchor = blocking.set_plan.anchor("light")
    hole = anchor.position_m if anchor else (0.0, 9.0, -9.0)
    color, strength = _DAYLIGHT.get(blocking.time_of_day, _DAYLIGHT["day"])
    level, far = max(0.3, strength), blocking.set_plan.bounds.min_z_m
    spots = (("bounce", (hole[0], 1.2, hole[2]), 9.0), ("far glimmer", (1.5, 3.4, far - 3.0), 14.0))
    return [
        Light(kind="point", color_linear=color, intensity=power * level, position_m=at, radius_m=1.2, volumetric=0.15, name=name)
        for name, at, power in spots
    ]
