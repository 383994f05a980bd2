"""Shadows harden where things touch and soften with distance; cones end where they say."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Light, Mesh
from tests.picture.scenes import ball, bundle, look, put, slab, view, white

FLOOR = bundle("lambert", slab(), replace(white(), roughness=1.0))
SHEET = bundle("sheet", slab(0.4), white())


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera for all tests."""
    return Renderer(96, 96)


def _width_m(row: NDArray[np.floating], span_m: float) -> float:
    """Width of the rise from 15 to 85 per cent of the light along a row of pixels."""
    share = (row - row.min()) / (row.max() - row.min())
    return float(((share > 0.15) & (share < 0.85)).sum() * span_m / len(row))


@pytest.mark.parametrize("kind", ["sun", "spot"])
def test_a_penumbra_is_as_wide_as_source_and_distance_say(renderer: Renderer, kind: str) -> None:
    """The higher a sheet hangs over the floor, the softer its edge: in proportion under a sun, as similar triangles have it under a lamp."""

    eye, fov, source, heights = (0.4, 1.0, 0.05, (0.5, 0.95)) if kind == "sun" else (0.29, 0.6, 0.05, (0.3, 0.5))

    def width(height: float) -> float:
        light = Light(
            kind=kind, color_linear=(1, 1, 1), intensity=3.0 if kind == "sun" else 30.0, position_m=(0, 3.2, 0),  # type: ignore[arg-type]
            direction=(0, -1, 0), inner_cone_rad=0.3, outer_cone_rad=0.4, radius_m=source, shadow=True,
        )  # fmt: skip
        camera = look((0, eye, 0.001), (0, 0, 0), fov=fov)
        scene = view(put("sheet", (-0.4, height, 0)), put("lambert", (0, 0, 0)), camera=camera, lights=(light,))
        picture = renderer.draw_linear(scene, {"s": SHEET, "f": FLOOR}, occlusion=False)
        return _width_m(picture[40:56, :, 1].mean(0), 2 * eye * math.tan(fov / 2))

    near, far = width(heights[0]), width(heights[1])
    said = heights[1] / heights[0] if kind == "sun" else heights[1] / heights[0] * (3.2 - heights[0]) / (3.2 - heights[1])
    assert far / near == pytest.approx(said, rel=0.3)


def test_a_shadow_is_as_soft_whatever_other_lights_there_are(renderer: Renderer) -> None:
    """Small texels hold the softness of two shadows; a third one, searched for at full size, looks the same."""
    down = {"direction": (0.0, -1.0, 0.0), "position_m": (0.0, 3.2, 0.0), "color_linear": (1.0, 1.0, 1.0), "shadow": True}
    spot = Light(kind="spot", intensity=30.0, inner_cone_rad=0.3, outer_cone_rad=0.4, radius_m=0.05, **down)  # type: ignore[arg-type]
    sun = Light(kind="sun", intensity=1e-4, **down)  # type: ignore[arg-type]
    camera = look((0, 0.29, 0.001), (0, 0, 0), fov=0.6)
    scene = view(put("sheet", (-0.4, 0.5, 0)), put("lambert", (0, 0, 0)), camera=camera)
    assets = {"s": SHEET, "f": FLOOR}
    dim = replace(spot, intensity=1e-4, direction=(0.01, -1.0, 0.0))
    alone, third = (
        renderer.draw_linear(replace(scene, lights=lights), assets, occlusion=False)[..., 1]
        for lights in ((spot,), (sun, dim, spot))
    )
    assert np.abs(third - alone).max() < 0.08 * alone.max()
    assert float(np.ptp(alone[40:56].mean(0))) > 0.5 * alone.max()


def test_contact_shadows_do_not_leave_their_caster(renderer: Renderer) -> None:
    """The floor right beside a resting ball is in its shade, and the lit side of the ball is free of specks."""
    light = Light(kind="sun", color_linear=(1, 1, 1), intensity=3.0, direction=(0.6, -0.8, 0), radius_m=0.01, shadow=True)
    assets = {"b": bundle("shade-ball", ball(0.7), replace(white(), roughness=1.0)), "f": FLOOR}
    scene = view(
        put("shade-ball", (0, 0.7, 0)), put("lambert", (0, 0, 0)), camera=look((0, 1.4, 4), (0, 0.5, 0)), lights=(light,)
    )
    shaded = renderer.draw_linear(scene, assets, occlusion=False)
    plain = renderer.draw_linear(replace(scene, lights=(replace(light, shadow=False),)), assets, occlusion=False)
    at = _pixel(scene_point=(0.35, 0.0, 0.3))
    assert shaded[at].mean() < 0.1 * plain[at].mean()
    lit = _pixel(scene_point=(-0.3, 1.1, 0.5))
    block = np.s_[lit[0] - 1 : lit[0] + 2, lit[1] - 1 : lit[1] + 2]
    assert shaded[block].min() > 0.97 * plain[block].min()


def _pixel(scene_point: tuple[float, float, float]) -> tuple[int, int]:
    eye, target = np.array([0, 1.4, 4.0]), np.array([0, 0.5, 0.0])
    forward = (target - eye) / np.linalg.norm(target - eye)
    right = np.array([1.0, 0, 0])
    up = np.cross(right, forward)
    away = np.array(scene_point) - eye
    x, y, z = away @ right, away @ up, away @ forward
    t = math.tan(0.4)
    return round(48 - 48 * y / (z * t)), round(48 + 48 * x / (z * t))


def test_a_spot_ends_at_its_outer_cone(renderer: Renderer) -> None:
    """Inside the inner cone a spot shines in full, outside the outer cone not at all."""
    light = Light(
        kind="spot", color_linear=(1, 1, 1), intensity=40.0, position_m=(0, 3, 0), inner_cone_rad=0.2, outer_cone_rad=0.4
    )
    scene = view(put("lambert", (0, 0, 0)), camera=look((0, 6, 0.01), (0, 0, 0), fov=0.6), lights=(light,))
    row = renderer.draw_linear(scene, {"f": FLOOR})[48, :, 1]
    span = 6 * math.tan(0.3)
    x = (np.arange(96) + 0.5 - 48) / 48 * span
    angle = np.arctan(np.abs(x) / 3)
    assert row[angle > 0.42].max() < 1e-3 * row.max()
    inside = row[angle < 0.18] / np.cos(angle[angle < 0.18]) ** 3
    assert inside.min() > 0.95 * inside.max()


def test_a_large_lamp_falls_slower_close_to_it(renderer: Renderer) -> None:
    """On the axis of a disc of radius r the light is as 1 / (d² + r²)."""

    def under(height: float) -> float:
        lamp = Light(kind="point", color_linear=(1, 1, 1), intensity=40.0, position_m=(0, height, 0), radius_m=1.0)
        scene = view(put("lambert", (0, 0, 0)), camera=look((0, 5, 0.01), (0, 0, 0), fov=0.1), lights=(lamp,))
        return float(renderer.draw_linear(scene, {"f": FLOOR})[44:52, 44:52].mean())

    assert under(1.0) / under(2.0) == pytest.approx(5 / 2, rel=0.03)


@pytest.mark.parametrize("skinned", [False, True])
def test_a_lighter_mesh_throws_the_shadow(renderer: Renderer, skinned: bool) -> None:
    """A ball that names a smaller one for its shadow is seen as itself and shades the floor as the small one does, posed or not."""
    sun = Light(kind="sun", color_linear=(1, 1, 1), intensity=3.0, direction=(0.0, -1.0, 0.0), radius_m=0.0, shadow=True)
    camera = look((0, 6, 7), (0, 0, 0), fov=0.6)
    meshes, key = {"large": ball(0.7), "small": ball(0.3)}, f"shade-ball-{skinned}"
    if skinned:
        meshes = {name: _bound(mesh) for name, mesh in meshes.items()}
    assets = {"f": bundle("shade-floor", slab(20), white()), "b": replace(bundle(key, ball(), white()), meshes=meshes)}

    def drawn(mesh: str, shadow: str) -> NDArray[np.float32]:
        one = replace(put(key, (0, 2, 0)), mesh=mesh, shadow_mesh=shadow)
        if skinned:
            one = replace(one, world_from_object=np.eye(4, dtype=np.float32)[None], world_from_bind=one.world_from_object)
        return renderer.draw_linear(view(one, put("shade-floor", (0, 0, 0)), camera=camera, lights=(sun,)), assets)

    large, small, mixed = drawn("large", ""), drawn("small", ""), drawn("large", "small")
    floor = slice(large.shape[0] // 2, None)  # below the ball in the picture lies its shadow
    dark = [int((picture[floor] < 0.4 * picture.max()).sum()) for picture in (large, small, mixed)]
    assert dark[0] > 2 * dark[1] > 0
    assert dark[2] == pytest.approx(dark[1], rel=0.1)
    assert np.abs(mixed[: large.shape[0] // 4] - large[: large.shape[0] // 4]).max() < 1e-3


def _bound(mesh: Mesh) -> Mesh:
    """The mesh, carried by one joint."""
    joints, weights = np.zeros((len(mesh.positions), 4), np.uint32), np.zeros((len(mesh.positions), 4), np.float32)
    weights[:, 0] = 1
    return replace(mesh, joints=joints, weights=weights)
