"""Setups made for the acts of a unit: a standing camera in whose picture all who act have room, from head to foot where feet matter."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera import optics
from redearth.direction.camera.acts import Played
from redearth.direction.camera.setups import Setup, View, around
from redearth.direction.model import Role

_ROOM = 0.84
"""How far from the middle of the picture anything that matters may come, in NDC."""
_NEAREST_M = 1.4
_BEARINGS = (0.0, 0.4, -0.4, 0.8, -0.8, 1.25, -1.25, math.pi - 0.6, math.pi + 0.6)
"""Of the camera from the middle of those who act: towards the light (-Z) first."""
_HEIGHTS_M = (1.35, 0.7, 1.9)


def fits(view: View, unit: Unit, acts: Sequence[Played]) -> Iterator[Setup]:
    """Yield pictures that hold all the acts of a unit, and such that hold the leading one alone, or the people alone."""
    everybody = tuple(dict.fromkeys(a.actor for a in acts))
    if not acts or (len(everybody) == 1 and acts[0].need == "face"):
        return  # a face has its singles
    yield from _fit(view, acts)
    led = [a for a in acts if a.actor == acts[0].actor or a.actor == acts[0].partner]
    if len(everybody) > len({a.actor for a in led}):
        yield from _fit(view, led)
    near = [a for a in acts if view.staged.actors[a.actor].kind == "person"]
    if near and len(near) < len(acts):
        yield from _fit(view, near)


def _fit(view: View, acts: Sequence[Played]) -> Iterator[Setup]:
    who = tuple(
        dict.fromkeys(n for a in acts for n in (a.actor, *((a.partner,) if a.need in ("pair", "beast") and a.partner else ())))
    )
    people = [a for a in who if view.staged.actors[a].kind == "person"]
    points = np.array([p for a in acts for p in a.points])
    middle = 0.5 * (points.min(axis=0) + points.max(axis=0))
    crowded = any(view.staged.actors[a].kind == "crowd" for a in who)
    role: Role = "group" if len(who) > 2 or crowded else "two_shot" if len(who) == 2 else "single"
    tall = max(view.stature(a) for a in who)
    front = _front(view, acts) if len(people) == 1 else 0.0
    for focal in (28.0, 38.0, 50.0):
        for bearing in _BEARINGS:
            for height in _HEIGHTS_M:
                away = max(_NEAREST_M, _away(points - middle, front + bearing, focal, view.aspect))
                position = around(middle, front + bearing, away, height)
                visible = optics.SENSOR_WIDTH_MM / view.aspect / focal * away
                yield Setup(
                    role=role, size=optics.size_of(visible, tall), subjects=who, position=position, aim_point=middle, focal_mm=focal,
                    idiom="the act", reason="all of the act in the frame",
                )  # fmt: skip


def _front(view: View, acts: Sequence[Played]) -> float:
    """One person is looked at from the front quarters."""
    return view.yaw(acts[0].actor, acts[0].frame)


def _away(offsets: F64, bearing: float, focal: float, aspect: float) -> float:
    """Return how far a camera must be from the middle of points (offsets [P, 3] from it) for all to have room in its picture."""
    sx, sy = optics.half_tangents(focal, aspect)
    toward = offsets[:, 0] * math.sin(bearing) + offsets[:, 2] * math.cos(bearing)
    across = np.abs(offsets[:, 0] * math.cos(bearing) - offsets[:, 2] * math.sin(bearing))
    return float((toward + np.maximum(across / (_ROOM * sx), np.abs(offsets[:, 1]) / (_ROOM * sy))).max())
