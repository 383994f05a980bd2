"""The contact sheets of creatures: every plan and every act has one, and each looks as it was approved."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from tests.stage.creature_sheets import BODIES, GOLDENS, sheets
from tests.stage.primitive_sheets import TONES, drawn, golden, toned

from redearth.stage.cast.build import skeleton_of
from redearth.stage.cast.creature_plan import Plan, plan_of
from redearth.stage.motion.creature_acts_beast import MOTIONS
from redearth.stage.motion.creature_acts_serpent import SERPENT_MOTIONS

SHEETS = sheets()


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_looks_as_it_was_approved(name: str) -> None:
    """The strip is its golden's; ``python -m tests.stage.creature_sheets --write`` draws it anew."""
    now, approved = toned(drawn(SHEETS[name])).astype(float), golden(name, GOLDENS).astype(float)
    assert now.shape == approved.shape
    assert np.abs(now - approved).mean() < 0.1 * (TONES / 16)


def test_every_plan_and_every_act_has_a_sheet() -> None:
    """Who adds a plan of the body, or a motion of its own for an act, has to show it."""
    assert {path.stem for path in GOLDENS.glob("*.png")} == set(SHEETS)
    assert {plan_of(who).plan for who in BODIES.values()} == set(get_args(Plan))
    shown: dict[str, set[str]] = {}
    for sheet in SHEETS.values():
        shown.setdefault(skeleton_of(sheet.who).kind, set()).update(cue.primitive for cue in sheet.scene.cues)
    for kind, motions in (*MOTIONS.items(), ("serpent", SERPENT_MOTIONS)):
        unseen = {motion.__name__ for motion in motions.values()} - {motions[p].__name__ for p in shown[kind] if p in motions}
        assert not unseen, kind
    assert np.abs(golden("quadruped_die", GOLDENS).astype(float) - golden("quadruped_crouch", GOLDENS)).mean() > 0.2
