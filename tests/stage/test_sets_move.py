"""Movable pieces: what events do lasts, and first events say how things began."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from redearth.core.frames import FrameRange
from redearth.direction.model import Blocking, Bounds, Piece, SetEvent, SetPlan, Track
from redearth.stage.parts import Placement
from redearth.stage.sets.move import openness, pose_piece, walked_through

_BOUNDS = Bounds(min_x_m=-4, max_x_m=4, min_z_m=-9, max_z_m=7, ceiling_m=4.0)


def _event(kind: str, subject: str, start: int, duration: int) -> SetEvent:
    return SetEvent(beat=f"s/{subject}.{kind}.1", kind=kind, subject=subject, range=FrameRange(start=start, duration=duration))


def _placement(kind: str) -> Placement:
    piece = Piece(id=kind, kind=kind, position_m=(1, 0, 2), size_m=(4.0, 3.0, 0.5))
    world = np.eye(4)
    world[:3, 3] = piece.position_m
    return Placement(name=kind, mesh=kind, world_from_object=world[None], piece=piece)


def test_a_gate_opens_and_stays_open() -> None:
    """Closed before the first ``open``, raised by its height after it."""
    gate, events = _placement("gate"), (_event("open", "gate", 10, 20),)
    heights = [float(pose_piece(gate, events, frame).world_from_object[1, 3]) for frame in (0, 9, 20, 29, 500)]
    assert heights[0] == heights[1] == 0
    assert 0 < heights[2] < heights[3]
    assert heights[3] == heights[4] > 2.8


def test_an_open_door_never_stands_before_its_doorway() -> None:
    """A steel door slides along its wall; a wooden one turns on its hinge to the side that its front looks away from."""
    door, events = _placement("door"), (_event("open", "door", 0, 10),)
    slid = pose_piece(door, events, 50, "vault").world_from_object
    assert np.allclose(slid[:3, :3], np.eye(3))
    assert 3.6 < slid[0, 3] - 1 < 4.0
    assert slid[2, 3] == 2
    swung = pose_piece(door, events, 50, "interior").world_from_object
    leaf = [float((swung @ [x, 0, 0, 1])[2]) - 2 for x in (-2.0, 0.0, 2.0)]
    assert abs(leaf[0]) < 1e-9
    assert leaf[2] < leaf[1] < -1.5


def test_a_door_that_somebody_walks_through_stands_open() -> None:
    """Without events a door is open in a scene where somebody passes it, else shut; events have the last word."""
    door = _placement("door")
    assert door.piece is not None

    def walk(*path: tuple[float, float]) -> Blocking:
        samples = tuple((x, z, 0.0, 1.0) for x, z in path)
        track = Track(actor="lin", samples=samples, visible=(FrameRange(start=0, duration=len(samples)),))
        plan = SetPlan(id="s", kit="vault", fallback=False, interior=True, bounds=_BOUNDS, anchors=(), pieces=())
        return Blocking(
            scene="s", set_plan=plan, time_of_day="night", weather=(), fps=24, duration_frames=len(samples), timings=(),
            tracks=(track,), cues=(), speeches=(), props=(), events=(),
        )  # fmt: skip

    assert walked_through(walk((1.0, 3.0), (1.0, 1.0)), door.piece)
    assert not walked_through(walk((1.0, 3.0), (1.0, 2.5)), door.piece)
    assert not walked_through(walk((6.0, 3.0), (6.0, 1.0)), door.piece)
    assert openness((), 0, passed=True) == 1.0
    assert openness((), 0) == 0.0
    assert openness((_event("open", "door", 10, 5),), 0, passed=True) == 0.0


def test_a_slam_starts_open_bounces_and_ends_shut() -> None:
    """The leaf falls ever faster, bounces once it has landed and rests closed."""
    events = (_event("slam", "gate", 5, 20),)
    course = [openness(events, frame) for frame in range(30)]
    assert course[0] == 1.0
    drops = [a - b for a, b in pairwise(course[5:17])]
    assert drops[0] < drops[5]
    assert any(b > a for a, b in pairwise(course[16:25]))
    assert course[24] == course[29] == 0.0


def test_a_jammed_lever_stops_short() -> None:
    """A lever that jams comes to rest between up and fully pulled, after a jerk."""
    lever = _placement("lever")

    def angle(events: tuple[SetEvent, ...], frame: int) -> float:
        return float(np.arctan2(*pose_piece(lever, events, frame).world_from_object[[2, 1], [1, 1]]))

    rest = angle((), 0)
    pulled = angle((_event("pull", "lever", 0, 10),), 100)
    jammed = angle((_event("pull", "lever", 0, 10), _event("jam", "lever", 10, 20)), 400)
    assert rest < jammed < pulled


def test_a_lamp_flickers_then_goes_out() -> None:
    """Ragged while it flickers, burning afterwards, dark for good once it has gone out."""
    events = (_event("flicker", "lamp", 10, 20), _event("go_out", "lamp", 60, 6))
    levels = [pose_piece(_placement("lamp"), events, frame).emission_scale for frame in range(80)]
    assert levels[0] == levels[40] == 1.0
    assert len(set(levels[10:30])) > 4
    assert levels[66] == levels[79] == 0.0


def test_events_of_others_do_not_concern_it() -> None:
    """An event of another thing leaves a piece where it is."""
    gate = _placement("gate")
    pose = pose_piece(gate, (_event("open", "hatch", 0, 5),), 50)
    assert np.array_equal(pose.world_from_object, gate.world_from_object[0])
