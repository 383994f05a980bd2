"""The shadowed keys of rooms: the tunnel's far glow, the vault's shafts, a window, a ceiling."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Piece, Shot
from redearth.stage.lighting.aim import Setup, level, unit, vec3
from redearth.stage.lighting.beam import beam
from redearth.stage.lighting.indoor_keys import indoor_keys
from redearth.stage.lighting.mood import Mood
from redearth.stage.model import Light
from redearth.stage.sets.hall import Hall, hall_of
from redearth.stage.sets.move import concerns, openness, walked_through
from redearth.stage.sets.shape import F64

_MOUTH: Vec3 = (1.0, 0.56, 0.25)
_ALARM: Vec3 = (1.0, 0.13, 0.05)
_SHAFT: Vec3 = (0.45, 0.76, 1.0)
_WARM: Vec3 = (1.0, 0.56, 0.26)
_BESIDE = 0.75
"""Cosine of the angle off the camera's axis up to which a door counts as in the picture."""


def room_keys(blocking: Blocking, shot: Shot, setup: Setup, mood: Mood) -> list[Light]:
    """Return at most two shadowed spots, most important first, that motivate the room's light."""
    kit = blocking.set_plan.kit
    if (keys := indoor_keys(blocking, shot, setup)) is not None:
        return keys
    if kit == "tunnel":
        return _tunnel(blocking, setup)
    if kit == "vault":
        return _vault(blocking, shot, setup)
    return _room(blocking, setup, mood)


def _tunnel(blocking: Blocking, setup: Setup) -> list[Light]:
    """Return the back key: the warm mouth where the camera looks towards it, else the red of the alarm from beyond the subjects."""
    hall = hall_of(blocking.set_plan.bounds)
    along = hall.world_from_hall[:3, 2]
    facing = 1.0 if float(along @ level(setup.forward)) >= 0 else -1.0
    inverse = np.linalg.inv(hall.world_from_hall)
    z = float((inverse @ [*setup.subject_m, 1.0])[2])
    far = np.clip(z + facing * 13.0, hall.start_m - 8.0, hall.end_m + 8.0)
    at = hall.world_from_hall @ np.array([0.3 * hall.half_width_m * setup.key_side, hall.spring_m * 0.62, far, 1.0])
    target = hall.world_from_hall @ np.array([0.0, 0.5, z - facing * 1.0, 1.0])
    to_mouth = facing < 0  # daylight stands in the -Z mouth, the start of the hall
    color, strength = (_MOUTH, 2.2) if to_mouth else (_ALARM, 1.5)
    # As wide as a mouth: a narrow lamp burns out the wet floor that mirrors it.
    return [beam("far glow", at[:3], target[:3], color, strength, (0.10, 0.36), 0.75, radius_m=2.2)]


def _vault(blocking: Blocking, shot: Shot, setup: Setup) -> list[Light]:
    """A cold shaft on the subject and, towards the camera, a cold light from down the nave; a door in the picture comes before it."""
    hall = hall_of(blocking.set_plan.bounds, 7.0)
    ahead = level(setup.forward)
    foot = setup.subject_m * [1, 0, 1] + ahead * 1.6
    shaft = beam("shaft", foot + ahead * 0.9 + [0.0, hall.crown_m * 0.9, 0.0], foot, _SHAFT, 0.6, (0.06, 0.28), 3.0)
    target = setup.subject_m * [1, 0, 1] + [0.0, 0.4, 0.0]
    at = _kept_in(hall, target + ahead * 13.0 + [0.0, hall.spring_m * 0.95, 0.0])
    back = beam("far glow", at, target, _SHAFT, 1.7, (0.16, 0.5), 0.7)
    doors = [
        light for piece in _doors(blocking)[:1] if _in_picture(setup, piece) for light in _door_beam(blocking, hall, piece, shot)
    ]
    return [shaft, *doors, back]


def _kept_in(hall: Hall, at: F64) -> F64:
    """Move a point to inside the walls of a hall."""
    x, y, z = (np.linalg.inv(hall.world_from_hall) @ [*at, 1.0])[:3]
    x = float(np.clip(x, -0.6 * hall.half_width_m, 0.6 * hall.half_width_m))
    kept = hall.world_from_hall @ np.array([x, y, float(np.clip(z, hall.start_m - 14.0, hall.end_m - 0.8)), 1.0])
    return np.asarray(kept[:3])


def _doors(blocking: Blocking) -> list[Piece]:
    return [p for p in blocking.set_plan.pieces if p.kind in ("door", "gate")]


def _in_picture(setup: Setup, piece: Piece) -> bool:
    way = np.asarray(piece.position_m) - setup.eye_m
    return float(unit(way * [1, 0, 1]) @ level(setup.forward)) > _BESIDE


def _door_beam(blocking: Blocking, hall: Hall, piece: Piece, shot: Shot) -> list[Light]:
    """The warm light of the passage, through the door as far as it is open."""
    own = tuple(sorted((e for e in blocking.events if concerns(e, piece)), key=lambda e: (e.range.start, e.range.end, e.kind)))
    share = openness(own, shot.range.start, passed=walked_through(blocking, piece))
    if share < 0.05 or not hall.crosses(piece):
        return []
    foot = np.asarray(piece.position_m)
    out = level(foot - hall.world_from_hall[:3, 3])
    at = foot + out * 4.4 + [0.0, piece.size_m[1] * 0.92, 0.0]
    return [beam("door beam", at, foot - out * 3.0 + [0.0, 0.2, 0.0], _WARM, 2.4 * share, (0.2, 0.34), 1.6)]


def door_glow(blocking: Blocking, setup: Setup) -> list[Light]:
    """Return the warm light of the lamp over the vault's door, the way back to people, where the camera sees the door."""
    plan = blocking.set_plan
    if plan.kit != "vault":
        return []
    hall = hall_of(plan.bounds, 7.0)
    lights = []
    for piece in _doors(blocking)[:1]:
        if not _in_picture(setup, piece):
            continue
        foot = np.asarray(piece.position_m)
        inward = -level(foot - hall.world_from_hall[:3, 3])
        at = foot + inward * (piece.size_m[2] / 2 + 0.75) + [0.0, piece.size_m[1] + 0.4, 0.0]
        lights.append(
            Light(
                kind="point",
                color_linear=_WARM,
                intensity=2.6,
                position_m=vec3(at),
                radius_m=0.15,
                volumetric=0.35,
                name="door glow",
            )
        )
    return lights


def _room(blocking: Blocking, setup: Setup, mood: Mood) -> list[Light]:
    """Daylight through the window nearest to the subject, else a soft key from the ceiling."""
    plan = blocking.set_plan
    windows = [p for p in plan.pieces if p.kind == "window"]
    day = blocking.time_of_day in ("dawn", "morning", "day", "dusk")
    middle = np.array([(plan.bounds.min_x_m + plan.bounds.max_x_m) / 2, 1.0, (plan.bounds.min_z_m + plan.bounds.max_z_m) / 2])
    if windows:
        piece = min(windows, key=lambda p: (round(float(np.linalg.norm(np.asarray(p.position_m) - setup.subject_m)), 3), p.id))
        pane = np.asarray(piece.position_m) + np.array([0, piece.size_m[1] * 0.5, 0])
        out = level(pane - middle)
        # The pane itself shines into the room: a soft source as large as the window, steep by day.
        at = pane - out * 0.3 + [0.0, 0.3, 0.0]
        floor = pane - out * 3.2 - pane * [0.0, 0.85, 0.0]
        color: Vec3 = (0.86, 0.93, 1.0) if day else (0.42, 0.6, 1.0)
        window = beam("window", at, floor, color, 3.4 if day else 0.8, (0.7, 1.35), 1.0)
        return [replace(window, radius_m=0.45 * min(piece.size_m[0], piece.size_m[1]))]
    ceiling = plan.bounds.ceiling_m if plan.bounds.ceiling_m is not None else 2.8
    at = middle * [1, 0, 1] + np.array([0.0, ceiling - 0.25, 0.0])
    return [beam("ceiling", at, middle * [1, 0, 1] + [0.01, 0, 0], mood.key_color, 1.8, (0.9, math.pi / 2 - 0.15), 0.5)]
