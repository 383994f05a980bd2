"""Let a person's recording take a line over: any rate or channel count in, 48 kHz mono and estimated word and sound times out."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy import ndimage, signal

from redearth.core.diagnostics import FilmError, fault
from redearth.voice.finish import LEVEL_DBFS, RATE_HZ, level_to, trim

F64 = NDArray[np.float64]
_LONGEST_S = 600.0
_SILENT = 1e-5
_RATES_HZ = (4_000, 384_000)


def read_recording(path: Path, name: str) -> F64:
    """Return the recording at ``path`` as trimmed, levelled mono 48 kHz; a file that is no usable sound raises `FilmError` naming it."""
    try:
        with soundfile.SoundFile(path) as sound:
            if not _RATES_HZ[0] <= sound.samplerate <= _RATES_HZ[1]:
                raise _unusable(name, f"its sample rate is {sound.samplerate} Hz")
            if sound.frames <= 0 or sound.frames > _LONGEST_S * sound.samplerate:
                raise _unusable(
                    name,
                    f"it lasts {max(sound.frames, 0) / sound.samplerate:.0f} s; a line lasts more than 0 and at most {_LONGEST_S:.0f} s",
                )
            raw = sound.read(dtype="float64", always_2d=True)
            rate_hz = int(sound.samplerate)
    except soundfile.LibsndfileError as error:
        raise _unusable(name, error.error_string) from error
    except (OSError, ValueError, MemoryError) as error:
        raise _unusable(name, str(error)) from error
    mono = raw.mean(axis=1)
    if len(mono) == 0 or not np.isfinite(mono).all():
        raise _unusable(name, "it holds no samples" if len(mono) == 0 else "it holds samples that are not numbers")
    if np.abs(mono).max() < _SILENT:
        raise _unusable(name, "nothing is heard in it")
    common = np.gcd(rate_hz, RATE_HZ)
    resampled = signal.resample_poly(mono, RATE_HZ // common, rate_hz // common) if rate_hz != RATE_HZ else mono
    quiet = signal.sosfilt(signal.butter(2, 60.0, "highpass", fs=RATE_HZ, output="sos"), resampled)
    trimmed, _ = trim(quiet)
    return level_to(trimmed, LEVEL_DBFS)


def stretch_times(times_s: F64, spoken: F64, recorded: F64) -> F64:
    """Map ``times_s`` of a synthesised reading onto a recording of the same words; both are 48 kHz mono and the map is monotonic.

    Where both make the same number of pauses, phrase meets phrase; inside a phrase equal shares of loudness meet.
    """
    spoken_phrases, recorded_phrases = _phrases(spoken), _phrases(recorded)
    if len(spoken_phrases) != len(recorded_phrases):
        spoken_phrases, recorded_phrases = [(0, len(spoken))], [(0, len(recorded))]
    source, target = [0.0], [0.0]
    for (a, b), (c, d) in zip(spoken_phrases, recorded_phrases, strict=True):
        shares = np.linspace(0.0, 1.0, 33)
        source += list(a / RATE_HZ + _at_share(spoken[a:b], shares))
        target += list(c / RATE_HZ + _at_share(recorded[c:d], shares))
    source.append(max(len(spoken) / RATE_HZ, source[-1] + 1e-6))
    target.append(len(recorded) / RATE_HZ)
    mapped: F64 = np.interp(times_s, np.maximum.accumulate(source), np.maximum.accumulate(target))
    return mapped


def _phrases(samples: F64) -> list[tuple[int, int]]:
    """Return the sounding stretches between pauses of at least 0.15 s."""
    power = ndimage.uniform_filter1d(samples**2, RATE_HZ // 50)
    sounding = power > max(float(power.max(initial=0.0)) * 10 ** (-32 / 10), 1e-10)
    closed = ndimage.binary_closing(np.pad(sounding[:: RATE_HZ // 100], 8), np.ones(15, bool))[8:-8]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], closed.astype(int), [0]])))
    return [
        (int(a) * (RATE_HZ // 100), min(int(b) * (RATE_HZ // 100), len(samples))) for a, b in edges.reshape(-1, 2) if b - a > 3
    ]


def _at_share(samples: F64, shares: F64) -> F64:
    """Return when, in seconds, each share of the stretch's loudness has been heard."""
    hop = RATE_HZ // 100
    loud = (
        np.maximum(ndimage.uniform_filter1d(samples**2, 2 * hop)[::hop], 0.0) ** 0.35
    )  # near loudness: syllables count more alike
    running = np.concatenate([[0.0], np.cumsum(loud + 1e-6)])
    times_s = np.minimum(np.arange(len(running)) * hop, len(samples)) / RATE_HZ
    return np.interp(shares, running / running[-1], times_s)


def _unusable(name: str, why: str) -> FilmError:
    plain = re.sub(r"\s+", " ", why).strip().rstrip(".")
    return fault(
        "voice.recording",
        f"the recording {name} cannot be used: {plain}",
        where=name,
        remedy="a WAV or FLAC file of one spoken line",
    )
