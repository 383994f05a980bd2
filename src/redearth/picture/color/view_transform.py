"""The view transform: exposed scene-linear Rec.709 to sRGB through OpenColorIO's built-in ACES 2 configuration, baked to a table.

The only module that imports OpenColorIO, and only once a picture is developed. Balance, looks and the film's own LUT are baked in with it.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from redearth.core.look import Cdl, Look
from redearth.stage.model import F32

CONFIG = "ocio://default"
DISPLAY = "sRGB - Display"
VIEW = "ACES 2.0 - SDR 100 nits (Rec.709)"
SCENE = "Linear Rec.709 (sRGB)"
LOG = "ACEScct"
NODES = 65
"""Entries along each side of the table: within one 8-bit step of OpenColorIO itself (``tests/picture/test_view_transform.py``)."""
TOE = 2.0**-9
TOP = 64.0
"""The table's axis is log2(light + TOE), from no light to TOP, eight and a half stops over mid grey."""
MID_GREY_LOG = 0.4135884
"""ACEScct of 0.18."""


def develop(light: F32, look: Look, lut: bytes | None = None) -> F32:
    """Return exposed scene-linear ``light`` [..., 3] as OpenColorIO itself shows it: sRGB-encoded [..., 3]."""
    values = np.ascontiguousarray(light, np.float32).reshape(-1, 3).copy()
    _processor(look, lut).applyRGB(values)
    return values.reshape(light.shape)


def bake(look: Look, lut: bytes | None = None) -> F32:
    """Return :func:`develop` as a table [NODES, NODES, NODES, 3], blue slowest; about 0.1 s, and kept for the process."""
    colour = Look(
        stock=look.stock, contrast=look.contrast, saturation=look.saturation, temperature=look.temperature,
        slope=look.slope, offset=look.offset, power=look.power, lut=look.lut if lut else "",
    )  # fmt: skip
    return _bake(colour, lut)


@lru_cache(maxsize=16)
def _bake(look: Look, lut: bytes | None) -> F32:
    first, last = math.log2(TOE), math.log2(TOP + TOE)
    axis = np.exp2(np.linspace(first, last, NODES)) - TOE
    axis[0] = 0.0
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    return np.clip(develop(np.stack([red, green, blue], -1).astype(np.float32), look, lut), 0.0, 1.0)


def what_is_wrong_with(name: str, lut: bytes) -> str:
    """Return why the LUT file ``name``, which holds ``lut``, cannot be used; empty when it can."""
    import PyOpenColorIO as ocio

    try:
        _processor(Look(lut=name), lut)
    except ocio.Exception as error:
        return " ".join(str(error).split()) or "OpenColorIO does not say why"
    return ""


def _processor(look: Look, lut: bytes | None) -> Any:
    import PyOpenColorIO as ocio

    group = ocio.GroupTransform()
    group.appendTransform(ocio.MatrixTransform(np.diag([*balance(look.temperature), 1.0]).ravel().tolist()))
    group.appendTransform(ocio.ColorSpaceTransform(src=SCENE, dst=LOG))
    turn = 1.0 + look.contrast
    pivot = MID_GREY_LOG * (1.0 - turn)
    decisions = (
        Cdl(slope=look.slope, offset=look.offset, power=look.power, saturation=1.0 + look.saturation),
        Cdl(slope=(turn, turn, turn), offset=(pivot, pivot, pivot)),
        look.stock,
    )
    for one in decisions:
        if one != Cdl():
            group.appendTransform(ocio.CDLTransform(slope=one.slope, offset=one.offset, power=one.power, sat=one.saturation))
    with TemporaryDirectory() as folder:
        if lut is not None:
            # OpenColorIO reads looks from files alone, and knows their kind by the suffix.
            file = Path(folder, f"look{Path(look.lut).suffix.lower()}")
            file.write_bytes(lut)
            group.appendTransform(ocio.FileTransform(src=str(file), interpolation=ocio.INTERP_LINEAR))
        group.appendTransform(ocio.DisplayViewTransform(src=LOG, display=DISPLAY, view=VIEW))
        return ocio.Config.CreateFromFile(CONFIG).getProcessor(group).getDefaultCPUProcessor()


def balance(temperature: float) -> F32:
    """Return the gains [3] of a temperature from -1 (cold) to 1 (warm), which keep the luminance of grey."""
    gains = np.array([1.0 + 0.16 * temperature, 1.0, 1.0 - 0.22 * temperature])
    return np.asarray(gains / (gains @ np.array([0.2126, 0.7152, 0.0722])), np.float32)
