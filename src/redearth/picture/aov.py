"""What a renderer knows of a frame besides its picture, for compositing: depth, normals, colours, names, motion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from redearth.core.diagnostics import fault
from redearth.stage.model import F32

Aov = Literal["beauty", "depth", "normal", "albedo", "motion", "object"]
AOVS: tuple[Aov, ...] = get_args(Aov)
NOTHING_M = 1e10
"""Depth where nothing stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectSamples:
    """Whose surface each of S samples spread over a pixel lies on."""

    names: tuple[str, ...]
    """Prim paths; one of several instances ends in its number, as in ``/World/Set/Placements/crate[3]``."""
    samples: NDArray[np.int32]
    """[S, H, W] index in ``names``, or -1 for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aovs:
    """One frame's arrays; None is one that was not asked for. Everything but ``objects`` is taken at the pixel's middle, unfiltered."""

    beauty_linear: F32 | None = None
    """[H, W, 3] scene-linear Rec.709 radiance, before exposure, bloom and lens."""
    depth_m: F32 | None = None
    """[H, W] along the view axis (not along the ray); ``NOTHING_M`` where nothing stands."""
    normal: F32 | None = None
    """[H, W, 3] unit, world space, as shaded (bump included); zero where nothing stands."""
    albedo_linear: F32 | None = None
    """[H, W, 3] base colour; zero where nothing stands."""
    motion_px: F32 | None = None
    """[H, W, 2] how far what is seen moves in a frame, to the next (on a shot's last, from the one before): right and up are positive."""
    objects: ObjectSamples | None = None


def chosen_aovs(words: Iterable[str]) -> tuple[Aov, ...]:
    """Return the outputs that ``words`` (each a name, several joined by commas, or ``all``) ask for, in the order of ``AOVS``.

    Raises a fault ``shoot.aov`` for a name that is none.
    """
    asked = [name.strip().lower() for word in words for name in word.split(",") if name.strip()]
    unknown = sorted(set(asked) - {*AOVS, "all"})
    if unknown:
        raise fault(
            "shoot.aov",
            f"there is no output named {unknown[0]!r}",
            remedy=f"any of {', '.join(AOVS)}, joined by commas, or all",
            command="redearth shoot FILM SHOT --frame 0 --aov depth,normal",
        )
    return tuple(aov for aov in AOVS if aov in asked or "all" in asked)
