"""What is asked of a renderer, so that others can stand in for the realtime one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from redearth.picture.aov import Aov, Aovs
from redearth.stage.model import F32, Assets, View


class Painter(Protocol):
    """Turns views of one size into pictures; what it returns depends on its arguments alone."""

    def draw(
        self,
        view: View,
        assets: Mapping[str, Assets],
        *,
        exposure_ev: float | None = None,
        grain_seed: int = 0,
        before: View | None = None,
    ) -> NDArray[np.uint8]:
        """Return the finished picture [H, W, 3]; meter the view itself when ``exposure_ev`` is None.

        ``before`` is the view of the frame before (on a first frame, of the next), for a renderer that blurs what moves.
        """
        ...

    def draw_linear(self, view: View, assets: Mapping[str, Assets]) -> F32:
        """Return scene-linear radiance [H, W, 3]."""
        ...

    def draw_aovs(
        self, view: View, assets: Mapping[str, Assets], wanted: Collection[Aov], *, neighbour: View | None = None
    ) -> Aovs:
        """Return the arrays of ``wanted``; ``neighbour`` is the view of the next frame (on a last one, of the one before): None, nothing moves.

        A renderer that cannot give one of them leaves it out.
        """
        ...
