"""Sets from the words of a place."""

from __future__ import annotations

import pytest

from redearth.breakdown.model import Location
from redearth.core.diagnostics import FilmError
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.words import piece_kind
from tests.direction.scripts import CITY, TUNNEL, VAULT


def _place(name: str, *, interior: bool, words: tuple[str, ...] = (), features: tuple[str, ...] = ()) -> Location:
    return Location(id=name.lower(), name=name, interior=interior, exterior=not interior, words=words, features=features)


@pytest.mark.parametrize(
    ("name", "interior", "kit"),
    [
        ("RUINED CITY", False, "ruined_city"), ("SHELTER TUNNEL", True, "tunnel"), ("SEED VAULT", True, "vault"),
        ("GREENHOUSE", True, "vault"), ("DARK CORRIDOR", True, "tunnel"), ("CITY STREET", False, "street"),
        ("PINE FOREST", False, "forest"), ("SALT FLAT", False, "desert"), ("废墟", False, "ruined_city"), ("地下隧道", True, "tunnel"),
        ("温室", True, "vault"), ("树林", False, "forest"),
    ],
)  # fmt: skip
def test_kit_follows_the_words(name: str, interior: bool, kit: str) -> None:
    """English and Chinese names of places choose their kit."""
    plan = plan_set(_place(name, interior=interior))
    assert (plan.kit, plan.fallback) == (kit, False)


def test_unknown_places_are_neutral_and_say_so() -> None:
    """No kit for the words: a plain room or open ground, marked as fallback."""
    assert (plan_set(_place("XYZZY", interior=True)).kit, plan_set(_place("XYZZY", interior=True)).fallback) == ("interior", True)
    assert (plan_set(_place("XYZZY", interior=False)).kit, plan_set(_place("XYZZY", interior=False)).fallback) == (
        "exterior",
        True,
    )


def test_same_place_same_set() -> None:
    """A set depends on its location alone."""
    assert plan_set(CITY) == plan_set(CITY)
    other = plan_set(Location(id="other", name="RUINED CITY", interior=False, exterior=True))
    assert other.pieces[0] != plan_set(CITY).pieces[0]


@pytest.mark.parametrize("location", [CITY, TUNNEL, VAULT], ids=lambda p: p.id)
def test_every_feature_can_be_found(location: Location) -> None:
    """Each feature that names a thing is a piece of its kind."""
    plan = plan_set(location)
    for feature in location.features:
        kind = piece_kind(feature)
        if kind is not None:
            assert any(p.kind == kind for p in plan.pieces), feature


def test_what_grows_is_no_crate() -> None:
    """Hedges and bushes that a scene names grow there, in English and Chinese."""
    plan = plan_set(_place("GARDEN", interior=False, features=("hedge", "bush", "树篱")))
    assert {p.id: p.kind for p in plan.pieces if p.kind in ("hedge", "bush", "crate")} == {
        "bush": "bush",
        "hedge": "hedge",
        "树篱": "hedge",
    }


def test_unknown_features_become_crates_of_that_name() -> None:
    """A fixed thing nobody knows stands there all the same."""
    plan = plan_set(_place("STUDY", interior=True, features=("orrery",)))
    assert next(p for p in plan.pieces if p.id == "orrery").kind == "crate"
    assert plan.anchor("crate") is not None


@pytest.mark.parametrize("location", [CITY, TUNNEL, VAULT], ids=lambda p: p.id)
def test_the_acting_corridor_is_clear(location: Location) -> None:
    """Nobody trips over scenery on the axis of a set, gates and what stands behind them apart."""
    plan = plan_set(location)
    for piece in plan.pieces:
        if not piece.solid or piece.position_m[1] > 2.0 or piece.id.startswith("gate") or piece.kind == "door":
            continue
        reach = max(piece.size_m[0], piece.size_m[2]) / 2 if piece.yaw_rad else piece.size_m[0] / 2
        assert abs(piece.position_m[0]) - reach > 1.2, piece.id


def test_override_chooses_the_kit_or_names_the_fault() -> None:
    """``film.toml`` may choose a kit; a wrong name says which there are."""
    assert plan_set(CITY, {"kit": "desert"}).kit == "desert"
    with pytest.raises(FilmError, match="ruined_city"):
        plan_set(CITY, {"kit": "moonbase"})


def test_a_vault_keeps_a_clear_aisle_between_low_planters() -> None:
    """Nothing solid but the door stands within 2.4 m of the centre line, and cameras see over the rows beside it."""
    pieces = [p for p in plan_set(VAULT).pieces if p.solid and p.kind not in ("door", "gate")]
    assert min(abs(p.position_m[0]) - p.size_m[0] / 2 for p in pieces) >= 2.4
    rows = [p for p in pieces if p.kind == "planter" and abs(p.position_m[0]) < 4.0]
    assert len(rows) >= 12
    assert all(0.6 <= p.size_m[1] <= 0.9 for p in rows)


@pytest.mark.parametrize("name", ["WINE CELLAR", "BASEMENT KITCHEN", "地下室办公室"])
def test_no_window_looks_out_from_under_the_ground(name: str) -> None:
    """A cellar has no window, unless the script opens one; the same room above has."""
    assert not any(p.kind in ("window", "outlook") for p in plan_set(_place(name, interior=True)).pieces)
    assert any(p.kind == "window" for p in plan_set(_place(name, interior=True, features=("window",))).pieces)
    above = {"WINE CELLAR": "WINE BAR", "BASEMENT KITCHEN": "KITCHEN", "地下室办公室": "办公室"}[name]
    assert any(p.kind == "window" for p in plan_set(_place(above, interior=True)).pieces)


def test_a_fire_in_a_room_burns_in_a_hearth() -> None:
    """In a house it stands against a wall in a hearth; in a tunnel and under the sky on the ground, without one."""
    room = plan_set(_place("LIVING ROOM", interior=True, features=("fireplace",)))
    (fire,), (hearth,) = ([p for p in room.pieces if p.kind == kind] for kind in ("fire", "hearth"))
    assert abs(fire.position_m[0]) > room.bounds.max_x_m - 0.6 or abs(fire.position_m[2]) > room.bounds.max_z_m - 0.6
    assert all(abs(fire.position_m[k] - hearth.position_m[k]) + fire.size_m[2] / 2 <= hearth.size_m[2] / 2 + 0.01 for k in (0, 2))
    assert hearth.size_m[1] == room.bounds.ceiling_m
    for place in (
        _place("SHELTER TUNNEL", interior=True, features=("fire",)),
        _place("FOREST", interior=False, features=("fire",)),
    ):
        kinds = {p.kind for p in plan_set(place).pieces}
        assert "fire" in kinds and "hearth" not in kinds


def test_no_car_stands_in_a_parlour() -> None:
    """One sits in it, or speaks of it; in a workshop and in a street it stands."""
    stands = {
        name: any(p.kind == "car" for p in plan_set(_place(name, interior=interior, features=("car",))).pieces)
        for name, interior in (("LIVING ROOM", True), ("THE CAR", True), ("GARAGE", True), ("CITY STREET", False))
    }
    assert stands == {"LIVING ROOM": False, "THE CAR": False, "GARAGE": True, "CITY STREET": True}


@pytest.mark.parametrize("name", ["APARTMENT HALLWAY", "HOTEL CORRIDOR", "医院走廊"])
def test_a_hallway_has_doors_on_both_sides(name: str) -> None:
    """A house's hallway is no tunnel: it has rows of doors, lamps, a window at its end, and room to walk between them."""
    plan = plan_set(_place(name, interior=True))
    doors = [p for p in plan.pieces if p.kind == "side_door"]
    assert (plan.kit, plan.style) == ("office", "hallway") and len(doors) >= 6
    assert {p.position_m[0] > 0 for p in doors} == {True, False}
    assert all(abs(p.position_m[2]) + p.size_m[0] / 2 < plan.bounds.max_z_m for p in doors)
    assert [p.kind for p in plan.pieces].count("window") == 1 and sum(p.kind == "lamp" for p in plan.pieces) >= 4
