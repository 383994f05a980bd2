"""Where props are: in hands that have been posed, or where they were put down."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from redearth.core.seed import seed_from
from redearth.direction.model import Blocking, PropHold
from redearth.stage.motion import quat
from redearth.stage.motion.bearing import aimed, turn_in_hand
from redearth.stage.motion.ease import rise, wander
from redearth.stage.motion.prop_flight import Pose, handed_on, let_go
from redearth.stage.motion.prop_states import burning, changes_of, parts_of, row_of, shining
from redearth.stage.motion.scene import Posed
from redearth.stage.parts import F64, PropTake

_DROP_M = 0.03


def take_props(blocking: Blocking, posed: Mapping[str, Posed]) -> tuple[PropTake, ...]:
    """Return every prop on every frame; ``posed`` holds the people who may carry it."""
    takes = []
    for prop in sorted({hold.prop for hold in blocking.props}):
        holds = sorted((h for h in blocking.props if h.prop == prop), key=lambda h: (h.range.start, h.range.end))
        takes.append(_take(prop, holds, blocking, posed))
    return tuple(takes)


def places_held(blocking: Blocking, holder: str, posed: Mapping[str, Posed]) -> dict[str, F64]:
    """Return where the props that ``holder`` ever holds are, [F, 3] each, as far as their holders have been posed."""
    props = sorted({hold.prop for hold in blocking.props if hold.holder == holder})
    takes = {take.prop: take for take in take_props(blocking, posed)}
    return {prop: takes[prop].world_from_object[:, :3, 3].astype(float) for prop in props}


def _take(prop: str, holds: list[PropHold], blocking: Blocking, posed: Mapping[str, Posed]) -> PropTake:
    frames, fps = blocking.duration_frames, blocking.fps
    time = np.arange(frames) / fps
    place, spin = _held(holds[0], blocking, posed)
    visible, lit = np.zeros(frames, bool), np.zeros(frames)
    for number, hold in enumerate(holds):
        start, end = max(0, hold.range.start), min(frames, hold.range.end)
        visible[start:end] = True
        if number:
            there = _held(hold, blocking, posed)
            later = holds[number + 1] if number + 1 < len(holds) else None
            flown = None if hold.holder else let_go((place, spin), there, hold, blocking, _catch(later, blocking, posed))
            place, spin = handed_on((place, spin), there, hold.range.start, fps) if flown is None else flown
        if hold.lit and end > start:
            lit[start:end] = _flicker(time[start:end] - hold.range.start / fps, prop, lit[start - 1] if start else 0.0)
    matrix = np.zeros((frames, 4, 4))
    matrix[:, :3, :3], matrix[:, :3, 3], matrix[:, 3, 3] = quat.to_matrix(spin), place, 1.0
    changes = changes_of(prop, blocking)
    lit = burning(prop, lit, changes, fps)
    glow = shining(prop, frames, changes, fps)
    return PropTake(
        prop=prop,
        world_from_object=matrix.astype(np.float32),
        visible=visible,
        lit=lit.astype(np.float32),
        glow=None if glow is None else glow.astype(np.float32),
        parts=parts_of(prop, holds, changes, matrix, lit, fps),
    )


def _held(hold: PropHold, blocking: Blocking, posed: Mapping[str, Posed]) -> Pose:
    place, spin = _where(hold, posed, blocking.duration_frames)
    return (place, aimed(blocking, hold, place, spin)) if hold.holder in posed else (place, spin)


def _catch(later: PropHold | None, blocking: Blocking, posed: Mapping[str, Posed]) -> tuple[int, F64] | None:
    """Return the frame and place at which somebody catches what flies, when that is the next that happens to it."""
    if later is None or later.holder not in posed:
        return None
    frame = min(later.range.start, blocking.duration_frames - 1)
    catches = any(
        c.actor == later.holder and c.primitive == "CATCH" and c.prop == later.prop and c.range.start <= frame <= c.range.end
        for c in blocking.cues
    )
    return (frame, _where(later, posed, blocking.duration_frames)[0][frame]) if catches else None


def _flicker(local: F64, prop: str, before: float) -> F64:
    """Catch in a tenth of a second, then burn unevenly between 0.7 and 1."""
    burn = 0.86 + 0.09 * wander(local, 6.3, "flicker", seed_from(prop)) + 0.05 * wander(local, 2.1, "swell", prop)
    return np.asarray(np.clip(burn, 0.6, 1.0) * (before + (1 - before) * rise(local, 0.0, 0.12)))


def _where(hold: PropHold, posed: Mapping[str, Posed], frames: int) -> tuple[F64, F64]:
    """Return position [F, 3] and rotation [F, 4] of a prop held like this, as if it were so on every frame."""
    if hold.holder not in posed:
        rest = row_of(hold.prop).rest_pose()
        spin = quat.from_matrix(quat.to_matrix(quat.about(1, np.array([hold.yaw_rad]))) @ rest[:3, :3])
        return np.tile(np.array(hold.position_m, float) + rest[:3, 3], (frames, 1)), np.tile(spin, (frames, 1))
    skeleton, solved = posed[hold.holder]
    sides = {"left": ("left",), "both": ("left", "right"), "chest": ("left", "right")}.get(hold.grip, ("right",))
    palms, hands = [], []
    for side in sides:
        joint = skeleton.index(side + "Hand")
        along = skeleton.rest_offsets_m[skeleton.index(side + "Fingers")] * (0.08 / 0.09)
        palms.append(solved.positions_m[:, joint] + quat.rotate(solved.set_rotations[:, joint], along))
        hands.append(solved.set_rotations[:, joint])
    chest = solved.set_rotations[:, skeleton.index("chest")]
    drop = np.array([0.0, -_DROP_M, 0.0]) if hold.grip in ("both", "chest") else np.zeros(3)
    return np.mean(palms, axis=0) + drop, turn_in_hand(hold.prop, hold.grip, hands, chest)
