"""Laws of the wardrobe and creature shop: sound meshes, sound binding, identity, and what the script's words do."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.breakdown.model import Character
from redearth.stage.cast.build import CROWD_VARIANTS, WORN, build_character, skeleton_of, worn_by
from redearth.stage.cast.creature_mouth import mouth_parts
from redearth.stage.cast.species import Species
from redearth.stage.cast.wardrobe import outfit_of
from redearth.stage.model import Mesh
from redearth.stage.parts import RiggedModel
from redearth.stage.rig import legged

SUITED = Character(id="lin", name="LIN", age=34, sex="female", wardrobe=("yellow", "pressure suit"))
ELDER = Character(id="elder-ma", name="ELDER MA", age=74, sex="female")
CLERK = Character(id="bob", name="BOB", sex="male", wardrobe=("grey", "suit"))
DANCER = Character(id="ann", name="ANN", sex="female", wardrobe=("red", "dress"))
BEAST = Character(id="crawler", name="CRAWLER", kind="creature", traits=("six-legged", "mutated"), legs=6)
CROWD = Character(id="refugees", name="REFUGEES", kind="crowd", wardrobe=("pressure suit",), count=20)


@pytest.fixture(scope="module")
def models() -> dict[str, RiggedModel]:
    """Every family once; built once for all tests."""
    return {c.id: build_character(c) for c in (SUITED, ELDER, CLERK, DANCER, BEAST, CROWD)}


def _faces(mesh: Mesh) -> np.ndarray:
    p = mesh.positions.astype(float)
    a, b, c = (p[mesh.triangles[:, k].astype(int)] for k in range(3))
    return np.asarray(np.cross(b - a, c - a))


def _all(models: dict[str, RiggedModel]) -> list[tuple[str, RiggedModel, Mesh]]:
    return [(f"{who} {name}", m, mesh) for who, m in models.items() for name, mesh in m.model.meshes.items()]


def test_meshes_are_whole(models: dict[str, RiggedModel]) -> None:
    """No mesh has NaN, a degenerate triangle, a bent normal or an index out of range."""
    for who, model, mesh in _all(models):
        assert np.isfinite(mesh.positions).all() and np.isfinite(mesh.normals).all(), who
        assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-4), who
        assert np.linalg.norm(_faces(mesh), axis=1).min() > 1e-10, who
        assert mesh.triangles.max() < len(mesh.positions) and mesh.material.max() < len(model.model.materials), who


def test_triangles_face_outwards(models: dict[str, RiggedModel]) -> None:
    """Faces agree with their normals and enclose a positive volume."""
    for who, _, mesh in _all(models):
        faces = _faces(mesh)
        agree = (faces * mesh.normals[mesh.triangles.astype(int)].mean(axis=1)).sum(axis=1) > 0
        assert agree.mean() > 0.995, who
        assert (mesh.positions[mesh.triangles[:, 0].astype(int)] * faces).sum() > 0, who


def test_weights_bind_every_vertex(models: dict[str, RiggedModel]) -> None:
    """Weights are shares of one over joints that exist."""
    for who, model, mesh in _all(models):
        assert mesh.joints is not None and mesh.weights is not None
        assert np.allclose(mesh.weights.sum(axis=1), 1.0, atol=1e-5) and mesh.weights.min() >= 0, who
        assert mesh.joints.max() < len(model.skeleton.names), who


def test_budgets_of_triangles(models: dict[str, RiggedModel]) -> None:
    """Each mesh keeps its budget, and each lighter one is far below the one before."""
    for who, model in models.items():
        body, mid, distant = (len(model.model.meshes[name].triangles) for name in ("body", "mid", "distant"))
        creature = model.skeleton.kind == "legged"
        assert 12_000 < body <= (24_000 if creature else 20_500), who
        assert 5_000 < mid <= (9_500 if creature else 7_000), who
        assert 2_000 < distant <= (3_600 if creature else 3_000), who


def test_stands_on_the_floor_at_its_stature(models: dict[str, RiggedModel]) -> None:
    """Feet touch y = 0; a bare head reaches the stature the rig promises."""
    for who, model in models.items():
        for name in ("body", "mid", "distant"):
            assert abs(float(model.model.meshes[name].positions[:, 1].min())) < 0.01, (who, name)
    top = models["bob"].model.meshes["body"].positions[:, 1].max()
    assert models["bob"].skeleton.stature_m <= top < models["bob"].skeleton.stature_m + 0.06


def test_same_words_same_bytes(models: dict[str, RiggedModel]) -> None:
    """Building twice gives equal bytes."""
    one, two = models["ann"].model.meshes["body"], build_character(DANCER).model.meshes["body"]
    assert one.positions.tobytes() == two.positions.tobytes() and one.triangles.tobytes() == two.triangles.tobytes()


def test_identity_tells_people_apart() -> None:
    """Two people in the same words differ in shape of gear, and each stays the same when age is edited elsewhere."""
    lin, wei = outfit_of(SUITED), outfit_of(Character(id="wei", name="WEI", sex="male", wardrobe=("yellow", "pressure suit")))
    assert lin.accent != wei.accent or lin.unit("helmet") != wei.unit("helmet")
    older = Character(id="lin", name="LIN", age=35, sex="female", wardrobe=("yellow", "pressure suit"))
    assert outfit_of(older).accent == lin.accent and outfit_of(older).main == lin.main


@pytest.mark.parametrize(
    ("character", "family"),
    [
        (SUITED, "pressure_suit"),
        (ELDER, "rag_coat"),
        (CLERK, "business"),
        (DANCER, "dress"),
        (CROWD, "pressure_suit"),
        (Character(id="h", name="HALE", wardrobe=("lab coat",)), "lab_coat"),
        (Character(id="c", name="CHEF"), "chef"),
        (Character(id="g", name="GUARD"), "uniform"),
    ],
)
def test_words_choose_the_family(character: Character, family: str) -> None:
    """Wardrobe words decide first, then traits and the name; "suit" alone is an office suit."""
    assert outfit_of(character).family == family


def test_color_words_dye_the_clothes() -> None:
    """A named colour leads the cloth's channels."""
    red = outfit_of(DANCER).main
    assert red[0] > 4 * red[1]
    assert (
        outfit_of(Character(id="lin", name="林", wardrobe=("红色", "连衣裙"))).main
        == outfit_of(Character(id="lin", name="LIN", wardrobe=("red", "dress"))).main
    )
    yellow = outfit_of(SUITED).main
    assert yellow[0] > yellow[1] > 5 * yellow[2]


def test_skeleton_is_the_model_s(models: dict[str, RiggedModel]) -> None:
    """The cheap skeleton equals the built one; legs are counted from words."""
    for c in (SUITED, BEAST):
        assert skeleton_of(c).names == models[c.id].skeleton.names
    spider = Character(id="s", name="SPIDER", kind="creature")
    assert sum(n.endswith("Tip") for n in skeleton_of(spider).names) == 8


def test_a_crowd_has_six_costumes_and_bodies(models: dict[str, RiggedModel]) -> None:
    """A crowd's variants have materials of their own, and stand on the floor as tall as their members' skeletons say: a child, an elder."""
    crowd = models["refugees"]
    meshes = [crowd.model.meshes[f"distant{k}" if k > 1 else "distant"] for k in range(1, CROWD_VARIANTS + 1)]
    used = [set(mesh.material.tolist()) for mesh in meshes]
    assert all(not a & b for k, a in enumerate(used) for b in used[:k])
    statures = []
    for variant, mesh in enumerate(meshes):
        rig = skeleton_of(CROWD, variant)
        assert rig.names == crowd.skeleton.names and rig.parents == crowd.skeleton.parents
        moved = rig.rest_positions_m() - crowd.skeleton.rest_positions_m()
        assert mesh.joints is not None and mesh.weights is not None
        standing = mesh.positions + (moved[mesh.joints.astype(int)] * mesh.weights[..., None]).sum(1)
        assert abs(float(standing[:, 1].min())) < 0.012, variant
        assert rig.stature_m < standing[:, 1].max() < rig.stature_m + 0.25, variant
        statures.append(rig.stature_m)
    assert min(statures) < 1.45 and max(statures) > 1.7


def test_each_costume_of_a_crowd_is_one_person_at_both_levels(models: dict[str, RiggedModel]) -> None:
    """``mid3`` wears the materials of ``distant3``, is as large within 3 cm, and spends twice the triangles on it, most of that on the face."""
    meshes = models["refugees"].model.meshes
    for variant in range(CROWD_VARIANTS):
        near, far = (meshes[worn_by(level, variant)] for level in WORN)
        assert set(far.material.tolist()) <= set(near.material.tolist())
        assert np.abs(np.ptp(near.positions, axis=0) - np.ptp(far.positions, axis=0)).max() < 0.03, variant
        assert 2 * len(far.triangles) < len(near.triangles) <= 6000


def test_jaw_and_fingers_have_flesh(models: dict[str, RiggedModel]) -> None:
    """Jaw, fingers and the creature's tips each move something."""
    for who, joint in (
        ("bob", "jaw"),
        ("bob", "leftFingerTips"),
        ("lin", "rightFingerTips"),
        ("crawler", "jaw"),
        ("crawler", "leftLeg1Tibia"),
    ):
        model = models[who]
        mesh = model.model.meshes["body"]
        assert mesh.joints is not None and mesh.weights is not None
        share = np.where(mesh.joints == model.skeleton.index(joint), mesh.weights, 0).sum(axis=1)
        assert (share > 0.8).sum() > 20, (who, joint)


def test_helmet_turns_as_one_piece(models: dict[str, RiggedModel]) -> None:
    """Every vertex of the visor belongs to the head alone."""
    model = models["lin"]
    mesh = model.model.meshes["body"]
    visor = [m.name for m in model.model.materials].index("visor")
    vertices = np.unique(mesh.triangles[mesh.material == visor].astype(int))
    assert mesh.weights is not None and mesh.joints is not None
    assert (mesh.weights[vertices, 0] == 1.0).all()
    assert (mesh.joints[vertices, 0] == model.skeleton.index("head")).all()


def test_cuffs_are_stiff(models: dict[str, RiggedModel]) -> None:
    """The stripes of a sleeve belong to the upper arm alone and gauntlets to forearm and hand: no raised arm stretches them."""
    model = models["lin"]
    mesh = model.model.meshes["body"]
    assert mesh.weights is not None and mesh.joints is not None
    side = np.abs(mesh.positions[:, 0])
    dense = np.zeros((len(side), len(model.skeleton.names)))
    np.put_along_axis(dense, mesh.joints.astype(int), mesh.weights, axis=1)
    names = [m.name for m in model.model.materials]
    for material, beyond_m, own in (("accent", 0.2, ("UpperArm",)), ("pad", 0.45, ("LowerArm", "Hand"))):
        used = np.unique(mesh.triangles[mesh.material == names.index(material)].astype(int))
        used = used[side[used] > beyond_m]
        share = sum(dense[used, model.skeleton.index(s + j)] for s in ("left", "right") for j in own)
        assert len(used) > 20 and np.min(share) > 0.999, material


def test_the_mouth_opens_without_tearing() -> None:
    """The throat stays with the head, the lip goes with the jaw, and lining, skin and tongue hang on these two alone."""
    species = Species(identity="crawler", words="", rig=legged(6, 1.5))
    head, jaw = species.rig.index("head"), species.rig.index("jaw")
    for part in mouth_parts(species):
        share = part.weights[:, jaw]
        assert np.allclose(share + part.weights[:, head], 1.0)
        z = part.shell.positions[:, 2]
        assert share[z < 1.19].max(initial=0.0) < 0.15, part.material
        assert part.material == "gullet" or share[z > 1.5].max() > 0.99, part.material


def test_a_crowd_wears_what_the_script_says_and_else_everyday_clothes() -> None:
    """Students do not come to a lecture in pressure suits; people in suits do."""
    plain = Character(id="students", name="students", kind="crowd", count=4)
    suited = Character(id="people", name="people", kind="crowd", count=24, wardrobe=("pressure suit",))
    assert {outfit_of(plain, k).family for k in range(3)} <= {"work", "casual"}
    assert {outfit_of(suited, k).family for k in range(3)} == {"pressure_suit"}
