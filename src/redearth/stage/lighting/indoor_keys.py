"""The shadowed keys of the indoor kits: sun or moon through a window, the great board, a lamp overhead, the glow behind."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Piece, Shot
from redearth.stage.lighting.aim import Setup, level, unit
from redearth.stage.lighting.beam import beam
from redearth.stage.lighting.indoor_moods import indoor_mood
from redearth.stage.model import Light
from redearth.stage.sets.lamps import lamp_centre, lamp_tint
from redearth.stage.sets.move import concerns, lamp_level

_beam = partial(beam, radius_m=0.2)

_SUN: dict[str, tuple[Vec3, float, float]] = {
    "dawn": ((1.0, 0.62, 0.36), 4.4, 1.2), "morning": ((1.0, 0.8, 0.56), 5.6, 2.0), "day": ((1.0, 0.88, 0.7), 6.0, 3.0), "dusk": ((1.0, 0.52, 0.26), 4.2, 1.1),
}  # fmt: skip
"""Colour, irradiance and height above the pane of the sun outside, four metres away."""
_MOON: tuple[Vec3, float, float] = ((0.42, 0.6, 1.0), 1.0, 2.4)
_TINTS: dict[str, Vec3] = {"cold": (0.62, 0.86, 1.0), "warm": (1.0, 0.68, 0.36), "red": (1.0, 0.1, 0.05)}
_BACK: dict[str, tuple[Vec3, float]] = {
    "airlock": ((1.0, 0.2, 0.09), 1.5), "control_room": ((0.34, 0.86, 1.0), 2.2), "ship": ((0.5, 0.78, 1.0), 1.9), "quarters": ((0.5, 0.76, 1.0), 0.9),
    "laboratory": ((0.55, 0.9, 1.0), 1.4), "office": ((0.55, 0.75, 1.0), 0.9),
}  # fmt: skip
"""What glows from beyond the subject where no window does: a warning lamp, screens, the sky outside, the next room."""
_OUT_M, _ASIDE_M = 4.0, 1.5


def indoor_keys(blocking: Blocking, shot: Shot, setup: Setup) -> list[Light] | None:
    """Return at most two shadowed spots, most important first, that motivate the light of an indoor kit; None for other kits."""
    plan = blocking.set_plan
    if indoor_mood(plan.kit, plan.style, day=True) is None:
        return None
    windows = [p for p in plan.pieces if p.kind == "window"] if _has_hours(blocking) else []
    day = blocking.time_of_day in _SUN
    lights: list[Light] = []
    if windows:
        lights.append(_through(blocking, setup, windows, day=day))
    if not windows or not day:
        lights += _overhead(blocking, shot, setup)
        if not windows:
            lights.append(_behind(blocking, setup))
    return lights


def _has_hours(blocking: Blocking) -> bool:
    plan = blocking.set_plan
    return plan.kit in ("quarters", "laboratory", "office") or plan.style == "train"


def _through(blocking: Blocking, setup: Setup, windows: list[Piece], *, day: bool) -> Light:
    """Sun or moon through the window that lies most before the camera, at a slant, so that the bars draw on floor and people."""
    color, irradiance, lift = _SUN.get(blocking.time_of_day, _MOON)
    ahead = level(setup.forward)

    def worth(piece: Piece) -> tuple[float, str]:
        way = np.asarray(piece.position_m) - setup.subject_m
        facing = np.array([math.sin(piece.yaw_rad), 0.0, math.cos(piece.yaw_rad)])
        return round(
            float(np.linalg.norm(way)) - 1.5 * float(unit(way * [1, 0, 1]) @ ahead) + (3.0 if facing @ ahead > 0.3 else 0.0), 3
        ), piece.id

    piece = min(windows, key=worth)
    pane = np.asarray(piece.position_m) + np.array([0.0, 0.55 * piece.size_m[1], 0.0])
    inward = np.array([math.sin(piece.yaw_rad), 0.0, math.cos(piece.yaw_rad)])
    along = np.array([inward[2], 0.0, -inward[0]])
    aside = _ASIDE_M * setup.key_side * (1.0 if float(along @ [1.0, 0.0, 0.0]) >= 0 else -1.0)
    at = pane - inward * _OUT_M + along * aside + [0.0, lift, 0.0]
    foot = setup.subject_m * np.array([1.0, 0.0, 1.0]) + np.array([0.0, 1.0, 0.0])
    aim = (pane + foot) / 2
    return _beam("window", at, aim, color, irradiance, (0.32, 0.6), 1.5 if day else 1.0)


def _overhead(blocking: Blocking, shot: Shot, setup: Setup) -> list[Light]:
    """The burning lamp of the ceiling that stands best over and a little beyond the subject, as a cone of light with shadows."""
    plan = blocking.set_plan
    ahead = level(setup.forward)
    ideal = setup.subject_m + ahead * 0.9

    def away(piece: Piece) -> tuple[float, str]:
        return round(float(np.linalg.norm((np.asarray(piece.position_m) - ideal)[[0, 2]])), 3), piece.id

    lamps = sorted((p for p in plan.pieces if p.kind == "lamp" and p.position_m[1] > 1.7 and max(p.size_m) > 0.34), key=away)
    for piece in lamps[:3]:
        own = tuple(sorted((e for e in blocking.events if concerns(e, piece)), key=lambda e: (e.range.start, e.kind)))
        strength = lamp_level(piece, own, shot.range.start)
        if strength < 0.05:
            continue
        at = np.asarray(lamp_centre(piece, plan.kit)) - [0.0, 0.1, 0.0]
        aim = np.array([0.7 * at[0] + 0.3 * setup.subject_m[0], 0.2, 0.7 * at[2] + 0.3 * setup.subject_m[2]])
        tint = _TINTS[lamp_tint(piece.colour.lower(), plan.kit)]
        return [_beam("overhead", at, aim, tint, 1.5 * strength, (0.55, 1.1), 0.9)]
    return []


def _behind(blocking: Blocking, setup: Setup) -> Light:
    """The glow from beyond the subject, kept inside the room."""
    plan = blocking.set_plan
    b = plan.bounds
    color, strength = _BACK[plan.kit]
    if plan.style == "submarine":
        color = (1.0, 0.14, 0.06)
    ahead = level(setup.forward)
    target = setup.subject_m * [1, 0, 1] + [0.0, 0.8, 0.0]
    at = target + ahead * 9.0
    at[0] = float(np.clip(at[0], b.min_x_m + 0.3, b.max_x_m - 0.3))
    at[2] = float(np.clip(at[2], b.min_z_m + 0.25, b.max_z_m - 0.3))
    at[1] = min(2.3, (b.ceiling_m or 3.0) - 0.4)
    if ahead[2] > 0.5 and plan.kit in ("airlock", "quarters"):
        color = (1.0, 0.66, 0.36)  # towards the way in it is people's light
    return _beam("far glow", at, target, color, strength, (0.4, 0.9), 0.7)
