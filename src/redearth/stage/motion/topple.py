"""How a body goes over: the falling rod, and the bounces after it has met the ground."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from redearth.stage.parts import F64

_G_MPS2 = 9.81
_STEP_S = 0.002
_FLAT_RAD = math.pi / 2


@cache
def _course(length_m: float, lean_rad: float) -> tuple[F64, F64]:
    """Return (seconds, radians from upright) of a rod let go at ``lean_rad``, until it is flat."""
    pull = 1.5 * _G_MPS2 / length_m
    angle, speed, moment = lean_rad, 0.0, 0.0
    times, angles = [moment], [angle]
    while angle < _FLAT_RAD:
        half = speed + 0.5 * _STEP_S * pull * math.sin(angle)
        angle += _STEP_S * half
        speed = half + 0.5 * _STEP_S * pull * math.sin(angle)
        moment += _STEP_S
        times.append(moment)
        angles.append(angle)
    return np.array(times), np.array(angles)


def topple_s(length_m: float, lean_rad: float) -> float:
    """Return how long a rod on its end takes to the ground from ``lean_rad`` at rest: theta'' = (3 g / 2 L) sin theta.

    1.7 m let go at 3, 8 and 15 degrees: 1.41, 1.08 and 0.86 s.
    """
    times, angles = _course(length_m, lean_rad)
    return float(np.interp(_FLAT_RAD, angles, times))


def toppling(time_s: F64, length_m: float, lean_rad: float) -> F64:
    """Return [F] how far over a rod is ``time_s`` after it was let go: 0 upright and leaning as it was, 1 flat."""
    times, angles = _course(length_m, lean_rad)
    over = np.interp(time_s, times, angles)
    return np.asarray(np.clip((over - lean_rad) / (_FLAT_RAD - lean_rad), 0.0, 1.0))


def bounces(time_s: F64, first_s: float = 0.15, keeps: float = 0.55, count: int = 3) -> F64:
    """Return [F] the height of ever lower hops after time 0; the first peaks with 1 and lasts ``first_s``."""
    out, start, length, high = np.zeros_like(time_s), 0.0, first_s, 1.0
    for _ in range(count):
        u = np.clip((time_s - start) / length, 0.0, 1.0)
        out += high * 4.0 * u * (1.0 - u)
        start, length, high = start + length, length * keeps, high * keeps * keeps
    return out
