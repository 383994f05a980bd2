"""The ground under the feet: stairs, ramps, ledges; whole feet on treads, soles on slopes, nothing inside a step."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, CAST, FPS, blocking, cue, joints, track

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import Piece
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion import quat
from redearth.stage.motion.ground import Tops, ground_of, seat_height_m, settled
from redearth.stage.motion.limits import limit_violations, spikes
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64, Performance

RIG = skeleton_of(ANNA)
SCALE = RIG.stature_m / 1.72
STAIRS = Piece(id="stairs", kind="stairs", position_m=(0.0, 0.0, 3.4), size_m=(1.6, 1.8, 2.9), yaw_rad=math.pi, solid=False)
LANDING = Piece(id="landing", kind="platform", position_m=(0.0, 0.0, 5.85), size_m=(1.6, 1.8, 2.0))
RAMP = Piece(id="ramp", kind="ramp", position_m=(0.0, 0.0, 4.0), size_m=(2.0, 0.9, 5.0), yaw_rad=math.pi)
TOP = Piece(id="top", kind="platform", position_m=(0.0, 0.0, 7.5), size_m=(2.0, 0.9, 2.0))
WAYS = {
    "up": ((STAIRS, LANDING), (12, 190, 0.0, 5.7, 0.0)),
    "ramp": ((RAMP, TOP), (12, 150, 0.0, 7.2, 0.0)),
    "ledge": ((Piece(id="ledge", kind="ledge", position_m=(0.0, 0.0, 3.0), size_m=(3.0, 0.3, 2.0)),), (12, 110, 0.0, 3.0, 0.0)),
}


def _walked(way: str) -> tuple[Performance, Tops]:
    pieces, move = WAYS[way]
    scene = blocking(track("anna", 230, move), pieces=pieces)
    return perform(scene, CAST, {}), ground_of(scene.set_plan)


def _soles(performance: Performance) -> F64:
    """Return [2, F, 3, 3]: heel, ball and toes of each sole."""
    placed, turned = joints(performance.actors[0], RIG)
    out = []
    for side in ("left", "right"):
        foot, toes = RIG.index(side + "Foot"), RIG.index(side + "Toes")
        rigid = placed[:, foot, None] + quat.rotate(
            turned[:, foot, None], np.array([[0, -0.08, -0.055], [0, -0.08, 0.135]]) * SCALE
        )
        bent = placed[:, toes] + quat.rotate(turned[:, toes], np.array([0, -0.02, 0.05]) * SCALE)
        out.append(np.concatenate([rigid, bent[:, None]], 1))
    return np.stack(out)


def test_stairs_have_the_heights_they_are_built_with() -> None:
    """Every tread of a flight is one riser above the one before; beside it is the floor."""
    ground = Tops(pieces=(STAIRS,))
    along = np.stack([np.zeros(10), 3.4 - 1.45 + 0.29 * (np.arange(10) + 0.5)], -1)
    assert np.allclose(ground.height_m(along), 0.18 * np.arange(1, 11))
    assert ground.height_m(np.array([1.2, 3.4])) == 0.0
    assert ground.tread_m(along) == pytest.approx(0.29)


@pytest.mark.parametrize("way", sorted(WAYS))
def test_no_foot_is_inside_a_step(way: str) -> None:
    """Heel, ball and toes stay out of the pieces on every frame, by 2 cm at most."""
    performance, ground = _walked(way)
    soles = _soles(performance)
    deep = ground.height_m(soles[..., [0, 2]]) - soles[..., 1]
    assert deep.max() < 0.02


@pytest.mark.parametrize("way", sorted(WAYS))
def test_planted_feet_stand_on_the_ground_and_do_not_slide(way: str) -> None:
    """At the end both feet stand on top; on the way a standing foot is on the height under it and keeps its place."""
    performance, ground = _walked(way)
    soles = _soles(performance)
    ball = soles[:, :, 1]
    still = np.hypot(*np.moveaxis(np.diff(ball[..., [0, 2]], axis=1), -1, 0)) < 1e-4
    still[:, 1:] &= still[:, :-1].copy()  # a swing that ends is still for one frame
    under = ground.height_m(ball[..., [0, 2]])[:, :-1]
    assert still[:, 20:180].mean() > 0.1
    assert np.abs(ball[:, :-1, 1] - under)[still].max() < 0.03
    assert np.allclose(ball[:, -1, 1], max(p.size_m[1] for p in WAYS[way][0]), atol=0.01)


def test_on_stairs_the_whole_foot_is_on_a_tread() -> None:
    """Footsteps on a flight have heel and toes on one level."""
    performance, ground = _walked("up")
    steps = [c for c in performance.contacts if c.kind == "footstep"]
    on_flight = [c for c in steps if 2.0 < c.position_m[2] < 4.8]
    assert len(on_flight) >= 5
    for step in on_flight:
        x, _, z = step.position_m
        levels = ground.height_m(np.array([[x, z - 0.05 * SCALE], [x, z + 0.05], [x, z + 0.2 * SCALE]]))
        assert np.ptp(levels) == 0 and step.position_m[1] == pytest.approx(levels[0], abs=1e-3)


@pytest.mark.parametrize("way", sorted(WAYS))
def test_the_pelvis_rises_smoothly(way: str) -> None:
    """Nothing pops on the way up, hips never fall back by more than a walker's bob, knees and ankles stay within their range."""
    performance, _ = _walked(way)
    take = performance.actors[0]
    placed, _ = joints(take, RIG)
    hips = placed[:, RIG.index("hips"), 1]
    assert spikes(take.rotations, RIG, FPS).max() < 1.0
    assert np.abs(np.diff(hips, 2)).max() * FPS**2 < 16.0
    assert hips[-1] - hips[0] == pytest.approx(max(p.size_m[1] for p in WAYS[way][0]), abs=0.04)
    assert np.degrees(limit_violations(take.rotations, RIG).max()) < 3.0


def test_soles_lie_on_a_slope() -> None:
    """A foot standing on a ramp is pitched as the ramp is."""
    hold = settled(Tops(pieces=(RAMP,)), np.array([0.1, 4.0, 0.0]), 1.0)
    assert hold[3] == pytest.approx(0.45) and hold[4] == pytest.approx(math.atan(0.9 / 5.0), abs=1e-3) and hold[5] == 0
    across = settled(Tops(pieces=(RAMP,)), np.array([0.1, 4.0, math.pi / 2]), 1.0)
    assert across[4] == pytest.approx(0.0, abs=1e-6) and abs(across[5]) == pytest.approx(math.atan(0.18), abs=1e-3)


def test_a_level_floor_changes_no_foothold() -> None:
    """Without pieces to stand on a foothold stays where it was, at height 0."""
    assert settled(Tops(), np.array([1.0, 2.0, 0.3]), 1.0).tolist() == [1.0, 2.0, 0.3, 0.0, 0.0, 0.0]


def test_seats_have_heights() -> None:
    """A bench is sat on at its top, a chair at half its height, the open floor not at all."""
    bench = Piece(id="bench", kind="bench", position_m=(2.0, 0.0, 0.0), size_m=(1.2, 0.45, 0.45))
    chair = Piece(id="chair", kind="chair", position_m=(0.0, 0.0, 0.0), size_m=(0.5, 0.9, 0.5))
    plan = blocking(track("anna", 2), pieces=(bench, chair)).set_plan
    assert seat_height_m(plan, np.array([2.0, 0.1])) == pytest.approx(0.45)
    assert seat_height_m(plan, np.array([0.0, 0.0])) == pytest.approx(0.45)
    assert seat_height_m(plan, np.array([1.0, 3.0])) is None


def test_who_sits_down_never_stands_in_the_seat() -> None:
    """Walking to a bench, turning round and sitting down, she keeps her feet before it and her hips end on it."""
    bench = Piece(id="bench", kind="bench", position_m=(0.0, 0.0, 3.0), size_m=(1.4, 0.45, 0.45), yaw_rad=math.pi)
    walked = track("anna", 200, (10, 80, 0.0, 3.0, 0.0), (84, 110, 0.0, 3.0, math.pi))
    performance = perform(blocking(walked, cues=(cue("SIT", 112, 150),), pieces=(bench,)), CAST, {})
    placed, _ = joints(performance.actors[0], RIG)
    for side in ("left", "right"):
        foot = placed[:, RIG.index(side + "Foot")]
        assert not ((np.abs(foot[:, 0]) < 0.7) & (np.abs(foot[:, 2] - 3.0) < 0.22)).any()
    hips = placed[-1, RIG.index("hips")]
    assert hips[1] == pytest.approx(0.45 + 0.09 * SCALE, abs=0.02) and abs(hips[2] - 3.0) < 0.15


def test_short_legs_sit_no_deeper_in_the_ground() -> None:
    """A child's hips rest on the ground at an adult's height by stature, though its legs are shorter."""
    kid = Character(id="anna", name="KID", age=7)
    rig = skeleton_of(kid)
    scene = blocking(track("anna", 120), cues=(cue("SIT", 10, 60),))
    placed, _ = joints(perform(scene, CastList(characters=(kid,), props=()), {}).actors[0], rig)
    assert placed[-1, rig.index("hips"), 1] == pytest.approx((0.955 - 0.85) * rig.stature_m / 1.72, abs=0.01)


@pytest.mark.parametrize("turn", [-1.8, -0.9, 0.9, 1.8])
def test_hands_and_knees_are_set_round_by_who_turns_on_them(turn: float) -> None:
    """A crawling body that turns on the spot takes its knees along: no hip turns farther than it can."""
    scene = blocking(track("anna", 190, (4, 90, 0.0, 1.8, 0.0), (92, 150, 0.0, 1.8, turn)), cues=(cue("CRAWL", 4, 188),))
    take = perform(scene, CAST, {}).actors[0]
    beyond = np.degrees(limit_violations(take.rotations, RIG))
    hips = [RIG.index("leftUpperLeg"), RIG.index("rightUpperLeg")]
    assert beyond[85:160, hips].max() < 0.5
