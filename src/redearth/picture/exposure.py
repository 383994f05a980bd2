"""The light meter: one reading for a whole shot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redearth.stage.model import F32, View

_LUMINANCE = (0.2126, 0.7152, 0.0722)
_WHITE_IN_SUN = 1.9
"""Luminance that a white card in the sun is exposed to at most."""
_AGAINST = -0.1
"""Cosine between the camera's way and the light's under which the camera looks against the sun: sides in the shade face it."""
_KEY = 0.2
"""Linear value that the average of the picture is brought to: a little over mid grey, which the view transform shows at a third of white."""
_SHADED = 0.12
"""Linear value that the brightest seventh of a picture reaches all the same: sun on a few leaves tells nothing of the shade they stand in."""
_BURNT = 11.0
"""Linear value over which no large area may lie."""


def meter(frames: Sequence[F32], ceiling_ev: float = np.inf) -> float:
    """Return the exposure in stops for scene-linear ``frames`` [H, W, 3]: log-average, with highlights protected.

    At most ``ceiling_ev``, unless next to nothing in the frames is as bright as that promises.
    """
    light = np.concatenate([(frame @ np.array(_LUMINANCE, np.float32)).ravel() for frame in frames])
    light = light[np.isfinite(light)]
    if not light.size or float(light.max()) < 1e-6:
        return 0.0
    low, bright, high = np.percentile(light, (5, 85, 98))
    average = float(np.exp(np.mean(np.log(np.clip(light, max(low, 1e-5), max(high, 2e-5))))))
    wanted = np.log2(_KEY / max(average, 1e-5))
    ceiling = np.log2(_BURNT / max(float(high), 1e-5))
    shaded = np.log2(_SHADED / max(float(bright), 1e-5))
    return float(np.clip(min(wanted, ceiling, max(ceiling_ev, shaded)), -12.0, 12.0))


def sunlit_ceiling_ev(view: View) -> float:
    """Return the most stops that keep what stands in the sun from burning; infinite where the camera looks against the sun, or there is none.

    The average of a picture says little about a face in the sun before a dark wall: there the light itself is measured, as with an incident meter.
    """
    forward = -np.asarray(view.camera.world_from_camera, float)[:3, 2]
    ceiling = np.inf
    for light in view.lights:
        if light.kind != "sun" or float(forward @ np.asarray(light.direction)) < _AGAINST:
            continue
        white = light.intensity * float(np.dot(light.color_linear, _LUMINANCE)) / np.pi
        ceiling = min(ceiling, float(np.log2(_WHITE_IN_SUN / max(white, 1e-6))) - view.exposure_ev)
    return ceiling
