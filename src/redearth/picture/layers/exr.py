"""Layered OpenEXR files: the only module that knows the OpenEXR library."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redearth.picture.aov import Aovs
from redearth.picture.layers.cryptomatte import Matte, encode
from redearth.picture.layers.frame_place import FramePlace
from redearth.stage.model import F32

_REC709 = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290)
"""x and y of red, green, blue and white."""
Channels = dict[str, NDArray[np.floating]]


def write_exr(path: Path, aovs: Aovs, place: FramePlace) -> None:
    """Write what ``aovs`` holds as one file: a single part, ZIP, no dates; the same content is the same bytes.

    Colours and normals are half floats, everything measured (depth, motion, ids) is float32.
    """
    import OpenEXR

    matte = encode(aovs.objects) if aovs.objects is not None else None
    channels = channels_of(aovs, matte)
    header: dict[str, object] = {
        "compression": OpenEXR.ZIP_COMPRESSION,
        "type": OpenEXR.scanlineimage,
        "chromaticities": _REC709,
        "pixelAspectRatio": 1.0,
        "framesPerSecond": Fraction(place.fps),
        "timeCode": _time_code(place),
        "comments": place.words(),
        "redearth/shot": place.shot,
        "redearth/shot_frame": place.shot_frame,
        "redearth/film_frame": place.film_frame,
        **(matte.attributes if matte else {}),
    }
    OpenEXR.File(header, {name: OpenEXR.Channel(pixels) for name, pixels in channels.items()}, 1).write(str(path))


def channels_of(aovs: Aovs, matte: Matte | None) -> Channels:
    """Return the file's channels by the names that compositors look for."""
    channels: Channels = {}
    if aovs.beauty_linear is not None:
        channels |= _split("", "RGB", aovs.beauty_linear, np.float16)
        channels["A"] = np.ones(aovs.beauty_linear.shape[:2], np.float16)
    if aovs.depth_m is not None:
        channels["depth.Z"] = aovs.depth_m
    if aovs.normal is not None:
        channels |= _split("normal.", "XYZ", aovs.normal, np.float16)
    if aovs.albedo_linear is not None:
        channels |= _split("albedo.", "RGB", aovs.albedo_linear, np.float16)
    if aovs.motion_px is not None:
        channels |= _split("motion.", "XY", aovs.motion_px, np.float32)
    for layer, ranks in matte.layers.items() if matte else ():
        channels |= _split(f"{layer}.", "RGBA", ranks, np.float32)
    return channels


def _split(layer: str, letters: str, pixels: F32, kind: type[np.floating]) -> Channels:
    return {f"{layer}{letter}": np.ascontiguousarray(pixels[..., k]).astype(kind) for k, letter in enumerate(letters)}


def _time_code(place: FramePlace) -> object:
    import OpenEXR

    return OpenEXR.TimeCode(*place.clock(), *[0] * 14)  # no drop frames, no flags, no user bits
