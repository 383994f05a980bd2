"""Arms keep out of the own body: forearms and hands go round trunk, head and thighs, shoulders stay in their range, nothing snaps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.stage.pairs import FPS

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved, solve
from redearth.stage.motion.controls import MIRROR, Controls, Reach, standing
from redearth.stage.motion.ease import window
from redearth.stage.motion.flesh import flesh_of, way_out
from redearth.stage.motion.limits import allowed_palm, limit_violations, spikes
from redearth.stage.motion.trunk import trunk_of
from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig import biped

_FRAMES = 72
_STATURES = (1.30, 1.60, 1.72, 1.95)
_CORE_M = 0.035
"""Of the trunk's core about its joints' middles: no arm has any business there."""


def _reaching(target: tuple[float, float, float], side: int, stature: float, pitch: float) -> tuple[Solved, Skeleton, Controls]:
    """Return somebody who sends a palm to a spot by the chest within half a second, and takes it back."""
    skeleton = biped(stature)
    controls = standing(skeleton, np.zeros((_FRAMES, 3)), np.zeros(_FRAMES), FPS)
    feet = skeleton.rest_positions_m()
    for k, name in enumerate(("leftFoot", "rightFoot")):
        controls.ankle_m[k] = feet[skeleton.index(name)]
    weight = window(np.arange(_FRAMES) / FPS, 0.5, 1.6, 0.5, 0.6)
    controls.spine[:, 0] = pitch * weight
    palm = np.array(target) * [MIRROR[side], 1.0, 1.0]
    controls.reaches.append(Reach(side=side, weight=weight, target_m=palm, space="chest"))
    return solve(controls, skeleton), skeleton, controls


def _into_the_core(solved: Solved, skeleton: Skeleton, side: int) -> float:
    """Return how deep the wrist and the middle of the forearm are in a bar across the trunk's joints, in metres."""
    name, scale = ("left", "right")[side], skeleton.stature_m / 1.72
    elbow, wrist = (solved.positions_m[:, skeleton.index(name + part)] for part in ("LowerArm", "Hand"))
    worst = -1.0
    for joint in ("hips", "spine", "chest"):
        number = skeleton.index(joint)
        for point in (wrist, 0.35 * elbow + 0.65 * wrist):
            local = quat.rotate(quat.inverse(solved.set_rotations[:, number]), point - solved.positions_m[:, number]) / scale
            local = local - np.array([0.0, 0.08, 0.02])
            local[:, 0] -= np.clip(local[:, 0], -0.06, 0.06)
            worst = max(worst, float((_CORE_M - np.sqrt((local**2).sum(-1))).max()))
    return worst


@settings(max_examples=150, deadline=None)
@given(
    x=st.floats(-0.33, 0.5), y=st.floats(-0.6, 0.35), z=st.floats(0.0, 0.5), side=st.sampled_from((0, 1)),
    stature=st.sampled_from(_STATURES), pitch=st.floats(-0.2, 0.8),
)  # fmt: skip
def test_wherever_a_hand_is_sent_it_goes_round_the_body(
    x: float, y: float, z: float, side: int, stature: float, pitch: float
) -> None:
    """On the way to any spot before the chest, also one inside it, no forearm goes through the trunk and no shoulder is put out."""
    assume(x * x + y * y + z * z > 0.2**2)  # nobody puts a palm on the shoulder of its own arm
    solved, skeleton, _ = _reaching((x, y, z), side, stature, pitch)
    assert _into_the_core(solved, skeleton, side) < 0.0
    beyond = np.degrees(limit_violations(solved.rotations, skeleton))[:, skeleton.index(("left", "right")[side] + "UpperArm")]
    assert beyond.max() < 15.0


@pytest.mark.parametrize("stature", _STATURES)
@pytest.mark.parametrize("target", [(-0.28, -0.22, 0.2), (-0.1, -0.45, 0.15), (0.12, -0.45, -0.1), (0.1, 0.5, 0.1)])
def test_the_way_round_does_not_snap(target: tuple[float, float, float], stature: float) -> None:
    """A hand that goes round the body, across it, beside it or up, and back, keeps under the fastest change of its class."""
    solved, skeleton, _ = _reaching(target, 0, stature, 0.2)
    arm = [skeleton.index("left" + part) for part in ("UpperArm", "LowerArm", "Hand")]
    assert spikes(solved.rotations, skeleton, FPS)[:, arm].max() < 1.0


@given(x=st.floats(-0.6, 0.6), y=st.floats(-0.6, 0.6), z=st.floats(-0.6, 0.6), mirror=st.sampled_from((1.0, -1.0)))
def test_an_allowed_palm_is_as_far_and_mirrors(x: float, y: float, z: float, mirror: float) -> None:
    """A palm moved out of what no shoulder allows keeps its distance; both arms do the same in a mirror; ahead nothing moves."""
    palm = np.array([[x, y, z]])
    moved = allowed_palm(palm, (0.27, 0.33), 1.0)
    assert np.linalg.norm(moved) == pytest.approx(np.linalg.norm(palm), abs=1e-9)
    flipped = np.array([[-1.0, 1.0, 1.0]])
    assert allowed_palm(palm * flipped, (0.27, 0.33), -1.0) == pytest.approx(moved * flipped, abs=1e-9)
    if z > 0.35 and x > 0:
        assert np.array_equal(moved, palm)


def _out(elbow: F64, wrist: F64, skeleton: Skeleton = biped()) -> tuple[F64, F64] | None:  # noqa: B008
    solved, _, controls = _reaching((0.1, -0.4, 0.2), 0, skeleton.stature_m, 0.0)
    at = {name: k for k, name in enumerate(skeleton.names)}
    trunk = trunk_of(controls, skeleton.rest_offsets_m, at, controls.hips_m, controls.hips, controls.spine)
    flesh = flesh_of(skeleton, solved.set_rotations, trunk, controls.scale)
    tile = np.ones((_FRAMES, 1))
    arm = (elbow * tile, wrist * tile, (wrist + 0.25 * (wrist - elbow)) * tile)
    return way_out(flesh, np.zeros((_FRAMES, 3)), arm, 0, controls.scale)


def test_a_hand_before_the_body_is_let_be_and_one_inside_is_led_out() -> None:
    """What is clear of the body is not moved at all; a forearm through the belly is pushed to the front."""
    assert _out(np.array([0.45, -0.2, 0.1]), np.array([0.45, -0.2, 0.4])) is None
    pushed = _out(np.array([0.25, -0.1, 0.0]), np.array([0.0, -0.1, 0.02]))
    assert pushed is not None and pushed[1][0, 2] > 0.03


def test_heavy_people_keep_their_arms_farther_off() -> None:
    """A hand is led farther out of a body that is thicker."""
    skeletons = biped(1.72), replace(biped(1.72), girth=1.3)
    depth = [_out(np.array([0.25, -0.1, 0.0]), np.array([0.0, -0.1, 0.05]), skeleton) for skeleton in skeletons]
    assert depth[0] is not None and depth[1] is not None
    assert np.linalg.norm(depth[1][1][0]) > np.linalg.norm(depth[0][1][0]) + 0.01
