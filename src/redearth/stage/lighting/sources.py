"""Lamps of the place and lights of what happens: practicals, emergency lamps, burning props, sparks and flashes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from redearth.core.seed import unit_from
from redearth.core.space import Vec3, matrix_from_quat
from redearth.direction.model import Blocking, Piece, SetEvent, SetPlan, Shot
from redearth.stage.lighting.aim import vec3
from redearth.stage.lighting.bounce import ROOMS
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
_BEHIND_M = 15.0
"""How far ahead of the camera of a hall its background is lit."""
_BY_DAY = 0.22
"""Share of its light that a lamp gives in a room that has the day in its windows."""
_DAYLIGHT = 4.0
_REACH_M = 14.0
"""By the light of a sun stronger than that, a lamp farther than this from what the shot sees lights nothing of it."""
_HELD, _HELD_RADIUS_M = 2.4, 0.6
"""A lantern or torch in the hand is a dimmed practical, as wide as what it lights nearby: whoever holds it is not burnt by it."""
_BULB_RADIUS_M, _SHADE_RADIUS_M = 0.12, 0.3
FLARE_COLOR: Vec3 = (1.0, 0.43, 0.17)


def nearest_lamps(blocking: Blocking, shot: Shot, mood: Mood) -> list[Piece]:
    """Return the lamps nearest to what the shot sees, in a choice that holds for the whole shot."""
    plan = blocking.set_plan
    lamps = [piece for piece in plan.pieces if piece.kind == "lamp"]
    focus = _gaze_points(shot)

    def distance(piece: Piece) -> float:
        return float(np.linalg.norm(focus - np.asarray(lamp_centre(piece, plan.kit)), axis=1).min())

    most = {"tunnel": 2, "vault": 3}.get(plan.kit, 4)
    if mood.sun > _DAYLIGHT:
        lamps, most = [piece for piece in lamps if distance(piece) < _REACH_M], 2
    return sorted(lamps, key=lambda piece: (round(distance(piece), 3), piece.id))[:most]


def lit_lamps(blocking: Blocking, lamps: Sequence[Piece], scene_frame: int) -> list[Light]:
    """Return the light of those of the lamps that burn on a frame."""
    windows = any(piece.kind == "window" for piece in blocking.set_plan.pieces)
    share = _BY_DAY if windows and blocking.time_of_day in ("morning", "day") else 1.0
    lights = [_lamp(blocking, piece, scene_frame, share) for piece in lamps]
    return [light for light in lights if light.intensity > 0.01]


def wall_lamps(plan: SetPlan, shot: Shot) -> list[Light]:
    """Return the lamps of the shell that the shot sees; they burn on all of its frames."""
    red = _nearest("emergency", emergency_lamps(plan), _gaze_points(shot), "red", 6.0, (0.1, 0.22), 3)
    return red + _nearest("sconce", sconces(plan), _gaze_points(shot, _BEHIND_M), "warm", 1.6, SCONCE_M, 4)


def _lamp(blocking: Blocking, piece: Piece, scene_frame: int, share: float) -> Light:
    """Return a lamp's light on a frame, as its events have left it, or a share of that."""
    kit = blocking.set_plan.kit
    form = lamp_form(piece.size_m, piece.position_m[1], kit)
    own = tuple(sorted((e for e in blocking.events if concerns(e, piece)), key=lambda e: (e.range.start, e.kind)))
    x, y, z = lamp_centre(piece, kit)
    pool = kit == "vault" and form == "strip"  # hangs high over dark rows: a shade sends all its light down
    return Light(
        kind="spot" if pool else "point",
        color_linear=_TINTS[lamp_tint(piece.colour.lower(), kit)],
        intensity=(_POOL if pool else _POWER[form]) * lamp_level(piece, own, scene_frame) * share,
        position_m=(x, y - 0.12, z) if form == "strip" else (x, y, z),
        direction=(0.0, -1.0, 0.0),
        inner_cone_rad=0.2,
        outer_cone_rad=1.05,
        radius_m=_SHADE_RADIUS_M if kit in ROOMS else _BULB_RADIUS_M,
        volumetric=0.8 if pool else 0.7,
        name=f"lamp {piece.id}",
    )


def _nearest(
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
    power = (75.0 if blaze else 42.0) if flare else _HELD
    return Light(
        kind="point",
        color_linear=FLARE_COLOR if flare else (1.0, 0.78, 0.5),
        intensity=power * lit * flicker,
        position_m=position,
        radius_m=0.06 if flare else _HELD_RADIUS_M,
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
