"""Which contacts are meant: who may touch whom or what, and when."""

from __future__ import annotations

import numpy as np

from redearth.direction.model import Blocking, Cue, Piece
from redearth.stage.parts import F64

_MARGIN_S = 0.7
"""A contact comes and goes this long around its cue."""
_HANDLING = frozenset(
    ("TOUCH", "GRAB", "HOLD", "PUSH", "PULL", "OPEN", "CLOSE", "PRESS", "STRIKE", "REACH", "USE", "WRITE", "GIVE", "RELEASE", "DRAG")
)  # fmt: skip
_RESTING = frozenset(("SIT", "LIE", "LEAN", "KNEEL", "CROUCH", "CRAWL", "CLIMB", "FALL", "DIE"))
_UP_AGAIN = frozenset(("RISE", "STAND", "WALK", "RUN", "JUMP"))
_NEAR_M = 0.45
"""How far from a piece its user's target may lie."""
HANDS = frozenset(side + part for side in ("left", "right") for part in ("Hand", "Fingers", "LowerArm"))


def partners_of(blocking: Blocking, first: str, second: str) -> np.ndarray:
    """Return [F] where two actors are meant to touch: a cue of either has the other for its partner or target."""
    mask = np.zeros(blocking.duration_frames, bool)
    for cue in blocking.cues:
        if {cue.actor, _other(cue)} == {first, second}:
            _mark(mask, cue.range.start, cue.range.end, blocking.fps)
    return mask


def handles(blocking: Blocking, actor: str, piece: Piece) -> np.ndarray:
    """Return [F] where an actor's hands are meant to be on a piece."""
    mask = np.zeros(blocking.duration_frames, bool)
    for cue in blocking.cues:
        near = cue.target_m is not None and _beside(np.array(cue.target_m, float), piece) < _NEAR_M
        if cue.actor == actor and cue.primitive in _HANDLING and near:
            _mark(mask, cue.range.start, cue.range.end, blocking.fps)
    return mask


def rests(blocking: Blocking, actor: str) -> np.ndarray:
    """Return [F] where an actor is held up by something beside the feet: from sitting or lying down until rising or walking on."""
    mask = np.zeros(blocking.duration_frames, bool)
    down: int | None = None
    for cue in sorted((c for c in blocking.cues if c.actor == actor), key=lambda c: (c.range.start, c.beat)):
        if cue.primitive in _RESTING and down is None:
            down = cue.range.start
        elif cue.primitive in _UP_AGAIN and down is not None:
            _mark(mask, down, cue.range.end, blocking.fps)
            down = None
    if down is not None:
        _mark(mask, down, len(mask), blocking.fps)
    return mask


def _other(cue: Cue) -> str:
    return cue.partner or (cue.target.id if cue.target is not None and cue.target.kind == "character" else "")


def _mark(mask: np.ndarray, start: int, end: int, fps: int) -> None:
    margin = round(_MARGIN_S * fps)
    mask[max(0, start - margin) : max(0, end + margin)] = True


def _beside(point_m: F64, piece: Piece) -> float:
    """Return how far a point is from a piece's rectangle on the floor; 0 inside."""
    sine, cosine = np.sin(piece.yaw_rad), np.cos(piece.yaw_rad)
    x, z = point_m[0] - piece.position_m[0], point_m[2] - piece.position_m[2]
    across, ahead = x * cosine - z * sine, x * sine + z * cosine
    return float(np.hypot(max(abs(across) - piece.size_m[0] / 2, 0.0), max(abs(ahead) - piece.size_m[2] / 2, 0.0)))
