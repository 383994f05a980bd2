"""How vertices lie in their buffers, and the depth test of passes that write none."""

from __future__ import annotations

from typing import Any


def _vertex(*formats: str, at: int = 0) -> dict[str, Any]:
    """Return the layout of a buffer of 16-byte vertices of which a program reads the place and perhaps the folded normal, at locations from ``at`` on."""
    read = [{"format": form, "offset": 12 * k, "shader_location": at + k} for k, form in enumerate(formats)]
    return {"array_stride": 16, "step_mode": "vertex", "attributes": read}


VERTEX = _vertex("float32x3", "snorm16x2")
BIND_VERTEX = _vertex("float32x3", "snorm16x2", at=2)
DEPTH_VERTEX = _vertex("float32x3")
SEAT_VERTEX = _vertex("float32x3", at=2)


def depth_test(compare: str) -> dict[str, Any]:
    """Return a depth test against what is there."""
    # Full-screen passes lie at depth 0, where the sky is.
    return {"format": "depth32float", "depth_write_enabled": False, "depth_compare": compare}
