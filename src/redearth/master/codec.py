"""Reading and writing H.264 so that the same frames give the same bytes on every machine and in any company."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from redearth.master.model import Rendition

U8 = NDArray[np.uint8]
_BT709 = 1
_LIMITED = 1
_KEY_EVERY_S = 2


class SegmentWriter:
    """Encodes frames of one rendition into an MP4 of its own, first frame a key frame; use it as a context manager."""

    def __init__(self, path: Path, rendition: Rendition, fps: int) -> None:
        self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"})
        self._stream = self._container.add_stream("libx264", rate=fps, options=_x264_options(rendition, fps))
        self._stream.width, self._stream.height, self._stream.pix_fmt = rendition.width_px, rendition.height_px, "yuv420p"
        context = self._stream.codec_context
        context.time_base = Fraction(1, fps)
        context.thread_count = 1
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        self._count = 0

    def write(self, frame: av.VideoFrame) -> None:
        """Add one frame; it is scaled to the rendition's size."""
        scaled = frame.reformat(
            self._stream.width,
            self._stream.height,
            "yuv420p",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG if frame.format.name == "rgb24" else ColorRange.MPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation="BICUBIC",
        )
        scaled.pts, scaled.time_base = self._count, self._stream.codec_context.time_base
        scaled.pict_type = 1 if self._count == 0 else 0
        self._count += 1
        self._container.mux(self._stream.encode(scaled))

    def __enter__(self) -> SegmentWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._container.mux(self._stream.encode(None))
        self._container.close()


def read_frames(path: Path) -> Iterator[av.VideoFrame]:
    """Yield the decoded frames of a reel in order."""
    with av.open(str(path), format="mp4") as container:
        container.streams.video[0].thread_type = "NONE"
        yield from container.decode(video=0)


def rgb_from_frame(frame: av.VideoFrame) -> U8:
    """Return a decoded frame as full-range display RGB [H, W, 3]."""
    rgb = frame.reformat(
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
    )
    return np.asarray(rgb.to_ndarray(), np.uint8)


def frame_from_rgb(rgb: U8) -> av.VideoFrame:
    """Return full-range display RGB [H, W, 3] as a frame to write."""
    return av.VideoFrame.from_ndarray(rgb, format="rgb24")


def _x264_options(rendition: Rendition, fps: int) -> dict[str, str]:
    key = str(_KEY_EVERY_S * fps)
    return {
        "preset": "veryfast",
        "profile": "high",
        "crf": str(rendition.crf),
        "g": key,
        "keyint_min": key,
        "sc_threshold": "0",
        "partitions": "none",
        "bf": "0",  # shown in the order decoded: segments join, and a stream starts at exactly 0
        "flags": "+bitexact+cgop",
        "x264-params": "threads=1:open-gop=0:deblock=-2,-2",  # a light hand: what deblocking smooths first is the grain
        "aq-mode": "3",  # spends bits in the dark, where banding shows
        "aq-strength": "0.8",
        "mbtree": "0",  # its AVX-512 code reads memory that nobody has written: the same frames gave other bytes
    }
