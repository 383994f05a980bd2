"""The solid parts of hollow furniture, by which bodies are measured and `stage` builds: legs go under a table, a chair is a seat and a back; metres."""

from __future__ import annotations

from redearth.core.space import Vec3

TOP_M, APRON_M, LEG_M = 0.04, 0.12, 0.07
"""A table's top, its top with the apron, and the width of a leg."""
SEAT_SHARE, BACK_M = 0.5, 0.07
"""Height of a chair's seat as a share of its box, and the depth of its back."""
_LEAST_TABLE_M = 0.6
"""What is lower is a chest, and not hollow."""

Part = tuple[Vec3, Vec3]
"""The foot's middle in the piece's own axes, and the size."""


def parts_of(kind: str, size: Vec3) -> tuple[Part, ...]:
    """Return the solid parts of a table or chair of this size; of every other kind its whole box."""
    width, height, depth = size
    if kind == "table" and height > _LEAST_TABLE_M and min(width, depth) > 4 * LEG_M:
        apron = ((0.0, height - APRON_M, 0.0), (width - 2.4 * LEG_M, APRON_M - TOP_M, depth - 2.4 * LEG_M))
        legs = tuple(
            ((x * (width / 2 - LEG_M), 0.0, z * (depth / 2 - LEG_M)), (LEG_M, height - TOP_M, LEG_M))
            for x in (-1, 1)
            for z in (-1, 1)
        )
        return (((0.0, height - TOP_M, 0.0), (width, TOP_M, depth)), apron, *legs)
    if kind == "chair":
        seat = ((0.0, 0.0, 0.0), (width, SEAT_SHARE * height, depth))
        return (seat, ((0.0, SEAT_SHARE * height, (BACK_M - depth) / 2), (width, (1 - SEAT_SHARE) * height, BACK_M)))
    return (((0.0, 0.0, 0.0), size),)
