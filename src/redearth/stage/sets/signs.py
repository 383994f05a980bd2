"""Signs with words on them: boards, paint on a wall, lit boxes; and the flat pictures they all are."""

from __future__ import annotations

import numpy as np

from redearth.core.digest import digest_bytes
from redearth.core.space import Vec3
from redearth.stage.model import Material
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.sign_faces import LIT, PAINTED, Draft, SignStyle, paint_sign
from redearth.stage.sets.solids import box

PROUD_M = 0.004
"""How far a picture lies before what it is on, so that the two never fight for the same depth."""
_LONG_PX = 512
_SHINE = 2.6
"""Radiance of a lit sign's brightest part."""


def sign(
    palette: Palette,
    text: str,
    width_m: float,
    height_m: float,
    *,
    style: SignStyle = "plate",
    seed: int = 0,
    wear: float = 0.5,
    depth_m: float = 0.02,
    ink: Vec3 | None = None,
) -> Part:
    """Return a sign that says ``text`` (lines part at newlines; Chinese too), facing +z, the middle of its foot at the origin.

    Its back is at z = 0: stand it on a wall's face. ``stencil`` and ``hazard`` are paint on the wall itself; all others have a board
    ``depth_m`` deep. ``seed`` varies colours and wear; ``ink`` (sRGB, 0 to 1) overrides the colour of the letters. Equal signs share an image.
    """
    face = sign_material(palette, text, width_m / height_m, style=style, seed=seed, wear=wear, ink=ink)
    if style in PAINTED:
        return decal(width_m, height_m, face, at=(0, 0, PROUD_M))
    deep = max(depth_m, 0.08) if style in LIT else depth_m
    board = box((width_m, height_m, deep), palette.use("steel_dark"), at=(0, 0, deep / 2), chamfer_m=min(0.004, deep / 3))
    rim = 0.012 if style in LIT else 0.003
    return join(board, decal(width_m - 2 * rim, height_m - 2 * rim, face, at=(0, rim, deep + PROUD_M / 2)))


def sign_material(
    palette: Palette, text: str, aspect: float, *, style: SignStyle, seed: int = 0, wear: float = 0.5, ink: Vec3 | None = None
) -> int:
    """Return the material of a sign's face, ``aspect`` times as wide as tall."""
    wide = _LONG_PX if aspect >= 1 else max(32, round(_LONG_PX * aspect))
    tall = _LONG_PX if aspect < 1 else max(32, round(_LONG_PX / aspect))
    spoken = f"{style} {text} {wide}x{tall} {seed % 12} {wear:.2f} {ink}"
    name = f"sign_{style}_{digest_bytes(spoken.encode())[:10]}"
    painting = paint_sign(style, Draft(text, wide, tall, palette.fonts, seed % 12, ink), wear)
    images = {name: painting.image()}
    if style in LIT:
        images[f"{name}_light"] = painting.light_image()
    material = Material(
        name=name,
        base_color_linear=(1.0, 1.0, 1.0),
        roughness=0.85 if style in (*PAINTED, "poster") else 0.5,
        wear=0.0,
        bump=0.0,
        base_color_image=name,
        alpha_cutoff=0.5 if style in PAINTED else 0.0,
        emission_linear=(_SHINE, _SHINE, _SHINE) if style in LIT else (0.0, 0.0, 0.0),
        emission_image=f"{name}_light" if style in LIT else "",
    )
    return palette.wear(material, **images)


def decal(width_m: float, height_m: float, material: int, *, at: Vec3 = (0.0, 0.0, 0.0)) -> Part:
    """Return an upright picture that faces +z, the middle of its foot at ``at``."""
    x = width_m / 2
    flat = Part(
        positions=np.array([[-x, 0, 0], [x, 0, 0], [x, height_m, 0], [-x, height_m, 0]]),
        normals=np.tile([0.0, 0.0, 1.0], (4, 1)),
        triangles=np.array([[0, 1, 2], [0, 2, 3]]),
        material=np.full(2, material, np.int64),
        uvs=np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]),
    )
    return shifted(flat, *at)
