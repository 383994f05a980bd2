"""Load-bearing gear: life-support pack, harness, chest regulator, belt with pouches, pads, patch and piping."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.bunch import cloth_weights
from redearth.stage.cast.field import Field
from redearth.stage.cast.helmet import hose_side
from redearth.stage.cast.mesher import gradient, settled
from redearth.stage.cast.outfit import Fitting
from redearth.stage.cast.part import Part, Shell, joined, mirrored, rigid
from redearth.stage.cast.shapes import belt, bevelled, curve, girdle, plate, strap, sweep, turned
from redearth.stage.cast.skin import ADULT, ARM_AXIS, ARM_SIDE, REST

_UP = np.array([0.0, 1.0, 0.0])
_FRONT = np.array([0.0, 0.0, 1.0])
_LIE_Z = -0.245
"""How far behind the back the tanks lie."""
_VALVE = [(0, 0.022), (0.018, 0.022), (0.020, 0.030), (0.038, 0.030), (0.042, 0.02)]


def worn(shell: Shell, material: str) -> Part:
    """Return a shell that follows the body it lies on."""
    return Part(shell=shell, material=material, weights=cloth_weights(shell.positions))


def pack(fit: Fitting) -> list[Part]:
    """Return the life-support pack on the back: frame, two or three tanks, valves, manifold, box, status light."""
    frame = [
        bevelled((0, 1.24, -0.175), (0.165, 0.225, 0.035), 0.018),
        bevelled((0, 1.035, -0.225), (0.150, 0.035, 0.075), 0.015),
    ]
    tanks, caps = _tanks(fit)
    parts = [rigid(joined(frame), "gear", ADULT, pack=1.0), rigid(tanks, "tank", ADULT, pack=1.0)]
    manifold = curve([[-0.11, 1.445, _LIE_Z], [0, 1.452, _LIE_Z - 0.012], [0.11, 1.445, _LIE_Z]], 9)
    caps.append(sweep(manifold, 0.009, 0.009, [0, 0, 1], 6))
    parts += _pack_trim()
    parts.append(rigid(joined(caps), "metal", ADULT, pack=1.0))
    light = bevelled((0.115, 1.475, -0.205), (0.010, 0.016, 0.010), 0.005)
    return [*parts, rigid(light, "light", ADULT, pack=1.0)]


def _tanks(fit: Fitting) -> tuple[Shell, list[Shell]]:
    """Return the tanks, and their valves and bands."""
    three = fit.outfit.drawn("tanks") < 0.4
    sides = 14
    tanks, caps = [], []
    for x, r in ((-0.105, 0.052), (0.0, 0.052), (0.105, 0.052)) if three else ((-0.082, 0.070), (0.082, 0.070)):
        hull = [(0, r * 0.4), (0.012, r * 0.8), (0.04, r), (0.30, r), (0.34, r * 0.85), (0.365, r * 0.5), (0.37, 0.02)]
        tanks.append(turned((x, 1.06, _LIE_Z), _UP, hull, sides))
        caps.append(turned((x, 1.42, _LIE_Z), _UP, _VALVE, 10))
        band = [(-0.012, r * 0.98), (-0.011, r + 0.006), (0.011, r + 0.006), (0.012, r * 0.98)]
        caps += [turned((x, y, _LIE_Z), _UP, band, sides) for y in ((1.15, 1.33))]
    return joined(tanks), caps


def _pack_trim() -> list[Part]:
    box = [bevelled((0, 1.49, -0.165), (0.135, 0.028, 0.045), 0.010), bevelled((0, 1.235, -0.330), (0.040, 0.060, 0.016), 0.006)]
    pipe = sweep(
        curve([[0.10, 1.06, -0.29], [0.168, 1.09, -0.27], [0.182, 1.20, -0.22], [0.175, 1.40, -0.18]], 14),
        0.008,
        0.008,
        [1, 0, 0],
        6,
    )
    loop = sweep(
        curve([[-0.05, 1.515, -0.16], [-0.03, 1.545, -0.165], [0.03, 1.545, -0.165], [0.05, 1.515, -0.16]], 9),
        0.006,
        0.006,
        [0, 0, 1],
        5,
    )
    roll = sweep([[-0.15, 0.985, -0.20], [0.15, 0.985, -0.20]], 0.048, 0.048, _UP, 10)
    bands = [
        turned((x, 0.985, -0.20), (1, 0, 0), [(-0.012, 0.046), (-0.011, 0.052), (0.011, 0.052), (0.012, 0.046)], 10)
        for x in (-0.09, 0.09)
    ]
    return [
        rigid(joined([*box, pipe, loop, *bands]), "webbing", ADULT, pack=1.0),
        rigid(roll, "cloth", ADULT, pack=1.0),
    ]


def harness(fit: Fitting) -> list[Part]:
    """Return shoulder straps with buckles, the sternum strap and the chest regulator with its gauge."""
    surface, side = fit.surface, hose_side(fit.outfit)
    line = [
        [0.095, 1.36, -0.15],
        [0.108, 1.455, -0.085],
        [0.112, 1.475, -0.02],
        [0.108, 1.435, 0.07],
        [0.098, 1.33, 0.13],
        [0.112, 1.20, 0.13],
        [0.150, 1.10, 0.09],
        [0.17, 1.05, 0.0],
    ]
    left = strap(surface, line, 0.021, 0.0055, 26)
    sternum = strap(surface, [[-0.10, 1.345, 0.13], [0.0, 1.343, 0.15], [0.10, 1.345, 0.13]], 0.013, 0.004, 9)
    buckle = lying_on(fit, (0.105, 1.27, 0.13), (0.026, 0.016, 0.006))
    parts = [
        worn(joined([left, mirrored(left), sternum]), "webbing"),
        rigid(joined([buckle, mirrored(buckle)]), "metal", ADULT, chest=1.0),
    ]
    unit = bevelled((side * 0.066, 1.285, 0.158), (0.046, 0.036, 0.022), 0.009)
    dial = turned(
        (side * 0.080, 1.292, 0.178), _FRONT, [(0, 0.018), (0.007, 0.018), (0.009, 0.015), (0.007, 0.013), (0.008, 0.001)], 14
    )
    knob = turned((side * 0.045, 1.278, 0.178), _FRONT, [(0, 0.009), (0.012, 0.008), (0.014, 0.002)], 8)
    lamp = bevelled((side * 0.046, 1.306, 0.180), (0.008, 0.004, 0.003), 0.002)
    parts += [
        rigid(unit, "gear", ADULT, chest=1.0),
        rigid(joined([dial, knob]), "metal", ADULT, chest=1.0),
        rigid(lamp, "light", ADULT, chest=1.0),
    ]
    return parts


def stiff(shell: Shell, material: str) -> Part:
    """Return a thing that keeps its shape and goes with the cloth under its middle, such as a buckle on its belt."""
    middle = shell.positions.mean(axis=0, keepdims=True)
    return Part(shell=shell, material=material, weights=np.repeat(cloth_weights(middle), len(shell.positions), axis=0))


def lying_on(fit: Fitting, near: tuple[float, float, float], half: tuple[float, float, float]) -> Shell:
    """Return a small box lying on the surface close to a point, facing outwards."""
    p = np.array([near], float)
    for _ in range(4):
        p = settled(fit.surface, p, offset_m=half[2] * 0.8, turns=1)
        p[:, 1] = near[1]  # on a slope it would else slip from its belt
    out = gradient(fit.surface, p, 0.02)[0]
    out /= np.linalg.norm(out)
    x = np.cross(_UP, out)
    x /= np.linalg.norm(x)
    return bevelled(p[0], half, 0.004, np.column_stack([x, np.cross(out, x), out]))


def belts(fit: Fitting) -> list[Part]:
    """Return the belt with buckle and pouches, and the thigh strap with its pocket."""
    surface = fit.surface
    band = belt(surface, (0, 1.025, 0), _UP, 0.5, 0.024, 0.007, 36)
    parts = [worn(band, "webbing")]
    parts.append(stiff(lying_on(fit, (0, 1.025, 0.16), (0.036, 0.028, 0.009)), "metal"))
    pouches = [lying_on(fit, at, half) for at, half in (
        ((0.105, 0.995, 0.13), (0.038, 0.050, 0.022)), ((-0.105, 0.995, 0.13), (0.038, 0.050, 0.022)),
        ((0.19, 0.985, 0.02), (0.042, 0.058, 0.026)), ((-0.19, 0.985, 0.0), (0.032, 0.045, 0.024)),
    )]  # fmt: skip
    parts.append(rigid(joined(pouches), "gear_cloth", ADULT, hips=1.0))
    side = -hose_side(fit.outfit)
    pocket = lying_on(fit, (side * 0.20, 0.72, 0.02), (0.052, 0.075, 0.016))
    parts.append(worn(pocket, "gear_cloth"))
    thigh = belt(lambda p: fit.surface(p) + 4.0 * (p[:, 0] * side < 0.004), (side * 0.1, 0.745, 0.0), _UP, 0.2, 0.012, 0.004, 22)
    return [*parts, worn(thigh, "webbing")]


def pads(fit: Fitting) -> list[Part]:
    """Return shoulder, elbow and knee pads, the coloured name patch and the cuffs."""
    s = fit.surface
    knee = plate(s, (0.095, 0.49, 0.0), _FRONT, _UP, (-1.05, 1.05), (-0.075, 0.092), 0.017, (8, 9), 0.8, "column")
    cap = plate(
        s,
        REST["leftUpperArm"] + ARM_AXIS * 0.06,
        ARM_SIDE,
        -ARM_AXIS,
        (-1.15, 1.15),
        (-0.055, 0.075),
        0.016,
        (9, 8),
        0.7,
        "column",
    )
    elbow = plate(
        s, REST["leftLowerArm"], np.array([0, 0, -1.0]), -ARM_AXIS, (-1.0, 1.0), (-0.05, 0.05), 0.010, (7, 7), 0.9, "column"
    )
    parts = [worn(joined([knee, mirrored(knee), elbow, mirrored(elbow)]), "pad"), *_on_arms(cap, "pad", 0.85)]
    side = -hose_side(fit.outfit)
    patch = plate(s, (side * 0.052, 1.302, 0.0), _FRONT, _UP, (-0.032, 0.032), (-0.014, 0.014), 0.004, (7, 4), 0.15, "flat")
    stripe = [_cuff(s, 0.13, 0.010), _cuff(s, 0.155, 0.004)]
    parts += [worn(patch, "accent"), *_on_arms(joined(stripe), "accent", 1.0)]
    zip_path = [[0.0, 1.43, 0.2], [0.0, 1.30, 0.2], [0.0, 1.15, 0.2], [0.0, 1.05, 0.2]]
    return [*parts, worn(strap(s, zip_path, 0.011, 0.004, 16), "rubber")]


def _on_arms(left: Shell, material: str, share: float) -> list[Part]:
    """Return a hard thing on both upper arms that keeps its shape when they are raised; the shoulder keeps the rest."""
    return [
        rigid(left, material, ADULT, leftUpperArm=share, leftShoulder=1 - share),
        rigid(mirrored(left), material, ADULT, rightUpperArm=share, rightShoulder=1 - share),
    ]


def _cuff(surface: Field, along_m: float, half_width_m: float, thick_m: float = 0.005) -> Shell:
    """Return a band around the left arm, ``along_m`` below the shoulder."""
    path = girdle(surface, REST["leftUpperArm"] + ARM_AXIS * along_m, ARM_AXIS, 0.13, thick_m * 0.4, 20)
    return sweep(path, half_width_m, thick_m, ARM_AXIS, sides=6, closed=True, square=0.5)
