"""Lighting: within the renderer's means, steady through a shot, and about what happens."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from redearth.core.frames import FrameRange
from redearth.direction.model import Anchor, Blocking, Bounds, CameraSample, Kit, Piece, SetEvent, SetPlan, Shot, Track
from redearth.stage.lighting.light import light_shot
from redearth.stage.parts import Lighting

_TIMES = ("dawn", "morning", "day", "dusk", "evening", "night")


def _blocking(kit: Kit, time: str, weather: tuple[str, ...] = (), events: tuple[SetEvent, ...] = ()) -> Blocking:
    indoors = kit in ("tunnel", "vault", "interior")
    plan = SetPlan(
        id="set",
        kit=kit,
        fallback=False,
        interior=indoors,
        bounds=Bounds(min_x_m=-3, max_x_m=3, min_z_m=-12, max_z_m=10, ceiling_m=4.0 if indoors else None),
        anchors=(Anchor(id="sun", kind="sun", position_m=(0, 30, -200)),),
        pieces=tuple(
            Piece(id=f"lamp-{k}", kind="lamp", position_m=(0, 3.7, 3.0 * k - 9), size_m=(1.3, 0.12, 0.3)) for k in range(7)
        ),
    )
    return Blocking(
        scene="s", set_plan=plan, time_of_day=time, weather=weather, fps=24, duration_frames=96, timings=(),
        tracks=(Track(actor="lin", samples=((0.0, 0.0, 0.0, 0.0),) * 96, visible=(FrameRange(start=0, duration=96),)),),
        cues=(), speeches=(), props=(), events=events,
    )  # fmt: skip


def _shot(start: int = 0, side: int = 1) -> Shot:
    camera = CameraSample(position_m=(0.5, 1.5, 5.0), rotation=(1.0, 0.0, 0.0, 0.0), focal_mm=35, focus_m=5.0)
    return Shot(
        id="s.single-lin.x", scene="s", range=FrameRange(start=start, duration=48), role="single", size="MS", move="STATIC",
        subjects=("lin",), camera=(camera,) * 48, key_side=side,
    )  # fmt: skip


def _finite(lighting: Lighting) -> bool:
    numbers = [v for light in lighting.lights for v in (*light.position_m, *light.direction, light.intensity)]
    sprites = [np.isfinite(s.positions).all() and np.isfinite(s.color_linear).all() for s in lighting.sprites]
    return bool(np.isfinite(numbers).all()) and all(sprites)


@pytest.mark.parametrize("kit", get_args(Kit))
@pytest.mark.parametrize("time", _TIMES)
def test_every_hour_of_every_kit_is_lit_within_limits(kit: Kit, time: str) -> None:
    """Something lights every place at every hour, with few enough shadows and lights."""
    lit = light_shot(_blocking(kit, time), _shot())(7, {"flare": ((0.2, 1.9, -1.0), 1.0)})
    shadowed = [light for light in lit.lights if light.shadow]
    suns = [light for light in shadowed if light.kind == "sun"]
    spots = [light for light in shadowed if light.kind == "spot"]
    assert suns or spots
    assert len(suns) <= 1
    assert len(spots) <= (0 if suns else 2)
    assert sum(light.kind == "point" for light in shadowed) <= 1
    assert sum(not light.shadow for light in lit.lights) <= 8
    assert len({light.name for light in lit.lights}) == len(lit.lights)
    assert sum(len(s.radius_m) for s in lit.sprites) < 1700
    assert _finite(lit)
    assert all(abs(float(np.linalg.norm(light.direction)) - 1) < 1e-6 for light in lit.lights)


@pytest.mark.parametrize("kit", ["tunnel", "vault", "interior"])
def test_the_lights_of_a_place_stand_still_while_people_walk(kit: Kit) -> None:
    """Every shadowed light of a room is the same on the first and the last frame of a shot whose subject crosses the room; what models the subject follows."""
    walk = tuple((0.0, 0.05 * frame, 0.0, 0.0) for frame in range(96))
    blocking = _blocking(kit, "night")
    blocking = replace(blocking, tracks=(replace(blocking.tracks[0], samples=walk),))
    first, last = (light_shot(blocking, _shot())(frame, {}).lights for frame in (0, 47))
    keys = [[light for light in lights if light.shadow] for lights in (first, last)]
    assert keys[0]
    assert keys[0] == keys[1]
    assert [light for light in first if light.name == "rim"] != [light for light in last if light.name == "rim"]


def test_a_sun_that_clears_scenery_rises() -> None:
    """An event of rising over something that stands fast raises the sun; a gate that rises does not."""

    def heights(subject: str) -> list[float]:
        event = SetEvent(beat="b", kind="rise", range=FrameRange(start=0, duration=40), subject=subject, position_m=(0, 9, -30))
        blocking = _blocking("ruined_city", "morning", events=(event,))
        pieces = (
            Piece(id="tower-1", kind="tower", position_m=(9, 0, -30), size_m=(9, 30, 9)),
            Piece(id="gate", kind="gate", position_m=(0, 0, 9), size_m=(4, 3, 0.5)),
        )
        staged = replace(blocking, set_plan=replace(blocking.set_plan, pieces=pieces))
        return [light_shot(staged, _shot())(frame, {}).lights[0].direction[1] for frame in (0, 47)]

    first, last = heights("tower-1")
    assert last < first - 0.08
    assert heights("gate")[0] == heights("gate")[1]


def test_by_daylight_few_lamps_light_the_open() -> None:
    """Under a strong sun two lamps are lit, at night four."""
    count = {
        time: sum(light.name.startswith("lamp") for light in light_shot(_blocking("ruined_city", time), _shot())(0, {}).lights)
        for time in ("day", "night")
    }
    assert count == {"day": 2, "night": 4}


def test_dawn_looks_into_the_sun() -> None:
    """The sun of dawn is low and on the -Z side, so that its light travels towards +Z and down a little."""
    sun = next(light for light in light_shot(_blocking("ruined_city", "dawn"), _shot())(0, {}).lights if light.kind == "sun")
    assert sun.direction[2] > 0.9
    assert -0.35 < sun.direction[1] < -0.05
    assert sun.color_linear[0] > 2 * sun.color_linear[2]


def test_the_same_frame_is_the_same_light() -> None:
    """Lighting depends on its arguments alone, and on shot-local time: a later start changes nothing."""
    early, late = (light_shot(_blocking("tunnel", "night"), _shot(start))(9, {}) for start in (0, 40))
    assert early.lights == late.lights
    for a, b in zip(early.sprites, late.sprites, strict=True):
        assert np.array_equal(a.positions, b.positions)


def test_a_burning_flare_is_the_key() -> None:
    """It casts shadows from where the prop is, flickers, and is gone when it is out."""
    blocking = _blocking("tunnel", "night")

    def flare(frame: int, lit: float) -> list[float]:
        lights = light_shot(blocking, _shot())(frame, {"flare": ((0.2, 1.9, -1.0), lit)}).lights
        return [light.intensity for light in lights if light.shadow and light.position_m == (0.2, 1.9, -1.0)]

    assert len({flare(frame, 1.0)[0] for frame in range(8)}) > 3
    assert min(flare(frame, 1.0)[0] for frame in range(24)) > 5
    assert flare(0, 0.0) == []


def test_light_falls_through_an_open_door_that_the_camera_sees() -> None:
    """The warm light of a vault's passage comes in while its door stands open, casts shadows, and needs a door in the picture."""
    door = Piece(id="door", kind="door", position_m=(0.0, 0.0, -12.4), size_m=(2.0, 2.6, 0.3))

    def beams(z: float, *, events: tuple[SetEvent, ...] = ()) -> list[bool]:
        blocking = _blocking("vault", "night", events=events)
        blocking = replace(blocking, set_plan=replace(blocking.set_plan, pieces=(replace(door, position_m=(0.0, 0.0, z)),)))
        return [light.shadow for light in light_shot(blocking, _shot())(0, {}).lights if light.name == "door beam"]

    opened = (SetEvent(beat="b", kind="close", subject="door", range=FrameRange(start=60, duration=9)),)
    assert beams(-12.4) == []
    assert beams(-12.4, events=opened) == [True]
    assert beams(10.4, events=opened) == []


def test_key_side_moves_the_key() -> None:
    """Key side +1 puts the subject's key on camera right, -1 on camera left."""

    def key_x(side: int) -> float:
        lights = light_shot(_blocking("interior", "night"), _shot(side=side))(0, {}).lights
        return next(light.position_m[0] for light in lights if light.name == "key")

    assert key_x(1) > 0 > key_x(-1)


def test_sparks_fly_only_while_and_after_they_spark() -> None:
    """A spark event throws emissive streaks from its place, and none before it."""
    event = SetEvent(beat="s/x", kind="spark", subject="", position_m=(1.0, 1.2, 0.0), range=FrameRange(start=10, duration=12))
    blocking = _blocking("tunnel", "night", events=(event,))
    streaks = {frame: [s for s in light_shot(blocking, _shot())(frame, {}).sprites if s.emissive] for frame in (5, 14, 47)}
    assert not streaks[5]
    assert not streaks[47]
    flying = streaks[14][0]
    assert np.linalg.norm(flying.positions - [1.0, 1.2, 0.0], axis=1).max() < 3
    assert np.linalg.norm(flying.velocity, axis=1).max() > 2


def test_weather_words_change_the_air() -> None:
    """Dust thickens the air, rain falls, cold blue light is blue round about and cools the faces."""
    clear, dusty = (light_shot(_blocking("ruined_city", "day", words), _shot())(0, {}).air.density for words in ((), ("dust",)))
    assert dusty > clear
    rain = light_shot(_blocking("street", "day", ("rain",)), _shot())(0, {})
    assert any(float(s.velocity[:, 1].mean()) < -7 for s in rain.sprites)
    plain, cold = (
        {light.name: light.color_linear for light in light_shot(_blocking("interior", "night", words), _shot())(0, {}).lights}
        for words in ((), ("cold blue light",))
    )
    assert cold["rim"][2] > cold["rim"][0]
    assert cold["key"][2] / cold["key"][0] > 1.2 * plain["key"][2] / plain["key"][0]
