"""What a character wears and looks like, decided: the costume designer's sheet that every builder of parts reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redearth.core.seed import unit_from
from redearth.core.space import Vec3
from redearth.stage.cast.field import Field
from redearth.stage.cast.figure import Build

Family = Literal[
    "pressure_suit", "hazmat", "rag_coat", "lab_coat", "long_coat", "business", "dress", "uniform", "chef", "service", "work", "casual", "robe",
]  # fmt: skip
Hair = Literal["short", "crop", "bob", "long", "bun", "bald", "curls", "side", "braids"]


Sleeves = Literal["main", "second", "shirt"]
Top = Literal["jacket", "tshirt", "hoodie", "sweater", "shirt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """One person's costume and face. Colours are scene-linear."""

    identity: str
    """Seeds what is the person's own: face, hair, folds."""
    costume: str
    """Seeds what is the costume's: colours, trim, gear; drawn anew for whom it would make look like somebody else."""
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
    """Single things worn and carried, by the names of ``families.GEAR``."""
    sleeves: Sleeves = "main"
    """Which colour the sleeves have."""
    top: Top = "jacket"
    """What casual clothes have above the belt."""
    one_piece: bool = False
    """Whether trousers are of the top's colour: overalls, jumpsuits."""
    why: str = ""
    """Which words decided the family, for the cast sheet."""

    def unit(self, what: str) -> float:
        """Return this person's own number in [0, 1) for ``what``."""
        return unit_from(self.identity, "cast", what)

    def drawn(self, what: str) -> float:
        """Return this costume's own number in [0, 1) for ``what``."""
        return unit_from(self.costume, "cast", what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What gear is fitted on: the wearer's sheet and the surface of the clothes."""

    outfit: Outfit
    surface: Field
