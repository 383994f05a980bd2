"""Wings: from how far they are raised, folded and swept to the turns of shoulder, elbow, wrist and fingers."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.parts import F64, Skeleton

_FOLD_RAD = (("Wing1", 1.05), ("Wing2", -2.35), ("Wing3", 2.30))
"""How far each bone turns about the wing's own normal when it is shut: a Z that lies along the flank."""
_FAN_RAD = (("FingerA", 0.84), ("FingerB", -0.36), ("FingerC", -0.88))


def wing_turns(wings: F64, skeleton: Skeleton, local: F64) -> None:
    """Write the local turns [F, J, 4] of both wings from ``wings`` [2, F, 3] (raised, folded, swept)."""
    for side, mirror, wing in zip(("left", "right"), (1.0, -1.0), wings, strict=True):
        raised, folded, swept = wing[:, 0], np.clip(wing[:, 1], 0.0, 1.0), wing[:, 2]
        at = {name: skeleton.index(side + name) for name, _ in (*_FOLD_RAD, *_FAN_RAD)}
        for name, turn_rad in (*_FOLD_RAD, *_FAN_RAD):
            local[:, at[name]] = quat.about(1, mirror * turn_rad * folded)
        flat = raised * (1.0 - 0.75 * folded)
        hang = quat.about(2, mirror * (flat - 0.62 * folded))
        local[:, at["Wing1"]] = quat.multiply(quat.multiply(quat.about(1, mirror * swept), hang), local[:, at["Wing1"]])
        bent = quat.about(2, mirror * 0.45 * flat)
        local[:, at["Wing3"]] = quat.multiply(bent, local[:, at["Wing3"]])
