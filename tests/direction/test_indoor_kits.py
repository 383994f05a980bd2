"""The indoor kits: which words ask for which room, and the laws that every layout keeps."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.breakdown.model import Location
from redearth.direction.blocking.floorplan import floorplan_of
from redearth.direction.model import Kit, SetPlan
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.choose import choose_kit
from redearth.direction.sets.indoor_words import FURNITURE_WORDS, INDOOR_WORDS, NEAREST_WORDS
from redearth.direction.sets.stands import overlap

_ROOMS = sorted(room for room in INDOOR_WORDS if room[0] != "vault")
_SEEDS = range(6)
_NOT_MARKS = ("light", "gate", "door")


def _place(name: str, *, interior: bool = True, exterior: bool | None = None, features: tuple[str, ...] = ()) -> Location:
    return Location(
        id=name.lower(), name=name, interior=interior, exterior=not interior if exterior is None else exterior, features=features
    )


def _plan(room: tuple[Kit, str], seed: int) -> SetPlan:
    return plan_set(Location(id=f"place-{seed}", name=INDOOR_WORDS[room][0].upper(), interior=True, exterior=False))


def _things(plan: SetPlan) -> list[tuple[str, float]]:
    return sorted((p.kind, p.size_m[0]) for p in plan.pieces if p.kind != "outlook")


@pytest.mark.parametrize(
    ("name", "kit", "variant", "word", "stand_in"),
    [
        ("AIRLOCK", "airlock", "", "airlock", False), ("气闸室", "airlock", "", "气闸室", False),
        ("SEED VAULT CONTROL ROOM", "control_room", "", "control room", False), ("指挥中心", "control_room", "", "指挥中心", False),
        ("BUNKER", "quarters", "bunk", "bunker", False), ("LIN'S BEDROOM", "quarters", "bedroom", "bedroom", False),
        ("厨房", "quarters", "kitchen", "厨房", False), ("CHEF INTERNATIONAL KITCHENS 1", "quarters", "kitchen", "kitchen", False),
        ("茶馆", "quarters", "bar", "茶馆", False), ("WINE CELLAR", "quarters", "bar", "wine cellar", True),
        ("UNIVERSITY LAB 2", "laboratory", "science", "lab", False), ("医院", "laboratory", "medical", "医院", False),
        ("GARAGE", "laboratory", "workshop", "garage", True), ("SPACESHIP", "ship", "bridge", "spaceship", False),
        ("SUBWAY TRAIN", "ship", "train", "subway train", False), ("THE TRUCK", "ship", "cockpit", "truck", True),
        ("SCHOOL ROOM", "office", "classroom", "school room", False), ("教室", "office", "classroom", "教室", False),
        ("THE BOSS'S OFFICE", "office", "office", "office", False), ("ANTIQUE BOOKSHOP", "office", "library", "bookshop", False),
        ("GREENHOUSE", "vault", "greenhouse", "greenhouse", False), ("温室", "vault", "greenhouse", "温室", False),
        ("ELEVATOR", "airlock", "", "elevator", True), ("SHELTER TUNNEL", "tunnel", "", "tunnel", False),
    ],
)  # fmt: skip
def test_a_name_asks_for_a_room(name: str, kit: str, variant: str, word: str, stand_in: bool) -> None:
    """English and Chinese names choose kit and variant, say by which word, and whether it is only the nearest."""
    chosen = choose_kit(_place(name))
    assert (chosen.kit, chosen.variant, chosen.word, chosen.stand_in) == (kit, variant, word, stand_in)


def test_the_head_of_a_name_decides() -> None:
    """A hallway of an apartment building is a hallway, and a hospital's; a shelter's corridor is a tunnel, a bridge of a ship its bridge."""
    assert choose_kit(_place("HALLWAY, SCOTT'S APARTMENT BUILDING")).variant == "hallway"
    assert choose_kit(_place("HALLWAY OF THE HOSPITAL")).variant == "hallway"
    assert choose_kit(_place("HOSPITAL CORRIDOR")).variant == "hallway"
    assert choose_kit(_place("医院走廊")).variant == "hallway"
    assert choose_kit(_place("SHELTER CORRIDOR")).kit == "tunnel"
    assert choose_kit(_place("SUBMARINE GALLEY")).variant == "kitchen"


def test_things_betray_a_room_whose_name_says_nothing() -> None:
    """A nameless room with a stove is a kitchen; the report calls it a stand-in."""
    chosen = choose_kit(_place("XYZZY", features=("stove", "table")))
    assert (chosen.kit, chosen.variant, chosen.stand_in) == ("quarters", "kitchen", True)
    assert choose_kit(_place("XYZZY")).kit == "interior"


def test_a_furnished_room_is_inside_whatever_its_slugline_says() -> None:
    """EXT. with shelves and a desk plays indoors; EXT. of a building does not; INT./EXT. goes by its name."""
    assert choose_kit(_place("BOOKSHOP", interior=False, features=("desk", "shelf"))).kit == "office"
    assert choose_kit(_place("BOOKSHOP", interior=False)).kit == "street"
    assert choose_kit(_place("MARA'S APARTMENT", interior=True, exterior=True)).kit == "quarters"
    assert choose_kit(_place("PINE FOREST", interior=True, exterior=True)).kit == "forest"


def test_no_word_asks_for_two_rooms() -> None:
    """Every synonym stands once in each table."""
    for table in (INDOOR_WORDS, NEAREST_WORDS, FURNITURE_WORDS):
        words = [word for synonyms in table.values() for word in synonyms]
        assert len(words) == len(set(words)), sorted(w for w in words if words.count(w) > 1)


@pytest.mark.parametrize("room", _ROOMS, ids="-".join)
def test_furniture_stands_inside_and_apart(room: tuple[Kit, str]) -> None:
    """No piece leaves the room or meets another, whatever the seed."""
    for seed in _SEEDS:
        plan = _plan(room, seed)
        b = plan.bounds
        assert b.ceiling_m is not None
        pieces = [p for p in plan.pieces if p.kind not in ("gate", "door", "outlook")]
        for k, piece in enumerate(pieces):
            w, h, d = piece.size_m
            c, s = abs(np.cos(piece.yaw_rad)), abs(np.sin(piece.yaw_rad))
            x, y, z = piece.position_m
            reach_x, reach_z = (w * c + d * s) / 2, (w * s + d * c) / 2
            assert b.min_x_m - 0.002 <= x - reach_x and x + reach_x <= b.max_x_m + 0.002, (seed, piece.id)
            assert b.min_z_m - 0.002 <= z - reach_z and z + reach_z <= b.max_z_m + 0.002, (seed, piece.id)
            assert y + h <= b.ceiling_m, (seed, piece.id)
            assert not [other.id for other in pieces[k + 1 :] if overlap(piece, other)], (seed, piece.id)


@pytest.mark.parametrize("room", _ROOMS, ids="-".join)
def test_marks_are_free_and_can_be_reached(room: tuple[Kit, str]) -> None:
    """Somebody who comes in can walk to every anchor and stand there."""
    for seed in _SEEDS:
        plan = _plan(room, seed)
        floor = floorplan_of(plan)
        entrance = plan.anchor("entrance")
        assert entrance is not None
        start = np.array(entrance.position_m)[[0, 2]]
        for anchor in plan.anchors:
            if anchor.kind in _NOT_MARKS:
                continue
            goal = np.array(anchor.position_m)[[0, 2]]
            assert floor.clear(goal[None], 0.3)[0], (seed, anchor.id)
            way = floor.route(start, goal, 0.3)
            assert len(way) > 2 or floor.line_clear(start, goal, 0.28), (seed, anchor.id)


@pytest.mark.parametrize("room", _ROOMS, ids="-".join)
def test_seeds_give_rooms_that_differ(room: tuple[Kit, str]) -> None:
    """The same place is the same room; other places of the kind differ in size, most also in what stands where."""
    plans = [_plan(room, seed) for seed in _SEEDS]
    assert _plan(room, 0) == plans[0]
    assert len({(p.bounds.max_x_m, p.bounds.max_z_m) for p in plans}) == len(plans)


def test_words_of_rooms_have_both_languages() -> None:
    """Each kit answers to English and to Chinese."""
    for room, words in INDOOR_WORDS.items():
        assert any(word.isascii() for word in words) and any(not word.isascii() for word in words), room


def test_what_the_script_adds_stands_free_of_what_the_kit_brings() -> None:
    """A named thing that a room lacks gets a place of its own."""
    plan = plan_set(_place("OFFICE", features=("safe", "sofa")))
    named = [p for p in plan.pieces if p.id in ("safe", "sofa")]
    assert len(named) == 2
    for piece in named:
        others = [p for p in plan.pieces if p.id != piece.id and p.kind not in ("door", "gate", "outlook") and p.solid]
        assert not [p.id for p in others if overlap(piece, p)], piece.id
