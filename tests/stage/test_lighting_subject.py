"""The subject stands out, the sun is cheated by rule, and the weather never jumps."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from tests.stage.test_lighting_light import _TIMES, _blocking, _shot

from redearth.core.space import world_from_camera_looking
from redearth.direction.model import Kit, Piece, Shot
from redearth.stage.lighting.aim import setup_of
from redearth.stage.lighting.incident import brightness, incident
from redearth.stage.lighting.light import light_shot
from redearth.stage.lighting.mood import mood_for
from redearth.stage.lighting.subject import CALM_RATIO, TENSE_RATIO, balance
from redearth.stage.lighting.sunlight import in_sun, shot_sun, sun_direction
from redearth.stage.lighting.weather import weather_particles
from redearth.stage.model import Light, Sky

_DARK = Sky(zenith_linear=(0, 0, 0), horizon_linear=(0, 0, 0), ground_linear=(0, 0, 0))


def _turned(yaw_rad: float, side: int = 1, shift_m: float = 0.0) -> Shot:
    """A shot on the actor at the origin, from five metres away; yaw 0 looks along -Z, towards the sun's anchor."""
    shot = _shot(side=side)
    half = yaw_rad / 2
    eye = (5.0 * math.sin(yaw_rad) + shift_m, 1.5, 5.0 * math.cos(yaw_rad))
    camera = replace(shot.camera[0], position_m=eye, rotation=(math.cos(half), 0.0, math.sin(half), 0.0))
    return replace(shot, camera=(camera,) * len(shot.camera))


def test_the_meter_reads_inverse_squares_and_cosines() -> None:
    """A point of 8 at 2 m gives 2 straight on, 1 at sixty degrees; a surround of radiance 1 gives pi."""
    lamp = Light(kind="point", color_linear=(1, 1, 1), intensity=8.0, position_m=(0, 2, 0), radius_m=0.0)
    up, tilted = np.array([0.0, 1.0, 0.0]), np.array([math.sin(math.pi / 3), 0.5, 0.0])
    assert brightness(incident([lamp], _DARK, np.zeros(3), up)) == pytest.approx(2.0)
    assert brightness(incident([lamp], _DARK, np.zeros(3), tilted)) == pytest.approx(1.0)
    white = Sky(zenith_linear=(1, 1, 1), horizon_linear=(1, 1, 1), ground_linear=(1, 1, 1))
    assert brightness(incident([], white, np.zeros(3), up)) == pytest.approx(math.pi)


@pytest.mark.parametrize("kit", get_args(Kit))
@pytest.mark.parametrize("time", _TIMES)
def test_a_close_subject_stands_out_from_what_is_behind(kit: Kit, time: str) -> None:
    """Whatever the place and the hour, the key side is brighter than the background and the dark side keeps its contrast."""
    blocking = _blocking(kit, time)
    for yaw in (0.0, 1.5, math.pi):
        shot = _turned(yaw)
        mood, setup = mood_for(kit, time, ()), setup_of(blocking, shot, 0, {})
        lights = [light for light in light_shot(blocking, shot)(0, {}).lights if light.name not in ("key", "fill", "rim")]
        sky = light_shot(blocking, shot)(0, {}).sky
        keys = [light for light in lights if light.shadow]
        levels = balance(mood, setup, "MCU", keys, sky, key=mood.key, tension=0.3, sunlit=True)
        assert 0.8 < levels.bright_side / levels.behind < 40
        assert 1.2 < levels.bright_side / levels.dark_side < 20
        assert levels.rim > 0


def test_tension_deepens_the_contrast() -> None:
    """In a dark room the ratio of key to fill is the calm one at rest and the tense one at the height of fear."""
    blocking, shot = _blocking("interior", "night"), _shot()
    setup, mood = setup_of(blocking, shot, 0, {}), mood_for("interior", "night", ())
    ratios = [
        (levels := balance(mood, setup, "CU", [], _DARK, key=1.0, tension=t, sunlit=False)).bright_side / levels.dark_side
        for t in (0.0, 1.0)
    ]
    assert ratios == pytest.approx([CALM_RATIO, TENSE_RATIO], rel=0.01)


def test_nobody_is_lit_flat_by_the_sun() -> None:
    """With the sun at the camera's back it comes from the key side instead; a camera that sees it leaves it where it is."""
    blocking = _blocking("ruined_city", "dawn")
    mood = mood_for("ruined_city", "dawn", ())
    own = sun_direction(blocking, mood, 0)
    assert np.allclose(shot_sun(blocking, _turned(0.0), mood, 0), own)
    for side in (1, -1):
        shot = _turned(math.pi, side)
        pose = world_from_camera_looking(shot.camera[0].position_m, (0.0, 1.5, 0.0))
        right, forward = pose[:3, 0], -pose[:3, 2]
        travel = shot_sun(blocking, shot, mood, 0)
        assert float(travel @ right) * side < -0.6
        assert 0.1 < float(travel @ forward) < 0.75


def test_a_cheated_sun_looks_for_a_gap() -> None:
    """A tower on the key side takes the low sun away; the cheat finds a way past or over it, so that the light arrives."""
    blocking = _blocking("ruined_city", "dawn")
    mood, shot = mood_for("ruined_city", "dawn", ()), _turned(math.pi, 1)
    free = shot_sun(blocking, shot, mood, 0)
    at = -free / np.hypot(free[0], free[2]) * 12.0
    tower = Piece(id="tower", kind="tower", position_m=(float(at[0]), 0.0, float(at[2])), size_m=(5.0, 9.0, 5.0))
    blocked = replace(blocking, set_plan=replace(blocking.set_plan, pieces=(tower,)))
    chest = np.array([0.0, 1.34, 0.0])
    assert not in_sun(blocked, chest, free)
    assert in_sun(blocked, chest, shot_sun(blocked, shot, mood, 0))


@pytest.mark.parametrize("word", ["rain", "snow", "ash", "embers", "mist"])
def test_weather_moves_without_jumps(word: str) -> None:
    """From one frame to the next, while the camera moves, a particle is where its velocity says or has faded out."""
    blocking = _blocking("exterior", "day", (word,))

    def seen(frame: int) -> dict[float, tuple[np.ndarray, float, np.ndarray]]:
        (group,) = weather_particles(blocking, shot, frame / 24, setup_of(blocking, shot, frame, {}))
        return {
            float(r): (p, float(c[3]), v)
            for p, r, c, v in zip(group.positions, group.radius_m, group.color_linear, group.velocity, strict=True)
        }

    still = _shot()
    path = tuple(replace(s, position_m=(0.5 + 0.03 * k, 1.5, 5.0 - 0.05 * k)) for k, s in enumerate(still.camera))
    shot = replace(still, camera=path)
    opaque = max(alpha for _, alpha, _ in seen(0).values())
    for frame in range(0, 40, 5):
        now, then = seen(frame), seen(frame + 1)
        for name in now.keys() & then.keys():
            (p, a, v), (q, b, _) = now[name], then[name]
            moved = float(np.linalg.norm(q - p - v / 24))
            assert moved < 0.05 or (a < 0.35 * opaque and b < 0.35 * opaque), (name, moved, a, b)
        # What meets the ground ends there.
        gone = [a for name, (p, a, v) in now.items() if name not in then and p[1] + v[1] / 24 > 0.12]
        assert max(gone, default=0.0) < (0.65 if word == "rain" else 0.35) * opaque


def test_rain_stays_out() -> None:
    """Nothing falls inside, and under a roof that stands in the open no drop is drawn."""
    inside = _blocking("interior", "day", ("rain",))
    assert weather_particles(inside, _shot(), 0.0, setup_of(inside, _shot(), 0, {})) == []
    open_air = _blocking("exterior", "day", ("rain",))
    roof = Piece(id="roof", kind="wall", position_m=(0.0, 3.0, 5.0), size_m=(6.0, 0.3, 6.0))
    covered = replace(open_air, set_plan=replace(open_air.set_plan, pieces=(roof,)))
    (drops,) = weather_particles(covered, _shot(), 0.0, setup_of(covered, _shot(), 0, {}))
    x, y, z = drops.positions.T
    assert not ((np.abs(x) < 3) & (np.abs(z - 5) < 3) & (y < 3)).any()
    assert len(x) > 100


@pytest.mark.parametrize("kit", get_args(Kit))
def test_a_locked_off_shot_is_lit_the_same_on_every_frame(kit: Kit) -> None:
    """While nothing moves, burns or flickers, no light changes from frame to frame."""
    blocking, shot = _blocking(kit, "dusk"), _turned(math.pi)
    first = light_shot(blocking, shot)(0, {})
    for frame in (11, 37):
        later = light_shot(blocking, shot)(frame, {})
        assert (later.lights, later.sky, later.air) == (first.lights, first.sky, first.air)
