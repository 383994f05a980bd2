"""Emblems and works of the hands: each is played, none is a copy of another, no joint snaps, the feet stay where they stand."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, CAST, blocking, joints, span, spins, track

from redearth.breakdown.model import Emblem
from redearth.direction.model import Cue, PropHold
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.acts import EMBLEMS
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64, ActorTake

SKELETON = skeleton_of(ANNA)
PLAYED = sorted(set(get_args(Emblem)) - {""})


def _take(emblem: Emblem, props: tuple[PropHold, ...] = ()) -> ActorTake:
    one = Cue(beat=f"s/{emblem}.1", actor="anna", primitive="GESTURE", range=span(12, 72), emblem=emblem)
    return perform(blocking(track("anna", 96), cues=(one,), props=props), CAST, {}).actors[0]


def _hands(take: ActorTake) -> F64:
    placed, _ = joints(take, SKELETON)
    return placed[:, [SKELETON.index("leftHand"), SKELETON.index("rightHand"), SKELETON.index("head")]]


@pytest.mark.parametrize("emblem", PLAYED)
def test_an_emblem_is_played_without_a_snap(emblem: Emblem) -> None:
    """It moves the hands by more than a breath does, no joint faster than a quick human, and is over after its cue."""
    assert emblem in EMBLEMS
    take = _take(emblem)
    assert spins(take).max() < 20.0
    moved = _hands(take)[:, :2]
    assert np.abs(moved[20:70] - moved[6]).max() > 0.12
    assert np.linalg.norm(moved[95] - moved[6], axis=-1).max() < 0.12


def test_no_emblem_is_a_copy_of_another() -> None:
    """Hands and head go elsewhere in every one of them."""
    ways = {emblem: _hands(_take(emblem)) for emblem in PLAYED}
    for one, other in combinations(PLAYED, 2):
        assert np.abs(ways[one] - ways[other]).max() > 0.08, (one, other)


def test_a_hand_that_carries_does_not_cheer() -> None:
    """What one hand holds stays down; the other goes up."""
    held = (PropHold(prop="cup", range=span(0, 96), holder="anna", grip="right"),)
    hands = _hands(_take("cheer", held))
    assert hands[50, 0, 1] > hands[50, 1, 1] + 0.4


def test_a_dancer_lifts_each_foot_and_sets_it_down_where_it_stood() -> None:
    """Both feet leave the ground in turn, never together, and do not slide."""
    placed, _ = joints(_take("dance"), SKELETON)
    feet = placed[:, [SKELETON.index("leftFoot"), SKELETON.index("rightFoot")]]
    high = feet[..., 1] - feet[0, :, 1] > 0.015
    assert high.any(0).all() and not high.all(1).any()
    assert np.abs(feet[..., [0, 2]] - feet[0][..., [0, 2]]).max() < 0.01
