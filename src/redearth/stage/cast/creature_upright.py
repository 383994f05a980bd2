"""Those who go hunched on two legs: ghouls, apes and what walks like them: pelvis, ribs, shoulders, long arms, clawed hands."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.creature_beast import TRUNK, Build, ripples
from redearth.stage.cast.creature_clay import Lump, bound, formed, lump
from redearth.stage.cast.creature_growths import mane, tail_part
from redearth.stage.cast.creature_limb import Foot, joint_places, limb_joints, limb_parts
from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.part import Part
from redearth.stage.cast.species import Species

UPRIGHT_BUILDS: dict[str, Build] = {
    "ghoul": Build(limb=0.80, claw=1.35), "ape": Build(chest=1.35, loin=1.35, neck=1.5, limb=1.45, claw=0.5, bushy=True),
    "raptor": Build(chest=0.95, neck=1.0, limb=1.25, foot="talon", claw=1.5, tail=1.9),
}  # fmt: skip


def upright_parts(species: Species, build: Build, coat: str) -> tuple[list[Part], Field]:
    """Return trunk, arms, legs and tail of an upright creature, and the trunk's field."""
    size = species.rig.stature_m
    thorax, neck = species.joint("thorax"), species.joint("neck")
    lumps = _torso(species, build, size) + _girdles(species, build, size)
    ribs = (float(thorax[2]) + 0.02 * size, float(thorax[1] + neck[1]) / 2 - 0.03 * size)
    skin = ripples(*ribs, size, 0.8 if build.chest < 1.1 else 0.2, 6 * species.unit("ribs"), standing=True)
    shell, field = formed(lumps, 0.0185 * size / 1.5, 0.035 * size, skin)
    joints = [*TRUNK, *limb_joints((1, 2))]
    parts = [bound(species.rig, shell, coat, joints, 0.045 * size)]
    foot: Foot = build.foot if build.foot != "paw" else "sole"
    parts += limb_parts(species, 1, False, build.limb, "hand", coat, build.claw)
    parts += limb_parts(species, 2, True, build.limb * 1.05, foot, coat, build.claw)
    parts += tail_part(species, build.tail, coat, False)
    if build.bushy:
        parts += mane(species, field, coat, joints)
    return parts, field


def _torso(species: Species, build: Build, size: float) -> list[Lump]:
    """Return pelvis, waist, ribs, hunch and neck."""
    neck, neck2, head = species.joint("neck"), species.joint("neck2"), species.joint("head")
    thorax, hips = species.joint("thorax"), species.joint("abdomen")
    c, n, w = build.chest * size, build.neck * size, build.loin * size

    def off(place: F64, y: float, z: float) -> F64:
        return np.asarray(place + np.array([0, y, z]) * size)

    return [
        lump(off(hips, 0.02, 0), off(hips, -0.035, 0.01), 0.085 * w, 0.070 * size, flat=1.25),
        lump(off(hips, 0.03, 0), off(thorax, -0.01, -0.005), 0.070 * w, 0.072 * c, flat=1.1),
        lump(off(thorax, 0, 0.015), off(neck, -0.085, 0), 0.098 * c, 0.108 * c, flat=1.18),
        lump(off(thorax, 0.03, -0.03), off(neck, -0.02, -0.04), 0.075 * c, 0.066 * c, flat=1.5),
        lump(off(neck, -0.02, -0.01), neck2, 0.066 * n, 0.055 * n),
        lump(neck2, off(head, 0, 0.01), 0.055 * n, 0.050 * n),
    ]


def _girdles(species: Species, build: Build, size: float) -> list[Lump]:
    """Return breast, shoulders, upper arms, buttocks and thighs."""
    arm, leg, neck = joint_places(species, 1), joint_places(species, 2), species.joint("neck")
    c, t = build.chest * size, build.limb * size

    def off(place: F64, x: float, y: float, z: float) -> F64:
        return np.asarray(place + np.array([x, y, z]) * size)

    shoulder, hip = arm["Femur"], leg["Femur"]
    return [
        lump(off(neck, 0.03, -0.055, 0.05), off(shoulder, -0.03, -0.03, 0.03), 0.050 * c, 0.045 * c, sided=True),
        lump(off(neck, 0.02, -0.005, -0.035), off(shoulder, -0.01, 0.012, -0.01), 0.046 * c, 0.052 * t, sided=True),
        lump(shoulder, arm["Tibia"], 0.058 * t, 0.036 * t, sided=True, blend=0.03 * size),
        lump(off(hip, 0, 0.01, -0.012), leg["Tibia"], 0.075 * t, 0.048 * t, sided=True, blend=0.045 * size),
        lump(off(hip, 0, -0.01, -0.045), 0.6 * hip + 0.4 * leg["Tibia"], 0.068 * t, 0.045 * t, sided=True),
    ]


def trunk_line(species: Species) -> F64:
    """Return the middle line of an upright trunk from nape to pelvis."""
    size = species.rig.stature_m
    return np.array([species.joint(name) for name in ("neck", "thorax", "body", "abdomen")]) + np.array([0, 0, -0.10]) * size
