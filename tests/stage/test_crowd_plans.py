"""Crowds whose members go their own ways: they flee, scatter, disperse, mill about, gather, part and queue."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from tests.stage.motion_scene import FPS, blocking, span, track

from redearth.breakdown.model import Character, Place
from redearth.core.frames import FrameRange
from redearth.direction.model import BeatTiming, Blocking, Bounds, Cue, Piece, SetEvent, Track
from redearth.stage.motion.crowd import crowd_tracks
from redearth.stage.motion.crowd_solid import boxes_of, inside_any
from redearth.stage.parts import F64

FRAMES = 264
BLAST = SetEvent(beat="s/blast.1", kind="explode", range=FrameRange(start=20, duration=10), position_m=(0.0, 1.0, -12.0))
FURNITURE = (
    Piece(id="fountain", kind="fountain", position_m=(5.0, 0.0, -3.0), size_m=(2.0, 1.0, 2.0)),
    Piece(id="bench", kind="bench", position_m=(-4.0, 0.0, -2.0), size_m=(2.0, 0.5, 0.6), yaw_rad=0.4),
    Piece(id="table", kind="table", position_m=(0.0, 0.0, -8.0), size_m=(2.0, 0.8, 1.0)),
)


def _at(actor: str, x: float, z: float, yaw: float, frames: int = FRAMES) -> Track:
    return replace(track(actor, frames), samples=((x, z, yaw, 0.0),) * frames)


def _passing(frames: int = FRAMES) -> Track:
    return track("joe", frames, (0, 1, 0.5, 6.0, 3.14), (60, 240, 0.5, -7.0, 3.14))


def _told(lemma: str, primitive: str, mob: Track, *others: Track, **told: object) -> Blocking:
    cue = Cue(beat="s/mob.1", actor="mob", primitive=primitive, range=span(30, 110), lemma=lemma, **told)  # type: ignore[arg-type]
    scene = blocking(mob, *others, cues=(cue,), pieces=FURNITURE)
    bounds = Bounds(min_x_m=-12, max_x_m=12, min_z_m=-16, max_z_m=16)
    return replace(scene, set_plan=replace(scene.set_plan, bounds=bounds), events=(BLAST,))


def _scenes() -> dict[str, Blocking]:
    at_joe = Place(relation="around", kind="character", id="joe")
    at_fountain = Place(relation="at", kind="anchor", id="fountain")
    return {
        "flee": _told("flee", "RUN", track("mob", FRAMES, (30, 120, 0.0, 9.0, 0.0))),
        "逃": _told("逃", "RUN", track("mob", FRAMES, (30, 120, 0.0, 9.0, 0.0))),
        "scatter": _told("scatter", "RUN", track("mob", FRAMES)),
        "disperse": _told("disperse", "WALK", track("mob", FRAMES)),
        "mill": _told("mill", "STAND", track("mob", FRAMES)),
        "gather": _told(
            "gather", "WALK", track("mob", FRAMES, (30, 100, 0.0, 3.0, 0.0)), _at("joe", 2.0, 6.0, 3.1), target=at_joe
        ),
        "ring": _told("form", "GESTURE", track("mob", FRAMES), _at("joe", 0.0, 3.0, 3.1), manner=("circle",)),
        "part": _told("part", "OPEN", track("mob", FRAMES), _passing()),
        "queue": _told("queue", "STAND", track("mob", FRAMES), target=at_fountain),
    }


@cache
def _rows(name: str, count: int = 24) -> F64:
    """Return [N, F, 4] of the members: x, z, yaw, speed."""
    mob = Character(id="mob", name="MOB", kind="crowd", count=count)
    return np.array([t.samples for t in crowd_tracks(_scenes()[name], {"mob": mob})["mob"]])


ALL = sorted(_scenes())


@pytest.mark.parametrize("name", ALL)
def test_they_walk_as_people_do(name: str) -> None:
    """Nobody jumps, spins, glides sideways or comes as near as a foot to somebody else's."""
    rows = _rows(name)
    velocity = np.diff(rows[:, :, :2], axis=1) * FPS
    speed = np.linalg.norm(velocity, axis=-1)
    assert speed.max() < (4.0 if name in ("flee", "逃", "scatter") else 1.75)
    assert np.linalg.norm(np.diff(velocity, axis=1), axis=-1).max() * FPS < 14.0
    assert np.abs(np.diff(rows[:, :, 2], axis=1)).max() * FPS < 9.0
    aside = np.arctan2(velocity[..., 0], velocity[..., 1]) - rows[:, 1:, 2]
    aside = np.abs((aside + np.pi) % (2 * np.pi) - np.pi)
    assert ((aside > 1.0) & (speed > 0.5)).mean() < 0.02
    gaps = np.linalg.norm(rows[:, None, :, :2] - rows[None, :, :, :2], axis=-1)
    gaps[np.arange(len(rows)), np.arange(len(rows))] = 9.0
    assert gaps.min() > 0.6


@pytest.mark.parametrize("name", ALL)
def test_they_walk_around_the_furniture(name: str) -> None:
    """Nobody's middle is ever in a piece, or nearer to it than half a shoulder."""
    scene, rows = _scenes()[name], _rows(name)
    assert not inside_any(boxes_of(scene.set_plan), rows[:, :, :2], 0.2).any()


@pytest.mark.parametrize("name", ALL)
def test_they_set_off_one_after_the_other(name: str) -> None:
    """They begin to move over more than half a second, and not in pairs."""
    moved = np.linalg.norm(_rows(name)[:, :, :2] - _rows(name)[:, 25:26, :2], axis=-1) > 0.12
    begun = moved[:, 25:].argmax(1)[moved.any(1)]
    assert np.ptp(begun) > 0.5 * FPS and len(np.unique(begun)) > len(begun) / 3


def test_who_flees_runs_away_and_ends_apart() -> None:
    """From a blast behind them all end farther off, at speeds of their own, spread wider than they stood."""
    rows = _rows("flee")
    away = np.linalg.norm(rows[:, :, :2] - np.array([0.0, -12.0]), axis=-1)
    assert (away[:, -1] > away[:, 0] + 4.0).all()
    fastest = np.linalg.norm(np.diff(rows[:, :, :2], axis=1), axis=-1).max(1) * FPS
    assert np.ptp(fastest) > 0.8 and np.median(fastest) > 2.4
    assert np.ptp(rows[:, -1, 0]) > np.ptp(rows[:, 0, 0])


def test_who_scatters_goes_all_ways() -> None:
    """No direction has more than half of them."""
    rows = _rows("disperse")
    gone = rows[:, -1, :2] - rows[:, 0, :2]
    turned = np.arctan2(gone[:, 0], gone[:, 1])
    assert np.hypot(np.cos(turned).mean(), np.sin(turned).mean()) < 0.5
    assert np.linalg.norm(gone, axis=-1).min() > 2.0


def test_they_gather_round_somebody_and_look_at_him() -> None:
    """Within a few metres, none nearer than an arm's length, all facing him, on more than one side."""
    rows, joe = _rows("gather"), np.array([2.0, 6.0])
    to_him = joe - rows[:, -1, :2]
    away = np.linalg.norm(to_him, axis=-1)
    assert away.min() > 1.1 and away.max() < 6.5
    off = np.abs((np.arctan2(to_him[:, 0], to_him[:, 1]) - rows[:, -1, 2] + np.pi) % (2 * np.pi) - np.pi)
    assert np.median(off) < 0.2 and off.max() < 0.6
    assert np.ptp(np.unwrap(np.sort(np.arctan2(to_him[:, 0], to_him[:, 1])))) > 1.5


def test_a_ring_is_closed() -> None:
    """Around him every sixth of a turn has somebody."""
    to_him = np.array([0.0, 3.0]) - _rows("ring")[:, -1, :2]
    assert len(np.unique(np.floor(np.arctan2(to_him[:, 0], to_him[:, 1]) / (np.pi / 3)))) == 6


def test_a_crowd_opens_a_lane() -> None:
    """Nobody is left within a metre of the way of who comes, and those behind hardly move."""
    rows = _rows("part")
    assert np.abs(rows[:, -1, 0] - 0.5).min() > 0.95
    assert np.abs(rows[:, 0, 0] - 0.5).min() < 0.6


def test_a_queue_is_one_behind_the_other() -> None:
    """From the fountain on each has a neighbour about a metre away, and most look at the one before them."""
    ends = _rows("queue")[:, -1, :2]
    gaps = np.linalg.norm(ends[:, None] - ends[None], axis=-1) + 9 * np.eye(len(ends))
    assert np.percentile(gaps.min(1), 90) < 1.3
    assert np.linalg.norm(ends - np.array([5.0, -3.0]), axis=-1).min() < 2.6


@pytest.mark.parametrize("name", ["gather", "part", "queue", "scatter"])
def test_waiting_longer_before_it_only_shifts_it(name: str) -> None:
    """With 37 frames more of standing before, all they do is the same, later."""
    mob = Character(id="mob", name="MOB", kind="crowd", count=16)
    short, long = (_waited(_scenes()[name], frames) for frames in (80, 117))
    a, b = (np.array([t.samples for t in crowd_tracks(s, {"mob": mob})["mob"]]) for s in (short, long))
    assert np.abs(a[:, 90:] - b[:, 127:]).max() < 1e-6


def _waited(scene: Blocking, frames: int) -> Blocking:
    """Return the scene with a beat of standing before it."""
    whole = FRAMES + frames
    tracks = tuple(replace(t, samples=(t.samples[0],) * frames + t.samples, visible=(span(0, whole),)) for t in scene.tracks)
    cues = tuple(replace(c, range=span(c.range.start + frames, c.range.end + frames)) for c in scene.cues)
    timings = (
        BeatTiming(beat="s/wait.1", range=span(0, 30 + frames)),
        BeatTiming(beat="s/mob.1", range=span(30 + frames, whole)),
    )
    blast = replace(BLAST, range=span(20 + frames, 30 + frames))
    return replace(scene, tracks=tracks, cues=cues, events=(blast,), duration_frames=whole, timings=timings)
