"""The fitting room: nobody alike, nobody changed by who comes later, the director's word, sides of a sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from redearth.breakdown.model import CastList, Character, Dress
from redearth.core.record import read_record, write_record
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.cast.casting import UNLIKE, fit_cast, unlikeness
from redearth.stage.cast.describe import described
from redearth.stage.cast.overrides import KEYS, overridden, what_is_wrong
from redearth.stage.cast.studio import ANGLES, CLOSE, neutral_light, studio_floor, turnaround
from redearth.stage.cast.task import fit
from redearth.stage.cast.wardrobe import outfit_of
from redearth.stage.playback import bundle_assets

WARDROBES = (
    ("yellow", "pressure suit"),
    ("hazmat suit",),
    ("lab coat",),
    ("suit",),
    ("uniform",),
    ("red", "dress"),
    ("robe",),
    ("coat",),
    (),
)


def _cast(wardrobe: tuple[str, ...], count: int = 6) -> CastList:
    people = (
        Character(id=f"p{k}", name=f"P{k}", sex=("male", "female")[k % 2], age=30 + k, wardrobe=wardrobe)  # type: ignore[arg-type]
        for k in range(count)
    )
    return CastList(characters=tuple(people), props=())


@pytest.mark.parametrize("wardrobe", WARDROBES)
def test_nobody_of_a_family_looks_like_another(wardrobe: tuple[str, ...]) -> None:
    """Six people in the same words differ, each from each, by about the colour of a garment; without the fitting some would not."""
    outfits = [outfit_of(c) for c in fit_cast(_cast(wardrobe), {}).whole.characters]
    pairs = [(a, b) for k, a in enumerate(outfits) for b in outfits[:k] if a.family == b.family]
    assert min(unlikeness(a, b) for a, b in pairs) >= 0.9 * UNLIKE


def test_the_fitting_mends_likeness() -> None:
    """Over many casts of suits, where the words fix the colour, the fitting draws some anew and lifts the least difference."""
    raw, mended = [], []
    for k in range(12):
        cast = CastList(characters=tuple(replace(c, id=f"{c.id}-{k}") for c in _cast(WARDROBES[0], 4).characters), props=())
        for people, gaps in ((cast, raw), (fit_cast(cast, {}).whole, mended)):
            outfits = [outfit_of(c) for c in people.characters]
            gaps.append(min(unlikeness(a, b) for j, a in enumerate(outfits) for b in outfits[:j]))
    assert min(raw) < 0.8 and min(mended) >= 0.9 * UNLIKE


def test_an_outfit_is_like_itself() -> None:
    """Unlikeness is zero for the same outfit and does not depend on the order."""
    a, b = (outfit_of(c) for c in _cast((), 2).characters)
    assert unlikeness(a, a) == 0.0
    assert unlikeness(a, b) == pytest.approx(unlikeness(b, a))


@pytest.mark.parametrize("wardrobe", WARDROBES)
def test_who_comes_later_changes_nobody(wardrobe: tuple[str, ...]) -> None:
    """Appending characters leaves every earlier record as it was, byte for byte."""
    short, long = fit_cast(_cast(wardrobe, 3), {}), fit_cast(_cast(wardrobe, 7), {})
    assert long.whole.characters[:3] == short.whole.characters
    assert long.played.characters[:3] == short.played.characters


def test_paint_stays_out_of_what_is_played() -> None:
    """Another colour of clothes or skin changes the builders' record of one person and nothing that acting reads; clothes change both."""
    cast = _cast((), 3)
    plain = fit_cast(cast, {})
    painted = fit_cast(cast, {"p1": {"colours": ["teal"], "skin": "dark"}})
    assert painted.played == plain.played
    changed = [a != b for a, b in zip(painted.whole.characters, plain.whole.characters, strict=True)]
    assert changed == [False, True, False]
    assert fit_cast(cast, {"p1": {"wardrobe": "long coat"}}).played != plain.played


def test_an_override_is_obeyed() -> None:
    """Every setting reaches the outfit or the body."""
    said = {
        "age": 9, "sex": "female", "build": "heavy", "stature_m": 1.5, "wardrobe": "teal robe", "family": "uniform", "colours": ["red", "white"],
        "hair": "long blond", "skin": "deep", "gear": ["satchel"],
    }  # fmt: skip
    assert set(said) == set(KEYS) - {"file"}
    made = overridden(Character(id="x", name="X", sex="male", traits=("thin", "quiet"), wardrobe=("suit",)), said)
    outfit = outfit_of(made)
    assert (outfit.family, outfit.age, outfit.female, outfit.hair, outfit.extras) == ("uniform", 9, True, "long", {"satchel"})
    assert outfit.main[0] > 4 * outfit.main[1] and max(outfit.skin) < 0.12 and outfit.hair_color[0] > 0.3
    assert skeleton_of(made).stature_m == 1.5
    assert made.traits == ("quiet", "heavy") and made.wardrobe == ("teal", "robe")
    assert "film.toml" in " ".join(described(made))


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("colour", ["red"], "colours"), ("family", "armour", "pressure_suit"), ("colours", ["rde"], "red"), ("colours", "red", "for example"),
        ("age", "old", "a whole number"), ("age", 200, "120"), ("stature_m", True, "a number"), ("hair", "long bleu", "blond"), ("gear", ["swrd"], "any of"),
        ("sex", "f", "female"), ("build", 3, "slight"), ("skin", "green", "pale"),
    ],
)  # fmt: skip
def test_wrong_overrides_tell_what_is_allowed(key: str, value: object, told: str) -> None:
    """A wrong key or value names what would be right."""
    wrong = what_is_wrong(key, value)
    assert wrong is not None and told in wrong[1]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("age", 7),
        ("stature_m", 2),
        ("wardrobe", "anything at all"),
        ("colours", ["Red", "black"]),
        ("gear", []),
        ("hair", "bun, red"),
    ],
)
def test_right_overrides_pass(key: str, value: object) -> None:
    """Whole numbers are numbers, capitals do not count, no gear is a choice."""
    assert what_is_wrong(key, value) is None


def test_a_sommelier_wears_no_cooks_hat() -> None:
    """Cooks wear toques; who serves wears a waistcoat."""
    sommelier, chef = (outfit_of(Character(id=n, name=n.upper())) for n in ("sommelier", "chef"))
    assert sommelier.family == "service" and "toque" not in sommelier.extras
    assert chef.family == "chef" and "toque" in chef.extras


def test_the_task_writes_what_departments_read(tmp_path: Path) -> None:
    """The fitted cast, each character's own record, and the words of the sheet."""
    write_record(tmp_path / "in.json", _cast(("suit",), 2))
    out = tmp_path / "out"
    out.mkdir()
    fit({"cast": tmp_path / "in.json"}, {"overrides": {"p1": {"hair": "bald"}}}, out)
    assert read_record(Character, out / "characters" / "p1.json").dress.hair == "bald"
    assert read_record(CastList, out / "cast.json").characters[1].dress == Dress(hair="bald")
    assert b"p0" in (out / "looks.json").read_bytes()


def test_a_turnaround_stands_in_neutral_light() -> None:
    """Five still shots of one person: turned by a quarter between front and side, the face nearer than the figure."""
    character = Character(id="tim", name="TIM", age=9)
    rigged = build_character(character)
    assets = bundle_assets(rigged.model.materials, rigged.model.meshes)
    shots = turnaround("tim", rigged.skeleton, assets, studio_floor())
    assert list(shots) == [*ANGLES, CLOSE]
    front, side = (shots[view].draws[-1].matrices[0, 0, :3, :3] for view in ("front", "side"))
    assert np.allclose(front, np.eye(3), atol=1e-6)
    assert np.allclose(side @ [0, 0, 1], [1, 0, 0], atol=1e-4)
    assert shots[CLOSE].cameras[0].focus_m < 0.5 * shots["front"].cameras[0].focus_m
    powers = [max(light.color_linear) - min(light.color_linear) for light in neutral_light().lights]
    assert max(powers) < 0.2
