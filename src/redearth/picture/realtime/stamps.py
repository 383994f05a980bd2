"""Small shapes strewn over a tileable field: where each lies, as indices that wrap and as places seen from its middle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.core.seed import generator_from
from redearth.picture.realtime.noise import SIZE, Field

REACH = 1.5
"""How far a stamp sees beyond its radius, in radii."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One shape: the texels round it, and where they lie from its middle in its radii, turned to its own axes."""

    at: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Index of the texels [W, W] of a field, wrapping at its borders."""
    along: Field
    """[W, W]; -1 … 1 inside."""
    across: Field
    """[W, W]; -1 … 1 inside; of a slender shape in its half width."""
    radius_px: float
    turn_rad: float
    chance: NDArray[np.float64]
    """Four numbers in [0, 1) of its own."""


def strewn(
    name: str, count: int, radii_px: tuple[float, float], *, slender: float = 1.0, rare: float = 2.0, turned: bool = True
) -> Iterator[Stamp]:
    """Yield ``count`` stamps whose radii lie between two, the larger ones rarer by ``rare``; ``slender`` is length over width."""
    random = generator_from("stamps", name)
    least, most = radii_px
    for _ in range(count):
        row, column, share, turn, *chance = random.random(8)
        radius = least + (most - least) * share**rare
        yield _stamp(row * SIZE, column * SIZE, radius, 2 * np.pi * turn if turned else 0.0, slender, np.array(chance))


def _stamp(row: float, column: float, radius: float, turn: float, slender: float, chance: NDArray[np.float64]) -> Stamp:
    reach = int(np.ceil(radius * REACH))
    rows = np.arange(int(row) - reach, int(row) + reach + 1)
    columns = np.arange(int(column) - reach, int(column) + reach + 1)
    y, x = ((rows - row) / radius)[:, None], ((columns - column) / radius)[None, :]
    c, s = np.cos(turn), np.sin(turn)
    at: Any = np.ix_(rows % SIZE, columns % SIZE)
    return Stamp(at=at, along=c * x + s * y, across=(c * y - s * x) * slender, radius_px=radius, turn_rad=turn, chance=chance)
