"""Turn a take into camera samples: one for each frame, in shot-local time."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import quat_from_matrix, world_from_camera_looking
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera import moves
from redearth.direction.camera.judge import reference_frame
from redearth.direction.camera.moves import Motive
from redearth.direction.camera.optics import aimed
from redearth.direction.camera.setups import Setup, View, aim_of, carrier_of
from redearth.direction.model import CameraSample

_NEAREST_BODY_M = 0.36


def film(
    view: View, setup: Setup, units: tuple[Unit, ...], start: int, end: int, motive: Motive, shot: str
) -> tuple[CameraSample, ...]:
    """Return the camera on every frame of ``[start, end)``; depends on what happens in those frames alone."""
    fps = view.staged.blocking.fps
    aim = np.stack([aim_of(view, setup, _on_set(view, setup, units, f)) for f in range(start, end)])
    position = np.repeat(setup.position[None], end - start, axis=0)
    if setup.travels:
        reference = carrier_of(view, setup, reference_frame(view, units[0], setup))
        carrier = np.stack([carrier_of(view, setup, _on_set(view, setup, units, f)) for f in range(start, end)])
        position = position + moves.eased(carrier, fps, 0.22) - reference
    aim = moves.eased(aim, fps, 0.2 if setup.travels else 0.28)
    position, aim = _drifted(view, units, position, aim, motive, start)
    jitter, swing = moves.tremor(end - start, fps, motive.handheld, shot)
    position = _kept_clear(view, units, position + jitter, start, setup)
    return tuple(_sample(view, setup, position[k], aim[k], swing[k], start + k) for k in range(end - start))


def pan_of(samples: tuple[CameraSample, ...]) -> float:
    """Return how far the camera turns from first to last frame, in radians."""
    one, two = np.array(samples[0].rotation), np.array(samples[-1].rotation)
    return 2 * math.acos(min(1.0, abs(float(one @ two))))


def _drifted(view: View, units: tuple[Unit, ...], position: F64, aim: F64, motive: Motive, start: int) -> tuple[F64, F64]:
    """A camera move that would run into scenery is made shorter, and dropped when even that does not help."""
    for amount in (1.0, 0.6, 0.3):
        moved, looked = moves.drifted(position, aim, motive.drift, view.staged.blocking.fps, amount)
        frames = range(0, len(moved), 4)
        scenes = [next((u for u in units if u.start <= start + k < u.end), units[-1]) for k in frames]
        if all(view.scenery(u).inside(moved[k]) for u, k in zip(scenes, frames, strict=True)) and view.scenery(units[-1]).inside(
            moved[-1]
        ):
            return moved, looked
    return position, aim


def _on_set(view: View, setup: Setup, units: tuple[Unit, ...], frame: int) -> int:
    """A camera that waits for somebody looks at where he will appear."""
    if all(view.staged.here[a][frame] for a in setup.aim_actors):
        return frame
    later = [f for f in range(frame, units[-1].end) if all(view.staged.here[a][f] for a in setup.aim_actors)]
    return later[0] if later else frame


def _kept_clear(view: View, units: tuple[Unit, ...], position: F64, start: int, setup: Setup) -> F64:
    out = position.copy()
    for k in range(len(out)):
        unit = next((u for u in units if u.start <= start + k < u.end), units[-1])
        scenery = view.scenery(unit)
        if not scenery.inside(out[k], 0.28):
            inner = scenery.pulled_in(out[k])
            out[k] = inner if scenery.inside(inner, 0.28) else setup.position if not setup.travels else inner
        for x, z, radius, height in view.bodies(start + k):
            away = np.array([out[k, 0] - x, out[k, 2] - z])
            gap = float(np.hypot(*away))
            if gap - radius < _NEAREST_BODY_M and out[k, 1] < height + 0.2 and gap > 1e-6:
                out[k, [0, 2]] += away / gap * (radius + _NEAREST_BODY_M - gap)
    return out


def _sample(view: View, setup: Setup, position: F64, aim: F64, swing: F64, frame: int) -> CameraSample:
    main = next((a for a in setup.subjects if a in view.staged.actors and view.staged.here[a][frame]), "")
    focus = view.eye(main, frame) if main and setup.role not in ("insert", "point_of_view") else aim
    pose = aimed(position, aim, setup.ndc, setup.focal_mm, view.aspect, focus)
    matrix = pose.matrix
    if swing.any():
        forward = -matrix[:3, 2] + swing[0] * matrix[:3, 0] + swing[1] * matrix[:3, 1]
        matrix = world_from_camera_looking(position, position + forward)
    x, y, z = (round(float(v), 5) for v in position)
    w, a, b, c = (round(v, 7) for v in quat_from_matrix(matrix))
    return CameraSample(
        position_m=(x, y, z), rotation=(w, a, b, c), focal_mm=round(setup.focal_mm, 3), focus_m=round(pose.focus_m, 3)
    )
