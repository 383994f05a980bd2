"""What the shop is asked to build: one kind of thing, its box, its variant and its paint."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Vec3
from redearth.direction.model import Kit
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.sign_faces import SignStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One thing to build in object space: foot centre at the origin, Y up, inside ``size_m``."""

    kind: str
    size_m: Vec3
    variant: int
    colour: str
    kit: Kit
    palette: Palette
    text: str = ""
    """What is written on it."""
    lettering: SignStyle = "plate"
    lift_m: float = 0.0
    """Height of its foot above the floor: a lamp that hangs is not a lamp that stands."""
    style: str = ""
    """The variant of the kit."""
    dark: bool = False
    """Whether it is dark outside, so that lights burn."""

    def paint(self, name: str, default: str = "") -> int:
        """Return a material in the colour asked for, else in ``default``."""
        return self.palette.use(name, self.colour or default)

    def plain(self, name: str) -> int:
        """Return a material in its own colour."""
        return self.palette.use(name)

    def random(self, *more: str | int) -> np.random.Generator:
        """Return the generator of this variant."""
        return generator_from("order", self.kind, self.variant, *more)

    def lot(self, colours: tuple[str, ...]) -> str:
        """Return one of some colour words, the same for the same variant and make."""
        return colours[int(self.random("colour", self.size_m[0] > 1.5).integers(0, len(colours)))]
