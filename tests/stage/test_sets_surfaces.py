"""What grounds and greens of sets are made of."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from redearth.breakdown.model import Location
from redearth.direction.model import SetPlan
from redearth.direction.plan_set import plan_set
from redearth.stage.sets.build import BUILDERS, build_set
from redearth.stage.sets.ground import ground_of
from redearth.stage.sets.order import Order
from redearth.stage.sets.palette import Palette


def _plan(name: str) -> SetPlan:
    place = Location(id=name.lower(), name=name, interior=False, exterior=True, words=tuple(name.lower().split()))
    return plan_set(place)


@pytest.mark.parametrize(
    ("kind", "style"),
    [
        ("tree", "broadleaf"),
        ("tree", "conifer"),
        ("far_tree", "broadleaf"),
        ("far_tree", "conifer"),
        ("bush", "broadleaf"),
        ("hedge", ""),
        ("log", ""),
    ],
)
def test_masses_of_leaves_are_seen_from_both_sides(kind: str, style: str) -> None:
    """Every open face of a crown, a bush or a patch of moss is a card, or has another at the same place that looks the other way: culling takes none."""
    palette = Palette()
    order = Order(
        kind=kind,
        size_m=(1.0, 8.0 if "tree" in kind else 0.9, 1.0),
        variant=0,
        colour="",
        kit="forest",
        palette=palette,
        style=style,
    )
    part = BUILDERS[kind](order)
    # Cards with a sprig are drawn from both sides whatever their faces.
    green = [k for k, m in enumerate(palette.materials) if m.pattern in ("foliage", "turf") and not m.outlined]
    faces = part.triangles[np.isin(part.material, green)]
    corners = [tuple(sorted(tuple(np.round(p, 6)) for p in part.positions[face])) for face in faces]
    # A hedge's body is closed.
    twins = Counter(corners)
    assert set(twins.values()) == {"hedge": {1}, "log": {2}}.get(kind, set())
    assert any(m.outlined for m in palette.materials) or kind == "log"


@pytest.mark.parametrize(
    ("name", "pattern"),
    [("RUINED CITY", "regolith"), ("WASTELAND", "regolith"), ("MARS", "regolith"), ("LUNAR CRATER", "regolith"), ("DUNES", "sand"), ("OAK FOREST", "foliage"), ("FIELD", "turf")],
)  # fmt: skip
def test_grounds_wear_their_own_pattern(name: str, pattern: str) -> None:
    """Dust with stones lies in ruins and on dead worlds, ripples on dunes, leaves under trees, grass on fields."""
    plan = _plan(name)
    palette = Palette()
    palette.use(ground_of(plan.kit, plan.style, plan.surface))
    assert palette.materials[0].pattern == pattern


def test_drifts_are_of_the_ground_they_lie_on() -> None:
    """In a ruined city no heap is of another sand than the ground."""
    built = build_set(_plan("RUINED CITY"))
    assert not [m.name for m in built.model.materials if m.pattern == "sand"]
