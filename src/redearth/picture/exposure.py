"""The light meter: one reading for a whole shot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redearth.stage.model import F32

_KEY = 0.2
"""Linear value that the average of the picture is brought to: a little over mid grey, which the view transform shows at a third of white."""
_BURNT = 11.0
"""Linear value over which no large area may lie."""


def meter(frames: Sequence[F32]) -> float:
    """Return the exposure in stops for scene-linear ``frames`` [H, W, 3]: log-average, with highlights protected."""
    light = np.concatenate([(frame @ np.array([0.2126, 0.7152, 0.0722], np.float32)).ravel() for frame in frames])
    light = light[np.isfinite(light)]
    if not light.size or float(light.max()) < 1e-6:
        return 0.0
    low, high = np.percentile(light, (5, 98))
    average = float(np.exp(np.mean(np.log(np.clip(light, max(low, 1e-5), max(high, 2e-5))))))
    wanted = np.log2(_KEY / max(average, 1e-5))
    ceiling = np.log2(_BURNT / max(float(high), 1e-5))
    return float(np.clip(min(wanted, ceiling), -12.0, 12.0))
