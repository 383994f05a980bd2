"""One player at a time: bowed strings, low short strokes, breathy flute; band-limited wave tables under vibrato and breath."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import Generator, band_pass, bell_curve, high_pass, low_pass, rise_fall, wander

F64 = NDArray[np.float64]
_TABLE = 2048


def bowed(hz: float, duration_s: float, dynamic: float, generator: Generator) -> F64:
    """Return one bowed note (cello to viola), mono, with a slow vibrato that comes late; RMS near 0.1 at dynamic 1."""
    count = int((duration_s + 0.5) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    late = np.clip((t - 0.25) / 0.7, 0, 1)
    vibrato = 0.0055 * late * np.sin(2 * np.pi * np.cumsum(5.0 + 0.8 * wander(count, generator, 1.0)) / SAMPLE_RATE_HZ)
    scoop = -0.012 * np.exp(-t / 0.05)
    phase = np.cumsum(hz * (1 + vibrato + scoop + 0.0015 * (wander(count, generator, 3.0) - 0.5))) / SAMPLE_RATE_HZ
    press = (
        rise_fall(count, 0.16, 0.45)
        * (0.82 + 0.18 * wander(count, generator, 4.0))
        * (0.75 + 0.25 * np.sin(np.pi * np.clip(t / duration_s, 0, 1)))
    )
    dark, bright = _look(np.array([_table(hz, 1.35, 1500.0), _table(hz, 0.95, 4200.0)]), phase)
    tone = dark + (bright - dark) * np.clip(press * dynamic, 0, 1)
    hair = band_pass(generator.standard_normal(count), 1800, 6000, 1) * 0.05
    body = bell_curve(bell_curve(bell_curve(tone + hair, 240, 5, 1.6), 480, 4, 2.0), 2400, 4, 1.3)
    return 0.075 * low_pass(body, 6500, 1) * press * (0.35 + 0.65 * dynamic)


def stroke(hz: float, duration_s: float, dynamic: float, generator: Generator) -> F64:
    """Return one short low stroke of a few players: bite of the bow, then a fast fall."""
    count = int((min(duration_s, 0.4) + 0.22) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    out = np.zeros(count)
    scoop, opening = 1 + 0.006 * np.exp(-t / 0.03), dynamic * np.exp(-t * 9)
    for _ in range(3):
        tune = 2 ** ((generator.random() - 0.5) * 14 / 1200)
        late = generator.random() * 0.014
        shape = np.clip((t - late) / 0.012, 0, 1) * np.exp(-np.maximum(t - late, 0) * (6.5 / max(duration_s, 0.12)))
        phase = np.cumsum(hz * tune * scoop) / SAMPLE_RATE_HZ + generator.random()
        dark, bright = _look(np.array([_table(hz, 1.3, 1300.0), _table(hz, 0.85, 3800.0)]), phase)
        out += (dark + (bright - dark) * opening) * shape
    bite = band_pass(generator.standard_normal(count), 900, 4200, 1) * np.exp(-t / 0.025) * 0.22 * dynamic
    return 0.09 * rise_fall(count, 0.0, 0.06) * (bell_curve(out, 210, 4, 1.2) * 0.6 + bite) * (0.3 + 0.7 * dynamic)


def flute(hz: float, duration_s: float, dynamic: float, generator: Generator) -> F64:
    """Return one note of a wooden flute: few harmonics, breath in the tone and a chiff before it."""
    count = int((duration_s + 0.35) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    late = np.clip((t - 0.3) / 0.6, 0, 1)
    sway = np.sin(2 * np.pi * np.cumsum(4.6 + 0.7 * wander(count, generator, 1.0)) / SAMPLE_RATE_HZ)
    blow = rise_fall(count, 0.09, 0.3) * (0.85 + 0.15 * wander(count, generator, 5.0)) * (1 + 0.14 * late * sway)
    phase = 2 * np.pi * np.cumsum(hz * (1 + 0.0035 * late * sway - 0.008 * np.exp(-t / 0.04))) / SAMPLE_RATE_HZ
    tone = np.sin(phase) + (0.32 * np.sin(2 * phase + 0.4) + 0.14 * np.sin(3 * phase + 1.1)) * blow + 0.04 * np.sin(4 * phase)
    noise = generator.standard_normal(count)
    breath = (
        0.5 * band_pass(noise, hz * 0.8, hz * 1.25, 1)
        + 0.22 * band_pass(noise, hz * 1.8, hz * 3.4, 1)
        + 0.04 * high_pass(noise, 3500)
    )
    chiff = band_pass(noise, 1500, 5000, 1) * np.exp(-t / 0.03)
    return 0.085 * (tone * blow + 0.35 * breath * blow + 0.25 * chiff) * (0.35 + 0.65 * dynamic)


@lru_cache(maxsize=256)
def _table(hz: float, fall: float, dark_hz: float) -> F64:
    """Return one period of a tone whose harmonics fall by ``fall`` powers, darker above ``dark_hz``; nothing above 14 kHz."""
    number = np.arange(1, max(2, int(14_000 / hz)))
    number = number[number < _TABLE // 2]
    spectrum = np.zeros(_TABLE // 2 + 1, complex)
    phases = 2 * np.pi * ((number * 0.61803) % 1.0) * 0.35
    spectrum[number] = number**-fall / (1 + (number * hz / dark_hz) ** 2) * np.exp(-1j * (np.pi / 2 + phases))
    wave = np.fft.irfft(spectrum)
    period: F64 = wave / np.sqrt(np.mean(wave**2))
    return np.append(period, period[0])


def _look(tables: F64, phase: F64) -> F64:
    """Return what tables [T, P] hold at a phase [N]: [T, N]."""
    position = (phase % 1.0) * _TABLE
    low = position.astype(np.int64)
    share = position - low
    value: F64 = np.take(tables, low, axis=1)
    value += (np.take(tables, low + 1, axis=1) - value) * share
    return value
