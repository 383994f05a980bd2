"""Screens that can be read: glass that shines with a page of a machine, in a bezel or as a bare picture."""

from __future__ import annotations

from redearth.core.digest import digest_bytes
from redearth.stage.model import Material
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.screen_faces import PAGES, ScreenPage, draw_screen
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import box

_LONG_PX = 512
_SHINE = 3.2
"""Radiance of the brightest ink; a page's mean is about an eighth of it."""


def screen(
    palette: Palette,
    width_m: float,
    height_m: float,
    *,
    text: str = "",
    page: ScreenPage | None = None,
    seed: int = 0,
    depth_m: float = 0.05,
) -> Part:
    """Return a display in a dark bezel, facing +z, the middle of its foot at the origin and its back at z = 0.

    ``seed`` chooses one of five pages (status, log, waveform, map, gauges) and one of four inks. ``text`` alone fills the screen as a message;
    with ``page`` it becomes the page's title. ``depth_m`` 0 leaves the bezel out: a bare picture just before z = 0.
    """
    glass = screen_material(palette, width_m / height_m, text=text, page=page, seed=seed)
    if depth_m <= 0:
        return decal(width_m, height_m, glass, at=(0, 0, 0.004))
    rim = min(0.03, 0.08 * min(width_m, height_m))
    case = box((width_m, height_m, depth_m), palette.use("plastic"), at=(0, 0, depth_m / 2), chamfer_m=min(0.01, depth_m / 4))
    return join(case, decal(width_m - 2 * rim, height_m - 2 * rim, glass, at=(0, rim, depth_m + 0.002)))


def screen_material(palette: Palette, aspect: float, *, text: str = "", page: ScreenPage | None = None, seed: int = 0) -> int:
    """Return the material of a lit screen, ``aspect`` times as wide as tall."""
    shown: ScreenPage = page or ("message" if text else PAGES[seed % len(PAGES)])
    wide = _LONG_PX if aspect >= 1 else max(64, round(_LONG_PX * aspect))
    tall = _LONG_PX if aspect < 1 else max(64, round(_LONG_PX / aspect))
    spoken = f"{shown} {text} {wide}x{tall} {seed % 20}"
    name = f"screen_{shown}_{digest_bytes(spoken.encode())[:10]}"
    material = Material(
        name=name,
        base_color_linear=(0.012, 0.014, 0.016),
        roughness=0.12,
        wear=0.0,
        bump=0.0,
        emission_linear=(_SHINE, _SHINE, _SHINE),
        emission_image=name,
    )
    return palette.wear(material, **{name: draw_screen(shown, text, wide, tall, palette.fonts, seed % 20).light_image()})
