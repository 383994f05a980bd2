"""Faces that act: lips that shut in time, eyes that arrive first, blinks in bounds, moods that differ."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, BEN, CAST, FPS, blocking, cue, joints, line, span, track

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import SpeechCue
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion import quat
from redearth.stage.motion.face import GAZE_PITCH, GAZE_YAW, PRESETS
from redearth.stage.motion.face_poses import EXPRESSIONS, JOINTS, NAMES, POSES, SHUT_RAD, TABLE
from redearth.stage.motion.gaze import EYE_LIMIT_RAD
from redearth.stage.motion.lips import LEAD_S, OPENING, lips_of
from redearth.stage.motion.moods import mood_of
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64, ActorTake, Performance, Skeleton
from redearth.voice.model import Line, Phoneme

SPEECH = "s/anna.says.1"
RIG = skeleton_of(ANNA)


def _gap(take: ActorTake, rig: Skeleton) -> F64:
    """Return how much farther apart than at rest the lips are, [F] in metres, seen in the head."""
    placed, turned = joints(take, rig)
    head = rig.index("head")
    local = [
        quat.rotate(quat.inverse(turned[:, head]), placed[:, rig.index(n)] - placed[:, head]) for n in ("upperLip", "lowerLip")
    ]
    rest = rig.rest_positions_m()
    return np.asarray((local[0] - local[1])[:, 1] - (rest[rig.index("upperLip")] - rest[rig.index("lowerLip")])[1])


def _spoken(visemes: str, emotion: str = "", step_s: float = 0.1) -> tuple[Performance, Line]:
    said = line(SPEECH, visemes, step_s=step_s)
    frames = int(said.duration_s * FPS)
    speech = SpeechCue(beat=SPEECH, actor="anna", range=span(20, 20 + frames), addressees=("ben",), emotion=emotion)
    scene = blocking(
        track("anna", frames + 60),
        track("ben", frames + 60, (0, 1, 0.4, 2.0, 3.0)),
        speeches=(speech,),
        beats=((SPEECH, 0, frames + 60),),
    )
    return perform(scene, CAST, {SPEECH: said}), said


@pytest.mark.parametrize("emotion", ["", "joy", "fear", "wonder", "anger", "grief"])
def test_lips_are_shut_on_p_b_and_m_whatever_the_mood(emotion: str) -> None:
    """On some frame of every closed sound the lips are no farther apart than at rest, also in moods that part them."""
    performance, said = _spoken("DACDAECABDAFDHAD", emotion)
    gap = _gap(performance.actors[0], RIG)
    for phoneme in said.phonemes:
        frame = 20 + round((phoneme.start_s - 0.03) * FPS)
        if phoneme.viseme == "A":
            assert gap[frame : frame + 3].min() < 2e-4
        if phoneme.viseme == "D":
            assert gap[frame : frame + 4].max() > 4e-3


def test_the_mouth_is_ahead_of_the_sound_by_less_than_a_frame() -> None:
    """Cross-correlated at 240 Hz with the opening that the sounds ask for, the jaw leads by 0 to 1 frame."""
    rate = 240
    said = line(SPEECH, "DBCDGDEFDBCHDBED", step_s=0.11)
    jaw = lips_of(said, int(said.duration_s * rate), rate).jaw
    asked = np.zeros_like(jaw)
    for phoneme in said.phonemes:
        asked[int(phoneme.start_s * rate) : int(phoneme.end_s * rate)] = OPENING[phoneme.viseme]
    jaw, asked = jaw - jaw.mean(), asked - asked.mean()
    lags = range(-24, 25)
    best = max(lags, key=lambda lag: float((jaw[30:-30] * asked[30 - lag : len(asked) - 30 - lag]).sum()))
    assert -1.0 < best / rate * FPS <= 0.0


def test_closed_lips_are_no_earlier_and_no_later_than_their_sounds() -> None:
    """Over many moments at which a p, b or m may fall, its closed frames lie about its middle, less the lead, on the average."""
    off = []
    for k in range(60):
        sounds = tuple(
            Phoneme(symbol=v, start_s=0.3 + k * 0.0071 + i * 0.09, end_s=0.3 + k * 0.0071 + (i + 1) * 0.09, viseme=v)  # type: ignore[arg-type]
            for i, v in enumerate("DAD")
        )
        shut = lips_of(replace(line(SPEECH, "DAD"), phonemes=sounds), 40, FPS).shut
        assert shut.any()
        off.append(float(np.flatnonzero(shut).mean()) - (sounds[1].start_s + sounds[1].end_s) / 2 * FPS)
    assert abs(np.mean(off) + LEAD_S * FPS) < 0.12
    assert np.abs(off).max() < 1.0


def test_round_sounds_narrow_the_mouth_and_spread_ones_widen_it() -> None:
    """The corners come together for w and part for s; louder lines open the jaw wider."""
    spread = TABLE[NAMES.index("B"), JOINTS.index("leftMouth"), 0]
    assert TABLE[NAMES.index("F"), JOINTS.index("leftMouth"), 0] < -0.004 < 0.002 < spread
    said = line(SPEECH, "DDDD")
    assert lips_of(said, 12, FPS, 1.25).jaw.max() > 1.2 * lips_of(said, 12, FPS, 0.7).jaw.max()


@pytest.mark.parametrize("target", [(1.0, 1.5, 2.5), (-1.2, 1.9, 2.0), (0.3, 0.2, 1.5), (2.5, 1.6, 0.8)])
def test_eyes_reach_what_is_looked_at(target: tuple[float, float, float]) -> None:
    """Once the head has settled the eyes point at the target within 2 degrees; they never turn farther than 25 degrees in the head."""
    scene = blocking(track("anna", 100), cues=(cue("LOOK", 20, 90, target_m=target),))
    take = perform(scene, CAST, {}).actors[0]
    placed, turned = joints(take, RIG)
    eye, frame = RIG.index("leftEye"), 70
    ahead = quat.rotate(turned[frame, eye], np.array([0.0, 0.0, 1.0]))
    between = (placed[frame, eye] + placed[frame, RIG.index("rightEye")]) / 2
    goal = quat.unit(np.array(target) - between)
    assert np.arccos(np.clip(ahead @ goal, -1, 1)) < np.radians(3.5)
    assert take.face is not None
    assert np.hypot(take.face[GAZE_YAW], take.face[GAZE_PITCH]).max() <= EYE_LIMIT_RAD + 1e-6


def test_eyes_go_first_and_the_head_follows() -> None:
    """Half of the eyes' way is done within 130 ms of the start, half of the head's 60 to 250 ms later."""
    scene = blocking(track("anna", 100), cues=(cue("LOOK", 20, 90, target_m=(2.0, 1.6, 2.5)),))
    _, turned = joints(perform(scene, CAST, {}).actors[0], RIG)
    yaws = []
    for name in ("leftEye", "head"):
        ahead = quat.rotate(turned[:, RIG.index(name)], np.array([0.0, 0.0, 1.0]))
        yaws.append(np.arctan2(ahead[:, 0], ahead[:, 2]))
    eyes, head = (
        float(np.interp(0.5 * yaw[60], yaw[18:60], np.arange(18, 60))) / FPS for yaw in (np.minimum(yaws[0], 0.44), yaws[1])
    )
    assert eyes - 20 / FPS < 0.15
    assert 0.06 < head - eyes < 0.26


def test_people_blink_at_their_own_times() -> None:
    """Ten to twenty-two blinks a minute, each shut for 1 to 3 frames, and hardly any at the same moment as somebody else's."""
    frames = 90 * FPS
    scene = blocking(track("anna", frames), track("ben", frames, (0, 1, 1.0, 0.0, 0.0)), beats=(("s/hold.1", 0, frames),))
    shut = []
    for take in perform(scene, CAST, {}).actors:
        assert take.face is not None
        closed = take.face["blink"] > 0.9
        starts = np.flatnonzero(closed[1:] & ~closed[:-1])
        assert 10 <= len(starts) / 1.5 <= 22
        shut.append(starts)
    together = sum(int(np.abs(shut[1] - s).min() < 4) for s in shut[0])
    assert together < 0.25 * len(shut[0])


def test_a_great_jump_of_the_eyes_shuts_the_lids() -> None:
    """Looking far aside makes a person blink within a fifth of a second."""
    scene = blocking(track("anna", 80), cues=(cue("LOOK", 40, 75, target_m=(3.0, 1.6, 0.5)),))
    face = perform(scene, CAST, {}).actors[0].face
    assert face is not None and face["blink"][40:46].max() > 0.8


def test_lids_close_on_a_blink() -> None:
    """The upper lid turns down by all of its way when the blink's weight is 1, eyes up or down."""
    frames = 90 * FPS
    take = perform(blocking(track("anna", frames), beats=(("s/hold.1", 0, frames),)), CAST, {}).actors[0]
    assert take.face is not None
    full = int(np.argmax(take.face["blink"]))
    lid = take.rotations[full, RIG.index("leftLid")].astype(float)
    assert 2 * np.arccos(abs(lid[0])) == pytest.approx(SHUT_RAD, abs=0.05)


def test_expressions_differ_in_the_face() -> None:
    """Any two expressions move some joint of the face at least 2 mm or 8 degrees apart."""
    for one, other in combinations(EXPRESSIONS, 2):
        gap = np.abs(TABLE[NAMES.index(one)] - TABLE[NAMES.index(other)])
        assert gap[:, :3].max() > 0.002 or gap[:, 3:].max() > 0.14, (one, other)
    assert all(set(moves) and name in NAMES for name, moves in POSES.items())


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        (("smile",), "happy"),
        (("glare",), "angry"),
        (("害怕",), "afraid"),
        (("微笑",), "happy"),
        (("生气",), "angry"),
        (("weep",), "sad"),
        (("nod",), ""),
    ],
)
def test_words_name_moods(words: tuple[str, ...], mood: str) -> None:
    """English and Chinese words find the expression; other words find none."""
    assert mood_of(words) == mood


@pytest.mark.parametrize(
    ("lemma", "preset"), [("smile", "happy"), ("glare", "angry"), ("weep", "sad"), ("marvel", "surprised"), ("relax", "relaxed")]
)
def test_a_mood_is_played_on_the_face_and_told_as_a_preset(lemma: str, preset: str) -> None:
    """An EXPRESS cue raises the preset of its mood while it lasts, and only then; all presets and the gaze are there, 0 to 1."""
    feeling = replace(cue("EXPRESS", 30, 80), lemma=lemma)
    face = perform(blocking(track("anna", 130), cues=(feeling,)), CAST, {}).actors[0].face
    assert face is not None and set(face) == {*PRESETS, GAZE_YAW, GAZE_PITCH}
    assert face[preset][55] > 0.9 and face[preset][10] < 0.1 and face[preset][125] < 0.1
    assert all(face[name].min() >= 0.0 and face[name].max() <= 1.0 and face[name].dtype == np.float32 for name in PRESETS)


def test_a_hidden_face_says_it_with_the_body() -> None:
    """The same grief bends somebody in a sealed suit farther than somebody whose face is seen."""
    suited = Character(id="anna", name="ANNA", age=30, sex="female", wardrobe=("pressure suit",))
    bent = []
    for who in (ANNA, suited):
        scene = blocking(track("anna", 100), cues=(replace(cue("EXPRESS", 20, 90), lemma="mourn"),), beats=(("s/x.1", 0, 100),))
        take = perform(scene, CastList(characters=(who, BEN), props=()), {}).actors[0]
        _, turned = joints(take, skeleton_of(who))
        bent.append(float(-quat.rotate(turned[60, RIG.index("head")], np.array([0.0, 0.0, 1.0]))[1]))
    assert bent[1] > 1.2 * bent[0] > 0.2


@pytest.mark.parametrize("lemma", ["laugh", "sob", "cough", "scream", "groan", "snarl", "whistle"])
def test_sounds_are_seen(lemma: str) -> None:
    """Each sound moves the mouth and the trunk, differently from standing still."""
    sound = replace(cue("VOCALISE", 20, 80), lemma=lemma)
    beats = (("s/x.1", 0, 120),)
    takes = [perform(blocking(track("anna", 120), cues=cues, beats=beats), CAST, {}).actors[0] for cues in ((sound,), ())]
    turned = [joints(take, RIG)[1][50] for take in takes]
    lip = [take.translations_m[50, RIG.index("upperLip")] for take in takes]
    jaw = [abs(take.rotations[30:70, RIG.index("jaw"), 1]).max() for take in takes]
    assert jaw[0] > jaw[1] + 0.02 or np.abs(lip[0] - lip[1]).max() > 0.002
    assert max(1 - abs((turned[0][j] * turned[1][j]).sum()) for j in (RIG.index("head"), RIG.index("chest"))) > 2e-4


def test_faces_keep_local_time() -> None:
    """A line 30 frames longer leaves the face's later curves and the gaze as they were."""
    curves = []
    for extra in (0, 30):
        speech = SpeechCue(beat=SPEECH, actor="anna", range=span(10, 70 + extra), addressees=("ben",), emotion="joy")
        beats = ((SPEECH, 0, 100 + extra), ("s/anna.smile.1", 100 + extra, 200 + extra))
        later = replace(cue("EXPRESS", 110 + extra, 160 + extra), beat="s/anna.smile.1", lemma="smile")
        scene = blocking(
            track("anna", 200 + extra),
            track("ben", 200 + extra, (0, 1, 0.5, 2.0, 3.0)),
            cues=(later,),
            speeches=(speech,),
            beats=beats,
        )
        curves.append(perform(scene, CAST, {SPEECH: line(SPEECH, "DACDE" * (4 + extra // 15))}).actors)
    for short, long in zip(*curves, strict=True):
        assert short.face is not None and long.face is not None
        for name in short.face:
            assert np.abs(short.face[name][100:] - long.face[name][130:]).max() < 1e-6, name
