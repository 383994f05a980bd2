"""Wind, fire, water, earth and bodies: gusts, flares, thunder, explosions, rain, scratching, whooshes and hits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from redearth.sound.machines import add, boom
from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.tone import (
    Generator,
    band_pass,
    brown,
    decay,
    ended,
    high_pass,
    loudest,
    low_pass,
    modes,
    pink,
    resonate,
    rise_fall,
    soft_clip,
    sweep_bands,
    wander,
)

F64 = NDArray[np.float64]


def gust(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a gust of wind that howls and lets go."""
    count = int(max(duration_s, 2.4) * SAMPLE_RATE_HZ)
    swell = np.sin(np.linspace(0, np.pi, count)) ** 1.4 * (0.55 + 0.45 * wander(count, generator, 2.5))
    howl = sweep_bands(pink(count, generator, 60, 6000), 260 + 420 * swell, 0.35, 8)
    return loudest((0.5 * brown(count, generator, 50, 1600) + 2.2 * howl) * swell, 0.34 * strength)


def whoosh(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return something passing: a band of air that sweeps up and away."""
    count = int(np.clip(duration_s, 0.5, 2.5) * SAMPLE_RATE_HZ)
    x = np.linspace(0, 1, count)
    centre = 300 + 1500 * np.sin(np.pi * x**0.8) ** 2
    return loudest(sweep_bands(generator.standard_normal(count), centre, 0.9, 8) * np.sin(np.pi * x) ** 2, 0.3 * strength)


def impact(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a plain heavy hit."""
    count = int(0.9 * SAMPLE_RATE_HZ)
    smack = low_pass(generator.standard_normal(count), 2200, 1) * decay(count, 0.09, 0.0008)
    return ended(loudest(boom(count, 110, 48, 0.4) + 0.8 * smack, 0.6 * strength), 0.1)


def blaze(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a flare that catches and burns: a scrape, a rushing ignition, then fierce fizzing for as long as it lasts."""
    count = int(max(duration_s, 1.6) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    noise = generator.standard_normal(count)
    rush = sweep_bands(noise, 500 + 3200 * (1 - np.exp(-t * 9)), 1.1, 8) * np.exp(-t * 3.2) * np.minimum(1, t / 0.05)
    crackle_rate = (generator.random(count) < 420 / SAMPLE_RATE_HZ) * generator.exponential(1.0, count)
    fizz = (
        band_pass(noise, 900, 9500, 1)
        * (0.45 + 0.55 * wander(count, generator, 46.0))
        * (0.7 + 0.3 * wander(count, generator, 3.0))
    )
    roarish = low_pass(noise, 300, 2) * (0.6 + 0.4 * wander(count, generator, 9.0))
    burning = (0.34 * fizz + 0.9 * band_pass(crackle_rate, 1500, 9000, 1) + 0.6 * roarish) * np.minimum(1, t / 0.12)
    strike = band_pass(generator.standard_normal(4800), 1800, 7000, 1) * np.hanning(4800)
    out = 2.0 * rush + burning * rise_fall(count, 0.0, 0.8)
    add(out, strike, 0.0, 0.8)
    return loudest(out, 0.5 * strength)


def fizzing(duration_s: float, generator: Generator) -> F64:
    """Return a burning flare or torch for a stretch, with soft edges that overlap with the next."""
    count = int(duration_s * SAMPLE_RATE_HZ)
    noise = generator.standard_normal(count)
    fizz = band_pass(noise, 1000, 9000, 1) * (0.4 + 0.6 * wander(count, generator, 40.0))
    snaps = (generator.random(count) < 160 / SAMPLE_RATE_HZ) * generator.exponential(1.0, count)
    return (0.10 * fizz + 0.22 * band_pass(snaps, 1600, 9000, 1) + 0.12 * low_pass(noise, 260)) * rise_fall(count, 0.35, 0.4)


def fire(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a fire: low flutter, hiss and snapping wood."""
    count = int(max(duration_s, 3.0) * SAMPLE_RATE_HZ)
    flutter = brown(count, generator, 40, 500) * (0.4 + 0.6 * wander(count, generator, 8.0))
    snaps = (generator.random(count) < 9 / SAMPLE_RATE_HZ) * generator.exponential(1.0, count)
    crackle = resonate(snaps, 1900, 3) * 5 + band_pass(snaps, 900, 9000, 1) * 4
    hiss = high_pass(generator.standard_normal(count), 3000) * 0.03
    return loudest((0.35 * flutter + crackle + hiss) * rise_fall(count, 0.5, 0.8), 0.3 * strength)


def thunder(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return thunder: a tearing crack, then peals that roll and sink."""
    count = int(max(duration_s, 5.0) * SAMPLE_RATE_HZ)
    out = np.zeros(count)
    for _ in range(9):
        peal = int((0.7 + 1.6 * generator.random()) * SAMPLE_RATE_HZ)
        add(
            out,
            brown(peal, generator, 28, 260) * np.hanning(peal),
            float(generator.random()) ** 1.4 * 2.8,
            0.3 + 0.7 * float(generator.random()),
        )
    add(out, low_pass(generator.standard_normal(19_200), 3500, 1) * decay(19_200, 0.25, 0.003), 0.02, 0.7)
    return ended(loudest(out * rise_fall(count, 0.0, 2.0), 0.75 * strength), 0.5)


def explosion(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return an explosion: the front, a deep pressure wave, a darkening roar, debris coming down."""
    count = int(max(duration_s, 4.0) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    noise = generator.standard_normal(count)
    darkening = sweep_bands(noise, 90 + 2600 * np.exp(-t * 3.4), 1.8, 10) * np.exp(-t * 1.5)
    front = noise * decay(count, 0.06, 0.0003)
    debris = (
        (generator.random(count) < 60 / SAMPLE_RATE_HZ)
        * generator.exponential(1.0, count)
        * np.clip(t - 0.4, 0, 1)
        * np.exp(-t * 0.9)
    )
    out = 3.4 * darkening + 0.6 * front + 1.3 * boom(count, 75, 27, 2.0) + 2.4 * band_pass(debris, 400, 5000, 1)
    return ended(loudest(soft_clip(out, 1.4), 0.95 * min(strength, 1.05)), 0.8)


def rumble(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return the ground moving."""
    count = int(max(duration_s, 2.5) * SAMPLE_RATE_HZ)
    return loudest(
        brown(count, generator, 24, 140) * (0.4 + 0.6 * wander(count, generator, 4.0)) * rise_fall(count, 0.5, 1.0),
        0.5 * strength,
    )


def collapse(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return masonry breaking and coming down, stone by stone."""
    out = np.zeros(int(max(duration_s, 2.8) * SAMPLE_RATE_HZ))
    add(out, rumble(1.0, 2.4, generator), 0.0, 0.7)
    for _ in range(40):
        stone = int(0.12 * SAMPLE_RATE_HZ)
        hz = 250 + 1900 * generator.random(5)
        add(
            out,
            modes(stone, hz, np.full(5, 0.05), generator.random(5), generator),
            float(generator.random()) * 2.0,
            0.25 * float(generator.random()) ** 2,
        )
    return ended(loudest(out, 0.6 * strength), 0.3)


def scratching(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return claws on something hard: uneven strokes of grating noise."""
    out = np.zeros(int(max(duration_s, 1.4) * SAMPLE_RATE_HZ))
    at_s = 0.0
    while at_s < len(out) / SAMPLE_RATE_HZ - 0.1:
        count = int((0.07 + 0.16 * generator.random()) * SAMPLE_RATE_HZ)
        grate = generator.standard_normal(count) * (wander(count, generator, 160.0, smooth=False) > 0.4)
        add(out, band_pass(grate, 1300, 6500, 1) * np.hanning(count) ** 0.6, at_s, 0.5 + 0.5 * float(generator.random()))
        at_s += count / SAMPLE_RATE_HZ + 0.03 + 0.22 * float(generator.random()) ** 2
    return ended(loudest(out, 0.22 * strength))


def water(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return running water: rising bubbles over a wash (van den Doel, "Physically based models for liquid sounds", 2005)."""
    count = int(max(duration_s, 2.0) * SAMPLE_RATE_HZ)
    out = 0.05 * band_pass(generator.standard_normal(count), 400, 5000, 1)
    for _ in range(int(55 * count / SAMPLE_RATE_HZ)):
        length = int((0.02 + 0.05 * generator.random()) * SAMPLE_RATE_HZ)
        t = np.arange(length) / SAMPLE_RATE_HZ
        hz = 380 * 2 ** (3 * generator.random())
        bubble = np.sin(2 * np.pi * hz * (t + 3.0 * t * t)) * np.exp(-t * 90) * np.minimum(1, t / 0.001)
        add(out, bubble, float(generator.random()) * (count - length) / SAMPLE_RATE_HZ, 0.2 * float(generator.random()))
    return loudest(out * rise_fall(count, 0.3, 0.5), 0.25 * strength)


def splash(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return something falling into water."""
    count = int(1.3 * SAMPLE_RATE_HZ)
    burst = low_pass(high_pass(generator.standard_normal(count), 300), 6500, 1) * decay(count, 0.5, 0.006)
    return ended(
        loudest(burst + 0.9 * water(1.0, 1.3, generator)[:count] + 0.6 * boom(count, 130, 60, 0.2), 0.45 * strength), 0.2
    )


def rain(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return rain for a while."""
    count = int(max(duration_s, 3.0) * SAMPLE_RATE_HZ)
    drops = (generator.random(count) < 900 / SAMPLE_RATE_HZ) * generator.exponential(1.0, count)
    wash = pink(count, generator, 500, 12_000)
    return loudest((0.12 * wash + band_pass(drops, 1200, 9000, 1)) * rise_fall(count, 0.8, 0.8), 0.2 * strength)


def rustle(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return leaves, cloth or paper moving."""
    count = int(np.clip(duration_s, 0.5, 3.0) * SAMPLE_RATE_HZ)
    dry = high_pass(generator.standard_normal(count), 1800) * wander(count, generator, 26.0) ** 3
    return loudest(dry * np.sin(np.linspace(0, np.pi, count)), 0.12 * strength)


def heartbeat(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a heart, for as long as it lasts."""
    out = np.zeros(int(max(duration_s, 1.8) * SAMPLE_RATE_HZ))
    at_s = 0.0
    while at_s < len(out) / SAMPLE_RATE_HZ - 0.4:
        add(out, low_pass(boom(14_400, 70, 42, 0.16), 140), at_s)
        add(out, low_pass(boom(14_400, 82, 50, 0.12), 160), at_s + 0.27, 0.7)
        at_s += 0.88
    return loudest(out, 0.5 * strength)


def breath(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return one breath, in and out."""
    count = int(np.clip(duration_s, 1.0, 2.4) * SAMPLE_RATE_HZ)
    half = count // 2
    inward = band_pass(generator.standard_normal(half), 900, 4200, 1) * np.sin(np.linspace(0, np.pi, half)) ** 1.5
    outward = (
        band_pass(generator.standard_normal(count - half), 350, 2200, 1) * np.sin(np.linspace(0, np.pi, count - half)) ** 1.2
    )
    return loudest(np.concatenate([0.7 * inward, outward]), 0.09 * strength)
