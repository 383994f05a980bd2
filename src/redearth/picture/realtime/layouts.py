"""How vertices lie in their buffers, and the depth test of passes that write none."""

from __future__ import annotations

from typing import Any

VERTEX = {
    "array_stride": 16,
    "step_mode": "vertex",
    "attributes": [
        {"format": "float32x3", "offset": 0, "shader_location": 0},
        {"format": "snorm16x2", "offset": 12, "shader_location": 1},
    ],
}
BIND_VERTEX = {
    "array_stride": 16,
    "step_mode": "vertex",
    "attributes": [
        {"format": "float32x3", "offset": 0, "shader_location": 2},
        {"format": "snorm16x2", "offset": 12, "shader_location": 3},
    ],
}
DEPTH_VERTEX = {
    "array_stride": 16,
    "step_mode": "vertex",
    "attributes": [{"format": "float32x3", "offset": 0, "shader_location": 0}],
}
SEAT_VERTEX = {
    "array_stride": 16,
    "step_mode": "vertex",
    "attributes": [{"format": "float32x3", "offset": 0, "shader_location": 2}],
}


def depth_test(compare: str) -> dict[str, Any]:
    """Return a depth test against what is there."""
    # Full-screen passes lie at depth 0, where the sky is.
    return {"format": "depth32float", "depth_write_enabled": False, "depth_compare": compare}
