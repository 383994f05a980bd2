"""The renderers by the names that ``film.toml`` calls them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from redearth.core.look import Look
from redearth.picture.model import Quality, ReelOptions, RendererName
from redearth.picture.painter import Painter
from redearth.picture.realtime.renderer import Renderer

PAINTERS: Mapping[RendererName, Callable[[int, int, Quality, Look, bytes | None], Painter]] = {"realtime": Renderer}
"""Each makes a :class:`~redearth.picture.painter.Painter` for one size in pixels, quality, look and the look's own colour table."""


def painter_for(options: ReelOptions, lut: bytes | None = None) -> Painter:
    """Return the renderer that ``options`` name, at their size; ``lut`` is what the file that the look names holds."""
    return PAINTERS[options.renderer](options.width_px, options.height_px, options.quality, options.look, lut)
