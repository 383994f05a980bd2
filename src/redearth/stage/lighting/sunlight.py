"""Where the sun stands for a shot: at its hour, except that nobody is lit flat from behind the camera."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import matrix_from_quat
from redearth.direction.model import Blocking, Piece, Shot
from redearth.stage.lighting.aim import level, right_of, setup_of, vec3
from redearth.stage.lighting.mood import Mood
from redearth.stage.model import Light
from redearth.stage.sets.shape import F64

_BESIDE_RAD = 0.075
_LOW_RAD = 0.5
_RISE_RAD = math.radians(3.5)
_RISING = ("gate", "door", "lever", "lamp")
_FLAT = math.cos(math.radians(48.0))
"""Light that travels within this angle of the camera's own way lights faces flat."""
_OFF_AXIS_RAD = tuple(math.radians(v) for v in (62.0, 72.0, 52.0, 84.0, 98.0))
"""How far off the camera's way a cheated sun may stand, best first."""
_LIFTS_RAD = tuple(math.radians(v) for v in (0.0, 7.0, 14.0, 22.0))
_TALL_M = 2.6
"""Pieces lower than this do not take the sun from anybody."""
_CHEST_AND_HEAD_M = (np.zeros(3), np.array([0.0, 0.5, 0.0]))
_FAR_M = 260.0


def sun_direction(blocking: Blocking, mood: Mood, scene_frame: int) -> F64:
    """Return the way the sun's light travels; an anchor called ``sun`` says where it stands, a ``sun`` event raises it."""
    azimuth, elevation = mood.azimuth_rad, mood.elevation_rad
    anchor = blocking.set_plan.anchor("sun")
    if anchor is not None:
        # A low sun stands a little beside the anchor, at the edge of what frames the view, so that its shafts rake past.
        beside = _BESIDE_RAD if elevation < _LOW_RAD else mood.azimuth_rad
        azimuth = math.atan2(anchor.position_m[0], -anchor.position_m[2]) + beside
    return _travel(azimuth, elevation + _RISE_RAD * sun_rise(blocking, scene_frame))


def shot_sun(blocking: Blocking, shot: Shot, mood: Mood, scene_frame: int) -> F64:
    """Return the way the sun's light travels in a shot.

    Where the camera would have the sun at its back the sun is cheated, as on any set: to the shot's key side, and higher when
    a tower would take it away. It stands still for the whole shot; a sun in the picture, or beside it, is never moved.
    """
    own = sun_direction(blocking, mood, scene_frame)
    sample = shot.camera[len(shot.camera) // 2]
    forward = level(-matrix_from_quat(sample.rotation)[:3, 2])
    if float(level(own) @ forward) < _FLAT:
        return own
    return _cheated(blocking, shot, mood.elevation_rad, own)


def _cheated(blocking: Blocking, shot: Shot, elevation_rad: float, own: F64) -> F64:
    """Return the best free way for the sun's light: on the key side, about sixty degrees off the camera's way, over the roofs."""
    setup = setup_of(blocking, shot, len(shot.camera) // 2, {})
    forward = level(setup.forward)
    across = right_of(forward) * setup.key_side
    for lift in _LIFTS_RAD:
        for angle in _OFF_AXIS_RAD:
            flat = forward * math.cos(angle) - across * math.sin(angle)
            rise = elevation_rad + lift
            travel: F64 = flat * math.cos(rise) - np.array([0.0, math.sin(rise), 0.0])
            if in_sun(blocking, setup.subject_m, travel):
                return travel
    return own


def in_sun(blocking: Blocking, place_m: F64, travel: F64) -> bool:
    """Return whether light that travels this way reaches somebody's chest and head past the solid pieces of the set."""
    walls = [p for p in blocking.set_plan.pieces if p.solid and p.position_m[1] + p.size_m[1] > _TALL_M]
    return not walls or not any(_blocked(place_m + up, -travel, walls) for up in _CHEST_AND_HEAD_M)


def _blocked(place_m: F64, way: F64, walls: list[Piece]) -> bool:
    """Return whether a ray from a place meets any piece's box; a box that the place itself is in does not count."""
    half = np.array([wall.size_m for wall in walls]) / 2
    offset = place_m - np.array([wall.position_m for wall in walls]) - half * [0.0, 1.0, 0.0]
    yaw = np.array([wall.yaw_rad for wall in walls])
    start, along = _turned(offset, -yaw), _turned(np.tile(way, (len(walls), 1)), -yaw)
    along = np.where(np.abs(along) < 1e-9, 1e-9, along)
    a, b = (-half - start) / along, (half - start) / along
    near, far = np.minimum(a, b).max(1), np.maximum(a, b).min(1)
    return bool(((near > 0) & (near < far) & (near < _FAR_M)).any())


def _turned(vectors: F64, yaw_rad: F64) -> F64:
    c, s = np.cos(yaw_rad), np.sin(yaw_rad)
    x, y, z = vectors.T
    return np.stack([c * x + s * z, y, c * z - s * x], 1)


def sun_rise(blocking: Blocking, scene_frame: int) -> float:
    """Return how far the sun has come up in an event of this scene: -1 before it, 0 without one, 1 after it."""
    # What the sun rises over may be named as what rises; nothing that stands fast can.
    risen = {"sun"} | {piece.id for piece in blocking.set_plan.pieces if piece.kind not in _RISING}
    for event in blocking.events:
        if event.kind == "sun" or (event.kind in ("rise", "clear") and event.subject in risen):
            share = (scene_frame - event.range.start) / max(1, event.range.duration)
            share = min(1.0, max(0.0, share))
            return 2 * share * share * (3 - 2 * share) - 1
    return 0.0


def sun_light(mood: Mood, direction: F64) -> Light:
    """Return the shadowed sun or moon."""
    return Light(
        kind="sun",
        color_linear=mood.sun_color,
        intensity=mood.sun,
        direction=vec3(direction),
        radius_m=0.009,
        shadow=True,
        volumetric=1.0,
        name="sun",
    )


def _travel(azimuth_rad: float, elevation_rad: float) -> F64:
    flat = math.cos(elevation_rad)
    return -np.array([math.sin(azimuth_rad) * flat, math.sin(elevation_rad), -math.cos(azimuth_rad) * flat])
