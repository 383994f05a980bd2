"""Hands and feet: relaxed fingers, gloves with gauntlets, boots with treaded soles, shoes."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from redearth.stage.cast.field import F64, box, capsule, ellipsoid, ramp, smooth_union, tube
from redearth.stage.cast.mesher import cast, grid
from redearth.stage.cast.outfit import Fitting
from redearth.stage.cast.part import Part, Shell, creased, joined, mirrored, shell_of
from redearth.stage.cast.shapes import curve, sweep
from redearth.stage.cast.skin import ADULT, ARM_AXIS, ARM_SIDE, REST, WRIST_M, biped_weights
from redearth.stage.rows import lengths

_THUMBWARD = np.array([0.0, 0.0, 1.0])
_PALMWARD = -ARM_SIDE
# Per finger: place across the palm (thumbward, metres), length, knuckle along the palm, extra curl in radians.
_FINGERS = ((0.030, 0.076, 0.092, 0.00), (0.010, 0.084, 0.097, 0.06), (-0.011, 0.078, 0.094, 0.14), (-0.030, 0.062, 0.086, 0.24))


def _finger_path(across_m: float, length_m: float, knuckle_m: float, curl: float) -> F64:
    """Return the middle line of one relaxed finger: three bones, each bent further towards the palm."""
    p = REST["leftHand"] + ARM_AXIS * (knuckle_m - 0.012) + _THUMBWARD * across_m - _PALMWARD * 0.004
    points, bend = [p], 0.22 + 0.5 * curl
    for share in (0.14, 0.36, 0.28, 0.22):
        p = p + length_m * share * (ARM_AXIS * np.cos(bend) + _PALMWARD * np.sin(bend) + _THUMBWARD * across_m * 1.5)
        points.append(p)
        bend += 0.30 + curl
    path = np.array(points)
    middle = (path[:-1] + path[1:]) / 2
    return np.insert(path, range(1, len(path)), middle, axis=0)


def _finger(row: tuple[float, float, float, float], thick_m: float, joint: str) -> tuple[Shell, dict[str, F64]]:
    """Return one finger and its shares: the hand at its root, ``joint`` beyond the knuckle, the tip's joint beyond the middle bone."""
    path = _finger_path(*row)
    radius = thick_m * np.array([1.05, 1.08, 1.0, 0.96, 1.02, 0.93, 0.95, 0.88, 0.80])
    shell = sweep(path, radius, radius * 1.02, _PALMWARD, 7)
    along = _along(shell.positions, path)
    knuckle, middle = 0.14 * row[1], 0.50 * row[1]
    beyond, tip = ramp(along, knuckle - 0.010, knuckle + 0.008), ramp(along, middle - 0.006, middle + 0.006)
    tips = "FingerTips" if joint == "Fingers" else joint + "Tip"
    return shell, {"Hand": 1 - beyond, joint: beyond - tip, tips: tip}


def _along(points: F64, path: F64) -> F64:
    """Return how far along ``path`` [K, 3] each point's nearest place is, in metres; before its start negative."""
    dense = curve(path, 64)
    arc = np.concatenate([[0.0], np.cumsum(lengths(np.diff(dense, axis=0)))])
    near = cKDTree(dense).query(points)[1]
    start = (points - dense[0]) @ (dense[1] - dense[0]) / float(lengths(dense[1:2] - dense[:1])[0])
    return np.asarray(np.where(near == 0, np.minimum(start, 0.0), arc[near]))


def hand(fit: Fitting, material: str, bulk_m: float = 0.0) -> list[Part]:
    """Return both hands in a relaxed grip; ``bulk_m`` is the thickness of a glove."""
    palm = _palm(bulk_m)
    pieces = [(palm, _palm_shares(palm.positions))]
    thick_m = 0.0088 + bulk_m * 0.8
    pieces += [_finger(row, thick_m, "Index" if number == 0 else "Fingers") for number, row in enumerate(_FINGERS)]
    pieces.append(_thumb(bulk_m))
    left = joined([shell for shell, _ in pieces])
    parts = []
    for side, shell in (("left", left), ("right", mirrored(left))):
        weights, start = np.zeros((len(left.positions), len(ADULT.names))), 0
        for piece, shares in pieces:
            end = start + len(piece.positions)
            for joint, share in shares.items():
                weights[start:end, ADULT.index(side + joint)] = share
            start = end
        parts.append(Part(shell=shell, material=material, weights=weights))
    return parts


def _palm(b: float) -> Shell:
    def field(p: F64) -> F64:
        q = (p - REST["leftHand"]) @ np.column_stack([ARM_AXIS, _THUMBWARD, _PALMWARD])
        d = box(q, (0.052, 0.0, 0.002), (0.046 + b, 0.041 + b, 0.014 + b), 0.014 + b)
        d = smooth_union(d, capsule(q, (-0.03, 0, 0), (0.03, 0, 0), 0.025 + b * 1.3, 0.026 + b), 0.03)
        d = smooth_union(d, capsule(q, (0.02, 0.026, 0.010), (0.055, 0.045, 0.020), 0.017 + b, 0.014 + b), 0.02)
        out: F64 = smooth_union(d, ellipsoid(q, (0.03, -0.022, 0.012), (0.035, 0.018, 0.016)), 0.02)
        return out

    centre = REST["leftHand"] + ARM_AXIS * 0.03
    return cast(field, grid(centre - 0.13, centre + 0.13, 0.0095), 0.002)


def _palm_shares(points: F64) -> dict[str, F64]:
    """The palm bends at the wrist; the ball of the thumb gives a little with it."""
    rel = points - REST["leftHand"]
    along, thumbward = rel @ ARM_AXIS, rel @ _THUMBWARD
    fore = np.clip((0.012 - along) / 0.03, 0, 1)
    ball = 0.4 * ramp(thumbward, 0.026, 0.044) * ramp(along, 0.02, 0.05) * (1 - fore)
    return {"LowerArm": fore, "Thumb": ball, "Hand": 1 - fore - ball}


def _thumb(bulk_m: float) -> tuple[Shell, dict[str, F64]]:
    start = REST["leftHand"] + ARM_AXIS * 0.042 + _THUMBWARD * 0.038 + _PALMWARD * 0.014
    steps = [(0.022, 0.020, 0.006), (0.026, 0.012, 0.010), (0.020, 0.004, 0.010)]
    points = [start]
    for a, t, n in steps:
        points.append(points[-1] + ARM_AXIS * a + _THUMBWARD * t + _PALMWARD * n)
    path = np.array(points)
    radius = np.array([0.0125, 0.0115, 0.0115, 0.0095]) + bulk_m * 0.8
    shell = sweep(path, radius, radius, _PALMWARD, 7)
    turns = 0.4 + 0.6 * ramp(_along(shell.positions, path), -0.004, 0.010)
    return shell, {"Thumb": turns, "Hand": 1 - turns}


def gauntlets(fit: Fitting, material: str) -> list[Part]:
    """Return flared glove cuffs over the wrists."""
    centre = REST["leftUpperArm"] + ARM_AXIS * WRIST_M
    path = centre + ARM_AXIS * np.array([[-0.075], [-0.07], [-0.02], [0.01], [0.03]])
    radius = np.array([0.066, 0.069, 0.055, 0.045, 0.038])
    cuff = sweep(path, radius * 0.94, radius, _THUMBWARD, 16, cap="flat")
    both = joined([cuff, mirrored(cuff)])
    return [Part(shell=both, material=material, weights=_stiff_cuff(both.positions))]


def _stiff_cuff(points: F64) -> F64:
    """Return shares of a cuff that stays on the forearm when the hand turns; only its mouth follows the hand."""
    mirrored_points = np.column_stack([np.abs(points[:, 0]), points[:, 1], points[:, 2]])
    hand_share = 0.6 * ramp((mirrored_points - REST["leftUpperArm"]) @ ARM_AXIS, WRIST_M - 0.015, WRIST_M + 0.03)
    out = np.zeros((len(points), len(ADULT.names)))
    for side, own in (("left", points[:, 0] > 0), ("right", points[:, 0] <= 0)):
        out[:, ADULT.index(f"{side}Hand")] = hand_share * own
        out[:, ADULT.index(f"{side}LowerArm")] = (1 - hand_share) * own
    return out


def boots(fit: Fitting, material: str, sole: str, shaft_m: float = 0.27, bulk_m: float = 0.008) -> list[Part]:
    """Return both boots: shaft, instep, toe cap, and the sole as a separate treaded slab."""
    b = bulk_m
    x, z = float(REST["leftFoot"][0]), float(REST["leftFoot"][2])
    rows = [
        (0.03, 0.040 + b, 0.050 + b),
        (0.09, 0.041 + b, 0.050 + b),
        (0.13, 0.042 + b, 0.050 + b),
        (max(0.16, shaft_m * 0.75), 0.052 + b, 0.058 + b),
        (max(0.18, shaft_m), 0.056 + b, 0.062 + b),
    ]
    shaft = tube((x, 0, z), (0, 1, 0), (1, 0, 0), rows, 0.012)

    def boot(p: F64) -> F64:
        q = p.copy()
        q[:, 0] -= 0.05 * np.clip(q[:, 2] - 0.02, 0, 0.2)  # toes point a little outwards
        d = shaft.distance(
            q, lambda along, angle: 0.004 * np.abs(np.sin(along * 75 + np.cos(angle))) * np.exp(-(((along - 0.13) / 0.04) ** 2))
        )
        d = smooth_union(d, ellipsoid(q, (x, 0.045, z - 0.035), (0.040 + b, 0.050, 0.047 + b)), 0.03)
        d = smooth_union(d, capsule(q, (x, 0.085, z + 0.01), (x, 0.050, z + 0.135), 0.043 + b, 0.036 + b * 0.6), 0.035)
        d = smooth_union(d, ellipsoid(q, (x, 0.040, z + 0.165), (0.046 + b, 0.036 + b * 0.7, 0.058 + b)), 0.03)
        return np.maximum(d, 0.020 - p[:, 1])

    cell = 0.0125
    left = cast(boot, grid((x - 0.1, 0.0, z - 0.13), (x + 0.11, shaft_m + 0.05, z + 0.26), cell), 0.003)
    slab = _sole(x, z, b, 26)
    parts = []
    for shell, name in ((left, material), (slab, sole)):
        both = joined([shell, mirrored(shell)])
        parts.append(Part(shell=both, material=name, weights=biped_weights(both.positions)))
    return parts


def _sole(x: float, z: float, bulk_m: float, count: int) -> Shell:
    """Return the sole: the outline of a foot, extruded, its edge notched by the tread."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    along = np.cos(angle)
    waist = 1.0 - 0.20 * np.exp(-(((along + 0.25) / 0.3) ** 2)) - 0.12 * (along < -0.3)
    px = x + (0.049 + bulk_m) * waist * np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** 0.75
    pz = z + 0.070 + (0.163 + bulk_m) * along
    px = px + 0.05 * np.clip(pz - 0.02, 0, 0.2)
    tread = 1.0 - 0.05 * (np.arange(count) % 2)
    rings = []
    for y, grow in ((0.0, 0.93), (0.003, 0.98), (0.016, 1.0), (0.019, 1.03), (0.031, 1.03), (0.034, 0.96)):
        scale = grow * (tread if y < 0.018 else 1.0)
        rings.append(
            np.column_stack(
                [
                    x + (px - x) * scale,
                    np.full(count, y + 0.012 * np.clip((pz - z - 0.15) / 0.08, 0, 1)),
                    z + 0.07 + (pz - z - 0.07) * scale,
                ]
            )
        )
    points = np.concatenate([*rings, [[x, 0.0, z + 0.07], [x, 0.034, z + 0.07]]])
    j, n = np.arange(count), len(rings)
    k = (j + 1) % count
    tri = [
        np.column_stack([r * count + a, r * count + b, r * count + c])
        for r in range(n - 1)
        for a, b, c in ((j, k, k + count), (j, k + count, j + count))
    ]
    tri.append(np.column_stack([np.full(count, n * count), k, j]))
    tri.append(np.column_stack([np.full(count, n * count + 1), j + (n - 1) * count, k + (n - 1) * count]))
    return creased(shell_of(points, np.concatenate(tri)), 0.8)
