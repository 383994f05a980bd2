"""Gain curves: music that makes room for dialogue, and a look-ahead limiter whose one curve serves every stem alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

F64 = NDArray[np.float64]

DUCK_STEP = 480
"""Samples between points of a ducking curve (10 ms)."""
LIMIT_STEP = 48
"""Samples between points of a limiter's curve (1 ms)."""
_SPEECH_RMS = 10 ** (-46 / 20)
_BEFORE, _AFTER, _SMOOTH = 30, 45, 50
_LOOK = 6
_RELEASE_DB_PER_STEP = 0.06
_DEEPEST_DB = -40.0


def duck_curve(levels: F64, depth_db: float) -> F64:
    """Return the gain [K] under dialogue whose RMS levels [K] are given every 10 ms: down before the first word, up after the last."""
    speaking = (levels > _SPEECH_RMS).astype(float)
    if len(speaking) == 0:
        return speaking
    held = ndimage.maximum_filter1d(speaking, _BEFORE + _AFTER + 1, origin=(_AFTER - _BEFORE) // 2, mode="constant")
    kernel = np.hanning(_SMOOTH + 2)[1:-1]
    amount = np.convolve(
        np.pad(held, (_SMOOTH // 2, _SMOOTH - _SMOOTH // 2 - 1), mode="edge"), kernel / kernel.sum(), mode="valid"
    )
    gain: F64 = 10 ** (-abs(depth_db) * amount / 20)
    return gain


def limit_curve(peaks: F64, ceiling: float) -> F64:
    """Return the gain [K + 1] at the edges of 1 ms cells with the given peaks [K], so that no peak passes ``ceiling``.

    The gain falls ahead of a peak over 6 ms and recovers by 60 dB a second; between the edges it is to be read as a straight line.
    """
    if len(peaks) == 0:
        return np.ones(1)
    needed_db = 20 * np.log10(np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)))
    if not np.any(needed_db < 0):
        return np.ones(len(peaks) + 1)
    edges = np.minimum(np.append(needed_db, 0.0), np.insert(needed_db, 0, 0.0))
    ahead = ndimage.minimum_filter1d(np.maximum(edges, _DEEPEST_DB), 2 * _LOOK + 1, mode="nearest")
    recovering = _released(ahead)
    kernel = np.hanning(2 * _LOOK + 3)[1:-1]
    smooth = np.convolve(np.pad(recovering, _LOOK, mode="edge"), kernel / kernel.sum(), mode="valid")
    gain: F64 = 10 ** (smooth / 20)
    return gain


def _released(gain_db: F64) -> F64:
    """Return the curve with its rises slowed: min over the past of (value + slope * time), by a running minimum."""
    ramp = _RELEASE_DB_PER_STEP * np.arange(len(gain_db))
    result: F64 = np.asarray(np.minimum.accumulate(gain_db - ramp) + ramp)
    return result


def at_samples(curve: F64, step: int, start: int, count: int) -> F64:
    """Return a gain curve (points every ``step`` samples, the first at sample 0) at samples ``start`` to ``start + count``."""
    first = start // step
    points = curve[np.clip(np.arange(first, (start + count) // step + 2), 0, len(curve) - 1)]
    lines: F64 = (np.diff(points)[:, None] * (np.arange(step) / step) + points[:-1, None]).ravel()
    return lines[start - first * step :][:count]
