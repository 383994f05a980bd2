"""Feet in the air: nothing holds them there, so their way past the hip is evened out in time, as a swinging limb's is."""

from __future__ import annotations

import numpy as np

from redearth.stage.parts import F64

_TURNS = 5
_KEPT = 0.6
"""A foot keeps at least this share of the height to which its gait lifts it."""


def swing_past(tip_m: F64, hip_m: F64, taken: F64, floor_m: float, high_m: float) -> F64:
    """Return a foot's way [F, 3]: as given on the ground (``floor_m``), evened out relative to its hip [F, 3] from ``high_m`` above it on.

    What an act has ``taken`` [F] goes where the act wants it.
    """
    lift = tip_m[:, 1] - floor_m
    raised = (np.clip(lift / high_m, 0.0, 1.0) * (1.0 - taken))[:, None]
    if len(tip_m) < 3 or raised.max(initial=0.0) == 0.0:
        return tip_m
    way = tip_m - hip_m
    for _ in range(_TURNS):
        around = 0.5 * (way[:-2] + way[2:])
        way = np.concatenate([way[:1], way[1:-1] + 0.5 * raised[1:-1] * (around - way[1:-1]), way[-1:]])
    out = hip_m + way
    out[:, 1] = np.maximum(out[:, 1], floor_m + _KEPT * lift)
    return np.asarray(out)
