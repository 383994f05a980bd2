"""A door in the open is a door of something."""

from __future__ import annotations

import math

import numpy as np
import pytest

from redearth.breakdown.model import Location
from redearth.direction.model import Piece, SetPlan
from redearth.direction.plan_set import plan_set
from redearth.stage.sets.build import BUILDERS, build_set, order_for
from redearth.stage.sets.workshop import Workshop


def _plan(kit: str, features: tuple[str, ...] = ("door",)) -> SetPlan:
    place = Location(id=f"ext-{kit}", name=kit.upper(), interior=False, exterior=True, words=(kit,), features=features)
    return plan_set(place, {"kit": kit})


def _named(plan: SetPlan, kind: str) -> Piece:
    (piece,) = (p for p in plan.pieces if p.kind == kind)
    return piece


@pytest.mark.parametrize("kit", ["exterior", "street", "forest", "desert", "ruined_city"])
def test_no_door_stands_alone_in_the_open(kit: str) -> None:
    """The leaf stands in the doorway of a hut, or before a front in its case; without a door there is no hut."""
    plan = _plan(kit)
    door, hut = _named(plan, "door"), _named(plan, "hut")
    away = np.subtract(hut.position_m, door.position_m)
    front = np.array([math.sin(door.yaw_rad), 0.0, math.cos(door.yaw_rad)])
    assert hut.yaw_rad == door.yaw_rad and -hut.size_m[2] / 2 <= away @ front <= 0.0
    assert np.linalg.norm(away - (away @ front) * front) < 1e-3
    assert not [p for p in _plan(kit, ()).pieces if p.kind == "hut"]


def test_a_roof_has_its_own_house_for_the_door() -> None:
    """The stair head is there already."""
    assert not [p for p in _plan("rooftop").pieces if p.kind == "hut"]


@pytest.mark.parametrize("kit", ["exterior", "street", "forest", "desert", "ruined_city"])
def test_one_can_go_in(kit: str) -> None:
    """Nothing of the hut lies in the way of the leaf, and the wall round the doorway is closed."""
    plan = _plan(kit)
    hut, shop = _named(plan, "hut"), Workshop(plan)
    part = BUILDERS["hut"](order_for(shop, hut))
    wide, tall = _named(plan, "door").size_m[:2]
    middles = part.positions[part.triangles].mean(1)
    low, high = part.positions[part.triangles].min(1), part.positions[part.triangles].max(1)
    front = hut.size_m[2] / 2 - (0.7 if hut.size_m[2] > 1 else hut.size_m[2] / 2)
    reach = 0.12
    crossing = (low[:, 2] < front + reach) & (high[:, 2] > front - reach)
    inside = (np.abs(middles[:, 0]) < wide / 2 - 0.05) & (middles[:, 1] > 0.2) & (middles[:, 1] < tall - 0.05)
    assert not (crossing & inside).any()
    beside = crossing & (low[:, 0] < wide / 2 + 0.3) & (high[:, 0] > wide / 2 + 0.1)
    assert beside.any()


def test_the_hut_is_built_of_what_the_place_is_built_of() -> None:
    """Logs in a wood, rusty sheets in a desert, plaster on a green."""
    walls = {kit: {m.name for m in build_set(_plan(kit)).model.materials} for kit in ("forest", "desert", "exterior")}
    assert "wood_dark" in walls["forest"] and "rust" in walls["desert"] and "plaster" in walls["exterior"]
