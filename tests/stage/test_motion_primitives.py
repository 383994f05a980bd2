"""Every primitive at every age within human limits; and the contact sheets that show them."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from tests.stage.motion_scene import FPS, blocking, cue, joints, track
from tests.stage.primitive_sheets import GOLDENS, TONES, drawn, golden, sheets, toned

from redearth.breakdown.model import CastList, Character, Primitive
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.limits import limit_violations, spikes
from redearth.stage.motion.perform import perform

AGES = {
    "child": Character(id="anna", name="KID", age=7),
    "adult": Character(id="anna", name="ANNA", age=30, sex="female"),
    "elder": Character(id="anna", name="MA", age=78, sex="male"),
}
WHOLE_BODY: tuple[Primitive, ...] = (
    "SIT", "LIE", "KNEEL", "CROUCH", "RISE", "CRAWL", "CLIMB", "JUMP", "FALL", "DIE", "TREMBLE", "BREATHE", "LEAN", "STOP", "TURN", "RECOIL", "DODGE",
    "EXPRESS", "HOLD_PLAIN", "WALK", "RUN",
)  # fmt: skip
SHEETS = sheets()


@pytest.mark.parametrize("age", sorted(AGES))
@pytest.mark.parametrize("primitive", WHOLE_BODY)
def test_a_body_keeps_its_limits_at_every_age(primitive: Primitive, age: str) -> None:
    """No joint goes beyond its range by more than a few degrees, none pops, none enters the floor."""
    who = AGES[age]
    rig = skeleton_of(who)
    before = (cue("SIT", 0, 10),) if primitive == "RISE" else ()
    moves = {
        "CRAWL": ((40, 110, 0.0, 1.2, 0.3),),
        "WALK": ((20, 100, 0.5, 3.0, 0.4),),
        "RUN": ((20, 100, 0.0, 8.0, 0.0),),
        "TURN": ((20, 52, 0.0, 0.0, 2.2),),
    }
    scene = blocking(track("anna", 150, *moves.get(primitive, ())), cues=(*before, cue(primitive, 20, 100)))
    take = perform(scene, CastList(characters=(who,), props=()), {}).actors[0]
    placed, _ = joints(take, rig)
    assert np.degrees(limit_violations(take.rotations, rig).max()) < 5.0
    assert spikes(take.rotations, rig, FPS).max() < 1.0
    assert placed[:, 1:, 1].min() > -0.03


def test_nobody_ever_freezes() -> None:
    """In twenty seconds of standing, sitting or lying the chest moves within every second, and no two people alike."""
    two = (Character(id="anna", name="ANNA", age=30, sex="female"), Character(id="ben", name="BEN", age=40, sex="male"))
    for primitive in ("HOLD_PLAIN", "SIT", "LIE", "KNEEL"):
        cues = tuple(cue(primitive, 5, 470, actor) for actor in ("anna", "ben"))  # type: ignore[arg-type]
        scene = blocking(track("anna", 480), track("ben", 480), cues=cues)
        takes = perform(scene, CastList(characters=two, props=()), {}).actors
        chests = []
        for take, who in zip(takes, two, strict=True):
            placed, _ = joints(take, skeleton_of(who))
            head = placed[120:440, skeleton_of(who).index("head")]
            moved = np.array([np.ptp(head[k : k + FPS], axis=0).max() for k in range(0, 320 - FPS, FPS)])
            assert moved.min() > 2e-4, primitive
            chests.append(head[:, 1] - head[:, 1].mean())
        assert abs(np.corrcoef(chests)[0, 1]) < 0.9


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_looks_as_it_was_approved(name: str) -> None:
    """The strip differs from its golden by less than a tenth of a tone on average; ``python -m tests.stage.primitive_sheets --write`` draws it anew."""
    now, approved = toned(drawn(SHEETS[name])).astype(float), golden(name).astype(float)
    assert now.shape == approved.shape
    assert np.abs(now - approved).mean() < 0.1 * (TONES / 16)


def test_every_golden_has_its_sheet_and_every_primitive_one() -> None:
    """No golden is left over, and none is missing."""
    assert {path.stem for path in GOLDENS.glob("*.png")} == set(SHEETS)
    assert np.abs(golden("kneel").astype(float) - golden("crouch")).mean() > 0.2  # the tolerance tells poses apart
    assert {primitive.lower() for primitive in get_args(Primitive)} <= set(SHEETS)
