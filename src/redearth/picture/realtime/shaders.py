"""WGSL files assembled into modules.

A line ``//! use NAME`` pulls in ``wgsl/NAME.wgsl`` once; a line ``//! each lamp STATEMENT`` becomes one statement per plain lamp, ``LAMP`` its
number as a literal: the software driver loads what lies at a constant address once for all pixels, and anything else pixel by pixel.
``near lamp``: for those that travel flat from the vertex program, which costs less still; ``far lamp``: for the rest. A line
``//! with shadowed sun TEXT`` is TEXT in the programs of views whose sun casts shadows, ``//! with point TEXT`` in those of views with a shadowed
point light; ``//! each spot TEXT`` is TEXT once per shadowed spot, ``NTH`` its number.
A line ``//! textured TEXT`` is TEXT in the programs that shade surfaces with images and nothing in all others, which cost no more for it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

_USE = re.compile(r"^//! use (\w+)$", re.MULTILINE)
_TEXTURED = re.compile(r"^ *//! textured (.*)\n", re.MULTILINE)
_EACH = re.compile(r"^ *//! each (near |far |)lamp (.*)$", re.MULTILINE)
_SUN = re.compile(r"^ *//! with shadowed sun (.*)\n", re.MULTILINE)
_SPOT = re.compile(r"^ *//! each spot (.*)\n", re.MULTILINE)
_POINT = re.compile(r"^ *//! with point (.*)\n", re.MULTILINE)
_FIRST_FLAT, _SUN_FLATS, _SPOT_FLATS, _LAMP_FLATS, _MOST_FLATS = 2, 15, 5, 2, 29
"""Where the flat vectors between a vertex and a fragment program begin, how many the sun's shadows, a shadowed spot and any other lamp take, and
where they must end."""


@cache
def shader_text(name: str, *, textured: bool = False) -> str:
    """Return the source of ``wgsl/<name>.wgsl`` with everything it uses in front of it; what serves images is left out unless ``textured``."""
    seen: list[str] = []
    parts: list[str] = []
    _collect(name, seen, parts, textured)
    return "\n".join(parts)


def shader_module(device: Any, name: str, **chosen: Any) -> Any:
    """Compile ``wgsl/<name>.wgsl`` on ``device``; see :func:`module_text`."""
    return device.create_shader_module(label=name, code=module_text(name, **chosen))


def module_text(
    name: str, *, lamps: int = 0, shadowed_sun: bool = False, spots: int = 0, point: int = 0, textured: bool = False
) -> str:
    """Return the whole of ``wgsl/<name>.wgsl`` for these lights, of which ``lamps`` plain ones, and for surfaces with images when ``textured``."""
    first_spot = _FIRST_FLAT + (_SUN_FLATS if shadowed_sun else 0)
    first_point = first_spot + _SPOT_FLATS * spots
    first_lamp = first_point + _LAMP_FLATS * point
    near = (_MOST_FLATS - first_lamp) // _LAMP_FLATS

    def unrolled(line: re.Match[str]) -> str:
        first, end = {"near ": (0, near), "far ": (near, lamps), "": (0, lamps)}[line[1]]
        return "\n".join("  " + line[2].replace("LAMP", f"{k}u") for k in range(first, min(end, lamps)))

    text = _SUN.sub(r"\1\n" if shadowed_sun else "", shader_text(name, textured=textured))
    text = _POINT.sub(r"\1\n" if point else "", text)
    text = _SPOT.sub(lambda line: "".join(line[1].replace("NTH", str(k)) + "\n" for k in range(spots)), text)
    for word, place in (("FIRST_SPOT", first_spot), ("FIRST_POINT", first_point), ("FIRST_FLAT", first_lamp)):
        text = text.replace(word, f"{place}u")
    return _EACH.sub(unrolled, text)


def _collect(name: str, seen: list[str], parts: list[str], textured: bool) -> None:
    if name in seen:
        return
    seen.append(name)
    text = (files("redearth.picture.realtime") / "wgsl" / f"{name}.wgsl").read_text(encoding="utf-8")
    text = _TEXTURED.sub(r"\1\n" if textured else "", text)
    for used in _USE.findall(text):
        _collect(used, seen, parts, textured)
    parts.append(_USE.sub("", text))
