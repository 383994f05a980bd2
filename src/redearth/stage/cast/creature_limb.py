"""Limbs of beasts: arms, thighs and shanks with their muscles, paws, hooves, talons and clawed hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from redearth.stage.cast.creature_body import horn
from redearth.stage.cast.creature_clay import Lump, bound, formed, lump
from redearth.stage.cast.field import F64, ramp
from redearth.stage.cast.part import Part, Shell, joined, mirrored
from redearth.stage.cast.shapes import turned
from redearth.stage.cast.species import Species

Foot = Literal["paw", "hoof", "talon", "hand", "sole"]
_PARTS = ("Coxa", "Femur", "Tibia", "Foot", "Tip")
_CELL_M = 0.0165
_SOFT_ANKLE = 0.45
"""Up to this share of the way from toes to ankle a foot's skin leaves the toes for the bone above them."""


def limb_parts(species: Species, pair: int, hind: bool, thick: float, foot: Foot, coat: str, claw: float = 1.0) -> list[Part]:
    """Return both limbs of a pair below elbow or knee, with their feet; ``thick`` 1 is a wolf's."""
    joints = {part: species.joint(f"leftLeg{pair}{part}") for part in _PARTS}
    size = float(species.rig.stature_m)
    lumps = _long_bones(joints, hind, thick, size) + _foot_lumps(joints, thick, foot, size)
    chance = species.chance(f"limb{pair}")
    phase = 6.3 * chance.random()

    def skin(p: F64) -> F64:
        sinew = np.sin(p[:, 1] * 26 + 5 * p[:, 2] + phase) * np.sin(np.arctan2(p[:, 0], p[:, 2]) * 6 + 11 * p[:, 1])
        return np.asarray(0.0022 * size * sinew)

    shell, _ = formed(lumps, _CELL_M * size / 1.5, 0.028 * size, skin)
    ends = _claws(joints, foot, size, claw, thick)
    out = []
    for side in ("left", "right"):
        names = [f"{side}Leg{pair}{part}" for part in _PARTS]
        own = shell if side == "left" else mirrored(shell)
        out.append(_planted(species, bound(species.rig, own, coat, names, 0.035 * size), names, foot))
        if ends is not None:
            hard = ends if side == "left" else mirrored(ends)
            out.append(_planted(species, bound(species.rig, hard, "horn", names[3:], 0.02 * size), names, foot))
    return out


def _planted(species: Species, part: Part, names: Sequence[str], foot: Foot) -> Part:
    """Return a part whose toes follow the toes' joint alone: the bone above rolls over them without pressing them into the ground."""
    if foot == "hand":
        return part
    bone, toes = species.rig.index(names[3]), species.rig.index(names[4])
    ankle, tip = float(species.joint(names[3])[1]), float(species.joint(names[4])[1])
    share = 1.0 - ramp(part.shell.positions[:, 1], tip, tip + _SOFT_ANKLE * (ankle - tip))
    weights = part.weights.copy()
    weights[:, toes] += share * weights[:, bone]
    weights[:, bone] *= 1.0 - share
    return replace(part, weights=weights)


def haunch(joints: dict[str, F64], hind: bool, thick: float, size: float) -> list[Lump]:
    """Return the muscles that join a limb to the trunk, for the trunk's own clay."""
    t = thick * size
    coxa, femur, tibia = joints["Coxa"], joints["Femur"], joints["Tibia"]
    if hind:
        back = np.array([0.0, 0.02, -0.05]) * size
        return [
            lump(femur + np.array([0, 0.02 * size, 0]), tibia, 0.125 * t, 0.066 * t, flat=0.62, sided=True, blend=0.07 * size),
            lump(
                femur + back,
                0.55 * femur + 0.45 * tibia + 1.3 * back,
                0.10 * t,
                0.060 * t,
                flat=0.62,
                sided=True,
                blend=0.06 * size,
            ),
        ]
    return [
        lump(
            coxa + np.array([0.01 * size, -0.02 * size, 0]), femur, 0.060 * t, 0.088 * t, flat=0.62, sided=True, blend=0.06 * size
        ),
        lump(femur, tibia, 0.086 * t, 0.054 * t, flat=0.8, sided=True, blend=0.05 * size),
        lump(
            0.5 * (coxa + femur) + np.array([0, 0, -0.05 * size]),
            tibia + np.array([0, 0.03 * size, -0.01 * size]),
            0.072 * t,
            0.046 * t,
            flat=0.6,
            sided=True,
        ),
    ]


def _long_bones(j: dict[str, F64], hind: bool, thick: float, size: float) -> list[Lump]:
    t = thick * size
    femur, tibia, foot, tip = j["Femur"], j["Tibia"], j["Foot"], j["Tip"]
    calf = 0.62 * tibia + 0.38 * foot + (np.array([0.0, 0.0, -0.028]) if hind else np.array([0.0, 0.0, 0.016])) * size
    low = tip + 0.12 * (foot - tip)
    lumps = [
        lump(tibia + 0.42 * (femur - tibia), tibia, 0.062 * t, 0.056 * t, flat=0.8),
        lump(tibia, foot, 0.054 * t, 0.029 * t),
        lump(tibia + 0.1 * (foot - tibia), calf, 0.050 * t, 0.034 * t, flat=0.8),
        lump(foot, low, 0.032 * t, 0.028 * t),
        lump(foot + np.array([0, 0.006 * size, 0]), foot - [0, 0.012 * size, 0], 0.036 * t, 0.034 * t),
    ]
    if hind:
        heel = foot + np.array([0.0, 0.012, -0.034]) * size
        lumps += [lump(foot, heel, 0.026 * t, 0.020 * t), lump(heel, calf, 0.014 * t, 0.022 * t)]
    return lumps


def _foot_lumps(j: dict[str, F64], thick: float, foot: Foot, size: float) -> list[Lump]:
    tip, ankle = j["Tip"], j["Foot"]
    t = thick * size
    if foot == "hoof":
        return [lump(tip + np.array([0, 0.03 * size, 0]), tip, 0.030 * t, 0.036 * t)]
    if foot in ("paw", "talon"):
        long, wide, fat = (0.060, 0.030, 0.026) if foot == "paw" else (0.11, 0.045, 0.016)
        toes = [
            lump(
                tip + np.array([0, 0.004 * size, -0.02 * size]),
                tip + np.array([0, -0.004 * size, 0.01 * size]),
                0.036 * t,
                0.034 * t,
            )
        ]
        for k in (-1.0, -0.33, 0.33, 1.0):
            end = tip + np.array([k * wide * 1.25 * thick, -0.008, long * (1.0 - 0.18 * k * k)]) * size
            toes.append(
                lump(tip + np.array([0.7 * k * wide * thick, 0.0, 0.0]) * size, end, fat * t, 0.92 * fat * t, blend=0.012 * size)
            )
        if foot == "talon":
            toes.append(lump(tip, tip + np.array([0, -0.008, -0.075]) * size, fat * t, 0.8 * fat * t, blend=0.012 * size))
        return toes
    if foot == "sole":
        return [
            lump(ankle - [0, 0.02 * size, 0], tip + np.array([0, 0.0, 0.02]) * size, 0.034 * t, 0.026 * t, flat=1.25),
            lump(ankle + np.array([0, -0.045, -0.025]) * size, tip, 0.026 * t, 0.022 * t),
            *(
                lump(
                    tip + np.array([0.016 * k, 0, 0.01]) * size,
                    tip + np.array([0.021 * k, -0.008, 0.062 - 0.006 * k * k]) * size,
                    0.016 * t,
                    0.013 * t,
                    blend=0.01 * size,
                )
                for k in (-1.5, -0.5, 0.5, 1.5)
            ),
        ]
    return [lump(ankle, ankle + 0.45 * (tip - ankle), 0.034 * t, 0.036 * t, flat=0.8), *_fingers(j, t, size)]


def _fingers(j: dict[str, F64], t: float, size: float) -> list[Lump]:
    out = []
    for start, middle, end in _finger_lines(j, size):
        out += [
            lump(start, middle, 0.0165 * t, 0.0145 * t, blend=0.010 * size),
            lump(middle, end, 0.0145 * t, 0.010 * t, blend=0.010 * size),
        ]
    return out


def _finger_lines(j: dict[str, F64], size: float) -> list[tuple[F64, F64, F64]]:
    """Return root, middle and end of four fingers and a thumb of a hanging hand."""
    ankle, tip = j["Foot"], j["Tip"]
    down = (tip - ankle) / np.linalg.norm(tip - ankle)
    palm = ankle + 0.42 * (tip - ankle)
    lines = []
    for k in (-1.5, -0.5, 0.5, 1.5):
        start = palm + np.array([0.0, 0.0, 0.020 * k]) * size
        middle = start + (down * 0.078 + np.array([0.012, 0, 0.012 * k])) * size
        lines.append((start, middle, middle + (down * 0.072 + np.array([-0.022, 0, 0.004 * k])) * size))
    start = ankle + 0.2 * (tip - ankle) + np.array([0.0, 0.0, 0.03]) * size
    middle = start + (0.5 * down + np.array([-0.25, 0, 0.55])) * 0.062 * size
    lines.append((start, middle, middle + (0.8 * down + np.array([-0.3, 0, 0.2])) * 0.05 * size))
    return lines


def _claws(j: dict[str, F64], foot: Foot, size: float, claw: float, thick: float) -> Shell | None:
    tip = j["Tip"]
    if foot == "hoof":
        profile = [(-0.036, 0.050), (-0.030, 0.052), (0.028, 0.036), (0.034, 0.030)]
        return turned(tip + np.array([0, 0.001, 0.012 * size]), [0, 1, 0], [(a * size, r * size * thick) for a, r in profile], 14)
    if claw <= 0:
        return None
    out = []
    if foot in ("paw", "talon"):
        long, wide = (0.060, 0.030) if foot == "paw" else (0.11, 0.045)
        for k in (-1.0, -0.33, 0.33, 1.0):
            at = tip + np.array([k * wide * 1.25 * thick, -0.004, long * (1.0 - 0.18 * k * k) + 0.012]) * size
            reach = np.array([0.0, -0.026, 0.034 * claw]) * size
            out.append(horn(at, at + reach, 0.0105 * size * claw**0.5, np.array([0, 0.010 * size, 0]), 5, 5))
        if foot == "talon":
            at = tip + np.array([0, -0.006, -0.08]) * size
            out.append(horn(at, at + np.array([0, -0.024, -0.03]) * size, 0.011 * size, np.array([0, 0.008 * size, 0]), 5, 5))
    elif foot == "sole":
        for k in (-1.5, -0.5, 0.5, 1.5):
            at = tip + np.array([0.021 * k, -0.006, 0.066 - 0.006 * k * k]) * size
            out.append(
                horn(at, at + np.array([0, -0.012, 0.022 * claw]) * size, 0.009 * size, np.array([0, 0.004 * size, 0]), 5, 4)
            )
    else:
        for _, middle, end in _finger_lines(j, size):
            way = (end - middle) / np.linalg.norm(end - middle)
            out.append(
                horn(
                    end - 0.012 * size * way, end + 0.062 * size * claw * way, 0.0105 * size, np.array([0.008 * size, 0, 0]), 5, 5
                )
            )
    return joined(out)


def joint_places(species: Species, pair: int) -> dict[str, F64]:
    """Return the left limb's joints."""
    return {part: species.joint(f"leftLeg{pair}{part}") for part in _PARTS}


def limb_joints(pairs: Sequence[int]) -> list[str]:
    """Return the joints of shoulders and hips that the trunk's skin follows."""
    return [f"{side}Leg{pair}{part}" for pair in pairs for side in ("left", "right") for part in ("Coxa", "Femur")]
