"""Cards that wear a sprig: the material, single cards, and strips of cards that bend."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.model import Material
from redearth.stage.sets.leaf_images import COLOURS as LEAVES
from redearth.stage.sets.leaf_images import SNOW, Sprig, leaf_image
from redearth.stage.sets.palette import COLOURS, Palette
from redearth.stage.sets.shape import F64, I64, Part

CUTOFF = 0.5
_WHITENED = 0.3
"""Share of white in the colour of leaves where it snows."""
_SNOW = 0.75
"""Share of the leaves in sight that lie white where it snows."""


def sprig(palette: Palette, kind: Sprig, colour: str = "") -> int:
    """Return the material of a sprig, its leaves painted in a colour of :data:`COLOURS` when that word is known."""
    word = colour if colour in COLOURS else ""
    name = "_".join(part for part in ("leaves", kind, word, "snow" if palette.snowy else "") if part)
    if (known := palette.worn(name)) is not None:
        return known
    image = leaf_image(kind, COLOURS[word] if word else None, snow=_SNOW if palette.snowy else 0.0)
    material = Material(
        name=name,
        base_color_linear=_mass_color(COLOURS[word] if word else LEAVES[kind], palette.snowy and kind != "twigs"),
        pattern_scale_m=1.2,
        roughness=1.0,
        pattern="foliage",
        wear=0.25,
        bump=0.4,
        base_color_image=name,
        alpha_cutoff=CUTOFF,
    )
    return palette.wear(material, **{name: image})


def _mass_color(color: Vec3, snowy: bool) -> Vec3:
    """Return the colour that leaves have as a mass, with snow on some of them where it lies."""
    share = _WHITENED if snowy else 0.0
    red, green, blue = ((1 - share) * leaf + share * snow for leaf, snow in zip(color, SNOW, strict=True))
    return red, green, blue


def cards(corners: F64, normals: F64, material: int | F64, low: float = 0.0, high: float = 1.0) -> Part:
    """Return cards [N, 4, 3] from lower left on, counter-clockwise, with a normal at each corner; they show their sprig from ``low`` to ``high``.

    Each card is two triangles, wound so that its front is where its normals point: they are bent away from the crown's middle, and a card is
    lit by them on either side.
    """
    count = len(corners)
    triangles = (np.arange(count)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3)
    points, shade = corners.reshape(-1, 3), unit(normals.reshape(-1, 3))
    places = np.array([[0.0, low], [1.0, low], [1.0, high], [0.0, high]])
    return Part(
        positions=points,
        normals=shade,
        triangles=wound(points, shade, triangles),
        material=np.repeat(np.broadcast_to(np.asarray(material, np.int64), (count,)), 2),
        uvs=np.tile(places, (count, 1)),
    )


def outward(foot: F64, along: F64, side: F64, middle: F64, own: F64, material: int, share: float = 0.6) -> Part:
    """Return cards that grow from ``foot`` [N, 3] by ``along``, ``side`` wide to either hand; normals point away from ``middle``, mixed with their ``own``."""
    corners = np.stack([foot - side, foot + side, foot + along + side, foot + along - side], 1)
    away = unit(corners - middle)
    return cards(corners, share * away + (1 - share) * unit(own)[:, None], material)


def inside(part: Part, low: F64, high: F64) -> Part:
    """Return cards pressed into the box from ``low`` to ``high``."""
    points = np.clip(part.positions, low, high)
    corner = points[part.triangles]
    kept = np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1) > 1e-8
    triangles = wound(points, part.normals, part.triangles[kept])
    return replace(part, positions=points, triangles=triangles, material=part.material[kept])


def wound(points: F64, normals: F64, triangles: I64) -> I64:
    """Return triangles [T, 3] turned so that their fronts are where their normals point."""
    face = np.cross(points[triangles[:, 1]] - points[triangles[:, 0]], points[triangles[:, 2]] - points[triangles[:, 0]])
    turned = np.einsum("ij,ij->i", face, normals[triangles].mean(1)) < 0
    return np.where(turned[:, None], triangles[:, ::-1], triangles)


def strips(spines: F64, sides: F64, material: int, lift: float = 1.0) -> list[Part]:
    """Return fronds as strips: ``spines`` [N, S, 3] from foot to tip, ``sides`` [N, 3] half as wide as they; normals rise and lean with the frond."""
    rows = spines.shape[1]
    out = unit((spines[:, -1] - spines[:, 0]) * [1, 0, 1])
    shade = np.repeat((np.array([0.0, lift, 0.0]) + 0.5 * out)[:, None], 4, axis=1)
    parts = []
    for k in range(rows - 1):
        a, b = spines[:, k], spines[:, k + 1]
        corners = np.stack([a - sides, a + sides, b + sides, b - sides], 1)
        parts.append(cards(corners, shade, material, k / (rows - 1), (k + 1) / (rows - 1)))
    return parts


def unit(vectors: F64) -> F64:
    """Return vectors [..., 3] of length one."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))
