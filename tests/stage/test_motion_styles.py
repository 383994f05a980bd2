"""Ways of walking: symmetry and periodicity, sliding by the step, limps of either leg, loads, ages, quick and slow feet."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, FPS, blocking, cue, joints, span, track

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import PropHold
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64, Performance

RIG = skeleton_of(ANNA)
MANNERS = (
    "",
    "limping",
    "stealthily",
    "march",
    "trudge",
    "drunkenly",
    "frightened",
    "hurriedly",
    "proudly",
    "happily",
    "stiffly",
    "shuffle",
)


def _walk(
    manner: tuple[str, ...] = (), who: Character = ANNA, far_m: float = 6.0, props: tuple[PropHold, ...] = ()
) -> tuple[Performance, F64]:
    scene = blocking(track("anna", 180, (12, 150, 0.0, far_m, 0.0)), cues=(cue("WALK", 12, 150, manner=manner),), props=props)
    performance = perform(scene, CastList(characters=(who,), props=()), {})
    return performance, joints(performance.actors[0], skeleton_of(who))[0]


def _strikes(performance: Performance) -> list[int]:
    return [c.frame for c in performance.contacts if c.kind == "footstep"]


def test_a_gait_is_periodic_and_symmetrical() -> None:
    """In the middle of a steady walk the hips repeat every stride, and mirror every step."""
    performance, placed = _walk()
    frames = _strikes(performance)[2:-3]
    stride = round(float(np.mean(np.diff(frames))) * 2)
    hips = placed[:, RIG.index("hips")]
    height, across = hips[40:110, 1], hips[40:110, 0]
    assert np.abs(height[stride:] - height[:-stride]).max() < 0.012
    half = stride // 2
    assert np.corrcoef(across[half:], across[:-half])[0, 1] < -0.8
    assert np.std(np.diff(frames)) < 1.0


@pytest.mark.parametrize("manner", MANNERS)
def test_a_standing_foot_slides_less_than_a_centimetre_a_step(manner: str) -> None:
    """From one landing to the next lift the ball of the foot stays within a centimetre, in every manner."""
    _, placed = _walk((manner,) if manner else ())
    for side in ("left", "right"):
        ball = placed[:, RIG.index(side + "Toes")]
        down = ball[:, 1] < 0.0225 * RIG.stature_m / 1.72
        edges = np.flatnonzero(np.diff(down.astype(int)))
        for first, last in pairwise(edges):
            if down[first + 1] and last - first > 4:
                spots = ball[first + 2 : last - 1, [0, 2]]
                assert np.ptp(spots, axis=0).max(initial=0.0) < 0.01


@pytest.mark.parametrize(("words", "bad"), [(("limping", "left"), "left"), (("limping",), "right")])
def test_a_limp_spares_the_leg_it_names(words: tuple[str, ...], bad: str) -> None:
    """After the named foot has landed the other one follows sooner than the other way round."""
    performance, _ = _walk(words, far_m=4.5)
    steps = [c for c in performance.contacts if c.kind == "footstep"][2:-2]
    gaps: dict[str, list[int]] = {"left": [], "right": []}
    for first, second in pairwise(steps):
        gaps["left" if first.position_m[0] > 0 else "right"].append(second.frame - first.frame)
    assert np.mean(gaps[bad]) < np.mean(gaps["right" if bad == "left" else "left"]) - 1.0


def test_fear_and_haste_shorten_steps() -> None:
    """Over the same way at the same speed the frightened and the old take more steps, the marching no fewer."""
    count = {manner: len(_strikes(_walk((manner,) if manner else ())[0])) for manner in ("", "frightened", "hurriedly")}
    assert count["frightened"] > count[""] and count["hurriedly"] >= count[""]
    old = Character(id="anna", name="MA", age=80, sex="female")
    child = Character(id="anna", name="KID", age=6, sex="female")
    assert len(_strikes(_walk((), old)[0])) >= count[""] and len(_strikes(_walk((), child)[0])) > count[""]


def test_a_load_is_leaned_against() -> None:
    """A crate in the arms tips the trunk back, a bucket in the left hand to the right."""
    _, free = _walk()
    for prop, grip, axis, sign in (("crate", "both", 2, -1), ("bucket", "left", 0, -1)):
        held = (PropHold(prop=prop, range=span(0, 180), holder="anna", grip=grip),)  # type: ignore[arg-type]
        _, loaded = _walk(props=held)
        tilt = [(p[40:120, RIG.index("chest")] - p[40:120, RIG.index("hips")])[:, axis].mean() for p in (free, loaded)]
        assert sign * (tilt[1] - tilt[0]) > 0.015


def test_the_weight_shifts_before_the_first_step() -> None:
    """A quarter of a second before a foot lifts the hips have begun to move over the other one."""
    performance = perform(blocking(track("anna", 120, (48, 110, 0.0, 3.0, 0.0))), CastList(characters=(ANNA,), props=()), {})
    placed, _ = joints(performance.actors[0], RIG)
    hips = placed[:, RIG.index("hips"), 0]
    feet = {s: placed[:, RIG.index(s + "Foot")] for s in ("left", "right")}
    lifted = {s: int(np.argmax(feet[s][:, 1] > feet[s][0, 1] + 0.01)) for s in feet}
    first = min(lifted, key=lambda s: lifted[s])
    standing = feet["right" if first == "left" else "left"][0, 0]
    before = lifted[first] - round(0.3 * FPS)
    assert abs(hips[lifted[first]] - standing) < abs(hips[before] - standing) - 0.008


def test_turns_on_the_spot_are_stepped() -> None:
    """Half a turn takes at least four steps, none of more than 60 degrees."""
    performance = perform(blocking(track("anna", 120, (20, 70, 0.0, 0.0, 3.0))), CastList(characters=(ANNA,), props=()), {})
    assert len(_strikes(performance)) >= 5
