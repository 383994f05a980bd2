"""Layers and small sounds that ambiences are made of. A layer takes (samples, generator) and returns stereo [N, 2] near RMS 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from redearth.sound import elements, machines
from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import (
    Generator,
    band,
    band_pass,
    brown,
    coloured,
    high_pass,
    low_pass,
    modes,
    pink,
    resonate,
    rise_fall,
    sweep_bands,
    wander,
)

F64 = NDArray[np.float64]


def _two(left: F64, right: F64) -> F64:
    return np.stack([left, right]).T


def _even(layer: F64) -> F64:
    rms = float(np.sqrt(np.mean(layer**2)))
    return layer / rms if rms > 1e-12 else layer


def air(count: int, generator: Generator) -> F64:
    """Return the breath of open space: soft pink noise, wide."""
    shared = pink(count, generator, 60, 7000)
    sides = [0.6 * shared + 0.8 * pink(count, generator, 60, 7000) for _ in range(2)]
    return _even(_two(*sides) * (0.85 + 0.3 * wander(count, generator, 0.3))[:, None])


def room_tone(count: int, generator: Generator) -> F64:
    """Return a closed room: low, dull, almost mono."""
    shared = coloured(count, generator, lambda hz: hz**-0.8 * band(hz, 45, 1800))
    return _even(_two(*(shared + 0.4 * coloured(count, generator, lambda hz: hz**-0.6 * band(hz, 60, 2600)) for _ in range(2))))


def wind(count: int, generator: Generator) -> F64:
    """Return wind in gusts that cross from side to side, howling in two gaps of the ruins."""
    swell = wander(count, generator, 0.28) ** 1.5 * (0.75 + 0.25 * wander(count, generator, 1.7))
    across = wander(count, generator, 0.18)
    sides = []
    for channel in range(2):
        near = (1 - across) if channel == 0 else across
        force = 0.16 + swell * (0.45 + 0.55 * near)
        body = brown(count, generator, 45, 900)
        rush = sweep_bands(pink(count, generator, 80, 5000), 320 + 900 * swell, 1.0, 7)
        howl = sweep_bands(
            pink(count, generator, 80, 4000), 210 * 2 ** (0.9 * swell + 0.3 * wander(count, generator, 0.7)), 0.09, 9
        )
        whistle = sweep_bands(pink(count, generator, 200, 6000), 640 * 2 ** (0.7 * swell), 0.06, 8)
        sides.append(force * (0.5 * body + 1.2 * rush + 2.4 * howl * swell + 1.3 * whistle * swell**2))
    return _even(_two(*sides))


def soft_wind(count: int, generator: Generator) -> F64:
    """Return a light, steady movement of air."""
    swell = 0.5 + 0.5 * wander(count, generator, 0.25)
    return _even(_two(*(sweep_bands(pink(count, generator, 70, 4000), 250 + 350 * swell, 1.5, 6) * swell for _ in range(2))))


def dust(count: int, generator: Generator) -> F64:
    """Return grains driven over hard ground: a hiss that comes in veils, and single ticks."""
    veil = wander(count, generator, 0.5) ** 2
    sides = []
    for _ in range(2):
        hiss = coloured(count, generator, lambda hz: band(hz, 3800, 9500)) * (
            0.12 + veil * (0.6 + 0.4 * wander(count, generator, 7.0))
        )
        ticks = (generator.random(count) < 18 / SAMPLE_RATE_HZ) * generator.exponential(1.0, count)
        sides.append(hiss + 3.0 * band_pass(ticks, 2500, 9000, 1) * veil)
    return _even(_two(*sides))


def tunnel_drone(count: int, generator: Generator) -> F64:
    """Return the standing air of a long tube: noise ringing in its low modes, beating slowly."""
    sides = []
    modes_hz = (43.0, 58.5, 87.0, 117.0, 176.0)
    sway = [0.35 + 0.65 * wander(count, generator, 0.22) for _ in modes_hz]
    for _ in range(2):
        breath = brown(count, generator, 30, 500)
        ringing = sum(
            g * resonate(breath, hz, 24) * 3.0 * s for hz, g, s in zip(modes_hz, (1, 0.9, 0.7, 0.4, 0.25), sway, strict=True)
        )
        sides.append(np.asarray(ringing) + 0.22 * breath)
    return _even(_two(*sides))


def machine_hum(count: int, generator: Generator) -> F64:
    """Return transformers and pumps at the edge of hearing: a 50 Hz family that leans and beats."""
    t = np.arange(count) / SAMPLE_RATE_HZ
    sides = []
    for channel in range(2):
        hum = np.zeros(count)
        for harmonic, gain in ((1, 0.7), (2, 1.0), (3, 0.35), (4, 0.5), (6, 0.2), (8, 0.1), (12, 0.05)):
            hz = 50.0 * harmonic + 0.13 * harmonic * (channel - 0.5)
            hum += gain * np.sin(2 * np.pi * hz * t + harmonic**2 + channel) * (0.7 + 0.3 * wander(count, generator, 0.4))
        sides.append(hum)
    return _even(_two(*sides))


def ventilation(count: int, generator: Generator) -> F64:
    """Return air in ducts."""
    shared = coloured(count, generator, lambda hz: hz**-0.4 * band(hz, 160, 1100))
    sides = []
    for _ in range(2):
        own = coloured(count, generator, lambda hz: hz**-0.4 * band(hz, 160, 1300))
        duct = 0.6 * shared + 0.6 * own
        sides.append((duct + 1.2 * resonate(duct, 238, 9)) * (0.85 + 0.3 * wander(count, generator, 0.5)))
    return _even(_two(*sides))


def leaves(count: int, generator: Generator) -> F64:
    """Return a canopy moving: high rustle in slow waves, different left and right."""
    sides = []
    for _ in range(2):
        sway = wander(count, generator, 0.35) ** 1.4 * (0.7 + 0.3 * wander(count, generator, 5.0))
        sides.append(coloured(count, generator, lambda hz: band(hz, 1600, 8500)) * (0.25 + sway))
    return _even(_two(*sides))


def crickets(count: int, generator: Generator) -> F64:
    """Return a few crickets, each with its own pitch, pace and place."""
    t = np.arange(count) / SAMPLE_RATE_HZ
    out = np.zeros((count, 2))
    for _ in range(5):
        hz, pace, pan = 3900 + 1500 * generator.random(), 1.5 + 1.4 * generator.random(), generator.random()
        chirp = np.maximum(0.0, np.sin(2 * np.pi * pace * t + 6.28 * generator.random())) ** 6
        pulse = (0.5 + 0.5 * np.sin(2 * np.pi * (28 + 8 * generator.random()) * t)) ** 3
        song = np.sin(2 * np.pi * hz * t) * chirp * pulse * (0.3 + 0.7 * wander(count, generator, 0.2))
        out += song[:, None] * np.array([np.cos(pan * 1.57), np.sin(pan * 1.57)]) * (0.3 + generator.random())
    return _even(out)


def traffic(count: int, generator: Generator) -> F64:
    """Return a city going on at some distance."""
    sides = []
    for _ in range(2):
        swell = 0.6 + 0.4 * wander(count, generator, 0.25)
        sides.append(coloured(count, generator, lambda hz: hz**-0.9 * band(hz, 40, 900)) * swell)
    return _even(_two(*sides))


def rain_outside(count: int, generator: Generator) -> F64:
    """Return rain on open ground, with near drops."""
    sides = []
    for _ in range(2):
        drops = (generator.random(count) < 260 / SAMPLE_RATE_HZ) * generator.exponential(1.0, count)
        sides.append(pink(count, generator, 700, 13_000) + 7.0 * band_pass(drops, 1500, 8000, 1))
    return _even(_two(*sides))


def rain_on_roof(count: int, generator: Generator) -> F64:
    """Return rain heard from inside: dull, close drumming."""
    return _even(low_pass(rain_outside(count, generator), 900.0, 1))


def surf(count: int, generator: Generator) -> F64:
    """Return waves that come in and drain."""
    t = np.arange(count) / SAMPLE_RATE_HZ
    wave = np.maximum(0.0, np.sin(2 * np.pi * t / (7.5 + generator.random()) + 6.28 * generator.random())) ** 2
    sides = []
    for _ in range(2):
        body = sweep_bands(pink(count, generator, 80, 9000), 400 + 2600 * wave, 2.0, 7)
        sides.append(body * (0.2 + wave))
    return _even(_two(*sides))


def drip(generator: Generator) -> F64:
    """Return one drop into shallow water: a rising chirp, sometimes with a second."""
    out = np.zeros(int(0.3 * SAMPLE_RATE_HZ))
    for index in range(1 + int(generator.random() < 0.35)):
        t = np.arange(int(0.11 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        hz = 750 + 1300 * generator.random()
        drop = np.sin(2 * np.pi * hz * (t + 2.6 * t * t)) * np.exp(-t * 55) * np.minimum(1, t / 0.0012)
        machines.add(out, drop, 0.13 * index, 1.0 - 0.5 * index)
    return out


def far_rumble(generator: Generator) -> F64:
    """Return something heavy, far away, through rock."""
    count = int((2.2 + 2.5 * generator.random()) * SAMPLE_RATE_HZ)
    return brown(count, generator, 24, 95) * np.hanning(count) ** 1.4 * 0.8


def far_metal(generator: Generator) -> F64:
    """Return loose iron, groaning or knocking somewhere."""
    count = int(1.8 * SAMPLE_RATE_HZ)
    if generator.random() < 0.5:
        return low_pass(machines.creak(count, 1.6, generator) * rise_fall(count, 0.5, 0.8), 1500, 1) * 0.6
    return low_pass(machines.plate(count, 0.8, generator, 2.5), 1400, 1) * 0.5


def debris_tick(generator: Generator) -> F64:
    """Return a few small stones falling."""
    out = np.zeros(int(0.9 * SAMPLE_RATE_HZ))
    at_s = 0.0
    for index in range(2 + int(generator.integers(0, 5))):
        hz = 900 + 2600 * generator.random(3)
        machines.add(out, modes(3000, hz, np.full(3, 0.03), generator.random(3), generator), at_s, 0.8**index)
        at_s += 0.05 + 0.12 * float(generator.random())
    return out


def relay(generator: Generator) -> F64:
    """Return a relay switching in a cabinet."""
    return machines.plate(int(0.15 * SAMPLE_RATE_HZ), 0.12, generator, 8.0) * 0.6


def house_tick(generator: Generator) -> F64:
    """Return a house settling: one dry tick of wood."""
    hz = np.array([320.0, 780, 1490]) * (0.8 + 0.4 * generator.random())
    return modes(int(0.12 * SAMPLE_RATE_HZ), hz, np.array([0.06, 0.04, 0.03]), np.array([1, 0.6, 0.3]), generator)


def bird(generator: Generator) -> F64:
    """Return a phrase of one bird: two to six notes, each its own glide."""
    out = np.zeros(int(1.4 * SAMPLE_RATE_HZ))
    base, at_s = 2300 + 2600 * generator.random(), 0.0
    shape, times = generator.random(2), 2 + int(generator.integers(0, 5))
    for _ in range(times):
        count = int((0.05 + 0.1 * shape[0]) * SAMPLE_RATE_HZ)
        x = np.linspace(0, 1, count)
        hz = base * 2 ** (0.35 * (shape[1] - 0.5) * x + 0.1 * np.sin(2 * np.pi * (2 + 4 * shape[0]) * x))
        note = np.sin(2 * np.pi * np.cumsum(hz) / SAMPLE_RATE_HZ) * np.hanning(count)
        machines.add(out, note, at_s, 0.6 + 0.4 * float(generator.random()))
        at_s += count / SAMPLE_RATE_HZ + 0.03 + 0.09 * float(generator.random())
        base *= 2 ** (0.25 * (generator.random() - 0.5))
    return out


def far_bird(generator: Generator) -> F64:
    """Return a bird some way off."""
    return low_pass(bird(generator), 3200, 1)


def owl(generator: Generator) -> F64:
    """Return an owl's two calls."""
    out = np.zeros(int(1.6 * SAMPLE_RATE_HZ))
    for at_s, length_s in ((0.0, 0.28), (0.55, 0.7)):
        count = int(length_s * SAMPLE_RATE_HZ)
        hz = 340 * (1 - 0.06 * np.linspace(0, 1, count)) * (1 + 0.012 * wander(count, generator, 12.0))
        machines.add(out, np.sin(2 * np.pi * np.cumsum(hz) / SAMPLE_RATE_HZ) * np.hanning(count) ** 0.7, at_s)
    return out


def passing_car(generator: Generator) -> F64:
    """Return a car that passes at the end of the street."""
    count = int((3.5 + 2 * generator.random()) * SAMPLE_RATE_HZ)
    near = np.hanning(count) ** 2
    tyres = sweep_bands(generator.standard_normal(count), 350 + 900 * near, 1.6, 6)
    return (tyres * 0.7 + 0.25 * low_pass(elements.rumble(1.0, count / SAMPLE_RATE_HZ + 0.1, generator)[:count], 160)) * near


def crowd(count: int, generator: Generator) -> F64:
    """Return many people at a distance: voices without words."""
    out = np.zeros((count, 2))
    for _ in range(14):
        pan = float(generator.random())
        talk = wander(count, generator, 4.5) ** 3 * (wander(count, generator, 0.4) > 0.35)
        voice = band_pass(brown(count, generator, 110, 1800), 180 + 120 * float(generator.random()), 1700, 1)
        out += (voice * talk)[:, None] * np.array([np.cos(pan * 1.57), np.sin(pan * 1.57)])
    return _even(high_pass(out, 150))
