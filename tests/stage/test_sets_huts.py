"""A door in the open is a door of something."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.breakdown.model import Location
from redearth.direction.blocking.floorplan import floorplan_of
from redearth.direction.camera.sight import scenery_of
from redearth.direction.model import Piece, SetPlan
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.hollow import bodies
from redearth.stage.sets.build import BUILDERS, build_set, order_for
from redearth.stage.sets.shape import F64
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


def _within(points: F64, body: Piece, slack_m: float) -> NDArray[np.bool_]:
    away = points - np.asarray(body.position_m)
    sine, cosine = math.sin(body.yaw_rad), math.cos(body.yaw_rad)
    local = np.stack(
        [away[:, 0] * cosine - away[:, 2] * sine, away[:, 1] - body.size_m[1] / 2, away[:, 0] * sine + away[:, 2] * cosine], 1
    )
    inside: NDArray[np.bool_] = (np.abs(local) <= np.asarray(body.size_m) / 2 + slack_m).all(1)
    return inside


@pytest.mark.parametrize("kit", ["exterior", "street", "forest", "ruined_city"])
def test_what_stands_in_the_way_is_what_is_built(kit: str) -> None:
    """Walls, roof and piers of the built hut lie in the bodies that actors and cameras keep out of, and each body is built."""
    plan = _plan(kit)
    hut = replace(_named(plan, "hut"), position_m=(0.0, 0.0, 0.0), yaw_rad=0.0)
    part = BUILDERS["hut"](order_for(Workshop(plan), hut))
    points = part.positions[part.triangles].mean(1)
    built = points[(points[:, 1] > 0.3) & (points[:, 1] < 2.4)]
    if kit == "street":
        built = built[np.abs(built[:, 0]) > 0.8]  # between the piers the front goes on behind the leaf
    walls = list(bodies([hut]))
    assert np.any([_within(built, body, 0.4) for body in walls], axis=0).all()
    assert all(_within(part.positions, body, 0.1).any() for body in walls)


def test_one_sees_and_walks_through_the_doorway_only() -> None:
    """Who stands inside is seen through the open door and not through the walls; the floor is free for actors, not for the camera."""
    plan = _plan("exterior")
    door, hut = _named(plan, "door"), _named(plan, "hut")
    inside, outside = np.add(hut.position_m, (0, 1.6, 0)), np.add(door.position_m, (0, 1.6, -6.0))
    open_door, shut = scenery_of(plan, ()), scenery_of(plan, (door.id,))
    assert open_door.blocked(inside, outside[None])[0] == 0.0 and shut.blocked(inside, outside[None])[0] > 0.0
    assert open_door.blocked(inside, np.add(outside, (9.0, 0, 0))[None])[0] > 0.0
    assert not open_door.inside(inside) and open_door.inside(outside)
    floor = np.array([[hut.position_m[0], hut.position_m[2] - 1.0], [hut.position_m[0] + 2.8, hut.position_m[2]]])
    assert floorplan_of(plan).clear(floor, 0.3).tolist() == [True, False]
