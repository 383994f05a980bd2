"""Bind points of a clothed body to the biped's joints: smooth shares at shoulders, elbows, hips and knees.

Everything here and in the garments is modelled on the adult skeleton ``biped()`` and scaled to a stature at the end.
"""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, capsule, ramp
from redearth.stage.cast.hang import HANGING, with_hanging
from redearth.stage.parts import Skeleton
from redearth.stage.rig import biped, with_halves

ADULT = with_hanging(with_halves(biped()), HANGING)
"""The skeleton everybody is modelled on, with every joint that may hang on it; who has nothing hanging there is bound to the parent."""
REST = dict(zip(ADULT.names, ADULT.rest_positions_m(), strict=True))
ARM_AXIS = (REST["leftLowerArm"] - REST["leftUpperArm"]) / np.linalg.norm(REST["leftLowerArm"] - REST["leftUpperArm"])
ARM_SIDE = np.array([-ARM_AXIS[1], ARM_AXIS[0], 0.0])
"""Across the left arm, away from the body."""
ELBOW_M, WRIST_M, KNUCKLE_M = 0.285, 0.54, 0.63
_KNEE_Y, _ANKLE_Y = float(REST["leftLowerLeg"][1]), float(REST["leftFoot"][1])


def _arm_share(p: F64) -> tuple[F64, F64]:
    """Return (share of the arm, metres along it) of mirrored points."""
    rel = p - REST["leftUpperArm"]
    along = rel @ ARM_AXIS
    arm = capsule(p, REST["leftUpperArm"], REST["leftHand"], 0.075, 0.05)
    trunk = np.hypot(p[:, 0] / 1.45, p[:, 2]) - 0.125
    # below the armpit the flank is drawn along, so that a raised arm stretches cloth there and not around the arm
    flank = ramp(trunk - arm + 0.02 * ramp(along, 0.02, 0.12), -0.052, 0.012)
    return ramp(along, -0.06, 0.10) * flank, along


def biped_weights(points: F64, skeleton: Skeleton = ADULT, coat: bool = False) -> F64:
    """Return dense shares [V, J] of points on a body at rest; with ``coat`` the cloth below the hips hangs from both legs."""
    out = np.zeros((len(points), len(skeleton.names)))
    p = np.column_stack([np.abs(points[:, 0]), points[:, 1], points[:, 2]])
    seam = 0.004 + 0.026 * ramp(p[:, 1], 0.79, 0.88)  # below the crotch the sides part sharply
    left = ramp(points[:, 0] / seam, -1.0, 1.0)
    arm, along = _arm_share(p)
    rest = 1.0 - arm
    upper, elbow = ramp(along, ELBOW_M + 0.005, ELBOW_M - 0.060), ramp(along, ELBOW_M - 0.005, ELBOW_M + 0.060)
    wrist, knuckle = ramp(along, 0.515, 0.565), ramp(along, 0.605, 0.66)
    chain = {
        "UpperArm": arm * upper,
        "Elbow": arm * (1 - upper - elbow),
        "LowerArm": arm * elbow * (1 - wrist),
        "Hand": arm * wrist * (1 - knuckle),
        "Fingers": arm * wrist * knuckle,
    }
    clavicle = rest * ramp(p[:, 0], 0.06, 0.17) * ramp(p[:, 1], 1.27, 1.41) * 0.75
    chain["Shoulder"] = clavicle
    rest = rest - clavicle
    if coat:
        reach = 0.05 + 0.06 * ramp(p[:, 1], 0.80, 0.35)  # cloth between the legs is shared the wider the lower it hangs
        left = 0.5 + 0.5 * np.clip(points[:, 0] / reach, -1.0, 1.0)
    chain |= _coat_chain(points, p, rest) if coat else _leg_chain(p, rest)
    rest = rest - sum(chain[k] for k in ("UpperLeg", "Knee", "LowerLeg", "Foot", "Toes"))
    if coat:
        rest = _hem(out, points, rest, chain)
    for name, share in chain.items():
        out[:, skeleton.index("left" + name)] = share * left
        out[:, skeleton.index("right" + name)] = share * (1 - left)
    _spine(out, points[:, 1], rest, skeleton)
    return out


def _leg_chain(p: F64, rest: F64) -> dict[str, F64]:
    leg = rest * ramp(p[:, 1] - 0.25 * np.clip(p[:, 0] - 0.05, 0, 0.12), 0.955, 0.80)
    thigh, knee = ramp(p[:, 1], _KNEE_Y - 0.005, _KNEE_Y + 0.075), ramp(p[:, 1], _KNEE_Y + 0.005, _KNEE_Y - 0.075)
    ankle = ramp(p[:, 1], _ANKLE_Y + 0.035, _ANKLE_Y - 0.01)
    toes = ankle * ramp(p[:, 2], 0.09, 0.155)
    return {
        "UpperLeg": leg * thigh,
        "Knee": leg * (1 - thigh - knee),
        "LowerLeg": leg * knee * (1 - ankle),
        "Foot": leg * (ankle - toes),
        "Toes": leg * toes,
    }


def _coat_chain(points: F64, p: F64, rest: F64) -> dict[str, F64]:
    """Cloth follows the thigh on its own side, less between the legs, and lags behind the shin: in front it falls over it, behind it hangs."""
    fall = rest * ramp(p[:, 1], 0.965, 0.79) * (0.75 + 0.25 * ramp(p[:, 0], 0.0, 0.08))
    over = fall * (0.50 + 0.25 * ramp(points[:, 2], -0.02, 0.10))
    knee, shin = ramp(p[:, 1], 0.62, 0.46), ramp(p[:, 1], 0.47, 0.27)
    return {
        "UpperLeg": fall - over * knee,
        "Knee": over * (knee - shin),
        "LowerLeg": over * shin,
        "Foot": fall * 0.0,
        "Toes": fall * 0.0,
    }


_HEM_SHARES = {"hemLeft": 0.24, "hemRight": 0.24, "hemFront": 0.07, "hemBack": 0.36}
"""How much of a hem swings freely: little in front, where knees lift it. The joints of ``hang`` swing the wider for it."""


def _hem(out: F64, points: F64, rest: F64, chain: dict[str, F64]) -> F64:
    """Give the lower cloth's share of swinging to the hem's four joints, by where it hangs around the body; return what is left of ``rest``."""
    x, z = points[:, 0] / 0.17, (points[:, 2] + 0.005) / 0.11
    round_m = np.maximum(x * x + z * z, 1e-9)
    towards = {
        "hemLeft": np.maximum(x, 0),
        "hemRight": np.maximum(-x, 0),
        "hemFront": np.maximum(z, 0),
        "hemBack": np.maximum(-z, 0),
    }
    low = ramp(points[:, 1], 0.88, 0.55)
    free = {name: _HEM_SHARES[name] * low * towards[name] ** 2 / round_m for name in towards}
    bound = 1 - sum(free.values())
    cloth = chain["UpperLeg"] + chain["Knee"] + chain["LowerLeg"] + rest
    for name, share in free.items():
        out[:, ADULT.index(name)] = cloth * share
    for name in ("UpperLeg", "Knee", "LowerLeg"):
        chain[name] = chain[name] * bound
    return np.asarray(rest * bound)


def _spine(out: F64, y: F64, rest: F64, skeleton: Skeleton) -> None:
    remaining = rest.copy()
    for name, low, high in (("head", 1.50, 1.565), ("neck", 1.425, 1.50), ("chest", 1.14, 1.28), ("spine", 0.985, 1.12)):
        share = remaining * ramp(y, low, high)
        out[:, skeleton.index(name)] = share
        remaining = remaining - share
    out[:, skeleton.index("hips")] = remaining
