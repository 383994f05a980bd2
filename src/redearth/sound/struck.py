"""Struck and plucked: felt piano, harp, bell, great drums and a metal swell, by their modes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import Generator, band_pass, brown, coloured, decay, ended, low_pass, modes, rise_fall

F64 = NDArray[np.float64]


def felt_piano(hz: float, dynamic: float, generator: Generator) -> F64:
    """Return one soft piano note: stiff strings in beating pairs, felt on the hammer, a little wood."""
    length_s = float(np.clip(5.0 * (220.0 / hz) ** 0.35, 1.6, 6.5))
    count = int(length_s * SAMPLE_RATE_HZ)
    number = np.arange(1, 17, dtype=float)
    stiff = number * hz * np.sqrt(1 + 0.00035 * number**2)
    felt = np.exp(-stiff / (650.0 + 1500.0 * dynamic)) / number**0.35
    strings = np.concatenate([stiff * 2 ** (-0.35 / 1200), stiff * 2 ** (0.55 / 1200)])
    times = length_s * np.concatenate([number**-0.55, 0.45 * number**-0.6])
    out = modes(count, strings, np.maximum(times, 0.08), np.concatenate([felt, 0.6 * felt]), generator)
    soften = min(count, int(0.006 * SAMPLE_RATE_HZ))
    out[:soften] *= np.linspace(0, 1, soften)
    thump = low_pass(generator.standard_normal(count), 240) * decay(count, 0.12, 0.004) * 0.5
    tick = band_pass(generator.standard_normal(count), 900, 2600, 1) * decay(count, 0.02, 0.001) * 0.04
    return ended(0.17 * (out / 1.6 + 0.35 * thump + tick) * (0.25 + 0.75 * dynamic), 0.2)


def harp(hz: float, dynamic: float, generator: Generator) -> F64:
    """Return one plucked string: bright at first, warm at last."""
    count = int(2.6 * SAMPLE_RATE_HZ)
    number = np.arange(1, 15, dtype=float)
    pluck = np.abs(np.sin(np.pi * number * 0.28)) / number**1.25
    times = 2.6 * (330.0 / hz) ** 0.2 * number**-0.75
    out = modes(count, number * hz, np.maximum(times, 0.05), pluck, generator)
    nail = band_pass(generator.standard_normal(count), 1500, 5000, 1) * decay(count, 0.012, 0.0005) * 0.12
    return ended(0.16 * (out + nail) * (0.25 + 0.75 * dynamic), 0.2)


def bell(hz: float, dynamic: float, generator: Generator) -> F64:
    """Return a small struck bell, long and clear."""
    count = int(4.5 * SAMPLE_RATE_HZ)
    ratios = np.array([1.0, 2.005, 2.76, 4.07, 5.4, 8.93])
    gains = np.array([1.0, 0.35, 0.3, 0.12, 0.14, 0.05]) * np.array([1, 1, dynamic, dynamic, dynamic, dynamic])
    return ended(0.09 * modes(count, hz * ratios, 5.0 / ratios**0.7, gains, generator) * (0.3 + 0.7 * dynamic), 0.3)


def great_drum(hz: float, dynamic: float, generator: Generator) -> F64:
    """Return one stroke of a great drum: a membrane's modes with falling pitch, the stick, and the shell's air."""
    count = int((1.1 + 0.7 * dynamic) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    bent = np.cumsum(1 + 0.35 * dynamic * np.exp(-t * 22))
    out = np.zeros(count)
    for ratio, gain, time_s in (
        (1.0, 1.0, 1.3),
        (1.594, 0.6, 0.55),
        (2.136, 0.45, 0.4),
        (2.296, 0.3, 0.35),
        (2.653, 0.25, 0.3),
        (2.918, 0.2, 0.25),
    ):
        wobble = ratio * (1 + 0.01 * (generator.random() - 0.5))
        alive = min(count, int(1.5 * time_s * SAMPLE_RATE_HZ))
        out[:alive] += gain * np.sin(2 * np.pi * hz * wobble / SAMPLE_RATE_HZ * bent[:alive]) * decay(alive, time_s, 0.0025)
    stick = band_pass(generator.standard_normal(count), 350, 3200, 1) * decay(count, 0.045, 0.0006) * (0.25 + 0.5 * dynamic)
    shell = low_pass(brown(count, generator, 60, 500), 320) * decay(count, 0.3, 0.004) * 0.25
    return ended(0.32 * (0.6 * out + stick + shell) * (0.15 + 0.85 * dynamic**1.3), 0.15)


def pulse(hz: float, dynamic: float, generator: Generator) -> F64:
    """Return a soft low beat, felt more than heard."""
    count = int(0.7 * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    out = np.sin(2 * np.pi * np.cumsum(hz * (1 + 0.5 * np.exp(-t * 30))) / SAMPLE_RATE_HZ) * decay(count, 0.5, 0.008)
    return ended(0.3 * low_pass(out, 190) * (0.2 + 0.8 * dynamic), 0.1)


def swell(duration_s: float, dynamic: float, generator: Generator) -> F64:
    """Return metal rubbed until it sings, rising to its end and cut off there (mono)."""
    count = int(duration_s * SAMPLE_RATE_HZ)
    x = np.linspace(0, 1, count)
    shimmer = coloured(count, generator, lambda hz: (1 / (1 + (hz / 7000) ** 2)) * np.clip(hz / 900, 0, 1) ** 1.5)
    ring = modes(count, 400 + 5200 * generator.random(24), np.full(24, 60.0), generator.random(24), generator)
    low = low_pass(brown(count, generator, 30, 300), 220)
    rise = x**2.6 * rise_fall(count, 0.0, 0.06)
    return 0.11 * (0.5 * shimmer + 0.12 * ring * x + 0.7 * low) * rise * dynamic
