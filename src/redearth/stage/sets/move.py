"""Move the movable pieces: what a gate, door, lever or lamp does on one frame of the scene."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import unit_from
from redearth.core.space import Matrix, rotation_x, rotation_y, translation
from redearth.direction.model import Blocking, Kit, Piece, SetEvent, SetPlan
from redearth.stage.parts import PiecePose, Placement
from redearth.stage.sets.industry import LEVER_PIVOT, armoured

_OPENING = ("open",)
_CLOSING = ("close", "slam", "shut")
_DARKENING = ("go_out", "out", "dim", "die")
_FLICKERING = ("flicker", "spark", "blink")
_PULLING = ("pull", "jam", "push", "throw")
_DOOR_SWING_RAD = 1.75
_SLID = 0.94
"""Share of its width by which an open sliding door is drawn into the wall: its edge still shows."""
_LEVER_REST_RAD, _LEVER_PULLED_RAD, _LEVER_JAMMED_RAD = -0.35, 1.15, 0.32
_WINDOW_GLOW = {"dawn": 0.7, "dusk": 0.5, "evening": 0.1, "night": 0.02}
_TOWN_GLOW = {"dusk": 0.5, "evening": 1.0, "night": 1.0}
_RAISED = 0.97
"""Share of its height by which an open gate is raised."""


def pose_piece(
    placement: Placement, events: tuple[SetEvent, ...], frame: int, kit: Kit = "interior", *, passed: bool = False
) -> PiecePose:
    """Return how a movable piece stands on a scene frame; what an event has done lasts until the next.

    A gate or door whose first event closes it starts open; otherwise it starts closed. One that no event moves stands open
    when somebody has ``passed`` it (:func:`walked_through`). Steel doors slide into the wall, wooden ones swing away from the action.
    """
    rest = placement.world_from_object[0]
    piece = placement.piece
    if piece is None:
        return PiecePose(world_from_object=rest)
    own = tuple(sorted((e for e in events if concerns(e, piece)), key=lambda e: (e.range.start, e.range.end, e.kind)))
    if piece.kind == "lamp":
        return PiecePose(world_from_object=rest, emission_scale=lamp_level(piece, own, frame))
    if piece.kind in ("window", "outlook"):
        return PiecePose(world_from_object=rest)
    if piece.kind == "lever":
        return PiecePose(world_from_object=rest @ _lever(piece, own, frame))
    amount = openness(own, frame, passed=passed)
    if piece.kind == "gate":
        return PiecePose(world_from_object=rest @ _gate(piece, own, frame, amount))
    return PiecePose(world_from_object=rest @ (_slid if armoured(kit) else _swung)(piece, amount))


def glow_at(plan: SetPlan, piece: Piece, time_of_day: str) -> float:
    """Return the share of its glow that a window or the view outside shows at an hour; space and control rooms know no hour."""
    if piece.kind not in ("window", "outlook") or plan.kit == "control_room" or (plan.kit == "ship" and plan.style != "train"):
        return 1.0
    if piece.id.endswith("-lights"):
        return _TOWN_GLOW.get(time_of_day, 0.17)
    return _WINDOW_GLOW.get(time_of_day, 1.0)


def concerns(event: SetEvent, piece: Piece) -> bool:
    """Tell whether an event is about this piece: by id, or by kind when the script names no one thing."""
    subject = event.subject
    return bool(subject) and (subject in (piece.id, piece.kind) or piece.id.startswith(f"{subject}-"))


def lamp_level(piece: Piece, events: tuple[SetEvent, ...], frame: int) -> float:
    """Return a lamp's emission scale: 1 burning, 0 out, ragged while it flickers or dies."""
    level = 1.0
    for event in events:
        if frame < event.range.start:
            break
        during = frame < event.range.end
        noise = unit_from("lamp", piece.id, frame - event.range.start)
        if event.kind in _FLICKERING and during:
            level = 0.08 + 0.92 * (noise > 0.45) * unit_from("lamp-depth", piece.id, (frame - event.range.start) // 2)
        elif event.kind in _DARKENING:
            level = (0.7 * (noise > 0.5) + 0.05) if during else 0.0
        elif event.kind in ("light", "blaze", "turn_on", "on", "open", "flicker", "spark", "blink"):
            level = 1.0
    return float(level)


def walked_through(blocking: Blocking, piece: Piece) -> bool:
    """Tell whether somebody goes through a gate or door at any time of the scene."""
    sine, cosine = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    for track in blocking.tracks:
        path = np.asarray(track.samples, float)[:, :2] - (piece.position_m[0], piece.position_m[2])
        beyond, beside = path @ (sine, cosine), path @ (cosine, -sine)
        crossing = (beyond[1:] < 0) != (beyond[:-1] < 0)
        if bool((crossing & (np.abs(beside[1:]) < piece.size_m[0] / 2)).any()):
            return True
    return False


def openness(events: tuple[SetEvent, ...], frame: int, *, passed: bool = False) -> float:
    """Return how far open a gate or door is: 0 closed, 1 open, a little past 0 on a bounce.

    ``passed`` says that somebody goes through it: unless events say otherwise it then stands open.
    """
    moves = [e for e in events if e.kind in (*_OPENING, *_CLOSING)]
    if not moves:
        return 1.0 if passed else 0.0
    state = 1.0 if moves[0].kind in _CLOSING else 0.0
    for event in moves:
        if frame < event.range.start:
            break
        share = min(1.0, (frame - event.range.start + 1) / max(1, event.range.duration))
        if event.kind in _OPENING:
            state += (1.0 - state) * _eased(share)
        elif event.kind == "slam":
            state *= _slammed(share)
        else:
            state *= 1.0 - _eased(share)
    return state


def _gate(piece: Piece, events: tuple[SetEvent, ...], frame: int, amount: float) -> Matrix:
    """Raise the leaf: shells leave room for it above the opening."""
    shudder = _shudder(events, frame, piece.id)
    return translation((shudder * 0.3, amount * _RAISED * piece.size_m[1], 0.0))


def _slid(piece: Piece, amount: float) -> Matrix:
    """Draw the leaf sideways into the wall: bulkheads are hollow."""
    return translation((_SLID * amount * piece.size_m[0], 0.0, 0.0))


def _swung(piece: Piece, amount: float) -> Matrix:
    """Turn the leaf on its hinge, away from the side that its front faces, so that it never hides who comes in."""
    hinge = -piece.size_m[0] / 2
    return translation((hinge, 0, 0)) @ rotation_y(_DOOR_SWING_RAD * amount) @ translation((-hinge, 0, 0))


def _lever(piece: Piece, events: tuple[SetEvent, ...], frame: int) -> Matrix:
    angle = _LEVER_REST_RAD
    jammed = any(e.kind == "jam" for e in events)
    for event in events:
        if event.kind not in _PULLING or frame < event.range.start:
            continue
        share = min(1.0, (frame - event.range.start + 1) / max(1, event.range.duration))
        if event.kind == "jam":
            # It gives a little, sticks, and jerks under the hand that goes on pulling.
            since = frame - event.range.start
            jerk = 0.07 * math.sin(since * 1.9) * math.exp(-since / 14.0)
            angle += (_LEVER_JAMMED_RAD - angle) * _eased(min(1.0, share * 3)) + jerk
        else:
            goal = _LEVER_JAMMED_RAD if jammed else _LEVER_PULLED_RAD
            angle += (goal - angle) * _eased(share)
    pivot = np.array([0.0, piece.size_m[1] * LEVER_PIVOT, -piece.size_m[2] * 0.02])
    return translation(pivot) @ rotation_x(angle) @ translation(-pivot)


def _shudder(events: tuple[SetEvent, ...], frame: int, identity: str) -> float:
    """Metres of sideways tremble: while it moves a little, after a slam more."""
    total = 0.0
    for event in events:
        since = frame - event.range.start
        if event.kind in (*_OPENING, *_CLOSING) and 0 <= since < event.range.duration:
            total += 0.006 * (unit_from("gate", identity, since) - 0.5)
        landed = frame - event.range.end
        if event.kind == "slam" and 0 <= landed < 12:
            total += 0.03 * math.exp(-landed / 3.0) * (-1) ** landed
    return total


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def _slammed(share: float) -> float:
    """Openness of a falling leaf: it drops as a stone does, bounces twice and rests."""
    fall = 0.62
    if share <= fall:
        return 1.0 - (share / fall) ** 2
    after = (share - fall) / (1 - fall)
    if after < 0.6:
        return _bounce(after, 0.0, 0.6, 0.07)
    return _bounce(after, 0.6, 1.0, 0.02)


def _bounce(at: float, start: float, end: float, top: float) -> float:
    """A parabola from 0 at ``start`` over ``top`` to 0 at ``end``."""
    return top * 4 * (at - start) * (end - at) / (end - start) ** 2
