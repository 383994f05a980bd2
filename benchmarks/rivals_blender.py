"""Blender's side of ``rivals.py``, run by a Python that has ``bpy``: imports the shot's USD stage and renders frames of it.

    python benchmarks/rivals_blender.py eevee|cycles STAGE WIDTH HEIGHT FRAME [FRAME ...]

Frames are counted from the shot's first. Everything is set in Blender's favour: one EEVEE sample, no ray tracing, scene data kept between frames.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import bpy

EEVEE_SAMPLES, CYCLES_SAMPLES = 1, 8


def main() -> None:
    """Render the first frame once (the cold start), then every frame."""
    engine, stage, width, height, *frames = sys.argv[1:]
    begun = time.perf_counter()
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.wm.usd_import(filepath=stage)
    scene = bpy.context.scene
    scene.camera = next(one for one in bpy.data.objects if one.type == "CAMERA")
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = int(width), int(height), 100
    scene.render.use_persistent_data = True
    (_eevee if engine == "eevee" else _cycles)(scene)
    first = scene.frame_start
    seconds = [_render(scene, first + int(frames[0])), *(_render(scene, first + int(frame)) for frame in frames)]
    cold_s = time.perf_counter() - begun - sum(seconds[1:])
    print("\n" + json.dumps({"cold_s": cold_s, "seconds": seconds[1:], "version": f"Blender {bpy.app.version_string}"}))


def _eevee(scene: Any) -> None:
    engines = {item.identifier for item in scene.render.bl_rna.properties["engine"].enum_items}
    scene.render.engine = "BLENDER_EEVEE_NEXT" if "BLENDER_EEVEE_NEXT" in engines else "BLENDER_EEVEE"
    scene.eevee.taa_render_samples = EEVEE_SAMPLES


def _cycles(scene: Any) -> None:
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = CYCLES_SAMPLES
    scene.cycles.use_denoising, scene.cycles.denoiser = True, "OPENIMAGEDENOISE"


def _render(scene: Any, frame: int) -> float:
    start = time.perf_counter()
    scene.frame_set(frame)
    bpy.ops.render.render()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
