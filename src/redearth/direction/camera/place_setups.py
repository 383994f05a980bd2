"""Setups on places and things: establishing views, masters, travelling shots, inserts, points of view."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from redearth.core.space import yaw_towards
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera import optics
from redearth.direction.camera.setups import Setup, View, around, settled_frame
from redearth.direction.model import Piece, Role, ShotSize

_NEAR_BEARINGS = (0.0, 0.42, -0.42, 0.85, -0.85, math.pi - 0.5, math.pi + 0.5)
_FAR_BEARINGS = (0.0, 0.3, -0.3, 0.6, -0.6)


def wides(view: View, unit: Unit, *, many: bool) -> Iterator[Setup]:
    """Yield views of the place with those in it: from the dark side towards the light (-Z) first, near and (if ``many``) far, high and low."""
    frame = unit.end - 1
    people = tuple(a for a in unit.present if view.staged.here[a][frame])
    plan = view.staged.blocking.set_plan
    anchor = plan.anchor("centre")
    persons = [a for a in people if view.staged.actors[a].kind != "creature"] or people
    middle = (
        np.mean([view.spot(a, frame) for a in persons], axis=0)
        if people
        else np.array(anchor.position_m if anchor else (0.0, 0.0, 0.0))
    )
    spread = max((float(np.hypot(*(view.spot(a, frame) - middle)[[0, 2]])) for a in persons), default=0.0)
    role: Role = "establishing" if unit.first or not unit.subjects else "group" if len(people) > 2 else "master"
    sky = not plan.interior and (unit.last or (unit.sight_m is not None and unit.sight_m[1] > 10.0))
    used: set[str] = set()
    for focal, away, bearing, height in _stations(plan.bounds.ceiling_m, many=many):
        position = view.scenery(unit).pulled_in(around(middle, bearing, away + 1.2 * spread, height))
        setup = _wide(role, people, position, middle, focal, inside=plan.interior, sky=sky)
        if setup.key not in used:
            used.add(setup.key)
            yield setup


def _stations(roof: float | None, *, many: bool) -> Iterator[tuple[float, float, float, float]]:
    heights = (0.55, 1.5, 3.2) if roof is None else (0.5, 1.45, min(3.0, 0.66 * roof))
    near = ((28.0, 5.0), (28.0, 8.0)) if roof is None else ((28.0, 4.5), (26.0, 7.0))
    far = ((24.0, 12.0), (24.0, 18.0), (35.0, 24.0)) if roof is None else ((24.0, 10.5),)
    for focal, away in near:
        for bearing in _NEAR_BEARINGS:
            for height in heights if many else heights[1:2]:
                yield focal, away, bearing, height
    for focal, away in far if many else ():
        for bearing in _FAR_BEARINGS:
            for height in (*heights, 6.0) if roof is None else heights:
                yield focal, away, bearing, height


def _wide(role: Role, people: tuple[str, ...], position: F64, middle: F64, focal: float, *, inside: bool, sky: bool) -> Setup:
    size = _wide_size(position, middle)
    far = np.array([middle[0], 1.6 if inside else 3.0, middle[2] - 8.0])
    low = position[1] < 2.0
    level = -0.45 if sky else (-0.34 if low else -0.1) if size == "ELS" else -0.08 if low else 0.05
    return Setup(
        role=role, size=size, subjects=people or ("",), position=position, aim_actors=people, aim_point=None if people else far,
        ndc=(0.0, level), focal_mm=focal,
        idiom="establish" if role == "establishing" else "master",
        reason="where we are" if role == "establishing" else "everybody in the space",
    )  # fmt: skip


def travelling(view: View, unit: Unit) -> Iterator[Setup]:
    """Yield shots that move with those who move: behind, ahead, beside, and pans from a standing camera."""
    movers = tuple(a for a in unit.movers if a in unit.subjects) or unit.movers
    if not movers:
        return
    first = unit.start if view.staged.here[movers[0]][unit.start] else unit.end - 1
    start = np.mean([view.spot(a, first) for a in movers], axis=0)
    end = np.mean([view.spot(a, unit.end - 1) for a in movers], axis=0)
    way = yaw_towards(start, end)
    eye = float(np.mean([view.eye(a, first)[1] for a in movers]))
    creature = view.staged.actors[movers[0]].kind != "person"
    width = 1.0 if len(movers) > 1 else 0.0
    for role, bearing, away, height, focal in (
        ("follow", math.pi, 3.4, 0.75 * eye, 30.0), ("follow", math.pi - 0.35, 3.0, eye, 32.0), ("follow", math.pi + 0.35, 3.0, eye, 32.0),
        ("lead", 0.0, 3.6, 0.72 * eye, 32.0), ("lead", 0.3, 3.4, 0.85 * eye, 35.0), ("lead", -0.3, 3.4, 0.85 * eye, 35.0),
        ("lead", 0.2, 5.2, 0.45 * eye, 28.0), ("follow", math.pi, 5.2, 1.15 * eye, 28.0),
        ("lead", 0.4, 1.9, 0.96 * eye, 48.0), ("lead", -0.4, 1.9, 0.96 * eye, 48.0),
    ):  # fmt: skip
        if creature:
            continue
        reach = away + width
        position = around(start, way + bearing, reach, height)
        visible = optics.SENSOR_WIDTH_MM / view.aspect / focal * reach
        yield Setup(
            role=role, size=optics.size_of(visible, view.stature(movers[0])), subjects=movers, position=position, aim_actors=movers,  # type: ignore[arg-type]
            ndc=(0.0, 0.3), focal_mm=focal, travels=True, idiom="travel", reason="the camera goes with them",
        )  # fmt: skip
    rest = np.mean([view.spot(a, settled_frame(view, unit)) for a in movers], axis=0)
    yield from _pans(view, unit, movers, start, rest, way)


def chases(view: View, unit: Unit, creature: str) -> Iterator[Setup]:
    """Yield shots that run ahead of the hunted with the hunter behind them."""
    prey = tuple(a for a in unit.movers if view.staged.actors[a].kind == "person")
    if not prey or not view.staged.here[prey[0]][unit.start]:
        return
    start = np.mean([view.spot(a, unit.start) for a in prey], axis=0)
    way = yaw_towards(start, np.mean([view.spot(a, unit.end - 1) for a in prey], axis=0))
    for bearing, away, height, focal in (
        (0.12, 3.6, 0.9, 30.0),
        (-0.12, 3.6, 0.9, 30.0),
        (0.0, 4.6, 0.6, 28.0),
        (0.2, 2.8, 1.3, 35.0),
        (0.1, 5.6, 1.0, 50.0),
        (-0.1, 5.6, 1.0, 50.0),
        (0.1, 6.6, 0.8, 65.0),
        (-0.1, 6.6, 0.8, 65.0),
    ):
        yield Setup(
            role="lead", size="FS", subjects=(creature, *prey), position=around(start, way + bearing, away + 0.8, height), aim_actors=prey,
            ndc=(0.0, 0.25), focal_mm=focal, travels=True, foreground=prey, idiom="chase", reason=f"{creature} gains on them",
        )  # fmt: skip


def _pans(view: View, unit: Unit, movers: tuple[str, ...], start: F64, end: F64, way: float) -> Iterator[Setup]:
    for back, off, height, focal in (
        (3.2, 1.3, 1.3, 35.0),
        (4.5, -1.6, 1.2, 32.0),
        (5.5, 2.2, 0.6, 28.0),
        (4.0, 2.6, 1.5, 32.0),
        (6.5, -2.6, 1.5, 28.0),
    ):
        for bearing in (0.0, math.pi):
            base = end if bearing == 0.0 else start
            across = np.array([math.cos(way), 0.0, -math.sin(way)])
            position = view.scenery(unit).pulled_in(around(base, way + bearing, back, height) + off * across)
            visible = optics.SENSOR_WIDTH_MM / view.aspect / focal * float(np.hypot(*(position - end)[[0, 2]]))
            yield Setup(
                role="master", size=optics.size_of(visible, view.stature(movers[0])), subjects=movers, position=position, aim_actors=movers,
                ndc=(0.0, 0.2), focal_mm=focal, idiom="pan", reason="lets them come or go through the frame",
            )  # fmt: skip


def inserts(view: View, unit: Unit) -> Iterator[Setup]:
    """Yield close views of the thing a unit is about: low and towards the light for what lies on the ground."""
    if unit.point_m is None or not unit.thing:
        return
    point = np.array(unit.point_m)
    frame = unit.end - 1
    holder = next((h.holder for h in view.staged.blocking.props if h.prop == unit.thing and frame in h.range), "")
    held = next((h for h in view.staged.blocking.props if h.prop == unit.thing and frame in h.range), None)
    piece = next((p for p in view.staged.blocking.set_plan.pieces if p.id == unit.thing), None)
    if piece is not None and max(piece.size_m[:2]) > 1.6:
        yield from _big_thing(view, unit, piece)
        return
    tall = 0.36 if piece is None else 1.15 * piece.size_m[1]
    aim = point + np.array([0.0, 0.16 if held is not None and not holder else 0.0, 0.0])
    front = view.yaw(holder, frame) if holder else piece.yaw_rad if piece is not None else 0.0
    turns = (0.5, -0.5, 0.95, -0.95, 1.4, -1.4) if holder or piece is not None else (0.6, -0.6, 1.0, -1.0, 1.45, -1.45, 0.25, 2.4)
    raised = held is not None and held.grip == "raised"
    for visible, focal in ((1.5 * tall, 70.0), (2.3 * tall, 50.0)):
        away = optics.distance_m(visible, focal, view.aspect)
        lifts = (-0.25 * away, 0.05) if raised else (0.05, 0.4 * away) if holder or piece is not None else (0.02, 0.22 * away)
        for turn in turns:
            for lift in lifts:
                position = around(aim, front + turn, away, max(0.14, aim[1] + lift))
                yield Setup(
                    role="insert", size="INSERT", subjects=(unit.thing, *((holder,) if holder else ())), position=position, aim_point=aim,
                    ndc=(0.0, 0.0), focal_mm=focal, sole=True, foreground=tuple(unit.subjects), idiom="insert",
                    reason=f"the {unit.thing} matters",
                )  # fmt: skip


def _big_thing(view: View, unit: Unit, piece: Piece) -> Iterator[Setup]:
    aim = np.array([piece.position_m[0], 0.42 * piece.size_m[1], piece.position_m[2]])
    shares = ((1.25, 28.0), (1.7, 26.0), (2.6, 28.0)) if unit.first else ((1.25, 28.0), (1.7, 26.0))
    for share, focal in shares:
        away = optics.distance_m(share * max(piece.size_m[1], piece.size_m[0] / view.aspect), focal, view.aspect)
        for turn in (0.0, 0.3, -0.3, 0.6, -0.6):
            for height in (1.3, 0.5):
                position = view.scenery(unit).pulled_in(around(aim, piece.yaw_rad + turn, away, height))
                yield Setup(
                    role="establishing" if unit.first else "master", size="LS", subjects=(unit.thing,), position=position, aim_point=aim,
                    ndc=(0.0, 0.02), focal_mm=focal, foreground=tuple(unit.present), idiom="the thing acts",
                    reason=f"the {unit.thing} acts",
                )  # fmt: skip


def sights(view: View, unit: Unit, watcher: str, point: F64, size: ShotSize = "LS") -> Iterator[Setup]:
    """Yield what somebody sees: the camera at his eye, looking at ``point``."""
    frame = unit.end - 1
    eye = view.eye(watcher, frame)
    away = math.hypot(point[0] - eye[0], point[2] - eye[2])
    if away < 2.0:
        return
    ahead = np.array([point[0] - eye[0], 0.0, point[2] - eye[2]]) / away
    for forward, focal in ((0.75, 35.0), (1.1, 50.0)):
        position = view.scenery(unit).pulled_in(eye + forward * ahead)
        yield Setup(
            role="point_of_view", size=size, subjects=(unit.thing or "place",), position=position, aim_point=point, ndc=(0.0, -0.15),
            focal_mm=focal, sole=True, foreground=(watcher,), idiom="point of view", reason=f"what {watcher} sees",
        )  # fmt: skip


def _wide_size(position: F64, middle: F64) -> ShotSize:
    away = math.hypot(position[0] - middle[0], position[2] - middle[2])
    return "ELS" if away > 10.5 else "LS" if away > 4.0 else "FS"
