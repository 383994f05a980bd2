"""Where props are: in hands that have been posed, or where they were put down."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from redearth.core.seed import seed_from
from redearth.direction.model import Blocking, PropHold
from redearth.stage.motion import quat
from redearth.stage.motion.ease import rise, wander
from redearth.stage.motion.prop_states import burning, changes_of, parts_of, row_of, shining
from redearth.stage.motion.scene import Posed
from redearth.stage.parts import F64, PropTake

_PASS_S = 0.22


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
    place, spin = _where(holds[0], posed, frames)
    visible, lit = np.zeros(frames, bool), np.zeros(frames)
    for number, hold in enumerate(holds):
        start, end = max(0, hold.range.start), min(frames, hold.range.end)
        visible[start:end] = True
        if number:
            next_place, next_spin = _where(hold, posed, frames)
            weight = rise(time, hold.range.start / fps, _PASS_S)
            place = place + (next_place - place) * weight[:, None]
            spin = quat.blend(spin, next_spin, weight)
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
    palms, thumbs = [], []
    for side in sides:
        joint = skeleton.index(side + "Hand")
        along = skeleton.rest_offsets_m[skeleton.index(side + "Fingers")] * (0.08 / 0.09)
        palms.append(solved.positions_m[:, joint] + quat.rotate(solved.set_rotations[:, joint], along))
        thumbs.append(quat.rotate(solved.set_rotations[:, joint], [0.0, 0.0, 1.0]))
    palm = np.mean(palms, axis=0)
    chest = solved.set_rotations[:, skeleton.index("chest")]
    ahead = quat.rotate(chest, [0.0, 0.0, 1.0])
    lean = 0.0 if hold.grip in ("both", "chest") else 0.55
    up = quat.unit(np.array([0.0, 1.0, 0.0]) + lean * np.mean(thumbs, axis=0) + (0.25 * ahead if hold.grip == "raised" else 0.0))
    left = quat.unit(quat.cross(up, ahead), (1.0, 0.0, 0.0))
    matrix = np.stack([left, up, quat.cross(left, up)], axis=-1)
    drop = np.array([0.0, -0.03, 0.0]) if hold.grip in ("both", "chest") else np.zeros(3)
    return palm + drop, quat.from_matrix(matrix)
