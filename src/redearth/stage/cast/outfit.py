"""What a character wears and looks like, decided: the costume designer's sheet that every builder of parts reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redearth.core.seed import unit_from
from redearth.core.space import Vec3
from redearth.stage.cast.field import Field
from redearth.stage.cast.figure import Build

Family = Literal[
    "pressure_suit", "rag_coat", "lab_coat", "long_coat", "business", "dress", "uniform", "chef", "work", "casual", "robe"
]
Hair = Literal["short", "crop", "bob", "long", "bun", "bald", "curls", "side"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """One person's costume and face. Colours are scene-linear."""

    identity: str
    family: Family
    build: Build
    main: Vec3
    second: Vec3
    accent: Vec3
    skin: Vec3
    hair_color: Vec3
    hair: Hair
    female: bool
    age: int
    extras: frozenset[str] = frozenset()
    """Words for single things worn: ``cap apron tie glasses scarf beard hat goggles mask backpack``."""

    def unit(self, what: str) -> float:
        """Return this person's own number in [0, 1) for ``what``."""
        return unit_from(self.identity, "cast", what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What gear is fitted on: the wearer's sheet and the surface of the clothes."""

    outfit: Outfit
    surface: Field
