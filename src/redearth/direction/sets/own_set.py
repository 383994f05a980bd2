"""Lay out a set of the user's own: its play area and named spots, and what the script needs besides."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.direction.model import Anchor, Bounds, Piece, SetPlan, SetSurvey
from redearth.direction.sets.furnish import furnish
from redearth.direction.sets.layout import Layout, anchor
from redearth.direction.sets.words import piece_kind

_CLEAR_M = 0.7
"""How far a spot keeps from what stands in the way."""
_MOVED = ("gate", "door", "lever")
"""Kinds that events of a scene move: built in where the set names no spot for one."""


def own_plan(plan: SetPlan, features: tuple[str, ...], found: SetSurvey) -> SetPlan:
    """Return a plan in which a surveyed set takes the place of the kit's own shell and pieces.

    Spots that the set does not name lie where its floor is free. Of the script's features only those that move are built in.
    """
    bounds = found.bounds if plan.interior else replace(found.bounds, ceiling_m=None)
    named = {one.kind for one in found.anchors}
    own = (*found.anchors, *(one for one in _usual_anchors(bounds, found.boxes) if one.kind not in named))
    x, wide = (bounds.min_x_m + bounds.max_x_m) / 2, bounds.max_x_m - bounds.min_x_m
    layout = Layout(
        bounds=bounds,
        surface=plan.surface,
        anchors=own,
        pieces=found.boxes,
        wall_spots=(),
        floor_spots=(),
        gate_spot=(x, bounds.max_z_m - 0.05, math.pi),
        gate_size_m=(min(4.0, wide * 0.6), 3.0, 0.4),
        lever_spot=(x + min(2.4, wide * 0.4), bounds.max_z_m - 0.1, math.pi),
    )
    missing = {kind for kind in _MOVED if kind not in named}
    pieces, anchors = furnish(layout, tuple(feature for feature in features if piece_kind(feature) in missing))
    pieces = tuple(piece for piece in pieces if piece.kind in _MOVED)  # a gate brings no bunker along
    lamps = tuple(_lamp(one) for one in found.anchors if one.kind == "lamp")
    return replace(plan, bounds=bounds, anchors=(*own, *anchors), pieces=(*found.boxes, *lamps, *pieces), own=True)


def _lamp(spot: Anchor) -> Piece:
    """Return a lamp of the set's own: it shines, and nothing is built for it."""
    x, y, z = spot.position_m
    return Piece(id=spot.id, kind="lamp", position_m=(x, round(max(y - 0.1, 0.0), 3), z), size_m=(0.2, 0.2, 0.2), solid=False)


def _usual_anchors(bounds: Bounds, boxes: tuple[Piece, ...]) -> tuple[Anchor, ...]:
    middle, depth = (bounds.min_x_m + bounds.max_x_m) / 2, bounds.max_z_m - bounds.min_z_m
    share = {"centre": 0.5, "near": 0.75, "far": 0.12, "entrance": 0.94, "exit": 0.94}
    spots = []
    for kind, along in share.items():
        x, z = _free(bounds, boxes, middle, bounds.min_z_m + along * depth)
        spots.append(anchor(kind, x, z, math.pi if kind in ("near", "entrance") else 0.0))
    height = min(4.0, (bounds.ceiling_m or 4.0) * 0.7)
    return (*spots, anchor("light", middle, bounds.min_z_m, math.pi, y=height))


def _free(bounds: Bounds, boxes: tuple[Piece, ...], x: float, z: float) -> tuple[float, float]:
    """Return the free place nearest to (x, z) on a grid; that place itself when the floor is full."""
    xs = np.linspace(bounds.min_x_m + 0.3, bounds.max_x_m - 0.3, 41)
    zs = np.linspace(bounds.min_z_m + 0.3, bounds.max_z_m - 0.3, 41)
    spots = np.concatenate([[[x, z]], np.stack(np.meshgrid(xs, zs, indexing="ij"), -1).reshape(-1, 2)])
    free = np.ones(len(spots), bool)
    for box in boxes:
        half = np.array([box.size_m[0], box.size_m[2]]) / 2 + _CLEAR_M
        free &= (np.abs(spots - [box.position_m[0], box.position_m[2]]) > half).any(1)
    away = ((spots - [x, z]) ** 2).sum(1)
    best = spots[int(np.argmin(np.where(free, away, away + 1e6)))]
    return float(best[0]), float(best[1])
