"""Beasts on all fours: chest, loins and haunches over their bones, neck, tail; what wolf, cat, rat, bear, horse and lizard differ in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.stage.cast.creature_clay import Lump, bound, formed, lump
from redearth.stage.cast.creature_growths import mane, tail_part
from redearth.stage.cast.creature_limb import Foot, haunch, joint_places, limb_joints, limb_parts
from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.part import Part, Shell
from redearth.stage.cast.species import Species

_CELL_M = 0.030
TRUNK = ("body", "abdomen", "thorax", "neck", "neck2", "head", "tail1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """How heavily a beast is built; 1 is a wolf."""

    chest: float = 1.0
    loin: float = 1.0
    neck: float = 1.0
    limb: float = 1.0
    foot: Foot = "paw"
    claw: float = 1.0
    tail: float = 1.0
    bushy: bool = False
    hump: float = 0.0


BUILDS: dict[str, Build] = {
    "wolf": Build(bushy=True), "dog": Build(chest=1.05, loin=0.95, tail=0.6), "cat": Build(chest=0.95, loin=1.08, neck=0.95, limb=1.08, tail=0.75),
    "rat": Build(chest=1.15, loin=1.7, neck=1.0, limb=0.75, tail=0.55, claw=0.7), "bear": Build(chest=1.25, loin=1.75, neck=1.3, limb=1.65, claw=1.6, tail=0.8, hump=0.09),
    "horse": Build(chest=0.98, loin=1.30, neck=1.1, limb=0.95, foot="hoof", tail=1.2, bushy=True), "lizard": Build(chest=0.95, loin=1.35, neck=1.1, limb=1.0, tail=1.9, claw=1.3),
    "ghoul": Build(chest=0.95, loin=0.7, neck=0.7, limb=0.85, foot="paw", claw=1.8),
}  # fmt: skip


def beast_parts(species: Species, build: Build, coat: str) -> tuple[list[Part], Field]:
    """Return trunk, limbs and tail of a beast on all fours, and the trunk's field for what grows on it."""
    size = species.rig.stature_m
    pairs = len(species.legs()) // 2
    wide = float(species.joint("leftLeg1Femur")[0]) / (0.13 * size)
    shell, field = _trunk(species, build, pairs, wide, size)
    joints = [*TRUNK, *limb_joints(range(1, pairs + 1))]
    parts = [bound(species.rig, shell, coat, joints, 0.075 * size)]
    for pair in range(1, pairs + 1):
        parts += limb_parts(species, pair, pair == pairs, build.limb, build.foot, coat, build.claw)
    parts += tail_part(species, build.tail, coat, build.bushy)
    if build.bushy:
        parts += mane(species, field, coat, joints)
    return parts, field


def _trunk(species: Species, build: Build, pairs: int, wide: float, size: float) -> tuple[Shell, Field]:
    front, rear = float(species.joint("leftLeg1Femur")[2]), float(species.joint(f"leftLeg{pairs}Femur")[2])
    elbow = float(species.joint("leftLeg1Tibia")[1])
    top, low = 0.985 * size, elbow - 0.01 * size - 0.03 * size * (build.chest - 1)
    middle, r = 0.5 * (top + low), 0.5 * (top - low)
    girth = 0.72 * build.chest * (0.75 + 0.25 * wide)
    lumps = _chest(front, rear, middle, r, girth, size) + _loins(build, front, rear, middle, r, girth, wide, size)
    lumps += _nape(species, build, front, middle, size)
    if build.hump:
        lumps.append(lump((0, 0.95 * size, front - 0.16 * size), (0, 0.97 * size, front - 0.02 * size), 0.14 * size, 0.12 * size))
    for pair in range(1, pairs + 1):
        lumps += haunch(joint_places(species, pair), pair == pairs, build.limb, size)
    gaunt = species.has("gaunt|starv\\w*|thin|skeletal|emaciated|mutated|rotten|rotting")
    skin = ripples(front, middle, size, 1.0 if gaunt else 0.35, 6 * species.unit("ribs"))
    return formed(lumps, _CELL_M * size / 1.5, 0.055 * size, skin)


def _chest(front: float, rear: float, middle: float, r: float, girth: float, size: float) -> list[Lump]:
    """Return ribs, breast and the ridge of the back."""
    return [
        lump((0, middle, front - 0.10 * size), (0, middle + 0.02 * size, front - 0.40 * size), 0.93 * r, 0.86 * r, flat=girth),
        lump((0, middle - 0.02 * size, front + 0.02 * size), (0, middle, front - 0.12 * size), 0.72 * r, 0.9 * r, flat=girth),
        lump((0, 0.94 * size, front - 0.05 * size), (0, 0.885 * size, rear + 0.10 * size), 0.055 * size, 0.055 * size),
    ]


def _loins(
    build: Build, front: float, rear: float, middle: float, r: float, girth: float, wide: float, size: float
) -> list[Lump]:
    """Return belly, loins and croup."""
    loin = 0.125 * size * build.loin**0.8
    waist = 0.835 * size - 0.35 * (loin - 0.125 * size)
    behind, croup, dock = rear + 0.24 * size, rear + 0.06 * size, rear - 0.12 * size
    return [
        lump(
            (0, middle + 0.03 * size, front - 0.40 * size), (0, waist, behind), 0.82 * r, loin, flat=0.9 * girth, blend=0.1 * size
        ),
        lump((0, waist, behind), (0, 0.83 * size, rear + 0.02 * size), loin, 0.125 * size, flat=0.95, blend=0.1 * size),
        lump((0, 0.845 * size, croup), (0, 0.80 * size, dock), 0.115 * size, 0.060 * size, flat=1.15 * wide**0.5),
    ]


def _nape(species: Species, build: Build, front: float, middle: float, size: float) -> list[Lump]:
    """Return neck and throat."""
    neck, neck2, head = species.joint("neck"), species.joint("neck2"), species.joint("head")
    n = size * build.neck
    root, bend = neck - np.array([0, 0.055, 0.06]) * size, neck2 - np.array([0, 0.012, 0]) * size
    return [
        lump(root, bend, 0.165 * n, 0.120 * n, flat=0.8),
        lump(bend, head - np.array([0, 0.005, 0]) * size, 0.120 * n, 0.088 * n, flat=0.88),
        lump((0, middle - 0.05 * size, front + 0.04 * size), bend + np.array([0, -0.048, 0.02]) * size, 0.10 * size, 0.06 * size),
    ]


def ripples(front: float, middle: float, size: float, depth: float, seed: float, standing: bool = False) -> Callable[[F64], F64]:
    """Return the skin over ribs that show by ``depth`` and veins; ribs lie along z behind ``front``, or up a standing trunk."""
    a, b = (1, 2) if standing else (2, 1)
    at = (middle, front) if standing else (front - 0.27 * size, middle)
    reach, wide = (0.12, 0.14) if standing else (0.22, 0.20)
    pitch = 0.034 if standing else 0.062

    def skin(p: F64) -> F64:
        inside = np.exp(-(((p[:, a] - at[0]) / (reach * size)) ** 2)) * np.exp(-(((p[:, b] - at[1]) / (wide * size)) ** 2))
        rib = np.abs(np.sin((p[:, a] - 0.35 * (p[:, b] - at[1])) * np.pi / (pitch * size))) - 0.55
        vein = np.sin(p[:, 0] * 21 + 3 * np.sin(p[:, 2] * 8 + seed)) * np.sin(p[:, 2] * 15 + 2 * np.sin(p[:, 1] * 12))
        return np.asarray(depth * (0.008 if standing else 0.014) * size * rib * inside + 0.0035 * size * vein)

    return skin
