"""The air of a place: a bed that changes slowly and is never digital silence, and the small events that live in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from redearth.core.seed import generator_from
from redearth.direction.model import Blocking
from redearth.sound import nature
from redearth.sound.clock import samples_at
from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.placing import Bed, Placed, Sounding, silence
from redearth.sound.rooms import ROOMS
from redearth.sound.tone import Generator, loudest

F64 = NDArray[np.float64]
_SECTION = 12 * SAMPLE_RATE_HZ
_OVERLAP = 2 * SAMPLE_RATE_HZ
_HUSH_DB = -13.0
_HUSH_FALL_S, _HUSH_HOLD_S, _HUSH_RISE_S = 0.35, 1.6, 5.0

Layer = Callable[[int, Generator], F64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambience:
    """A continuous bed and the single sounds over it."""

    bed: Bed
    events: tuple[Placed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sparse:
    """A small sound that comes now and then: mean gap, level, and how much of it is room."""

    make: Callable[[Generator], F64]
    gap_s: float
    level: float
    wet: float


def ambience_of(blocking: Blocking, handle: int, total: int) -> Ambience:
    """Return the ambience of a scene whose stem is ``total`` samples long and starts ``handle`` samples before the scene."""
    layers, sparse = _recipe(blocking)
    identity = f"{blocking.scene}/{blocking.set_plan.kit}"
    hushes = tuple(handle + samples_at(e.range.start, blocking.fps) for e in blocking.events if e.kind == "silence")

    length = min(_SECTION, total) + _OVERLAP  # a scene shorter than a section needs no more of it

    @lru_cache(maxsize=3)
    def section(index: int) -> F64:
        sounds = (level * layer(length, generator_from("sound.bed", identity, name, index)) for name, layer, level in layers)
        return sum(sounds, silence(length))

    def bed(start: int, count: int) -> F64:
        out = silence(count)
        for index in range(max(start // _SECTION - 1, 0), (start + count) // _SECTION + 1):
            _lay(out, section(index), index * _SECTION - start, first=index == 0)
        return out * _hush(start, count, hushes)[:, None]

    events = [
        p
        for number, kind in enumerate(sparse)
        for p in _scatter(kind, f"{identity}/{number}", total, hushes, blocking.set_plan.kit)
    ]
    return Ambience(bed=bed, events=tuple(events))


def _lay(out: F64, section: F64, at: int, *, first: bool) -> None:
    """Add a section to ``out`` at ``at`` with equal-power overlaps: no seam is heard where noise meets other noise."""
    low, high = max(at, 0), min(at + len(section), len(out))
    if high <= low:
        return
    position = np.arange(low - at, high - at)
    fade_in = np.ones(len(position)) if first else np.sin(np.clip(position / _OVERLAP, 0, 1) * np.pi / 2)
    fade_out = np.cos(np.clip((position - _SECTION) / _OVERLAP, 0, 1) * np.pi / 2)
    out[low:high] += section[low - at : high - at] * (fade_in * fade_out)[:, None]


def _hush(start: int, count: int, hushes: tuple[int, ...]) -> F64:
    """Return the gain that thins the air out where the script says silence."""
    t = np.arange(start, start + count) / SAMPLE_RATE_HZ
    db = np.zeros(count)
    for hush in hushes:
        since = t - hush / SAMPLE_RATE_HZ
        depth = np.clip(since / _HUSH_FALL_S + 1, 0, 1) * np.clip(1 - (since - _HUSH_HOLD_S) / _HUSH_RISE_S, 0, 1)
        db = np.minimum(db, _HUSH_DB * depth * depth * (3 - 2 * depth))
    gain: F64 = 10 ** (db / 20)
    return gain


def _scatter(kind: _Sparse, identity: str, total: int, hushes: tuple[int, ...], kit: str) -> list[Placed]:
    generator = generator_from("sound.scatter", identity)
    placed = []
    at_s = kind.gap_s * float(generator.random())
    number = 0
    while at_s * SAMPLE_RATE_HZ < total:
        start = int(at_s * SAMPLE_RATE_HZ)
        if not any(-2.5 < (start - hush) / SAMPLE_RATE_HZ < 2.2 for hush in hushes):
            placed.append(Placed(start=start, render=_rendering(kind, f"{identity}/{number}", kit)))
        number += 1
        at_s += kind.gap_s * (0.35 + 1.3 * float(generator.random()))
    return placed


def _rendering(kind: _Sparse, identity: str, kit: str) -> Callable[[], Sounding]:
    def render() -> Sounding:
        generator = generator_from("sound.sparse", identity)
        pan, far = float(generator.random()), 0.35 + 0.65 * float(generator.random())
        mono = loudest(kind.make(generator), 1.0) * kind.level * far
        sides = np.array([np.cos(pan * np.pi / 2), np.sin(pan * np.pi / 2)])
        return Sounding(
            direct=mono[:, None] * sides * (1 - 0.5 * kind.wet),
            send=mono * kind.wet * ROOMS.get(kit, ROOMS["exterior"]).wet * 3.0,
        )

    return render


def _recipe(blocking: Blocking) -> tuple[list[tuple[str, Layer, float]], list[_Sparse]]:
    """Return the layers (name, maker, level) and sparse sounds of a place at its time and in its weather."""
    plan = blocking.set_plan
    words = {w for phrase in (*blocking.weather, *plan.words) for w in phrase.casefold().split()}
    dark = blocking.time_of_day in ("night", "evening", "dusk")
    layers, sparse = _KITS[plan.kit](dark, plan.interior)
    layers = [*layers]
    if not plan.interior:
        if words & {"wind", "windy", "storm", "gust", "gale", "gusts", "风"}:
            layers.append(("wind+", nature.wind, 0.013))
        if words & {"dust", "sand", "sandstorm", "ash", "尘"}:
            layers.append(("dust+", nature.dust, 0.008))
        if words & {"snow", "blizzard", "雪"}:
            layers.append(("snow", nature.soft_wind, 0.014))
    if words & {"rain", "rainy", "storm", "downpour", "drizzle", "雨"}:
        layers.append(("rain", nature.rain_outside if not plan.interior else nature.rain_on_roof, 0.026))
    if words & {"sea", "ocean", "beach", "waves", "shore", "海"}:
        layers.append(("surf", nature.surf, 0.03))
    return layers, sparse


_Recipe = tuple[list[tuple[str, Layer, float]], list[_Sparse]]


def _ruins(dark: bool, interior: bool) -> _Recipe:
    layers: list[tuple[str, Layer, float]] = [
        ("wind", nature.wind, 0.015),
        ("air", nature.air, 0.005),
        ("dust", nature.dust, 0.006),
    ]
    return layers, [
        _Sparse(make=nature.debris_tick, gap_s=7.0, level=0.05, wet=0.5),
        _Sparse(make=nature.far_metal, gap_s=13.0, level=0.05, wet=0.9),
    ]


def _desert(dark: bool, interior: bool) -> _Recipe:
    return [("wind", nature.wind, 0.016), ("dust", nature.dust, 0.008), ("air", nature.air, 0.004)], []


def _tunnel(dark: bool, interior: bool) -> _Recipe:
    layers: list[tuple[str, Layer, float]] = [
        ("drone", nature.tunnel_drone, 0.03),
        ("air", nature.air, 0.005),
        ("draught", nature.soft_wind, 0.008),
    ]
    return layers, [
        _Sparse(make=nature.drip, gap_s=2.6, level=0.05, wet=1.0),
        _Sparse(make=nature.far_rumble, gap_s=11.0, level=0.13, wet=0.7),
        _Sparse(make=nature.far_metal, gap_s=15.0, level=0.05, wet=1.0),
    ]


def _vault(dark: bool, interior: bool) -> _Recipe:
    layers: list[tuple[str, Layer, float]] = [
        ("hum", nature.machine_hum, 0.011),
        ("vent", nature.ventilation, 0.014),
        ("air", nature.air, 0.003),
    ]
    return layers, [
        _Sparse(make=nature.drip, gap_s=5.5, level=0.035, wet=1.0),
        _Sparse(make=nature.relay, gap_s=9.0, level=0.02, wet=0.7),
        _Sparse(make=nature.far_rumble, gap_s=21.0, level=0.07, wet=0.7),
    ]


def _forest(dark: bool, interior: bool) -> _Recipe:
    layers: list[tuple[str, Layer, float]] = [
        ("leaves", nature.leaves, 0.013),
        ("air", nature.air, 0.005),
        ("wind", nature.soft_wind, 0.007),
    ]
    if dark:
        return [*layers, ("crickets", nature.crickets, 0.006)], [_Sparse(make=nature.owl, gap_s=19.0, level=0.04, wet=0.8)]
    return layers, [
        _Sparse(make=nature.bird, gap_s=2.4, level=0.04, wet=0.5),
        _Sparse(make=nature.far_bird, gap_s=4.5, level=0.02, wet=0.9),
    ]


def _street(dark: bool, interior: bool) -> _Recipe:
    layers: list[tuple[str, Layer, float]] = [
        ("traffic", nature.traffic, 0.022 if not dark else 0.014),
        ("air", nature.air, 0.005),
    ]
    return layers, [_Sparse(make=nature.passing_car, gap_s=9.0 if not dark else 16.0, level=0.08, wet=0.3)]


def _interior(dark: bool, interior: bool) -> _Recipe:
    layers: list[tuple[str, Layer, float]] = [("tone", nature.room_tone, 0.009), ("vent", nature.ventilation, 0.0035)]
    return layers, [_Sparse(make=nature.house_tick, gap_s=13.0, level=0.02, wet=0.6)]


def _exterior(dark: bool, interior: bool) -> _Recipe:
    layers: list[tuple[str, Layer, float]] = [("air", nature.air, 0.006), ("wind", nature.soft_wind, 0.011)]
    if dark:
        return [*layers, ("crickets", nature.crickets, 0.005)], []
    return layers, [_Sparse(make=nature.far_bird, gap_s=4.0, level=0.025, wet=0.6)]


_KITS: dict[str, Callable[[bool, bool], _Recipe]] = {
    "ruined_city": _ruins,
    "desert": _desert,
    "tunnel": _tunnel,
    "vault": _vault,
    "forest": _forest,
    "street": _street,
    "interior": _interior,
    "airlock": _tunnel,
    "control_room": _vault,
    "quarters": _interior,
    "laboratory": _interior,
    "ship": _tunnel,
    "office": _interior,
    "exterior": _exterior,
    "hall": _interior,
    "cave": _tunnel,
    "rooftop": _street,
}
