"""The sound department's bench: noise of any colour, filters, envelopes and slow random curves, all from a given generator."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import fft, signal

from redearth.sound.dynamics import at_samples
from redearth.sound.model import SAMPLE_RATE_HZ

F64 = NDArray[np.float64]
Generator = np.random.Generator
_COARSE = 64
_FAINT = 1e-4
"""Weight below which a band of a sweep is not heard."""


def coloured(count: int, generator: Generator, gain_at_hz: Callable[[F64], F64]) -> F64:
    """Return ``count`` samples of noise whose spectrum follows ``gain_at_hz`` (amplitude), at RMS 1; no direct current."""
    size = fft.next_fast_len(max(count, 64), real=True)
    hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE_HZ)
    gain = np.asarray(gain_at_hz(np.maximum(hz, 1e-3)), float)
    gain[0] = 0.0
    white = generator.standard_normal((2, len(hz)), dtype=np.float32) * (gain * np.sqrt(size / 2)).astype(np.float32)
    spectrum = np.empty(len(hz), np.complex64)
    spectrum.real, spectrum.imag = white
    noise: F64 = fft.irfft(spectrum, size)[:count].astype(np.float64)
    noise /= max(float(np.sqrt(np.sum(gain**2) * 2 / size)), 1e-12)
    return noise


def pink(count: int, generator: Generator, low_hz: float = 30.0, high_hz: float = 16_000.0) -> F64:
    """Return noise that falls 3 dB an octave between two gentle edges, at RMS 1."""
    return coloured(count, generator, lambda hz: hz**-0.5 * band(hz, low_hz, high_hz))


def brown(count: int, generator: Generator, low_hz: float = 25.0, high_hz: float = 4_000.0) -> F64:
    """Return noise that falls 6 dB an octave between two gentle edges, at RMS 1."""
    return coloured(count, generator, lambda hz: hz**-1.0 * band(hz, low_hz, high_hz))


def band(hz: F64, low_hz: float, high_hz: float, slope: float = 2.0) -> F64:
    """Return the amplitude of a gentle band-pass at ``hz``; ``slope`` is its order on either side."""
    below, above = (low_hz / hz) ** slope, (hz / high_hz) ** slope
    return 1.0 / np.sqrt((1.0 + below * below) * (1.0 + above * above))


def wander(count: int, generator: Generator, per_second: float, *, smooth: bool = True) -> F64:
    """Return a curve [count] that wanders between 0 and 1, turning about ``per_second`` times a second."""
    knots = max(4, int(count / SAMPLE_RATE_HZ * per_second) + 4)
    values = generator.random(knots)
    if smooth:  # cosine-eased knots at 64 points each, then straight lines: as good as smooth at audio rate
        share = np.linspace(0, 1, 64, endpoint=False)
        eased = share * share * (3 - 2 * share)
        values = (values[:-1, None] * (1 - eased) + values[1:, None] * eased).ravel()
        position = np.linspace(64, len(values) - 65, max(count, 1))
    else:
        position = np.linspace(1, knots - 2, max(count, 1))
    return np.interp(position, np.arange(len(values)), values)[:count]


def rise_fall(count: int, rise_s: float, fall_s: float) -> F64:
    """Return an envelope that rises as a quarter sine, stays at 1, and falls as one at the end."""
    shape = np.ones(count)
    rise, fall = min(int(rise_s * SAMPLE_RATE_HZ), count), min(int(fall_s * SAMPLE_RATE_HZ), count)
    if rise:
        shape[:rise] *= np.sin(np.linspace(0, np.pi / 2, rise)) ** 2
    if fall:
        shape[count - fall :] *= np.cos(np.linspace(0, np.pi / 2, fall)) ** 2
    return shape


def decay(count: int, time_s: float, attack_s: float = 0.001) -> F64:
    """Return an envelope that jumps up over ``attack_s`` and falls by 60 dB in ``time_s``."""
    t = np.arange(count) / SAMPLE_RATE_HZ
    shape: F64 = np.exp(-6.908 * t / max(time_s, 1e-4)) * np.minimum(1.0, t / max(attack_s, 1e-5))
    return shape


@lru_cache(maxsize=512)
def _sections(kind: Literal["lowpass", "highpass", "bandpass"], low_hz: float, high_hz: float, order: int) -> F64:
    if kind == "bandpass" and order == 1:
        return _one_band(low_hz, high_hz)
    edges = [low_hz, high_hz] if kind == "bandpass" else low_hz
    return np.asarray(signal.butter(order, edges, kind, fs=SAMPLE_RATE_HZ, output="sos"))


def _one_band(low_hz: float, high_hz: float) -> F64:
    """Return the first-order Butterworth band-pass [1, 6] written out: a sound has its own edges more often than not."""
    low, high = (np.tan(np.pi * hz / SAMPLE_RATE_HZ) for hz in (low_hz, high_hz))
    width, square = high - low, low * high
    whole = 1 + width + square
    return np.array([[width / whole, 0.0, -width / whole, 1.0, 2 * (square - 1) / whole, (1 - width + square) / whole]])


def _run(sections: F64, samples: F64) -> F64:
    return np.asarray(signal.sosfilt(sections, samples, axis=0))


def low_pass(samples: F64, hz: float, order: int = 2) -> F64:
    """Return ``samples`` (any channels, time first) without what lies above ``hz``."""
    return _run(_sections("lowpass", float(np.clip(hz, 20, 23_000)), 0.0, order), samples)


def high_pass(samples: F64, hz: float, order: int = 2) -> F64:
    """Return ``samples`` without what lies below ``hz``."""
    return _run(_sections("highpass", float(np.clip(hz, 5, 23_000)), 0.0, order), samples)


def band_pass(samples: F64, low_hz: float, high_hz: float, order: int = 2) -> F64:
    """Return the part of ``samples`` between two frequencies."""
    low = float(np.clip(low_hz, 10, 20_000))
    return _run(_sections("bandpass", low, float(np.clip(high_hz, low * 1.05, 23_500)), order), samples)


def resonate(samples: F64, hz: float, quality: float) -> F64:
    """Return ``samples`` through one resonance with gain 1 at its centre."""
    b, a = signal.iirpeak(float(np.clip(hz, 15, 22_000)), quality, fs=SAMPLE_RATE_HZ)
    return np.asarray(signal.lfilter(b, a, samples, axis=0))


def bell_curve(samples: F64, hz: float, gain_db: float, quality: float) -> F64:
    """Return ``samples`` with a bell of ``gain_db`` around ``hz``."""
    return _run(bell_sections(hz, gain_db, quality), samples)


@lru_cache(maxsize=64)
def bell_sections(hz: float, gain_db: float, quality: float) -> F64:
    """Return a bell's second-order section [1, 6] (Bristow-Johnson, "Audio EQ Cookbook")."""
    amplitude, omega = 10 ** (gain_db / 40), 2 * np.pi * hz / SAMPLE_RATE_HZ
    alpha = np.sin(omega) / (2 * quality)
    b = np.array([1 + alpha * amplitude, -2 * np.cos(omega), 1 - alpha * amplitude])
    a = np.array([1 + alpha / amplitude, -2 * np.cos(omega), 1 - alpha / amplitude])
    return np.concatenate([b / a[0], a / a[0]])[None, :]


def sweep_bands(samples: F64, centre_hz: F64, width_octaves: float, bands: int = 10) -> F64:
    """Return ``samples`` [N] through a band-pass whose centre follows ``centre_hz`` [N]: a bank of bands, mixed by a moving bell."""
    low, high = max(float(centre_hz.min()) * 0.7, 30.0), min(float(centre_hz.max()) * 1.4, 18_000.0)
    centres = np.geomspace(low, max(high, low * 1.5), bands)
    spacing = np.log2(centres[1] / centres[0])
    out = np.zeros_like(samples)
    coarse = np.log2(np.append(centre_hz[::_COARSE], centre_hz[-1]))  # the centre moves slowly: weigh it now and then
    for centre in centres:
        bell = np.exp(-0.5 * ((coarse - np.log2(centre)) / (0.5 * width_octaves + 0.3 * spacing)) ** 2)
        heard = np.flatnonzero(bell > _FAINT)
        if len(heard):  # many bands sound for a part of the time only
            near = slice(heard[0] * _COARSE, min((heard[-1] + 1) * _COARSE, len(samples)))
            part = band_pass(samples[near], centre * 2 ** (-spacing / 2), centre * 2 ** (spacing / 2), 1)
            part *= at_samples(bell, _COARSE, near.start, len(part))
            out[near] += part
    return out


def modes(count: int, hz: F64, decay_s: F64, gain: F64, generator: Generator) -> F64:
    """Return the ringing [count] of a struck body: decaying sines of the given frequencies, 60 dB decay times and gains."""
    out, click = np.zeros(count), np.zeros(count)
    click[0] = 1.0
    phases = generator.random(len(hz)) * 2 * np.pi
    for frequency, time_s, level, phase in zip(hz, decay_s, gain, phases, strict=True):
        if 15 < frequency < 20_000:
            alive = min(count, int(time_s * 1.2 * SAMPLE_RATE_HZ) + 1)
            turn, keep = 2 * np.pi * frequency / SAMPLE_RATE_HZ, np.exp(-6.908 / time_s / SAMPLE_RATE_HZ)
            # a two-pole resonator answers a click with just this sine
            rise = [level * np.sin(phase), level * keep * np.sin(turn - phase)]
            out[:alive] += signal.lfilter(rise, [1.0, -2 * keep * np.cos(turn), keep * keep], click[:alive])
    attack = min(count, 48)
    out[:attack] *= np.linspace(0, 1, attack)
    return out


def loudest(samples: F64, peak: float) -> F64:
    """Return ``samples`` scaled so that the highest peak is ``peak``; silence stays silence."""
    top = float(np.abs(samples).max(initial=0.0))
    return samples * (peak / top) if top > 1e-12 else samples


def soft_clip(samples: F64, drive: float = 1.0) -> F64:
    """Return ``samples`` bent by a hyperbolic tangent, gain 1 for small values."""
    return np.tanh(samples * drive) / drive


def ended(samples: F64, fade_s: float = 0.01) -> F64:
    """Return ``samples`` (time first) with a short fade at the end, so that it stops without a click."""
    out = samples.copy("K")
    tail = out[max(len(out) - int(fade_s * SAMPLE_RATE_HZ), 0) :]
    shape = rise_fall(len(tail), 0.0, fade_s)
    tail *= shape if samples.ndim == 1 else shape[:, None]
    return out
