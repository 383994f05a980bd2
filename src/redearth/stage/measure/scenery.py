"""Do actors go through the set?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from redearth.core.furniture import parts_of
from redearth.core.hut import CASE_DEPTH_M, DOORWAY_M, EAVES_M, OVERHANG_M, PORCH_M, WALL_M
from redearth.direction.model import Piece, SetPlan
from redearth.stage.measure.acted import Acted
from redearth.stage.measure.distance import to_box
from redearth.stage.measure.findings import Finding, Measure, measured, runs_beyond
from redearth.stage.measure.form import Form, segments
from redearth.stage.measure.intent import Intent, arms
from redearth.stage.parts import F64

_EVERY = 3
_HIGH_M = 2.2
"""Pieces that hang higher than this stand in nobody's way, as in ``direction.blocking.floorplan``."""
_SHARES = np.linspace(0.0, 1.0, 5)
Box = tuple[Piece, F64, F64]
"""A piece, the middle of one of its bodies and half its size."""


def into_the_set(people: Sequence[Acted], forms: Mapping[str, Form], intent: Intent) -> Measure:
    """Return how deep bodies go into solid pieces, in millimetres, on every frame on which somebody is beside one.

    Gates and doors are open to everybody, as they are to the director; hands that use a piece and bodies that rest on one may touch it.
    """
    plan = intent.blocking.set_plan
    boxes = [box for piece in plan.pieces if _stands(piece) for box in _bodies(piece, hollow=_has_plain_tables(plan))]
    values: list[float] = []
    found: list[Finding] = []
    resting = {actor: intent.rests(actor) for actor in {p.actor for p in people}}
    for person in people:
        form = forms[person.actor]
        frames = np.flatnonzero(person.visible)[:: _EVERY if person.member else 1]
        if not len(frames) or not len(form.bones):
            continue
        starts, ends = segments(person, form, frames)
        middle = person.root_m[frames]
        reach = float(np.sqrt(((starts - middle[:, None]) ** 2).sum(-1)).max()) + float(form.radii_m.max())
        for box in boxes:
            near = _distance(middle[:, None], box, flat=True)[:, 0] < reach
            near &= ~resting[person.actor][frames]
            if near.any():
                depth, words = _depth(starts[near], ends[near], form, box)
                depth[:, arms(form)] *= ~intent.handles(person.actor, box[0])[frames[near]][:, None]
                values += depth.max(1).tolist()
                found += runs_beyond("set", person.name, depth.max(1), frames[near], [words[k] for k in depth.argmax(1)])
    return measured("set", values, found)


def _depth(starts: F64, ends: F64, form: Form, box: Box) -> tuple[F64, list[str]]:
    points = starts[:, :, None] + (ends - starts)[:, :, None] * _SHARES[:, None]
    depth = 1000.0 * np.maximum(form.radii_m - _distance(points, box).min(-1), 0.0)
    return depth, [f"{bone} in {box[0].id}" for bone in form.bones]


def _distance(points: F64, box: Box, *, flat: bool = False) -> F64:
    """Return signed distances of points [..., 3] to a box; ``flat``: over the ground only."""
    piece, centre, half = box
    delta = points - centre
    sine, cosine = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    x, z = delta[..., 0] * cosine - delta[..., 2] * sine, delta[..., 0] * sine + delta[..., 2] * cosine
    return to_box(np.stack([x, np.zeros_like(x) if flat else delta[..., 1], z], -1), half)


def _stands(piece: Piece) -> bool:
    return piece.solid and piece.kind not in ("gate", "door") and piece.position_m[1] < _HIGH_M


def _has_plain_tables(plan: SetPlan) -> bool:
    """Return whether legs go under the tables of a set: benches, map tables and desks with drawers are closed."""
    return plan.kit not in ("laboratory", "control_room", "ship", "airlock") and (plan.kit, plan.style) != ("office", "office")


def _bodies(piece: Piece, *, hollow: bool) -> Iterator[Box]:
    """Yield the solid boxes of a piece: itself, the parts of a chair or a ``hollow`` table (``core.furniture``), or a hut's walls
    (``direction.sets.hollow``; the same numbers of ``core.hut``)."""
    if piece.kind != "hut":
        for foot, size in parts_of(piece.kind if hollow or piece.kind != "table" else "", piece.size_m):
            yield _box(piece, foot, size)
        return
    width, _, depth = piece.size_m
    way, tall = DOORWAY_M
    if depth < CASE_DEPTH_M:
        pier = (width - way) / 2
        for side in (-1.0, 1.0):
            yield _box(piece, (side * (way + pier) / 2, 0.0, 0.0), (pier, tall, depth))
        return
    wide, deep = width - 2 * OVERHANG_M, depth - 2 * PORCH_M
    half, inner = (wide - way) / 2, (deep - WALL_M) / 2
    for side in (-1.0, 1.0):
        yield _box(piece, (side * (way + half) / 2, 0.0, inner), (half, EAVES_M, WALL_M))
        yield _box(piece, (side * (wide - WALL_M) / 2, 0.0, 0.0), (WALL_M, EAVES_M, deep))
    yield _box(piece, (0.0, 0.0, -inner), (wide, EAVES_M, WALL_M))


def _box(piece: Piece, foot: tuple[float, float, float], size: tuple[float, float, float]) -> Box:
    x, y, z = piece.position_m
    sine, cosine = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    centre = np.array([x + foot[0] * cosine + foot[2] * sine, y + foot[1] + size[1] / 2, z - foot[0] * sine + foot[2] * cosine])
    return piece, centre, np.array(size) / 2
