"""Tiny stages that the picture tests build themselves."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from redearth.core.space import translation, world_from_camera_looking
from redearth.stage.model import Air, Assets, Camera, Draw, Light, Material, Mesh, Sky, View

CLEAR = Air(density=0.0)
DARK = Sky(zenith_linear=(0, 0, 0), horizon_linear=(0, 0, 0), ground_linear=(0, 0, 0), visible=False)
WHITE = Sky(zenith_linear=(1, 1, 1), horizon_linear=(1, 1, 1), ground_linear=(1, 1, 1), visible=False)


def ball(radius: float = 1.0, rings: int = 24) -> Mesh:
    """A sphere round the origin."""
    theta, phi = np.meshgrid(np.linspace(0, np.pi, rings + 1), np.linspace(0, 2 * np.pi, 2 * rings + 1), indexing="ij")
    unit = np.stack([np.sin(theta) * np.sin(phi), np.cos(theta), np.sin(theta) * np.cos(phi)], -1).reshape(-1, 3)
    row = 2 * rings + 1
    a = (np.arange(rings)[:, None] * row + np.arange(2 * rings)[None, :]).reshape(-1)
    triangles = np.concatenate([np.stack([a, a + row, a + row + 1], 1), np.stack([a, a + row + 1, a + 1], 1)])
    return _mesh(unit * radius, unit, triangles)


def slab(half: float = 6.0) -> Mesh:
    """A level square at y = 0 that faces up."""
    corners = np.array([[-half, 0, -half], [-half, 0, half], [half, 0, half], [half, 0, -half]])
    return _mesh(corners, np.tile([0.0, 1.0, 0.0], (4, 1)), np.array([[0, 1, 2], [0, 2, 3]]))


def _mesh(positions: Any, normals: Any, triangles: Any) -> Mesh:
    return Mesh(
        positions=np.asarray(positions, np.float32),
        normals=np.asarray(normals, np.float32),
        triangles=np.asarray(triangles, np.uint32),
        material=np.zeros(len(triangles), np.uint32),
    )


def bundle(key: str, mesh: Mesh, material: Material) -> Assets:
    """One mesh in one material."""
    return Assets(key=key, materials=(material,), meshes={"it": mesh})


def put(asset: str, *places: tuple[float, float, float], **more: Any) -> Draw:
    """One thing at each of some places."""
    return Draw(asset=asset, mesh="it", world_from_object=np.stack([translation(p) for p in places]).astype(np.float32), **more)


def look(eye: tuple[float, float, float], target: tuple[float, float, float], fov: float = 0.8) -> Camera:
    """A plain camera."""
    return Camera(
        world_from_camera=world_from_camera_looking(eye, target),
        vertical_fov_rad=fov,
        focal_mm=35,
        t_stop=5.6,
        focus_m=math.dist(eye, target),
    )


def view(*draws: Draw, camera: Camera, lights: tuple[Light, ...] = (), sky: Sky = DARK, air: Air = CLEAR) -> View:
    """A view with nothing in the air unless said."""
    return View(camera=camera, draws=draws, lights=lights, sky=sky, air=air, sprites=(), time_s=0.0, seed=1)


def white(pattern: Any = "plain", **more: Any) -> Material:
    """A white rough surface, factory new."""
    return Material(name="white", base_color_linear=(1, 1, 1), roughness=0.9, pattern=pattern, wear=0.0, **more)


def stand() -> tuple[View, dict[str, Assets]]:
    """A ball over a concrete floor in low sun and thin haze: the golden view."""
    red = Material(
        name="red", base_color_linear=(0.5, 0.06, 0.04), roughness=0.35, pattern="painted_metal", pattern_scale_m=0.8, wear=0.5
    )
    floor = Material(
        name="floor", base_color_linear=(0.4, 0.38, 0.35), pattern="concrete", pattern_scale_m=2.0, wear=0.4, wetness=0.4
    )
    assets = {"ball": bundle("golden-ball", ball(0.8), red), "floor": bundle("golden-floor", slab(20), floor)}
    sun = Light(kind="sun", color_linear=(1, 0.75, 0.5), intensity=4.0, direction=(0.6, -0.45, 0.66), radius_m=0.005, shadow=True)
    lamp = Light(kind="point", color_linear=(0.3, 0.5, 1), intensity=3.0, position_m=(-1.6, 1.2, 0.4), radius_m=0.05)
    sky = Sky(
        zenith_linear=(0.15, 0.2, 0.3),
        horizon_linear=(0.6, 0.45, 0.35),
        ground_linear=(0.1, 0.08, 0.06),
        sun_direction=sun.direction,
        ambient=0.6,
    )
    scene = view(
        put("golden-ball", (0, 0.8, 0), (1.8, 0.8, -2.5), seed=4),
        put("golden-floor", (0, 0, 0), static=True),
        camera=look((0.5, 1.5, 5), (0.2, 0.7, 0)),
        lights=(sun, lamp),
        sky=sky,
        air=Air(density=0.03, color_linear=(1, 0.9, 0.8)),
    )
    return scene, assets


@dataclass
class Film:
    """A playback of a few frames in which the golden ball rolls and its lamp may brighten."""

    frames: int = 3
    brighter: float = 0.0

    def __post_init__(self) -> None:
        self._view, bundles = stand()
        self.assets: Mapping[str, Assets] = bundles

    def view(self, frame: int) -> View:
        """What is visible on one frame."""
        lamp = replace(self._view.lights[1], intensity=3.0 + self.brighter * frame)
        ball_draw = put("golden-ball", (0.1 * frame, 0.8, 0), seed=4)
        return replace(self._view, draws=(ball_draw, self._view.draws[1]), lights=(self._view.lights[0], lamp), time_s=frame / 24)
