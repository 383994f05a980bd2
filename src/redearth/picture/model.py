"""What the camera department takes and gives: a look and a quality in, a reel out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Quality = Literal["draft", "standard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The lab's choices for the whole film; 0 leaves a control neutral."""

    name: str = "dust"
    exposure_ev: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    temperature: float = 0.0
    """-1 cold … +1 warm."""
    grain: float = 0.35
    vignette: float = 0.35
    bloom: float = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class ReelOptions:
    """How a shot is photographed."""

    width_px: int = 1280
    height_px: int = 720
    fps: int = 24
    quality: Quality = "standard"
    look: Look = Look()


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
