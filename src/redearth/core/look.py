"""The look of a film: the lab's choices, as ``[look]`` of ``film.toml`` gives them and the lab takes them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from redearth.core.space import Vec3

ONE: Vec3 = (1.0, 1.0, 1.0)
NONE: Vec3 = (0.0, 0.0, 0.0)
DEFAULT_LOOK = "film"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cdl:
    """An ASC colour decision: out = (in * slope + offset) ** power, then saturation about Rec.709 luma."""

    slope: Vec3 = ONE
    offset: Vec3 = NONE
    power: Vec3 = ONE
    saturation: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLook:
    """One entry of ``looks.toml``: a colour decision and how the stock and the glass behave."""

    about: str
    cdl: Cdl
    grain: float
    vignette: float
    bloom: float
    halation: float
    flare: float


@cache
def named_looks() -> Mapping[str, NamedLook]:
    """Return the looks that ``film.toml`` may name."""
    text = (files("redearth.core") / "looks.toml").read_text(encoding="utf-8")
    looks: dict[str, NamedLook] = {}
    for name, entry in tomllib.loads(text).items():
        colour: dict[str, Any] = {key: tuple(entry.pop(key)) for key in ("slope", "offset", "power") if key in entry}
        looks[name] = NamedLook(cdl=Cdl(saturation=entry.pop("saturation", 1.0), **colour), **entry)
    return looks


def _film() -> NamedLook:
    return named_looks()[DEFAULT_LOOK]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The lab's choices for the whole film; 0 leaves a control neutral, or is none of it."""

    name: str = DEFAULT_LOOK
    """One of :func:`named_looks`: its colours are ``stock``, its grain, vignette, bloom, halation and flare those below unless given."""
    stock: Cdl = field(default_factory=lambda: _film().cdl)
    """The named look's own colour decision, in ACEScct; not a key of ``film.toml``."""
    exposure_ev: float = 0.0
    contrast: float = 0.0
    """Slope about mid grey in ACEScct, less one."""
    saturation: float = 0.0
    temperature: float = 0.0
    """-1 cold … +1 warm."""
    slope: Vec3 = ONE
    offset: Vec3 = NONE
    power: Vec3 = ONE
    """``slope``, ``offset``, ``power``: the film's own colour decision, in ACEScct, before the named look's."""
    lut: str = ""
    """A ``.cube``, ``.cdl``, ``.cc`` or ``.ccc`` file in the film folder, from ACEScct to ACEScct; after the named look."""
    grain: float = field(default_factory=lambda: _film().grain)
    vignette: float = field(default_factory=lambda: _film().vignette)
    bloom: float = field(default_factory=lambda: _film().bloom)
    halation: float = field(default_factory=lambda: _film().halation)
    """Red glow round what is bright: light that the film's back throws into it once more."""
    flare: float = field(default_factory=lambda: _film().flare)
    """Ghosts of small, strong lights, and the ring round them: 0 none … 1 strong."""
    letterbox: float = 0.0
    """Width over height of what the bars leave; 0 is no bars."""
    shutter_deg: float = 180.0
    """How long the shutter is open, of 360 degrees a frame; 0 freezes what moves."""


LUT_SUFFIXES = (".cube", ".cdl", ".cc", ".ccc")


def scene_look(look: Look, notes: Sequence[str]) -> Look:
    """Return the look of a scene whose notes may name one: ``look: night, dust 0.8`` is eight tenths of the way from night to dust."""
    words = [word.strip().lower() for note in notes if note.lower().startswith("look:") for word in note[5:].split(",")]
    for word in words:
        match = _NAME_AND_SHARE.fullmatch(word)
        if match and match[1] in named_looks():
            share = min(float(match[2] or 1.0), 1.0)
            look = replace(look, name=match[1], stock=_between(look.stock, named_looks()[match[1]].cdl, share))
    return look


_NAME_AND_SHARE = re.compile(r"([a-z]+)(?:\s+(\d*\.?\d+))?")


def _between(one: Cdl, other: Cdl, share: float) -> Cdl:
    def mixed(a: Vec3, b: Vec3) -> Vec3:
        r, g, b_ = (x + (y - x) * share for x, y in zip(a, b, strict=True))
        return r, g, b_

    return Cdl(
        slope=mixed(one.slope, other.slope),
        offset=mixed(one.offset, other.offset),
        power=mixed(one.power, other.power),
        saturation=one.saturation + (other.saturation - one.saturation) * share,
    )


def look_named(name: str) -> Look:
    """Return the look ``name`` of :func:`named_looks` with nothing changed."""
    known = named_looks()[name]
    return Look(
        name=name,
        stock=known.cdl,
        grain=known.grain,
        vignette=known.vignette,
        bloom=known.bloom,
        halation=known.halation,
        flare=known.flare,
    )
