"""Resolve a place of the script to a point of the set and to a mark where somebody can stand."""

from __future__ import annotations

import math

import numpy as np

from redearth.breakdown.model import Place
from redearth.core.space import Vec3, yaw_towards
from redearth.direction.blocking.scenario import DISTANCE_WORDS, LIGHT_WORDS, Scenario, Standing, find_piece
from redearth.direction.blocking.terms import CROWN_SHARE, F64, Stance
from redearth.direction.model import Piece

_TURNS = {
    "left": math.pi / 2,
    "right": -math.pi / 2,
    "back": math.pi,
    "behind": math.pi,
    "away": math.pi,
    "around": 2.4,
    "forward": 0.0,
}


def point_of(sc: Scenario, st: Standing, actor: str, place: Place) -> Vec3 | None:
    """Return the point to look at or reach for, or None when the place means nothing here."""
    if place.id in sc.actors:
        return body_point(sc, st, place.id)
    thing = thing_point(sc, st, place.id)
    if thing is not None:
        return thing
    return _word_point(sc, st, actor, place.id)


def thing_point(sc: Scenario, st: Standing, thing: str) -> Vec3 | None:
    """Return where a prop or a piece is, at the height where hands meet it."""
    if thing in st.held:
        return held_point(sc, st, thing)
    centre = sc.centre
    piece = find_piece(sc.plan, thing, centre)
    return None if piece is None else piece_point(piece)


def piece_point(piece: Piece) -> Vec3:
    """Return the point of a piece that hands and eyes go to."""
    x, y, z = piece.position_m
    share = {"gate": 0.45, "door": 0.45, "lever": 0.7, "table": 1.0, "planter": 1.0, "crate": 1.0}.get(piece.kind, 0.6)
    return (x, y + share * piece.size_m[1], z)


def held_point(sc: Scenario, st: Standing, prop: str) -> Vec3:
    """Return where a prop is: at rest, or in its holder's hands."""
    where = st.held[prop]
    stance = st.stances.get(where.holder)
    if stance is None:
        return where.position_m
    reach, height, side = {
        "raised": (0.2, 1.16, -0.22), "both": (0.45, 0.68, 0.0), "chest": (0.24, 0.74, 0.0), "left": (0.12, 0.5, 0.25),
    }.get(where.grip, (0.12, 0.5, -0.25))  # fmt: skip
    tall = sc.actors[where.holder].stature_m * CROWN_SHARE[stance.posture]
    s, c = math.sin(stance.yaw), math.cos(stance.yaw)
    return (stance.x + reach * s + side * c, height * tall, stance.z + reach * c - side * s)


def body_point(sc: Scenario, st: Standing, actor: str) -> Vec3:
    """Return the point others look at: about the eyes."""
    stance = st.stances[actor]
    return (stance.x, sc.actors[actor].stature_m * CROWN_SHARE[stance.posture] * 0.93, stance.z)


def spot_for(sc: Scenario, piece: Piece) -> tuple[F64, float]:
    """Return the mark (floor point, yaw) from which somebody uses a piece."""
    anchor = next((a for a in sc.plan.anchors if a.id == piece.id), None)
    if anchor is not None:
        return np.array([anchor.position_m[0], anchor.position_m[2]]), anchor.yaw_rad
    x, _, z = piece.position_m
    away = max(piece.size_m[2], 0.3) / 2 + 0.5
    best: tuple[float, F64] | None = None
    for k in range(8):
        angle = piece.yaw_rad + k * math.pi / 4
        reach = away if k % 4 == 0 else max(piece.size_m[0], piece.size_m[2]) / 2 + 0.5
        spot = np.array([x + reach * math.sin(angle), z + reach * math.cos(angle)])
        if sc.floorplan.clear(spot[None], 0.3)[0]:
            score = float(np.hypot(*(spot - sc.centre)))
            if best is None or score < best[0] - 1e-9:
                best = (score, spot)
    mark = best[1] if best else sc.floorplan.nearest_clear(np.array([x, z]), 0.3)
    return mark, yaw_towards((mark[0], 0, mark[1]), (x, 0, z))


def safe_side(piece: Piece, depth: float, lateral: float = 0.0) -> F64:
    """Return a point ``depth`` metres beyond a gate on the side its front faces (negative: on the other side).

    ``lateral`` counts to the right of somebody who comes through it.
    """
    s, c = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    return np.array([piece.position_m[0] + depth * s - lateral * c, piece.position_m[2] + depth * c + lateral * s])


def depth_beyond(piece: Piece, point: F64) -> float:
    """Return how far a floor point lies on the front side of a gate."""
    return float(
        (point[0] - piece.position_m[0]) * math.sin(piece.yaw_rad) + (point[1] - piece.position_m[2]) * math.cos(piece.yaw_rad)
    )


def _word_point(sc: Scenario, st: Standing, actor: str, word: str) -> Vec3 | None:
    if word in LIGHT_WORDS:
        sun = sc.plan.anchor("sun") or sc.plan.anchor("light")
        return sun.position_m if sun else (0.0, 3.0, sc.plan.bounds.min_z_m)
    if word in DISTANCE_WORDS:
        return far_point(sc)
    anchor = next((a for a in sc.plan.anchors if word and word in (a.id, a.kind)), None)
    if anchor is not None:
        return (anchor.position_m[0], 1.2, anchor.position_m[2])
    stance = st.stances.get(actor, Stance(x=0.0, z=0.0, yaw=math.pi))
    s, c = math.sin(stance.yaw), math.cos(stance.yaw)
    if word in ("up", "above", "ceiling", "overhead"):
        roof = sc.plan.bounds.ceiling_m or 14.0
        return (stance.x + 6 * s, roof, stance.z + 6 * c)
    if word in ("down", "ground", "earth", "floor", "dirt", "feet", "dust-ground"):
        return (stance.x + 0.6 * s, 0.0, stance.z + 0.6 * c)
    if word in ("camera", "us"):
        return (stance.x, 1.5, stance.z + 6.0)
    if word in _TURNS:
        yaw = stance.yaw + _TURNS[word]
        return (stance.x + 8 * math.sin(yaw), 1.5, stance.z + 8 * math.cos(yaw))
    return None


def far_point(sc: Scenario) -> Vec3:
    """Return a point in the depth of the set, where the light and the unknown are."""
    far = sc.plan.anchor("far")
    z = far.position_m[2] if far else sc.plan.bounds.min_z_m
    return (0.0, 1.6, max(z, sc.centre[1] - 26.0))
