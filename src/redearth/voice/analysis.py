"""Take a voice apart: pitch, spectral envelope and noisiness every 5 ms, so that it can be put together again more gently.

After Morise, "WORLD: a vocoder-based high-quality speech synthesis system" (2016) and "CheapTrick" (2015), simplified for clean speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

F64 = NDArray[np.float64]

HOP_S = 0.005
_FFT = 2048
_LOWEST_HZ, _HIGHEST_HZ = 55.0, 460.0
_VOICED_ABOVE = 0.62
_UNVOICED_WINDOW_HZ = 160.0
_FLOOR = 1e-10
BANDS_HZ = (0.0, 1000.0, 2500.0, 4500.0, 11025.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anatomy:
    """A voice in parts, F frames of 5 ms, K frequency bins from 0 to ``rate_hz / 2``."""

    rate_hz: int
    f0_hz: F64
    """[F], 0 where unvoiced."""
    log_power: F64
    """[F, K], natural logarithm of the envelope's power."""
    noisiness: F64
    """[F, 4], share of noise in amplitude for each band of ``BANDS_HZ``, 0 to 1."""


def take_apart(samples: F64, rate_hz: int) -> Anatomy:
    """Return the pitch, envelope and noisiness of ``samples`` [N] in [-1, 1]; frame ``k`` describes time ``k * 5 ms``."""
    count = int(len(samples) / (rate_hz * HOP_S)) + 1
    centres = (np.arange(count) * HOP_S * rate_hz).astype(int)
    padded = np.pad(samples, (_FFT, _FFT + int(rate_hz * HOP_S)))
    f0_hz = _pitch(padded, centres + _FFT, rate_hz)
    log_power = _envelope(padded, centres + _FFT, f0_hz, rate_hz)
    return Anatomy(
        rate_hz=rate_hz, f0_hz=f0_hz, log_power=log_power, noisiness=_noisiness(padded, centres + _FFT, f0_hz, rate_hz)
    )


def _frames(padded: F64, centres: NDArray[np.intp] | NDArray[np.int64], width: int) -> F64:
    windows = np.lib.stride_tricks.sliding_window_view(padded, width)
    chosen: F64 = windows[np.asarray(centres) - width // 2]
    return chosen


def _pitch(padded: F64, centres: NDArray[np.int64], rate_hz: int) -> F64:
    width = int(rate_hz * 0.040)
    longest, shortest = int(rate_hz / _LOWEST_HZ), int(rate_hz / _HIGHEST_HZ)
    window = np.hanning(width)
    kernel = fft.irfft(np.abs(fft.rfft(window, _FFT)) ** 2)[: longest + 2]
    f0_hz = np.zeros(len(centres))
    loud = np.sqrt((_smooth_energy(padded, int(rate_hz * 0.02)))[centres])
    gate = max(float(loud.max(initial=0.0)) * 0.02, 1e-5)
    for start in range(0, len(centres), 512):
        block = slice(start, start + 512)
        framed = _frames(padded, centres[block], width)
        framed = (framed - framed.mean(axis=1, keepdims=True)) * window
        auto = fft.irfft(np.abs(fft.rfft(framed, _FFT, axis=1)) ** 2, axis=1)[:, : longest + 2]
        auto = auto / (auto[:, :1] + _FLOOR) / (kernel / kernel[0])
        lags = np.arange(longest + 2)
        scored = auto - 0.0004 * lags * 22050 / rate_hz  # prefer the shorter of two equal periods
        best = shortest + np.argmax(scored[:, shortest : longest + 1], axis=1)
        rows = np.arange(len(best))
        before, at, after = auto[rows, best - 1], auto[rows, best], auto[rows, best + 1]
        shift = 0.5 * (before - after) / np.where(np.abs(before - 2 * at + after) < _FLOOR, -1.0, before - 2 * at + after)
        voiced = (at > _VOICED_ABOVE) & (loud[block] > gate)
        f0_hz[block] = np.where(voiced, rate_hz / (best + np.clip(shift, -0.5, 0.5)), 0.0)
    return _steady(f0_hz)


def _smooth_energy(padded: F64, width: int) -> F64:
    smoothed: F64 = np.maximum(ndimage.uniform_filter1d(padded**2, width), 0.0)
    return smoothed


def _steady(f0_hz: F64) -> F64:
    """Mend octave jumps against the running median and drop voiced specks shorter than 15 ms."""
    voiced = f0_hz > 0
    if not voiced.any():
        return f0_hz
    filled = np.interp(np.arange(len(f0_hz)), np.flatnonzero(voiced), f0_hz[voiced])
    median = ndimage.median_filter(filled, 31, mode="nearest")
    ratio = f0_hz / median
    mended = np.where(ratio > 1.6, f0_hz / 2, np.where((ratio < 0.6) & voiced, f0_hz * 2, f0_hz))
    kept = ndimage.binary_opening(voiced, np.ones(3, bool))
    return np.where(kept, np.where(voiced, mended, 0.0), 0.0)


def _envelope(padded: F64, centres: NDArray[np.int64], f0_hz: F64, rate_hz: int) -> F64:
    """Return CheapTrick's envelope: a pitch-wide window, smoothing over one harmonic, and liftering in the cepstrum."""
    assumed = np.where(f0_hz > 0, f0_hz, _UNVOICED_WINDOW_HZ)
    width = _FFT
    time_s = (np.arange(width) - width // 2) / rate_hz
    quefrency_s = np.arange(_FFT // 2 + 1) / rate_hz
    bin_hz = rate_hz / _FFT
    out = np.empty((len(centres), _FFT // 2 + 1))
    for start in range(0, len(centres), 256):
        block = slice(start, start + 256)
        f0 = assumed[block, None]
        window = np.where(np.abs(time_s) < 1.5 / f0, 0.5 + 0.5 * np.cos(np.pi * time_s * f0 / 1.5), 0.0)
        window /= np.sqrt((window**2).sum(axis=1, keepdims=True))
        framed = _frames(padded, centres[block], width) * window
        power = np.abs(fft.rfft(framed, axis=1)) ** 2 + _FLOOR
        power = _smooth_over(power, (assumed[block] * 2 / 3 / bin_hz))
        cepstrum = fft.irfft(np.log(power), axis=1)[:, : _FFT // 2 + 1]
        lifter = np.sinc(f0 * quefrency_s) * (1.18 - 2 * 0.09 * np.cos(2 * np.pi * f0 * quefrency_s))
        cepstrum = cepstrum * lifter
        out[block] = fft.rfft(np.concatenate([cepstrum, cepstrum[:, -2:0:-1]], axis=1), axis=1).real
    return out


def _smooth_over(power: F64, width_bins: F64) -> F64:
    """Return the running mean of each row over its own width, by differences of the running sum."""
    bins = power.shape[1]
    margin = 64
    mirrored = np.concatenate([power[:, margin:0:-1], power, power[:, -2 : -margin - 2 : -1]], axis=1)
    total = np.concatenate([np.zeros((len(power), 1)), np.cumsum(mirrored, axis=1)], axis=1)
    half = np.clip(width_bins, 1.0, 2 * margin - 4)[:, None] / 2
    position = np.arange(bins)[None, :] + margin + 0.5
    return (_sample(total, position + half) - _sample(total, position - half)) / (2 * half) + _FLOOR


def _sample(rows: F64, position: F64) -> F64:
    low = np.clip(position.astype(int), 0, rows.shape[1] - 2)
    share = position - low
    index = np.arange(len(rows))[:, None]
    result: F64 = np.asarray(rows[index, low] * (1 - share) + rows[index, low + 1] * share)
    return result


def _noisiness(padded: F64, centres: NDArray[np.int64], f0_hz: F64, rate_hz: int) -> F64:
    """Return how little each band repeats itself after one period: 0 a pure tone, 1 noise."""
    out = np.ones((len(centres), len(BANDS_HZ) - 1))
    voiced = np.flatnonzero(f0_hz > 0)
    width = int(rate_hz * 0.03)
    spectrum_hz = np.fft.rfftfreq(_FFT, 1 / rate_hz)
    window = np.hanning(width)
    for start in range(0, len(voiced), 256):
        rows = voiced[start : start + 256]
        period = np.round(rate_hz / f0_hz[rows]).astype(np.int64)
        first = fft.rfft(_frames(padded, centres[rows] - period // 2, width) * window, _FFT, axis=1)
        second = fft.rfft(_frames(padded, centres[rows] - period // 2 + period, width) * window, _FFT, axis=1)
        likeness, one, two = np.real(first * np.conj(second)), np.abs(first) ** 2, np.abs(second) ** 2
        for band, (low, high) in enumerate(pairwise(BANDS_HZ)):
            inside = slice(*np.searchsorted(spectrum_hz, (low, high)))
            product = likeness[:, inside].sum(axis=1)
            norm = np.sqrt(one[:, inside].sum(axis=1) * two[:, inside].sum(axis=1)) + _FLOOR
            out[rows, band] = np.sqrt(np.clip(1 - product / norm, 0.0, 1.0))
    return out
