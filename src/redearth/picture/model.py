"""What the camera department takes and gives: a look and a quality in, a reel out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from redearth.core.look import Look

Quality = Literal["draft", "standard"]
RendererName = Literal["realtime"]
"""The renderers there are: those of ``picture.painters``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReelOptions:
    """How a shot is photographed."""

    width_px: int = 1280
    height_px: int = 720
    fps: int = 24
    quality: Quality = "standard"
    renderer: RendererName = "realtime"
    look: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """A photographed shot. Its frames lie beside it as ``reel.mp4`` (H.264, near-lossless, every frame stamped 1/fps)."""

    shot: str
    frames: int
    width_px: int
    height_px: int
    fps: int
    exposure_ev: float
    """Metered once for the shot and locked."""
    frame_digests: tuple[str, ...]
    """SHA-256 of each frame's 8-bit RGB as drawn, before encoding."""
