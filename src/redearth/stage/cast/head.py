"""The bare head: a clean, slightly abstract face with brow, dark glossy eyes, nose, ears, and lips that part at the jaw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.cast.eyes import brows, eyes
from redearth.stage.cast.face_skin import CENTRE, SLIT_RAD, mouth_half_m, polar, skin_weights
from redearth.stage.cast.field import F64, capsule, ellipsoid, ramp, smooth_cut, smooth_union
from redearth.stage.cast.mesher import cast_round
from redearth.stage.cast.mouth import mouth
from redearth.stage.cast.outfit import Fitting, Outfit
from redearth.stage.cast.part import Part, Shell, joined, mirrored, rigid, shell_of
from redearth.stage.cast.shapes import curve, sweep
from redearth.stage.cast.skin import ADULT

_PARTING_RAD, _BORDER_RAD = 0.010, 0.027
"""How far from where the lips meet the skin's last rows lie."""


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
    old: float = 0.0
    """0 below 46 … 1 at 72: furrows, folds, bags and jowls."""


def face_of(outfit: Outfit) -> Face:
    """Return the person's face: softer and narrower for women and children, heavier with age."""
    u = outfit.unit
    soft = 1.0 if outfit.female or outfit.age < 14 else 0.0
    child = max(0.0, min(1.0, (14 - outfit.age) / 8))
    old = max(0.0, min(1.0, (outfit.age - 46) / 26))
    return Face(
        jaw=1.04 - 0.11 * soft + 0.08 * (u("jaw") - 0.5),
        nose=1.0 - 0.14 * soft - 0.22 * child + 0.35 * (u("nose") - 0.5) + 0.08 * old,
        brow=1.0 - 0.5 * soft + 0.5 * (u("brow") - 0.5),
        cheek=1.0 + 0.2 * (u("cheek") - 0.5) + 0.15 * child,
        eye=1.0 + 0.10 * soft + 0.10 * child,
        young=max(child, 0.25 * soft),
        old=old,
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
    d = smooth_union(d, capsule(q, (0.050, 1.634, 0.058), (0.055, 1.598, 0.050), 0.010, 0.010), 0.014)  # outer rim of the socket
    d = smooth_cut(d, ellipsoid(q, (0.0325, 1.6165, 0.0940), (0.0225, 0.0132, 0.0200)), 0.010)
    d = smooth_union(d, capsule(q, (0, 1.632, 0.083), (0, 1.583, 0.1045), 0.0070, 0.0098 * f.nose), 0.010)
    d = smooth_union(d, ellipsoid(q, (0.0095 * f.nose, 1.578, 0.0945), (0.0085 * f.nose, 0.0070, 0.0095)), 0.007)
    d = smooth_union(d, ellipsoid(q, (0, 1.5475, 0.0790), (0.027, 0.0165, 0.0135)), 0.012)  # muzzle under the lips
    if f.old > 0:
        d = _aged(d, q, f.old)
    return smooth_union(d, neck_field(p), 0.025)


def neck_field(p: F64) -> F64:
    """Return distances to the neck alone."""
    return capsule(p, (0, 1.43, -0.020), (0, 1.56, -0.012), 0.053, 0.050)


_CREASES = (
    ((0.0190, 1.580, 0.0925), (0.0335, 1.543, 0.0795), 0.0048), ((0.0290, 1.540, 0.0815), (0.0325, 1.520, 0.0690), 0.0030),
    ((0.0530, 1.6200, 0.0640), (0.0680, 1.6330, 0.0440), 0.0020), ((0.0545, 1.6130, 0.0630), (0.0700, 1.6150, 0.0420), 0.0021),
    ((0.0530, 1.6050, 0.0640), (0.0670, 1.5980, 0.0450), 0.0019), ((0.0065, 1.6380, 0.0985), (0.0075, 1.6560, 0.0960), 0.0022),
    ((0.0200, 1.5965, 0.0900), (0.0380, 1.5925, 0.0830), 0.0018),
)  # fmt: skip
"""Furrows of the left half of an old face, from where to where and how deep: beside nose and mouth, crow's feet, between the brows, under the bags."""
_FURROW_M = 0.0098


def _aged(d: F64, q: F64, old: float) -> F64:
    """Hollow the cheeks, fold the skin beside nose and mouth, let it hang under eyes, jaw and chin, furrow it where a face has moved for a life."""
    d = smooth_cut(d, ellipsoid(q, (0.068, 1.560, 0.052), (0.011 * old, 0.030, 0.024)), 0.034)
    for start, end, deep in _CREASES:
        d = smooth_cut(d, capsule(q, start, end, deep * old, 0.7 * deep * old), 0.0040)
    d = smooth_union(d, capsule(q, (0.022, 1.6010, 0.0835), (0.043, 1.6025, 0.0760), 0.0056 * old, 0.0048 * old), 0.005)
    d = smooth_union(d, capsule(q, (0.013, 1.500, 0.044), (0.019, 1.440, 0.030), 0.0050 * old, 0.0040 * old), 0.012)
    d = smooth_union(d, ellipsoid(q, (0.041, 1.523, 0.040), (0.014 * old, 0.012, 0.020)), 0.014)
    brow = ramp(q[:, 1], 1.648, 1.658) * ramp(q[:, 1], 1.700, 1.688) * ramp(q[:, 0], 0.054, 0.030) * ramp(q[:, 2], 0.03, 0.06)
    line = np.cos(2 * np.pi * (q[:, 1] - 1.6545 - 1.6 * q[:, 0] ** 2 + 0.0012 * np.sin(150 * q[:, 0])) / _FURROW_M)
    return np.asarray(d + 0.0013 * old * brow * np.maximum(line, 0.0) ** 3)


def head(fit: Fitting) -> list[Part]:
    """Return skin, mouth, eyes, lids, brows and ears, scaled by the build's head about the neck."""
    face = face_of(fit.outfit)
    half_m = mouth_half_m(face.jaw)
    full = (1.0 if fit.outfit.age < 60 else 0.82) * (1.06 if fit.outfit.female else 0.94)
    parts = [_skin(face, half_m), *eyes(fit, face.eye), *_ears()]
    parts += mouth(lambda p: head_field(p, face), half_m, full) + brows(fit, lambda p: head_field(p, face))
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


def _skin(face: Face, half_m: float) -> Part:
    around = np.concatenate([np.linspace(-1.15, 1.15, 50), np.linspace(1.25, 2 * np.pi - 1.25, 16)])
    down = np.concatenate(
        [
            np.linspace(0.12, 0.95, 6) if not face.old else np.concatenate([[0.12, 0.34, 0.54], np.linspace(0.66, 1.0, 16)]),
            np.linspace(1.03, SLIT_RAD - 0.07, 23 if not face.old else 34),
            SLIT_RAD + np.array([-0.045, -_BORDER_RAD, -_PARTING_RAD, _PARTING_RAD, _BORDER_RAD, 0.045]),
            np.linspace(SLIT_RAD + 0.075, 2.45, 9),
            np.linspace(2.55, 3.0, 4),
        ]
    )
    shell = cast_round(lambda p: head_field(p, face), CENTRE, 0.25, around, down, 0.0018 if face.old else 0.003)
    middle = shell.positions[shell.triangles].mean(axis=1)
    off = np.abs(polar(middle) - SLIT_RAD)
    along = np.where(middle[:, 2] > 0, np.abs(middle[:, 0]) / half_m, 9.0)
    # behind the lips there is no skin: narrow towards the corners, where they are thin
    parted = ((off < 0.9 * _PARTING_RAD) & (along < 0.93)) | ((off < 0.9 * _BORDER_RAD) & (along < 0.7))
    kept = shell_of(shell.positions, shell.triangles[~parted], shell.normals)
    return Part(shell=kept, material="skin", weights=skin_weights(kept.positions, half_m))


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
        [[0.0760, 1.590, -0.009], [0.0820, 1.606, -0.017], [0.0840, 1.621, -0.020]],
        [0.011, 0.0165, 0.012],
        [0.006, 0.007, 0.006],
        [0, 0, 1],
        8,
    )
    shell = joined([outer, bowl])
    return [rigid(joined([shell, mirrored(shell)]), "skin", ADULT, head=1.0)]
