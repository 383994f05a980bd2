"""Joint limits: known answers, mirrored sides, pops that are found."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.stage.motion import quat
from redearth.stage.motion.limits import limit_violations, spikes, swing_twist
from redearth.stage.parts import F64
from redearth.stage.rig import biped, legged

RIG = biped()
PALM = np.array([-np.sin(np.radians(50)), -np.cos(np.radians(50)), 0.0])


def _turned(joint: str, axis: tuple[float, float, float] | F64, degrees: float) -> F64:
    """Return one frame [1, J, 4] in which one joint turns about an axis."""
    pose = np.zeros((1, len(RIG.names), 4))
    pose[..., 0] = 1.0
    half = np.radians(degrees) / 2
    pose[0, RIG.index(joint)] = [np.cos(half), *(np.sin(half) * np.array(axis))]
    return pose


@pytest.mark.parametrize(
    ("joint", "axis", "degrees", "beyond_deg"),
    [
        ("leftLowerLeg", (1.0, 0.0, 0.0), 120.0, 0.0),
        ("leftLowerLeg", (1.0, 0.0, 0.0), -23.0, 20.0),
        ("leftUpperLeg", (1.0, 0.0, 0.0), -110.0, 0.0),
        ("leftUpperLeg", (1.0, 0.0, 0.0), 64.0, 30.0),
        ("leftUpperLeg", (0.0, 0.0, 1.0), 50.0, 0.0),
        ("leftUpperLeg", (0.0, 0.0, 1.0), -64.0, 30.0),
        ("leftLowerArm", PALM, 150.0, 0.0),
        ("leftLowerArm", PALM, -23.0, 20.0),
        ("leftHand", (0.0, 0.0, 1.0), -80.0, 0.0),
        ("leftHand", (0.0, 0.0, 1.0), -108.0, 20.0),
        ("leftFingers", (0.0, 0.0, 1.0), -100.0, 0.0),
        ("head", (0.0, 1.0, 0.0), 45.0, 0.0),
        ("head", (0.0, 1.0, 0.0), 92.0, 40.0),
        ("leftFoot", (1.0, 0.0, 0.0), -60.0, 20.0),
        ("leftUpperArm", (1.0, 0.0, 0.0), -100.0, 0.0),
    ],
)
def test_a_joint_is_beyond_by_as_much_as_it_passes_its_range(
    joint: str, axis: tuple[float, float, float] | F64, degrees: float, beyond_deg: float
) -> None:
    """What a human joint does is free; the rest is measured in radians, on that joint alone, alike on both sides."""
    found = limit_violations(_turned(joint, axis, degrees), RIG)
    assert np.degrees(found[0, RIG.index(joint)]) == pytest.approx(beyond_deg, abs=1e-6)
    assert np.degrees(found.sum()) == pytest.approx(beyond_deg, abs=1e-6)
    if joint.startswith("left"):
        mirrored = _turned(joint.replace("left", "right"), np.array(axis) * [1.0, -1.0, -1.0], degrees)
        assert np.degrees(limit_violations(mirrored, RIG).sum()) == pytest.approx(beyond_deg, abs=1e-6)


def test_an_arm_high_behind_the_back_is_no_arm() -> None:
    """An arm raised level to the side is fine, the same arm pulled straight back at that height is not."""
    level = quat.about(2, np.array([np.radians(50.0)]))
    for back_deg, fine in ((0.0, True), (110.0, False)):
        pose = _turned("leftUpperArm", (0.0, 0.0, 1.0), 0.0)
        pose[0, RIG.index("leftUpperArm")] = quat.multiply(quat.about(1, np.array([np.radians(back_deg)])), level)[0]
        assert bool(limit_violations(pose, RIG).max() == 0) is fine


def test_swing_and_twist_make_the_turn_again() -> None:
    """The parts multiply to the whole, and the swing has no share about the bone."""
    q = quat.multiply(quat.about(0, np.array([0.7, -1.2])), quat.about(1, np.array([0.9, 0.3])))
    along = np.array([0.0, 1.0, 0.0])
    swing, twist = swing_twist(q, along)
    size = np.linalg.norm(swing, axis=-1)
    whole = np.concatenate([np.cos(size / 2)[:, None], np.sin(size / 2)[:, None] * swing / size[:, None]], -1)
    assert np.abs(swing @ along).max() < 1e-12
    assert np.allclose(quat.multiply(whole, quat.about(1, twist)), q)


def test_creatures_have_joints_of_their_own() -> None:
    """A legged skeleton is not judged by human ranges."""
    rig = legged()
    pose = np.tile(quat.about(0, np.array(2.5)), (3, len(rig.names), 1))
    assert limit_violations(pose, rig).max() == 0


def test_a_pop_is_above_one_and_a_swing_is_not() -> None:
    """Half a radian within one frame is a spike of a spine; a nod of half a radian in a second is none."""
    for frames, popped in ((1, True), (24, False)):
        turn = 0.25 - 0.25 * np.cos(np.pi * np.clip((np.arange(60) - 20) / frames, 0, 1))
        pose = np.repeat(_turned("spine", (1.0, 0.0, 0.0), 0.0), 60, axis=0)
        pose[:, RIG.index("spine")] = quat.about(0, turn)
        assert bool(spikes(pose, RIG, 24).max() > 1) is popped
    assert spikes(pose[:1], RIG, 24).max() == 0
