"""The ground that feet and bodies are measured against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.direction.model import SetPlan
from redearth.stage.parts import F64


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The play area's ground: level, at y = 0 (``direction.model.Bounds``)."""

    plan: SetPlan

    def height_m(self, x_m: F64, z_m: F64) -> F64:
        """Return the ground's height under points of any shape."""
        return np.zeros(np.broadcast_shapes(np.shape(x_m), np.shape(z_m)))
