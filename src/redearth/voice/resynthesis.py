"""Put a voice together again at 48 kHz: glottal pulses and breath through the (reshaped) envelope.

Every pulse has the envelope's minimum phase, with the glottal resonance turned round in time as a real glottis has it (open phase rising
slowly, closing abruptly): this takes the buzz out of formant synthesis. Time is never touched, so phoneme times stay right.
After Morise (2016); glottal phase after Doval, d'Alessandro, Henrich, "The voice source as a causal/anticausal linear filter" (2003).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from redearth.voice.analysis import BANDS_HZ, HOP_S, Anatomy

F64 = NDArray[np.float64]
C128 = NDArray[np.complex128]

RATE_HZ = 48_000
_FFT = 4096
_LEAD = 512
_BLOCK = 256
_UNVOICED_GAIN = 0.45
"""Keeps sibilants as far below the vowels as the engine has them, under the brighter finish that follows."""
_PITCH_BEND_FLOOR = np.array([0.2, 0.42, 0.52, 0.7])
"""What a purely voiced sound measures as noisiness, since its pitch moves inside the window."""
_BAND_CENTRES_HZ = np.array([(a + b) / 2 for a, b in pairwise(BANDS_HZ)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaping:
    """How the voice is changed on the way; the defaults leave it alone."""

    formant_shift: float = 1.0
    pitch_ratio: float = 1.0
    range_ratio: float = 1.0
    """Scales the melody around its own middle."""
    breath: float = 0.1
    """Least share of noise in the highest band; lower bands get less."""
    whisper: bool = False
    tilt_db: float = 0.0
    """Added per octave above 500 Hz, up to 4 kHz: positive for effort, negative for softness."""
    jitter: float = 0.006
    """Share by which the length of each glottal period wanders."""
    roughness: float = 0.0
    """Strength of every second pulse's weakening: 0 clear, 1 a growl."""


def put_together(anatomy: Anatomy, shaping: Shaping, generator: np.random.Generator) -> F64:
    """Return mono samples at 48 kHz of the voice in ``anatomy``; as long as it, with equal timing."""
    length = round(len(anatomy.f0_hz) * HOP_S * RATE_HZ)
    out = np.zeros(length + _FFT + _LEAD)
    times_s, periods_s, voiced = _pulses(anatomy, shaping, generator)
    for start in range(0, len(times_s), _BLOCK):
        block = slice(start, start + _BLOCK)
        grains = _grains(anatomy, shaping, times_s[block], periods_s[block], voiced[block], generator)
        if shaping.roughness > 0:
            odd = (np.arange(start, start + len(grains)) % 2).astype(float)
            grains *= (1 - 0.75 * shaping.roughness * odd)[:, None]
        for grain, time_s in zip(grains, times_s[block], strict=True):
            at = int(time_s * RATE_HZ)
            out[at : at + _FFT] += grain
    return out[_LEAD : _LEAD + length]


def _pulses(anatomy: Anatomy, shaping: Shaping, generator: np.random.Generator) -> tuple[F64, F64, NDArray[np.bool_]]:
    """Return the pulses' times, their periods, and whether each is a glottal pulse (else a grain of breath every 5 ms)."""
    f0_hz = _melody(anatomy.f0_hz, shaping)
    times, periods, kinds = [], [], []
    time_s, end_s = 0.0, len(f0_hz) * HOP_S
    while time_s < end_s:
        f0 = f0_hz[min(int(time_s / HOP_S), len(f0_hz) - 1)]
        sounding = f0 > 0 and not shaping.whisper
        period = 1.0 / f0 if sounding else HOP_S
        if sounding:
            period *= 1.0 + shaping.jitter * float(np.clip(generator.standard_normal(), -2, 2))
        times.append(time_s)
        periods.append(period)
        kinds.append(bool(sounding))
        time_s += period
    return np.array(times), np.array(periods), np.array(kinds, bool)


def _melody(f0_hz: F64, shaping: Shaping) -> F64:
    voiced = f0_hz > 0
    if not voiced.any():
        return f0_hz
    middle = float(np.exp(np.mean(np.log(f0_hz[voiced]))))
    bent = middle * shaping.pitch_ratio * (np.where(voiced, f0_hz, middle) / middle) ** shaping.range_ratio
    drift_s = np.arange(len(f0_hz)) * HOP_S  # slow wander, after Klatt and Klatt (1990), "flutter"
    drift = np.sin(2 * np.pi * 12.7 * drift_s) + np.sin(2 * np.pi * 7.1 * drift_s) + np.sin(2 * np.pi * 4.7 * drift_s)
    return np.where(voiced, bent * (1 + 0.0045 * drift), 0.0)


def _grains(
    anatomy: Anatomy, shaping: Shaping, times_s: F64, periods_s: F64, voiced: NDArray[np.bool_], generator: np.random.Generator
) -> F64:
    """Return one windowless grain [P, 4096] for each pulse, its pulse at sample ``_LEAD``."""
    position = np.clip(times_s / HOP_S, 0, len(anatomy.f0_hz) - 1.001)
    low = position.astype(int)
    share = (position - low)[:, None]
    above = np.minimum(low + 1, len(anatomy.f0_hz) - 1)
    log_power = anatomy.log_power[low] * (1 - share) + anatomy.log_power[above] * share
    log_amplitude = 0.5 * _reshape(log_power, anatomy.rate_hz, shaping)
    noise_share = _noise_share(anatomy.noisiness[low], shaping, voiced)
    filtered = np.exp(log_amplitude + 1j * _minimum_phase(log_amplitude))
    # a pulse train of period T carries amplitude * T of each harmonic: scale so that power follows the envelope
    scale = np.sqrt(periods_s * RATE_HZ)[:, None] * np.sqrt(anatomy.rate_hz / RATE_HZ)
    pulse_gain = np.where(voiced, 1.0, 0.0)[:, None] * np.sqrt(1 - noise_share**2)
    lead = np.exp(-2j * np.pi * np.arange(_FFT // 2 + 1) * _LEAD / _FFT)
    pulse = _glottal_turn(1 / periods_s) * (pulse_gain * scale)
    hiss = fft.rfft(_breath_bursts(periods_s, voiced, generator), axis=1)
    unvoiced_gain = np.where(voiced, 1.0, _UNVOICED_GAIN)[:, None]
    grains: F64 = fft.irfft(filtered * (pulse + unvoiced_gain * noise_share * hiss) * lead, axis=1)
    return grains


def _reshape(log_power: F64, rate_hz: int, shaping: Shaping) -> F64:
    """Return the envelope on the 48 kHz grid with its resonances moved and its tilt changed."""
    hz = np.fft.rfftfreq(_FFT, 1 / RATE_HZ)
    source_hz = hz / (shaping.formant_shift * (1.08 if shaping.whisper else 1.0))
    top_hz = rate_hz / 2 * 0.93
    source_bin = np.minimum(source_hz, top_hz) / (rate_hz / 2) * (log_power.shape[1] - 1)
    low = np.minimum(source_bin.astype(int), log_power.shape[1] - 2)
    share = source_bin - low
    moved = log_power[:, low] * (1 - share) + log_power[:, low + 1] * share
    octaves_above = np.log2(np.maximum(source_hz / top_hz, 1.0))
    tilt_octaves = np.log2(np.clip(hz, 500.0, 4000.0) / 500.0)
    moved -= (14.0 * octaves_above - shaping.tilt_db * tilt_octaves) * np.log(10) / 10
    if shaping.whisper:  # no voice bar: the glottis is open
        moved -= np.log(10) / 10 * 18.0 * np.clip(1 - hz / 700.0, 0, 1)
    result: F64 = np.asarray(moved)
    return result


def _noise_share(noisiness: F64, shaping: Shaping, voiced: NDArray[np.bool_]) -> F64:
    """Return the amplitude share of noise on the frequency grid: what was measured, at least what breath asks for."""
    hz = np.fft.rfftfreq(_FFT, 1 / RATE_HZ)
    edges = np.concatenate([[0.0], _BAND_CENTRES_HZ, [RATE_HZ / 2]])
    heard = np.clip((noisiness - _PITCH_BEND_FLOOR) / (1 - _PITCH_BEND_FLOOR), 0.0, 1.0)
    rows = np.concatenate([heard[:, :1] * 0.5, heard, np.ones((len(noisiness), 1)) * 0.95], axis=1)
    index = np.clip(np.searchsorted(edges, hz, side="right") - 1, 0, len(edges) - 2)
    share = (hz - edges[index]) / (edges[index + 1] - edges[index])
    measured = rows[:, index] * (1 - share) + rows[:, index + 1] * share
    floor = shaping.breath * np.clip((hz - 600.0) / 5000.0, 0.02, 2.2)
    return np.where(voiced[:, None], np.clip(np.maximum(measured, floor), 0.0, 0.97), 1.0)


def _minimum_phase(log_amplitude: F64) -> F64:
    cepstrum = fft.irfft(log_amplitude, axis=1)
    fold = np.zeros(_FFT)
    fold[1 : _FFT // 2] = 1.0
    fold[_FFT // 2 + 1 :] = -1.0
    phase: F64 = fft.rfft(cepstrum * fold, axis=1).imag
    return phase


def _glottal_turn(f0_hz: F64) -> C128:
    """Return the all-pass [P, K] of gain 1 that turns the glottal resonance (near 1.3 f0, broad) from causal to anticausal."""
    hz = np.fft.rfftfreq(_FFT, 1 / RATE_HZ)
    centre = np.clip(1.3 * f0_hz, 60.0, 500.0)[:, None]
    radius = np.exp(-np.pi * 0.9 * centre / RATE_HZ)
    angle = 2 * np.pi * centre / RATE_HZ
    z = np.exp(-2j * np.pi * hz / RATE_HZ)[None, :]
    response = 1 - 2 * radius * np.cos(angle) * z + (radius * z) ** 2
    turn: C128 = response / np.conj(response)
    return turn


def _breath_bursts(periods_s: F64, voiced: NDArray[np.bool_], generator: np.random.Generator) -> F64:
    """Return unit-density noise as long as each period; under voicing it swells after the closure, as breath does."""
    lengths = np.maximum((periods_s * RATE_HZ).astype(int), 8)
    bursts = np.zeros((len(periods_s), _FFT))
    for row, (count, sounding) in enumerate(zip(lengths, voiced, strict=True)):
        count = min(int(count), _FFT - _LEAD)
        noise = generator.standard_normal(count)
        if sounding:
            swell = 1.0 + 0.6 * np.cos(2 * np.pi * (np.arange(count) / count - 0.2))
            noise *= swell / np.sqrt(np.mean(swell**2))
        bursts[row, :count] = noise
    return bursts
