"""Gaits and acts of every plan: planted feet, reach, symmetry, duty, touches on time, the dead lie, local time."""

from __future__ import annotations

import numpy as np
import pytest
from tests.stage.creature_scene import FOOTED, FPS, PLANS, creature, mouth, placed, play, tips
from tests.stage.motion_scene import cue, joints, spins

from redearth.breakdown.model import Character, Primitive
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.creature_gaits import GAITS, beast_stride, gait_shares
from redearth.stage.motion.creature_timing import CONTACT_S, tempo
from redearth.stage.parts import F64

SPEEDS = {"walk": 0.8, "trot": 2.6, "gallop": 6.0}
ACTS: tuple[Primitive, ...] = (
    "LOOK", "LUNGE", "BITE", "STRIKE", "REAR", "SCREAM", "RECOIL", "DIE", "CHARGE", "COIL", "CROUCH", "JUMP", "DODGE", "EAT", "TURN", "HOLD",
)  # fmt: skip


def _moving(kind: str, gait: str) -> tuple[Character, int, float]:
    who = PLANS[kind]
    return who, 150, SPEEDS[gait] * float(np.sqrt(skeleton_of(who).stature_m))


@pytest.mark.parametrize("gait", list(SPEEDS))
@pytest.mark.parametrize("kind", FOOTED)
def test_planted_feet_stay_and_no_foot_goes_under_ground(kind: str, gait: str) -> None:
    """Between two frames on the ground a foot slides at most 1 mm, at any speed, on a curve."""
    who, frames, speed = _moving(kind, gait)
    skeleton, places = placed(who, play(who, frames, (5, 120, 1.0, speed * 115 / FPS, 0.4)))
    feet = tips(skeleton, places)
    assert feet[..., 1].min() > -1e-4
    down = feet[..., 1] < 1e-3
    slides = np.hypot(*np.moveaxis(np.diff(feet[..., [0, 2]], axis=1), -1, 0))
    assert np.where(down[:, 1:] & down[:, :-1], slides, 0.0).max() <= 1e-3
    assert down.mean() > 0.2


@pytest.mark.parametrize("gait", list(SPEEDS))
@pytest.mark.parametrize("kind", list(PLANS))
def test_motion_is_continuous(kind: str, gait: str) -> None:
    """No joint turns faster than a running leg does, and the trunk neither jumps nor shakes."""
    who, frames, speed = _moving(kind, gait)
    performance = play(who, frames, (5, 120, 1.0, speed * 115 / FPS, 0.4))
    skeleton, places = placed(who, performance)
    limit = 20.0 if gait == "walk" and kind != "flyer" else 48.0
    assert spins(performance.actors[0]).max() < limit
    body = places[:, skeleton.index("body")]
    jolt = np.linalg.norm(np.diff(body[8:-8] - places[8:-8, 0], axis=0, n=2), axis=1) * FPS**2
    assert jolt.max() < 75.0 * max(1.0, skeleton.stature_m)


@pytest.mark.parametrize("gait", ["walk", "trot"])
def test_a_beast_s_duty_is_the_table_s(gait: str) -> None:
    """Feet stand for the share of the time that the gait's row says, or as long as they reach."""
    who, speed = PLANS["quadruped"], {"walk": 0.9, "trot": 2.2}[gait]
    skeleton, places = placed(who, play(who, 300, (5, 290, 0.0, speed * 285 / FPS, 0.0)))
    feet = tips(skeleton, places)[:, 60:240]
    meant = float(beast_stride(skeleton, np.array([speed]), np.array([speed]), np.array([0.0]), bounding=False).duty[0])
    assert meant <= GAITS[gait].duty and (gait != "walk" or meant == pytest.approx(GAITS[gait].duty, abs=0.1))
    assert (feet[..., 1] < 2e-3).mean() == pytest.approx(meant, abs=0.07)


def test_gaits_change_with_the_froude_number() -> None:
    """A walk is a walk below 0.4, a trot between 0.6 and 2, a gallop beyond 3."""
    to_trot, to_gallop = gait_shares(np.array([0.1, 0.39, 0.61, 1.9, 3.1, 9.0]))
    assert to_trot.tolist() == [0, 0, 1, 1, 1, 1] and to_gallop.tolist() == [0, 0, 0, 0, 1, 1]
    stride = beast_stride(skeleton_of(PLANS["quadruped"]), np.array([1.0]), np.array([1.0]), np.array([0.0]), bounding=False)
    assert stride.touches[:, 0] == pytest.approx(GAITS["walk"].touches)


@pytest.mark.parametrize("kind", ["legged", "quadruped", "upright"])
def test_left_and_right_do_the_same_half_a_cycle_apart(kind: str) -> None:
    """Over whole cycles of a walk straight ahead the left feet stand as long and lift as high as the right ones."""
    who = PLANS[kind]
    speed = 0.7 * float(np.sqrt(skeleton_of(who).stature_m))
    frames = 330
    skeleton, places = placed(who, play(who, frames, (5, 325, 0.0, speed * 320 / FPS, 0.0)))
    feet = tips(skeleton, places)[:, 40:290, 1]
    left, right = feet[0::2], feet[1::2]
    assert left.max(1) == pytest.approx(right.max(1), rel=0.12)
    assert (left < 2e-3).mean(1) == pytest.approx((right < 2e-3).mean(1), abs=0.06)


@pytest.mark.parametrize("kind", ["quadruped", "upright"])
def test_limbs_stay_within_reach(kind: str) -> None:
    """No limb is longer than its bones: a planted foot is where the gait put it."""
    who = PLANS[kind]
    performance = play(who, 150, (5, 120, 1.0, 9.0, 0.4))
    skeleton, places = placed(who, performance)
    for joint, parent in enumerate(skeleton.parents):
        if "Leg" in skeleton.names[joint]:
            length = np.linalg.norm(places[:, joint] - places[:, parent], axis=1)
            assert length == pytest.approx(np.linalg.norm(skeleton.rest_offsets_m[joint]), abs=1e-4), skeleton.names[joint]


@pytest.mark.parametrize("primitive", ["BITE", "LUNGE", "STRIKE"])
@pytest.mark.parametrize("kind", list(PLANS))
def test_the_touch_is_on_its_frame(kind: str, primitive: Primitive) -> None:
    """At ``CONTACT_S`` jaws or claws are within 3 cm of the target."""
    who = PLANS[kind]
    size = skeleton_of(who).stature_m
    far = {"upright": 0.75, "serpent": 1.2}.get(kind, 1.5)
    target = (0.06 * size, 0.9 * size, far * size)
    performance = play(who, 70, cues=(cue(primitive, 10, 40, target_m=target),))
    skeleton = skeleton_of(who)
    places, turned = joints(performance.actors[0], skeleton)
    frame = 10 + round(CONTACT_S[primitive] / tempo(size) * FPS)
    claw = primitive == "STRIKE" or (primitive, kind) == ("LUNGE", "upright")
    at = (
        places[frame, skeleton.index("leftLeg1Tip")]
        if claw and kind not in ("flyer", "serpent")
        else mouth(skeleton, places, turned)[frame]
    )
    assert np.linalg.norm(at - target) < 0.03


def test_jaws_close_at_the_touch_of_a_bite() -> None:
    """They are open before, shut on what they hold at the touch, and shut a moment longer."""
    for who in PLANS.values():
        skeleton = skeleton_of(who)
        size = skeleton.stature_m
        take = play(who, 70, cues=(cue("BITE", 10, 40, target_m=(0.0, 0.9 * size, 1.4 * size)),)).actors[0]
        jaw = 2 * np.arcsin(np.abs(take.rotations[:, skeleton.index("jaw"), 1]))
        frame = 10 + round(CONTACT_S["BITE"] / tempo(size) * FPS)
        assert jaw[10:frame].max() > 0.6, who.id
        assert jaw[frame : frame + 5].max() < 0.3, who.id


@pytest.mark.parametrize("primitive", ACTS)
@pytest.mark.parametrize("kind", list(PLANS))
def test_every_act_moves_and_stays_sound(kind: str, primitive: Primitive) -> None:
    """Every act of every plan is seen, finite, not too fast, and over soon after its cue (death lasts)."""
    who = PLANS[kind]
    size = skeleton_of(who).stature_m
    far = 0.85 if kind == "upright" else 1.6
    acted = play(who, 144, cues=(cue(primitive, 30, 66, target_m=(0.2 * size, 0.95 * size, far * size)),))
    still = play(who, 144)
    places, rest = placed(who, acted)[1], placed(who, still)[1]
    assert np.isfinite(places).all()
    gone = np.linalg.norm(places - rest, axis=-1).max(1)
    assert gone[:27].max() < 0.004 * size
    assert gone[30:90].max() > 0.03 * size
    assert spins(acted.actors[0]).max() < 55.0
    if primitive != "DIE":
        assert gone[-1] < 0.02 * size


@pytest.mark.parametrize("kind", list(PLANS))
def test_the_dead_lie_until_they_rise(kind: str) -> None:
    """Dying brings head and body down for good; a later RISE brings them up again."""
    who = PLANS[kind]
    size = skeleton_of(who).stature_m
    skeleton, dead = placed(who, play(who, 220, cues=(cue("DIE", 20, 70),)))
    head = dead[:, skeleton.index("head"), 1]
    assert head[215] < max(0.52 * head[0], 0.25 * size) and head[215] == pytest.approx(head[120], abs=0.03 * size)
    assert np.abs(np.diff(dead[150:], axis=0)).max() < 0.01
    again = placed(who, play(who, 220, cues=(cue("DIE", 20, 70), cue("RISE", 120, 150))))[1]
    assert again[215, skeleton.index("head"), 1] > 0.8 * head[0]


def test_a_serpent_goes_where_its_head_went() -> None:
    """Every joint behind passes through the places that those ahead of it passed through."""
    who = PLANS["serpent"]
    skeleton, places = placed(who, play(who, 260, (5, 120, 2.0, 5.0, 0.4), (125, 250, 8.0, 7.0, 1.4)))
    ahead, behind = places[:, skeleton.index("spine2")], places[180:, skeleton.index("spine8")]
    apart = np.linalg.norm(behind[:, None] - ahead[None], axis=-1).min(1)
    assert apart.max() < 0.12 * skeleton.stature_m
    assert places[:, [skeleton.index(f"spine{k}") for k in range(1, 13)], 1].min() > 0.0


def test_the_winged_fly_far_and_walk_near() -> None:
    """A long way is flown, feet off the ground and wings beating; a short one is walked with shut wings."""
    who = PLANS["flyer"]
    size = skeleton_of(who).stature_m
    skeleton, far = placed(who, play(who, 150, (10, 130, 0.0, 20.0, 0.0)))
    assert tips(skeleton, far)[:, 50:100, 1].min() > 0.3 * size
    beat = far[50:100, skeleton.index("leftWing3"), 1] - far[50:100, skeleton.index("body"), 1]
    assert np.ptp(beat) > 0.3 * size
    near = placed(who, play(who, 150, (10, 130, 0.0, 2.0, 0.0)))[1]
    assert tips(skeleton, near)[..., 1].max() < 0.3 * size
    assert near[70, skeleton.index("leftWing3"), 0] < 0.5 * far[70, skeleton.index("leftWing3"), 0]


def test_touches_are_heard() -> None:
    """Claws, scales and wings make themselves heard; a body falls once."""
    assert sum(c.kind == "claw" for c in play(PLANS["quadruped"], 120, (5, 110, 0.0, 8.0, 0.0)).contacts) >= 12
    assert sum(c.kind == "cloth" for c in play(PLANS["serpent"], 120, (5, 110, 0.0, 4.0, 0.0)).contacts) >= 4
    flown = [(c.kind, c.frame) for c in play(PLANS["flyer"], 150, (5, 110, 0.0, 15.0, 0.0)).contacts]
    assert sum(kind == "cloth" for kind, _ in flown) >= 3 and any(kind == "land" for kind, _ in flown)
    assert all(frame > 100 for kind, frame in flown if kind == "claw")
    assert [c.kind for c in play(PLANS["upright"], 90, cues=(cue("DIE", 10, 60),)).contacts] == ["body_fall"]


@pytest.mark.parametrize("kind", list(PLANS))
def test_a_longer_wait_only_shifts_what_follows(kind: str) -> None:
    """Thirty frames more before a walk, a bite and a death: every later frame is the same."""
    who = PLANS[kind]
    size = skeleton_of(who).stature_m

    def scene(extra: int) -> F64:
        cues = (cue("BITE", 110 + extra, 135 + extra, target_m=(0.0, size, 7.0)), cue("DIE", 150 + extra, 190 + extra))
        performance = play(
            who,
            230 + extra,
            (40 + extra, 100 + extra, 0.0, 5.0, 0.0),
            cues=cues,
            beats=(("s/wait.1", 0, 30 + extra), ("s/go.1", 30 + extra, 230 + extra)),
        )
        return placed(who, performance)[1]

    short, long = scene(0), scene(30)
    assert np.abs(short[34:] - long[64:]).max() < 1e-4


def test_no_two_of_a_kind_breathe_together() -> None:
    """Two wolves that stand are not in phase."""
    one, two = (placed(w, play(w, 240))[1][:, 1, 1] for w in (creature("wolf"), creature("hound")))
    assert np.ptp(one) > 1e-3 and abs(np.corrcoef(one, two)[0, 1]) < 0.95
