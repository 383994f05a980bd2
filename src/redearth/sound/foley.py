"""Footsteps, hands, cloth, claws and falls, synthesised for each contact of the performance; no two alike.

Granular crunch for loose ground after Cook, "Modeling Bill's gait: analysis and parametric synthesis of walking sounds" (2002).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import Generator, band_pass, brown, decay, high_pass, low_pass, modes, pink, rise_fall, wander

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a foot meets: body thump, ring, loose grains and friction."""

    thump_hz: float
    thump: float
    click: float = 0.25
    """Share of the sole's hard edge."""
    grains: int = 0
    grain_hz: tuple[float, float] = (1500.0, 6000.0)
    grain: float = 0.0
    ring_hz: tuple[float, ...] = ()
    ring: float = 0.0
    ring_s: float = 0.1
    scuff: float = 0.1
    scuff_hz: tuple[float, float] = (900.0, 7000.0)


GROUNDS: dict[str, Ground] = {
    "sand": Ground(click=0.1, thump_hz=75, thump=0.35, grains=220, grain_hz=(1800, 7500), grain=0.5, scuff=0.42, scuff_hz=(1200, 8500)),
    "soil": Ground(thump_hz=82, thump=0.55, grains=90, grain_hz=(500, 3200), grain=0.45, scuff=0.22, scuff_hz=(400, 3000)),
    "grass": Ground(thump_hz=80, thump=0.4, grains=70, grain_hz=(2500, 9000), grain=0.25, scuff=0.45, scuff_hz=(2500, 10_000)),
    "snow": Ground(thump_hz=90, thump=0.3, grains=320, grain_hz=(900, 4200), grain=0.6, scuff=0.2, scuff_hz=(700, 3500)),
    "concrete": Ground(click=1.1, thump_hz=110, thump=0.7, grains=26, grain_hz=(2200, 9000), grain=0.2, ring_hz=(310, 540, 905), ring=0.14, ring_s=0.05, scuff=0.2),
    "wood": Ground(click=0.7, thump_hz=105, thump=0.8, grains=6, grain=0.1, ring_hz=(148, 236, 391, 620), ring=0.5, ring_s=0.14, scuff=0.12),
    "metal": Ground(click=1.2, thump_hz=95, thump=0.6, grains=10, grain=0.15, ring_hz=(212, 347, 561, 853, 1290, 2140), ring=0.6, ring_s=0.5, scuff=0.15),
}  # fmt: skip


def contact_sound(kind: str, surface: str, strength: float, generator: Generator) -> F64:
    """Return one contact as mono samples, peak about 0.1 for a walking step and 0.5 for a hard fall."""
    ground = GROUNDS.get(surface, GROUNDS["concrete"])
    power = float(np.clip(strength, 0.03, 1.5))
    return _MAKERS.get(kind, _touch)(ground, power, generator)


def _footstep(ground: Ground, power: float, generator: Generator) -> F64:
    """Heel, roll and toe: two weights of the same ground some 60 to 110 ms apart, and the sole's drag between."""
    gap = int((0.115 - 0.05 * min(power, 1.0)) * SAMPLE_RATE_HZ * (0.85 + 0.3 * generator.random()))
    heel, toe = _weight(ground, power, generator), _weight(ground, power * (0.4 + 0.25 * generator.random()), generator)
    out = np.zeros(gap + max(len(heel), len(toe)))
    out[: len(heel)] += heel
    out[gap : gap + len(toe)] += toe
    drag = _scuff(int(gap * 1.6), ground.scuff_hz, generator) * ground.scuff * 0.35 * power
    out[gap // 3 : gap // 3 + len(drag)] += drag[: len(out) - gap // 3]
    return out * 0.3


def _weight(ground: Ground, power: float, generator: Generator) -> F64:
    count = int((0.16 + ground.ring_s) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    pitch = ground.thump_hz * (0.9 + 0.25 * generator.random())
    body = np.sin(2 * np.pi * pitch * t * (1 + 0.5 * np.exp(-t * 60))) * decay(count, 0.11, 0.004)
    knock = band_pass(generator.standard_normal(count), 160, 1400, 1) * decay(count, 0.045, 0.0012)
    click = (
        band_pass(generator.standard_normal(count), 1600, 5200, 1)
        * decay(count, 0.016, 0.0006)
        * (0.6 + 0.8 * generator.random())
    )
    out = ground.thump * power * (0.55 * body + 1.3 * knock + ground.click * click)
    if ground.grains:
        out += ground.grain * _crunch(count, ground, power, generator)
    if ground.ring_hz:
        scatter = np.array(ground.ring_hz) * (0.94 + 0.12 * generator.random(len(ground.ring_hz)))
        gains = generator.random(len(scatter)) * np.linspace(1, 0.35, len(scatter))
        out += (
            ground.ring
            * power
            * 0.5
            * modes(count, scatter, ground.ring_s * (0.5 + generator.random(len(scatter))), gains, generator)
        )
    return out


def _crunch(count: int, ground: Ground, power: float, generator: Generator) -> F64:
    """Return many tiny collisions whose rate dies as the weight settles."""
    impulses = np.zeros(count)
    number = int(ground.grains * (0.5 + power))
    at = np.minimum((generator.random(number) ** 2.2 * 0.12 * SAMPLE_RATE_HZ).astype(int), count - 1)
    np.add.at(impulses, at, generator.exponential(1.0, number) * generator.choice([-1.0, 1.0], number))
    low, high = ground.grain_hz
    centre = low * (high / low) ** generator.random()
    grit = band_pass(impulses, low, high, 1) + 0.7 * band_pass(impulses, centre * 0.8, centre * 1.25, 1)
    result: F64 = np.asarray(grit * power * 1.6 / np.sqrt(max(number, 1) / 60))
    return result


def _scuff(count: int, hz: tuple[float, float], generator: Generator) -> F64:
    noise = band_pass(generator.standard_normal(max(count, 64)), *hz, 1)
    return noise * np.sin(np.linspace(0, np.pi, len(noise))) ** 1.5 * (0.5 + wander(len(noise), generator, 60.0))


def _land(ground: Ground, power: float, generator: Generator) -> F64:
    step = _footstep(ground, min(power * 1.3, 1.5), generator) * 1.4
    return _over(step, _cloth(ground, power, generator) * 0.8)


def _kneel(ground: Ground, power: float, generator: Generator) -> F64:
    return _over(_weight(ground, power * 0.6, generator) * 0.22, _cloth(ground, 0.7, generator))


def _cloth(ground: Ground, power: float, generator: Generator) -> F64:
    count = int((0.22 + 0.3 * generator.random()) * SAMPLE_RATE_HZ)
    rustle = band_pass(generator.standard_normal(count), 700, 5200, 1) * (0.2 + wander(count, generator, 22.0)) ** 2
    folds = (generator.random(count) < 0.004) * generator.standard_normal(count)
    shape = np.sin(np.linspace(0, np.pi, count)) ** 1.3
    return (rustle * 0.035 + band_pass(folds, 1200, 6000, 1) * 0.25) * shape * (0.3 + 0.7 * power)


def _touch(ground: Ground, power: float, generator: Generator) -> F64:
    count = int(0.14 * SAMPLE_RATE_HZ)
    tap = low_pass(generator.standard_normal(count), 1900, 1) * decay(count, 0.05, 0.003) * 0.06
    return (tap + _scuff(count, (1500, 6000), generator) * 0.02) * (0.4 + power)


def _grasp(ground: Ground, power: float, generator: Generator) -> F64:
    return _over(_touch(ground, power, generator), _cloth(ground, power * 0.7, generator) * 0.6)


def _press(ground: Ground, power: float, generator: Generator) -> F64:
    count = int(0.12 * SAMPLE_RATE_HZ)
    click = modes(count, np.array([1850.0, 2900, 4400]), np.full(3, 0.03), np.array([0.5, 0.3, 0.2]), generator)
    return (click * 0.08 + low_pass(generator.standard_normal(count), 500, 1) * decay(count, 0.05) * 0.12) * (0.5 + power)


def _strike(ground: Ground, power: float, generator: Generator) -> F64:
    count = int(0.45 * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    thud = np.sin(2 * np.pi * 68 * t * (1 + 0.8 * np.exp(-t * 45))) * decay(count, 0.28, 0.002)
    smack = band_pass(generator.standard_normal(count), 300, 4500, 1) * decay(count, 0.07, 0.0008)
    return (0.45 * thud + 0.35 * smack) * power + _weight_padded(ground, power, count, generator) * 0.3


def _weight_padded(ground: Ground, power: float, count: int, generator: Generator) -> F64:
    weight = _weight(ground, power, generator)
    return np.pad(weight, (0, max(0, count - len(weight))))[:count]


def _body_fall(ground: Ground, power: float, generator: Generator) -> F64:
    count = int(0.9 * SAMPLE_RATE_HZ)
    out = np.zeros(count)
    for delay_s, share in ((0.0, 0.6), (0.09 + 0.05 * generator.random(), 1.0), (0.2 + 0.1 * generator.random(), 0.45)):
        at = int(delay_s * SAMPLE_RATE_HZ)
        blow = _strike(ground, power * share, generator)
        out[at : at + len(blow)] += blow[: count - at]
    return _over(out * 0.8, _cloth(ground, 1.0, generator))


def _claw(ground: Ground, power: float, generator: Generator) -> F64:
    """A heavy limb ends in hard points: a deep thump, two to four ticks and a scrape."""
    count = int(0.3 * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    out = np.sin(2 * np.pi * (52 + 14 * generator.random()) * t * (1 + 0.6 * np.exp(-t * 50))) * decay(count, 0.2, 0.003) * 0.5
    out += low_pass(brown(count, generator, 40, 900), 700, 1) * decay(count, 0.12, 0.002) * 0.1
    for _ in range(2 + int(generator.integers(0, 3))):
        at = int(generator.random() * 0.05 * SAMPLE_RATE_HZ)
        hz = np.array([1400.0, 2300, 3700, 5600]) * (0.8 + 0.5 * generator.random())
        tick = modes(int(0.06 * SAMPLE_RATE_HZ), hz, np.full(4, 0.022), generator.random(4), generator)
        out[at : at + len(tick)] += 0.16 * tick
    scrape = _scuff(int(0.13 * SAMPLE_RATE_HZ), (1700, 7800), generator) * 0.09
    out[int(0.03 * SAMPLE_RATE_HZ) :][: len(scrape)] += scrape
    if ground.grains > 50:
        out += _crunch(count, ground, 0.8, generator) * 0.4
    return out * power * 0.55


def _over(a: F64, b: F64) -> F64:
    out = np.zeros(max(len(a), len(b)))
    out[: len(a)] += a
    out[: len(b)] += b
    return out


def breathing_cloth(count: int, speed: float, generator: Generator) -> F64:
    """Return the movement of a suit over ``count`` samples at ``speed`` in metres a second: faint, never regular."""
    rustle = band_pass(pink(count, generator, 400, 6000), 600, 4800, 1) * (0.1 + wander(count, generator, 6.0 + 4 * speed)) ** 2
    return high_pass(rustle * rise_fall(count, 0.1, 0.1), 300) * 0.02 * min(speed / 2.5, 1.3)


_MAKERS: dict[str, Callable[[Ground, float, Generator], F64]] = {
    "footstep": _footstep,
    "land": _land,
    "kneel": _kneel,
    "grasp": _grasp,
    "release": _touch,
    "touch": _touch,
    "press": _press,
    "strike": _strike,
    "cloth": _cloth,
    "body_fall": _body_fall,
    "claw": _claw,
}
