"""The shadowed keys of rooms: the tunnel's far glow, the vault's shafts, a window, a ceiling."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Shot
from redearth.stage.lighting.aim import Setup, level, unit, vec3
from redearth.stage.lighting.mood import Mood
from redearth.stage.model import Light
from redearth.stage.sets.hall import hall_of
from redearth.stage.sets.shape import F64

_MOUTH: Vec3 = (1.0, 0.56, 0.25)
_ALARM: Vec3 = (1.0, 0.13, 0.05)


def room_keys(blocking: Blocking, shot: Shot, setup: Setup, mood: Mood) -> list[Light]:
    """Return at most two shadowed spots, most important first, that motivate the room's light."""
    kit = blocking.set_plan.kit
    if kit == "tunnel":
        return _tunnel(blocking, setup)
    if kit == "vault":
        return _vault(blocking, shot, setup)
    return _room(blocking, setup, mood)


def _spot(
    name: str, at: F64, target: F64, color: Vec3, irradiance: float, cones: tuple[float, float], volumetric: float
) -> Light:
    """Return a shadowed spot that gives ``irradiance`` at its target."""
    reach = float(np.linalg.norm(target - at))
    return Light(
        kind="spot",
        color_linear=color,
        intensity=irradiance * reach * reach,
        position_m=vec3(at),
        direction=vec3(unit(target - at)),
        inner_cone_rad=cones[0],
        outer_cone_rad=cones[1],
        radius_m=0.25,
        shadow=True,
        volumetric=volumetric,
        name=name,
    )


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
    color, strength = (_MOUTH, 2.1) if to_mouth else (_ALARM, 1.3)
    return [_spot("far glow", at[:3], target[:3], color, strength, (0.10, 0.36), 0.75)]


def _vault(blocking: Blocking, shot: Shot, setup: Setup) -> list[Light]:
    """Two cold shafts from the crown: one behind the subject, one farther down the nave."""
    hall = hall_of(blocking.set_plan.bounds, 7.0)
    ahead = level(setup.forward)
    spots = []
    for name, distance, strength in (("shaft", 1.6, 0.6), ("far shaft", 11.0, 1.5)):
        foot = setup.subject_m * [1, 0, 1] + ahead * distance
        at = foot + ahead * 0.9 + [0.0, hall.crown_m * 0.9, 0.0]
        spots.append(_spot(name, at, foot, (0.55, 0.82, 1.0), strength, (0.06, 0.28), 3.6))
    return spots


def door_glow(blocking: Blocking) -> list[Light]:
    """Return the warm light at the vault's door, the way back to people."""
    plan = blocking.set_plan
    doors = [p for p in plan.pieces if p.kind in ("door", "gate")] if plan.kit == "vault" else []
    lights = []
    for piece in doors[:1]:
        x, y, z = piece.position_m
        inward = level(
            np.array(
                [(plan.bounds.min_x_m + plan.bounds.max_x_m) / 2 - x, 0.0, (plan.bounds.min_z_m + plan.bounds.max_z_m) / 2 - z]
            )
        )
        at = (x + 1.1 * float(inward[0]), y + piece.size_m[1] + 0.55, z + 1.1 * float(inward[2]))
        lights.append(
            Light(
                kind="point",
                color_linear=(1.0, 0.56, 0.26),
                intensity=3.0,
                position_m=at,
                radius_m=0.15,
                volumetric=0.8,
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
        at = pane + out * 4.0 + [0, 2.2 if day else 1.6, 0]
        color: Vec3 = (1.0, 0.86, 0.66) if day else (0.42, 0.6, 1.0)
        return [_spot("window", at, middle * [1, 0, 1] + [0, 0.4, 0], color, 3.6 if day else 0.7, (0.5, 0.8), 1.0)]
    ceiling = plan.bounds.ceiling_m if plan.bounds.ceiling_m is not None else 2.8
    at = middle * [1, 0, 1] + np.array([0.0, ceiling - 0.25, 0.0])
    return [_spot("ceiling", at, middle * [1, 0, 1] + [0.01, 0, 0], mood.key_color, 1.8, (0.9, math.pi / 2 - 0.15), 0.5)]
