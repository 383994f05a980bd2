"""What kind of creature it is: its words, its own numbers and the rig it is modelled on."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from redearth.core.seed import generator_from, unit_from
from redearth.stage.cast.field import F64, ramp
from redearth.stage.parts import Skeleton
from redearth.stage.rig import leg_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Species:
    """One creature. ``rig`` is its skeleton at the height it is modelled in."""

    identity: str
    words: str
    rig: Skeleton

    def unit(self, what: str) -> float:
        """Return this creature's own number in [0, 1) for ``what``."""
        return unit_from(self.identity, "creature", what)

    def chance(self, what: str) -> np.random.Generator:
        """Return this creature's own generator for ``what``."""
        return generator_from(self.identity, "creature", what)

    def has(self, pattern: str) -> bool:
        """Tell whether the script says so."""
        return re.search(rf"\b(?:{pattern})\b", self.words) is not None

    def joint(self, name: str) -> F64:
        """Return a joint's rest position."""
        out: F64 = self.rig.rest_positions_m()[self.rig.index(name)]
        return out

    def legs(self) -> tuple[str, ...]:
        """Return the names of its legs."""
        return leg_names(sum(name.endswith("Coxa") for name in self.rig.names))

    def spine_weights(self, points: F64) -> F64:
        """Return dense shares of points on the trunk, along z from abdomen to head; skin near a hip follows the leg a little."""
        out = np.zeros((len(points), len(self.rig.names)))
        z = points[:, 2]
        remaining = np.ones(len(z))
        for name, low, high in (("head", 1.02, 1.18), ("neck", 0.72, 0.95), ("thorax", 0.08, 0.40)):
            share = remaining * ramp(z, low, high)
            out[:, self.rig.index(name)] = share
            remaining = remaining - share
        share = remaining * ramp(z, -0.12, -0.46)
        out[:, self.rig.index("abdomen")] = share
        out[:, self.rig.index("body")] = remaining - share
        for leg in self.legs():
            coxa, femur = self.joint(f"{leg}Coxa"), self.joint(f"{leg}Femur")
            near = 0.6 * ramp(np.linalg.norm(points - (coxa + femur) / 2, axis=1), 0.26, 0.08)
            out *= (1 - near)[:, None]
            out[:, self.rig.index(f"{leg}Coxa")] += near
        return out
