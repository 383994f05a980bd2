"""Many players at once: sections of strings, brass and pads from one spectrum, lush and cheap.

Each harmonic is a band as wide as the players disagree; random phases do the rest (Paul Nasca's PADsynth, published 2005 for free use).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import Generator, band_pass, rise_fall, wander

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
_TOP_HZ = 11_000.0
_STILL = 0.35
"""Dynamics that move less than this keep one colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """How a section sounds: spectrum played softly and strongly, width, attack and release."""

    soft: Callable[[F64, F64], F64]
    """(harmonic number, frequency in hertz) to amplitude."""
    strong: Callable[[F64, F64], F64]
    cents: float
    attack_s: float
    release_s: float
    breath: float = 0.0
    shake: float = 0.12
    """How much the level trembles, as many bows do."""


def _bodied(hz: F64) -> F64:
    """Return the resonances of string bodies, roughly."""
    peaks = ((290, 0.5, 0.35), (560, 0.6, 0.3), (1150, 0.35, 0.4), (2700, 0.4, 0.45))
    result: F64 = 0.75 + np.sum([g * np.exp(-0.5 * (np.log2(hz / c) / w) ** 2) for c, g, w in peaks], axis=0)
    return result


STRINGS = Section(
    soft=lambda k, hz: k**-1.15 * _bodied(hz) / (1 + (hz / 1900) ** 2),
    strong=lambda k, hz: k**-0.85 * _bodied(hz) / (1 + (hz / 4200) ** 2),
    cents=26.0,
    attack_s=0.55,
    release_s=0.9,
    breath=0.02,
)
TREMOLO = Section(
    soft=lambda k, hz: k**-1.0 * _bodied(hz) / (1 + (hz / 2800) ** 2),
    strong=lambda k, hz: k**-0.75 * _bodied(hz) / (1 + (hz / 5200) ** 2),
    cents=34.0,
    attack_s=1.2,
    release_s=0.8,
    breath=0.05,
    shake=0.75,
)
PAD = Section(
    soft=lambda k, hz: np.where(k % 2 == 1, 1.0, 0.5) * k**-1.5 / (1 + (hz / 900) ** 2),
    strong=lambda k, hz: np.where(k % 2 == 1, 1.0, 0.7) * k**-1.2 / (1 + (hz / 2200) ** 2),
    cents=40.0,
    attack_s=1.8,
    release_s=2.2,
    shake=0.2,
)
CHOIR = Section(
    soft=lambda k, hz: k**-0.6 * (np.exp(-0.5 * ((hz - 480) / 190) ** 2) + 0.35 * np.exp(-0.5 * ((hz - 920) / 240) ** 2) + 0.03),
    strong=lambda k, hz: (
        k**-0.5 * (np.exp(-0.5 * ((hz - 620) / 240) ** 2) + 0.55 * np.exp(-0.5 * ((hz - 1080) / 280) ** 2) + 0.05)
    ),
    cents=46.0,
    attack_s=1.1,
    release_s=1.6,
    breath=0.03,
    shake=0.15,
)
BRASS = Section(
    soft=lambda k, hz: k**-0.9 / (1 + (hz / 600) ** 3),
    strong=lambda k, hz: k**-0.25 / (1 + (hz / 2300) ** 2.4),
    cents=12.0,
    attack_s=0.35,
    release_s=0.5,
    shake=0.06,
)
DRONE = Section(
    soft=lambda k, hz: k**-1.1 / (1 + (hz / 220) ** 2),
    strong=lambda k, hz: k**-0.8 / (1 + (hz / 620) ** 2),
    cents=18.0,
    attack_s=2.5,
    release_s=2.5,
    shake=0.35,
)


def play_section(section: Section, hz: float, duration_s: float, dynamics: F64, generator: Generator) -> F32:
    """Return a held note of a section [N, 2], RMS near 0.1 at full dynamics; it rings on for the section's release.

    ``dynamics`` are levels from 0 to 1 at equal steps over the note; they open the tone as well as the level.
    """
    count = int((duration_s + section.release_s) * SAMPLE_RATE_HZ)
    curve = np.interp(
        np.linspace(0, 1, count), np.linspace(0, duration_s / (duration_s + section.release_s), len(dynamics)), dynamics
    )
    strength = np.clip(curve, 0.0, 1.0).astype(np.float32)
    out = np.stack([_voice(section, hz, strength, generator) for _ in range(2)])  # [2, N]: each channel in one piece
    if section.breath:
        out += section.breath * band_pass(generator.standard_normal((count, 2)), max(hz * 2, 700), 6500, 1).T
    tremble = wander(count, generator, 13.0 if section.shake > 0.5 else 5.5)
    shape = rise_fall(count, min(section.attack_s, duration_s * 0.6), section.release_s) * (1 - section.shake * tremble)
    loudness = strength * (0.9 + 0.1 * strength)  # a soft bow is a little softer still
    out *= (0.1 * loudness * shape).astype(np.float32)
    return out.T


def _voice(section: Section, hz: float, strength: F32, generator: Generator) -> F32:
    """Return one channel; where the dynamics hardly move, one tone between soft and strong serves for all of it."""
    mean = float(strength.mean())

    def between(k: F64, at_hz: F64) -> F64:
        return section.soft(k, at_hz) * (1 - mean) + section.strong(k, at_hz) * mean

    if float(np.ptp(strength)) < _STILL:
        return _harmonics(between, section.cents, hz, len(strength), generator)
    soft = _harmonics(section.soft, section.cents, hz, len(strength), generator)
    strong = _harmonics(section.strong, section.cents, hz, len(strength), generator)
    return soft + (strong - soft) * strength


def _harmonics(amplitude: Callable[[F64, F64], F64], cents: float, hz: float, count: int, generator: Generator) -> F32:
    """Return noise whose spectrum is a bell around each harmonic, at RMS 1."""
    size = fft.next_fast_len(count, real=True)
    bin_hz = SAMPLE_RATE_HZ / size
    number = np.arange(1, max(2, int(min(_TOP_HZ, 64 * hz) / hz) + 1), dtype=float)
    top = min(int((number[-1] * hz + 400) / bin_hz), size // 2) + 1
    magnitude = np.zeros(top, np.float32)
    for k, gain in zip(number, amplitude(number, number * hz), strict=True):
        width = max((2 ** (cents / 1200) - 1) * hz * k**0.9, 0.4) / bin_hz
        centre = hz * k / bin_hz
        low, high = max(int(centre - 2 * width), 1), min(int(centre + 2 * width) + 2, top)
        bins = np.arange(low, high, dtype=np.float32)
        magnitude[low:high] += gain / np.sqrt(width) * np.exp(-0.5 * ((bins - centre) / (0.5 * width)) ** 2)
    spectrum = np.zeros(size // 2 + 1, np.complex64)
    sounding = np.flatnonzero(magnitude > 1e-5 * magnitude.max(initial=0.0))
    angle = (2 * np.pi * generator.random(len(sounding))).astype(np.float32)
    spectrum[sounding] = magnitude[sounding] * (np.cos(angle) + 1j * np.sin(angle))
    rms = float(np.sqrt(2 * np.sum(magnitude.astype(float) ** 2))) / size
    wave: F32 = fft.irfft(spectrum, size)[:count]
    wave /= max(rms, 1e-12)
    return wave
