"""What a director sends back: lost heads, hidden faces, late subjects, jump cuts, glimpses, one angle for all."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from redearth.breakdown.model import Beat, Location, Scene
from redearth.core.space import matrix_from_quat, translation, wrap_angle
from redearth.direction.block import block
from redearth.direction.blocking.terms import F64, Staged
from redearth.direction.camera.optics import Pose, half_tangents, project
from redearth.direction.camera.sight import scenery_of
from redearth.direction.model import CameraSample, Shot, ShotList
from redearth.direction.shoot_list import shoot_list
from tests.direction.scripts import CAST, CITY, ROOM, TUNNEL, VAULT, act, chase, lines, meeting, place, plan_of, say, scene

ASPECT = 16 / 9
FPS = 24


def _heart() -> Scene:
    """Return a talk with a line that carries feeling, a look, a nod and a late entrance."""
    return scene(
        act("wind", "ENVIRONMENT_EVENT", event="cold_light"),
        act("in", "WALK", "ada", places=(place("in", "door"),)),
        say("where", "bo", "Where did you find it?", "ada"),
        say("above", "ada", "Above. In the open.", "bo"),
        act("shake", "TREMBLE", "bo"),
        say("seeds", "bo", "We kept the seeds. We forgot the ground.", "ada", 0.4),
        act("limp", "WALK", "cy", places=(place("in", "door"),)),
        say("back", "cy", "So we go back up?", "ada"),
        act("look", "LOOK", "ada", objects=("bo",)),
        act("nod", "NOD", "bo"),
        say("go", "ada", "We go back up.", "cy"),
        cast=("ada", "bo", "cy"), present=("bo",),
    )  # fmt: skip


def _procession() -> Scene:
    """Return a scene in which a gate opens, three walk out and many follow."""
    return scene(
        act("open", "OBJECT_EVENT", objects=("gate",), event="open"),
        act("out", "WALK", "ada", "bo", "cy", places=(place("out_of", "gate"), place("into", "light"))),
        act("follow", "WALK", "crowd", lemma="follow", objects=("ada",)),
        act("clear", "ENVIRONMENT_EVENT", event="sun"),
        cast=("ada", "bo", "cy", "crowd"), present=(),
    )  # fmt: skip


def _kneeling() -> Scene:
    """Return a talk between one who kneels and one who stands with the back to her, then comes."""
    return scene(
        act("walk", "WALK", "ada", "bo", places=(place("toward", "sun"),)),
        act("kneel", "KNEEL", "ada"),
        say("call", "ada", "Something is growing here.", "bo"),
        act("turn", "TURN", "bo"),
        say("what", "bo", "Nothing grows up here.", "ada"),
        say("this", "ada", "Then what is this?", "bo", 0.5),
    )


_SCENES: dict[str, tuple[Scene, Location]] = {
    "meeting": (meeting(), CITY), "chase": (chase(), TUNNEL), "heart": (_heart(), VAULT), "procession": (_procession(), CITY),
    "kneeling": (_kneeling(), CITY), "room": (_heart(), ROOM),
}  # fmt: skip
EVERY = pytest.mark.parametrize("name", sorted(_SCENES))


@cache
def _cut(name: str) -> tuple[Scene, Staged, ShotList]:
    sheet, location = _SCENES[name]
    staged = block(sheet, CAST, plan_of(location), lines(sheet), FPS)
    return sheet, staged, shoot_list(sheet, staged, ASPECT)


def _pose(sample: CameraSample) -> Pose:
    matrix = translation(sample.position_m) @ matrix_from_quat(sample.rotation)
    return Pose(position=np.array(sample.position_m), matrix=matrix, focal_mm=sample.focal_mm, focus_m=sample.focus_m)


def _frames(shot: Shot, step: int = 4) -> Iterator[tuple[int, Pose]]:
    for frame in range(shot.range.start, shot.range.end, step):
        yield frame, _pose(shot.camera[frame - shot.range.start])


def _people(staged: Staged, frame: int) -> list[str]:
    return [a for a, who in staged.actors.items() if who.kind == "person" and staged.here[a][frame]]


def _seen(pose: Pose, point: F64) -> tuple[float, float, float]:
    x, y, depth = project(pose, point[None], ASPECT)[0]
    return float(x), float(y), float(depth)


def _turn(staged: Staged, pose: Pose, actor: str, frame: int) -> float:
    eye = staged.eye(actor, frame)
    towards = math.atan2(pose.position[0] - eye[0], pose.position[2] - eye[2])
    return abs(wrap_angle(towards - float(staged.floor[actor][frame, 2])))


def _loses_head(staged: Staged, pose: Pose, actor: str, frame: int) -> bool:
    x, y, depth = _seen(pose, staged.eye(actor, frame) + np.array([0.0, 0.04, 0.0]))
    if depth < 0.2 or y <= 1.0:
        return False
    half = 0.24 / depth / half_tangents(pose.focal_mm, ASPECT)[0]
    px, pz = staged.floor[actor][frame, :2]
    waist = _seen(pose, np.array([px, 0.5 * staged.crown_m[actor][frame], pz]))[1]
    return min(1.0, x + half) - max(-1.0, x - half) > 0.28 and waist < 0.6


def _shot_of(name: str, beat: str) -> Shot:
    _, _, cut = _cut(name)
    return next(s for s, c in zip(cut.shots, cut.cards, strict=True) if f"s/{beat}" in c.beats)


@EVERY
def test_nobody_near_loses_the_head(name: str) -> None:
    """No body fills the picture with its head above the upper edge, but the one a close view is on and hands in an insert."""
    _, staged, cut = _cut(name)
    for shot in (s for s in cut.shots if s.role != "insert"):
        for frame, pose in _frames(shot):
            for actor in _people(staged, frame):
                close = shot.size in ("MCU", "CU", "ECU") and shot.subjects[0] == actor
                assert close or not _loses_head(staged, pose, actor, frame), (shot.id, actor, frame)


@EVERY
def test_a_shoulder_view_has_a_back_in_front(name: str) -> None:
    """Over the shoulder the near one shows the back, or the profile at most, all through the shot."""
    _, staged, cut = _cut(name)
    for shot in (s for s in cut.shots if s.role == "over_shoulder"):
        for frame, pose in _frames(shot):
            depth = {a: _seen(pose, staged.eye(a, frame))[2] for a in shot.subjects if staged.here[a][frame]}
            near = min(depth, key=lambda a: depth[a])
            assert staged.actors[near].kind != "person" or _turn(staged, pose, near, frame) > math.radians(70), (shot.id, frame)


@pytest.mark.parametrize("name", ["heart", "room"])
def test_a_line_that_matters_shows_the_face_that_says_it(name: str) -> None:
    """Two sentences after trembling hands are a single of the speaker, face to the camera."""
    _, staged, _ = _cut(name)
    shot = _shot_of(name, "seeds")
    assert shot.role == "single" and shot.subjects[0] == "bo" and shot.size in ("MS", "MCU", "CU")
    assert all(_turn(staged, pose, "bo", frame) < math.radians(75) for frame, pose in _frames(shot))


@pytest.mark.parametrize("name", ["heart", "room", "meeting", "kneeling"])
def test_speakers_have_faces(name: str) -> None:
    """Most of the time of all lines the speaker's face can be read, and each speaker has a picture of his own face."""
    _, staged, cut = _cut(name)
    readable: list[bool] = []
    alone: dict[str, bool] = {}
    for speech in staged.blocking.speeches:
        for shot in cut.shots:
            for frame, pose in _frames(shot):
                if frame in speech.range:
                    x, y, depth = _seen(pose, staged.eye(speech.actor, frame))
                    inside = depth > 0.2 and abs(x) < 1.0 and abs(y) < 1.0
                    face = inside and _turn(staged, pose, speech.actor, frame) <= math.radians(75)
                    readable.append(face)
                    own = face and shot.role == "single" and shot.subjects[0] == speech.actor
                    alone[speech.actor] = alone.get(speech.actor, False) or own
    assert np.mean(readable) > 0.7 and all(alone.values()), (np.mean(readable), alone)


@pytest.mark.parametrize(("name", "beat", "who"), [("heart", "in", "ada"), ("heart", "limp", "cy"), ("room", "limp", "cy")])
def test_who_enters_is_seen_entering(name: str, beat: str, who: str) -> None:
    """An entrance is seen within a second and stays in the picture; no wall is looked at instead."""
    _, staged, _ = _cut(name)
    shot = _shot_of(name, beat)
    scenery = scenery_of(staged.blocking.set_plan, ())
    for frame, pose in _frames(shot):
        if frame >= shot.range.start + FPS and staged.here[who][frame]:
            eye = staged.eye(who, frame)
            x, y, depth = _seen(pose, eye)
            assert depth > 0 and abs(x) < 1.02 and abs(y) < 1.05, (shot.id, frame)
            assert not scenery.blocked(pose.position, eye[None])[0], (shot.id, frame)


def test_beyond_the_walls_only_the_doorway_shows() -> None:
    """Somebody behind a door is seen through it when it is open, and through no wall."""
    plan = plan_of(VAULT)
    door = next(p for p in plan.pieces if p.kind == "door")
    behind = np.array([[door.position_m[0], 1.5, plan.bounds.max_z_m + 2.0]])
    before, beside = (
        np.array([door.position_m[0], 1.5, 6.0]),
        np.array([door.position_m[0] + 7.0, 1.5, plan.bounds.max_z_m - 1.0]),
    )
    assert scenery_of(plan, ()).blocked(before, behind)[0] == 0.0
    assert scenery_of(plan, ()).blocked(beside, behind)[0] == 1.0
    assert scenery_of(plan, (door.id,)).blocked(before, behind)[0] == 1.0


@EVERY
def test_no_cut_jumps(name: str) -> None:
    """The biggest one in the later picture was not there from the same side in the same size just before."""
    _, staged, cut = _cut(name)
    for one, two in itertools.pairwise(cut.shots):
        if "insert" in (one.role, two.role):
            continue
        frame = two.range.start
        pictures = []
        for sample in (one.camera[-1], two.camera[0]):
            pose, seen = _pose(sample), {}
            for actor in (a for a in staged.actors if staged.here[a][frame] and staged.actors[a].kind != "creature"):
                eye = staged.eye(actor, frame)
                x, y, depth = _seen(pose, eye)
                if depth > 0.2 and abs(x) < 1.0 and abs(y) < 1.0:
                    side = math.atan2(pose.position[0] - eye[0], pose.position[2] - eye[2])
                    seen[actor] = (pose.focal_mm / depth, side)
            pictures.append(seen)
        before, after = pictures
        main = max(after, key=lambda a: after[a][0], default="")
        if main in before:
            ratio = abs(math.log(after[main][0] / before[main][0]))
            turn = abs(wrap_angle(after[main][1] - before[main][1]))
            assert ratio > math.log(1.5) or turn > math.radians(27), (one.id, two.id, main)


@EVERY
def test_only_peaks_are_glimpses(name: str) -> None:
    """Under 1.2 s only in a peak of tension; a nod, a face or an insert never."""
    sheet, _, cut = _cut(name)
    beats: dict[str, Beat] = {b.id: b for b in sheet.beats}
    for shot, card in zip(cut.shots, cut.cards, strict=True):
        tension = max((beats[b].tension for b in card.beats if b in beats), default=0.0)
        quick = tension >= 0.5 and shot.role not in ("insert", "single", "reaction")
        assert shot.range.duration >= (16 if quick else 28), shot.id


def test_a_creature_bursts_in_as_an_event() -> None:
    """The picture on the beat that brings the creature holds it large."""
    _, staged, _ = _cut("chase")
    shot = _shot_of("chase", "burst")
    pose = _pose(shot.camera[-1])
    x, y, depth = _seen(pose, staged.eye("beast", shot.range.end - 1))
    height = staged.actors["beast"].stature_m / (2 * half_tangents(pose.focal_mm, ASPECT)[1] * depth)
    assert "beast" in shot.subjects and abs(x) < 1 and abs(y) < 1 and height > 0.25


def test_singles_of_one_face_vary() -> None:
    """A talk that heats up does not show the same face from the same side in the same size each time."""
    talk = [
        say(f"l{k}", "ada" if k % 2 else "bo", "This cannot go on.", "bo" if k % 2 else "ada", 0.2 + 0.08 * k) for k in range(8)
    ]
    sheet = scene(*talk)
    staged = block(sheet, CAST, plan_of(ROOM), lines(sheet), FPS)
    cut = shoot_list(sheet, staged, ASPECT)
    for who in ("ada", "bo"):
        pictures = [
            (s.size, round(_turn(staged, _pose(s.camera[0]), who, s.range.start) / math.radians(12)))
            for s in cut.shots
            if s.role in ("single", "over_shoulder") and s.subjects[0] == who
        ]
        assert len(pictures) < 3 or len(set(pictures)) > 1, (who, pictures)
