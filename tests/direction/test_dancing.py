"""Recorded motions in blocking: as long as they are, along their own way, no farther than there is room."""

from __future__ import annotations

import math

import pytest

from redearth.breakdown.model import Act, Beat, CastList, Character, Primitive, Scene
from redearth.core.recorded_motion import RecordedMotion
from redearth.direction.block import block
from redearth.direction.blocking.scenario import OwnPerformers
from redearth.direction.model import Anchor, Blocking, Bounds, SetPlan

STRIDE = RecordedMotion(seconds=4.0, leg_m=0.85, step_s=0.1, way=tuple((0.0, 0.06 * k, 0.0) for k in range(41)))
SPIN = RecordedMotion(seconds=2.0, leg_m=0.85, step_s=0.1, way=tuple((0.0, 0.0, 0.1 * k) for k in range(21)))


def _scene(
    half_m: float,
    motion: RecordedMotion | None,
    speed: float = 1.0,
    statures: dict[str, float] | None = None,
    before: Primitive = "STAND",
    cast: tuple[str, ...] = ("lin",),
) -> Blocking:
    act = Act(primitive="MOTION", lemma="strut", actors=("lin",), speed=speed)
    beats = (
        Beat(
            id="s/lin.stand.1",
            kind="action",
            text="Lin stands.",
            act=Act(primitive=before, lemma=before.lower(), actors=("lin",), objects=cast[1:]),
        ),
        Beat(id="s/lin.strut.1", kind="action", text="Lin struts.", act=act, paragraph=1),
    )
    scene = Scene(
        id="s", number="1", heading="INT. HALL - DAY", location="hall", interior=True, exterior=False, time_of_day="day", cast=cast,
        present_at_start=cast, beats=beats,
    )  # fmt: skip
    plan = SetPlan(
        id="hall", kit="interior", fallback=False, interior=True, pieces=(),
        bounds=Bounds(min_x_m=-half_m, max_x_m=half_m, min_z_m=-half_m, max_z_m=half_m, ceiling_m=3.0),
        anchors=(Anchor(id="centre", kind="centre", position_m=(0.0, 0.0, 0.0)), Anchor(id="entrance", kind="entrance", position_m=(0.0, 0.0, half_m))),
    )  # fmt: skip
    people = CastList(characters=tuple(Character(id=who, name=who.upper(), age=30) for who in cast), props=())
    own = OwnPerformers(statures_m=statures or {}, motions={"strut": motion} if motion else {})
    return block(scene, people, plan, (), 24, own).blocking


def _played(scene: Blocking) -> tuple[int, int]:
    cue = next(c for c in scene.cues if c.primitive == "MOTION")
    return cue.range.start, cue.range.end


def test_the_beat_lasts_as_long_as_the_motion() -> None:
    """Four seconds; slower, longer; without the motion as long as a gesture."""
    start, end = _played(_scene(8.0, STRIDE))
    assert end - start == 96
    start, end = _played(_scene(8.0, STRIDE, speed=0.5))
    assert end - start == 192
    start, end = _played(_scene(8.0, None))
    assert end - start < 60


def test_the_mark_goes_the_motion_s_way() -> None:
    """2.4 m ahead, by a leg as long as the recorded one's; a taller body goes farther."""
    scene = _scene(8.0, STRIDE)
    start, end = _played(scene)
    rows = scene.tracks[0].samples
    x0, z0, yaw, _ = rows[start - 1]
    x1, z1, _, _ = rows[end]
    gone = math.hypot(x1 - x0, z1 - z0)
    assert gone == pytest.approx(2.4 * (scene.tracks[0].stature_m * 0.8304 / 1.72) / 0.85, abs=0.02)
    assert ((x1 - x0) * math.sin(yaw) + (z1 - z0) * math.cos(yaw)) / gone > 0.999
    tall = _scene(8.0, STRIDE, statures={"lin": 2.1})
    (start, end), rows = _played(tall), tall.tracks[0].samples
    assert math.hypot(rows[end][0] - rows[start - 1][0], rows[end][1] - rows[start - 1][1]) > 1.15 * gone
    assert tall.tracks[0].stature_m == 2.1


def test_it_turns_as_the_motion_turns() -> None:
    """Two radians on the spot."""
    scene = _scene(8.0, SPIN)
    start, end = _played(scene)
    rows = scene.tracks[0].samples
    assert rows[end][2] - rows[start - 1][2] == pytest.approx(2.0, abs=0.01)


def test_it_stays_inside_the_room() -> None:
    """Where there is no room for all of its way she turns aside first, or goes less far, and never through a wall."""
    for half in (1.0, 1.6, 2.4):
        scene = _scene(half, STRIDE)
        assert all(abs(x) <= half and abs(z) <= half for x, z, _, _ in scene.tracks[0].samples)
        start, end = _played(scene)
        assert end - start == 96


def test_who_kneels_gets_up_first() -> None:
    """A rise before the motion; afterwards she stands."""
    scene = _scene(8.0, STRIDE, before="KNEEL")
    start, end = _played(scene)
    rise = next(c for c in scene.cues if c.primitive == "RISE")
    assert rise.range.end == start and end - start == 96 and rise.actor == "lin"


def test_nobody_is_run_into() -> None:
    """She looks at somebody who stands before her: she turns aside, keeps most of the way, and half a metre from him."""
    scene = _scene(8.0, STRIDE, before="STARE", cast=("lin", "wei"))
    lin, wei = (next(t for t in scene.tracks if t.actor == who).samples for who in ("lin", "wei"))
    start, end = _played(scene)
    before = lin[start - 1]
    gaps = [math.hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(lin[start:end], wei[start:end], strict=True)]
    assert min(gaps) > 0.5
    gone = math.hypot(lin[end - 1][0] - before[0], lin[end - 1][1] - before[1])
    assert gone > 1.6
