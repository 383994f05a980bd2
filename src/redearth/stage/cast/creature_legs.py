"""The creature's legs: sinewy segments, knuckled joints with spurs, thorns, and bone blades where feet should be."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.creature_body import horn
from redearth.stage.cast.field import F64, ramp
from redearth.stage.cast.part import Part, Shell, creased, joined, shell_of
from redearth.stage.cast.shapes import sweep
from redearth.stage.cast.species import Species

_UP = np.array([0.0, 1.0, 0.0])


def leg_parts(species: Species) -> list[Part]:
    """Return flesh and bone of every leg."""
    out = []
    for leg in species.legs():
        out += _leg(species, leg)
    return out


def _leg(species: Species, leg: str) -> list[Part]:
    coxa, femur, tibia, tip = (species.joint(f"{leg}{part}") for part in ("Coxa", "Femur", "Tibia", "Tip"))
    chance = species.chance(leg)
    thick = (1.12 if leg.endswith("Leg1") else 1.0) * chance.uniform(0.92, 1.10)
    out_dir = tibia - femur
    out_dir = np.array([out_dir[0], 0, out_dir[2]]) / np.hypot(out_dir[0], out_dir[2])
    path, radius = _line(coxa, femur, tibia, tip, thick, 50)
    across = np.cross(out_dir, _UP)
    limb, armour = _sinewy(sweep(path, radius, radius * 0.86, across, 14), path, across, species.unit(leg))
    blade = _blade(tibia, tip, out_dir, thick)
    bones = [blade]
    knee_out = (tibia - (femur + tip) / 2) / np.linalg.norm(tibia - (femur + tip) / 2)
    spur = 0.16 + 0.16 * chance.random()
    bones.append(horn(tibia, tibia + knee_out * spur + out_dir * 0.04, 0.042 * thick, across * 0.02, 6, 6))
    for t in (0.25, 0.42, 0.58):
        at = tibia + (tip - tibia) * t
        size = chance.uniform(0.07, 0.15) * (1.1 - t)
        bones.append(horn(at, at + out_dir * size + _UP * size * 0.5 + across * chance.normal(0, 0.03), 0.018, _UP * 0.01, 5, 5))
    for t in (0.3, 0.55, 0.8):
        at = femur + (tibia - femur) * t
        bones.append(horn(at, at + _UP * chance.uniform(0.10, 0.16) - out_dir * 0.02, 0.024, out_dir * 0.01, 5, 4))
    bone = joined(bones)
    return [
        Part(shell=limb, material="flesh", weights=_weights(species, leg, limb.positions)),
        Part(shell=armour, material="plate", weights=_weights(species, leg, armour.positions)),
        Part(shell=bone, material="bone", weights=_weights(species, leg, bone.positions)),
    ]


def _line(coxa: F64, femur: F64, tibia: F64, tip: F64, thick: float, count: int) -> tuple[F64, F64]:
    """Return the middle line, rounded at the joints, and its radius: knuckles thick, spans lean."""
    corners = np.array([coxa, femur, tibia, tibia + (tip - tibia) * 0.80])
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(corners, axis=0), axis=1))])
    at = np.linspace(0, length[-1], count)
    straight = np.column_stack([np.interp(at, length, corners[:, k]) for k in range(3)])
    path = straight.copy()
    for _ in range(3):
        path[1:-1] = path[1:-1] * 0.5 + (path[:-2] + path[2:]) * 0.25
    _, f, t, _ = length
    span, shin = t - f, length[-1] - t
    keys = [
        0,
        f * 0.7,
        f,
        f + 0.10,
        f + span * 0.35,
        f + span * 0.7,
        t - 0.09,
        t,
        t + 0.08,
        t + shin * 0.25,
        t + shin * 0.55,
        t + shin * 0.8,
        length[-1],
    ]
    sizes = [0.16, 0.160, 0.155, 0.125, 0.142, 0.092, 0.072, 0.112, 0.078, 0.096, 0.060, 0.040, 0.032]
    return path, np.interp(at, keys, sizes) * thick


def _sinewy(shell: Shell, path: F64, across: F64, seed: float) -> tuple[Shell, Shell]:
    """Raise tendons and knuckles on a limb; return its flesh and the overlapping scales along its upper side."""
    nearest = np.argmin(((shell.positions[:, None] - path[None]) ** 2).sum(-1), axis=1)
    rel = shell.positions - path[nearest]
    tangent = np.gradient(path, axis=0)[nearest]
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    angle = np.arctan2(rel @ across, np.einsum("ij,ij->i", rel, np.cross(across, tangent)))  # 0 on the upper, outer side
    along = nearest / len(path)
    cord = np.abs(np.sin(1.5 * angle + 4 * along + 6 * seed)) - 0.6
    lump = np.sin(along * 31 + 2 * angle + 9 * seed) * np.sin(along * 17 - angle)
    swell = 1 + 0.22 * cord + 0.10 * lump + 0.05 * np.sin(along * 150)
    outer = angle[shell.triangles]
    saw = (along * 11) % 1.0
    limb = path[nearest] + rel * swell[:, None]
    scale = path[nearest] + rel * (1.06 + 0.26 * (1 - saw) * np.exp(-((angle / 0.9) ** 2)))[:, None]
    upper = (np.abs(outer).max(axis=1) < 1.25) & (along[shell.triangles].min(axis=1) > 0.08)
    return shell_of(limb, shell.triangles), creased(shell_of(scale, shell.triangles[upper]), 0.8)


def _blade(tibia: F64, tip: F64, out_dir: F64, thick: float) -> Shell:
    """Return the bone blade: a flattened, slightly hooked spike that splits the end of the shin."""
    t = np.linspace(0.52, 1.0, 10)[:, None]
    path = tibia + (tip - tibia) * t - out_dir * 0.06 * np.sin((t - 0.52) / 0.48 * np.pi)
    s = (t[:, 0] - 0.52) / 0.48
    wide = np.interp(s, [0, 0.15, 0.45, 0.8, 1], [0.020, 0.052, 0.066, 0.036, 0.002]) * thick
    return sweep(path, wide, wide * 0.30 + 0.001, out_dir, 8)


def _weights(species: Species, leg: str, points: F64) -> F64:
    """Bind to coxa, femur and tibia by the way along the leg, softly at the joints (``Tip`` takes the very end)."""
    coxa, femur, tibia, tip = (species.joint(f"{leg}{part}") for part in ("Coxa", "Femur", "Tibia", "Tip"))
    rig, out = species.rig, np.zeros((len(points), len(species.rig.names)))
    hip = _plane(points, femur, femur - coxa, tibia - femur, 0.09)
    knee = _plane(points, tibia, tibia - femur, tip - tibia, 0.09) * hip
    end = ramp(np.linalg.norm(points - tip, axis=1), 0.05, 0.01) * knee
    out[:, rig.index(f"{leg}Coxa")] = 1 - hip
    out[:, rig.index(f"{leg}Femur")] = hip - knee
    out[:, rig.index(f"{leg}Tibia")] = knee - end
    out[:, rig.index(f"{leg}Tip")] = end
    return out


def _plane(points: F64, joint: F64, before: F64, after: F64, soft_m: float) -> F64:
    """Return 0 before the plane that halves a joint's angle and 1 after it."""
    normal = before / np.linalg.norm(before) + after / np.linalg.norm(after)
    normal /= np.linalg.norm(normal)
    return ramp((points - joint) @ normal, -soft_m, soft_m)
