"""A shot as one file for an editor: Apple ProRes 422 HQ, every frame whole, the film's time code on it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.picture.layers.frame_place import FramePlace

_BT709 = 1
_LIMITED = 1
_HQ = "3"
_FORMAT = "yuv422p10le"
"""Ten bits a sample; the renderer's finished picture has eight a colour, which ten hold without loss to rounding."""


class MezzanineWriter:
    """Writes pictures [H, W, 3] one after another as QuickTime ProRes that is the same bytes each time; use as a context manager."""

    def __init__(self, path: Path, width_px: int, height_px: int, first: FramePlace) -> None:
        import av

        self._av, self._fps = av, first.fps
        self._file: Any = av.open(str(path), "w", format="mov", options={"fflags": "+bitexact", "movflags": "+faststart"})
        stream: Any = self._file.add_stream("prores_ks", rate=first.fps, options={"profile": _HQ, "vendor": "apl0"})
        stream.width, stream.height, stream.pix_fmt = width_px, height_px, _FORMAT
        stream.metadata["timecode"] = first.time_code()
        context = stream.codec_context
        context.time_base = Fraction(1, first.fps)
        context.thread_count = 1
        context.flags |= int(av.codec.context.Flags.bitexact)
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        self._stream, self._count = stream, 0

    def __enter__(self) -> MezzanineWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            for packet in self._stream.encode(None):
                self._file.mux(packet)
        self._file.close()

    def write(self, picture: NDArray[np.uint8]) -> None:
        """Append one frame."""
        frame = self._av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame = frame.reformat(
            format=_FORMAT, src_colorspace="ITU709", dst_colorspace="ITU709", src_color_range="JPEG", dst_color_range="MPEG"
        )
        frame.pts, frame.time_base = self._count, Fraction(1, self._fps)
        self._count += 1
        for packet in self._stream.encode(frame):
            self._file.mux(packet)
