"""Which contacts are meant: who may touch whom or what, with which bones, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from redearth.direction.model import Blocking, Cue, Piece
from redearth.stage.measure.form import Form
from redearth.stage.parts import F64, Skeleton, Touch

_MARGIN_S = 0.6
"""A contact comes and goes this long around its act."""
_HANDLING = frozenset(
    ("TOUCH", "GRAB", "HOLD", "PUSH", "PULL", "OPEN", "CLOSE", "PRESS", "STRIKE", "REACH", "USE", "WRITE", "GIVE", "RELEASE", "DRAG")
)  # fmt: skip
_RESTING = frozenset(("SIT", "LIE", "LEAN", "KNEEL", "CROUCH", "CRAWL", "CLIMB", "FALL", "DIE"))
_UP_AGAIN = frozenset(("RISE", "STAND", "WALK", "RUN", "JUMP"))
_NEAR_M = 0.45
"""How far from a piece its user's target may lie."""
_ARMS = ("Hand", "Finger", "Thumb", "Index", "LowerArm", "Elbow")
_CLOSE = frozenset(("embrace", "support", "drag", "carry"))
"""Touches in which whole bodies lie against each other."""
_ROUNDS = 2
"""How many joints up and down from the one that touches may meet its partner's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What a scene means to touch: its cues, and the touches that its acts wrote down."""

    blocking: Blocking
    touches: Sequence[Touch]

    def partners(self, first: str, second: str) -> np.ndarray:
        """Return [F] where anything of two actors may meet: a cue of either has the other for its partner or target, or they are in each other's arms."""
        mask = self._none()
        for cue in self.blocking.cues:
            if {cue.actor, _other(cue)} == {first, second}:
                self._mark(mask, cue.range.start, cue.range.end)
        for hold in self.blocking.props:
            for next_hold in self.blocking.props:
                passed = hold.prop == next_hold.prop and hold.range.end == next_hold.range.start
                if passed and {hold.holder, next_hold.holder} == {first, second}:
                    self._mark(mask, hold.range.end, hold.range.end)
        for touch in self.touches:
            if touch.kind in _CLOSE and {touch.actor, touch.partner} == {first, second}:
                self._mark(mask, touch.range.start, touch.range.end)
        return mask

    def bones(
        self, one: str, other: str, forms: tuple[Form, Form], skeletons: tuple[Skeleton, Skeleton], frames: np.ndarray
    ) -> F64:
        """Return [n, C, C'] 1 where a bone of ``one`` may meet a bone of ``other`` because joints near both are meant to touch."""
        mask = np.zeros((len(frames), len(forms[0].bones), len(forms[1].bones)))
        for touch in self.touches:
            if not touch.partner_joint or {touch.actor, touch.partner} != {one, other}:
                continue
            ends = (touch.joint, touch.partner_joint) if touch.actor == one else (touch.partner_joint, touch.joint)
            during = self._none()
            self._mark(during, touch.range.start, touch.range.end)
            near = [near_bones(form, skeleton, joint) for form, skeleton, joint in zip(forms, skeletons, ends, strict=True)]
            mask = np.maximum(mask, during[frames][:, None, None] * near[0][:, None] * near[1][None])
        return mask

    def handles(self, actor: str, piece: Piece) -> np.ndarray:
        """Return [F] where an actor's arms are meant to be on a piece."""
        mask = self._none()
        for cue in self.blocking.cues:
            near = cue.target_m is not None and _beside(np.array(cue.target_m, float), piece) < _NEAR_M
            if cue.actor == actor and cue.primitive in _HANDLING and near:
                self._mark(mask, cue.range.start, cue.range.end)
        for touch in self.touches:
            if touch.actor == actor and touch.piece == piece.id:
                self._mark(mask, touch.range.start, touch.range.end)
        return mask

    def rests(self, actor: str) -> np.ndarray:
        """Return [F] where an actor is held up by something beside the feet: from sitting or lying down until rising or walking on."""
        mask = self._none()
        down: int | None = None
        for cue in sorted((c for c in self.blocking.cues if c.actor == actor), key=lambda c: (c.range.start, c.beat)):
            if cue.primitive in _RESTING and down is None:
                down = cue.range.start
            elif cue.primitive in _UP_AGAIN and down is not None:
                self._mark(mask, down, cue.range.end)
                down = None
        if down is not None:
            self._mark(mask, down, len(mask))
        return mask

    def _none(self) -> np.ndarray:
        return np.zeros(self.blocking.duration_frames, bool)

    def _mark(self, mask: np.ndarray, start: int, end: int) -> None:
        margin = round(_MARGIN_S * self.blocking.fps)
        mask[max(0, start - margin) : max(0, end + margin)] = True


def arms(form: Form) -> np.ndarray:
    """Return [C] which bones belong to forearms and hands."""
    return np.array([any(part in bone for part in _ARMS) for bone in form.bones], bool)


def near_bones(form: Form, skeleton: Skeleton, joint: str) -> np.ndarray:
    """Return [C] which bones are the joint's own or its neighbours'."""
    if joint not in skeleton.names:
        return np.zeros(len(form.bones), bool)
    near = {skeleton.index(joint)}
    for _ in range(_ROUNDS):
        near |= {skeleton.parents[j] for j in near if skeleton.parents[j] >= 0}
        near |= {j for j, parent in enumerate(skeleton.parents) if parent in near}
    return np.array([skeleton.index(bone) in near for bone in form.bones], bool)


def _other(cue: Cue) -> str:
    return cue.partner or (cue.target.id if cue.target is not None and cue.target.kind == "character" else "")


def _beside(point_m: F64, piece: Piece) -> float:
    """Return how far a point is from a piece's rectangle on the floor; 0 inside."""
    sine, cosine = np.sin(piece.yaw_rad), np.cos(piece.yaw_rad)
    x, z = point_m[0] - piece.position_m[0], point_m[2] - piece.position_m[2]
    across, ahead = x * cosine - z * sine, x * sine + z * cosine
    return float(np.hypot(max(abs(across) - piece.size_m[0] / 2, 0.0), max(abs(ahead) - piece.size_m[2] / 2, 0.0)))
