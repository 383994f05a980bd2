"""How feet carry a beast's body: bob, roll, a spine that bends in the gallop, a head held steady, arms that swing."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.creature_feet import Trodden
from redearth.stage.motion.creature_pace import Pace, bounce_m
from redearth.stage.parts import F64, Skeleton

_STEADY = 0.85
"""Share of the body's pitching that the neck takes back."""


def carry_arthropod(controls: CreatureControls, pace: Pace, trodden: Trodden, size: float) -> None:
    """Bob, roll and swing the body with the gait; lean with acceleration and into turns."""
    level = np.clip(pace.speed_mps / (1.6 * size), 0.0, 1.6)
    wave = 2 * math.pi * trodden.cycles
    bob = bounce_m(2 * pace.even(trodden.rate_hz), 0.022 * size * level)
    controls.body_m[:, 1] += bob * np.cos(2 * wave) - 0.05 * size * level
    controls.body[:, 2] += 0.05 * level * np.cos(wave)
    controls.body[:, 1] += 0.06 * level * np.sin(wave)
    controls.body[:, 0] += 0.03 * level * np.sin(2 * wave)
    controls.abdomen[:, 1] -= 0.12 * level * np.sin(wave - 0.6)
    controls.neck[:, 1] -= 0.05 * level * np.sin(wave)
    controls.head[:, 0] -= 0.03 * level * np.sin(2 * wave - 0.5)
    controls.body[:, 0] -= 0.018 * pace.push_mps2
    controls.body[:, 2] -= np.clip(0.05 * pace.turning_radps * level, -0.2, 0.2)
    controls.neck[:, 1] += 0.5 * np.tanh(0.36 * pace.turning_radps)


def carry_beast(controls: CreatureControls, pace: Pace, trodden: Trodden, skeleton: Skeleton, yaw: F64) -> F64:
    """Write the body's part of walk, trot and gallop; return [F] how much it is on the move (0 … 1)."""
    size = skeleton.stature_m
    moving = np.clip(pace.speed_mps / (0.9 * math.sqrt(size)), 0.0, 1.0)
    run = pace.even(trodden.run) * moving
    c = controls
    if skeleton.kind == "upright":
        _shamble(c, moving, run, trodden, pace, size, yaw)
    else:
        _lope(c, moving, run, trodden, pace, size)
    c.body[:, 0] -= 0.012 * pace.push_mps2
    c.body[:, 2] -= np.clip(0.04 * pace.turning_radps * pace.speed_mps / math.sqrt(size), -0.28, 0.28)
    bent = 0.45 * np.tanh(0.36 * pace.turning_radps)
    for angles, share in ((c.neck, 0.7), (c.head, 0.4), (c.thorax, 0.35), (c.abdomen, -0.45), (c.tail, -0.5)):
        angles[:, 1] += share * bent
    c.neck[:, 0] -= _STEADY * 0.6 * (c.body[:, 0] + c.thorax[:, 0])
    c.head[:, 0] -= _STEADY * 0.4 * (c.body[:, 0] + c.thorax[:, 0])
    c.head[:, 2] -= 0.6 * c.body[:, 2]
    return np.asarray(moving)


def _lope(c: CreatureControls, moving: F64, run: F64, trodden: Trodden, pace: Pace, size: float) -> None:
    """Four legs: two small bounces a stride at the trot, one long one and a spine that bends and stretches at the gallop."""
    trot = np.clip(moving - run, 0.0, 1.0)
    wave, rate = 2 * math.pi * trodden.cycles, pace.even(trodden.rate_hz)
    small, long = bounce_m(2 * rate, 0.016 * size * trot), bounce_m(rate, 0.05 * size * run, 0.6)
    c.body_m[:, 1] += small * np.cos(2 * wave - 0.8) + long * np.cos(wave - 2 * math.pi * 0.80) - 0.035 * size * moving
    c.body[:, 2] += 0.035 * trot * np.sin(wave)
    c.body[:, 1] += 0.03 * trot * np.sin(wave)
    c.body[:, 0] -= 0.10 * run * np.cos(wave - 2 * math.pi * 0.30)
    flex = run * np.cos(wave - 2 * math.pi * 0.93)
    c.thorax[:, 0] += 0.13 * flex
    c.abdomen[:, 0] -= 0.20 * flex
    c.abdomen[:, 1] -= 0.07 * trot * np.sin(wave + 0.4)
    c.thorax[:, 1] += 0.06 * trot * np.sin(wave)
    c.tail[:, 0] += 0.28 * run + 0.14 * flex
    c.tail[:, 1] -= 0.16 * trot * np.sin(wave - 0.7)
    c.neck[:, 0] += 0.24 * run + 0.05 * trot * np.cos(2 * wave - 1.2)
    c.ears[:] += 0.55 * run


def _shamble(c: CreatureControls, moving: F64, run: F64, trodden: Trodden, pace: Pace, size: float, yaw: F64) -> None:
    """Two legs: the body rides over each standing foot, the trunk rolls and counter-turns, the arms swing late and long."""
    wave, rate = 2 * math.pi * trodden.cycles, pace.even(trodden.rate_hz)
    ride, hop = bounce_m(2 * rate, 0.018 * size * moving), bounce_m(2 * rate, 0.012 * size * run)
    c.body_m[:, 1] += ride * np.cos(2 * wave - 3.9) + hop * np.cos(2 * wave) - 0.03 * size * (moving + run)
    c.body_m[:, 0] += bounce_m(rate, 0.034 * size * (moving - 0.6 * run)) * np.sin(wave - 0.4)
    c.body[:, 2] -= 0.055 * moving * np.sin(wave - 0.4)
    c.body[:, 1] -= 0.11 * moving * np.cos(wave)
    c.body[:, 0] += 0.08 * moving + 0.20 * run
    c.thorax[:, 1] += 0.19 * moving * np.cos(wave - 0.2)
    c.thorax[:, 2] += 0.05 * moving * np.sin(wave - 0.4)
    c.neck[:, 1] += 0.06 * moving * np.sin(wave)
    ahead = np.stack([np.sin(yaw), np.zeros(len(yaw)), np.cos(yaw)], -1)
    for leg, side in ((0, 1.0), (1, -1.0)):
        reach = -side * size * (0.13 + 0.10 * run) * moving * np.cos(wave - 0.5)
        c.tips_m[leg] += ahead * reach[:, None]
        c.tips_m[leg, :, 1] += size * (0.05 * np.abs(reach) / size + 0.10 * run)
