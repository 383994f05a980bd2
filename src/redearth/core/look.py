"""The look of a film: the lab's choices, as ``[look]`` of ``film.toml`` gives them and the lab takes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The lab's choices for the whole film; 0 leaves a control neutral, or is none of it."""

    exposure_ev: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    temperature: float = 0.0
    """-1 cold … +1 warm."""
    grain: float = 0.35
    vignette: float = 0.35
    bloom: float = 0.35
