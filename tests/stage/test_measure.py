"""Every check of a performance: it holds on a plain scene, and what it is for makes it fire, alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from tests.stage.measure_faults import (
    FRAMES,
    SPEECH,
    WALL,
    Scene,
    bend_an_elbow_backwards,
    freeze,
    inject_a_pop,
    miss_a_touch,
    move_the_cup,
    open_the_mouth,
    put_a_hand_into_the_belly,
    put_an_arm_into_the_wall,
    shift_the_voice,
    sink,
    slide_a_foot,
    walk_through_somebody,
)
from tests.stage.motion_scene import ANNA, BEAST, BEN, CAST, blocking, cue, line, span, track

from redearth.breakdown.model import Character
from redearth.direction.model import PropHold, SpeechCue, Track
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.measure.acted import acted_of
from redearth.stage.measure.distance import between_segments, to_box
from redearth.stage.measure.findings import BARS, SceneMeasures, fails
from redearth.stage.measure.form import Form, form_of
from redearth.stage.measure.intent import arms
from redearth.stage.measure.measure import measure
from redearth.stage.motion.perform import perform
from redearth.stage.parts import ActorTake, Skeleton, Touch


@cache
def _scene() -> Scene:
    """Anna walks along a wall and speaks, a cup in her hand; Ben stands two metres beside her way."""
    anna = track("anna", FRAMES, (5, 85, 0.0, 3.5, 0.0))
    ben = Track(actor="ben", samples=((-1.1, 3.0, 1.4, 0.0),) * FRAMES, visible=(span(0, FRAMES),))
    held = (PropHold(prop="cup", range=span(0, FRAMES), holder="anna", grip="left"),)
    speech = SpeechCue(beat=SPEECH, actor="anna", range=span(100, 170))
    scene = blocking(
        anna, ben, cues=(cue("WALK", 5, 85),), speeches=(speech,), props=held,
        beats=(("s/anna.walk.1", 0, 90), (SPEECH, 90, 190), ("s/hold.1", 190, FRAMES)), pieces=(WALL,),
    )  # fmt: skip
    lines = {SPEECH: line(SPEECH, "BDACDXDAEDHDACDXBDACD", step_s=0.13)}
    performed = perform(scene, CAST, lines)
    return Scene(
        blocking=scene, lines=lines, takes=performed.actors, props=performed.props, contacts=performed.contacts,
        touches=performed.touches,
    )  # fmt: skip


@cache
def _body(character: Character) -> tuple[Skeleton, Form]:
    rigged = build_character(character)
    return rigged.skeleton, form_of(rigged.model.meshes["distant"], rigged.skeleton)


def _measured(scene: Scene) -> SceneMeasures:
    people = [acted_of(take, skeleton_of(ANNA if take.actor == "anna" else BEN)) for take in scene.takes]
    forms = {"anna": _body(ANNA)[1], "ben": _body(BEN)[1]}
    return measure(scene.blocking, scene.lines, people, forms, scene.props, scene.contacts, scene.touches)


def _failed(scene: Scene) -> list[str]:
    return [m.check for m in _measured(scene).measures if fails(m)]


SPOILT: dict[str, tuple[Callable[[Scene], Scene], str]] = {
    "slide": (slide_a_foot, "feet"),
    "sink": (sink, "ground"),
    "wall": (put_an_arm_into_the_wall, "set"),
    "through": (walk_through_somebody, "bodies"),
    "elbow": (bend_an_elbow_backwards, "joints"),
    "belly": (put_a_hand_into_the_belly, "limbs"),
    "pop": (inject_a_pop, "pops"),
    "freeze": (freeze, "stillness"),
    "cup": (move_the_cup, "hands"),
    "touch": (miss_a_touch, "hands"),
    "mouth": (open_the_mouth, "closures"),
    "voice": (shift_the_voice, "lag"),
}


def test_a_plain_scene_passes_every_bar() -> None:
    """Nothing fails, and every check has measured something."""
    found = _measured(_scene())
    assert [(m.check, m.findings) for m in found.measures if fails(m)] == []
    assert [m.check for m in found.measures if not m.samples] == []
    assert [m.check for m in found.measures] == list(BARS)


@pytest.mark.parametrize("name", sorted(SPOILT))
def test_each_fault_fires_its_own_check_and_no_other(name: str) -> None:
    """What one check is for makes it fail, and leaves all others as they were."""
    spoil, check = SPOILT[name]
    assert _failed(spoil(_scene())) == [check]


def test_findings_say_who_where_and_when() -> None:
    """The slid foot is found on its actor, within the frames of the slide, with the distance."""
    found = next(m for m in _measured(slide_a_foot(_scene())).measures if m.check == "feet")
    first = found.findings[0]
    assert first.actor == "ben" and 90 < first.frame < 200 and 30 < first.value < 90 and "Foot" in first.what


def test_meant_contacts_are_no_faults() -> None:
    """Whom a cue has for partner one may touch; hands may be on what a cue uses; who sits may be in the chair."""
    through = walk_through_somebody(_scene())
    meant = cue("EMBRACE", 40, FRAMES)
    meant = replace(meant, partner="ben")
    assert _failed(replace(through, blocking=replace(through.blocking, cues=(meant,)))) == []
    boxed = put_an_arm_into_the_wall(_scene())
    assert _failed(replace(boxed, blocking=replace(boxed.blocking, cues=(cue("SIT", 0, 20, "ben"),)))) == []


def test_touching_joints_may_meet_and_others_may_not() -> None:
    """A touch of hand and chest excuses the arm and the trunk around them, while it lasts, and no legs."""
    through = walk_through_somebody(_scene())
    touch = Touch(
        range=span(20, 120), actor="anna", joint="leftHand", kind="strike", position_m=(0.0, 0.0, 0.0), partner="ben",
        partner_joint="chest",
    )  # fmt: skip
    found = next(m for m in _measured(replace(through, touches=(touch,))).measures if m.check == "bodies")
    assert found.findings and not any("Hand" in f.what.split(" in ")[0] and "chest" in f.what for f in found.findings)


def test_capsules_fit_the_body() -> None:
    """Arms are as thick as arms and as long as their bones; every bone has one."""
    skeleton, form = _body(BEN)
    radius = dict(zip(form.bones, form.radii_m, strict=True))
    assert 0.03 < radius["leftLowerArm"] < 0.08 and 0.05 < radius["rightUpperLeg"] < 0.13 and 0.06 < radius["head"] < 0.16
    length = np.linalg.norm(form.ends_m - form.starts_m, axis=1)[form.bones.index("leftLowerArm")]
    assert 0.05 < length < np.linalg.norm(skeleton.rest_offsets_m[skeleton.index("leftHand")])
    assert np.allclose(form.corner_weights.sum(1), 1, atol=1e-5)


def test_distances_have_known_answers() -> None:
    """Crossing segments are apart by their gap, parallel ones by their offset, ends by their distance; a box is negative inside."""
    cases = [
        ((-1, 0, 0), (1, 0, 0), (0, 0.3, -1), (0, 0.3, 1), 0.3),
        ((0, 0, 0), (2, 0, 0), (0.5, 0, 0.4), (1.5, 0, 0.4), 0.4),
        ((0, 0, 0), (1, 0, 0), (2, 1, 0), (3, 1, 0), np.sqrt(2)),
        ((0, 0, 0), (0, 0, 0), (0, 2, 0), (0, 2, 0), 2.0),
    ]
    for *ends, distance in cases:
        assert between_segments(*(np.array(end, float) for end in ends)) == pytest.approx(distance, abs=1e-6)
    points = np.array([[0.0, 0.0, 0.0], [1.5, 0.0, 0.0], [2.0, 3.0, 0.0]])
    assert to_box(points, np.array([1.0, 2.0, 3.0])) == pytest.approx([-1.0, 0.5, np.sqrt(2)])


def test_creatures_are_measured_too() -> None:
    """A six-legged walker's tips are seen, and sliding it makes them fail."""
    scene = blocking(track("beast", 120, (10, 100, 0.0, 3.0, 0.0)))
    take = perform(scene, CAST, {}).actors[0]
    skeleton = skeleton_of(BEAST)
    rigged = build_character(BEAST)
    forms = {"beast": form_of(rigged.model.meshes["distant"], skeleton)}

    def feet(spoilt: ActorTake) -> SceneMeasures:
        return measure(scene, {}, [acted_of(spoilt, skeleton)], forms, (), ())

    plain, drifting = (next(m for m in found.measures if m.check == "feet") for found in (feet(take), feet(_drifting(take))))
    assert plain.samples > 12 and drifting.worst > plain.worst + 5.0


def _drifting(take: ActorTake) -> ActorTake:
    places = take.translations_m.astype(float)
    places[:, 0, 0] += np.linspace(0.0, 0.4, len(places))
    return replace(take, translations_m=places.astype(np.float32))


def test_findings_are_the_same_every_time() -> None:
    """Measuring twice gives equal records."""
    assert _measured(slide_a_foot(_scene())) == _measured(slide_a_foot(_scene()))


def test_a_body_is_measured_as_large_as_it_is() -> None:
    """Somebody a tenth taller than the model stands on the ground all the same, on longer bones and thicker limbs."""
    take, plain = _scene().take("ben"), skeleton_of(BEN)
    taller = replace(take, translations_m=take.translations_m * np.array([1.0, 1.1, 1.0], np.float32))
    taller.translations_m[:, 1:] = take.translations_m[:, 1:] * 1.1
    tall = acted_of(taller, plain)
    assert tall.scale == pytest.approx(1.1, abs=1e-3) and acted_of(take, plain).scale == pytest.approx(1.0, abs=1e-3)
    assert tall.rest_m[plain.index("leftFoot"), 1] == pytest.approx(
        1.1 * plain.rest_positions_m()[plain.index("leftFoot"), 1], abs=2e-3
    )
    found = {m.check: m for m in _measured(_scene().with_take(taller)).measures}
    assert not fails(found["ground"]) and not fails(found["feet"]) and found["feet"].samples > 0


def test_who_comes_on_at_speed_does_not_pop() -> None:
    """Where somebody was before being seen is nobody's concern; the same jump in sight pops."""
    scene = _scene()
    take = scene.take("ben")
    away = np.zeros((FRAMES, 3))
    away[:40, 2] = -6.0
    places = take.translations_m.copy()
    places[:, 0] += away.astype(np.float32)
    unseen = replace(take, translations_m=places, visible=take.visible & (np.arange(FRAMES) >= 40))
    assert "pops" not in _failed(scene.with_take(unseen))
    assert "pops" in _failed(scene.with_take(replace(take, translations_m=places)))


def test_a_hand_that_presses_is_all_of_the_hand_and_no_more() -> None:
    """Index and thumb may be on what a cue uses, as the palm may; the upper arm and the trunk may not."""
    bones = ("leftIndexTip", "rightThumb", "leftFingers", "rightHand", "leftElbow", "leftUpperArm", "chest", "head", "leftFoot")
    form = Form(
        bones=bones, starts_m=np.zeros((9, 3)), ends_m=np.zeros((9, 3)), radii_m=np.ones(9), corner_joints=np.zeros((0, 4), int),
        corner_weights=np.zeros((0, 4)), corners_m=np.zeros((0, 4, 3)),
    )  # fmt: skip
    assert arms(form).tolist() == [True] * 5 + [False] * 4
