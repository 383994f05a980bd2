"""Houses of villages and greens."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.core.space import Vec3
from redearth.stage.sets.houses import house
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.shape import F64, Part

_SIZES: tuple[Vec3, ...] = ((9.0, 7.2, 12.5), (10.0, 10.6, 11.0), (12.0, 5.0, 9.0), (8.0, 6.0, 11.0))


def _first_hit(part: Part, start: F64, way: F64) -> int:
    """The triangle that a ray meets first, -1 where it meets none (Moeller and Trumbore 1997)."""
    corner = part.positions[part.triangles]
    one, two = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    across = np.cross(way, two)
    turn = np.einsum("ij,ij->i", one, across)
    safe = np.where(np.abs(turn) < 1e-12, np.inf, turn)
    away = start - corner[:, 0]
    u = np.einsum("ij,ij->i", away, across) / safe
    other = np.cross(away, one)
    v, far = other @ way / safe, np.einsum("ij,ij->i", two, other) / safe
    hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (far > 1e-6)
    return int(np.argmin(np.where(hit, far, np.inf))) if hit.any() else -1


@pytest.mark.parametrize("size", _SIZES)
def test_a_cottage_fills_its_box_and_shows_its_glass(size: Vec3) -> None:
    """Nothing leaves the box; no wall stands before a pane."""
    for variant in range(3):
        palette = Palette()
        part = house(palette, size, variant, "village")
        half = np.array([size[0] / 2, size[1], size[2] / 2])
        assert (np.abs(part.positions) <= half + 0.09).all(), np.abs(part.positions).max(0) - half
        assert part.positions[:, 1].max() > 0.95 * size[1] and len(part.triangles) < 4500
        walls = {k for k, m in enumerate(palette.materials) if m.name.startswith(("plaster", "stone", "brick"))}
        panes = [t for t, m in enumerate(part.material) if palette.materials[m].name == "glass_dark"]
        assert len(panes) >= 8
        for pane in panes:
            corner = part.positions[part.triangles[pane]]
            normal = part.normals[part.triangles[pane][0]]
            first = _first_hit(part, corner.mean(0) + 2.0 * normal, -normal)
            assert int(part.material[first]) not in walls


def test_houses_differ_by_their_seed_and_stay_themselves() -> None:
    """Five variants are five houses; each is the same every time."""
    built = [house(Palette(), _SIZES[0], k, "village").positions.tobytes() for k in range(5)]
    assert len(set(built)) == 5
    assert house(Palette(), _SIZES[0], 2, "village").positions.tobytes() == built[2]
