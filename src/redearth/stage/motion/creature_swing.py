"""How limbs swing: feet pass the hip as nothing in the air holds them, hands keep off the ground, bones follow from their turns in the set."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.parts import F64

_TURNS = 5
_UNDER = 0.12
"""A foot counts as below its hip by this share of their distance at least: a hip that falls past its foot does not throw the limb round."""
_HANGING, _REACHING = 0.15, 0.02
"""How high the tip of a hand stays that hangs, and one that reaches, in statures."""
_KEPT = 0.6
"""A foot keeps at least this share of the height to which its gait lifts it."""


def swing_past(tip_m: F64, hip_m: F64, taken: F64, floor_m: float, high_m: float) -> F64:
    """Return a foot's way [F, 3]: as given on the ground (``floor_m``), evened out relative to its hip [F, 3] from ``high_m`` above it on.

    What an act has ``taken`` [F] goes where the act wants it.
    """
    lift = tip_m[:, 1] - floor_m
    raised = (np.clip(lift / high_m, 0.0, 1.0) * (1.0 - taken))[:, None]
    if len(tip_m) < 3 or raised.max(initial=0.0) == 0.0:
        return tip_m
    way = tip_m - hip_m
    for _ in range(_TURNS):
        around = 0.5 * (way[:-2] + way[2:])
        way = np.concatenate([way[:1], way[1:-1] + 0.5 * raised[1:-1] * (around - way[1:-1]), way[-1:]])
    out = hip_m + way
    out[:, 1] = np.maximum(out[:, 1], floor_m + _KEPT * lift)
    return np.asarray(out)


def turned_past(turns: F64, raised: F64) -> F64:
    """Return turns [F, 4] evened out in time by how far they are ``raised`` [F]."""
    if len(turns) < 3 or raised.max(initial=0.0) == 0.0:
        return turns
    for _ in range(_TURNS):
        around = quat.blend(turns[:-2], turns[2:], np.full(len(turns) - 2, 0.5))
        turns = np.concatenate([turns[:1], quat.blend(turns[1:-1], around, 0.5 * raised[1:-1]), turns[-1:]])
    return turns


def off_ground(tip_m: F64, taken: F64, size: float) -> F64:
    """Return a hanging hand's way [F, 3] with the fingers above the ground, however low the body stoops."""
    least = size * (_HANGING - (_HANGING - _REACHING) * taken)
    out = tip_m.copy()
    out[:, 1] = least + 0.02 * size * np.logaddexp(0.0, (tip_m[:, 1] - least) / (0.02 * size))
    return out


def swing_of(way_m: F64, rest_m: F64) -> F64:
    """Return by how much [F] a limb that reaches along ``way_m`` [F, 3] swings back or forth from how it hangs, in its carrier's axes."""
    long = np.sqrt((way_m * way_m).sum(-1))
    swing = np.arctan2(way_m[:, 2], np.maximum(-way_m[:, 1], _UNDER * long)) - math.atan2(float(rest_m[2]), float(-rest_m[1]))
    swing = (swing + math.pi) % (2 * math.pi) - math.pi
    sagittal = np.hypot(way_m[:, 1], way_m[:, 2]) / np.maximum(long, 1e-6)
    return np.asarray(swing * np.clip(2.0 * sagittal - 0.6, 0.0, 1.0))  # one that points sideways swings neither way


def chained(joints: tuple[int, ...], loose: F64, translations: F64, local: F64, world: F64, position: F64) -> None:
    """Write the local turns of a limb (its parent first) whose bones are turned in the set, and where they come to be; what is ``loose`` [F] is evened out."""
    chain = tuple(zip(joints[1:], joints[:-1], strict=True))
    for joint, above in chain[1:]:
        local[:, joint] = quat.multiply(quat.inverse(world[:, above]), world[:, joint])
    for joint, above in chain:
        local[:, joint] = turned_past(local[:, joint], loose)
        world[:, joint] = quat.multiply(world[:, above], local[:, joint])
        position[:, joint] = position[:, above] + quat.rotate(world[:, above], translations[:, joint])
