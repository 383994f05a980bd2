"""WGSL files assembled into modules.

A line ``//! use NAME`` pulls in ``wgsl/NAME.wgsl`` once; a line ``//! each lamp STATEMENT`` becomes one statement per plain lamp, ``LAMP`` its
number as a literal: the software driver loads what lies at a constant address once for all pixels, and anything else pixel by pixel.
A line ``//! textured TEXT`` is TEXT in the programs that shade surfaces with images and nothing in all others, which cost no more for it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

_USE = re.compile(r"^//! use (\w+)$", re.MULTILINE)
_TEXTURED = re.compile(r"^ *//! textured (.*)\n", re.MULTILINE)
_EACH = re.compile(r"^ *//! each lamp (.*)$", re.MULTILINE)


@cache
def shader_text(name: str, *, textured: bool = False) -> str:
    """Return the source of ``wgsl/<name>.wgsl`` with everything it uses in front of it; what serves images is left out unless ``textured``."""
    seen: list[str] = []
    parts: list[str] = []
    _collect(name, seen, parts, textured)
    return "\n".join(parts)


def shader_module(device: Any, name: str, *, lamps: int = 0, textured: bool = False) -> Any:
    """Compile ``wgsl/<name>.wgsl`` on ``device`` for ``lamps`` plain lamps, and for surfaces with images when ``textured``."""

    def unrolled(line: re.Match[str]) -> str:
        return "\n".join("  " + line[1].replace("LAMP", f"{k}u") for k in range(lamps))

    return device.create_shader_module(label=name, code=_EACH.sub(unrolled, shader_text(name, textured=textured)))


def _collect(name: str, seen: list[str], parts: list[str], textured: bool) -> None:
    if name in seen:
        return
    seen.append(name)
    text = (files("redearth.picture.realtime") / "wgsl" / f"{name}.wgsl").read_text(encoding="utf-8")
    text = _TEXTURED.sub(r"\1\n" if textured else "", text)
    for used in _USE.findall(text):
        _collect(used, seen, parts, textured)
    parts.append(_USE.sub("", text))
