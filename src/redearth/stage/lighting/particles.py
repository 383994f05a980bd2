"""What flies because something happens: sparks, flames, embers, bursts of dust; and the weather. Functions of the shot and its time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Vec3
from redearth.direction.model import Blocking, SetEvent, Shot
from redearth.stage.lighting.aim import Setup
from redearth.stage.lighting.mood import Mood
from redearth.stage.lighting.sources import event_position
from redearth.stage.lighting.weather import motes, sprites, weather_particles
from redearth.stage.model import Sprites
from redearth.stage.sets.shape import F64

_SPARKS = 70


def particles(
    blocking: Blocking, shot: Shot, frame: int, setup: Setup, mood: Mood, props: Mapping[str, tuple[Vec3, float]]
) -> tuple[Sprites, ...]:
    """Return all particles of a shot-local frame."""
    time_s = frame / blocking.fps
    out = [motes(shot, time_s, setup, mood), *weather_particles(blocking, shot, time_s, setup)]
    scene_frame = shot.range.start + frame
    for event in blocking.events:
        since_s = (scene_frame - event.range.start) / blocking.fps
        if event.kind == "spark" and 0 <= since_s < event.range.duration / blocking.fps + 1.0:
            out.append(_sparks(event, since_s, event.range.duration / blocking.fps, event_position(blocking, event, props)))
        if (
            event.kind in ("slam", "dust", "burst", "collapse", "explode")
            and event.subject
            and 0 <= since_s < event.range.duration / blocking.fps + 2.5
        ):
            start = event.range.duration / blocking.fps * 0.6 if event.kind == "slam" else 0.0
            if since_s >= start:
                out.append(_burst(blocking, event, since_s - start, event_position(blocking, event, props), mood))
    for name in sorted(props):
        if props[name][1] > 0.05 and "flare" in name:
            source = np.asarray(props[name][0])
            out += [_flame(shot, name, frame, source, props[name][1]), _embers(shot, name, time_s, source)]
    return tuple(s for s in out if len(s.radius_m))


def _sparks(event: SetEvent, since_s: float, lasts_s: float, place: Vec3) -> Sprites:
    """Ballistic sparks in two or three spurts, hot white to dull red as they age."""
    random = generator_from("sparks", event.beat, event.kind)
    spurt = np.minimum(random.integers(0, 3, _SPARKS) * max(0.12, lasts_s * 0.3), max(0.0, lasts_s - 0.1)) + random.uniform(
        0, 0.08, _SPARKS
    )
    way = random.normal(0, 1, (_SPARKS, 3)) * [1.6, 1.1, 1.6] + [0, 1.6, 0.6]
    life = random.uniform(0.25, 0.85, _SPARKS)
    age = since_s - spurt
    velocity = way * event.strength**0.5 + np.array([0, -9.81, 0]) * age[:, None]
    points = np.asarray(place) + way * event.strength**0.5 * age[:, None] + 0.5 * np.array([0, -9.81, 0]) * age[:, None] ** 2
    bounced = points[:, 1] < 0.01
    points[bounced, 1] = 0.35 * np.abs(points[bounced, 1]) % 0.25 + 0.01
    velocity[bounced, 1] *= -0.35
    heat = np.clip(1 - age / life, 0, 1)
    color = np.column_stack([26 * heat, 13 * heat**1.6, 5 * heat**2.4, np.ones(_SPARKS)])
    keep = (age > 0) & (age < life)
    return sprites(points[keep], np.full(_SPARKS, 0.0028)[keep], color[keep], velocity[keep], emissive=True)


def _burst(blocking: Blocking, event: SetEvent, since_s: float, place: Vec3, mood: Mood) -> Sprites:
    """A cloud of dust thrown up from the ground along a piece's width."""
    random = generator_from("burst", event.beat, event.kind)
    piece = next((p for p in blocking.set_plan.pieces if p.id == event.subject), None)
    width = piece.size_m[0] if piece else 1.2
    yaw = piece.yaw_rad if piece else 0.0
    count = 90
    along = random.uniform(-0.5, 0.5, count) * width
    foot = np.column_stack([np.cos(yaw) * along, np.full(count, 0.05), -np.sin(yaw) * along]) + np.array(
        [place[0], 0.0, place[2]]
    )
    way = random.normal(0, 0.8, (count, 3)) * [1, 0.4, 1] + [0, 0.7, 0]
    slow = (1 - np.exp(-1.8 * since_s)) / 1.8
    points = foot + way * slow
    points[:, 1] = np.maximum(points[:, 1], 0.03)
    radius = random.uniform(0.1, 0.22, count) * (0.4 + 1.1 * min(1.0, since_s))
    opacity = 0.22 * np.exp(-since_s / 1.0) * min(1.0, since_s / 0.08 + 0.2) * np.ones(count)
    color = np.column_stack([np.tile(np.asarray(mood.dust_color) * 0.6, (count, 1)), opacity])
    return sprites(points, radius, color, way * float(np.exp(-1.8 * since_s)))


def _flame(shot: Shot, name: str, frame: int, source: F64, lit: float) -> Sprites:
    """The white-hot tongue of a flare: a core and licks that jump from frame to frame."""
    random = generator_from("flame", shot.id, name, frame)
    count = 9
    climb = np.linspace(0.0, 1.0, count)
    points = source + np.column_stack([random.normal(0, 0.012, count), 0.01 + 0.10 * climb, random.normal(0, 0.012, count)])
    radius = (0.034 - 0.022 * climb) * random.uniform(0.8, 1.2, count)
    heat = lit * (1 - 0.75 * climb)
    color = np.column_stack([38 * heat, 17 * heat**1.4, 6 * heat**2, np.ones(count)])
    return sprites(points, radius, color, np.zeros((count, 3)), emissive=True)


def _embers(shot: Shot, name: str, time_s: float, source: F64) -> Sprites:
    """Drops of burning metal that fall from a flare, and glowing smoke specks that rise."""
    random = generator_from("embers", shot.id, name)
    count = 46
    life = random.uniform(0.35, 0.9, count)
    age = (time_s + random.uniform(0, 1, count) * life) % life
    way = random.normal(0, 0.5, (count, 3)) + np.where(np.arange(count)[:, None] % 3 == 0, [0, 0.9, 0], [0, 0.2, 0])
    pull = np.where(np.arange(count) % 3 == 0, 0.4, -5.5)
    points = source + way * age[:, None]
    points[:, 1] += 0.5 * pull * age**2
    velocity = way.copy()
    velocity[:, 1] += pull * age
    heat = np.clip(1 - age / life, 0, 1)
    color = np.column_stack([22 * heat, 8 * heat**1.7, 2 * heat**2.4, np.ones(count)])
    keep = points[:, 1] > 0.01
    return sprites(points[keep], np.full(count, 0.0028)[keep], color[keep], velocity[keep], emissive=True)
