"""Which plain lights reach which part of the screen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redearth.picture.realtime.frame_block import light_reach
from redearth.picture.realtime.optics import Eye
from redearth.stage.model import U32, Light

COLUMNS, ROWS = 16, 9
"""As in ``wgsl/tiles.wgsl``."""


def tile_lists(lights: Sequence[Light], first_plain: int, eye: Eye, faintest: float) -> U32:
    """Return where each tile's list starts [COLUMNS * ROWS + 1], then the lists of indices into ``lights``."""
    reached = [_tiles_reached(light, eye, faintest) for light in lights[first_plain:]]
    lists: list[int] = []
    starts = [0]
    for row in range(ROWS):
        for column in range(COLUMNS):
            lists += [first_plain + k for k, mask in enumerate(reached) if mask[row, column]]
            starts.append(len(lists))
    return np.asarray([*starts, *lists], np.uint32)


def _tiles_reached(light: Light, eye: Eye, faintest: float) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    if light.kind == "sun":
        return np.ones((ROWS, COLUMNS), bool)
    reach = light_reach(light, faintest)
    away = np.asarray(light.position_m, float) - eye.position
    if float(away @ eye.forward) < -reach:
        return np.zeros((ROWS, COLUMNS), bool)
    across = _between(away, eye.ray_x, eye.forward, COLUMNS, reach)
    down = _between(away, -eye.ray_y, eye.forward, ROWS, reach)
    return np.asarray(down[:, None] & across[None, :])


def _between(
    away: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    axis: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    forward: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    count: int,
    reach: float,
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    # Planes through the eye: a ray at screen coordinate s runs along forward + s * axis.
    s = np.linspace(-1.0, 1.0, count + 1)
    size = float(np.linalg.norm(axis))
    unit = axis / size
    slope = s * size
    distance = (float(away @ unit) - slope * float(away @ forward)) / np.sqrt(1.0 + slope * slope)
    return np.asarray((distance[:-1] > -reach) & (distance[1:] < reach))
