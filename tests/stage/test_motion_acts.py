"""Acts: hands that arrive, postures that last, gazes that turn, falls that land."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, BEAST, CAST, FPS, blocking, cue, joints, span, spins, track

from redearth.breakdown.model import Primitive
from redearth.direction.model import PropHold
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion import quat
from redearth.stage.motion.acts import MOTIONS
from redearth.stage.motion.controls import GRIP_M
from redearth.stage.motion.limits import spikes
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64, Performance
from redearth.stage.props.catalogue import KINDS

SKELETON = skeleton_of(ANNA)


def _palms(performance: Performance) -> dict[str, F64]:
    placed, turned = joints(performance.actors[0], SKELETON)
    out = {}
    for side in ("left", "right"):
        hand, fingers = SKELETON.index(side + "Hand"), SKELETON.index(side + "Fingers")
        along = SKELETON.rest_offsets_m[fingers]
        along = along / np.linalg.norm(along) * GRIP_M * SKELETON.stature_m / 1.72
        out[side] = placed[:, hand] + quat.rotate(turned[:, hand], along)
    return out


@pytest.mark.parametrize("primitive", ["REACH", "TOUCH", "PRESS", "PULL", "PUSH", "GRAB", "USE"])
@pytest.mark.parametrize("target", [(0.1, 1.15, 0.5), (-0.3, 1.4, 0.55), (0.25, 0.75, 0.55)])
def test_hands_arrive(primitive: Primitive, target: tuple[float, float, float]) -> None:
    """At the moment of contact a palm is within 1.5 cm of the target (two hands beside it: within a hand's breadth)."""
    scene = blocking(track("anna", 120), cues=(cue(primitive, 20, 80, target_m=target),))
    performance = perform(scene, CAST, {})
    touch = next(c for c in performance.contacts if c.kind in ("touch", "press", "grasp"))
    palms = _palms(performance)
    near = range(touch.frame, min(touch.frame + 4, 119))
    gap = min(float(np.linalg.norm(palms[s][f] - target)) for s in palms for f in near)
    assert gap < (0.15 if primitive in ("PUSH", "PULL") else 0.015)


def test_a_far_target_is_helped_by_the_body() -> None:
    """A target beyond the arm but within a lean is reached all the same."""
    scene = blocking(track("anna", 120), cues=(cue("REACH", 20, 90, target_m=(-0.1, 1.1, 0.85)),))
    palms = _palms(perform(scene, CAST, {}))
    assert min(np.linalg.norm(palms["right"][60:80] - (-0.1, 1.1, 0.85), axis=-1)) < 0.015


@pytest.mark.parametrize("primitive", sorted(get_args(Primitive)))
def test_every_primitive_is_played_without_a_snap(primitive: Primitive) -> None:
    """Each primitive has a motion; no joint of it pops, and none goes into the floor."""
    assert primitive in MOTIONS
    scene = blocking(track("anna", 130), cues=(cue(primitive, 30, 80, target_m=(0.5, 1.2, 2.0)),))
    take = perform(scene, CAST, {}).actors[0]
    assert np.isfinite(take.rotations).all()
    assert spikes(take.rotations, SKELETON, FPS).max() < 1.0
    placed, _ = joints(take, SKELETON)
    assert placed[:, 1:, 1].min() > -0.03


def test_kneeling_lasts_until_rising() -> None:
    """She stays on one knee after the cue, with the knee on the ground, and stands again after rising."""
    scene = blocking(track("anna", 200), cues=(cue("KNEEL", 24, 55), cue("RISE", 130, 155)))
    performance = perform(scene, CAST, {})
    placed, _ = joints(performance.actors[0], SKELETON)
    hips, knee = placed[:, SKELETON.index("hips"), 1], placed[:, SKELETON.index("rightLowerLeg"), 1]
    assert hips[100] < 0.62 * hips[0] and knee[100] < 0.1
    assert hips[190] == pytest.approx(hips[0], abs=0.02)
    assert any(c.kind == "kneel" and 24 < c.frame < 60 for c in performance.contacts)


def test_walking_off_ends_a_posture() -> None:
    """Somebody who kneels and then has to walk is up when the walk is under way."""
    scene = blocking(track("anna", 240, (120, 200, 0.0, 3.0, 0.0)), cues=(cue("KNEEL", 10, 40),))
    placed, _ = joints(perform(scene, CAST, {}).actors[0], SKELETON)
    hips = placed[:, SKELETON.index("hips"), 1]
    assert hips[90] < 0.65 and hips[140:].min() > 0.78


def test_a_look_turns_the_head_within_its_limits() -> None:
    """A look to the side turns the head there; a look behind does not turn it around."""
    for target, low, high in (((3.0, 1.6, 3.0), 0.6, 0.95), ((0.3, 1.6, -3.0), -0.1, 1.6)):
        scene = blocking(track("anna", 100), cues=(cue("LOOK", 20, 80, target_m=target),))
        _, turned = joints(perform(scene, CAST, {}).actors[0], SKELETON)
        ahead = quat.rotate(turned[60, SKELETON.index("head")], np.array([0.0, 0.0, 1.0]))
        assert low < np.arctan2(ahead[0], ahead[2]) < high


def test_a_raised_flare_is_overhead_and_flickers() -> None:
    """A raised prop is above the head, follows its hand, burns only while lit, and is visible only while held or put."""
    props = (
        PropHold(prop="flare", range=span(10, 40), holder="anna", grip="right"),
        PropHold(prop="flare", range=span(40, 90), holder="anna", grip="raised", lit=True),
    )
    performance = perform(blocking(track("anna", 120), props=props), CAST, {})
    flare = performance.props[0]
    palm = _palms(performance)["right"]
    assert np.allclose(flare.world_from_object[80, :3, 3], palm[80], atol=1e-3)
    assert flare.world_from_object[80, 1, 3] > 1.85
    assert flare.visible.tolist() == [10 <= f < 90 for f in range(120)]
    assert flare.lit[20] == 0 and 0.5 < flare.lit[80] <= 1 and len(set(flare.lit[60:90].tolist())) > 10


def test_a_prop_put_down_stays_where_it_was_put() -> None:
    """Without a holder a prop stands on its foot at its point."""
    props = (PropHold(prop="cup", range=span(0, 50), position_m=(1.0, 0.9, 2.0), yaw_rad=0.5),)
    cup = perform(blocking(track("anna", 50), props=props), CAST, {}).props[0]
    assert np.allclose(cup.world_from_object[:, :3, 3], (1.0, 0.9 + KINDS["cup"].lift_m, 2.0))


def test_a_creature_rears_lunges_and_plants_its_feet() -> None:
    """Rearing lifts the head well above the back on planted hind legs; while it runs its standing tips do not slide."""
    skeleton = skeleton_of(BEAST)
    cues = (cue("LUNGE", 110, 150, "beast"), cue("REAR", 170, 210, "beast"), cue("SCREAM", 215, 240, "beast"))
    performance = perform(blocking(track("beast", 280, (10, 90, 0.0, 8.0, 0.4)), cues=cues), CAST, {})
    placed, turned = joints(performance.actors[0], skeleton)
    head = placed[:, skeleton.index("head"), 1]
    assert head[225] > 1.6 * head[165]
    assert np.hypot(*(placed[200, skeleton.index("leftLeg3Tip")] - placed[165, skeleton.index("leftLeg3Tip")])[[0, 2]]) < 0.01
    body = turned[200, skeleton.index("body")]
    assert 0.7 < -np.arcsin(quat.rotate(body, np.array([0.0, 0.0, -1.0]))[1]) < 1.15
    for name in (n for n in skeleton.names if n.endswith("Tip")):
        tip = placed[10:90, skeleton.index(name)]
        down = tip[:, 1] < 0.004
        both = down[1:] & down[:-1]
        assert np.hypot(*np.diff(tip[:, [0, 2]], axis=0)[both].T).max() < 0.01
    assert sum(c.kind == "claw" for c in performance.contacts) > 20
    assert spins(performance.actors[0]).max() < 30
