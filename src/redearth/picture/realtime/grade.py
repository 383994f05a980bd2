"""The look as numbers for the lab pass (``wgsl/finish.wgsl``)."""

from __future__ import annotations

import numpy as np

from redearth.core.look import Look
from redearth.stage.model import F32


def grade_block(look: Look, aspect: float) -> F32:
    """Return the ``Grade`` block, [16]."""
    warm = look.temperature
    balance = np.array([1.0 + 0.16 * warm, 1.0, 1.0 - 0.22 * warm])
    balance /= balance @ np.array([0.2126, 0.7152, 0.0722])
    return np.asarray(
        [
            *balance, 0.02 + 0.16 * look.bloom,
            0.34 + 0.6 * look.contrast, 1.02 + look.saturation, look.vignette, look.grain,
            0.965, 1.0, 1.03, aspect,
            1.015, 1.0, 0.975, 0.0,
        ],
        np.float32,
    )  # fmt: skip
