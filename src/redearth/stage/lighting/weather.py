"""What fills the air for a whole shot: dust, rain, snow, ash, steam; endless volumes that stand in the world while the camera moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.core.seed import generator_from
from redearth.core.space import Vec3
from redearth.direction.model import Blocking, Piece, Shot
from redearth.stage.lighting.aim import Setup
from redearth.stage.lighting.mood import Mood
from redearth.stage.model import Sprites
from redearth.stage.sets.shape import F64

Shown = NDArray[np.bool_]

_EDGE = 0.72
"""Share of the way from a volume's middle to its side from which particles fade, so that none appears or goes."""
_LENS_M = 0.7
_ROOF_M, _ROOF_WIDE_M, _EAVES_M = 1.8, 0.7, 0.35
"""Solid pieces whose foot is higher than this, or that are taller, keep the rain off what is under them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """How one kind of weather falls or floats."""

    words: tuple[str, ...]
    count: int
    box_m: Vec3
    radius_m: float
    color: Vec3
    """Times the light that falls on it: how brightly a speck shows."""
    opacity: float
    velocity_mps: Vec3
    sway_m: float
    grows: float = 0.0
    """Spread of sizes: 0 all alike."""


FALLS = (
    Fall(words=("rain", "drizzle", "hail", "storm"), count=1500, box_m=(13.0, 9.0, 13.0), radius_m=0.008, color=(5.5, 6.0, 6.6), opacity=0.9, velocity_mps=(0.5, -8.6, 0.25), sway_m=0.0, grows=0.3),
    Fall(words=("snow", "blizzard"), count=950, box_m=(13.0, 8.0, 13.0), radius_m=0.013, color=(2.6, 2.7, 2.9), opacity=0.9, velocity_mps=(0.45, -1.0, 0.25), sway_m=0.3, grows=0.5),
    Fall(words=("ash",), count=420, box_m=(12.0, 6.0, 12.0), radius_m=0.010, color=(0.5, 0.48, 0.46), opacity=0.85, velocity_mps=(0.3, -0.42, 0.2), sway_m=0.4, grows=0.6),
    Fall(words=("ember", "embers", "fire", "burning"), count=130, box_m=(11.0, 5.0, 11.0), radius_m=0.0045, color=(9.0, 3.2, 0.7), opacity=1.0, velocity_mps=(0.4, 0.7, 0.2), sway_m=0.5, grows=0.5),
    Fall(words=("steam", "smoke", "mist", "fog"), count=46, box_m=(12.0, 2.6, 12.0), radius_m=0.85, color=(1.6, 1.65, 1.7), opacity=0.05, velocity_mps=(0.16, 0.05, 0.08), sway_m=0.3, grows=0.5),
)  # fmt: skip
_GLOWING = ("ember", "embers", "fire", "burning")
_NOT_INDOORS = ("rain", "snow", "ash")


def weather_particles(blocking: Blocking, shot: Shot, time_s: float, setup: Setup) -> list[Sprites]:
    """Return what the words of the weather put into the air; nothing falls inside, nor under a roof."""
    words = set(" ".join(blocking.weather).lower().replace(",", " ").split())
    plan = blocking.set_plan
    found = []
    for fall in FALLS:
        outdoors = fall.words[0] in _NOT_INDOORS
        if words.isdisjoint(fall.words) or (plan.interior and outdoors):
            continue
        if fall.words[0] == "rain" and "snow" in words:
            continue
        found.append(_volume(fall, shot, time_s, setup, _roofs(plan.pieces) if outdoors else ()))
    return found


def motes(shot: Shot, time_s: float, setup: Setup, mood: Mood) -> Sprites:
    """Return dust that hangs in the light and drifts with the air."""
    random = generator_from("motes", shot.id)
    count, box = mood.motes, np.array([11.0, 4.4, 11.0])
    home = random.uniform(0, 1, (count, 3)) * box
    phase, pace = random.uniform(0, 6.28, (count, 3)), random.uniform(0.2, 0.7, (count, 3))
    drift = np.asarray(mood.air.drift_mps) * random.uniform(0.35, 1.0, (count, 1))
    sway = 0.12 * np.sin(pace * time_s * 2 + phase)
    points, shown = _wrapped(home + drift * time_s + sway, setup.eye_m, box)
    radius = mood.mote_radius_m * random.uniform(0.35, 1.0, count) ** 2
    opacity = 0.5 * shown * (points[:, 1] > 0.03)
    glint = 0.55 + 0.45 * np.sin(time_s * pace[:, 0] * 6 + phase[:, 1])
    color = np.column_stack([np.asarray(mood.dust_color) * glint[:, None], opacity])
    return sprites(points, radius, color, np.broadcast_to(drift, (count, 3)), opacity > 0.004)


def _volume(fall: Fall, shot: Shot, time_s: float, setup: Setup, roofs: Sequence[Piece]) -> Sprites:
    random = generator_from(fall.words[0], shot.id)
    box, count = np.asarray(fall.box_m), fall.count
    home = random.uniform(0, 1, (count, 3)) * box
    way = np.asarray(fall.velocity_mps) * random.uniform(0.85, 1.15, (count, 1))
    pace, phase = random.uniform(0.6, 1.6, (count, 3)), random.uniform(0, 6.28, (count, 3))
    sway = fall.sway_m * np.sin(phase + time_s * pace)
    points, shown = _wrapped(home + way * time_s + sway, setup.eye_m, box)
    radius = fall.radius_m * (1 + fall.grows * random.uniform(-1, 1, count))
    # What comes near the lens would be a blot: the larger it is, the farther off it fades.
    away = np.linalg.norm(points - setup.eye_m, axis=1)
    opacity = fall.opacity * shown * np.clip((away - _LENS_M - 2 * radius) / (0.6 + 1.5 * radius), 0, 1)
    opacity *= np.clip(points[:, 1] / 0.1, 0, 1)
    for piece in roofs:
        opacity *= _clear_of(points, piece)
    color = np.column_stack([np.tile(np.asarray(fall.color), (count, 1)), opacity])
    glows = fall.words == _GLOWING
    return sprites(
        points, radius, color, way + fall.sway_m * pace * np.cos(phase + time_s * pace), opacity > 0.004, emissive=glows
    )


def _roofs(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return what keeps the rain off: solid, high and wide; leaves and poles do not."""
    wide = (p for p in pieces if p.solid and min(p.size_m[0], p.size_m[2]) > _ROOF_WIDE_M)
    return tuple(p for p in wide if p.kind not in ("tree", "pole") and p.position_m[1] + p.size_m[1] > _ROOF_M)


def _clear_of(points: F64, piece: Piece) -> F64:
    """Return [P] 0 in and under a piece's box, 1 beside and above it, with a soft edge at its sides."""
    x, z = points[:, 0] - piece.position_m[0], points[:, 2] - piece.position_m[2]
    c, s = np.cos(piece.yaw_rad), np.sin(piece.yaw_rad)
    beside = np.maximum(np.abs(c * x - s * z) - piece.size_m[0] / 2, np.abs(s * x + c * z) - piece.size_m[2] / 2)
    above = points[:, 1] > piece.position_m[1] + piece.size_m[1]
    return np.where(above, 1.0, np.clip(beside / _EAVES_M, 0, 1))


def _wrapped(points: F64, eye: F64, box: F64) -> tuple[F64, F64]:
    """Repeat the cloud in space and keep the copy around the camera; return it and how much of each point shows.

    The cloud stands still while the camera moves, and a point has faded out where it changes from one copy to the next.
    """
    centre = eye + np.array([0.0, 0.4, 0.0])
    offset = (points - centre + box / 2) % box - box / 2
    reach = np.abs(offset / (box / 2)).max(1)
    return centre + offset, np.clip((1 - reach) / (1 - _EDGE), 0, 1)


def sprites(
    positions: F64, radius: F64, color: F64, velocity: F64, keep: Shown | None = None, *, emissive: bool = False
) -> Sprites:
    """Return sprites in the renderer's precision; of all points, or of those to keep."""
    chosen = slice(None) if keep is None else keep
    f = np.float32
    return Sprites(
        positions=positions[chosen].astype(f),
        radius_m=radius[chosen].astype(f),
        color_linear=color[chosen].astype(f),
        velocity=velocity[chosen].astype(f),
        emissive=emissive,
    )
