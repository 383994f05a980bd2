"""Winged creatures: a keeled trunk on two legs, wings of skin between fingers, of feathers, or an insect's sails."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from redearth.stage.cast.creature_beast import TRUNK, Build
from redearth.stage.cast.creature_clay import bone_weights, bound, formed, lump
from redearth.stage.cast.creature_growths import mane, tail_part
from redearth.stage.cast.creature_limb import joint_places, limb_joints, limb_parts
from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.part import Part, Shell, joined, mirrored, shell_of
from redearth.stage.cast.shapes import curve, sweep
from redearth.stage.cast.species import Species

WINGED_BUILDS: dict[str, Build] = {
    "bird": Build(limb=0.62, foot="talon", claw=1.1, tail=1.0), "bat": Build(limb=0.55, foot="talon", claw=0.9, bushy=True, tail=0.6),
    "dragon": Build(chest=1.15, neck=1.05, limb=1.35, foot="talon", claw=1.6, tail=1.7), "moth": Build(chest=1.05, limb=0.38, foot="talon", claw=0.4, tail=2.6, bushy=True),
}  # fmt: skip
_TIPS = {"FingerA": (1.0, 0.30), "FingerB": (0.90, -0.36), "FingerC": (0.62, -0.62)}
"""Where the fingers end: out from the shoulder and ahead of it, in spans."""


def winged_parts(species: Species, build: Build, coat: str, feathered: bool) -> tuple[list[Part], Field]:
    """Return trunk, legs, tail and wings, and the trunk's field."""
    size = species.rig.stature_m
    leg = joint_places(species, 1)
    neck, neck2, head = species.joint("neck"), species.joint("neck2"), species.joint("head")
    thorax, hips, shoulder = species.joint("thorax"), species.joint("abdomen"), species.joint("leftWing1")
    c, n, t = build.chest * size, build.neck * size, build.limb * size
    lumps = [
        lump(hips + np.array([0, 0.0, -0.02]) * size, thorax + np.array([0, -0.02, 0.0]) * size, 0.125 * c, 0.165 * c, flat=0.95),
        lump(
            thorax + np.array([0, -0.09, 0.08]) * size, hips + np.array([0, -0.05, 0.06]) * size, 0.115 * c, 0.075 * c, flat=0.8
        ),
        lump(hips, species.joint("tail1"), 0.105 * c, 0.050 * c),
        lump(
            shoulder + np.array([-0.02, -0.03, 0.0]) * size,
            thorax + np.array([0.06, -0.12, 0.08]) * size,
            0.070 * c,
            0.085 * c,
            sided=True,
        ),
        lump(neck - np.array([0, 0.05, 0.05]) * size, neck2, 0.105 * n, 0.068 * n, flat=0.9),
        lump(neck2, head, 0.068 * n, 0.056 * n),
        lump(
            leg["Femur"] + np.array([0, 0.02, -0.02]) * size,
            leg["Tibia"],
            0.085 * t + 0.02 * size,
            0.045 * t,
            flat=0.8,
            sided=True,
        ),
    ]
    shell, field = formed(lumps, 0.0235 * size / 1.5, 0.05 * size, None)
    parts = [bound(species.rig, shell, coat, [*TRUNK, *limb_joints((1,))], 0.06 * size)]
    parts += limb_parts(species, 1, True, build.limb, build.foot, "horn" if feathered else coat, build.claw)
    parts += _feathered(species) if feathered else _skinned(species, coat)
    parts += _fan(species) if feathered else tail_part(species, build.tail, coat, False)
    if build.bushy:
        parts += mane(species, field, coat, [*TRUNK, *limb_joints((1,))])
    return parts, field


def _both(species: Species, shell: Shell, material: str, joints: tuple[str, ...], soft_m: float) -> list[Part]:
    out = []
    for side in ("left", "right"):
        own = shell if side == "left" else mirrored(shell)
        names = [name if name in TRUNK else side + name for name in joints]
        out.append(Part(shell=own, material=material, weights=bone_weights(species.rig, own.positions, names, soft_m)))
    return out


def _bones(species: Species) -> dict[str, F64]:
    """Return the places of the left wing's joints and, by ``end A`` and so on, where its fingers end."""
    out = {name: species.joint(f"left{name}") for name in ("Wing1", "Wing2", "Wing3", "FingerA", "FingerB", "FingerC")}
    span = float((out["Wing2"] - out["Wing1"])[0]) / 0.24
    for name, (far, ahead) in _TIPS.items():
        out[f"end {name}"] = out["Wing1"] + np.array([far * span, 0.03 * span, ahead * span])
    return out


def _skinned(species: Species, coat: str) -> list[Part]:
    """Return arm bones, fingers and the skin between them, scalloped at the rear."""
    size, b = species.rig.stature_m, _bones(species)
    arm = curve([b["Wing1"] - [0.04 * size, 0.01 * size, 0], b["Wing2"], b["Wing3"]], 24)
    r = np.interp(np.linspace(0, 1, 24), [0, 0.25, 0.48, 0.75, 1], [0.060, 0.052, 0.034, 0.040, 0.026]) * size
    parts = _both(species, sweep(arm, r, 0.9 * r, [0, 1, 0], 10), coat, ("thorax", "Wing1", "Wing2", "Wing3"), 0.05 * size)
    for name in ("FingerA", "FingerB", "FingerC"):
        line = curve([b["Wing3"], 0.5 * (b["Wing3"] + b[f"end {name}"]) + [0, 0.04 * size, 0], b[f"end {name}"]], 12)
        r = np.linspace(0.022, 0.005, 12) * size
        parts += _rigid_both(species, sweep(line, r, r, [0, 1, 0], 6), coat, name)
    claw = sweep(curve([b["Wing3"], b["Wing3"] + np.array([0.02, 0.05, 0.10]) * size, b["Wing3"] + np.array([0.03, -0.01, 0.17]) * size], 8), np.linspace(0.018, 0.002, 8) * size, np.linspace(0.014, 0.002, 8) * size, [1, 0, 0], 6)  # fmt: skip
    parts += _rigid_both(species, claw, "horn", "Wing3")
    return parts + _skin(species, b)


def _rigid_both(species: Species, shell: Shell, material: str, *joints: str) -> list[Part]:
    out = []
    for side in ("left", "right"):
        own = shell if side == "left" else mirrored(shell)
        weights = np.zeros((len(own.positions), len(species.rig.names)))
        for joint in joints:
            weights[:, species.rig.index(side + joint)] = 1.0 / len(joints)
        out.append(Part(shell=own, material=material, weights=weights))
    return out


def _skin(species: Species, b: dict[str, F64]) -> list[Part]:
    """Return the sails between neighbours of the fan: finger A, B, C, then elbow and flank."""
    size = species.rig.stature_m
    flank = species.joint("abdomen") + np.array([0.11, 0.05, -0.10]) * size
    ragged = species.has("ragged|torn|rott(?:en|ing)|tattered|old|mutated")
    rays = [
        ("FingerA", b["Wing3"], b["end FingerA"]), ("FingerB", b["Wing3"], b["end FingerB"]), ("FingerC", b["Wing3"], b["end FingerC"]),
        ("Wing2", b["Wing2"], b["Wing2"] + (b["end FingerC"] - b["Wing3"]) * np.array([0.25, 1, 0.95])), ("abdomen", b["Wing1"] + [0, -0.03 * size, -0.05 * size], flank),
    ]  # fmt: skip
    parts = []
    for k, ((one, a0, a1), (two, b0, b1)) in enumerate(pairwise(rays)):
        u, v = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 8), indexing="ij")
        u, v = u.ravel()[:, None], v.ravel()[:, None]
        tear = 0.10 * np.abs(np.sin(9 * u + 5 * species.unit(f"tear{k}"))) if ragged else 0.0
        along = v * (1 - (0.20 + tear) * 4 * u * (1 - u) * v)
        points = (a0 + (a1 - a0) * along) * (1 - u) + (b0 + (b1 - b0) * along) * u
        points[:, 1] += -0.05 * size * (4 * u * (1 - u) * v)[:, 0]
        i, j = (g.ravel() for g in np.meshgrid(np.arange(8), np.arange(7), indexing="ij"))
        p0, p1, p2, p3 = i * 8 + j, (i + 1) * 8 + j, (i + 1) * 8 + j + 1, i * 8 + j + 1
        faces = np.concatenate([np.column_stack([p0, p1, p2]), np.column_stack([p0, p2, p3])])
        share = {one: (1 - u[:, 0]), two: u[:, 0]}
        if "Wing2" in share:  # behind the elbow the sail follows both bones: a forearm that folds does not swing it out
            share["Wing1"] = 0.5 * share["Wing2"]
            share["Wing2"] = 0.5 * share["Wing2"]
        parts += _sail(species, points, faces, share)
    return parts


def _sail(species: Species, points: F64, faces: F64, share: dict[str, F64]) -> list[Part]:
    """Return both sails as thin closed sheets, each vertex held by its two rays."""
    thick = 0.004 * species.rig.stature_m
    count = len(points)
    both = np.concatenate([points + np.array([0, thick, 0]), points - [0, thick, 0]])
    faces = faces.astype(np.int64)
    up = shell_of(both, faces)
    if up.normals[:, 1].mean() < 0:
        faces = faces[:, ::-1]
    closed = Shell(
        positions=both,
        normals=np.repeat([[0.0, 1.0, 0.0], [0.0, -1.0, 0.0]], count, 0),
        triangles=np.concatenate([faces, faces[:, ::-1] + count]),
    )
    out = []
    for side in ("left", "right"):
        own = closed if side == "left" else mirrored(closed)
        weights = np.zeros((len(own.positions), len(species.rig.names)))
        for name, row in share.items():
            weights[:, species.rig.index(name if name in TRUNK else side + name)] += np.tile(row, 2)
        out.append(Part(shell=own, material="membrane", weights=weights))
    return out


def _feathered(species: Species) -> list[Part]:
    """Return arm, flight feathers in three rows and coverts."""
    size, b = species.rig.stature_m, _bones(species)
    arm = curve(
        [b["Wing1"] - [0.05 * size, 0.02 * size, 0], b["Wing2"], b["Wing3"], 0.7 * b["Wing3"] + 0.3 * b["end FingerA"]], 26
    )
    r = np.interp(np.linspace(0, 1, 26), [0, 0.3, 0.7, 1], [0.085, 0.060, 0.042, 0.012]) * size
    parts = _both(
        species,
        sweep(arm, 0.6 * r, 1.2 * r, [0, 1, 0], 10),
        "coat",
        ("thorax", "Wing1", "Wing2", "Wing3", "FingerA"),
        0.05 * size,
    )
    vanes: dict[str, list[Shell]] = {}
    for k, (joint, root, way, long) in enumerate(_quills(b)):
        for layer, share, lift in ((0, 1.0, 0.0), (1, 0.48, 0.016)):
            raised = root + np.array([0, (lift + 0.003 * (k % 3)) * size, 0])
            vanes.setdefault(joint, []).append(_feather(raised, way, long * share, (0.075 - 0.01 * layer) * size))
    for joint, shells in vanes.items():
        parts += _rigid_both(species, joined(shells), "coat", *(("Wing2", "Wing1") if joint == "Wing2" else (joint,)))
    return parts


def _quills(b: dict[str, F64]) -> list[tuple[str, F64, F64, float]]:
    """Return (joint, root, direction, length) of the flight feathers: primaries on the fingers, secondaries on the arm."""
    span = float((b["Wing2"] - b["Wing1"])[0]) / 0.24
    rows: list[tuple[str, F64, F64, float]] = []
    for t in np.linspace(0, 1, 9):
        joint = "FingerA" if t < 0.34 else "FingerB" if t < 0.7 else "FingerC"
        root = b["Wing3"] + (b["end FingerA"] - b["Wing3"]) * 0.30 * (1 - t)
        angle = 0.42 - 1.55 * t
        rows.append((joint, root, np.array([np.cos(angle), 0.02, np.sin(angle)]), span * (0.50 - 0.12 * t)))
    for t in np.linspace(0, 1, 10):
        root = b["Wing3"] + (b["Wing2"] - b["Wing3"]) * t
        rows.append(("Wing2", root, np.array([0.30 - 0.25 * t, 0.0, -1.0]), span * (0.36 - 0.03 * t)))
    for t in np.linspace(0, 1, 5):
        rows.append(("Wing1", b["Wing2"] + (b["Wing1"] - b["Wing2"]) * t, np.array([0.02, 0.0, -1.0]), span * (0.32 - 0.05 * t)))
    return rows


def _feather(root: F64, way: F64, long: float, wide: float) -> Shell:
    way = way / np.linalg.norm(way)
    t = np.linspace(0, 1, 6)[:, None]
    path = root + way * long * t - np.array([0, 0.05 * long, 0]) * t * t
    width = wide * np.array([0.45, 0.9, 1.0, 0.95, 0.7, 0.12])
    across = np.cross(way, [0.0, 1.0, 0.0])
    return sweep(path, width, 0.035 * width + 0.0008, across, 6, cap="flat")


def _fan(species: Species) -> list[Part]:
    """Return a bird's tail: a fan of feathers on the tail's first joints."""
    size, root = species.rig.stature_m, species.joint("tail1")
    way = species.joint("tail3") - root
    long = 1.5 * float(np.linalg.norm(species.joint("tail5") - root))
    way /= np.linalg.norm(way)
    shells = [
        _feather(
            root + np.array([0, 0.003 * abs(k) * size, 0]),
            way + np.array([0.14 * k, 0, 0]),
            long * (1 - 0.02 * k * k),
            0.055 * size,
        )
        for k in (-3, -2, -1, 0, 1, 2, 3)
    ]
    weights = np.zeros((sum(len(s.positions) for s in shells), len(species.rig.names)))
    weights[:, species.rig.index("tail1")] = 1.0
    return [Part(shell=joined(shells), material="coat", weights=weights)]
