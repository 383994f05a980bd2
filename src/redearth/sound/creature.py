"""Throats: a creature's roar, growl and scream, and a person's scream, from a rough source through moving vowels.

Roughness comes from amplitude and frequency modulation between 20 and 70 Hz and from subharmonics, as in real roars (after Fitch, Neubauer,
Herzel, "Calls out of chaos", 2002).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import (
    Generator,
    band_pass,
    brown,
    coloured,
    high_pass,
    loudest,
    low_pass,
    resonate,
    rise_fall,
    soft_clip,
    sweep_bands,
    wander,
)

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Throat:
    """Pitch at start, peak and end in hertz; formants low and open; shares of growl, breath and shriek."""

    pitch_hz: tuple[float, float, float]
    closed_hz: tuple[float, float, float]
    open_hz: tuple[float, float, float]
    rough: float
    breath: float
    sub: float
    shriek: float = 0.0


_ROAR = Throat(pitch_hz=(46, 82, 38), closed_hz=(240, 700, 1900), open_hz=(560, 1150, 2500), rough=0.75, breath=0.5, sub=0.9)
_GROWL = Throat(pitch_hz=(38, 44, 34), closed_hz=(210, 620, 1600), open_hz=(300, 800, 1800), rough=0.9, breath=0.3, sub=0.8)
_SCREECH = Throat(
    pitch_hz=(150, 310, 95), closed_hz=(520, 1300, 2800), open_hz=(950, 1900, 3500), rough=0.6, breath=0.6, sub=0.5, shriek=0.9
)
_PERSON = Throat(
    pitch_hz=(420, 760, 430), closed_hz=(650, 1150, 2700), open_hz=(1000, 1550, 3000), rough=0.25, breath=0.25, sub=0.0
)


def roar(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a creature's roar (mono), peak about 0.8 at strength 1."""
    return _call(_ROAR, strength, max(duration_s, 1.4), generator)


def growl(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a low threat."""
    return _call(_GROWL, strength * 0.6, max(duration_s, 0.9), generator)


def screech(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a creature's scream: a roar's body with a chaotic shriek above it."""
    return _call(_SCREECH, strength, max(duration_s, 1.1), generator)


def scream(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a person's scream."""
    return _call(_PERSON, strength * 0.8, max(duration_s, 0.8), generator)


def _call(throat: Throat, strength: float, duration_s: float, generator: Generator) -> F64:
    count = int(duration_s * SAMPLE_RATE_HZ)
    effort = _effort(count, generator)
    pitch = _pitch(throat, count, effort, generator)
    source = _source(pitch, throat, effort, generator)
    voice = _vowel(source, throat, effort, generator)
    if throat.sub:
        voice += throat.sub * _chest(pitch, effort, generator)
    if throat.shriek:
        voice += throat.shriek * _shriek(count, effort, generator)
    air = coloured(count, generator, lambda hz: 1 / (1 + (hz / 2400) ** 2)) * (0.35 + 0.65 * wander(count, generator, 18.0))
    voice += throat.breath * 0.10 * band_pass(air, 350, 6500, 1) * effort**0.7
    shaped = soft_clip(high_pass(voice, 28.0) * 1.5, 1.4) * rise_fall(count, 0.05, min(0.5, duration_s * 0.35))
    return loudest(shaped, 0.8 * float(np.clip(strength, 0.15, 1.3)))


def _effort(count: int, generator: Generator) -> F64:
    """Return how hard the throat works: a quick opening, a swell with its own irregularity, a long letting go."""
    x = np.linspace(0, 1, count)
    top = 0.22 + 0.15 * generator.random()
    opening = np.sin(np.minimum(x / top, 1.0) * np.pi / 2) ** 0.8
    letting_go = np.clip(np.cos(np.maximum((x - top) / (1 - top), 0.0) * np.pi / 2), 0.0, 1.0) ** 0.75
    swell = opening * letting_go
    return np.clip(swell * (0.8 + 0.35 * wander(count, generator, 5.0)), 0.0, 1.15)


def _pitch(throat: Throat, count: int, effort: F64, generator: Generator) -> F64:
    start, peak, end = throat.pitch_hz
    x = np.linspace(0, 1, count)
    resting = start + (end - start) * x
    base = resting + (peak - resting) * np.minimum(effort, 1.0)
    shake = (
        1
        + 0.05 * (wander(count, generator, 9.0) - 0.5)
        + 0.035 * throat.rough * np.sin(2 * np.pi * np.cumsum(24 + 14 * wander(count, generator, 3.0)) / SAMPLE_RATE_HZ)
    )
    return base * shake


def _source(pitch: F64, throat: Throat, effort: F64, generator: Generator) -> F64:
    """Return rough pulses: a bright periodic wave, broken by modulation and by every second period being weaker."""
    phase = np.cumsum(pitch) / SAMPLE_RATE_HZ
    jumps = 0.03 * throat.rough * wander(len(pitch), generator, 120.0, smooth=False)
    saw = _smooth_saw(phase + jumps, pitch)
    sub = 1 - 0.55 * throat.rough * (0.5 + 0.5 * np.sin(np.pi * phase * 2 * 0.5))
    flutter_hz = 27 + 26 * wander(len(pitch), generator, 4.0)
    flutter = 1 - 0.6 * throat.rough * (0.5 + 0.5 * np.sin(2 * np.pi * np.cumsum(flutter_hz) / SAMPLE_RATE_HZ)) ** 2
    noise = generator.standard_normal(len(pitch)) * np.abs(saw) * (0.2 + 0.5 * throat.rough)
    return (saw + noise) * sub * flutter * effort


def _smooth_saw(phase: F64, pitch: F64) -> F64:
    """Return a sawtooth with its corner rounded over one sample's phase (PolyBLEP; Välimäki and Huovilainen, 2007)."""
    step = np.maximum(pitch / SAMPLE_RATE_HZ, 1e-6)
    turn = phase % 1.0
    saw = 2 * turn - 1
    early, late = turn / step, (turn - 1) / step
    saw -= np.where(turn < step, early + early - early * early - 1, 0.0)
    saw -= np.where(turn > 1 - step, late * late + late + late + 1, 0.0)
    return saw


def _vowel(source: F64, throat: Throat, effort: F64, generator: Generator) -> F64:
    """Return the source through a mouth that opens with the effort: a closed and an open set of resonances, cross-faded."""
    opening = np.clip(effort * (0.75 + 0.4 * wander(len(source), generator, 6.0)), 0, 1)
    tilted = low_pass(source, 900.0, 1) + 0.12 * source
    out = np.zeros_like(source)
    for hertz, weight in ((throat.closed_hz, 1 - opening), (throat.open_hz, opening)):
        for index, (hz, gain) in enumerate(zip(hertz, (1.0, 0.75, 0.5), strict=True)):
            out += weight * gain * resonate(tilted, hz * (0.97 + 0.06 * generator.random()), 4.0 + 2.0 * index) * 1.6
    return out + 0.15 * low_pass(tilted, 3500.0, 1)


def _chest(pitch: F64, effort: F64, generator: Generator) -> F64:
    phase = 2 * np.pi * np.cumsum(pitch * 0.5) / SAMPLE_RATE_HZ
    body = np.sin(phase) + 0.6 * np.sin(2 * phase + 0.6)
    rumble = low_pass(brown(len(pitch), generator, 28, 240), 170.0)
    return (0.5 * body + 0.5 * rumble) * effort * 0.55


def _shriek(count: int, effort: F64, generator: Generator) -> F64:
    """Return two whistles that chase each other up and break, with noise in their wake."""
    centre = 1250 * 2 ** (0.9 * np.minimum(effort, 1.1) + 0.25 * wander(count, generator, 7.0))
    modulator = np.sin(2 * np.pi * np.cumsum(centre * 0.383) / SAMPLE_RATE_HZ)
    depth = 0.25 + 0.9 * wander(count, generator, 11.0)
    first = np.sin(2 * np.pi * np.cumsum(centre) / SAMPLE_RATE_HZ + depth * modulator * 2.0)
    second = np.sin(2 * np.pi * np.cumsum(centre * 1.497) / SAMPLE_RATE_HZ + depth * modulator)
    rasp = sweep_bands(generator.standard_normal(count), centre, 0.5, 6)
    gate = 0.3 + 0.7 * wander(count, generator, 26.0)
    return (0.32 * first + 0.2 * second + 0.35 * rasp) * gate * effort**1.5
