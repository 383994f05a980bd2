"""What the property master is asked for: paint and a palette to mix it in."""

from __future__ import annotations

from dataclasses import dataclass

from redearth.core.space import Vec3
from redearth.stage.sets.order import Order
from redearth.stage.sets.palette import Palette


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The colour a prop's words ask for and the palette of its model."""

    palette: Palette
    colour: str = ""

    def paint(self, name: str, default: str = "") -> int:
        """Return a material in the colour asked for, else in ``default``, else in its own."""
        return self.palette.use(name, self.colour or default)

    def plain(self, name: str) -> int:
        """Return a material in its own colour."""
        return self.palette.use(name)

    def display(self, name: str, default: str = "") -> Vec3:
        """Return what :meth:`paint` would mix as a display colour, for pictures that lie on it."""
        red, green, blue = (float(v) ** (1 / 2.2) for v in self.palette.materials[self.paint(name, default)].base_color_linear)
        return red, green, blue

    def order(self, kind: str, size_m: Vec3) -> Order:
        """Return the same request as an order to the set builders."""
        return Order(kind=kind, size_m=size_m, variant=0, colour=self.colour, kit="interior", palette=self.palette)
