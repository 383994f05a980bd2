"""Setups on people and creatures: singles, over the shoulder, two shots, reveals."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from redearth.core.space import wrap_angle, yaw_towards
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera import optics
from redearth.direction.camera.optics import (
    EYE_Y,
    SIZES,
    VISIBLE_M,
    aimed,
    apex_distance,
    lens_and_distance,
    look_room,
    two_shot,
)
from redearth.direction.camera.setups import Setup, View, around
from redearth.direction.model import Role, ShotSize

_FAR_X, _NEAR_X = 0.22, 0.56
"""Where the two heads of an over-the-shoulder fall, left and right of the middle."""
_LOOKS_AWAY_RAD = math.radians(18)
"""Who looks further than this past the one spoken to has a face of his own to be seen from the front."""
_BACK_RAD = math.radians(80)
"""Who is turned further from the camera than this shows a shoulder; who is not shows a face, and it is a picture of two."""


def singles(
    view: View, unit: Unit, actor: str, target: int, *, role: Role = "single", frame: int | None = None
) -> Iterator[Setup]:
    """Yield singles of somebody in sizes around ``target`` (an index of ``SIZES``), on the right side of the eyeline.

    ``frame`` is the moment whose stance counts: that of the unit's end unless given.
    """
    frame = unit.end - 1 if frame is None else frame
    eye, yaw, stature = view.eye(actor, frame), view.yaw(actor, frame), view.stature(actor)
    gaze = _gaze(view, unit, actor, frame, yaw)
    side = axis_side(view, unit, actor, frame)
    for index in range(max(1, target - 1), min(len(SIZES) - 1, target + 1) + 1):
        size = SIZES[index]
        focal, away = lens_and_distance(size, stature, view.aspect)
        for turn in (24, 38, 58, 84):
            for hand in (side,) if side else (1.0, -1.0):
                for ahead in (gaze,) if abs(wrap_angle(yaw - gaze)) < _LOOKS_AWAY_RAD else (gaze, yaw):
                    bearing = ahead + hand * math.radians(turn)
                    if ahead == gaze or math.sin(bearing - gaze) * hand > 0.1:
                        yield _single(view, actor, eye, yaw, bearing, away, focal, size, role, unit)


def over_shoulder(view: View, unit: Unit, near: str, far: str) -> Iterator[Setup]:
    """Yield views over ``near``'s shoulder on ``far``.

    Planar toric space (Lino & Christie 2015): the camera stands where the two heads subtend the angle between their wanted places in
    the picture, near the end of the arc behind ``near``; by the law of sines that is ``off`` radians from straight behind.
    """
    frame = unit.end - 1
    a, b = view.eye(near, frame), view.eye(far, frame)
    gap = math.hypot(b[0] - a[0], b[2] - a[2])
    creature = view.staged.actors[far].kind == "creature"
    if gap < 0.75 or (gap > 9.0 and not creature) or view.staged.actors[near].kind != "person":
        return
    side = axis_side(view, unit, near, frame)
    bearing = math.atan2(a[0] - b[0], a[2] - b[2])
    for hand in (side,) if side else (1.0, -1.0):
        for back, focal in ((1.25, 45.0), (1.6, 60.0), (1.6, 40.0), (2.4, 32.0)):
            sx, _ = optics.half_tangents(focal, view.aspect)
            apart = math.atan(_FAR_X * sx) + math.atan(_NEAR_X * sx)
            off = apart + math.asin(min(1.0, back * math.sin(apart) / gap))
            height = max(0.5, min(a[1] + 0.1, 0.4 * a[1] + 0.6 * b[1] + 0.25)) if not creature else 0.72 * a[1]
            position = around(a, bearing + hand * off, back, height)
            visible = optics.SENSOR_WIDTH_MM / view.aspect / focal * float(np.linalg.norm(b - position))
            left = optics.project(aimed(position, b, (0.0, 0.3), focal, view.aspect), a[None], view.aspect)[0, 0] < 0
            ndc = (_FAR_X if left else -_FAR_X, _level(view, position, a, b, focal, 0.22 if creature else 0.3))
            camera = math.atan2(position[0] - a[0], position[2] - a[2])
            back_to = abs(wrap_angle(camera - view.yaw(near, frame))) > _BACK_RAD
            yield Setup(
                role="over_shoulder" if back_to else "two_shot", size=optics.size_of(visible, view.stature(far)), subjects=(far, near),
                position=position, aim_actors=(far,), ndc=ndc, focal_mm=focal, foreground=(near,),
                idiom="over the shoulder" if back_to else "deep two shot",
                reason=f"{far} as {near} sees them" if back_to else f"{near} in front, {far} behind",
            )  # fmt: skip


def _level(view: View, position: F64, near: F64, far: F64, focal: float, wanted: float) -> float:
    """Return the height of the far eyes in the picture: as wanted, or lower until the near head is whole below the upper edge."""
    crown = (near + np.array([0.0, 0.24, 0.0]))[None]
    for height in (wanted, 0.1, -0.1, -0.3):
        if optics.project(aimed(position, far, (0.0, height), focal, view.aspect), crown, view.aspect)[0, 1] < 0.94:
            return height
    return wanted


def pairs(view: View, unit: Unit, one: str, two: str) -> Iterator[Setup]:
    """Yield two shots: both faces from the side, both distances equal; wider and tighter, straight and a little round."""
    frame = unit.end - 1
    a, b = view.eye(one, frame), view.eye(two, frame)
    if math.hypot(b[0] - a[0], b[2] - a[2]) < 0.25:
        return
    sides = [axis_side(view, unit, one, frame)] if axis_side(view, unit, one, frame) else [1.0, -1.0]
    for size, focal in (("MS", 45.0), ("MLS", 40.0), ("FS", 35.0), ("LS", 28.0)):
        tall = max(view.stature(one), view.stature(two)) / optics.ADULT_M
        drop = abs(a[1] - b[1]) * 0.9
        away = apex_distance(a, b, VISIBLE_M[size] * tall + drop, focal, view.aspect)  # type: ignore[index]
        for hand in sides:
            flat, middle = two_shot(a, b, focal, away, -hand)
            for swing in (0.0, 0.35, -0.35, 0.65, -0.65):
                bearing = math.atan2(flat[0] - middle[0], flat[2] - middle[2]) + swing
                position = around(middle, bearing, away, max(0.55, middle[1] - 0.05))
                yield Setup(
                    role="two_shot", size=size, subjects=(one, two), position=position, aim_actors=(one, two),  # type: ignore[arg-type]
                    ndc=(0.0, 0.34 if size != "LS" else 0.1), focal_mm=focal, idiom="two shot", reason="both in the frame",
                )  # fmt: skip


def reveals(view: View, unit: Unit, creature: str) -> Iterator[Setup]:
    """Yield low views of a creature from before it, wide enough for its legs: small people look up at it."""
    frame = unit.end - 1
    eye, yaw = view.eye(creature, frame), view.yaw(creature, frame)
    tall = view.staged.actors[creature].stature_m
    for size, visible, focal in (("FS", 2.3 * tall, 32.0), ("MS", 1.5 * tall, 40.0), ("LS", 3.4 * tall, 28.0)):
        away = optics.distance_m(visible, focal, view.aspect)
        for turn in (12, -12, 32, -32, 55, -55):
            position = around(eye, yaw + math.radians(turn), away, 0.5 if size != "MS" else 0.8)
            yield Setup(
                role="reveal", size=size, subjects=(creature,), position=position, aim_actors=(creature,),  # type: ignore[arg-type]
                ndc=(0.0, 0.2), focal_mm=focal, idiom="low angle", reason=f"{creature} looms",
            )  # fmt: skip


def confrontations(view: View, unit: Unit, person: str, creature: str) -> Iterator[Setup]:
    """Yield views from behind somebody who faces a creature: the back dark in front, the creature beyond."""
    frame = unit.end - 1
    a, b = view.eye(person, frame), view.eye(creature, frame)
    gap = math.hypot(b[0] - a[0], b[2] - a[2])
    if gap < 1.5 or gap > 16.0:
        return
    away = np.array([a[0] - b[0], 0.0, a[2] - b[2]]) / gap
    across = np.array([away[2], 0.0, -away[0]])
    for back, off, height, focal in (
        (2.6, 0.9, 0.8, 30.0),
        (2.6, -0.9, 0.8, 30.0),
        (3.4, 1.2, 0.6, 32.0),
        (3.4, -1.2, 0.6, 32.0),
        (2.2, 0.7, 1.35, 28.0),
    ):
        position = np.array([a[0], height * a[1], a[2]]) + back * away + off * across
        yield Setup(
            role="over_shoulder", size="FS", subjects=(creature, person) if unit.subjects[:1] == (creature,) else (person, creature),
            position=position, aim_actors=(person, creature), ndc=(0.0, 0.1), focal_mm=focal, foreground=(person,),
            idiom="confrontation", reason=f"{person} faces {creature}",
        )  # fmt: skip


def axis_side(view: View, unit: Unit, actor: str, frame: int) -> float:
    """Return +1 or -1: the side of the actor's eyeline on which cameras stay, so that nobody swaps screen sides; 0 without an axis.

    The side follows from the marks alone: that from which the camera looks towards the light (-Z); for a pair along the light,
    the side with more room. A move that turns the pair by more than a quarter may change it, as it may on a film floor.
    """
    other = _other(unit, actor)
    if not other:
        return 0.0
    one, two = sorted((actor, other))
    a, b = view.spot(one, frame), view.spot(two, frame)
    along = b - a
    length = math.hypot(along[0], along[2])
    if length < 0.2:
        return 0.0
    normal = np.array([along[2], -along[0]]) / length
    if abs(normal[1]) > 0.25:
        plus_z = 1.0 if normal[1] > 0 else -1.0
    else:
        middle = 0.5 * (a[0] + b[0])
        centre = 0.5 * (view.staged.blocking.set_plan.bounds.min_x_m + view.staged.blocking.set_plan.bounds.max_x_m)
        lean = -1.0 if middle > centre + 0.05 else 1.0
        plus_z = 1.0 if normal[0] * lean > 0 else -1.0
    camera = plus_z * normal
    gaze = yaw_towards(view.spot(actor, frame), view.spot(other, frame))
    right_of_gaze = np.array([math.cos(gaze), -math.sin(gaze)])
    return 1.0 if float(camera @ right_of_gaze) > 0 else -1.0


def _other(unit: Unit, actor: str) -> str:
    if unit.partner and unit.partner != actor:
        return unit.partner if unit.subjects and actor == unit.subjects[0] else unit.subjects[0] if unit.subjects else ""
    if unit.subjects and unit.subjects[0] != actor:
        return unit.subjects[0]
    return next((a for a in unit.subjects if a != actor), "")


def _gaze(view: View, unit: Unit, actor: str, frame: int, yaw: float) -> float:
    other = _other(unit, actor)
    if not other:
        return yaw
    towards = yaw_towards(view.spot(actor, frame), view.spot(other, frame))
    return towards if abs(wrap_angle(towards - yaw)) < 1.2 else yaw


def _single(
    view: View,
    actor: str,
    eye: F64,
    yaw: float,
    bearing: float,
    away: float,
    focal: float,
    size: ShotSize,
    role: Role,
    unit: Unit,
) -> Setup:
    creature = view.staged.actors[actor].kind == "creature"
    room = 0.45 if _hand_raised(view, unit, actor) and size in ("MS", "MLS", "FS") else 0.0
    lift = 0.0 if size in ("CU", "ECU", "MCU") else -0.12 if size == "MS" else -0.3
    strong = -0.12 if unit.tension > 0.6 and unit.subjects[:1] == (actor,) else 0.0
    position = around(eye, bearing, away, max(0.35, eye[1] + lift + strong - (0.6 if creature else 0.0)))
    look = np.array([eye[0] - position[0], eye[2] - position[2]]) / max(away, 1e-6)
    right = np.array([-look[1], look[0]])
    gaze_right = float(right @ np.array([math.sin(yaw), math.cos(yaw)]))
    return Setup(
        role=role, size=size, subjects=(actor,), position=position, aim_actors=(actor,), ndc=(look_room(gaze_right), EYE_Y[size] - room),
        focal_mm=focal, idiom="reaction" if role == "reaction" else "single", reason=f"{actor} {'reacts' if role == 'reaction' else 'acts'}",
    )  # fmt: skip


def _hand_raised(view: View, unit: Unit, actor: str) -> bool:
    """Whether a raised hand needs room above the head."""
    return any(h.holder == actor and h.grip == "raised" and unit.end - 1 in h.range for h in view.staged.blocking.props)
