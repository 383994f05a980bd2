"""Clothes, hair and age as geometry: tops that differ, necks that show, fronts that nothing pierces, hair that lies down, furrows of the old."""

from __future__ import annotations

import numpy as np
import pytest
from tests.stage.test_cast_face import _first_hits

from redearth.breakdown.model import Character
from redearth.stage.cast.build import build_character
from redearth.stage.cast.families import top_in
from redearth.stage.cast.head import face_of, head_field
from redearth.stage.cast.mesher import gradient
from redearth.stage.cast.wardrobe import outfit_of
from redearth.stage.parts import F64, RiggedModel
from redearth.stage.rows import lengths


def _somebody(name: str, age: int, *wardrobe: str, traits: tuple[str, ...] = ()) -> Character:
    return Character(id=name, name=name.upper(), age=age, sex="male", wardrobe=wardrobe, traits=traits)


def _corners(model: RiggedModel, *materials: str) -> F64:
    """Return the triangles [T, 3, 3] of some materials of the near mesh."""
    mesh = model.model.meshes["body"]
    names = [m.name for m in model.model.materials]
    wanted = np.isin(mesh.material, [names.index(one) for one in materials])
    return mesh.positions[mesh.triangles[wanted]].astype(float)


def _seen_in_front(model: RiggedModel, places: F64) -> list[str]:
    """Return the material that a look from in front meets first at each place [N, 2] (left, up)."""
    mesh = model.model.meshes["body"]
    names = [m.name for m in model.model.materials]
    origins = np.column_stack([places, np.full(len(places), 1.0)])
    hits = _first_hits(mesh.positions.astype(float), mesh.triangles, origins, np.array([0.0, 0.0, -1.0]))
    return [names[mesh.material[hit]] if hit >= 0 else "" for hit in hits]


@pytest.mark.parametrize(
    ("words", "top"),
    [("grey t-shirt, jeans", "tshirt"), ("a red hoodie", "hoodie"), ("woollen sweater", "sweater"), ("white shirt", "shirt"), ("蓝色卫衣", "hoodie"), ("白衬衫", "shirt"), ("毛衣", "sweater")],
)  # fmt: skip
def test_words_choose_the_top(words: str, top: str) -> None:
    """The script's own word for what is worn above the belt is what is worn, in English and Chinese."""
    assert top_in(words) == top
    assert outfit_of(_somebody("sam", 30, words)).top == top


def test_a_t_shirt_bares_the_arms_and_the_throat() -> None:
    """Forearms of a T-shirt are skin, those of a hoodie are not; below the throat skin shows over its round edge and none over a sweater's collar."""
    bare, hooded, warm = (build_character(_somebody("sam", 30, word)) for word in ("t-shirt", "hoodie", "sweater"))
    for model, short in ((bare, True), (hooded, False)):
        elbow = model.skeleton.rest_positions_m()[model.skeleton.index("leftLowerArm")]
        skin = _corners(model, "skin").reshape(-1, 3)
        assert (lengths(skin - elbow).min() < 0.06) == short
    neck = bare.skeleton.rest_positions_m()[bare.skeleton.index("neck")]
    below = np.array([[0.0, neck[1] + 0.022]])
    assert _seen_in_front(bare, below) == ["skin"]
    assert _seen_in_front(warm, below) == ["cloth"]


@pytest.mark.parametrize("wardrobe", ["business suit", "trench coat", "lab coat"])
@pytest.mark.parametrize("sex", ["female", "male"])
def test_nothing_comes_through_a_shirt_s_front(wardrobe: str, sex: str) -> None:
    """Down the middle of an open coat one sees shirt, tie and buttons, none of the coat's cloth."""
    who = Character(id="pat", name="PAT", age=36, sex=sex, wardrobe=(wardrobe,))  # type: ignore[arg-type]
    model = build_character(who)
    rest = model.skeleton.rest_positions_m()
    high, low = rest[model.skeleton.index("neck"), 1] - 0.02, rest[model.skeleton.index("chest"), 1] + 0.07
    y = np.repeat(np.linspace(high, low, 12), 3)
    places = np.column_stack([np.tile([-0.01, 0.0, 0.01], 12), y])
    assert set(_seen_in_front(model, places)) <= {"shirt", "accent", "gear"}


@pytest.mark.parametrize("style", ["short hair", "bob", "long hair", "curly hair"])
def test_hair_lies_down_where_it_begins(style: str) -> None:
    """Above the forehead hair thickens by and by: within a centimetre of its edge no more than 9 mm stand off the skin, higher up it is thicker."""
    who = _somebody("sam", 30, "shirt", traits=(style,))
    outfit = outfit_of(who)
    hair = _corners(build_character(who), "hair").reshape(-1, 3) * (1.72 / build_character(who).skeleton.stature_m)
    front = hair[(np.abs(hair[:, 0]) < 0.035) & (hair[:, 2] > 0.045)]
    off = head_field(front, face_of(outfit))
    edge = front[off < 0.003][:, 1].min()
    near = (front[:, 1] > edge) & (front[:, 1] < edge + 0.010)
    assert off[near].max() < 0.009
    assert off[front[:, 1] > edge + 0.035].max() > off[near].max()


def test_the_old_have_furrows() -> None:
    """Skin of forehead and temples turns more from place to place at 78 than at 30, and no more at 44 than at 30."""

    def roughness(age: int) -> float:
        face = face_of(outfit_of(_somebody("sam", age, "shirt")))
        x, y = (g.ravel() for g in np.meshgrid(np.linspace(-0.03, 0.03, 13), np.linspace(1.655, 1.69, 60), indexing="ij"))
        points = np.column_stack([x, y, np.full(x.shape, 0.0)])
        low, high = np.zeros(len(x)), np.full(len(x), 0.2)
        for _ in range(24):
            middle = (low + high) / 2
            outside = head_field(points + np.outer(middle, [0, 0, 1]), face) > 0
            low, high = np.where(outside, low, middle), np.where(outside, middle, high)
        normals = gradient(lambda p: head_field(p, face), points + np.outer(high, [0, 0, 1]), 0.001).reshape(13, 60, 3)
        return float(np.abs(np.diff(normals[..., 1], 2, axis=1)).mean())

    young, grown, old = (roughness(age) for age in (30, 44, 78))
    assert old > 3 * young
    assert grown == pytest.approx(young, rel=0.05)


@pytest.mark.parametrize("word", ["braids", "pigtails", "辫子"])
def test_braids_lie_on_the_chest_and_stay_there(word: str) -> None:
    """Two plaits hang to both sides; their ends go with the chest, their roots with the head, and no end sinks into the clothes."""
    who = _somebody("mia", 24, "t-shirt", traits=(word,))
    assert outfit_of(who).hair == "braids"
    model = build_character(who)
    mesh, rig = model.model.meshes["body"], model.skeleton
    hair = [m.name for m in model.model.materials].index("hair")
    number = np.unique(mesh.triangles[mesh.material == hair])
    assert mesh.joints is not None and mesh.weights is not None
    neck = rig.rest_positions_m()[rig.index("neck"), 1]
    low = number[mesh.positions[number, 1] < neck - 0.06]
    assert {-1.0, 1.0} == set(np.sign(mesh.positions[low, 0]))
    head = np.where(mesh.joints[low] == rig.index("head"), mesh.weights[low], 0).sum(1)
    assert head.max() < 0.01
    tip = low[mesh.positions[low, 1] < mesh.positions[low, 1].min() + 0.06]
    seen = _seen_in_front(model, mesh.positions[tip, :2].astype(float)[::3])
    assert np.isin(seen, ["hair", "accent"]).mean() > 0.7


@pytest.mark.parametrize("traits", [(), ("heavy",)])
def test_a_buckle_stays_on_its_belt(traits: tuple[str, ...]) -> None:
    """Its middle is as high as the belt in front, and it has the shares of the cloth under it, so that no bow takes it off."""
    who = _somebody("otto", 50, "overalls", "belt", traits=traits)
    model = build_character(who)
    buckle, band = (_corners(model, name).reshape(-1, 3) for name in ("metal", "leather"))
    front = band[(np.abs(band[:, 0]) < 0.08) & (band[:, 2] > 0.05) & (np.abs(band[:, 1] - buckle[:, 1].mean()) < 0.08)]
    middle = (front[:, 1].min() + front[:, 1].max()) / 2
    assert abs((buckle[:, 1].min() + buckle[:, 1].max()) / 2 - middle) < 0.008
    mesh = model.model.meshes["body"]
    number = np.unique(mesh.triangles[mesh.material == [m.name for m in model.model.materials].index("metal")])
    assert mesh.weights is not None
    assert np.ptp(mesh.weights[number], axis=0).max() < 1e-3
