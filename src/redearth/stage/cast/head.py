"""The bare head: a clean, slightly abstract face with brow, dark glossy eyes, nose, ears, and lips that part at the jaw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.stage.cast.field import F64, capsule, ellipsoid, ramp, smooth_cut, smooth_union
from redearth.stage.cast.mesher import cast_round
from redearth.stage.cast.outfit import Fitting, Outfit
from redearth.stage.cast.part import Part, Shell, joined, mirrored, rigid, shell_of
from redearth.stage.cast.shapes import curve, sweep, turned
from redearth.stage.cast.skin import ADULT

CENTRE = (0.0, 1.600, 0.0)
_EYE = np.array([0.0310, 1.6165, 0.0700])
_EYE_M = 0.0150
_MOUTH_Y, _MOUTH_Z = 1.5475, 0.0895
_SLIT_RAD = 0.010


@dataclass(frozen=True, slots=True)
class Face:
    """The features that tell one face from another, as offsets of the plain one."""

    jaw: float
    nose: float
    brow: float
    cheek: float
    chin: float
    eye: float
    young: float
    """0 an adult … 1 a small child."""


def face_of(outfit: Outfit) -> Face:
    """Return the person's face: softer and narrower for women and children, heavier with age."""
    u = outfit.unit
    soft = 1.0 if outfit.female or outfit.age < 14 else 0.0
    child = max(0.0, min(1.0, (14 - outfit.age) / 8))
    return Face(
        jaw=1.04 - 0.11 * soft + 0.08 * (u("jaw") - 0.5),
        nose=1.0 - 0.14 * soft - 0.22 * child + 0.35 * (u("nose") - 0.5),
        brow=1.0 - 0.5 * soft + 0.5 * (u("brow") - 0.5),
        cheek=1.0 + 0.2 * (u("cheek") - 0.5) + 0.15 * child,
        eye=1.0 + 0.10 * soft + 0.10 * child,
        young=max(child, 0.25 * soft),
        chin=1.0 - 0.10 * soft - 0.15 * child + 0.2 * (u("chin") - 0.5),
    )


def head_field(p: F64, f: Face) -> F64:
    """Return distances to skull, face and neck."""
    q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
    d = ellipsoid(q, (0, 1.644, -0.012), (0.0765, 0.084, 0.096))
    d = smooth_union(
        d,
        ellipsoid(q, (0, 1.588 + f.young * 0.006, 0.024), ((0.0615 + 0.004 * f.young) * f.jaw, 0.082 - 0.010 * f.young, 0.067)),
        0.03,
    )
    d = smooth_union(
        d, capsule(q, (0.047 * f.jaw, 1.562, -0.006), (0.014 * f.jaw, 1.514 + 0.012 * f.young, 0.062), 0.022, 0.018), 0.035
    )
    d = smooth_union(d, ellipsoid(q, (0, 1.512 + 0.012 * f.young, 0.070), (0.022 * f.jaw, 0.017, 0.018 * f.chin)), 0.02)
    d = smooth_union(
        d,
        ellipsoid(q, (0.042, 1.582 - 0.006 * f.young, 0.055), ((0.021 + 0.004 * f.young) * f.cheek, 0.022, 0.021 * f.cheek)),
        0.035,
    )
    d = smooth_union(d, capsule(q, (0.006, 1.640, 0.086), (0.046, 1.640, 0.066), 0.008 + 0.003 * f.brow, 0.008), 0.016)
    d = smooth_cut(d, ellipsoid(q, (0.0325, 1.6150, 0.0970), (0.0225, 0.0150, 0.0190)), 0.012)
    d = smooth_union(d, capsule(q, (0, 1.632, 0.083), (0, 1.583, 0.1045), 0.0070, 0.0098 * f.nose), 0.010)
    d = smooth_union(d, ellipsoid(q, (0.0095 * f.nose, 1.578, 0.0945), (0.0085 * f.nose, 0.0070, 0.0095)), 0.007)
    d = smooth_union(d, ellipsoid(q, (0, 1.5475, 0.0790), (0.027, 0.0165, 0.0135)), 0.012)  # muzzle under the lips
    mouth = np.hypot((q[:, 1] - _MOUTH_Y) / 1.0, np.maximum(q[:, 2] - 0.110, 0.0)) - 0.0012
    mouth = np.maximum(mouth, np.maximum(q[:, 0] - 0.023, 0.084 - q[:, 2]))
    d = smooth_cut(d, mouth, 0.003)
    return smooth_union(d, capsule(q, (0, 1.43, -0.020), (0, 1.56, -0.012), 0.053, 0.050), 0.025)


def head(fit: Fitting) -> list[Part]:
    """Return skin, mouth, lips, eyes, lids, brows and ears, scaled by the build's head about the neck."""
    face = face_of(fit.outfit)
    parts = [*_skin(fit, face)]
    parts += _eyes(fit, face) + _lips(face) + _ears()
    size = fit.outfit.build.head
    return [enlarged(part, size) for part in parts]


def enlarged(part: Part, size: float) -> Part:
    """Return the part scaled about the top of the neck (children have larger heads)."""
    pivot = np.array([0.0, 1.50, 0.0])
    shell = part.shell
    return Part(
        shell=Shell(positions=pivot + (shell.positions - pivot) * size, normals=shell.normals, triangles=shell.triangles),
        material=part.material,
        weights=part.weights,
    )


def _skin(fit: Fitting, face: Face) -> list[Part]:
    slit = np.pi / 2 + np.arctan2(CENTRE[1] - _MOUTH_Y, _MOUTH_Z)
    around = np.concatenate([np.linspace(-1.15, 1.15, 46), np.linspace(1.25, 2 * np.pi - 1.25, 16)])
    down = np.concatenate(
        [
            np.linspace(0.12, 0.95, 6),
            np.linspace(1.05, slit - 0.05, 22),
            [slit - 0.028, slit - _SLIT_RAD, slit + _SLIT_RAD, slit + 0.028],
            np.linspace(slit + 0.06, 2.45, 8),
            np.linspace(2.55, 3.0, 4),
        ]
    )
    shell = cast_round(lambda p: head_field(p, face), CENTRE, 0.25, around, down)
    weights = _jaw_weights(shell.positions, slit)
    middle = shell.positions[shell.triangles].mean(axis=1) - CENTRE
    polar = np.arctan2(np.hypot(middle[:, 0], middle[:, 2]), middle[:, 1])
    inside = (np.abs(polar - slit) < _SLIT_RAD * 0.7) & (np.abs(middle[:, 0]) < 0.0225) & (middle[:, 2] > 0)
    return [_piece(shell, weights, ~inside, "skin"), _piece(shell, weights, inside, "mouth")]


def _piece(shell: Shell, weights: F64, chosen: NDArray[np.bool_], material: str) -> Part:
    tri = shell.triangles[chosen]
    used = np.unique(tri)
    return Part(shell=shell_of(shell.positions, tri, shell.normals), material=material, weights=weights[used])


def _jaw_weights(points: F64, slit: float) -> F64:
    rel = points - CENTRE
    polar = np.arctan2(np.hypot(rel[:, 0], rel[:, 2]), rel[:, 1])
    out = np.zeros((len(points), len(ADULT.names)))
    lip = np.where(np.abs(points[:, 0]) < 0.024, polar > slit, ramp(polar, slit - 0.20, slit + 0.16))
    jaw = lip * ramp(points[:, 2], 0.005, 0.055) * ramp(points[:, 1], 1.475, 1.505)
    neck = ramp(points[:, 1], 1.535, 1.475) * (1 - jaw)
    out[:, ADULT.index("jaw")] = jaw
    out[:, ADULT.index("neck")] = neck
    out[:, ADULT.index("head")] = 1 - jaw - neck
    return out


def _ball(centre: F64, radius_m: float, low: float, high: float, pitch_rad: float, count: int = 14) -> Shell:
    """Return the part of a sphere between two polar angles from an axis pitched up from +Z."""
    axis = np.array([0.0, np.sin(pitch_rad), np.cos(pitch_rad)])
    polar = np.linspace(high, low, 8)
    return turned(centre, axis, [(radius_m * np.cos(a), radius_m * np.sin(a)) for a in polar], count)


def _eyes(fit: Fitting, face: Face) -> list[Part]:
    r, pitch = _EYE_M * face.eye, 1.36 - 0.12 * (fit.outfit.age > 60)
    centre = _EYE - [0.0, 0.0, r - _EYE_M]
    white = _ball(centre, r, 0.05, 2.2, 0.0)
    iris = _ball(centre - [0.0004, 0.0, -0.0007], r, 0.02, 0.56, 0.0, 16)
    upper = _ball(centre - [0, 0, 0.0004], r * 1.085, 0.05, 1.0, pitch, 16)
    lower = _ball(centre - [0, 0, 0.0006], r * 1.075, 0.05, 1.00, -1.42, 16)
    lash_m = 0.0016 if fit.outfit.female else 0.0011
    lash = sweep(_lid_line(centre, r, pitch, 1.0), lash_m, lash_m * 1.3, [0, 1, 0], 5)
    y = 1.6415
    thick = 0.0030 if fit.outfit.female or fit.outfit.age < 14 else 0.0042
    line = curve([[0.012, y - 0.001, 0.0965], [0.030, y + 0.004, 0.0915], [0.050, y - 0.003, 0.0720]], 8)
    brow = sweep(line, np.linspace(thick, thick * 0.5, 8), 0.0030, [0, 1, 0], 6)
    rows = ((white, "eye_white"), (iris, "eye"), (upper, "skin"), (lower, "skin"), (lash, "hair_dark"), (brow, "brow"))
    return [rigid(joined([s, mirrored(s)]), name, ADULT, head=1.0) for s, name in rows]


def _lid_line(centre: F64, radius_m: float, pitch_rad: float, polar: float) -> F64:
    """Return the edge of the upper lid, in front of the eye."""
    axis = np.array([0.0, np.sin(pitch_rad), np.cos(pitch_rad)])
    low = np.array([0.0, -np.cos(pitch_rad), np.sin(pitch_rad)])
    a = np.linspace(-1.25, 1.25, 10)[:, None]
    r = radius_m * 1.10
    out: F64 = centre + r * (np.cos(polar) * axis + np.sin(polar) * (np.cos(a) * low + np.sin(a) * np.array([1.0, 0, 0])))
    return out


def _lips(face: Face) -> list[Part]:
    half = 0.0205 + 0.003 * (face.jaw - 0.9) * 8
    x = np.linspace(-1, 1, 13)
    bow = 0.0016 * np.cos(x * 3.2 * np.pi) * (np.abs(x) < 0.6)

    def path(y: float, z: float) -> F64:
        return np.column_stack([x * half, y + 0 * x, z - 0.0125 * x**2])

    thick = np.sqrt(np.clip(1 - x**2, 0.03, 1))
    front = _MOUTH_Z + 0.0025
    upper = sweep(
        path(_MOUTH_Y + 0.0040, front) + np.column_stack([0 * x, bow * 0.4, 0 * x]), 0.0042 * thick, 0.0052 * thick, [0, 1, 0], 8
    )
    lower = sweep(path(_MOUTH_Y - 0.0046, front - 0.0005), 0.0050 * thick, 0.0056 * thick, [0, 1, 0], 8)
    return [rigid(upper, "lips", ADULT, head=1.0), rigid(lower, "lips", ADULT, jaw=1.0)]


def _ears() -> list[Part]:
    helix = np.array(
        [
            [0.0735, 1.592, -0.004],
            [0.0785, 1.622, -0.002],
            [0.0855, 1.634, -0.012],
            [0.0900, 1.630, -0.026],
            [0.0895, 1.612, -0.032],
            [0.0850, 1.594, -0.024],
            [0.0790, 1.580, -0.010],
            [0.0755, 1.578, -0.002],
        ]
    )
    outer = sweep(curve(helix, 18), 0.0042, 0.0046, [1, 0, 0], 6)
    bowl = sweep(
        [[0.0745, 1.590, -0.010], [0.0790, 1.606, -0.016], [0.0800, 1.622, -0.018]],
        [0.009, 0.013, 0.010],
        [0.006, 0.007, 0.006],
        [0, 0, 1],
        8,
    )
    shell = joined([outer, bowl])
    return [rigid(joined([shell, mirrored(shell)]), "skin", ADULT, head=1.0)]
