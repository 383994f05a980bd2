"""Camera motion over a shot: smooth following, motivated pushes and pulls, a handheld tremor."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.ndimage import gaussian_filter1d

from redearth.core.seed import generator_from
from redearth.direction.blocking import strides
from redearth.direction.blocking.terms import F64
from redearth.direction.camera.setups import Setup
from redearth.direction.model import Move

Drift = Literal["none", "push", "pull", "rise", "slide"]
_PUSH_MPS = 0.16
_RISE_MPS = 0.42


@dataclass(frozen=True, slots=True, kw_only=True)
class Motive:
    """Why and how a camera moves by itself."""

    drift: Drift = "none"
    handheld: float = 0.0
    """0 steady … 1 a chase."""


def motive_of(setup: Setup, *, tension: float, seconds: float, first: bool, last: bool, fresh: bool, chase: bool) -> Motive:
    """Return the motive of a shot: static unless something asks for more (direction research 2.12)."""
    shake = 0.0
    if chase and setup.role not in ("insert", "point_of_view"):
        shake = min(1.0, max(0.0, tension - 0.45) * 2.0)
    if last and setup.role in ("establishing", "group", "master") and setup.size in ("ELS", "LS"):
        return Motive(drift="rise", handheld=shake)
    if setup.role == "establishing":
        return Motive(drift="rise" if first and setup.size == "ELS" and setup.position[1] > 1.2 else "push", handheld=shake)
    if setup.role == "insert" and fresh:
        return Motive(drift="push")
    close = setup.role in ("single", "reaction") and setup.size in ("MS", "MCU", "CU")
    if close and tension > 0.32 and seconds >= 1.8:
        return Motive(drift="push", handheld=shake)
    if setup.role == "point_of_view":
        return Motive(drift="push", handheld=0.25)
    if setup.role in ("master", "two_shot", "group") and seconds >= 3.0 and not setup.travels and not chase:
        return Motive(drift="slide", handheld=shake)
    return Motive(handheld=shake)


def named_move(setup: Setup, motive: Motive, pan_rad: float) -> Move:
    """Return the move's name for the shot list."""
    if setup.travels:
        return "HANDHELD" if motive.handheld > 0.3 else "DOLLY"
    if motive.handheld > 0.3:
        return "HANDHELD"
    if motive.drift in ("push", "pull"):
        return "DOLLY"
    if motive.drift == "rise":
        return "CRANE"
    if motive.drift == "slide":
        return "TRUCK"
    return "PAN" if pan_rad > math.radians(6) else "STATIC"


def eased(points: F64, fps: int, seconds: float) -> F64:
    """Return a path [F, 3] smoothed inside the shot; its ends stay where they are."""
    if len(points) < 3:
        return points
    return np.asarray(gaussian_filter1d(points, seconds * fps, axis=0, mode="nearest"))


def drifted(position: F64, aim: F64, drift: Drift, fps: int, share: float = 1.0) -> tuple[F64, F64]:
    """Return positions [F, 3] and aims [F, 3] with a drift added (``share`` of it); speed is even with eased ends, whatever the shot's length."""
    frames = len(position)
    if drift == "none" or frames < 2:
        return position, aim
    seconds = frames / fps
    t = np.arange(frames) / (frames - 1)
    ease = share * (0.65 * t + 0.35 * strides.smooth(t))
    way = aim[0] - position[0]
    away = float(np.linalg.norm(way)) or 1.0
    if drift in ("push", "pull"):
        amount = min(0.16 * away, _PUSH_MPS * max(0.6, away / 6.0) * seconds)
        step = (way / away) * amount * (1.0 if drift == "push" else -1.0)
        return position + ease[:, None] * step, aim
    if drift == "slide":
        right = np.array([-way[2], 0.0, way[0]]) / away
        amount = min(0.07 * away, 0.14 * seconds)
        return position + (ease - 0.5 * share)[:, None] * amount * right, aim
    height = min(0.45 * away, _RISE_MPS * seconds)
    back = -np.array([way[0], 0.0, way[2]]) / away * 0.35 * height
    return position + ease[:, None] * (np.array([0.0, height, 0.0]) + back), aim + ease[:, None] * np.array(
        [0.0, 0.25 * height, 0.0]
    )


def tremor(frames: int, fps: int, amount: float, shot: str) -> tuple[F64, F64]:
    """Return handheld offsets: of the position [F, 3] in metres and of the aim [F, 2] in radians (three octaves of smooth noise)."""
    if amount <= 0.0:
        return np.zeros((frames, 3)), np.zeros((frames, 2))
    random = generator_from("handheld", shot)
    t = np.arange(frames) / fps
    tracks = []
    for scale in (0.022, 0.018, 0.022, 0.0075, 0.006):
        wave = np.zeros(frames)
        for octave, share in ((0.55, 1.0), (1.25, 0.55), (2.6, 0.22)):
            wave += share * np.sin(2 * math.pi * (octave * random.uniform(0.85, 1.15) * t + random.uniform()))
        tracks.append(amount * scale * wave)
    return np.stack(tracks[:3], axis=1), np.stack(tracks[3:], axis=1)
