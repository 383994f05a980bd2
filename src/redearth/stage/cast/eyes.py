"""Eyes that turn, lids that shut over them and brows that move, each bound to its own joint."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.mesher import settled
from redearth.stage.cast.outfit import Fitting
from redearth.stage.cast.part import Part, Shell, mirrored, rigid, shell_of
from redearth.stage.cast.shapes import curve, sweep, turned
from redearth.stage.cast.skin import ADULT, REST

EYE = REST["leftEye"]
EYE_M = 0.0150
UPPER_RAD, LOWER_RAD = 0.37, -0.42
"""Where the lids' edges rest above and below the eye's middle."""
_AXIS = np.array([0.978, 0.068, -0.196])
"""From the inner to the outer corner of the left eye: a little up and back, as the face curves."""
LID = 1.09
"""The upper lid's radius as a share of the eye's; the lower one lies under it."""


def eyes(fit: Fitting, size: float) -> list[Part]:
    """Return eyeballs, irises, pupils, lids, lashes and brows of both eyes; ``size`` is 1 for an adult's eye."""
    r = EYE_M * size
    female = fit.outfit.female
    upper = _lid(r, LID, UPPER_RAD, 1.75)
    lower = _lid(r, LID - 0.02, LOWER_RAD, -1.35)
    lash_m = 0.00125 if female else 0.0008
    lash = sweep(_edge(r * (LID + 0.012), UPPER_RAD + 0.035, 0.42), lash_m, lash_m * (1.6 if female else 1.1), [0, 1, 0], 5)
    rows = [
        (_ball(r, 0.02, 1.75, 16), "eye_white", "Eye"),
        (_ball(r * 1.012, 0.02, 0.50, 18), "iris", "Eye"),
        (_ball(r * 1.022, 0.02, 0.225, 14), "eye", "Eye"),
        (upper, "skin", "Lid"),
        (lower, "skin", "LowerLid"),
        (lash, "hair_dark", "Lid"),
    ]
    return [*(part for shell, material, joint in rows for part in _both(shell, material, joint)), *_glints(r)]


def _glints(eye_m: float) -> list[Part]:
    """Return the lamps that eyes mirror: up and to one side of both, turning half as far as the eyes do."""
    way = np.array([-0.17, 0.20, 1.0])
    spot = turned(EYE, way, [(eye_m * a, eye_m * b) for a, b in ((1.0, 0.105), (1.036, 0.085), (1.040, 0.01))], 8)
    other = Shell(positions=spot.positions - [2 * EYE[0], 0, 0], normals=spot.normals, triangles=spot.triangles)
    return [rigid(shell, "glint", ADULT, head=0.5, **{side + "Eye": 0.5}) for side, shell in (("left", spot), ("right", other))]


def _both(shell: Shell, material: str, joint: str) -> list[Part]:
    return [
        rigid(shell, material, ADULT, **{"left" + joint: 1.0}),
        rigid(mirrored(shell), material, ADULT, **{"right" + joint: 1.0}),
    ]


def brows(fit: Fitting, field: Field) -> list[Part]:
    """Return both brows, laid on the ridge of ``field``."""
    age, female = fit.outfit.age, fit.outfit.female
    thick = 0.0031 if female or age < 14 else 0.0044
    line = curve([[0.0125, 1.6385, 0.0975], [0.030, 1.6450, 0.0925], [0.0505, 1.6390, 0.0720]], 9)
    line = settled(field, line, offset_m=0.0004)
    taper = np.array([0.75, 1.0, 1.05, 1.0, 0.95, 0.85, 0.7, 0.55, 0.35])
    return _both(sweep(line, thick * taper, 0.0026 * np.sqrt(taper), [0, 1, 0], 6), "brow", "Brow")


def _ball(radius_m: float, low: float, high: float, count: int) -> Shell:
    """Return the part of the eyeball between two angles from straight ahead."""
    polar = np.linspace(high, low, 9 if high > 1 else 3)
    return turned(EYE, (0.0, 0.0, 1.0), [(radius_m * np.cos(a), radius_m * np.sin(a)) for a in polar], count)


def _edge(radius_m: float, elevation_rad: float, margin_rad: float, count: int = 11) -> F64:
    """Return points on a lid's edge from the outer to the inner corner of the left eye, ``margin_rad`` short of both."""
    s = np.linspace(margin_rad, np.pi - margin_rad, count)[:, None]
    ahead, up = _frame()
    out: F64 = EYE + radius_m * (
        np.cos(s) * _AXIS / np.linalg.norm(_AXIS) + np.sin(s) * (np.cos(elevation_rad) * ahead + np.sin(elevation_rad) * up)
    )
    return out


def _frame() -> tuple[F64, F64]:
    axis = _AXIS / np.linalg.norm(_AXIS)
    up = np.array([0.0, 1.0, 0.0]) - axis * axis[1]
    up /= np.linalg.norm(up)
    return np.cross(axis, up), up


def _lid(eye_m: float, thick: float, edge_rad: float, range_rad: float, across: int = 13) -> Shell:
    """Return a lid: a slice of a sphere about the eye between its edge and ``range_rad`` beyond, with a rounded rim at the edge."""
    way = float(np.sign(range_rad))
    rows = [
        (0.0, 1.012),
        (0.012, 1.0 + 0.75 * (thick - 1)),
        (0.055, thick),
        (0.30, thick + 0.004),
        (0.62, thick),
        (1.0, thick),
        (abs(range_rad), thick),
    ]
    rings = np.stack([_edge(eye_m * radius, edge_rad + way * angle, 0.06, across) for angle, radius in rows])
    i, j = (g.ravel() for g in np.meshgrid(np.arange(len(rows) - 1), np.arange(across - 1), indexing="ij"))
    a, b, c, d = i * across + j, i * across + j + 1, (i + 1) * across + j + 1, (i + 1) * across + j
    faces = np.concatenate([np.column_stack([a, c, b]), np.column_stack([a, d, c])])
    return shell_of(rings.reshape(-1, 3), faces if way > 0 else faces[:, ::-1])
