"""Curves of time: eases, windows and smooth noise, all functions of local seconds."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from redearth.core.seed import generator_from
from redearth.stage.parts import F64


def smooth(u: ArrayLike) -> F64:
    """Return the minimum-jerk ease 10u^3 - 15u^4 + 6u^5, clamped to 0…1."""
    x = np.clip(np.asarray(u, float), 0.0, 1.0)
    return np.asarray(x * x * x * (x * (x * 6 - 15) + 10))


def rise(time_s: F64, start_s: float, duration_s: float) -> F64:
    """Return 0 before ``start_s``, 1 after ``duration_s`` more, smooth between."""
    return smooth((time_s - start_s) / max(duration_s, 1e-6))


def window(time_s: F64, start_s: float, end_s: float, fade_in_s: float, fade_out_s: float) -> F64:
    """Return a plateau that has fully risen ``fade_in_s`` after ``start_s`` and is back at 0 ``fade_out_s`` after ``end_s``."""
    return np.asarray(rise(time_s, start_s, fade_in_s) * (1.0 - rise(time_s, end_s, fade_out_s)))


def acted_window(
    time_s: F64, end_s: float, fade_in_s: float, fade_out_s: float, anticipation: float = 0.0, overshoot: float = 0.0
) -> F64:
    """Return a plateau from 0 on that first goes a little the other way, then past its goal and back to it, as living things do.

    The counter-move takes the first quarter of ``fade_in_s``; the overshoot has settled two thirds of it after its end.
    """
    counter = np.sin(np.pi * np.clip(time_s / max(0.3 * fade_in_s, 1e-6), 0.0, 1.0)) ** 2
    beyond = np.sin(np.pi * np.clip((time_s - 0.8 * fade_in_s) / max(0.9 * fade_in_s, 1e-6), 0.0, 1.0)) ** 2
    come = rise(time_s, 0.15 * fade_in_s, 0.85 * fade_in_s) - anticipation * counter + overshoot * beyond
    return np.asarray(come * (1.0 - rise(time_s, end_s, fade_out_s)))


def inner_window(time_s: F64, start_s: float, end_s: float, fade_s: float) -> F64:
    """Return a plateau that is 0 at both ends; short stretches rise only part of the way."""
    length = max(end_s - start_s, 1e-6)
    fade = min(fade_s, length / 2)
    level = min(1.0, length / (2 * fade_s))
    return np.asarray(level * rise(time_s, start_s, fade) * (1.0 - rise(time_s, end_s - fade, fade)))


def pulse(time_s: F64, centre_s: float, rise_s: float, fall_s: float) -> F64:
    """Return a smooth bump that peaks with 1 at ``centre_s``."""
    return np.asarray(rise(time_s, centre_s - rise_s, rise_s) * (1.0 - rise(time_s, centre_s, fall_s)))


def wander(time_s: F64, base_hz: float, *identity: str | int) -> F64:
    """Return smooth noise of about unit size: three incommensurate sines with phases from ``identity``."""
    phases = generator_from("wander", *identity).uniform(0, 2 * math.pi, 3)
    rates = base_hz * np.array([1.0, 1.93, 3.71])
    return np.asarray(
        (np.array([0.6, 0.3, 0.15])[:, None] * np.sin(2 * math.pi * rates[:, None] * time_s + phases[:, None])).sum(0)
    )


def soften(values: F64, radius: int) -> F64:
    """Return values [F, ...] averaged over ``2 radius + 1`` frames under a raised cosine, edges held."""
    if radius < 1 or len(values) < 2:
        return values
    kernel = 1.0 + np.cos(np.linspace(-math.pi, math.pi, 2 * radius + 3)[1:-1])
    kernel /= kernel.sum()
    padded = np.concatenate([np.repeat(values[:1], radius, 0), values, np.repeat(values[-1:], radius, 0)])
    out = np.zeros_like(values)
    for shift, weight in enumerate(kernel):
        out += weight * padded[shift : shift + len(values)]
    return out


def lowest_near(values: F64, radius: int) -> F64:
    """Return the minimum of [F] over ``2 radius + 1`` frames around each."""
    padded = np.concatenate([np.repeat(values[:1], radius), values, np.repeat(values[-1:], radius)])
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 2 * radius + 1).min(-1))


def decaying(time_s: F64, start_s: float, rate_hz: float, damping: float) -> F64:
    """Return a ringing that starts with 0 at ``start_s`` and dies away: the follow-through of a stop."""
    local = np.maximum(time_s - start_s, 0.0)
    return np.asarray(np.exp(-damping * local) * np.sin(2 * math.pi * rate_hz * local))


def lerp(a: F64, b: ArrayLike, weight: F64) -> F64:
    """Return [F, ...] ``weight`` [F] of the way from ``a`` to ``b``."""
    w = weight.reshape(weight.shape + (1,) * (a.ndim - weight.ndim))
    return np.asarray(a + (np.asarray(b, float) - a) * w)
