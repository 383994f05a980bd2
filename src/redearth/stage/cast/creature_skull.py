"""Heads of beasts: skull and jaw as fields, teeth, tongue, gums, eyes, ears and beaks; modelled with the skull 1 long at its joint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from redearth.stage.cast.creature_body import horn
from redearth.stage.cast.creature_clay import Lump, clay, formed, lump, split
from redearth.stage.cast.field import F64
from redearth.stage.cast.mesher import settled
from redearth.stage.cast.part import Part, Shell, joined, moved, rigid
from redearth.stage.cast.shapes import curve, sweep, turned
from redearth.stage.cast.species import Species

Ears = Literal["none", "small", "pricked", "round", "long", "bat"]
_PLATE_Y = -0.062
"""Where the jaws part."""
_SNOUT_Z = 0.40
"""Where the snout begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skull:
    """Shape of a head. All shares of a wolf's."""

    muzzle: float = 1.0
    """Width of the snout."""
    deep: float = 1.0
    """Height of the snout."""
    cranium: float = 1.0
    brow: float = 1.0
    cheek: float = 1.0
    ears: Ears = "pricked"
    teeth: float = 1.0
    fangs: float = 1.0
    eye: tuple[float, float, float] = (0.150, 0.140, 0.46)
    eye_m: float = 0.046
    beak: bool = False
    nose: bool = True
    snout: float = 1.0
    """Length of the snout."""
    dome: float = 0.0
    """How high the skull rises like a man's."""


SKULLS: dict[str, Skull] = {
    "wolf": Skull(),
    "dog": Skull(snout=0.85, muzzle=1.15, deep=1.1, ears="long", cheek=1.15),
    "cat": Skull(snout=0.62, muzzle=1.35, deep=1.1, cranium=1.12, cheek=1.25, ears="round", fangs=1.3, eye=(0.145, 0.15, 0.50)),
    "rat": Skull(snout=0.85, muzzle=0.8, deep=0.85, cranium=0.95, ears="bat", teeth=0.35, fangs=0.4, eye=(0.165, 0.12, 0.42), eye_m=0.036, brow=0.6),
    "bear": Skull(snout=0.85, muzzle=1.2, deep=1.1, cranium=1.3, cheek=1.3, ears="round", eye=(0.155, 0.13, 0.50), eye_m=0.032),
    "horse": Skull(snout=1.35, muzzle=0.95, deep=1.15, cranium=0.98, cheek=1.2, ears="small", teeth=0.45, fangs=0.3, eye=(0.185, 0.13, 0.36), brow=0.8),
    "lizard": Skull(muzzle=1.35, deep=0.62, cranium=0.9, brow=1.3, ears="none", teeth=0.7, fangs=0.7, eye=(0.175, 0.15, 0.36), nose=False),
    "ghoul": Skull(muzzle=1.3, deep=1.0, brow=1.0, ears="none", teeth=1.0, fangs=0.75, eye=(0.118, 0.225, 0.615), eye_m=0.052, dome=0.20),
    "ape": Skull(muzzle=1.55, deep=1.35, brow=1.55, cheek=1.3, ears="none", teeth=0.9, fangs=1.6, eye=(0.115, 0.225, 0.625), eye_m=0.046, dome=0.10),
    "raptor": Skull(muzzle=0.95, deep=0.95, cranium=0.95, brow=1.5, ears="none", teeth=0.9, fangs=0.9, eye=(0.165, 0.17, 0.38), nose=False),
    "bird": Skull(muzzle=0.8, deep=0.8, cranium=1.05, brow=1.2, ears="none", teeth=0.0, fangs=0.0, eye=(0.185, 0.13, 0.33), eye_m=0.05, beak=True, nose=False),
    "bat": Skull(snout=0.55, muzzle=1.25, deep=1.0, cranium=1.25, ears="bat", fangs=1.5, eye=(0.15, 0.17, 0.50), eye_m=0.035),
    "dragon": Skull(muzzle=1.15, deep=0.9, cranium=0.95, brow=1.8, cheek=1.2, ears="none", fangs=1.3, eye=(0.17, 0.16, 0.40), nose=False),
    "moth": Skull(snout=0.45, muzzle=0.7, deep=0.7, cranium=1.25, ears="none", teeth=0.0, fangs=0.0, eye=(0.235, 0.10, 0.32), eye_m=0.17, nose=False, brow=0.5),
    "snake": Skull(muzzle=1.55, deep=0.66, cranium=1.0, brow=1.4, cheek=1.5, ears="none", teeth=0.35, fangs=1.45, eye=(0.20, 0.12, 0.44), nose=False),
}  # fmt: skip


def head_of(species: Species, skull: Skull, coat: str) -> list[Part]:
    """Return the head on its joint; jaw, lower teeth and tongue move with ``jaw``."""
    size = float(np.linalg.norm(species.joint("mouth") - species.joint("head"))) / np.hypot(0.86, 0.14)
    place = np.diag([size, size, size, 1.0])
    place[:3, 3] = species.joint("head")
    parts = _skull(species, skull, coat) + _jaw(species, skull, coat)
    if skull.teeth or skull.fangs:
        parts += _teeth(species, skull)
    if skull.beak:
        parts += _beak(species)
    if not species.has("eyeless|blind|eyes? less|no eyes"):
        parts += _eyes(species, skull)
    parts += _ears(species, skull, coat)
    return [
        Part(shell=moved(_snouted(part.shell, skull.snout), place), material=part.material, weights=part.weights)
        for part in parts
    ]


def _snouted(shell: Shell, snout: float) -> Shell:
    """Return a piece of a head with its snout shortened or drawn out, and the whole scaled so that the jaws meet where they did."""
    if snout == 1.0:
        return shell
    p, n = shell.positions.copy(), shell.normals.copy()
    front = p[:, 2] > _SNOUT_Z
    p[front, 2] = _SNOUT_Z + (p[front, 2] - _SNOUT_Z) * snout
    n[front, 2] /= snout
    n /= np.linalg.norm(n, axis=1, keepdims=True)
    return Shell(positions=p * (0.86 / (_SNOUT_Z + (0.86 - _SNOUT_Z) * snout)), normals=n, triangles=shell.triangles)


def skull_lumps(skull: Skull, eyeless: bool) -> list[Lump]:
    """Return the clay of skull and upper jaw."""
    if skull.dome:
        return _face_lumps(skull, eyeless)
    c, w, t = skull.cranium, skull.muzzle, skull.deep
    lumps = [
        lump((0, 0.09 + 0.4 * skull.dome, 0.12), (0, 0.11 + 0.8 * skull.dome, 0.36), 0.20 * c, 0.195 * c, flat=0.98),
        lump((0.0, 0.02, -0.10), (0, 0.08, 0.15), 0.20, 0.20 * c),
        lump((0.135 * skull.cheek, 0.0, 0.20), (0.125 * w, -0.02, 0.46), 0.105 * skull.cheek, 0.07, sided=True),
        lump((0, 0.055, 0.42), (0, 0.0, 0.90), 0.145 * t, 0.092 * t, flat=w),
        lump((0.055 * w, -0.01, 0.52), (0.045 * w, -0.025, 0.90), 0.085 * t, 0.060 * t, sided=True),
        lump((0.03, 0.16, 0.40), (0, 0.075 * t, 0.70), 0.05, 0.035),
        lump(
            (0.06, 0.205 + 0.2 * skull.dome, 0.40),
            (0.155, 0.185, 0.47),
            0.045 * skull.brow,
            0.034 * skull.brow,
            sided=True,
            blend=0.03,
        ),
    ]
    if skull.nose:
        lumps.append(lump((0.022 * w, 0.028 * t, 0.945), (0.030 * w, 0.012, 0.965), 0.045 * w**0.5, 0.036 * w**0.5, sided=True))
    else:
        lumps.append(
            lump((0.035 * w, 0.055 * t, 0.93), (0.04 * w, 0.05 * t, 0.98), 0.010, 0.014, sided=True, cut=True, blend=0.02)
        )
    x, y, z = skull.eye
    if not eyeless:
        lumps.append(
            lump((x + 0.03, y, z + 0.03), (x, y, z), skull.eye_m * 0.95, skull.eye_m * 0.8, sided=True, cut=True, blend=0.03)
        )
    return lumps


def _face_lumps(skull: Skull, eyeless: bool) -> list[Lump]:
    """Return the clay of a head like a man's: a round cranium, brows, cheekbones, a short upper jaw, a hole for a nose."""
    d, w, t = skull.dome, skull.muzzle, skull.deep
    lumps = [
        lump((0, 0.24 + 0.45 * d, 0.06), (0, 0.28 + 0.50 * d, 0.40), 0.33 + 0.15 * d, 0.31 + 0.15 * d, flat=0.86),
        lump((0, -0.02, -0.05), (0, 0.20, 0.12), 0.21, 0.24),
        lump((0, 0.20, 0.44), (0, 0.06, 0.58), 0.24, 0.20, flat=0.95),
        lump((0, 0.02, 0.46), (0, 0.0, 0.74 + 0.10 * (t - 1)), 0.19 * t, 0.125 * t, flat=0.85 * w),
        lump((0.05, 0.325, 0.685), (0.235, 0.285, 0.58), 0.050 * skull.brow, 0.045 * skull.brow, sided=True, blend=0.05),
        lump((0.235, 0.11, 0.58), (0.245, 0.10, 0.34), 0.058 * skull.cheek, 0.05 * skull.cheek, sided=True, blend=0.05),
        lump((0, 0.26, 0.68), (0, 0.15, 0.755), 0.040, 0.055),
        lump((0.026, 0.115, 0.80), (0.020, 0.165, 0.765), 0.030, 0.012, sided=True, cut=True, blend=0.03),
        lump((0.24, 0.02, 0.72), (0.26, 0.02, 0.46), 0.045, 0.075, sided=True, cut=True, blend=0.08),
    ]
    x, y, z = skull.eye
    depth = 0.35 if eyeless else 1.0
    lumps.append(lump((x + 0.005, y, z + 0.13), (x, y, z + 0.02), 0.082 * depth, 0.070 * depth, sided=True, cut=True, blend=0.05))
    return lumps


def _skull(species: Species, skull: Skull, coat: str) -> list[Part]:
    seed = 6 * species.unit("skull")

    def skin(p: F64) -> F64:
        wrinkle = np.sin(p[:, 2] * 41 + 9 * p[:, 1] + seed) * np.sin(p[:, 1] * 37 + 4 * np.abs(p[:, 0]))
        below = np.maximum(_PLATE_Y - p[:, 1], 0.0) * (p[:, 2] > 0.24)
        return np.asarray(0.006 * wrinkle - 1.6 * below)

    shell, _ = formed(skull_lumps(skull, species.has("eyeless|blind")), 0.026, 0.075, skin)
    whole = rigid(shell, coat, species.rig, head=1.0)
    p = shell.positions
    roof = (shell.normals[:, 1] < -0.5) & (p[:, 2] > 0.26) & (np.abs(p[:, 0]) < 0.16 * skull.muzzle) & (p[:, 1] < _PLATE_Y + 0.04)
    return split(whole, roof, "maw")


def _jaw(species: Species, skull: Skull, coat: str) -> list[Part]:
    w, t = skull.muzzle, 0.5 + 0.5 * skull.deep
    chin = 0.74 if skull.dome else 0.86
    lumps = [
        lump((0.125 * skull.cheek, -0.115, 0.18), (0.052 * w, -0.135, chin), 0.070 * t, 0.042 * t, sided=True),
        lump((0.0, -0.155, 0.10), (0, -0.150, chin - 0.02), 0.075 * t, 0.042 * t, flat=1.2 * w),
        lump((0.0, -0.130, chin - 0.06), (0, -0.118, chin + 0.03), 0.046 * t, 0.040 * t, flat=w),
    ]
    if skull.dome:
        lumps.append(lump((0.0, -0.19, chin - 0.02), (0, -0.21, chin), 0.05, 0.05, flat=1.3))
        lumps.append(lump((0.22, 0.02, 0.20), (0.19, -0.13, 0.30), 0.05, 0.055, sided=True))

    def skin(p: F64) -> F64:
        return np.asarray(-1.8 * np.maximum(p[:, 1] + 0.092, 0.0))

    shell, _ = formed(lumps, 0.024, 0.05, skin)
    weights = np.zeros((len(shell.positions), len(species.rig.names)))
    share = np.clip((shell.positions[:, 2] - 0.05) / 0.16, 0.0, 1.0)
    weights[:, species.rig.index("jaw")], weights[:, species.rig.index("head")] = share, 1 - share
    whole = Part(shell=shell, material=coat, weights=weights)
    floor = (shell.normals[:, 1] > 0.5) & (shell.positions[:, 2] > 0.2)
    parts = split(whole, floor, "maw")
    line = curve([[0, -0.10, 0.22], [0, -0.085, 0.42], [0.01, -0.088, 0.62], [0.015, -0.105, 0.80]], 12)
    wide = np.interp(np.linspace(0, 1, 12), [0, 0.5, 0.85, 1], [0.055, 0.062, 0.048, 0.02]) * w
    parts.append(rigid(sweep(line, wide, 0.020 + 0 * wide, [1, 0, 0], 10), "tongue", species.rig, jaw=1.0))
    throat = turned((0, -0.085, 0.16), (0, 0, 1), [(0.0, 0.02), (0.04, 0.085), (0.14, 0.098), (0.26, 0.07), (0.32, 0.02)], 12)
    parts.append(rigid(throat, "gullet", species.rig, head=0.5, jaw=0.5))
    return parts


def _teeth(species: Species, skull: Skull) -> list[Part]:
    chance, upper, lower = species.chance("teeth"), [], []
    w = skull.muzzle
    gum = curve(np.array([[0.024 * w, 0, 0.935], [0.062 * w, 0, 0.89], [0.082 * w, 0, 0.74], [0.105 * w, 0, 0.50]]), 9)
    if skull.dome:
        gum = gum * [1.0, 1.0, 0.9] + np.array([0.0, 0.0, -0.005])
    for side in (1.0, -1.0):
        for k, at in enumerate(gum):
            fang = k in (1, 2)
            size = (0.085 * skull.fangs if k == 1 else 0.045 * skull.teeth * (1.25 if fang else 1.0)) * chance.uniform(0.8, 1.25)
            if size > 0.004:
                root = at * [side, 1, 1] + np.array([0, _PLATE_Y + 0.018, 0])
                lean = np.array([side * 0.10 * size, -size - 0.018, -0.12 * size])
                upper.append(horn(root, root + lean, 0.008 + 0.10 * size, np.array([0, 0, 0.10 * size]), 5, 5))
            low = (0.060 * skull.fangs if k == 1 else 0.036 * skull.teeth) * chance.uniform(0.8, 1.25)
            if low > 0.004:
                root = at * [0.82 * side, 1, 1] + np.array([0, -0.104, -0.012])
                lower.append(
                    horn(
                        root,
                        root + np.array([side * 0.05 * low, low + 0.012, 0.0]),
                        0.007 + 0.10 * low,
                        np.array([0, 0, 0.08 * low]),
                        5,
                        5,
                    )
                )
    out = [rigid(joined(upper), "bone", species.rig, head=1.0)] if upper else []
    return out + ([rigid(joined(lower), "bone", species.rig, jaw=1.0)] if lower else [])


def _beak(species: Species) -> list[Part]:
    hook = curve([[0, 0.075, 0.40], [0, 0.065, 0.70], [0, 0.01, 0.94], [0, -0.10, 1.03]], 14)
    t = np.linspace(0, 1, 14)
    wide = np.interp(t, [0, 0.4, 0.8, 1], [0.125, 0.09, 0.05, 0.006])
    deep = np.interp(t, [0, 0.4, 0.8, 1], [0.125, 0.085, 0.045, 0.006])
    upper = sweep(hook, wide, deep, [1, 0, 0], 12)
    line = curve([[0, -0.115, 0.36], [0, -0.11, 0.65], [0, -0.085, 0.90]], 10)
    low = np.interp(np.linspace(0, 1, 10), [0, 0.6, 1], [0.10, 0.06, 0.008])
    lower = sweep(line, low, 0.42 * low, [1, 0, 0], 10)
    return [rigid(upper, "horn", species.rig, head=1.0), rigid(lower, "horn", species.rig, jaw=1.0)]


def _ball(at: F64, axis: F64, r: float, sides: int = 12) -> Shell:
    angle = np.linspace(-1.35, 1.5, 9)
    return turned(at, axis, [(r * float(np.sin(a)), r * float(np.cos(a)) + 1e-4) for a in angle], sides)


def _eyes(species: Species, skull: Skull) -> list[Part]:
    """Return the eyes with their pupils; of many-eyed ones a swarm over brows and temples."""
    balls, pupils = [], []
    x, y, z = skull.eye
    axis = np.array([0.80, 0.12, 0.58])
    places = [(np.array([x, y, z]), skull.eye_m)]
    if species.has("many[- ]eyed|many eyes|eyes all over|cluster of eyes|hundred eyes"):
        chance = species.chance("eyes")
        near = np.column_stack([chance.uniform(0.06, 0.2, 7), chance.uniform(0.12, 0.3, 7), chance.uniform(0.12, 0.62, 7)])
        field = clay(skull_lumps(skull, False), 0.075)
        places += [(at, skull.eye_m * chance.uniform(0.35, 0.8)) for at in settled(field, near, turns=6, reach_m=0.2)]
    for side in (1.0, -1.0):
        turn = np.array([side, 1, 1])
        for at, r in places:
            balls.append(_ball(at * turn, axis * turn, r))
            pupils.append(_ball((at + axis * 0.66 * r) * turn, axis * turn, 0.42 * r, 8))
    return [rigid(joined(balls), "eye", species.rig, head=1.0), rigid(joined(pupils), "gullet", species.rig, head=1.0)]


def _ears(species: Species, skull: Skull, coat: str) -> list[Part]:
    shape = {
        "none": None,
        "small": (0.19, 0.05, 0.10),
        "pricked": (0.30, 0.085, 0.10),
        "round": (0.15, 0.085, -0.02),
        "long": (0.24, 0.085, -0.40),
        "bat": (0.36, 0.15, 0.05),
    }
    form = shape[skull.ears]
    if form is None or "leftEar" not in species.rig.names:
        return []
    tall, wide, tilt = form
    torn = 0.75 + 0.5 * species.unit("ear")
    parts = []
    for side, name, grow in ((1.0, "leftEar", 1.0), (-1.0, "rightEar", min(1.0, torn))):
        base = np.array([side * 0.145, 0.22, 0.10])
        tip = base + np.array([side * (0.10 + 0.25 * max(0.0, -tilt)), tall * (1.0 if tilt >= 0 else 0.15), -0.06]) * grow
        if tilt < -0.1:
            tip = base + np.array([side * 0.14, -0.10, 0.10]) * grow
        line = curve([base, 0.5 * (base + tip) + [side * 0.04, 0.03, 0.02], tip], 8)
        t = np.linspace(0, 1, 8)
        profile = np.interp(
            t, [0, 0.35, 0.75, 1], [0.7, 1.0, 0.62 if skull.ears != "round" else 0.9, 0.06 if skull.ears != "round" else 0.45]
        )
        shell = sweep(line, wide * profile, 0.022 * profile + 0.003, [side * 0.55, 0.1, -0.85], 8, cap="flat")
        parts.append(rigid(shell, coat, species.rig, **{name: 0.85, "head": 0.15}))
    return parts
