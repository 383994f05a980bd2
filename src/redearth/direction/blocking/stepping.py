"""Where an actor goes before the hands begin: up to a thing or somebody, around to face it, back from it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.breakdown.model import Act
from redearth.core.space import Vec3, wrap_angle, yaw_towards
from redearth.direction.blocking import goals, marks, strides
from redearth.direction.blocking.places import body_point, depth_beyond, spot_for
from redearth.direction.blocking.scenario import Scenario, Standing, find_piece
from redearth.direction.blocking.seating import seat_for
from redearth.direction.blocking.terms import Motion, Stance
from redearth.direction.blocking.travel import approach
from redearth.direction.model import Piece

_HANDS_ON = frozenset(
    {
        "TOUCH",
        "GRAB",
        "PRESS",
        "PULL",
        "PUSH",
        "OPEN",
        "CLOSE",
        "USE",
        "EMBRACE",
        "STRIKE",
        "WRITE",
        "EAT",
        "DRINK",
        "SIT",
        "LIE",
        "LEAN",
        "GIVE",
        "RELEASE",
    }
)


_BY_HINGE_M = 0.46
"""Beside the hinge of a door, from where a hand reaches the open leaf."""
_DOWN = frozenset({"kneel", "sit", "crouch", "lie"})
_BODY_TURNS = frozenset({"TURN", "STARE", "AIM", "FIRE", "POINT", "THROW", "WAVE", "GIVE", "SCREAM", "RAISE"})


def arrived(sc: Scenario, stance: Stance, motion: Motion | None, start: int) -> tuple[Stance, int]:
    """Return the stance after stepping up, and the frame at which the hands may begin."""
    if motion is None:
        return stance, start
    x, z, yaw, _ = (float(v) for v in motion.samples[-1])
    travelled = float(np.hypot(x - stance.x, z - stance.z)) > 0.3
    if travelled and stance.posture in _DOWN:  # whoever walks has got up
        stance = replace(stance, posture="stand")
    return replace(stance, x=x, z=z, yaw=wrap_angle(yaw)), max(start, motion.end - sc.frames(0.25)) if travelled else start


def reposition(
    sc: Scenario, st: Standing, act: Act, actor: str, target: Vec3 | None, thing: str, start: int, tension: float
) -> tuple[Motion | None, float]:
    """Return how an actor moves so that the act can be done where it is done, if at all, and where he faces then (radians)."""
    stance = st.stances[actor]
    if act.primitive == "REAR":
        back = stance.floor - 1.3 * np.array([math.sin(stance.yaw), math.cos(stance.yaw)])
        back = sc.floorplan.nearest_clear(marks.keep_side(sc, actor, back), 0.5)
        frames = sc.frames(0.9)
        eased = strides.smooth(np.arange(1, frames + 1) / frames)[:, None]
        way = stance.floor + eased * (back - stance.floor)
        samples = np.column_stack([way, np.full(frames, stance.yaw), np.full(frames, 1.0)])
        samples[-1, 3] = 0.0
        return Motion(actor=actor, start=start, samples=samples), stance.yaw
    if target is None:
        if act.primitive == "TURN" and not act.negated:
            yaw = _about_turn(sc, st, actor)
            return Motion(actor=actor, start=start, samples=strides.turn(stance.floor, stance.yaw, yaw, sc.fps)), yaw
        return None, stance.yaw
    here = (stance.x, 0.0, stance.z)
    facing = yaw_towards(here, target) if math.hypot(target[0] - stance.x, target[2] - stance.z) > 0.25 else stance.yaw
    if st.held.get(thing) is not None and st.held[thing].holder == actor:
        return None, stance.yaw
    if act.primitive in _HANDS_ON and not act.negated and act.aspect != "try":
        step = _step_up(sc, st, act, actor, target, thing)
        if step is not None:
            return approach(sc, st, actor, *step, start, tension), step[1]
    turns = act.primitive in _BODY_TURNS or (act.primitive == "LOOK" and abs(wrap_angle(facing - stance.yaw)) > 1.0)
    if turns and stance.posture in ("stand", "rear") and not stance.leaning and abs(wrap_angle(facing - stance.yaw)) > 0.15:
        return Motion(actor=actor, start=start, samples=strides.turn(stance.floor, stance.yaw, facing, sc.fps)), facing
    return None, stance.yaw


def _step_up(sc: Scenario, st: Standing, act: Act, actor: str, target: Vec3, thing: str) -> tuple[np.ndarray, float] | None:
    stance = st.stances[actor]
    person = next((a for a in (*act.objects, *(p.id for p in act.places)) if a in st.stances and a != actor), "")
    holder = st.held[thing].holder if thing in st.held else ""
    host = person or (holder if holder != actor else "")
    piece = find_piece(sc.plan, thing, stance.floor) if thing else None
    if act.primitive == "RELEASE" and piece is not None:
        host = ""  # what is put down on a piece is carried there, whoever looks on
    if host and st.stances[host].present:
        gap = float(np.hypot(*(st.stances[host].floor - stance.floor)))
        reach = 0.6 if act.primitive == "EMBRACE" else 0.95
        if gap <= reach + 0.12:
            return stance.floor, yaw_towards((stance.x, 0, stance.z), body_point(sc, st, host))
        towards = (st.stances[host].floor - stance.floor) / gap
        spot = st.stances[host].floor - reach * towards
        return sc.floorplan.nearest_clear(spot, 0.3), math.atan2(towards[0], towards[1])
    if piece is None:
        gap = math.hypot(target[0] - stance.x, target[2] - stance.z)
        if gap < 0.8 or not thing:
            return None
        spot = marks.reaching_mark(sc, st, actor, np.array([target[0], target[2]]), 0.6)
        return spot, yaw_towards((spot[0], 0, spot[1]), target)
    if act.primitive == "LEAN":
        spot = goals.leaning_spot(sc, piece)
        inward = yaw_towards((spot[0], 0, spot[1]), (sc.centre[0], 0, sc.centre[1]))
        return spot, inward
    if act.primitive == "SIT":
        return seat_for(sc, st, actor, piece)
    if act.primitive == "LIE":
        return np.array([piece.position_m[0], piece.position_m[2]]), piece.yaw_rad
    by_hand = piece.kind == "door" and act.primitive in ("OPEN", "CLOSE", "PULL", "PUSH")
    return _at_handle(piece, stance, act.primitive == "CLOSE") if by_hand else spot_for(sc, piece)


def _at_handle(piece: Piece, stance: Stance, closing: bool) -> tuple[np.ndarray, float]:
    """Return where somebody stands who takes a door's handle (0.09 m from the edge that opens), on his own side of it.

    An open leaf has swung out of reach but for what is next to its hinge: whoever closes it stands there, in the doorway.
    """
    side = 1.0 if depth_beyond(piece, stance.floor) >= 0 else -1.0
    s, c = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    across, along = piece.size_m[0] / 2 - 0.28, side * (piece.size_m[2] / 2 + 0.56)
    if closing and side > 0:
        across, along = -piece.size_m[0] / 2 + _BY_HINGE_M, piece.size_m[2] / 2 + 0.36
    spot = np.array([piece.position_m[0] + across * c + along * s, piece.position_m[2] - across * s + along * c])
    return spot, wrap_angle(piece.yaw_rad + (math.pi if side > 0 else 0.0))


def _about_turn(sc: Scenario, st: Standing, actor: str) -> float:
    stance = st.stances[actor]
    others = [a for a in st.present() if a != actor]
    if others:
        host = min(others, key=lambda a: (float(np.hypot(*(st.stances[a].floor - stance.floor))), a))
        return yaw_towards((stance.x, 0, stance.z), (st.stances[host].x, 0, st.stances[host].z))
    anchor = sc.plan.anchor("entrance")
    if anchor is not None:
        yaw = yaw_towards((stance.x, 0, stance.z), anchor.position_m)
        if abs(wrap_angle(yaw - stance.yaw)) > 0.8:
            return yaw
    return stance.yaw + math.pi * 0.9
