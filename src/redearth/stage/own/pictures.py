"""Pictures of the user's, decoded within bounds."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image as Picture
from PIL import UnidentifiedImageError

from redearth.stage.model import ColorSpace, Image
from redearth.stage.own.found import Found

LONGEST_PX = 2048
"""Larger pictures are made smaller."""
_LARGEST_PX = 16384
_MOST_PX = 1 << 27
_SOLID = 0.995
"""Opacity of what is clear only where its image is."""
_FAINT = 25
_SOFT_SHARE, _HOLES_SHARE = 0.1, 0.002
"""Share of texels with an alpha in between from which an image is clear, and of open ones from which it has holes."""


def see_through(image: Image | None, factor: float) -> tuple[float, float]:
    """Return the alpha cut-off and the opacity of a surface that blends: ``factor`` times its image's alpha.

    An image that is either there or not cuts holes; one with much in between, or a factor below 1, is clear.
    """
    if image is None:
        return 0.0, factor
    alpha = image.pixels[..., 3]
    if factor < _SOLID or ((alpha > _FAINT) & (alpha < 255 - _FAINT)).mean() > _SOFT_SHARE:
        return 0.0, min(factor, _SOLID)
    return (0.5 if (alpha < 128).mean() > _HOLES_SHARE else 0.0), 1.0


def decode(found: Found, name: str, data: bytes, space: ColorSpace) -> Image | None:
    """Return a PNG, JPEG or WebP picture, or None (with a notice) when it cannot be decoded or claims absurd sizes."""
    try:
        with Picture.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "TGA", "BMP")) as picture:
            wide, tall = picture.size
            if max(wide, tall) > _LARGEST_PX or wide * tall > _MOST_PX:
                found.say(
                    "image", f"{name} claims {wide} x {tall} pixels; it is left out", f"at most {_LARGEST_PX} pixels a side"
                )
                return None
            picture.draft("RGB", (LONGEST_PX, LONGEST_PX))
            pixels = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Picture.DecompressionBombError) as broken:
        found.say(
            "image", f"{name} cannot be decoded ({broken}); the surface shows its plain colour", "a whole PNG or JPEG picture"
        )
        return None
    if max(pixels.size) > LONGEST_PX:
        found.say("image", f"{name} has {wide} x {tall} pixels; it is made smaller", f"at most {LONGEST_PX} pixels a side")
        pixels.thumbnail((LONGEST_PX, LONGEST_PX), Picture.Resampling.BOX)
    return Image(pixels=np.asarray(pixels), color_space=space)
