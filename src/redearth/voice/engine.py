"""Ask the voice engine's own process to speak, and read what it answers."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redearth.core.diagnostics import FilmError, fault

F64 = NDArray[np.float64]
_INSTALL = f"{sys.executable} -m pip install --force-reinstall espeakng-loader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the engine is asked to say; ``voice`` is its own name, such as ``en-us+m3``."""

    voice: str
    text: str
    pitch: int
    pitch_range: int
    rate_wpm: int
    word_gap: int = 0
    """Extra silence between words, in units of 10 ms at the default rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What the engine said: mono samples in [-1, 1], and when each sound and word starts (sample numbers at ``rate_hz``)."""

    rate_hz: int
    samples: F64
    phonemes: tuple[tuple[str, int], ...]
    """IPA symbol (empty for a pause) and start."""
    words: tuple[tuple[int, int, int], ...]
    """Character offset, length and start."""


def utter(request: Request) -> Utterance:
    """Return ``request`` spoken by espeak-ng in a process of its own; raises `FilmError` when there is no engine."""
    document = {
        "library": str(_library()),
        "data_parent": str(_data_parent()),
        "voice": request.voice,
        "text": request.text,
        "pitch": request.pitch,
        "pitch_range": request.pitch_range,
        "rate_wpm": request.rate_wpm,
        "word_gap": request.word_gap,
    }
    command = [sys.executable, "-m", "redearth.voice.engine_process"]
    done = subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise fault("voice.engine", f"the voice engine stopped: {reason}", remedy="a whole voice engine", command=_INSTALL)
    said = json.loads(done.stdout)
    if "fault" in said:
        raise fault("voice.engine", said["fault"], remedy="a whole voice engine", command=_INSTALL)
    pcm = np.frombuffer(base64.b64decode(said["pcm"]), dtype="<i2").astype(np.float64) / 32768.0
    return Utterance(
        rate_hz=int(said["rate_hz"]),
        samples=pcm,
        phonemes=tuple((_sound(str(symbol)), int(start)) for symbol, start in said["phonemes"]),
        words=tuple((int(offset), int(length), int(start)) for offset, length, start in said["words"]),
    )


def _sound(symbol: str) -> str:
    """Return a symbol, or a pause for ``(en)``: the engine's note that it changes language is no sound."""
    return "" if symbol.startswith("(") else symbol


def _library() -> Path:
    try:
        import espeakng_loader
    except ImportError as error:
        raise _missing("the package espeakng-loader") from error
    path = Path(espeakng_loader.get_library_path())
    if not path.is_file():
        raise _missing("the espeak-ng library")
    return path


def _data_parent() -> Path:
    import espeakng_loader

    path = Path(espeakng_loader.get_data_path())
    if not (path / "phontab").is_file():
        raise _missing("the espeak-ng data folder")
    return path.parent


def _missing(what: str) -> FilmError:
    return fault("voice.engine", f"no voice can be heard: {what} is missing", remedy="the voice engine", command=_INSTALL)


def describe_engine() -> str:
    """Return the voice engine and where it lies; raises :class:`FilmError` when a part of it is missing."""
    library = _library()
    _data_parent()
    return f"espeak-ng, {library}"
