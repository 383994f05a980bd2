"""VRM's toon shading (MToon) as far as surfaces that light falls on can carry it: dull colours between lit and shade, sheen, and a hull as outline.

Our light has its own shadows, so that lit and shade colour are mixed into one: how far the file shifts its border towards the shade says by how much.
A harder border flattens the falloff, a rim shines at grazing angles, a matcap adds what it shows on the average. An outline is the surface once more,
blown up by its width and turned inside out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.model import Material
from redearth.stage.own import loose
from redearth.stage.own.found import F64, Chunk, Found
from redearth.stage.own.gltf_file import GltfFile, Wrong
from redearth.stage.own.gltf_look import Looks

_SHADE, _SHIFT = 0.3, 0.3
"""Share of the shade colour where the border is not shifted, and how much of it a whole shift takes or gives."""
_FLAT = 0.12
_ROUGH, _SHEEN = 0.88, 0.4
_RIM, _MATCAP = 0.12, 0.25
_SCREEN_M = 1.6
"""Outlines that are told in shares of the picture's height are drawn as they are on somebody who fills it."""
_WIDEST_M = 0.02
_BLACK: Vec3 = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toon:
    """What MToon says of one material; colours are linear."""

    shade: Vec3 = (1.0, 1.0, 1.0)
    shift: float = 0.0
    """-1 all shade … 1 all lit."""
    toony: float = 0.9
    """0 a soft border … 1 a hard one."""
    rim: Vec3 = _BLACK
    matcap: Vec3 = _BLACK
    matcap_texture: int = -1
    outline_m: float = 0.0
    outline: Vec3 = _BLACK


def read_toons(document: Mapping[str, Any]) -> dict[int, Toon]:
    """Return the toon materials of a VRM 1.0 or 0.x by their numbers; entries of wrong types count as missing."""
    materials = loose.items(document.get("materials"))
    found = {
        number: _toon_1(mtoon)
        for number, material in enumerate(materials)
        if (mtoon := loose.table(loose.table(loose.table(material).get("extensions")).get("VRMC_materials_mtoon")))
    }
    old = loose.table(loose.table(document.get("extensions")).get("VRM")).get("materialProperties")
    named = enumerate(loose.table(entry) for entry in loose.items(old))
    return found or {n: _toon_0(entry) for n, entry in named if "MToon" in str(entry.get("shader")) and n < len(materials)}


def _toon_1(mtoon: Mapping[str, Any]) -> Toon:
    mode, wide = mtoon.get("outlineWidthMode", "none"), loose.number(mtoon.get("outlineWidthFactor"), 0.0)
    return Toon(
        shade=_color(mtoon.get("shadeColorFactor"), (1.0, 1.0, 1.0)),
        shift=loose.number(mtoon.get("shadingShiftFactor"), 0.0),
        toony=loose.number(mtoon.get("shadingToonyFactor"), 0.9),
        rim=_color(mtoon.get("parametricRimColorFactor"), _BLACK),
        matcap=_color(mtoon.get("matcapFactor"), (1.0, 1.0, 1.0)),
        matcap_texture=loose.index(loose.table(mtoon.get("matcapTexture")).get("index")),
        outline_m=wide * {"worldCoordinates": 1.0, "screenCoordinates": _SCREEN_M}.get(str(mode), 0.0),
        outline=_color(mtoon.get("outlineColorFactor"), _BLACK),
    )


def _toon_0(entry: Mapping[str, Any]) -> Toon:
    """Return what Unity's shader is given; its colours are sRGB, its widths centimetres."""
    numbers, vectors = loose.table(entry.get("floatProperties")), loose.table(entry.get("vectorProperties"))
    mode, wide = loose.number(numbers.get("_OutlineWidthMode"), 0.0), 0.01 * loose.number(numbers.get("_OutlineWidth"), 0.0)
    return Toon(
        shade=_color(vectors.get("_ShadeColor"), (1.0, 1.0, 1.0), 2.2),
        shift=-loose.number(numbers.get("_ShadeShift"), 0.0),
        toony=loose.number(numbers.get("_ShadeToony"), 0.9),
        rim=_color(vectors.get("_RimColor"), _BLACK, 2.2),
        matcap=(1.0, 1.0, 1.0),
        matcap_texture=loose.index(loose.table(entry.get("textureProperties")).get("_SphereAdd")),
        outline_m=wide * {1: 1.0, 2: _SCREEN_M}.get(int(mode), 0.0),
        outline=_color(vectors.get("_OutlineColor"), _BLACK, 2.2),
    )


def toon_materials(file: GltfFile, looks: Looks, toons: Mapping[int, Toon]) -> None:
    """Change the file's toon materials in place, as far as surfaces wear them."""
    for number, toon in toons.items():
        row = looks.known(number)
        if row is not None:
            file.found.materials[row] = toon_material(file.found.materials[row], toon, _seen(file, looks, toon))


def toon_material(material: Material, toon: Toon, matcap: Vec3 = _BLACK) -> Material:
    """Return a material in a toon's colours; ``matcap`` is what its matcap shows on the average."""
    share = float(np.clip(_SHADE - _SHIFT * np.clip(toon.shift, -1, 1), 0.0, 1.0))
    flat = 1.0 + _FLAT * float(np.clip(toon.toony, 0, 1))
    base, shade = np.array(material.base_color_linear), np.minimum(material.base_color_linear, toon.shade)
    color = flat * (base + (shade - base) * share) + _RIM * np.array(toon.rim) + _MATCAP * np.array(matcap)
    sheen = _SHEEN * float(np.clip(np.max(toon.rim), 0, 1))
    return replace(material, base_color_linear=_vec(np.clip(color, 0.0, 1.0)), roughness=round(_ROUGH - sheen, 4), metallic=0.0)


def _seen(file: GltfFile, looks: Looks, toon: Toon) -> Vec3:
    """Return the average colour of a toon's matcap, times its factor; black where it has none."""
    if toon.matcap_texture < 0:
        return _BLACK
    try:
        name = looks.picture({"index": toon.matcap_texture}, "srgb", "matcap")
    except Wrong:
        return _BLACK
    image = file.found.images.get(name)
    if image is None:
        return _BLACK
    linear = (image.pixels[..., :3].astype(float) / 255.0) ** 2.2
    return _vec(linear.reshape(-1, 3).mean(0) * np.array(toon.matcap))


def outlines(found: Found, looks: Looks, toons: Mapping[int, Toon]) -> Iterator[Chunk]:
    """Yield the hull of every surface that has an outline: its normals outwards by its width, its triangles inside out."""
    rows = {row: toon for number, toon in toons.items() if (row := looks.known(number)) is not None and toon.outline_m > 1e-5}
    lines: dict[int, int] = {}
    for chunk in tuple(found.chunks):
        toon = rows.get(chunk.material)
        if toon is None or chunk.normals is None:
            continue
        if chunk.material not in lines:
            lines[chunk.material] = len(found.materials)
            name = f"{found.materials[chunk.material].name}_outline"
            found.materials.append(
                Material(name=name, base_color_linear=_vec(np.array(toon.outline)), roughness=1.0, wear=0.0, bump=0.0)
            )
        yield replace(
            chunk,
            name=f"{chunk.name}_outline",
            positions=chunk.positions + _unit(chunk.normals) * min(toon.outline_m, _WIDEST_M),
            normals=-chunk.normals,
            triangles=chunk.triangles[:, ::-1],
            material=lines[chunk.material],
            uvs=None,
            colors=None,
        )


def _unit(normals: F64) -> F64:
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9))


def _color(value: Any, default: Vec3, gamma: float = 1.0) -> Vec3:
    shares = [
        loose.number(one, fall)
        for one, fall in zip([*loose.items(value), *default][:3] if loose.items(value) else default, default, strict=True)
    ]
    return _vec(np.clip(shares, 0.0, 1.0) ** gamma)


def _vec(values: F64) -> Vec3:
    r, g, b = (round(float(one), 5) for one in values)
    return r, g, b
