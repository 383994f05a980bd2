"""WGSL files assembled into modules: a line ``//! use NAME`` pulls in ``wgsl/NAME.wgsl`` once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

_USE = re.compile(r"^//! use (\w+)$", re.MULTILINE)


@cache
def shader_text(name: str) -> str:
    """Return the source of ``wgsl/<name>.wgsl`` with everything it uses in front of it."""
    seen: list[str] = []
    parts: list[str] = []
    _collect(name, seen, parts)
    return "\n".join(parts)


def shader_module(device: Any, name: str) -> Any:
    """Compile ``wgsl/<name>.wgsl`` on ``device``."""
    return device.create_shader_module(label=name, code=shader_text(name))


def _collect(name: str, seen: list[str], parts: list[str]) -> None:
    if name in seen:
        return
    seen.append(name)
    text = (files("redearth.picture.realtime") / "wgsl" / f"{name}.wgsl").read_text(encoding="utf-8")
    for used in _USE.findall(text):
        _collect(used, seen, parts)
    parts.append(_USE.sub("", text))
