"""Screens of rooms: what they show follows from who they are, and few pictures serve many of them."""

from __future__ import annotations

from collections.abc import Sequence

from redearth.core.seed import seed_from
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.screen_faces import ScreenPage
from redearth.stage.sets.screens import screen
from redearth.stage.sets.shape import Part

_PAGES = 10
"""How many different pages the screens of one shape show."""
_ASPECT_STEP = 0.25


def display(palette: Palette, width_m: float, height_m: float, *identity: str | int, text: str = "") -> Part:
    """Return a bare lit picture in the XY plane, foot centre at the origin, seen from +z; ``text`` fills it as a message."""
    return screen(
        palette, width_m, _snug(width_m, height_m), text=text, seed=seed_from("display", *identity) % _PAGES, depth_m=0.0
    )


def monitor(
    palette: Palette, width_m: float, height_m: float, *identity: str | int, text: str = "", pages: Sequence[ScreenPage] = ()
) -> Part:
    """Return a screen in its case, foot centre at the origin, back at z = 0, seen from +z; 0.06 m deep; ``text`` fills it as a message.

    It shows one of ``pages``, or of those of machines.
    """
    seed = seed_from("display", *identity) % _PAGES
    page = pages[seed % len(pages)] if pages and not text else None
    return screen(palette, width_m, _snug(width_m, height_m), text=text, page=page, seed=seed, depth_m=0.06)


def _snug(width_m: float, height_m: float) -> float:
    """Return the height, a little less than asked for, that makes one of few shapes of picture."""
    aspect = width_m / height_m
    return width_m / (round(aspect / _ASPECT_STEP + 0.4999) * _ASPECT_STEP)
