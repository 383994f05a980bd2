"""The legless: one long tube of muscle with a head for a beginning and a tail for an end; worms open as a ring of hooks."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.creature_body import horn
from redearth.stage.cast.creature_clay import bone_weights, split
from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.part import Part, joined, rigid
from redearth.stage.cast.shapes import sweep, turned
from redearth.stage.cast.species import Species

_RINGS, _SIDES = 220, 26


def serpent_joints() -> tuple[str, ...]:
    """Return the joints of the whole length, the head's last."""
    return (*(f"spine{k}" for k in range(12, 0, -1)), "body", "neck1", "neck2", "neck3", "head")


def serpent_parts(species: Species, coat: str, worm: bool) -> tuple[list[Part], Field]:
    """Return the length of a serpent up to its head, and a field that stands for it."""
    size = species.rig.stature_m
    head, end = species.joint("head"), species.joint("spine12")
    tail = float(end[2]) - (0.10 if worm else 0.42) * size
    thick = 0.108 * size
    z = np.linspace(tail, float(head[2]) + 0.02 * size, _RINGS)
    t = (z - tail) / (z[-1] - tail)
    if worm:
        profile = np.interp(t, [0, 0.02, 0.10, 0.6, 0.95, 1], [0.15, 0.45, 0.85, 1.05, 0.98, 0.80])
        profile *= 1 + 0.075 * np.abs(np.sin((z / size) * np.pi / 0.085)) ** 0.7 - 0.04
    else:
        profile = np.interp(t, [0, 0.10, 0.35, 0.70, 0.90, 0.97, 1], [0.05, 0.35, 0.85, 1.08, 0.78, 0.62, 0.66])
    path = np.column_stack([0 * z, 0 * z + species.joint("body")[1], z])
    path[:, 1] = np.maximum(thick * profile, 0.01) + 0.004 * size + (float(species.joint("body")[1]) - thick * 1.04) * t
    shell = sweep(path, thick * profile * 1.06, thick * profile * 0.94, [1, 0, 0], _SIDES)
    weights = bone_weights(species.rig, shell.positions, serpent_joints(), 0.10 * size)
    whole = Part(shell=shell, material=coat, weights=weights)
    below = shell.normals[:, 1] < -0.62
    parts = split(whole, below, "belly")

    def field(p: F64) -> F64:
        radius = np.interp(p[:, 2], z, thick * profile)
        height = np.interp(p[:, 2], z, path[:, 1])
        return np.asarray(np.hypot(p[:, 0], p[:, 1] - height) - radius)

    return parts + (_ring_mouth(species, coat) if worm else []), field


def _ring_mouth(species: Species, coat: str) -> list[Part]:
    """Return a lamprey's mouth: a fleshy rim, rings of hooks that point inwards, four jaws of horn that open."""
    head, rig = species.joint("head"), species.rig
    r = 0.098 * rig.stature_m
    at = head + np.array([0, 0, 0.0])
    rim = turned(at, (0, 0, 1), [(-0.4 * r, 0.86 * r), (0.4 * r, 0.98 * r), (1.0 * r, 1.02 * r), (1.35 * r, 0.92 * r), (1.45 * r, 0.78 * r), (1.2 * r, 0.66 * r), (0.5 * r, 0.5 * r)], 28)  # fmt: skip
    cup = turned(at, (0, 0, -1), [(-1.2 * r, 0.66 * r), (-0.6 * r, 0.52 * r), (0.0, 0.40 * r), (0.6 * r, 0.16 * r)], 28)
    parts = [rigid(rim, coat, rig, head=1.0), rigid(cup, "maw", rig, head=1.0)]
    hooks = []
    for ring, (z, reach) in enumerate(((1.30, 0.70), (0.95, 0.60), (0.55, 0.48))):
        for k in range(18 - 3 * ring):
            a = 2 * np.pi * (k + 0.5 * ring) / (18 - 3 * ring)
            out = np.array([np.cos(a), np.sin(a), 0.0])
            base = at + out * reach * r + [0, 0, z * r]
            hooks.append(horn(base, base - out * 0.30 * r + [0, 0, 0.14 * r], 0.045 * r, out * 0.02, 5, 4))
    parts.append(rigid(joined(hooks), "bone", rig, head=1.0))
    for k in range(4):
        a = np.pi / 4 + k * np.pi / 2
        out = np.array([np.cos(a), np.sin(a), 0.0])
        base = at + out * 0.80 * r + [0, 0, 1.2 * r]
        fang = horn(base, base - out * 0.55 * r + [0, 0, 0.75 * r], 0.13 * r, out * 0.22 * r, 8, 8)
        parts.append(rigid(fang, "horn", rig, **({"jaw": 1.0} if out[1] < 0 else {"head": 1.0})))
    return parts
