"""What no finished frame may be: black all over, one flat colour, or not a picture at all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def fault_of(picture: NDArray[np.uint8]) -> str:
    """Return what is wrong with a drawn frame [H, W, 3], or the empty string."""
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        return f"it is an array of {picture.dtype} {picture.shape}, not an RGB picture"
    brightest = int(picture.max())
    if brightest <= 8:
        return "it is black all over"
    if brightest - int(picture.min()) <= 2:
        return "it is one flat colour"
    return ""
