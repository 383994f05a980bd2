"""Finish a voice as a dialogue editor would: low cut, presence, softer sibilants, gentle compression, one level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, signal

F64 = NDArray[np.float64]

RATE_HZ = 48_000
PAD_S = 0.040
LEVEL_DBFS = -23.0
"""RMS of the speaking parts of a line in a plain manner."""
_PEAK = 0.85


def finish_voice(samples: F64, *, presence_db: float = 4.0, loudness_db: float = 0.0) -> F64:
    """Return mono 48 kHz speech made pleasant and level; as long as it was."""
    if not np.any(samples):
        return samples
    steady = signal.sosfilt(signal.butter(2, 75.0, "highpass", fs=RATE_HZ, output="sos"), samples)
    warm = signal.sosfilt(peak_filter(250.0, -2.0, 0.8), steady)
    clear = signal.sosfilt(peak_filter(2900.0, presence_db, 0.7), warm)
    open_top = signal.sosfilt(peak_filter(7500.0, presence_db * 0.6, 0.7), clear)
    soft = _soften_sibilants(open_top)
    soft = signal.sosfilt(signal.butter(2, 15_000.0, "lowpass", fs=RATE_HZ, output="sos"), soft)
    return level_to(_compress(soft), LEVEL_DBFS + loudness_db)


def level_to(samples: F64, level_dbfs: float) -> F64:
    """Return ``samples`` with the RMS of its speaking parts at ``level_dbfs`` and no peak above 0.85."""
    power = ndimage.uniform_filter1d(samples**2, int(0.05 * RATE_HZ), mode="constant")
    speaking = power > power.max(initial=0.0) * 10 ** (-30 / 10)
    rms = float(np.sqrt(np.mean(samples[speaking] ** 2))) if speaking.any() else 0.0
    if rms < 1e-9:
        return samples
    scaled = samples * (10 ** (level_dbfs / 20) / rms)
    peak = float(np.abs(scaled).max())
    if peak <= _PEAK:
        return scaled
    knee = 0.6 * _PEAK  # round only the tops off
    over = np.abs(scaled) > knee
    bent = knee + (_PEAK - knee) * np.tanh((np.abs(scaled) - knee) / (_PEAK - knee))
    return np.where(over, np.sign(scaled) * bent, scaled)


def trim(samples: F64) -> tuple[F64, float]:
    """Return the line with 40 ms of quiet before and after it, and the seconds cut off its head (negative when padded)."""
    power = ndimage.uniform_filter1d(samples**2, int(0.01 * RATE_HZ), mode="constant")
    sounding = np.flatnonzero(power > max(float(power.max(initial=0.0)) * 10 ** (-48 / 10), 1e-9))
    if len(sounding) == 0:
        return np.zeros(int(0.3 * RATE_HZ)), 0.0
    pad = int(PAD_S * RATE_HZ)
    first, last = int(sounding[0]), int(sounding[-1]) + 1
    cut = np.pad(samples[first:last], pad)
    lead, tail = samples[max(first - pad, 0) : first], samples[last : last + pad]
    cut[pad - len(lead) : pad] = lead
    cut[len(cut) - pad : len(cut) - pad + len(tail)] = tail
    fade = np.sin(np.linspace(0, np.pi / 2, pad // 2)) ** 2
    cut[: len(fade)] *= fade
    cut[-len(fade) :] *= fade[::-1]
    return cut, (first - pad) / RATE_HZ


def peak_filter(centre_hz: float, gain_db: float, quality: float) -> F64:
    """Return a peaking equaliser as second-order sections [1, 6] (Bristow-Johnson, "Audio EQ Cookbook")."""
    amplitude = 10 ** (gain_db / 40)
    omega = 2 * np.pi * centre_hz / RATE_HZ
    alpha = np.sin(omega) / (2 * quality)
    b = np.array([1 + alpha * amplitude, -2 * np.cos(omega), 1 - alpha * amplitude])
    a = np.array([1 + alpha / amplitude, -2 * np.cos(omega), 1 - alpha / amplitude])
    return np.concatenate([b / a[0], a / a[0]])[None, :]


def _soften_sibilants(samples: F64) -> F64:
    """Turn the band above 5.5 kHz down where it outweighs the rest, as a de-esser does."""
    high = signal.sosfiltfilt(signal.butter(2, 5500.0, "highpass", fs=RATE_HZ, output="sos"), samples)
    width = int(0.012 * RATE_HZ)
    loud = np.sqrt(np.maximum(ndimage.uniform_filter1d(high**2, width), 1e-14))
    usual = 0.38 * np.sqrt(np.mean(samples**2)) + 1e-9
    gain = np.minimum(1.0, (usual / loud) ** 0.6)
    result: F64 = np.asarray(samples - high * (1 - ndimage.uniform_filter1d(gain, width)))
    return result


def _compress(samples: F64) -> F64:
    """Bring loud and quiet syllables together: 2.5 to 1 around the line's own level, smooth enough not to pump."""
    width = int(0.06 * RATE_HZ)
    loud = np.sqrt(np.maximum(ndimage.uniform_filter1d(samples**2, width), 1e-12))
    usual = float(np.sqrt(np.mean(samples[loud > loud.max() * 0.05] ** 2)))
    ratio = np.clip(loud / usual, 0.25, 8.0)
    gain = np.where(ratio > 1, ratio**-0.55, ratio**-0.1)
    smoothed: F64 = ndimage.uniform_filter1d(gain, width)
    return samples * smoothed
