"""Things of the set that hands work: where a lever's grip and a door's handle are on every frame while they move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.core.space import Vec3, rotation_y, translation
from redearth.direction.model import Piece, SetEvent
from redearth.stage.motion.acting import Act
from redearth.stage.parts import F64, Placement
from redearth.stage.sets.industry import LEVER_PIVOT, armoured
from redearth.stage.sets.move import pose_piece

_WORKING = frozenset({"pull", "push", "press", "open", "close", "slam"})
_GRIP_SHARE = 0.78
"""Where on its arm a lever is gripped, from the axle to the end."""
_HANDLE_M, _FROM_EDGE_M, _OFF_M = 1.02, 0.09, 0.055
"""A door's handle: its height, how far from the edge that opens, how far off the leaf."""
_FROM_HINGE_M, _EDGE_M, _CLOSING = 0.42, 0.03, frozenset({"close", "slam"})
"""Where on an open leaf the hand is laid that shuts it from before it: next to the hinge, as its edge has swung out of reach, or on the edge
that still shows of one that slides."""
_SWINGING = frozenset({"door"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """A grip that moves with its piece."""

    piece: Piece
    event: SetEvent
    at_m: F64
    """[F, 3] in set space."""
    moved_s: float
    """When the piece has come to rest, in local seconds of the cue."""


def handle_of(act: Act) -> Handle | None:
    """Return the grip that an act works, or None for what has none or does not move."""
    blocking = act.work.blocking
    event = next((e for e in blocking.events if e.beat == act.cue.beat and e.kind in _WORKING and e.subject), None)
    piece = None if event is None else next((p for p in blocking.set_plan.pieces if p.id == event.subject), None)
    if event is None or piece is None:
        return None
    local = _grip(act, piece, closing=event.kind in _CLOSING)
    if local is None:
        return None
    place = translation(piece.position_m) @ rotation_y(piece.yaw_rad)
    placement = Placement(name=piece.id, mesh="", world_from_object=place[None], piece=piece)
    first, last = max(0, act.cue.range.start - 24), min(act.path.frames, event.range.end + 24)
    at = np.zeros((act.path.frames, 3))
    for frame in range(first, last):
        pose = pose_piece(placement, blocking.events, frame, blocking.set_plan.kit)
        at[frame] = (pose.world_from_object @ np.array([*local, 1.0]))[:3]
    at[:first], at[last:] = at[min(first, len(at) - 1)], at[max(last - 1, 0)]
    return Handle(piece=piece, event=event, at_m=at, moved_s=(event.range.end - act.cue.range.start) / act.path.fps)


def _grip(act: Act, piece: Piece, *, closing: bool) -> Vec3 | None:
    """Return the grip in the piece's own space, on the side on which the actor stands."""
    wide, tall, deep = piece.size_m
    if piece.kind == "lever":
        reach = tall * (1 - LEVER_PIVOT) * 0.98
        return (0.0, tall * LEVER_PIVOT + _GRIP_SHARE * reach, -0.02 * deep)
    if piece.kind in _SWINGING:
        away = act.spot() - np.array(piece.position_m)
        front = away[0] * np.sin(piece.yaw_rad) + away[2] * np.cos(piece.yaw_rad) >= 0
        if closing and front:
            along = _EDGE_M - wide / 2 if armoured(act.work.blocking.set_plan.kit) else _FROM_HINGE_M - wide / 2
            return (along, min(_HANDLE_M, 0.5 * tall), 0.5 * deep + _OFF_M)
        return (wide / 2 - _FROM_EDGE_M, min(_HANDLE_M, 0.5 * tall), (0.5 * deep + _OFF_M) * (1.0 if front else -1.0))
    return None
