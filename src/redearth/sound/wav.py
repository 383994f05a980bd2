"""Stream WAV files in and out: no time stamps, no machine's mark, and any length (RF64 above 4 GiB).

Source: Multimedia Programming Interface and Data Specifications 1.0 (RIFF WAVE); EBU Tech 3306 (RF64).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from redearth.core.diagnostics import fault
from redearth.sound.model import SAMPLE_RATE_HZ

F32 = NDArray[np.float32]
_FLOAT, _PCM = 3, 1
_RIFF_LIMIT = 0xFFFF_FFFF - 1024


class StereoWriter:
    """An open stereo file that takes blocks of samples in order."""

    def __init__(self, stream: BinaryIO, samples: int, *, integer: bool) -> None:
        self._stream = stream
        self._left = samples
        self._integer = integer
        stream.write(_header(samples, 3 if integer else 4, _PCM if integer else _FLOAT))

    def write(self, block: NDArray[np.float32] | NDArray[np.int32]) -> None:
        """Append ``block`` [N, 2]: float32 in [-1, 1], or whole numbers of 24 bits."""
        if len(block) > self._left:
            raise ValueError("more samples than the file was opened for")
        self._left -= len(block)
        if self._integer:
            quads = np.ascontiguousarray(block, dtype="<i4").view(np.uint8).reshape(-1, 4)
            self._stream.write(quads[:, :3].tobytes())
        else:
            self._stream.write(np.ascontiguousarray(block, dtype="<f4").tobytes())

    def close(self) -> None:
        """Fill what is missing with silence, so that the header stays true."""
        while self._left > 0:
            count = min(self._left, SAMPLE_RATE_HZ)
            self.write(np.zeros((count, 2), np.int32) if self._integer else np.zeros((count, 2), np.float32))


@contextmanager
def float_file(path: Path, samples: int) -> Iterator[StereoWriter]:
    """Open ``path`` for ``samples`` stereo samples of 32-bit float."""
    yield from _opened(path, samples, integer=False)


@contextmanager
def integer_file(path: Path, samples: int) -> Iterator[StereoWriter]:
    """Open ``path`` for ``samples`` stereo samples of 24-bit integers."""
    yield from _opened(path, samples, integer=True)


def read_stereo(path: Path, start: int, count: int) -> F32:
    """Return samples ``start`` to ``start + count`` [count, 2] of a 48 kHz file; silence outside it. Mono is doubled."""
    out = np.zeros((max(count, 0), 2), np.float32)
    try:
        with soundfile.SoundFile(path) as sound:
            if sound.samplerate != SAMPLE_RATE_HZ:
                raise fault(
                    "sound.rate",
                    f"{path.name} has {sound.samplerate} samples a second",
                    remedy=f"{SAMPLE_RATE_HZ} samples a second",
                )
            first, last = max(start, 0), min(start + count, sound.frames)
            if last > first:
                sound.seek(first)
                block = sound.read(last - first, dtype="float32", always_2d=True)
                out[first - start : first - start + len(block)] = (
                    block[:, :2] if block.shape[1] > 1 else np.repeat(block, 2, axis=1)
                )
    except soundfile.LibsndfileError as error:
        raise fault("sound.file", f"{path.name} is no usable sound file: {error}") from error
    return np.nan_to_num(out, nan=0.0, posinf=0.0, neginf=0.0)


def _opened(path: Path, samples: int, *, integer: bool) -> Iterator[StereoWriter]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        writer = StereoWriter(stream, samples, integer=integer)
        yield writer
        writer.close()
        if (samples * 2 * (3 if integer else 4)) % 2:
            stream.write(b"\0")


def _header(samples: int, width: int, code: int) -> bytes:
    size = samples * 2 * width
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, code, 2, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ * 2 * width, 2 * width, width * 8)
    fact = struct.pack("<4sII", b"fact", 4, min(samples, 0xFFFF_FFFF)) if code == _FLOAT else b""
    body = 4 + len(form) + len(fact) + 8 + size + size % 2
    if body <= _RIFF_LIMIT:
        return struct.pack("<4sI4s", b"RIFF", body, b"WAVE") + form + fact + struct.pack("<4sI", b"data", size)
    long_form = struct.pack("<4sIQQQI", b"ds64", 28, body + 36, size, samples, 0)
    opening = struct.pack("<4sI4s", b"RF64", 0xFFFF_FFFF, b"WAVE")
    return opening + long_form + form + fact + struct.pack("<4sI", b"data", 0xFFFF_FFFF)
