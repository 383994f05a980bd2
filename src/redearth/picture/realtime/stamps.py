"""Small shapes strewn over a tileable field: where each lies, as indices that wrap and as places seen from its middle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.core.seed import generator_from
from redearth.picture.realtime.noise import SIZE, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One shape: the texels round it, and where they lie from its middle in its radii, turned to its own axes."""

    at: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Index of the texels [H, W] of a field, wrapping at its borders."""
    along: Field
    """[H, W]; -1 … 1 inside."""
    across: Field
    """[H, W]; -1 … 1 inside; of a slender shape in its half width."""
    radius_px: float
    chance: NDArray[np.float64]
    """Four numbers in [0, 1) of its own."""


def strewn(
    name: str,
    count: int,
    radii_px: tuple[float, float],
    *,
    slender: float = 1.0,
    rare: float = 2.0,
    reach: float = 1.5,
    turned: bool = True,
) -> Iterator[Stamp]:
    """Yield ``count`` stamps whose radii lie between two, the larger ones rarer by ``rare``.

    ``slender`` is length over width, ``reach`` how far a stamp sees along and across, in its own halves.
    """
    random = generator_from("stamps", name)
    least, most = radii_px
    for _ in range(count):
        row, column, share, turn, *chance = random.random(8)
        radius = least + (most - least) * share**rare
        angle = 2 * np.pi * turn if turned else 0.0
        c, s = np.cos(angle), np.sin(angle)
        rows = _round(row * SIZE, reach * radius * (abs(s) + abs(c) / slender))
        columns = _round(column * SIZE, reach * radius * (abs(c) + abs(s) / slender))
        y, x = ((rows - row * SIZE) / radius)[:, None], ((columns - column * SIZE) / radius)[None, :]
        at: Any = np.ix_(rows % SIZE, columns % SIZE)
        yield Stamp(at=at, along=c * x + s * y, across=(c * y - s * x) * slender, radius_px=radius, chance=np.array(chance))


def _round(middle: float, half: float) -> NDArray[np.int64]:
    """Return the whole numbers round a place, out to ``half``."""
    return np.arange(int(middle) - int(np.ceil(half)), int(middle) + int(np.ceil(half)) + 1)
