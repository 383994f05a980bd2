"""VRM's toon shading (MToon) as our material: lit and shaded colour mixed, dull, without metal."""

from __future__ import annotations

from dataclasses import replace

from redearth.core.space import Vec3
from redearth.stage.own.gltf_file import GltfFile
from redearth.stage.own.gltf_look import Looks
from redearth.stage.own.vrm import Vrm

_LIT = 0.7
"""Share of the lit colour: what our light leaves dark is darker than a toon's shade."""
_ROUGH = 0.85


def toon_materials(file: GltfFile, looks: Looks, vrm: Vrm | None) -> None:
    """Change the file's toon materials in place, as far as surfaces wear them."""
    for number, shade in (vrm.shades if vrm else {}).items():
        row = looks.known(number)
        if row is None:
            continue
        material = file.found.materials[row]
        file.found.materials[row] = replace(
            material, base_color_linear=_mixed(material.base_color_linear, shade), roughness=_ROUGH, metallic=0.0
        )


def _mixed(lit: Vec3, shade: Vec3) -> Vec3:
    r, g, b = (round(_LIT * one + (1 - _LIT) * min(one, dark), 5) for one, dark in zip(lit, shade, strict=True))
    return r, g, b
