"""What hangs on a body and nobody moves: packs, hems, hair, tails, antennae follow their parents on damped springs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.signal import lfilter

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.ease import rise, soften
from redearth.stage.parts import F64, Skeleton, Sway

_GRAVITY_MPS2 = 9.81
_HARDEST_MPS2, _HARDEST_RADPS2 = 30.0, 80.0
"""A jump cut of a track is no blow: more than this is not felt."""
_DEAF_FRAMES = 2
"""The first frames of a beat, whose accelerations would be taken from the beat before."""
_FADE_S = 0.4
"""Before a beat's end the swinging dies away, so that the next beat does not depend on how long this one took."""
_UP = np.array([0.0, 1.0, 0.0])

Windows = Sequence[tuple[str, int, int]]


def sway(solved: Solved, skeleton: Skeleton, fps: int, windows: Windows) -> Solved:
    """Return the body with its hanging joints swung; ``windows`` are the scene's beats as (beat, first frame, end frame).

    A joint's turn from its rest is what is heavy: its parent's tilt against gravity, felt at once, and a damped spring's answer to the
    parent's acceleration and turning, which starts from rest in every beat and has died away when the beat ends.
    """
    if not skeleton.sways:
        return solved
    rotations, world, position = solved.rotations.copy(), solved.set_rotations.copy(), solved.positions_m.copy()
    swung = {skeleton.index(one.joint): one for one in skeleton.sways}
    moved: set[int] = set()
    for joint, parent in enumerate(skeleton.parents):
        if joint not in swung and parent not in moved:
            continue
        moved.add(joint)
        position[:, joint] = position[:, parent] + quat.rotate(world[:, parent], solved.translations_m[:, joint])
        if joint in swung:
            along = direction_of(skeleton, swung[joint])
            rotations[:, joint] = _swing(world[:, parent], position[:, joint], along, swung[joint], fps, windows)
        world[:, joint] = quat.multiply(world[:, parent], rotations[:, joint])
    return Solved(rotations=rotations, translations_m=solved.translations_m, set_rotations=world, positions_m=position)


def direction_of(skeleton: Skeleton, swaying: Sway) -> F64:
    """Return the unit vector [3] from a swaying joint to where its mass lies, at rest: given, or to its children, or away from its parent."""
    joint = skeleton.index(swaying.joint)
    children = [child for child, parent in enumerate(skeleton.parents) if parent == joint]
    vector = np.array(swaying.direction, float)
    if not vector.any():
        vector = skeleton.rest_offsets_m[children].sum(0) if children else skeleton.rest_offsets_m[joint]
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-6 else -_UP


def _swing(parent: F64, place_m: F64, along: F64, swaying: Sway, fps: int, windows: Windows) -> F64:
    """Return the turns [F, 4] of a joint in its parent's space, never beyond its limit."""
    back = quat.inverse(parent)
    felt = quat.rotate(back, _limited(_second(place_m, fps), _HARDEST_MPS2))
    up = quat.rotate(back, _UP)
    upright = np.clip((up[:, 1] - 0.2) / 0.3, 0.0, 1.0)[:, None]  # what lies down rests on the body or on the ground
    heavy = -swaying.weight * quat.cross(along[None], (up - _UP) * upright)
    natural = 2 * math.pi * min(swaying.frequency_hz, fps / 5)
    dragged = -swaying.weight * quat.cross(along[None], felt) / _GRAVITY_MPS2
    left_behind = -_limited(_spin_up(parent, back, fps), _HARDEST_RADPS2) * min(swaying.weight, 1.0) / natural**2
    angle = heavy + _ringing(dragged + left_behind, natural, swaying.damping, fps, windows)
    size = np.sqrt((angle * angle).sum(-1, keepdims=True))
    return _turns(angle / np.maximum(size, 1e-12), swaying.limit_rad * np.tanh(size[:, 0] / max(swaying.limit_rad, 1e-6)))


def _ringing(drive: F64, natural: float, damping: float, fps: int, windows: Windows) -> F64:
    """Return the answer [F, 3] of a spring of ``natural`` rad/s to where ``drive`` [F, 3] would hold it, beat by beat."""
    out = np.zeros_like(drive)
    decay = math.exp(-damping * natural / fps)
    ring = natural * math.sqrt(max(1.0 - damping * damping, 1e-4)) / fps
    poles = [1.0, -2 * decay * math.cos(ring), decay * decay]
    for _, start, end in windows:
        local = np.arange(end - start) / fps
        deaf = _DEAF_FRAMES / fps
        pushed = drive[start:end] * rise(local, deaf, 3 / fps)[:, None]
        answer = lfilter([0.0, sum(poles)], poles, pushed, axis=0)
        fade = min(_FADE_S, len(local) / fps / 2)
        out[start:end] = answer * (1.0 - rise(local, len(local) / fps - fade - 1 / fps, fade))[:, None]
    return out


def _second(place_m: F64, fps: int) -> F64:
    """Return accelerations [F, 3] of places [F, 3], softened over three frames."""
    if len(place_m) < 3:
        return np.zeros_like(place_m)
    inner = (place_m[2:] - 2 * place_m[1:-1] + place_m[:-2]) * float(fps) ** 2
    return soften(np.concatenate([inner[:1], inner, inner[-1:]]), 1)


def _spin_up(parent: F64, back: F64, fps: int) -> F64:
    """Return the angular accelerations [F, 3] of a turning joint, in its own axes."""
    if len(parent) < 3:
        return np.zeros((len(parent), 3))
    step = quat.multiply(back[:-1], parent[1:])
    spin = 2.0 * fps * step[:, 1:] * np.sign(np.where(step[:, :1] == 0, 1.0, step[:, :1]))
    inner = (spin[1:] - spin[:-1]) * fps
    return soften(np.concatenate([inner[:1], inner, inner[-1:]]), 1)


def _limited(vector: F64, most: float) -> F64:
    size = np.sqrt((vector * vector).sum(-1, keepdims=True))
    return np.asarray(vector * np.minimum(1.0, most / np.maximum(size, 1e-9)))


def _turns(axis: F64, angle: F64) -> F64:
    return np.concatenate([np.cos(angle / 2)[:, None], axis * np.sin(angle / 2)[:, None]], axis=-1)
