"""What a delivery does to a voice: radio, phone, mask, loudspeaker, thought, off-screen; each keeps length and timing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import Generator, band_pass, bell_curve, coloured, decay, high_pass, low_pass, soft_clip, wander

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """A voice after its treatment; ``lead`` samples of it lie before the line's own start."""

    samples: F64
    lead: int = 0
    wet: float = 1.0
    """Multiplies the room's share; 0 for voices that are not in the room."""
    centred: bool = False
    """Not placed in the picture: heard in the middle, at one level."""


def treat(samples: F64, deliveries: tuple[str, ...], generator: Generator) -> Treated:
    """Return a dry mono line as its deliveries want it heard; the first of radio, phone, pa, mask, thought, voice-over counts."""
    if "radio" in deliveries:
        return _radio(samples, generator)
    if "phone" in deliveries:
        return Treated(samples=_like(samples, _narrow(samples, 350, 3100, 1.6)), wet=0.15, centred="voice_over" in deliveries)
    if "pa" in deliveries:
        return Treated(samples=_like(samples, _narrow(samples, 380, 4200, 3.0)), wet=2.6)
    if "mask" in deliveries:
        return Treated(samples=_mask(samples), wet=0.8)
    if "thought" in deliveries:
        return Treated(samples=_close(samples) * 0.9, wet=0.5, centred=True)
    if "voice_over" in deliveries:
        return Treated(samples=_close(samples), wet=0.0, centred=True)
    if "off_screen" in deliveries:
        return Treated(samples=low_pass(samples, 2600.0, 1) * 0.8, wet=2.2)
    return Treated(samples=samples)


def _radio(samples: F64, generator: Generator) -> Treated:
    """Band-limit and saturate the line, lay static under it, and open and close the squelch with a click."""
    lead, tail = int(0.10 * SAMPLE_RATE_HZ), int(0.16 * SAMPLE_RATE_HZ)
    voice = np.pad(samples, (lead, tail))
    narrow = _like(voice, _narrow(voice, 320, 3300, 3.5))
    static = coloured(len(voice), generator, lambda hz: 1 / (1 + (hz / 2600) ** 2))
    static = band_pass(static, 400, 3800, 2) * (0.7 + 0.6 * wander(len(voice), generator, 9.0))
    crackle = band_pass((generator.random(len(voice)) < 0.0006) * generator.standard_normal(len(voice)), 700, 4000, 1)
    opened = np.zeros(len(voice))
    opened[int(0.02 * SAMPLE_RATE_HZ) : len(voice) - int(0.05 * SAMPLE_RATE_HZ)] = 1.0
    opened = low_pass(opened, 90.0, 1)
    out = narrow + opened * (0.0055 * static + 0.03 * crackle)
    for at, level in ((int(0.015 * SAMPLE_RATE_HZ), 0.05), (len(voice) - int(0.075 * SAMPLE_RATE_HZ), 0.075)):
        click = band_pass(
            generator.standard_normal(int(0.06 * SAMPLE_RATE_HZ)) * decay(int(0.06 * SAMPLE_RATE_HZ), 0.05), 500, 3600, 1
        )
        out[at : at + len(click)] += level * click[: len(out) - at]
    return Treated(samples=out * 1.1, lead=lead, wet=0.35)


def _narrow(samples: F64, low_hz: float, high_hz: float, drive: float) -> F64:
    steep = band_pass(samples, low_hz, high_hz, 3)
    peak = float(np.abs(steep).max(initial=0.0)) or 1.0
    bent = soft_clip(steep / peak, drive) * peak
    return band_pass(bell_curve(bent, 1500.0, 4.0, 0.9), low_hz, high_hz, 2)


def _mask(samples: F64) -> F64:
    muffled = low_pass(samples, 2900.0, 2) + 0.12 * high_pass(samples, 2900.0, 2)
    boxed = bell_curve(bell_curve(muffled, 620.0, 6.0, 1.6), 1750.0, -5.0, 1.2)
    return _like(samples, boxed)


def _close(samples: F64) -> F64:
    return _like(samples, bell_curve(low_pass(samples, 11_000.0, 1), 190.0, 3.0, 0.8))


def _like(before: F64, after: F64) -> F64:
    """Return ``after`` as loud as ``before``."""
    power = float(np.sum(after**2))
    return after * np.sqrt(float(np.sum(before**2)) / power) if power > 1e-12 else after
