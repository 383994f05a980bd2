"""Expressions that change materials, as shells: the surface in its other colours lies just under the skin, and its expression lifts it over it.

A shell is whole or not at all: it shows while more than half of its expression does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.model import Material
from redearth.stage.own.character_rig import PAINT
from redearth.stage.own.found import F64, Chunk, Found
from redearth.stage.own.gltf_look import Looks
from redearth.stage.own.vrm import Face, Paint

_UNDER, _OVER = 1.2e-3, 1.2e-3
"""How deep under the skin a shell lies and how far above it it comes, over the figure's height."""


def painted(found: Found, looks: Looks, faces: Mapping[str, Face]) -> Iterator[Chunk]:
    """Yield a shell for every surface whose material an expression changes; what no shell can show is said."""
    surfaces = tuple(found.chunks)
    tall = float(np.ptp(np.concatenate([chunk.positions[:, 1] for chunk in surfaces]))) if surfaces else 0.0
    for preset, face in faces.items():
        by_row: dict[int, list[Paint]] = {}
        for paint in face.paints:
            row = looks.known(paint.material)
            if row is not None and paint.kind in _SHOWN:
                by_row.setdefault(row, []).append(paint)
            else:
                found.say(
                    "vrm", f"what {preset} does to the {paint.kind} of a material is not shown", "colours and places of textures"
                )
        for row, paints in sorted(by_row.items()):
            worn = [chunk for chunk in surfaces if chunk.material == row and chunk.normals is not None]
            if not worn:
                name = found.materials[row].name
                found.say("vrm", f"what {preset} does to {name!r} is not shown", "a surface with normals in that material")
            else:
                found.materials.append(_in_colors(found.materials[row], preset, paints))
            for chunk in worn:
                yield _shell(chunk, preset, paints, len(found.materials) - 1, tall)


_SHOWN = ("color", "shadeColor", "emissionColor", "place")


def _in_colors(material: Material, preset: str, paints: list[Paint]) -> Material:
    color, glow = material.base_color_linear, material.emission_linear
    for paint in paints:
        if paint.kind == "color":
            color = _rgb(paint.value)
        elif paint.kind == "shadeColor":
            color = _rgb(0.7 * np.array(color) + 0.3 * np.minimum(color, _rgb(paint.value)))
        elif paint.kind == "emissionColor":
            glow = _rgb(paint.value)
    return replace(material, name=f"{material.name}_{preset}", base_color_linear=color, emission_linear=glow)


def _shell(chunk: Chunk, preset: str, paints: list[Paint], material: int, tall: float) -> Chunk:
    assert chunk.normals is not None
    out = chunk.normals / np.maximum(np.linalg.norm(chunk.normals, axis=1, keepdims=True), 1e-9)
    uvs = chunk.uvs
    for paint in paints:
        if paint.kind == "place" and uvs is not None:
            sx, sy, dx, dy = paint.value
            down = uvs * [1, -1] + [0, 1]  # a file counts from the upper left corner
            uvs = (down * [sx, sy] + [dx, dy]) * [1, -1] + [0, 1]
    return replace(
        chunk,
        name=f"{chunk.name}_{preset}",
        positions=chunk.positions - out * _UNDER * tall,
        material=material,
        uvs=uvs,
        morphs={**chunk.morphs, preset + PAINT: out * (_UNDER + _OVER) * tall},
    )


def _rgb(values: F64 | tuple[float, ...]) -> Vec3:
    r, g, b = (round(float(np.clip(one, 0.0, 1e3)), 5) for one in list(values)[:3])
    return r, g, b
