"""The lights themselves: sun, window, practicals, event lights and the little lights that model the subject."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from redearth.core.seed import unit_from
from redearth.core.space import Vec3, matrix_from_quat
from redearth.direction.model import Blocking, Piece, SetEvent, Shot, ShotSize
from redearth.stage.lighting.aim import Setup, level, right_of, unit, vec3
from redearth.stage.lighting.mood import Mood
from redearth.stage.model import Light
from redearth.stage.sets.arcade import SCONCE_M
from redearth.stage.sets.lamps import lamp_centre, lamp_form, lamp_tint
from redearth.stage.sets.move import concerns, lamp_level
from redearth.stage.sets.shape import F64
from redearth.stage.sets.tunnel import emergency_lamps
from redearth.stage.sets.vault import sconces

_TINTS: dict[str, Vec3] = {"cold": (0.56, 0.84, 1.0), "warm": (1.0, 0.66, 0.34), "red": (1.0, 0.09, 0.04)}
_POWER = {
    "strip": 7.0,
    "bulkhead": 4.0,
    "street": 26.0,
    "head": 30.0,
    "floor": 3.2,
    "table": 2.2,
    "pendant": 7.0,
    "chandelier": 16.0,
}
_POOL = 22.0
_BESIDE_RAD = 0.075
_BEHIND_M = 15.0
"""How far ahead of the camera of a hall its background is lit."""
_CLOSE = ("MS", "MCU", "CU", "ECU")
"""Sizes at which faces tell the story and want more fill."""
_REFLECTOR = 1.5
"""How many times more fill a subject gets that stands right before the sun."""
_LOW_RAD = 0.5
_DAYLIGHT = 4.0
_REACH_M = 14.0
"""By the light of a sun stronger than that, a lamp farther than this from what the shot sees lights nothing of it."""
_RISE_RAD = math.radians(3.5)
_RISING = ("gate", "door", "lever", "lamp")
FLARE_COLOR: Vec3 = (1.0, 0.43, 0.17)


def sun_direction(blocking: Blocking, mood: Mood, scene_frame: int) -> F64:
    """Return the way the sun's light travels; an anchor called ``sun`` says where it stands, a ``sun`` event raises it."""
    azimuth, elevation = mood.azimuth_rad, mood.elevation_rad
    anchor = blocking.set_plan.anchor("sun")
    if anchor is not None:
        # A low sun stands a little beside the anchor, at the edge of what frames the view, so that its shafts rake past.
        beside = _BESIDE_RAD if elevation < _LOW_RAD else mood.azimuth_rad
        azimuth = math.atan2(anchor.position_m[0], -anchor.position_m[2]) + beside
    elevation += _RISE_RAD * sun_rise(blocking, scene_frame)
    flat = math.cos(elevation)
    return -np.array([math.sin(azimuth) * flat, math.sin(elevation), -math.cos(azimuth) * flat])


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


def practicals(blocking: Blocking, shot: Shot, mood: Mood, scene_frame: int) -> list[Light]:
    """Return the lamps nearest to what the shot sees, in a choice that holds for the whole shot."""
    plan = blocking.set_plan
    lamps = [piece for piece in plan.pieces if piece.kind == "lamp"]
    focus = _gaze_points(shot)

    def distance(piece: Piece) -> float:
        return float(np.linalg.norm(focus - np.asarray(lamp_centre(piece, plan.kit)), axis=1).min())

    most = {"tunnel": 2, "vault": 3}.get(plan.kit, 4)
    if mood.sun > _DAYLIGHT:
        lamps, most = [piece for piece in lamps if distance(piece) < _REACH_M], 2
    chosen = sorted(lamps, key=lambda piece: (round(distance(piece), 3), piece.id))[:most]
    lights = []
    for piece in chosen:
        form = lamp_form(piece.size_m, piece.position_m[1], plan.kit)
        own = tuple(sorted((e for e in blocking.events if concerns(e, piece)), key=lambda e: (e.range.start, e.kind)))
        strength = lamp_level(piece, own, scene_frame)
        if strength < 0.004:
            continue
        x, y, z = lamp_centre(piece, plan.kit)
        tint = _TINTS[lamp_tint(piece.colour.lower(), plan.kit)]
        at = (x, y - 0.12, z) if form == "strip" else (x, y, z)
        pool = plan.kit == "vault" and form == "strip"  # hangs high over dark rows: a shade sends all its light down
        lights.append(
            Light(
                kind="spot" if pool else "point",
                color_linear=tint,
                intensity=(_POOL if pool else _POWER[form]) * strength,
                position_m=at,
                direction=(0.0, -1.0, 0.0),
                inner_cone_rad=0.2,
                outer_cone_rad=1.05,
                radius_m=0.12,
                volumetric=0.8 if pool else 0.7,
                name=f"lamp {piece.id}",
            )
        )
    red = _wall_lamps("emergency", emergency_lamps(plan), focus, "red", 6.0, (0.1, 0.22), 3)
    return lights + red + _wall_lamps("sconce", sconces(plan), _gaze_points(shot, _BEHIND_M), "warm", 1.6, SCONCE_M, 4)


def _wall_lamps(
    name: str, lamps: Sequence[tuple[Vec3, float]], focus: F64, tint: str, power: float, offset_m: tuple[float, float], most: int
) -> list[Light]:
    """Return the ``most`` lamps of the shell nearest to what the shot sees; the light is ``offset_m`` above and before their foot."""
    up, out = offset_m
    spots = [np.asarray(at) + np.array([out * math.sin(yaw), up, out * math.cos(yaw)]) for at, yaw in lamps]
    near = sorted(range(len(spots)), key=lambda k: (round(float(np.linalg.norm(focus - spots[k], axis=1).min()), 3), k))[:most]
    return [
        Light(
            kind="point",
            color_linear=_TINTS[tint],
            intensity=power,
            position_m=vec3(spots[k]),
            radius_m=0.08,
            volumetric=0.5,
            name=f"{name} {k}",
        )
        for k in near
    ]


def _gaze_points(shot: Shot, ahead_m: float = 0.0) -> F64:
    """Where the shot looks: ``ahead_m`` (0: as far as it focuses, within reason) before its first, middle and last camera."""
    picks = [shot.camera[0], shot.camera[len(shot.camera) // 2], shot.camera[-1]]
    points = []
    for sample in picks:
        forward = -matrix_from_quat(sample.rotation)[:3, 2]
        points.append(np.asarray(sample.position_m) + forward * (ahead_m or float(np.clip(sample.focus_m, 1.5, 8.0))))
    return np.array(points)


def subject_lights(mood: Mood, setup: Setup, size: ShotSize, *, key: float, sun: F64 | None = None) -> list[Light]:
    """Return key (when ``key`` > 0), fill and rim as narrow spots on the subject; none shows in the air or casts shadows.

    ``sun`` is the way its light travels: who stands before it is filled as if by a reflector beside the camera.
    """
    against = 0.0 if sun is None else max(0.0, float(-unit(setup.subject_m - setup.eye_m) @ sun))
    forward = level(setup.subject_m - setup.eye_m)
    side = right_of(forward) * setup.key_side
    near = float(np.clip(setup.distance_m * 0.6, 1.6, 4.0))
    plan = (
        ("key", key, mood.key_color, side * 0.85 - forward * 0.62 + [0, 0.62, 0], near),
        (
            "fill",
            mood.fill * (2.0 if size in _CLOSE else 1.0) * (1.0 + _REFLECTOR * against),
            mood.fill_color,
            -side * 0.6 - forward * 0.8 + [0, 0.12, 0],
            near * 1.1,
        ),
        ("rim", mood.rim, mood.rim_color, forward * 0.85 - side * 0.6 + [0, 0.75, 0], 2.4),
    )
    lights = []
    for name, strength, color, way, reach in plan:
        if strength <= 0:
            continue
        offset = unit(way) * reach
        lights.append(
            Light(
                kind="spot",
                color_linear=color,
                intensity=strength * reach * reach,
                position_m=vec3(setup.subject_m + offset),
                direction=vec3(-unit(way)),
                inner_cone_rad=0.1,
                outer_cone_rad=0.42,
                radius_m=0.5,
                volumetric=0.0,
                name=name,
            )
        )
    return lights


def event_lights(blocking: Blocking, shot: Shot, frame: int, props: Mapping[str, tuple[Vec3, float]]) -> list[Light]:
    """Return the lights of things that burn, spark or flash: burning props, spark events, muzzles."""
    scene_frame = shot.range.start + frame
    lights: list[Light] = []
    for name in sorted(props):
        position, lit = props[name]
        if lit > 0.01:
            lights.append(_burning(blocking, shot, frame, name, position, lit))
    for event in blocking.events:
        if event.kind in ("spark", "fire", "flash", "shoot", "explode") and scene_frame in event.range:
            lights += _flash(event, shot, frame, event_position(blocking, event, props))
    return lights


def event_position(blocking: Blocking, event: SetEvent, props: Mapping[str, tuple[Vec3, float]]) -> Vec3:
    """Return where an event happens: at its prop, at its piece, else where the director put it."""
    if event.subject in props:
        return props[event.subject][0]
    piece = next((p for p in blocking.set_plan.pieces if concerns(event, p)), None)
    if piece is not None and sum(abs(v) for v in event.position_m) < 1e-6:
        x, y, z = piece.position_m
        return x, y + 0.55 * piece.size_m[1], z
    return event.position_m


def _burning(blocking: Blocking, shot: Shot, frame: int, name: str, position: Vec3, lit: float) -> Light:
    """A flare floods the place and throws shadows; a torch or lantern is a small warm point."""
    steps = shot.id, name
    flicker = 0.82 + 0.18 * math.sin(frame * 1.7 + 6.28 * unit_from("flare-phase", *steps)) * unit_from(
        "flare", *steps, frame // 2
    )
    flare = any(word in name for word in ("flare", "signal", "firework"))
    blaze = any(e.kind == "blaze" and e.range.start <= shot.range.start + frame for e in blocking.events)
    power = (40.0 if blaze else 22.0) if flare else 4.5
    return Light(
        kind="point",
        color_linear=FLARE_COLOR if flare else (1.0, 0.78, 0.5),
        intensity=power * lit * flicker,
        position_m=position,
        radius_m=0.06,
        shadow=flare,
        volumetric=0.1 if flare else 0.7,
        name=f"burning {name}",
    )


def _flash(event: SetEvent, shot: Shot, frame: int, position: Vec3) -> list[Light]:
    since = shot.range.start + frame - event.range.start
    burst = unit_from("flash", event.beat, event.kind, since)
    strength = 2.2 * event.strength * (burst if event.kind == "spark" else 1.0) * math.exp(-since / 16.0)
    if strength < 0.05:
        return []
    color: Vec3 = (1.0, 0.8, 0.52) if event.kind == "spark" else (1.0, 0.6, 0.3)
    x, y, z = position
    return [
        Light(
            kind="point",
            color_linear=color,
            intensity=strength,
            position_m=(x, y + 0.05, z + 0.05),
            radius_m=0.05,
            volumetric=0.5,
            name=event.kind,
        )
    ]
