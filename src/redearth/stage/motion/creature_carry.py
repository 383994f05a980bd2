"""How feet carry a beast's body: bob, roll, a spine that bends in the gallop, a head held steady, arms that swing."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.creature_feet import Trodden
from redearth.stage.motion.ease import soften
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64, Skeleton

_STEADY = 0.85
"""Share of the body's pitching that the neck takes back."""


def carry_arthropod(controls: CreatureControls, path: Path, cycles: F64, size: float) -> None:
    """Bob, roll and swing the body with the gait; lean with acceleration and into turns."""
    radius = max(1, round(0.12 * path.fps))
    pace = soften(np.clip(path.speed_mps / (1.6 * size), 0.0, 1.6), radius)
    wave = 2 * math.pi * cycles
    controls.body_m[:, 1] += size * pace * (0.022 * np.cos(2 * wave) - 0.05)
    controls.body[:, 2] += 0.05 * pace * np.cos(wave)
    controls.body[:, 1] += 0.06 * pace * np.sin(wave)
    controls.body[:, 0] += 0.03 * pace * np.sin(2 * wave)
    controls.abdomen[:, 1] -= 0.12 * pace * np.sin(wave - 0.6)
    controls.neck[:, 1] -= 0.05 * pace * np.sin(wave)
    controls.head[:, 0] -= 0.03 * pace * np.sin(2 * wave - 0.5)
    if path.frames > 2:
        push = soften(np.clip(np.gradient(path.speed_mps) * path.fps, -8.0, 8.0), radius)
        controls.body[:, 0] -= 0.018 * push
        turning = soften(np.gradient(path.yaw) * path.fps, radius)
        controls.body[:, 2] -= np.clip(0.05 * turning * pace, -0.2, 0.2)
        controls.neck[:, 1] += np.clip(0.18 * turning, -0.5, 0.5)


def carry_beast(controls: CreatureControls, path: Path, trodden: Trodden, skeleton: Skeleton) -> F64:
    """Write the body's part of walk, trot and gallop; return [F] how much it is on the move (0 … 1)."""
    size, radius = skeleton.stature_m, max(1, round(0.12 * path.fps))
    moving = soften(np.clip(path.speed_mps / (0.9 * math.sqrt(size)), 0.0, 1.0), radius)
    run = soften(trodden.run, radius) * moving
    trot = np.clip(moving - run, 0.0, 1.0)
    wave = 2 * math.pi * trodden.cycles
    c = controls
    if skeleton.kind == "upright":
        _shamble(c, moving, run, wave, size, path, trodden)
    else:
        c.body_m[:, 1] += size * (
            0.016 * trot * np.cos(2 * wave - 0.8) + 0.055 * run * np.cos(wave - 2 * math.pi * 0.80) - 0.045 * moving
        )
        c.body[:, 2] += 0.035 * trot * np.sin(wave)
        c.body[:, 1] += 0.03 * trot * np.sin(wave)
        c.body[:, 0] -= 0.11 * run * np.cos(wave - 2 * math.pi * 0.30)
        flex = run * np.cos(wave - 2 * math.pi * 0.93)
        c.thorax[:, 0] += 0.15 * flex
        c.abdomen[:, 0] -= 0.24 * flex
        c.abdomen[:, 1] -= 0.07 * trot * np.sin(wave + 0.4)
        c.thorax[:, 1] += 0.06 * trot * np.sin(wave)
        c.tail[:, 0] += 0.28 * run + 0.18 * flex
        c.tail[:, 1] -= 0.16 * trot * np.sin(wave - 0.7)
        c.neck[:, 0] += 0.24 * run + 0.05 * trot * np.cos(2 * wave - 1.2)
        c.ears[:] += 0.55 * run
    if path.frames > 2:
        push = soften(np.clip(np.gradient(path.speed_mps) * path.fps, -8.0, 8.0), radius)
        c.body[:, 0] -= 0.012 * push
        turning = soften(np.gradient(path.yaw) * path.fps, radius)
        c.body[:, 2] -= np.clip(0.04 * turning * path.speed_mps / math.sqrt(size), -0.28, 0.28)
        bent = np.clip(0.16 * turning, -0.45, 0.45)
        for angles, share in ((c.neck, 0.7), (c.head, 0.4), (c.thorax, 0.35), (c.abdomen, -0.45), (c.tail, -0.5)):
            angles[:, 1] += share * bent
    c.neck[:, 0] -= _STEADY * 0.6 * (c.body[:, 0] + c.thorax[:, 0])
    c.head[:, 0] -= _STEADY * 0.4 * (c.body[:, 0] + c.thorax[:, 0])
    c.head[:, 2] -= 0.6 * c.body[:, 2]
    return np.asarray(moving)


def _shamble(c: CreatureControls, moving: F64, run: F64, wave: F64, size: float, path: Path, trodden: Trodden) -> None:
    """Two legs: the body rides over each standing foot, the trunk rolls and counter-turns, the arms swing late and long."""
    c.body_m[:, 1] += size * (
        0.018 * moving * np.cos(2 * wave - 3.9) + 0.012 * run * np.cos(2 * wave) - 0.03 * moving - 0.03 * run
    )
    c.body_m[:, 0] += 0.034 * size * (moving - 0.6 * run) * np.sin(wave - 0.4)
    c.body[:, 2] -= 0.055 * moving * np.sin(wave - 0.4)
    c.body[:, 1] -= 0.11 * moving * np.cos(wave)
    c.body[:, 0] += 0.08 * moving + 0.20 * run
    c.thorax[:, 1] += 0.19 * moving * np.cos(wave - 0.2)
    c.thorax[:, 2] += 0.05 * moving * np.sin(wave - 0.4)
    c.neck[:, 1] += 0.06 * moving * np.sin(wave)
    ahead = np.stack([np.sin(path.yaw), np.zeros(path.frames), np.cos(path.yaw)], -1)
    for leg, side in ((0, 1.0), (1, -1.0)):
        reach = -side * size * (0.13 + 0.10 * run) * moving * np.cos(wave - 0.5)
        c.tips_m[leg] += ahead * reach[:, None]
        c.tips_m[leg, :, 1] += size * (0.05 * np.abs(reach) / size + 0.10 * run)
