"""Hands: they close by thickness, fold to a fist, point, and never do the same on both sides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, CAST, FPS, blocking, cue, joints, line, span, track

from redearth.direction.model import PropHold, SpeechCue
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.body import solve
from redearth.stage.motion.controls import standing
from redearth.stage.motion.fingers import FIST, FLAT, RELAXED, grip_for
from redearth.stage.motion.hands import handle_m
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64
from redearth.voice.model import Line

RIG = skeleton_of(ANNA)
SPEECH = "s/anna.says.1"


def _bend(side: str, grip: float, pointing: float = 0.0) -> tuple[float, float]:
    """Return how far the turns of finger and index joints bend towards the palm, summed over both joints."""
    controls = standing(RIG, np.zeros((1, 3)), np.zeros(1))
    controls.grip[:], controls.pointing[:] = grip, pointing
    turns = solve(controls, RIG).rotations[0]
    sign = -1.0 if side == "left" else 1.0
    sums = [
        [2 * np.arcsin(turns[RIG.index(side + j), 3]) for j in pair]
        for pair in (("Fingers", "FingerTips"), ("Index", "IndexTip"))
    ]
    return sign * float(sum(sums[0])), sign * float(sum(sums[1]))


@pytest.mark.parametrize("side", ["left", "right"])
def test_fingers_fold_towards_the_palm(side: str) -> None:
    """From flat over relaxed to a fist the bend grows; a pointing hand keeps its index finger straight."""
    bends = [_bend(side, grip)[0] for grip in (FLAT, RELAXED, 0.7, FIST)]
    assert bends == sorted(bends) and bends[0] < -0.8 and bends[-1] > 1.8
    fingers, index = _bend(side, 0.9, 1.0)
    assert fingers > 1.5 and index < -0.9


def test_hands_mirror_each_other() -> None:
    """The same grip gives mirrored hands."""
    controls = standing(RIG, np.zeros((1, 3)), np.zeros(1))
    controls.grip[:] = 0.8
    turns = solve(controls, RIG).rotations[0]
    for part in ("Fingers", "FingerTips", "Index", "IndexTip", "Thumb"):
        left, right = turns[RIG.index("left" + part)], turns[RIG.index("right" + part)]
        assert np.allclose(left * [1, 1, -1, -1], right, atol=1e-9)


def test_a_thicker_handle_opens_the_hand() -> None:
    """Grip falls with the radius; names tell thin things from thick ones."""
    grips = [grip_for(radius) for radius in (0.004, 0.012, 0.02, 0.035, 0.06)]
    assert grips == sorted(grips, reverse=True) and grips[0] > 0.9 and grips[-1] < 0.5
    assert handle_m("red-pen") < handle_m("flare") < handle_m("tin-cup")


def test_a_hand_closes_around_what_it_holds() -> None:
    """While she holds the flare her right hand is closed by its thickness, the left hangs relaxed; before and after both hang."""
    held = (PropHold(prop="flare", range=span(30, 80), holder="anna", grip="right"),)
    take = perform(blocking(track("anna", 120), props=held), CAST, {}).actors[0]
    right, left = (2 * np.arcsin(np.abs(take.rotations[:, RIG.index(s + "Fingers"), 3].astype(float))) for s in ("right", "left"))
    assert right[60] > 0.45 and left[60] < 0.15
    assert right[10] < 0.15 and right[110] < 0.15


def test_pointing_hands_point() -> None:
    """POINT stretches the index finger and folds the others."""
    take = perform(blocking(track("anna", 110), cues=(cue("POINT", 20, 80, target_m=(-1.0, 1.4, 5.0)),)), CAST, {}).actors[0]
    index, others = (take.rotations[50, RIG.index("right" + j), 3] for j in ("IndexTip", "FingerTips"))
    assert index < -0.2 < 0.3 < others


def _hands(said: Line, **spoken: object) -> tuple[F64, F64]:
    frames = int(said.duration_s * FPS)
    speech = replace(SpeechCue(beat=SPEECH, actor="anna", range=span(12, 12 + frames), addressees=("ben",)), **spoken)  # type: ignore[arg-type]
    scene = blocking(
        track("anna", frames + 40),
        track("ben", frames + 40, (0, 1, 0.3, 2.0, 3.1)),
        speeches=(speech,),
        beats=((SPEECH, 0, frames + 40),),
    )
    placed, _ = joints(perform(scene, CAST, {SPEECH: said}).actors[0], RIG)
    return placed[:, RIG.index("leftHand")], placed[:, RIG.index("rightHand")]


def test_gestures_never_use_both_hands_alike() -> None:
    """Over long lines in every mood some hand rises, and the two never move as mirror images."""
    for emotion in ("", "anger", "joy", "grief", "fear"):
        left, right = _hands(line(SPEECH, "DBCADBEAFBDA" * 8), emotion=emotion)
        assert max(np.ptp(left[:, 1]), np.ptp(right[:, 1])) > 0.12, emotion
        both = (left[:, 1] > left[0, 1] + 0.1) & (right[:, 1] > right[0, 1] + 0.1)
        if both.any():
            assert np.abs(left[both] * [-1, 1, 1] - right[both]).max(axis=1).min() > 0.005, emotion


def test_anger_gestures_larger_than_grief() -> None:
    """Amplitude follows arousal."""
    said = line(SPEECH, "DBCADBEAFBDA" * 8)
    reach = {mood: max(np.ptp(hand[:, 1]) for hand in _hands(said, emotion=mood)) for mood in ("anger", "grief")}
    assert reach["anger"] > reach["grief"]
