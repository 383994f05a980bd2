"""Mix the film: music under dialogue, loudness to its target, peaks under the ceiling, and stems that sum to the mix bit for bit.

Everything streams in blocks; what stays in memory is one curve point a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redearth.sound.dynamics import DUCK_STEP, LIMIT_STEP, at_samples, duck_curve, limit_curve
from redearth.sound.loudness import EDGE, SILENCE_LUFS, Meter, integrated_lufs, range_lu, true_peaks
from redearth.sound.model import STEMS, Loudness, Mix
from redearth.sound.stems import Reels
from redearth.sound.wav import StereoWriter, integer_file

F64 = NDArray[np.float64]
_BLOCK = 480 * 1000
_FULL = 2**23
_DUCK_DB = 8.0
_DUCK_EFFECTS_DB = 2.0
_MOST_GAIN_DB = 30.0
_MARGIN_DB = 0.1
_CLOSE_LU = 0.08
_PASSES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The curves of a mix: ducking every 10 ms, one gain, one limiter."""

    duck_music: F64
    duck_effects: F64
    gain: float
    limit: F64


def mix_film(reels: Reels, target_lufs: float, ceiling_dbtp: float, out: Path) -> Mix:
    """Write ``mix.wav`` and ``stems/*.wav`` (24-bit) into ``out`` and return their readings.

    A film without any sound keeps its silence (loudness reads -70); quiet films are raised by at most 30 dB.
    """
    levels = _dialogue_levels(reels)
    flat = _Plan(
        duck_music=duck_curve(levels, _DUCK_DB), duck_effects=duck_curve(levels, _DUCK_EFFECTS_DB), gain=1.0, limit=np.ones(1)
    )
    peaks, powers = _survey(reels, flat)
    ceiling_db = ceiling_dbtp - _MARGIN_DB
    for _ in range(_PASSES):
        plan = _to_target(reels, flat, peaks, powers, target_lufs, ceiling_db)
        mix = _write(reels, plan, out)
        over_db = mix.loudness.true_peak_dbtp - ceiling_dbtp
        if over_db <= 0:
            return mix
        ceiling_db -= over_db + _MARGIN_DB
    return mix


def _blocks(total: int) -> Iterator[tuple[int, int]]:
    for start in range(0, total, _BLOCK):
        yield start, min(_BLOCK, total - start)


def _dialogue_levels(reels: Reels) -> F64:
    levels, spoken = [np.zeros(0)], replace(reels, effects=(), music=None)
    for start, count in _blocks(reels.total):
        power = (spoken.read(start, count)[0] ** 2).mean(axis=1)
        whole = -(-count // DUCK_STEP)
        padded = np.pad(power, (0, whole * DUCK_STEP - count))
        levels.append(np.sqrt(padded.reshape(whole, DUCK_STEP).mean(axis=1)))
    return np.concatenate(levels)


def _stems(reels: Reels, plan: _Plan, start: int, count: int) -> F64:
    """Return the three stems of a stretch [3, count, 2] as the plan has them."""
    stems = reels.read(start, count)
    stems[1] *= at_samples(plan.duck_effects, DUCK_STEP, start, count)[:, None]
    stems[2] *= at_samples(plan.duck_music, DUCK_STEP, start, count)[:, None]
    stems *= (plan.gain * at_samples(plan.limit, LIMIT_STEP, start, count))[None, :, None]
    return stems


def _survey(reels: Reels, plan: _Plan) -> tuple[F64, F64]:
    """Return the unlimited mix's peaks, one a millisecond, and its weighted powers, ten a second."""
    meter, cells = Meter(), [np.zeros(0)]
    for start, count in _blocks(reels.total):
        stems = _stems(reels, plan, start - EDGE, count + 2 * EDGE)
        mixed = stems.sum(axis=0)
        meter.hear(mixed[EDGE:-EDGE])
        alone = np.abs(stems[:, EDGE:-EDGE]).max(axis=(0, 2), initial=0.0)
        highest = np.maximum(true_peaks(mixed), alone)
        whole = -(-count // LIMIT_STEP)
        cells.append(np.pad(highest, (0, whole * LIMIT_STEP - count)).reshape(whole, LIMIT_STEP).max(axis=1))
    return np.concatenate(cells), meter.powers()


def _to_target(reels: Reels, flat: _Plan, peaks: F64, powers: F64, target_lufs: float, ceiling_db: float) -> _Plan:
    """Return the plan whose loudness meets the target after limiting: the gain is corrected by what the limiter took."""
    heard = integrated_lufs(powers)
    if heard <= SILENCE_LUFS + 1e-9:
        return _limited(flat, 1.0, peaks, ceiling_db)
    gain_db = min(target_lufs - heard, _MOST_GAIN_DB)
    plan = _limited(flat, 10 ** (gain_db / 20), peaks, ceiling_db)
    for _ in range(_PASSES):
        if not np.any(plan.limit < 0.9999):
            return plan
        meter = Meter()
        for start, count in _blocks(reels.total):
            meter.hear(_stems(reels, plan, start, count).sum(axis=0))
        missing_db = target_lufs - integrated_lufs(meter.powers())
        if abs(missing_db) < _CLOSE_LU or gain_db >= _MOST_GAIN_DB:
            return plan
        gain_db = min(gain_db + 1.15 * missing_db, _MOST_GAIN_DB)
        plan = _limited(flat, 10 ** (gain_db / 20), peaks, ceiling_db)
    return plan


def _limited(flat: _Plan, gain: float, peaks: F64, ceiling_db: float) -> _Plan:
    curve = limit_curve(peaks * gain, 10 ** (ceiling_db / 20))
    return _Plan(duck_music=flat.duck_music, duck_effects=flat.duck_effects, gain=gain, limit=curve)


def _write(reels: Reels, plan: _Plan, out: Path) -> Mix:
    """Quantise each stem, add the integers up to the mix, write all four, and meter what was written."""
    meter, highest = Meter(), 0.0
    with ExitStack() as files:
        mix_file = files.enter_context(integer_file(out / "mix.wav", reels.total))
        stem_files = [files.enter_context(integer_file(out / "stems" / f"{name}.wav", reels.total)) for name in STEMS]
        for start, count in _blocks(reels.total):
            stems = _integers(_stems(reels, plan, start - EDGE, count + 2 * EDGE))
            mixed = stems.sum(axis=0)
            _append(mix_file, stem_files, stems[:, EDGE:-EDGE])
            played = mixed / _FULL
            meter.hear(played[EDGE:-EDGE])
            highest = max(highest, float(true_peaks(played).max(initial=0.0)))
    powers = meter.powers()
    loudness = Loudness(
        integrated_lufs=round(integrated_lufs(powers), 2),
        true_peak_dbtp=round(20 * float(np.log10(max(highest, 1e-7))), 2),
        range_lu=round(range_lu(powers), 2),
    )
    deepest = -20 * float(np.log10(plan.duck_music.min(initial=1.0)))
    return Mix(samples=reels.total, loudness=loudness, duck_db=round(deepest, 2) + 0.0)


def _integers(stems: F64) -> NDArray[np.int64]:
    return np.clip(np.rint(stems * _FULL), -_FULL, _FULL - 1).astype(np.int64)


def _append(mix_file: StereoWriter, stem_files: list[StereoWriter], stems: NDArray[np.int64]) -> None:
    mix_file.write(stems.sum(axis=0).astype(np.int32))
    for writer, stem in zip(stem_files, stems, strict=True):
        writer.write(stem.astype(np.int32))
