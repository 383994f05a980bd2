"""Efforts: words in two languages, durations that follow them, anticipation and overshoot within their bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stage.motion_scene import ANNA, CAST, blocking, cue, joints, track

from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.ease import acted_window
from redearth.stage.motion.effort import NEUTRAL, Effort, effort_of, known_words
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64

RIG = skeleton_of(ANNA)
share = st.floats(-1, 1)


def test_adverbs_of_both_languages_have_an_effort() -> None:
    """120 English words and their Chinese kin are known; opposite words have opposite signs."""
    words = known_words()
    assert sum(word.isascii() for word in words) >= 120 and sum(not word.isascii() for word in words) >= 60
    for slow, quick in (("slowly", "quickly"), ("慢慢", "迅速"), ("wearily", "suddenly")):
        assert effort_of([slow]).time < 0 < effort_of([quick]).time
    assert effort_of(["gently"]).weight < 0 < effort_of(["violently"]).weight
    assert effort_of(["小心翼翼"]).flow > 0 > effort_of(["happily"]).flow
    assert effort_of([]) == effort_of(["nonesuch"]) == NEUTRAL


@given(share, share, share, share)
def test_an_effort_keeps_its_bounds(weight: float, time: float, space: float, flow: float) -> None:
    """Anticipation and overshoot stay small, and quickness grows with time alone."""
    how = Effort(weight=weight, time=time, space=space, flow=flow)
    assert 0 <= how.anticipation <= 0.22 and 0 <= how.overshoot <= 0.18 and 0 <= how.curve_m <= 0.07
    assert how.quickness == pytest.approx(2 ** (0.55 * time))
    shifted = effort_of(["violently", "slowly"], age=80, suited=True, exertion=1.0)
    assert all(-1 <= v <= 1 for v in (shifted.weight, shifted.time, shifted.space, shifted.flow))


def test_an_acted_window_winds_up_and_settles() -> None:
    """It goes below 0 first, above 1 as it arrives, is 1 on its plateau and 0 at the end; with neither it does neither."""
    time = np.linspace(-0.5, 4.0, 2000)
    level = acted_window(time, 3.0, 0.5, 0.5, 0.15, 0.1)
    assert level.min() == pytest.approx(-0.15, abs=0.02) and 1.05 < level.max() < 1.11
    assert np.allclose(level[(time > 1.0) & (time < 3.0)], 1.0) and level[time < 0].max() == 0 and abs(level[-1]) < 1e-9
    early = time[np.argmin(level)]
    assert 0.0 < early < 0.25 * 0.5
    plain = acted_window(time, 3.0, 0.5, 0.5)
    assert plain.min() == 0 and plain.max() == 1.0


def _arrival(word: str, primitive: str) -> int:
    """Return after how many frames the right hand has come nine tenths of its way."""
    target = (-0.1, 1.2, 0.5) if primitive == "PRESS" else (-0.6, 1.3, 3.0)
    scene = blocking(track("anna", 160), cues=(cue(primitive, 20, 100, target_m=target, manner=(word,) if word else ()),))  # type: ignore[arg-type]
    placed, _ = joints(perform(scene, CAST, {}).actors[0], RIG)
    hand: F64 = placed[:, RIG.index("rightHand")]
    gone = np.linalg.norm(hand - hand[18], axis=-1)
    return int(np.argmax(gone > 0.9 * gone[90])) - 20


@pytest.mark.parametrize("primitive", ["POINT", "PRESS", "WAVE"])
def test_sustained_acts_take_longer_than_sudden_ones(primitive: str) -> None:
    """From sudden to sustained an act never gets quicker, and the ends differ clearly."""
    frames = [_arrival(word, primitive) for word in ("suddenly", "quickly", "", "slowly")]
    assert frames == sorted(frames) and frames[-1] >= 1.25 * frames[0]


@pytest.mark.parametrize("word", ["wearily", "frightened", "violently", "疲惫"])
def test_effort_shows_in_the_carriage(word: str) -> None:
    """Who does it so stands otherwise while doing it, and as before when it is done."""
    heads = []
    for manner in ((), (word,)):
        scene = blocking(track("anna", 150), cues=(cue("LOOK", 20, 80, target_m=(0.0, 1.5, 4.0), manner=manner),))
        placed, _ = joints(perform(scene, CAST, {}).actors[0], RIG)
        heads.append(placed[:, RIG.index("head")])
    apart = np.linalg.norm(heads[0] - heads[1], axis=-1)
    assert apart[60] > 0.01 and apart[:15].max() < 1e-6 and apart[140:].max() < 1e-6
