"""Which triangles of a mesh glow together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from redearth.picture.realtime.glow_parts import glow_parts
from redearth.stage.model import Assets, Material, Mesh
from tests.picture.scenes import ball, bundle, slab, white

GLOW = Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(4.0, 2.0, 1.0))


def beside(*meshes: tuple[Mesh, float]) -> Mesh:
    """Meshes in one, each moved along x."""
    starts = np.cumsum([0, *(len(mesh.positions) for mesh, _ in meshes)])
    return replace(
        meshes[0][0],
        positions=np.concatenate([mesh.positions + np.array([x, 0, 0], np.float32) for mesh, x in meshes]),
        normals=np.concatenate([mesh.normals for mesh, _ in meshes]),
        triangles=np.concatenate([mesh.triangles + np.uint32(k) for (mesh, _), k in zip(meshes, starts[:-1], strict=True)]),
        material=np.concatenate([mesh.material for mesh, _ in meshes]),
    )


def test_balls_apart_are_parts_of_their_own() -> None:
    """Two balls in one mesh are two parts: centre, size and area of each, and no side to which they face."""
    parts = glow_parts(bundle("two-balls", beside((ball(0.1, 48), 0.0), (ball(0.2, 48), 1.0)), GLOW), "it")[0]
    order = np.argsort(parts.radii_m)
    assert parts.radii_m[order] == pytest.approx([0.1, 0.2], rel=1e-3)
    assert parts.centres[order] == pytest.approx(np.array([[0, 0, 0], [1, 0, 0]]), abs=1e-4)
    assert parts.areas_m2[order] == pytest.approx(4 * np.pi * np.array([0.01, 0.04]), rel=5e-3)
    assert np.abs(parts.facings_m2).max() < 1e-3
    assert np.trace(parts.spreads_m2, axis1=1, axis2=2) == pytest.approx(parts.areas_m2)


def test_a_panel_faces_one_way() -> None:
    """A level square's area points up, all of it."""
    parts = glow_parts(bundle("panel", slab(0.5), GLOW), "it")[0]
    assert parts.facings_m2 == pytest.approx(np.array([[0.0, 1.0, 0.0]]))


def test_what_does_not_glow_evenly_has_no_parts() -> None:
    """A dark material has none, nor one whose glow is an image."""
    assert glow_parts(bundle("dark-ball", ball(), white()), "it") == {}
    screen = replace(GLOW, emission_image="screen")
    assert glow_parts(Assets(key="screen", materials=(screen,), meshes={"it": ball()}), "it") == {}
