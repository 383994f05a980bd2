"""What hangs on a body and nobody moves: packs, hems, hair, tails, antennae follow their parents on damped springs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.signal import lfilter, lfilter_zi

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.ease import rise, soften
from redearth.stage.parts import F64, Skeleton, Sway

_GRAVITY_MPS2 = 9.81
_HARDEST_MPS2, _HARDEST_RADPS2 = 30.0, 80.0
"""A jump cut of a track is no blow: more than this is not felt."""
_DEAF_FRAMES = 2
"""The first frames of a beat, whose accelerations would be taken from the beat before."""
_FADE_S = 0.7
"""Before a beat's end the swinging goes over into the next beat's, which does not depend on how long this one took."""
_BEFORE_S = 1.0
"""So much of a beat's start tells how things swung before it."""
_STANDS_MPS, _SETS_OFF = 0.02, 0.3
"""Who goes no faster stands; who begins a beat at less than this share of its first second's speed only sets off."""
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
    return replace(solved, rotations=rotations, set_rotations=world, positions_m=position)


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
    angle = heavy + _ringing(dragged + left_behind, place_m, natural, swaying.damping, fps, windows)
    size = np.sqrt((angle * angle).sum(-1, keepdims=True))
    return _turns(angle / np.maximum(size, 1e-12), swaying.limit_rad * np.tanh(size[:, 0] / max(swaying.limit_rad, 1e-6)))


def _ringing(drive: F64, place_m: F64, natural: float, damping: float, fps: int, windows: Windows) -> F64:
    """Return the answer [F, 3] of a spring of ``natural`` rad/s to where ``drive`` [F, 3] would hold it, beat by beat.

    Before its beat it swung as the beat's start says (:func:`_from_before`); over the last moments of a beat it goes over into that of the next.
    """
    out = np.zeros_like(drive)
    decay = math.exp(-damping * natural / fps)
    ring = natural * math.sqrt(max(1.0 - damping * damping, 1e-4)) / fps
    poles, gain = [1.0, -2 * decay * math.cos(ring), decay * decay], [0.0, 1 - 2 * decay * math.cos(ring) + decay * decay]
    settled = lfilter_zi(gain, poles)[:, None]
    lead = max(1, round(_BEFORE_S * fps))
    for _, start, end in windows:
        if end <= start:
            continue
        pushed = _from_before(drive[start:end], place_m[start:end], fps, lead)
        answer, _ = lfilter(gain, poles, pushed, axis=0, zi=settled * pushed[:1])
        early = min(lead, start, round(_FADE_S * fps))
        over = rise(np.arange(1, early + 1) / fps, 0.0, (early + 1) / fps)[:, None]
        out[start - early : start] += (answer[lead - early : lead] - out[start - early : start]) * over
        out[start:end] = answer[lead:]
    return out


def _from_before(drive: F64, place_m: F64, fps: int, lead: int) -> F64:
    """Return a beat's drive [lead + F, 3] with what went before it as its own start implies.

    Who comes in at speed was walking as now: the past is the mirror image of the first second. Who starts from a stand stood still.
    """
    own = drive.copy()
    own[:_DEAF_FRAMES] = own[min(_DEAF_FRAMES, len(own) - 1)]
    step = np.diff(place_m[: lead + 1], axis=0)
    speeds = np.sqrt((step * step).sum(-1))
    usual = float(speeds.mean()) if len(speeds) else 0.0
    at_once = float(speeds[: max(1, fps // 8)].mean()) / usual if usual > _STANDS_MPS / fps else 0.0
    moving = min(1.0, max(0.0, (at_once - _SETS_OFF) / (1.0 - 2 * _SETS_OFF)))
    past = np.pad(own, ((lead, 0), (0, 0)), mode="reflect")[:lead] * moving
    blend = rise(np.arange(-lead, len(own)) / fps, 0.0, 3.0 / fps)[:, None] * (1.0 - moving) + moving
    return np.concatenate([past, own]) * blend


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
