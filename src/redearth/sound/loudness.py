"""Meter programmes block by block: integrated loudness, loudness range and true peak.

Sources: ITU-R BS.1770-5 (K-weighting, gating, 4x oversampled peak), EBU Tech 3342 (loudness range).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from redearth.sound.model import SAMPLE_RATE_HZ

F64 = NDArray[np.float64]
_HOP = SAMPLE_RATE_HZ // 10
_ABSOLUTE_LUFS, _RELATIVE_LU, _RANGE_RELATIVE_LU = -70.0, -10.0, -20.0
SILENCE_LUFS = -70.0
"""What a programme without sound reads."""
_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
"""BS.1770 tables 1 and 2, for 48 kHz."""
_TAPS = 24
_OVERSAMPLER = signal.firwin(4 * _TAPS + 1, 0.25 * 0.96, window=("kaiser", 7.0)) * 4
EDGE = _TAPS
"""Samples of context that the peak meter wants on either side."""


class Meter:
    """Listens to consecutive stereo blocks and keeps only ten powers a second."""

    def __init__(self) -> None:
        self._state = np.zeros((2, 2, 2))
        self._rest = np.zeros((0, 2))
        self._powers: list[F64] = []

    def hear(self, block: F64) -> None:
        """Take the next block [N, 2]."""
        weighted, self._state = signal.sosfilt(_K_WEIGHTING, block, axis=0, zi=self._state)
        joined = np.concatenate([self._rest, weighted])
        whole = len(joined) // _HOP
        hops = joined[: whole * _HOP].reshape(whole, _HOP, 2)
        self._powers.append(np.einsum("hsc,hsc->h", hops, hops) / _HOP)
        self._rest = joined[whole * _HOP :]

    def powers(self) -> F64:
        """Return the weighted power of each tenth of a second; the last may be part of one when the whole is shorter than a gate."""
        powers = np.concatenate([*self._powers, np.zeros(0)])
        if len(powers) < 4 and len(self._rest):
            powers = np.append(powers, (self._rest**2).mean(axis=0).sum())
        return powers


def integrated_lufs(powers: F64) -> float:
    """Return gated loudness from powers of tenths of a second; -70 when nothing passes the gate."""
    blocks = _windows(powers, 4)
    loud = blocks[_lufs(blocks) > _ABSOLUTE_LUFS]
    if len(loud) == 0:
        return SILENCE_LUFS
    gate = float(_lufs(loud.mean())) + _RELATIVE_LU
    return float(_lufs(loud[_lufs(loud) > gate].mean()))


def range_lu(powers: F64) -> float:
    """Return the loudness range: the 10th to the 95th percentile of gated 3 s loudness; 0 for programmes too short."""
    blocks = _windows(powers, 30)
    loud = blocks[_lufs(blocks) > _ABSOLUTE_LUFS]
    if len(loud) < 2:
        return 0.0
    levels = _lufs(loud)
    gated = levels[levels > float(_lufs(loud.mean())) + _RANGE_RELATIVE_LU]
    return float(np.percentile(gated, 95) - np.percentile(gated, 10)) if len(gated) > 1 else 0.0


def true_peaks(padded: F64) -> F64:
    """Return the 4x oversampled magnitude around each sample, the higher of both channels.

    ``padded`` [EDGE + N + EDGE, 2] carries what lies before and after; the result is [N].
    """
    inner = padded[EDGE:-EDGE]
    peaks = np.zeros(len(inner))
    for channel in range(2):
        fine = signal.upfirdn(_OVERSAMPLER, padded[:, channel], up=4)[2 * _TAPS + 4 * EDGE :][: 4 * len(inner)]
        for heard in (inner[:, channel], fine[::4], fine[1::4], fine[2::4], fine[3::4]):
            np.maximum(peaks, np.abs(heard), out=peaks)
    return peaks


def _windows(powers: F64, width: int) -> F64:
    if len(powers) == 0:
        return np.zeros(0)
    if len(powers) < width:
        return np.array([powers.mean()])
    running = np.concatenate([[0.0], np.cumsum(powers)])
    result: F64 = np.asarray((running[width:] - running[:-width]) / width)
    return result


def _lufs(power: F64 | float) -> F64:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-12)))
