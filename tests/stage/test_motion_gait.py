"""Walking: planted feet, steady speeds, natural knees, marks that are reached."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, CAST, blocking, cue, joints, spins, track

from redearth.breakdown.model import CastList, Character
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion import quat
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64, Skeleton

WAYS = {
    "walk": (24, 120, 0.0, 5.0, 0.0),
    "curve": (24, 140, 3.0, 4.0, 1.2),
    "run": (24, 110, 0.0, 11.0, 0.0),
    "turn": (24, 54, 0.0, 0.0, 2.4),
    "backward": (24, 90, 0.0, -2.0, 0.0),
}


def _acted(way: str, manner: tuple[str, ...] = ()) -> tuple[F64, F64, F64, Skeleton]:
    skeleton = skeleton_of(ANNA)
    scene = blocking(track("anna", 200, WAYS[way]), cues=(cue("WALK", 24, 120, manner=manner),))
    take = perform(scene, CAST, {}).actors[0]
    placed, turned = joints(take, skeleton)
    return placed, turned, spins(take), skeleton


def _slides(placed: F64, turned: F64, skeleton: Skeleton) -> list[float]:
    """Return how far ball or heel, whichever is planted, moves level in each frame in which it is planted."""
    out = []
    scale = skeleton.stature_m / 1.72
    for side in ("left", "right"):
        ball = placed[:, skeleton.index(side + "Toes")]
        heel = placed[:, skeleton.index(side + "Foot")] + quat.rotate(
            turned[:, skeleton.index(side + "Foot")], np.array([0.0, -0.08, -0.055]) * scale
        )
        for point, rest in ((ball, 0.02 * scale), (heel, 0.0)):
            down = point[:, 1] < rest + 0.003
            moved = np.hypot(*np.diff(point[:, [0, 2]], axis=0).T)
            other = heel if point is ball else ball
            lowest = (point[:, 1] - rest) <= (other[:, 1] - (0.0 if point is ball else 0.02 * scale)) + 1e-3
            both = (down & lowest)[1:] & (down & lowest)[:-1]
            out += list(moved[both])
    return out


@pytest.mark.parametrize("way", sorted(WAYS))
def test_planted_feet_do_not_slide(way: str) -> None:
    """While heel or ball is on the ground it moves less than a centimetre in any frame, and under a millimetre in most."""
    placed, turned, _, skeleton = _acted(way)
    slides = np.array(_slides(placed, turned, skeleton))
    assert len(slides) > 100
    assert np.quantile(slides, 0.97) < 0.001
    assert slides.max() < 0.01


@pytest.mark.parametrize("way", sorted(WAYS))
def test_no_joint_snaps(way: str) -> None:
    """Joints turn no faster than a sprinter's knee."""
    _, _, spin, skeleton = _acted(way)
    limit = 26.0 if way == "run" else 15.0
    worst = int(np.argmax(spin.max(0)))
    assert spin.max() < limit, skeleton.names[worst]


@pytest.mark.parametrize("way", sorted(WAYS))
def test_knees_point_forward_and_elbows_back(way: str) -> None:
    """Knees lie ahead of the line from hip to ankle, elbows behind the line from shoulder to hand."""
    placed, _, _, skeleton = _acted(way)
    yaw = np.array([s[2] for s in track("anna", 200, WAYS[way]).samples])
    ahead = np.stack([np.sin(yaw), np.zeros_like(yaw), np.cos(yaw)], -1)
    for names, sign in ((("UpperLeg", "LowerLeg", "Foot"), 1), (("UpperArm", "LowerArm", "Hand"), -1)):
        for side in ("left", "right"):
            top, middle, end = (placed[:, skeleton.index(side + name)] for name in names)
            along = (end - top) / np.linalg.norm(end - top, axis=-1, keepdims=True)
            off = (middle - top) - ((middle - top) * along).sum(-1, keepdims=True) * along
            if names[0] == "UpperArm":
                along_ahead = ahead - (ahead * along).sum(-1, keepdims=True) * along
                assert ((off * along_ahead).sum(-1) * sign > -0.03).all()
            else:
                assert ((off * ahead).sum(-1) * sign > -0.02).all()


def test_a_walk_ends_with_the_feet_side_by_side_on_the_mark() -> None:
    """After the stop both ankles stand beside the mark, level and still."""
    placed, _, _, skeleton = _acted("walk")
    left, right = (placed[-1, skeleton.index(side + "Foot")] for side in ("left", "right"))
    assert abs(left[2] - right[2]) < 0.01 and abs((left[2] + right[2]) / 2 - 5.0) < 0.02
    assert left[0] - right[0] == pytest.approx(0.22, abs=0.06)
    still = placed[-20:, skeleton.index("leftFoot")]
    assert np.ptp(still, axis=0).max() < 1e-4


def test_a_walker_makes_steps_of_human_length() -> None:
    """At 1.4 m/s steps measure 0.6 to 0.9 m and alternate."""
    performance = perform(blocking(track("anna", 200, WAYS["walk"])), CAST, {})
    steps = [c for c in performance.contacts if c.kind == "footstep"]
    lengths = np.diff([c.position_m[2] for c in steps])
    assert 6 <= len(steps) <= 11
    assert 0.55 < np.median(lengths) < 0.9
    sides = np.sign([c.position_m[0] for c in steps])
    assert (sides[1:] != sides[:-1]).all()


def test_a_run_leaves_the_ground() -> None:
    """A run has moments with both feet in the air; a walk has none."""
    for way, expected in (("run", True), ("walk", False)):
        placed, _, _, skeleton = _acted(way)
        lowest = np.minimum(placed[:, skeleton.index("leftToes"), 1], placed[:, skeleton.index("rightToes"), 1])
        assert bool(lowest[40:90].max() > 0.03) is expected


def test_nobody_sinks_into_the_floor() -> None:
    """No joint of a walker goes below the floor."""
    for way in WAYS:
        placed, *_ = _acted(way)
        assert placed[:, 1:, 1].min() > 0.0


def test_arms_swing_against_the_legs() -> None:
    """The left hand is ahead when the right foot is."""
    placed, _, _, skeleton = _acted("walk")
    hands = placed[50:100, skeleton.index("leftHand"), 2] - placed[50:100, skeleton.index("rightHand"), 2]
    feet = placed[50:100, skeleton.index("leftFoot"), 2] - placed[50:100, skeleton.index("rightFoot"), 2]
    assert np.corrcoef(hands, feet)[0, 1] < -0.9


def test_a_limp_spares_the_right_leg() -> None:
    """A limping walker's right foot stands for a shorter time than the left."""
    scene = blocking(track("anna", 240, (24, 200, 0.0, 5.0, 0.0)), cues=(cue("WALK", 24, 200, manner=("limping",)),))
    steps = [c for c in perform(scene, CAST, {}).contacts if c.kind == "footstep"][2:-2]
    gaps: dict[bool, list[int]] = {True: [], False: []}
    for first, second in pairwise(steps):
        gaps[first.position_m[0] < 0].append(second.frame - first.frame)
    assert np.mean(gaps[True]) < np.mean(gaps[False]) - 1.0


def test_a_child_walks_as_surely_as_an_adult() -> None:
    """A child's skeleton is smaller, its feet are planted as well and its steps are shorter."""
    child = Character(id="kid", name="KID", age=8)
    cast = CastList(characters=(child,), props=())
    performance = perform(blocking(track("kid", 200, (*WAYS["walk"][:2], 0.0, 3.5, 0.0))), cast, {})
    skeleton = skeleton_of(child)
    placed, turned = joints(performance.actors[0], skeleton)
    assert skeleton.stature_m < 1.4
    assert np.quantile(_slides(placed, turned, skeleton), 0.97) < 0.001
    strikes = [c.position_m[2] for c in performance.contacts if c.kind == "footstep"]
    assert np.median(np.diff(strikes)) < 0.62
