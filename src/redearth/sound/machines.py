"""Made things: gates, doors, levers, sparks, alarms, engines, glass, guns and bells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
    resonate,
    rise_fall,
    soft_clip,
    wander,
)

F64 = NDArray[np.float64]
_LANDS = 0.62
"""Share of a slam's range at which the leaf lands, as the set moves it."""


def add(out: F64, sound: F64, at_s: float, gain: float = 1.0) -> None:
    """Add ``sound`` into ``out`` from ``at_s`` on; what would hang over the end is dropped."""
    at = int(at_s * SAMPLE_RATE_HZ)
    room = max(0, len(out) - at)
    out[at : at + min(len(sound), room)] += gain * sound[:room]


def plate(count: int, size: float, generator: Generator, damping: float = 1.0) -> F64:
    """Return a struck iron plate: dense inharmonic modes from 60 Hz upward, high ones dying first; peak 1."""
    number = 46
    hz = (62.0 / size) * (1 + np.arange(number)) ** 1.32 * (0.93 + 0.14 * generator.random(number))
    times = np.clip(3.4 / damping * (hz / 90.0) ** -0.62, 0.05, 6.0)
    gains = (0.35 + generator.random(number)) * (hz / 60.0) ** -0.38
    return loudest(modes(count, hz, times, gains, generator), 1.0)


def boom(count: int, from_hz: float, to_hz: float, time_s: float) -> F64:
    """Return a falling sine thud of peak 1."""
    t = np.arange(count) / SAMPLE_RATE_HZ
    pitch = to_hz + (from_hz - to_hz) * np.exp(-t * 14)
    return np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE_HZ) * decay(count, time_s, 0.002)


def slam(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a heavy gate: a rumbling run, the blow, iron ringing and debris settling; the blow falls when the leaf lands."""
    run_s = float(np.clip(_LANDS * duration_s, 0.0, 2.5))
    count = int((run_s + 3.2) * SAMPLE_RATE_HZ)
    out = np.zeros(count)
    if run_s > 0.15:
        add(out, _rolling(int(run_s * SAMPLE_RATE_HZ), generator) * np.linspace(0.3, 1, int(run_s * SAMPLE_RATE_HZ)), 0.0, 0.22)
    blow = int(3.0 * SAMPLE_RATE_HZ)
    add(out, boom(blow, 96, 36, 0.9), run_s, 0.9)
    add(out, low_pass(generator.standard_normal(blow), 2600, 1) * decay(blow, 0.16, 0.0008), run_s, 0.5)
    add(out, high_pass(generator.standard_normal(blow), 1800) * decay(blow, 0.035, 0.0004), run_s, 0.25)
    add(out, plate(blow, 1.0, generator, 1.5), run_s + 0.004, 0.55)
    for _ in range(4):
        rattle = plate(int(0.5 * SAMPLE_RATE_HZ), 0.3, generator, 5.0)
        add(out, rattle, run_s + 0.07 + 0.4 * float(generator.random()) ** 1.5, 0.1 * float(generator.random()))
    grit = band_pass((generator.random(blow) < 0.004) * generator.exponential(1.0, blow), 1500, 7000, 1) * decay(blow, 1.4, 0.05)
    add(out, grit, run_s + 0.1, 0.25)
    return ended(loudest(soft_clip(out, 1.3), 0.92 * min(strength, 1.1)), 0.3)


def _rolling(count: int, generator: Generator) -> F64:
    """Return a massive thing moving on its track: rumble, wheel knocks and a stick-slip squeal."""
    rumble = brown(count, generator, 28, 380) * (0.5 + 0.5 * wander(count, generator, 10.0))
    knocks = (generator.random(count) < 22 / SAMPLE_RATE_HZ) * generator.exponential(1.0, count)
    knock = resonate(knocks, 180, 7) * 9 + resonate(knocks, 420, 9) * 7
    return 0.6 * rumble + knock + 0.35 * creak(count, 1.0, generator)


def creak(count: int, depth: float, generator: Generator) -> F64:
    """Return metal or wood under strain: slipping pulses of wandering rate through a few body resonances."""
    rate = 18 + 90 * wander(count, generator, 3.0) ** 2
    turn = np.cumsum(rate) / SAMPLE_RATE_HZ
    pulses = np.zeros(count)
    edges = np.flatnonzero(np.diff(np.floor(turn)) > 0)
    pulses[edges] = 0.4 + generator.random(len(edges))
    out = np.zeros(count)
    for hz in (340.0, 610.0, 980.0, 1720.0):
        out += resonate(pulses, hz * (0.9 + 0.2 * generator.random()) / depth, 26) * 26
    return out * (0.3 + 0.7 * wander(count, generator, 5.0)) * 0.35


def gate(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a gate that opens or moves: latch, rolling, a soft stop."""
    count = int(max(duration_s, 0.8) * SAMPLE_RATE_HZ)
    out = np.zeros(count + int(1.2 * SAMPLE_RATE_HZ))
    add(out, clunk(strength, 0.2, generator), 0.0, 0.5)
    add(out, _rolling(count, generator) * rise_fall(count, 0.3, 0.25), 0.1, 0.35)
    add(out, boom(int(0.8 * SAMPLE_RATE_HZ), 70, 38, 0.5), count / SAMPLE_RATE_HZ, 0.4)
    return ended(loudest(out, 0.55 * strength), 0.2)


def clunk(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a latch or lever going home."""
    count = int(0.6 * SAMPLE_RATE_HZ)
    out = 0.6 * boom(count, 140, 85, 0.18) + 0.5 * plate(count, 0.42, generator, 6.0)
    out += low_pass(generator.standard_normal(count), 3200, 1) * decay(count, 0.03, 0.0005) * 0.5
    return loudest(out, 0.6 * strength)


def lever(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a lever pulled: ratchet teeth, then the stop."""
    out = np.zeros(int(1.2 * SAMPLE_RATE_HZ))
    for tooth in range(5):
        add(
            out,
            plate(int(0.12 * SAMPLE_RATE_HZ), 0.16, generator, 9.0),
            0.05 + tooth * 0.062 * (0.9 + 0.2 * generator.random()),
            0.16,
        )
    add(out, creak(int(0.4 * SAMPLE_RATE_HZ), 1.2, generator), 0.0, 0.2)
    add(out, clunk(1.0, 0.2, generator), 0.42, 1.0)
    return ended(loudest(out, 0.6 * strength))


def jam(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a mechanism that seizes: two blocked blows and straining metal."""
    out = np.zeros(int(max(1.3, duration_s) * SAMPLE_RATE_HZ))
    for at_s, gain in ((0.0, 0.9), (0.24, 0.6), (0.43, 0.75)):
        add(out, clunk(1.0, 0.2, generator), at_s + 0.03 * float(generator.random()), gain)
    strain = int(0.8 * SAMPLE_RATE_HZ)
    add(out, creak(strain, 0.8, generator) * rise_fall(strain, 0.05, 0.3), 0.3, 0.6)
    return ended(loudest(out, 0.6 * strength), 0.1)


def sparks(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return electric sparks: a buzzing arc in bursts and a spray of crackles."""
    count = int(max(duration_s, 0.7) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    alive = rise_fall(count, 0.004, min(0.5, count / SAMPLE_RATE_HZ * 0.6))
    gate_curve = (wander(count, generator, 16.0) > 0.45).astype(float)
    arc = (
        np.sign(np.sin(2 * np.pi * 100 * t))
        * np.abs(np.sin(2 * np.pi * 100 * t)) ** 0.3
        * (0.6 + 0.4 * generator.standard_normal(count))
    )
    snaps = (
        (generator.random(count) < 190 / SAMPLE_RATE_HZ)
        * generator.exponential(1.0, count)
        * generator.choice([-1.0, 1.0], count)
    )
    spray = band_pass(snaps, 1800, 14_000, 1) * 3.0 + resonate(snaps, 3400, 3) * 1.5
    hiss = high_pass(generator.standard_normal(count), 4200) * wander(count, generator, 30.0) ** 2
    out = (0.22 * high_pass(low_pass(arc, 6000, 1), 180) * low_pass(gate_curve, 120, 1) + spray + 0.14 * hiss) * alive
    add(out, high_pass(generator.standard_normal(2400), 900) * decay(2400, 0.03, 0.0003), 0.0, 1.0)
    return ended(loudest(soft_clip(out), 0.5 * strength))


def door(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a door: handle, a little hinge, the leaf meeting its frame."""
    out = np.zeros(int(max(1.4, duration_s + 0.6) * SAMPLE_RATE_HZ))
    add(out, clunk(0.5, 0.1, generator), 0.0, 0.4)
    swing = int(0.5 * SAMPLE_RATE_HZ)
    add(out, creak(swing, 0.9, generator) * rise_fall(swing, 0.1, 0.2), 0.12, 0.16)
    shut = int(0.5 * SAMPLE_RATE_HZ)
    add(out, boom(shut, 120, 70, 0.22) + 0.4 * low_pass(generator.standard_normal(shut), 1500, 1) * decay(shut, 0.06), 0.66, 0.7)
    return ended(loudest(out, 0.5 * strength))


def knock(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return three knocks on wood."""
    out = np.zeros(int(1.0 * SAMPLE_RATE_HZ))
    for index in range(3):
        count = int(0.25 * SAMPLE_RATE_HZ)
        hz = np.array([178.0, 297, 455, 810, 1350]) * (0.97 + 0.06 * generator.random())
        add(
            out,
            modes(count, hz, np.array([0.12, 0.1, 0.08, 0.05, 0.03]), np.array([1, 0.7, 0.5, 0.3, 0.2]), generator),
            0.02 + 0.21 * index,
        )
    return ended(loudest(out, 0.45 * strength))


def alarm(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a two-tone horn, as worn as the place it hangs in."""
    count = int(max(duration_s, 1.5) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    high = ((t / 0.55) % 1.0) < 0.5
    pitch = low_pass(np.where(high, 620.0, 466.0), 30.0, 1) * (1 + 0.004 * (wander(count, generator, 6.0) - 0.5))
    pitch[: SAMPLE_RATE_HZ // 20] = 620.0
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE_HZ
    tone = sum(np.sin(phase * k + k) / k**0.8 for k in range(1, 12))
    horn = resonate(np.asarray(tone), 1250, 1.2) + 0.3 * np.asarray(tone)
    return loudest(high_pass(soft_clip(horn, 0.8), 120.0) * rise_fall(count, 0.02, 0.12), 0.35 * strength)


def siren(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a siren that winds up and down."""
    count = int(max(duration_s, 3.0) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    phase = 2 * np.pi * np.cumsum(480 + 320 * np.sin(2 * np.pi * t / 3.6 - np.pi / 2)) / SAMPLE_RATE_HZ
    tone = np.sin(phase) + 0.5 * np.sin(2 * phase) + 0.25 * np.sin(3 * phase)
    return loudest(low_pass(tone, 2600, 1) * rise_fall(count, 0.2, 0.5), 0.35 * strength)


def bell(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a bell or a telephone's ring, by its modes."""
    count = int(max(duration_s, 2.6) * SAMPLE_RATE_HZ)
    ratios = np.array([0.5, 1.0, 1.19, 1.5, 2.0, 2.5, 2.67, 3.0, 4.1, 5.4])
    gains = np.array([0.5, 1, 0.8, 0.5, 0.7, 0.3, 0.3, 0.25, 0.2, 0.12])
    return ended(loudest(modes(count, 523.0 * ratios, 3.0 / ratios**0.7, gains, generator), 0.35 * strength), 0.3)


def beep(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a small electronic tone, twice."""
    count = int(0.09 * SAMPLE_RATE_HZ)
    tone = np.sin(2 * np.pi * 1320 * np.arange(count) / SAMPLE_RATE_HZ) * rise_fall(count, 0.004, 0.02)
    out = np.zeros(int(0.4 * SAMPLE_RATE_HZ))
    add(out, tone, 0.0)
    add(out, tone, 0.15)
    return loudest(out, 0.16 * strength)


def engine(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a motor: firing pulses of wandering speed, exhaust resonance and mechanical noise."""
    count = int(max(duration_s, 2.0) * SAMPLE_RATE_HZ)
    speed = 26 + 9 * wander(count, generator, 0.6)
    phase = np.cumsum(speed) / SAMPLE_RATE_HZ
    firing = np.maximum(0.0, np.sin(2 * np.pi * phase * 2)) ** 8 + 0.5 * np.maximum(0.0, np.sin(2 * np.pi * phase)) ** 6
    body = low_pass(firing - firing.mean(), 420) + 0.5 * resonate(firing, 140, 2.5)
    return loudest(
        (body + 0.05 * brown(count, generator, 60, 3000) * (0.4 + firing)) * rise_fall(count, 0.3, 0.5), 0.4 * strength
    )


def shot(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a gunshot: crack, blast, and air rolling away."""
    count = int(1.6 * SAMPLE_RATE_HZ)
    crack = high_pass(generator.standard_normal(count), 1200) * decay(count, 0.03, 0.0002)
    blast = low_pass(generator.standard_normal(count), 900, 1) * decay(count, 0.22, 0.0006)
    roll = brown(count, generator, 40, 700) * decay(count, 1.3, 0.03)
    return ended(
        loudest(soft_clip(1.2 * crack + 1.6 * blast + boom(count, 150, 45, 0.25) + 0.12 * roll, 1.5), 0.9 * strength), 0.2
    )


def glass(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return glass breaking: the blow and a shower of ringing pieces."""
    out = np.zeros(int(1.5 * SAMPLE_RATE_HZ))
    add(out, high_pass(generator.standard_normal(4800), 2000) * decay(4800, 0.06, 0.0004), 0.0, 0.7)
    for _ in range(46):
        hz = 1900 + 8500 * generator.random(4)
        add(
            out,
            modes(9600, hz, 0.05 + 0.12 * generator.random(4), generator.random(4), generator),
            float(generator.random()) ** 2.4 * 1.1,
            0.22 * float(generator.random()),
        )
    return ended(loudest(out, 0.55 * strength))


def hum(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return a machine's hum that starts and stops softly."""
    count = int(max(duration_s, 1.5) * SAMPLE_RATE_HZ)
    t = np.arange(count) / SAMPLE_RATE_HZ
    tone = sum(np.sin(2 * np.pi * 55 * k * t + k * k) / k for k in (1, 2, 3, 4, 6, 9))
    return loudest(np.asarray(tone) * (0.8 + 0.2 * wander(count, generator, 4.0)) * rise_fall(count, 0.4, 0.6), 0.18 * strength)


def typing(strength: float, duration_s: float, generator: Generator) -> F64:
    """Return keys under fingers, for as long as it lasts."""
    out = np.zeros(int(max(duration_s, 0.9) * SAMPLE_RATE_HZ))
    at_s = 0.02
    while at_s < len(out) / SAMPLE_RATE_HZ - 0.06:
        tick = modes(
            2400,
            np.array([900.0, 2100, 3900]) * (0.85 + 0.3 * generator.random()),
            np.full(3, 0.02),
            generator.random(3),
            generator,
        )
        add(out, tick, at_s, 0.4 + 0.6 * float(generator.random()))
        at_s += 0.06 + 0.16 * float(generator.random()) ** 2
    return loudest(out, 0.14 * strength)
