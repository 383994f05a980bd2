"""Kits and variants from words, and the laws of every layout."""

from __future__ import annotations

import math

import numpy as np
import pytest

from redearth.breakdown.model import Location
from redearth.direction.model import Piece, SetPlan
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.dressing import dressed
from redearth.direction.sets.styles import STYLE_WORDS


def _plan(name: str, *, interior: bool = False, kit: str = "") -> SetPlan:
    place = Location(
        id=name.lower(), name=name, interior=interior, exterior=not interior, words=tuple(name.lower().split()), features=()
    )
    return plan_set(place, {"kit": kit} if kit else None)


@pytest.mark.parametrize(
    ("name", "interior", "kit", "style"),
    [
        ("COUNCIL CHAMBER", True, "hall", "council"), ("CATHEDRAL", True, "hall", "church"), ("OPERA", True, "hall", "theatre"),
        ("RESTAURANT", True, "hall", "restaurant"), ("TRAIN STATION", True, "hall", "station"), ("BALLROOM", True, "hall", "ballroom"),
        ("WAREHOUSE", True, "hall", "warehouse"), ("SCHOOL GYM", True, "hall", "gym"), ("教堂", True, "hall", "church"), ("议事厅", True, "hall", "council"),
        ("GROTTO", True, "cave", "grotto"), ("ICE CAVE", True, "cave", "crystal"), ("OLD MINE", True, "cave", "mine"), ("山洞", True, "cave", None),
        ("ROOFTOP", False, "rooftop", None), ("天台", False, "rooftop", "tenement"), ("BEACH", False, "desert", "shore"), ("MARS", False, "desert", "mars"),
        ("WASTELAND", False, "desert", "waste"), ("火星", False, "desert", "mars"), ("JUNGLE", False, "forest", "jungle"), ("竹林", False, "forest", "jungle"),
        ("REGOLITH", False, "desert", "waste"), ("DUST PLAIN", False, "desert", "waste"), ("荒原", False, "desert", "waste"),
        ("LUNAR REGOLITH", False, "desert", "moon"), ("MARS CRATER", False, "desert", "mars"), ("DUST PLAIN ON MARS", False, "desert", "mars"),
        ("火星陨石坑", False, "desert", "mars"), ("月面", False, "desert", "moon"), ("环形山", False, "desert", "moon"),
        ("DEAD FOREST", False, "forest", "dead"), ("BURNT FOREST", False, "forest", "burnt"), ("BIRCH WOOD", False, "forest", "birch"), ("烧焦的森林", False, "forest", "burnt"), ("白桦树林", False, "forest", "birch"), ("VILLAGE", False, "street", "village"), ("MARKET", False, "street", "east"),
        ("BRIDGE", False, "street", "bridge"), ("MOUNTAIN LAKE", False, "exterior", "lake"), ("HARBOUR", False, "exterior", "harbour"),
        ("WHEAT FIELD", False, "exterior", "field"), ("雪原", False, "exterior", "mountain"), ("湖边", False, "exterior", "lake"),
        ("AIRPORT", False, "exterior", "plaza"), ("STADIUM", False, "exterior", "plaza"), ("PARK", False, "forest", "broadleaf"),
    ],
)  # fmt: skip
def test_words_choose_kit_and_variant(name: str, interior: bool, kit: str, style: str | None) -> None:
    """English and Chinese words of a place choose its kit and the variant of it."""
    plan = _plan(name, interior=interior)
    assert (plan.kit, plan.fallback) == (kit, False)
    if style is not None:
        assert plan.style == style


def test_a_place_that_asks_for_nothing_keeps_its_own_variant() -> None:
    """Streets whose words name no architecture come in several, each place always in the same."""
    streets = [_plan(f"STREET {k}").style for k in range(12)]
    assert len(set(streets)) >= 2
    assert streets == [_plan(f"STREET {k}").style for k in range(12)]


@pytest.mark.parametrize(("kit", "style"), [(kit, style) for kit, styles in STYLE_WORDS.items() for style in styles])
def test_every_layout_keeps_the_laws(kit: str, style: str) -> None:
    """Whatever the variant: unique pieces, the way along the middle clear where scenes begin, anchors and spots inside the bounds."""
    word = next(w for w in STYLE_WORDS[kit][style] if w.isascii())
    plan = _plan(word, interior=kit in ("hall", "cave"), kit=kit)
    assert plan.style == style
    assert len({p.id for p in plan.pieces}) == len(plan.pieces)
    b = plan.bounds
    for need in ("centre", "near", "far", "entrance", "exit"):
        anchor = plan.anchor(need)
        assert anchor is not None
        x, _, z = anchor.position_m
        assert b.min_x_m <= x <= b.max_x_m and b.min_z_m <= z <= b.max_z_m, need
    free = np.array([[0.0, 0.0], [0.0, 3.0], [0.9, 1.0], [-0.9, 1.0], [1.0, -1.6]])
    for piece in plan.pieces:
        if piece.solid and piece.position_m[1] < 2.0:
            assert not _covers(piece, free).any(), piece.id
    if b.ceiling_m is not None:
        for piece in plan.pieces:
            assert piece.position_m[1] + piece.size_m[1] <= b.ceiling_m + 1.0, piece.id


def _covers(piece: Piece, points: np.ndarray) -> np.ndarray:
    c, s = math.cos(piece.yaw_rad), math.sin(piece.yaw_rad)
    d = points - np.array([piece.position_m[0], piece.position_m[2]])
    local = np.column_stack([c * d[:, 0] - s * d[:, 1], s * d[:, 0] + c * d[:, 1]])
    return np.asarray((np.abs(local[:, 0]) < piece.size_m[0] / 2 + 0.3) & (np.abs(local[:, 1]) < piece.size_m[2] / 2 + 0.3))


def test_hour_and_weather_dress_a_set() -> None:
    """Dark after dusk, wet in the rain, white in the snow; rooms without windows to the street stay as they are."""
    street = _plan("CITY STREET")
    assert dressed(street, "day", ()).built_as == street.id
    assert dressed(street, "night", ("rain",)).built_as == f"{street.id}-dark-wet"
    assert dressed(street, "dusk", ("snow", "wind")).dressing == ("dark", "snowy")
    assert dressed(_plan("SEED VAULT", interior=True), "night", ("rain",)).dressing == ()
    assert dressed(_plan("CHURCH", interior=True), "night", ()).dressing == ("dark",)
    assert dressed(_plan("RUINED CITY"), "dawn", ("wind", "dust")).dressing == ()
