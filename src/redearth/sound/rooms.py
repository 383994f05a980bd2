"""How each kind of set answers: stereo impulse responses made of early reflections and a tail that darkens as it dies.

The tail is Gaussian noise in six octave bands, each with its own reverberation time (Moorer, "About this reverberation business", 1979).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from redearth.core.seed import generator_from
from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import band, coloured

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """An acoustic: 60 dB decay times in low, middle and high bands, and what comes first."""

    low_s: float
    mid_s: float
    high_s: float
    predelay_s: float
    first_s: float
    """Span in which single reflections arrive."""
    reflections: int
    tail: float = 1.0
    """Level of the tail against the reflections."""
    ring_hz: tuple[float, ...] = ()
    """Modes that hang on: a tunnel's, a tank's."""
    slaps_s: tuple[float, ...] = ()
    """Late echoes from far walls."""
    wet: float = 0.2
    """How much of it a voice two metres from the camera carries."""


ROOMS: dict[str, Room] = {
    "tunnel": Room(low_s=2.6, mid_s=2.1, high_s=0.9, predelay_s=0.012, first_s=0.11, reflections=22, ring_hz=(87.0, 131.0, 196.0, 262.0), wet=0.34),
    "vault": Room(low_s=3.0, mid_s=2.4, high_s=1.2, predelay_s=0.024, first_s=0.13, reflections=16, wet=0.27),
    "interior": Room(low_s=0.5, mid_s=0.4, high_s=0.28, predelay_s=0.004, first_s=0.035, reflections=18, wet=0.17),
    "airlock": Room(low_s=1.2, mid_s=1.0, high_s=0.5, predelay_s=0.006, first_s=0.05, reflections=20, ring_hz=(131.0, 196.0), wet=0.26),
    "control_room": Room(low_s=0.9, mid_s=0.6, high_s=0.35, predelay_s=0.009, first_s=0.06, reflections=16, wet=0.18),
    "quarters": Room(low_s=0.5, mid_s=0.4, high_s=0.26, predelay_s=0.004, first_s=0.035, reflections=18, wet=0.16),
    "laboratory": Room(low_s=0.8, mid_s=0.7, high_s=0.45, predelay_s=0.005, first_s=0.045, reflections=18, wet=0.2),
    "ship": Room(low_s=0.7, mid_s=0.5, high_s=0.3, predelay_s=0.004, first_s=0.03, reflections=20, ring_hz=(147.0, 220.0), wet=0.2),
    "office": Room(low_s=0.7, mid_s=0.55, high_s=0.35, predelay_s=0.006, first_s=0.05, reflections=16, wet=0.18),
    "ruined_city": Room(low_s=1.1, mid_s=0.9, high_s=0.45, predelay_s=0.03, first_s=0.2, reflections=6, tail=0.4, slaps_s=(0.19, 0.31, 0.47), wet=0.13),
    "street": Room(low_s=0.8, mid_s=0.7, high_s=0.4, predelay_s=0.02, first_s=0.12, reflections=9, tail=0.5, slaps_s=(0.12, 0.21), wet=0.13),
    "forest": Room(low_s=0.5, mid_s=0.7, high_s=0.5, predelay_s=0.02, first_s=0.18, reflections=14, tail=0.5, wet=0.09),
    "desert": Room(low_s=0.3, mid_s=0.25, high_s=0.15, predelay_s=0.01, first_s=0.05, reflections=4, tail=0.3, wet=0.05),
    "exterior": Room(low_s=0.5, mid_s=0.4, high_s=0.25, predelay_s=0.02, first_s=0.12, reflections=6, tail=0.4, wet=0.07),
    "cave": Room(low_s=2.8, mid_s=2.3, high_s=1.0, predelay_s=0.02, first_s=0.14, reflections=20, wet=0.33),
    "rooftop": Room(low_s=0.3, mid_s=0.25, high_s=0.15, predelay_s=0.02, first_s=0.1, reflections=4, tail=0.3, slaps_s=(0.34,), wet=0.05),
    "hall": Room(low_s=2.7, mid_s=2.3, high_s=1.3, predelay_s=0.028, first_s=0.09, reflections=14, wet=0.3),
}  # fmt: skip
_BANDS = (
    (30, 180, "low"),
    (180, 500, "low"),
    (500, 1400, "mid"),
    (1400, 3500, "mid"),
    (3500, 7500, "high"),
    (7500, 14_000, "high"),
)


@lru_cache(maxsize=4)
def impulse_response(kit: str) -> F64:
    """Return the response [N, 2] of a set kit (``hall`` is the music's own), scaled to energy 1 for each channel."""
    room = ROOMS.get(kit, ROOMS["exterior"])
    count = int((max(room.low_s, room.mid_s) * 1.05 + room.predelay_s + 0.1) * SAMPLE_RATE_HZ)
    generator = generator_from("sound.room", kit)
    response = room.tail * _tail(room, count, generator) + _early(room, count, generator)
    for hz in room.ring_hz:
        t = np.arange(count) / SAMPLE_RATE_HZ
        ring = np.exp(-6.908 * t / (room.low_s * 1.2)) * np.minimum(1.0, t / 0.03)
        response += 0.0022 * ring[:, None] * np.sin(2 * np.pi * hz * t[:, None] + generator.random(2) * 6.28)
    fade = int(0.08 * SAMPLE_RATE_HZ)
    response[-fade:] *= np.linspace(1, 0, fade)[:, None] ** 2
    scaled: F64 = response / np.sqrt((response**2).sum(axis=0, keepdims=True))
    return scaled


def _tail(room: Room, count: int, generator: np.random.Generator) -> F64:
    delay = int(room.predelay_s * SAMPLE_RATE_HZ)
    t = np.arange(count - delay) / SAMPLE_RATE_HZ
    times = {"low": room.low_s, "mid": room.mid_s, "high": room.high_s}
    out = np.zeros((count, 2))
    build = 1.0 - np.exp(-t / (room.first_s * 0.5))
    for low, high, name in _BANDS:
        shape = build * np.exp(-6.908 * t / times[name])
        weight = 1.0 if high < 4000 else 0.6 if high < 8000 else 0.3
        for channel in range(2):
            noise = coloured(len(t), generator, lambda hz, a=float(low), b=float(high): band(hz, a, b, 3.0))  # type: ignore[misc]
            out[delay:, channel] += weight * np.sqrt((high - low) / 4000) * noise * shape
    result: F64 = out / np.sqrt((out**2).sum(axis=0).mean())
    return result


def _early(room: Room, count: int, generator: np.random.Generator) -> F64:
    out = np.zeros((count, 2))
    for _ in range(room.reflections):
        time_s = room.predelay_s + room.first_s * float(generator.random()) ** 1.3
        at = int(time_s * SAMPLE_RATE_HZ)
        gain = 0.5 * (0.3 + 0.7 * room.predelay_s / time_s) * (1 if generator.random() < 0.5 else -1)
        pan = float(generator.random())
        _blurred(out, at, gain * np.array([np.cos(pan * np.pi / 2), np.sin(pan * np.pi / 2)]), 6)
    for index, slap_s in enumerate(room.slaps_s):
        side = np.array([0.9, 0.45]) if index % 2 == 0 else np.array([0.45, 0.9])
        _blurred(out, int(slap_s * SAMPLE_RATE_HZ), 0.4 * 0.65**index * side, 90)
    return out


def _blurred(out: F64, at: int, gains: F64, width: int) -> None:
    """Add one reflection to ``out``, smeared over ``width`` samples as a rough wall smears it."""
    shape = np.hanning(2 * width + 3)[1:-1]
    end = min(at + len(shape), len(out))
    out[at:end] += (shape / np.sqrt(np.sum(shape**2)))[: end - at, None] * gains
