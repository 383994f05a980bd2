"""Frames to H.264 that is the same bytes each time: one thread, no dates, BT.709 written down."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BT709 = 1
_LIMITED = 1
_OPTIONS = {
    "preset": "ultrafast",
    "crf": "14",
    "threads": "1",
    "x264-params": "bframes=0:keyint=48:scenecut=0:open-gop=0:sliced-threads=0:colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv",
}


class ReelWriter:
    """Writes pictures [H, W, 3] one after another; use as a context manager."""

    def __init__(self, path: Path, width_px: int, height_px: int, fps: int) -> None:
        import av

        self._av = av
        self._file: Any = av.open(str(path), "w", format="mp4", options={"fflags": "+bitexact", "movflags": "+faststart"})
        stream: Any = self._file.add_stream("libx264", rate=fps, options=dict(_OPTIONS))
        stream.width, stream.height, stream.pix_fmt = width_px, height_px, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, fps)
        context = stream.codec_context
        context.thread_count = 1
        context.flags |= int(av.codec.context.Flags.bitexact) | int(av.codec.context.Flags.closed_gop)
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        self._stream = stream
        self._count = 0
        # One frame for all: its rows lie one after another, as those of a picture do.
        self._frame: Any = av.VideoFrame(width_px, height_px, "rgb24")
        self._packed = self._frame.planes[0].line_size == 3 * width_px

    def __enter__(self) -> ReelWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            for packet in self._stream.encode(None):
                self._file.mux(packet)
        self._file.close()

    def write(self, picture: NDArray[np.uint8]) -> None:
        """Append one frame."""
        if self._packed:
            self._frame.planes[0].update(np.ascontiguousarray(picture))
        source = self._frame if self._packed else self._av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame = source.reformat(
            format="yuv420p", src_colorspace="ITU709", dst_colorspace="ITU709", src_color_range="JPEG", dst_color_range="MPEG"
        )
        frame.pts, frame.time_base = self._count, Fraction(1, self._stream.codec_context.framerate)
        self._count += 1
        for packet in self._stream.encode(frame):
            self._file.mux(packet)
