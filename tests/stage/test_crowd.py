"""Crowds: room for two hundred, for two crowds in one place, and for who walks through them."""

from __future__ import annotations

from functools import cache

import numpy as np
from tests.stage.motion_scene import FPS, blocking, track

from redearth.breakdown.model import Character
from redearth.direction.model import Blocking, Piece, Track
from redearth.stage.motion.crowd import crowd_tracks, member_tracks
from redearth.stage.motion.crowd_solid import boxes_of, inside_any
from redearth.stage.parts import F64

GATE = tuple(
    Piece(id=f"side-{side}", kind="wall", position_m=(6.75 * side, 0.0, 4.5), size_m=(10.5, 3.0, 1.0)) for side in (-1, 1)
)


def _crowd(name: str, count: int) -> Character:
    return Character(id=name, name=name.upper(), kind="crowd", count=count)


def _places(tracks: tuple[Track, ...]) -> F64:
    """Return [N, F, 2]."""
    return np.array([t.samples for t in tracks])[:, :, :2]


def _nearest(places: F64, every: int = 6) -> F64:
    """Return the distance of each member to the nearest other one on some frames."""
    now = places[:, ::every].transpose(1, 0, 2)
    gaps = np.linalg.norm(now[:, :, None] - now[:, None], axis=-1) + 99 * np.eye(now.shape[1])
    return np.asarray(gaps.min(-1))


@cache
def _two_hundred() -> F64:
    scene = blocking(track("mob", 480, (20, 400, 0.0, 16.0, 0.0)), pieces=GATE)
    return _places(member_tracks(scene.tracks[0], 200, FPS, scene.set_plan))


def test_two_hundred_people_have_room() -> None:
    """Before a gate three metres wide they queue in a wide block; nearly all keep a shoulder's width, nobody is in the wall."""
    places = _two_hundred()
    nearest = _nearest(places)
    assert np.percentile(nearest, 1) > 0.6 and np.median(nearest) > 0.85
    inside = (np.abs(np.abs(places[..., 0]) - 6.75) < 5.1) & (np.abs(places[..., 1] - 4.5) < 0.4)
    assert not inside.any()
    start = places[:, 0]
    assert np.ptp(start[:, 0]) > 8.0 and np.ptp(start[:, 1]) < 40.0
    assert (places[:, -1, 1] > 5.0).sum() > 40


def test_nobody_of_two_hundred_runs() -> None:
    """The crowd's own pace is nobody's exceeding by much, pushed as they are."""
    speed = np.linalg.norm(np.diff(_two_hundred(), axis=1), axis=-1) * FPS
    assert np.percentile(speed, 99.9) < 2.0


def test_two_crowds_share_a_place() -> None:
    """Crowds that the director puts on one spot stand between each other, not in each other."""
    scene = blocking(track("mob", 60), track("crowd", 60))
    found = crowd_tracks(scene, {"mob": _crowd("mob", 20), "crowd": _crowd("crowd", 20)})
    assert sorted(found) == ["crowd", "mob"]
    assert _nearest(np.concatenate([_places(found["mob"]), _places(found["crowd"])])).min() > 0.7


def _parted(wait: int) -> tuple[Blocking, F64]:
    """Anna waits, then walks straight through forty who stand."""
    frames = 300 + wait
    scene = blocking(
        track("mob", frames),
        track("anna", frames, (0, 2, 0.4, 8.0, 3.14), (60 + wait, 260 + wait, 0.4, -10.0, 3.14)),
        beats=(("s/wait.1", 0, 50 + wait), ("s/walk.1", 50 + wait, frames)),
    )
    return scene, _places(crowd_tracks(scene, {"mob": _crowd("mob", 40)})["mob"])


def test_a_crowd_parts_before_who_walks_through() -> None:
    """Nobody is within 0.7 m of her; those who made way were nearer to her line before and are back after."""
    scene, places = _parted(0)
    way = np.array(scene.tracks[1].samples)[10:, :2]
    assert np.linalg.norm(places[:, 10:] - way[None], axis=-1).min() > 0.7
    moved = np.linalg.norm(places - places[:, 40:41], axis=-1).max(1)
    assert 5 < (moved > 0.25).sum() < 36


def test_waiting_longer_changes_nothing_after() -> None:
    """With 37 frames more of waiting, all that follows is the same, later."""
    short, long = _parted(0)[1], _parted(37)[1]
    assert np.abs(short[:, 120:] - long[:, 157:]).max() < 1e-6


DINNER = (
    Piece(id="table", kind="table", position_m=(0.0, 0.0, -5.0), size_m=(2.0, 0.8, 6.0)),
    *(
        Piece(
            id=f"chair-{k}", kind="chair", position_m=((-1.55, 1.55)[k % 2], 0.0, -7.2 + 1.6 * (k // 2)), size_m=(0.56, 1.2, 0.56)
        )
        for k in range(8)
    ),
)


def test_a_table_and_its_chairs_are_one_obstacle() -> None:
    """Nobody is sent between chair and table; what one can walk between stays apart."""
    scene = blocking(
        track("mob", 40), pieces=(*DINNER, Piece(id="bench", kind="bench", position_m=(5.0, 0.0, -5.0), size_m=(0.5, 0.5, 2.0)))
    )
    boxes = boxes_of(scene.set_plan)
    assert len(boxes) == 2
    assert np.allclose(sorted(float(b.half_m[0]) for b in boxes), [0.25, 1.83])


def test_forty_stand_around_a_table() -> None:
    """A crowd that the director puts where a long table stands is beside it, and nobody in anybody."""
    scene = blocking(track("mob", 120), pieces=DINNER)
    places = _places(crowd_tracks(scene, {"mob": _crowd("mob", 40)})["mob"])
    assert not inside_any(boxes_of(scene.set_plan), places, 0.3).any()
    assert _nearest(places).min() > 0.72
