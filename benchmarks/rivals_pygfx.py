"""pygfx's side of ``rivals.py``, run by a Python that has ``pygfx``: the meshes of a playback under one light that casts shadows.

    python benchmarks/rivals_pygfx.py PLAYBACK ASSETS_FOLDER PIXEL_RATIO WIDTH HEIGHT FRAME [FRAME ...]

Everything is set in pygfx's favour: at a pixel ratio of 1 one sample a pixel (its own choice is 2, four of them), colours without texture, people posed beforehand, nothing in the air, no lens.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

import numpy as np
import pygfx
from rendercanvas.offscreen import OffscreenRenderCanvas

from redearth.stage.model import Assets, Camera, Draw, Mesh, View
from redearth.stage.playback import open_playback

Parts = list[tuple[Any, Any]]


class Scene:
    """A shot's meshes as pygfx has them; what stands still is made once."""

    def __init__(self, bundles: dict[str, Assets]) -> None:
        self.bundles = bundles
        self.parts: dict[tuple[str, str], Parts] = {}
        self.still: dict[int, tuple[Draw, list[Any]]] = {}
        self.moving: list[Any] = []
        self.root = pygfx.Scene()
        self.root.add(pygfx.AmbientLight(intensity=0.4))
        self.sun = pygfx.DirectionalLight(intensity=3.0, cast_shadow=True)
        self.sun.local.position = (20.0, 40.0, -30.0)
        self.sun.shadow.camera.width = self.sun.shadow.camera.height = 80.0
        self.root.add(self.sun)

    def stand(self, view: View) -> None:
        """Put everything where the view has it."""
        for thing in self.moving:
            self.root.remove(thing)
        self.moving = []
        for draw in view.draws:
            if draw.static:
                if id(draw) not in self.still:
                    self.still[id(draw)] = draw, self._things(draw)
                    self.root.add(*self.still[id(draw)][1])
            else:
                self.moving += self._things(draw)
        if self.moving:
            self.root.add(*self.moving)

    def _things(self, draw: Draw) -> list[Any]:
        things = []
        for geometry, material in self._parts_of(draw):
            count = len(draw.world_from_object)
            thing = pygfx.InstancedMesh(geometry, material, count) if count > 1 else pygfx.Mesh(geometry, material)
            if count > 1:
                for k, matrix in enumerate(draw.world_from_object):
                    thing.set_matrix_at(k, matrix)
            else:
                thing.local.matrix = draw.world_from_object[0]
            thing.cast_shadow = thing.receive_shadow = True
            things.append(thing)
        return things

    def _parts_of(self, draw: Draw) -> Parts:
        bundle = self.bundles[draw.asset]
        mesh = bundle.meshes[draw.mesh]
        if draw.world_from_bind is not None and mesh.joints is not None:
            return _split(_posed(mesh, draw.world_from_bind), bundle)
        key = (draw.asset, draw.mesh)
        if key not in self.parts:
            self.parts[key] = _split(mesh, bundle)
        return self.parts[key]


def _posed(mesh: Mesh, matrices: Any) -> Mesh:
    assert mesh.joints is not None
    assert mesh.weights is not None
    blend = (matrices[mesh.joints] * mesh.weights[:, :, None, None]).sum(1)
    positions = (blend[:, :3, :3] @ mesh.positions[:, :, None])[..., 0] + blend[:, :3, 3]
    normals = (blend[:, :3, :3] @ mesh.normals[:, :, None])[..., 0]
    return Mesh(
        positions=positions.astype(np.float32),
        normals=normals.astype(np.float32),
        triangles=mesh.triangles,
        material=mesh.material,
    )


def _split(mesh: Mesh, bundle: Assets) -> Parts:
    parts: Parts = []
    for k in np.unique(mesh.material):
        material = bundle.materials[int(k)]
        geometry = pygfx.Geometry(
            positions=np.ascontiguousarray(mesh.positions), normals=np.ascontiguousarray(mesh.normals),
            indices=np.ascontiguousarray(mesh.triangles[mesh.material == k].astype(np.uint32)),
        )  # fmt: skip
        look = pygfx.MeshStandardMaterial(
            color=material.base_color_linear,
            roughness=material.roughness,
            metalness=material.metallic,
            emissive=material.emission_linear,
        )
        parts.append((geometry, look))
    return parts


def _camera(camera: Camera, aspect: float) -> Any:
    # pygfx's angle is that of the mean of width and height.
    half = np.tan(camera.vertical_fov_rad / 2) * (1 + aspect) / 2
    seen = pygfx.PerspectiveCamera(np.degrees(2 * np.arctan(half)), aspect, depth_range=(camera.near_m, camera.far_m))
    seen.local.matrix = camera.world_from_camera
    return seen


def main() -> None:
    """Draw the first frame once (the cold start), then every frame; the posing of people is not counted."""
    path, folder, ratio, width, height, *frames = sys.argv[1:]
    size = (int(width), int(height))
    begun = time.perf_counter()
    playback = open_playback(Path(path), {one.stem: one for one in sorted(Path(folder).glob("*.npz"))})
    canvas = OffscreenRenderCanvas(size=size, pixel_ratio=1)
    renderer = pygfx.renderers.WgpuRenderer(canvas, pixel_ratio=float(ratio))
    scene = Scene(dict(playback.assets))
    seconds, work, pictures = [], [], []
    for frame in (frames[0], *frames):
        view = playback.view(int(frame))
        scene.stand(view)
        camera = _camera(view.camera, size[0] / size[1])
        start, before = time.perf_counter(), time.process_time()
        canvas.request_draw(lambda camera=camera: renderer.render(scene.root, camera))
        pictures.append(np.asarray(canvas.draw()))
        seconds.append(time.perf_counter() - start)
        work.append(time.process_time() - before)
    assert pictures[-1].shape[:2] == (size[1], size[0])
    assert np.ptp(pictures[-1][..., :3]) > 8, "pygfx drew nothing"
    cold_s = time.perf_counter() - begun - sum(seconds[1:])
    if os.environ.get("RIVALS_KEEP"):
        np.save(os.environ["RIVALS_KEEP"], pictures[-1])
    print(json.dumps({"cold_s": cold_s, "seconds": seconds[1:], "work": work[1:], "version": f"pygfx {pygfx.__version__}"}))


if __name__ == "__main__":
    main()
