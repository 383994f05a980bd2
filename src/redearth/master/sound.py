"""The mix as AAC: encoded once, while shots are still being drawn, for every rendition of the film."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile

RATE_HZ = 48_000
_FRAME = 1024
_BITRATE = 192_000


def encode_sound(mix: Path, out: Path) -> None:
    """Write ``mix``, a 48 kHz stereo WAV, to ``out`` as AAC in MP4."""
    with av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("aac", rate=RATE_HZ, options={"flags": "+bitexact"})
        stream.bit_rate, stream.layout, stream.codec_context.thread_count = _BITRATE, "stereo", 1
        for packet in _packets(mix, stream):
            file.mux(packet)


def _packets(mix: Path, stream: av.AudioStream) -> Iterator[av.Packet]:
    with soundfile.SoundFile(mix) as sound:
        at = 0
        for block in sound.blocks(_FRAME, dtype="float32", always_2d=True):
            planar = np.ascontiguousarray(block.T)
            frame = av.AudioFrame.from_ndarray(planar, format="fltp", layout="stereo")
            frame.rate, frame.pts, frame.time_base = RATE_HZ, at, Fraction(1, RATE_HZ)
            at += block.shape[0]
            yield from stream.encode(frame)
    yield from stream.encode(None)
