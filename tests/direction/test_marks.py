"""Marks and ways over many sets, companies and sizes: free of scenery, apart from each other, round what is in between."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest

from redearth.breakdown.model import CastList, Character, Location, Scene
from redearth.direction.block import block
from redearth.direction.blocking.floorplan import floorplan_of
from redearth.direction.blocking.terms import Staged
from redearth.direction.model import Kit, SetPlan
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.indoor_words import INDOOR_WORDS
from redearth.direction.sets.seats import SEATS, faces
from tests.direction.scripts import act, lines, place, scene

_ROOMS = sorted(room for room in INDOOR_WORDS if room[0] != "vault")
_PEOPLE = ("ada", "bo", "cy", "di", "eve", "flo")
_FPS = 24


def _room(room: tuple[Kit, str], seed: int = 0, features: tuple[str, ...] = ()) -> SetPlan:
    name = INDOOR_WORDS[room][0].upper()
    return plan_set(Location(id=f"place-{seed}", name=name, interior=True, exterior=False, features=features))


def _cast(*creatures: Character) -> CastList:
    return CastList(characters=(*(Character(id=name, name=name.upper(), speaks=True) for name in _PEOPLE), *creatures), props=())


def _staged(sheet: Scene, plan: SetPlan, cast: CastList | None = None) -> Staged:
    return block(sheet, cast or _cast(), plan, lines(sheet), _FPS)


def _stands(staged: Staged, frame: int) -> dict[str, np.ndarray]:
    return {actor: track[frame, :2] for actor, track in staged.floor.items() if staged.here[actor][frame]}


@pytest.mark.parametrize("room", _ROOMS, ids="-".join)
def test_ways_go_round_furniture(room: tuple[Kit, str]) -> None:
    """Between any two marks of a room there is a way that touches nothing."""
    for seed in range(2):
        plan = _room(room, seed)
        floor = floorplan_of(plan)
        spots = [np.array(a.position_m)[[0, 2]] for a in plan.anchors if a.kind not in ("light", "gate", "door", "seat")]
        spots = [spot for spot in spots if floor.clear(spot[None], 0.3)[0]]
        for one, other in combinations(spots, 2):
            way = floor.route(one, other, 0.3)
            assert np.allclose(way[[0, -1]], [one, other])
            for a, b in pairwise(way):
                assert floor.clear(a + np.linspace(0, 1, 40)[:, None] * (b - a), 0.1).all(), (seed, one, other)


@pytest.mark.parametrize("count", [2, 4, 6])
@pytest.mark.parametrize("room", _ROOMS, ids="-".join)
def test_people_stand_free_and_apart(room: tuple[Kit, str], count: int) -> None:
    """However many come in, nobody rests in a thing or in somebody else, and nobody walks through a thing."""
    plan = _room(room)
    there, late = _PEOPLE[: count // 2], _PEOPLE[count // 2 : count]
    sheet = scene(
        act("enter", "WALK", *late, places=(place("into", "room"),)),
        act("look", "LOOK", "ada", places=(place("at", "window"),)),
        *(act(f"to-{k}", "WALK", name, places=(place("to", "ada"),)) for k, name in enumerate(_PEOPLE[1:count])),
        act("window", "WALK", "ada", places=(place("to", "window"),)),
        cast=_PEOPLE[:count], present=there,
    )  # fmt: skip
    staged = _staged(sheet, plan)
    floor = floorplan_of(plan)
    for group in staged.blocking.timings:
        spots = _stands(staged, min(group.range.end, staged.blocking.duration_frames) - 1)
        resting = {a: s for a, s in spots.items() if staged.floor[a][group.range.end - 1, 3] == 0.0}
        for one, other in combinations(resting, 2):
            assert np.hypot(*(resting[one] - resting[other])) > 0.55, (group.beat, one, other)
    for actor in there:
        assert floor.clear(staged.floor[actor][:, :2], 0.12).all(), actor


def _table_rooms() -> list[tuple[Kit, str]]:
    return [room for room in _ROOMS if {"table", "chair"} <= {p.kind for p in _room(room).pieces}]


@pytest.mark.parametrize("room", _table_rooms(), ids="-".join)
def test_who_sits_at_a_table_sits_on_a_chair(room: tuple[Kit, str]) -> None:
    """Each on one of his own, never in the table."""
    plan = _room(room)
    table = next(p for p in plan.pieces if p.kind == "table")
    sheet = scene(*(act(f"sit-{name}", "SIT", name, places=(place("at", table.id),)) for name in ("ada", "bo")))
    staged = _staged(sheet, plan)
    seats = [p for p in plan.pieces if p.kind in SEATS]
    ends = [staged.floor[name][-1, :2] for name in ("ada", "bo")]
    assert np.hypot(*(ends[0] - ends[1])) > 0.45
    rest = floorplan_of(replace(plan, pieces=tuple(p for p in plan.pieces if p not in seats)))
    assert rest.clear(np.stack(ends), 0.15).all()
    seated = floorplan_of(replace(plan, pieces=tuple(seats))).free_m(np.stack(ends)) < 0.01
    assert seated.sum() >= min(2, sum(faces(seat, table) for seat in seats))
