"""Props: every kind is built around its grip as its row of the table says, and words paint and age it."""

from __future__ import annotations

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.breakdown.model import Prop
from redearth.stage.model import Mesh
from redearth.stage.parts import Model
from redearth.stage.props.build import BUILDERS, HIDDEN, build_prop, equip
from redearth.stage.props.catalogue import KINDS, PropKind

_SOFT = {"camera", "binoculars", "gas_mask", "cloth", "rag", "scarf"}
"""Straps and folds give way to what they lie on."""
_LARGEST = 4000
_HERO = {"shoot"}
"""The film's own close-up."""
_REAL_CM = {
    "phone": 14.8, "card": 8.6, "banknote": 15.2, "cup": 11, "bottle": 29, "wine_glass": 18, "egg": 5.7, "die": 1.6, "coin": 2.7,
    "pencil": 19, "match": 5, "violin": 60, "guitar": 100, "chair": 86, "sword": 100, "rifle": 110, "newspaper": 38, "letter": 21,
    "apple": 7.6, "ball": 22, "hammer": 31, "plate": 26, "laptop": 32, "umbrella": 92, "skull": 20, "syringe": 17, "tin": 11,
}  # fmt: skip


def of(name: str, *words: str) -> Model:
    """Return a kind's model."""
    return build_prop(Prop(id=name, name=KINDS[name].english[0], words=words))


def seen_at_first(kind: PropKind, model: Model) -> NDArray[np.float64]:
    """Return the points [V, 3] of what is seen of a prop that nothing has happened to, its lid shut."""
    points = model.meshes["prop"].positions.astype(float)
    if "lid" not in model.meshes or kind.hinge is None:
        return points
    pose = kind.hinge.pose(0.0)
    return np.concatenate([points, model.meshes["lid"].positions @ pose[:3, :3].T + pose[:3, 3]])


def volume(mesh: Mesh) -> float:
    """Return the signed volume within a mesh."""
    a, b, c = (mesh.positions[mesh.triangles[:, k]].astype(float) for k in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6


def test_there_are_enough_kinds_and_each_has_a_builder() -> None:
    """At least 75, and every row names one."""
    assert len(KINDS) >= 75
    assert list(BUILDERS) == list(KINDS)


@pytest.mark.parametrize("name", list(KINDS))
def test_every_mesh_is_sound(name: str) -> None:
    """Finite, wound outwards with unit normals, within its triangles, quickly made; solids are not inside out."""
    began = time.process_time()
    model = of(name)
    assert time.process_time() - began < 0.5  # on a busy machine; a third of it on a free one
    for part, mesh in model.meshes.items():
        assert np.isfinite(mesh.positions).all() and np.isfinite(mesh.normals).all()
        assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-3)
        corners = mesh.positions.astype(float)[mesh.triangles]
        face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        agree = np.einsum("ij,ij->i", face, mesh.normals[mesh.triangles].mean(1)) > 0
        assert agree.mean() > 0.995, part
        assert int(mesh.material.max()) < len(model.materials)
    assert volume(model.meshes["prop"]) > -0.005 * float(np.prod(KINDS[name].size_m))  # a leaf or a sheet has next to none
    shown = sum(len(mesh.triangles) for part, mesh in model.meshes.items() if part not in HIDDEN)
    assert shown <= (_LARGEST if name not in _HERO else 7000)


@pytest.mark.parametrize("name", list(KINDS))
def test_every_kind_is_as_its_row_says(name: str) -> None:
    """Its box, its height over what it lies on, its grips in or on it, its parts."""
    kind, model = KINDS[name], of(name)
    points = seen_at_first(kind, model)
    assert np.allclose(np.ptp(points, axis=0), kind.size_m, atol=1e-3)
    rest = kind.rest_pose()
    lowest = float((points @ rest[:3, :3].T + rest[:3, 3])[:, 1].min())
    assert lowest == pytest.approx(0.0, abs=1e-3) if name not in _SOFT else -0.2 < lowest <= 1e-3
    for grip in ((0.0, 0.0, 0.0), kind.second_m):
        if grip is not None:
            assert (points.min(0) - 0.02 < grip).all() and (np.asarray(grip) < points.max(0) + 0.02).all()
    assert ("lid" in model.meshes) == ("opens" in kind.states) == (kind.hinge is not None)
    assert ("broken" in model.meshes) == ("breaks" in kind.states)
    assert ("burnt" in model.meshes) == ("burns" in kind.states)


@pytest.mark.parametrize(("name", "long_cm"), sorted(_REAL_CM.items()))
def test_sizes_are_those_of_the_real_things(name: str, long_cm: float) -> None:
    """Its longest side is within a tenth of what one measures at home."""
    assert 100 * max(KINDS[name].size_m) == pytest.approx(long_cm, rel=0.1)


def test_words_paint_it() -> None:
    """A colour word changes the paint and nothing of the shape."""
    plain, blue = of("cup"), of("cup", "blue")
    assert np.array_equal(plain.meshes["prop"].positions, blue.meshes["prop"].positions)
    assert plain.materials[0].base_color_linear != blue.materials[0].base_color_linear
    assert blue.materials[0].base_color_linear[2] == max(blue.materials[0].base_color_linear)


def test_words_age_it() -> None:
    """A rusty wrench rusts, an old one is worn, a new one shines."""
    rusty, old, plain, new = (of("wrench", *words) for words in (("rusty",), ("old",), (), ("new",)))
    assert {m.pattern for m in rusty.materials} == {"rust"}
    assert old.materials[0].wear > plain.materials[0].wear > new.materials[0].wear


def test_a_seed_jar_shows_its_seeds() -> None:
    """Its wall is clear, and inside it lie dozens of solid pieces in several colours, with room above them."""
    model = build_prop(Prop(id="jar", name="seed jar"))
    mesh = model.meshes["prop"]
    clear = np.array([m.clear for m in model.materials])[mesh.material]
    wall, held = (mesh.positions[np.unique(mesh.triangles[rows])] for rows in (clear, ~clear))
    inside = held[(np.hypot(held[:, 0], held[:, 2]) < 0.0395) & (held[:, 1] < 0.02)]
    assert clear.any() and len(inside) > 300
    assert wall[:, 1].min() < inside[:, 1].min() and inside[:, 1].max() < 0.012 < wall[:, 1].max()


@pytest.mark.parametrize("name", ["tumbler", "bottle of wine", "test tube", "wine glass", "beaker"])
def test_vessels_are_clear(name: str) -> None:
    """One sees what is in them."""
    assert any(m.clear for m in build_prop(Prop(id="x", name=name)).materials)


@pytest.mark.parametrize("name", ["flare", "torch"])
def test_what_burns_glows_at_its_tip(name: str) -> None:
    """The emissive triangles lie in the upper half."""
    model = of(name)
    mesh = model.meshes["prop"]
    glowing = [k for k, material in enumerate(model.materials) if max(material.emission_linear) > 1]
    tips = mesh.positions[mesh.triangles[np.isin(mesh.material, glowing)]][..., 1]
    assert tips.size
    assert tips.min() > 0.5 * float(mesh.positions[:, 1].max())


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if "breaks" in kind.states])
def test_shards_lie_scattered_on_the_ground(name: str) -> None:
    """Nothing is below the ground, nothing hovers high above it, and they cover more ground than the whole thing did."""
    kind, model = KINDS[name], of(name)
    shards = model.meshes["broken"].positions
    assert 0 <= shards[:, 1].min() < 0.003
    assert shards[:, 1].max() < max(kind.size_m)
    assert np.ptp(shards[:, [0, 2]], axis=0).max() > 1.1 * np.sort(kind.size_m)[1]


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.hinge is not None])
def test_lids_open(name: str) -> None:
    """Open, it looks different from shut: its lid has moved by more than a third of its size."""
    hinge, lid = KINDS[name].hinge, of(name).meshes["lid"].positions.astype(float)
    assert hinge is not None
    shut, wide = (lid @ pose[:3, :3].T + pose[:3, 3] for pose in (hinge.pose(0.0), hinge.pose(1.0)))
    assert np.linalg.norm(wide - shut, axis=1).max() > 0.33 * float(np.ptp(lid, axis=0).max())


def test_a_thing_of_ones_own_breaks_and_burns_like_the_built_in_one() -> None:
    """It keeps its mesh and materials and gets shards in its own, a fire and a charred body in new ones."""
    own = Model(materials=of("apple").materials, meshes={"prop": of("apple").meshes["prop"]})
    vase, diary, spoon = (equip(own, Prop(id=name, name=name)) for name in ("vase", "diary", "spoon"))
    assert (
        sorted(vase.meshes) == ["broken", "prop"]
        and sorted(diary.meshes) == ["burnt", "flame", "prop"]
        and sorted(spoon.meshes) == ["prop"]
    )
    assert vase.meshes["prop"] is own.meshes["prop"] and vase.materials == own.materials
    assert np.allclose(diary.meshes["prop"].positions, own.meshes["prop"].positions * [-1, 1, -1], atol=1e-6)
    assert set(vase.meshes["broken"].material.tolist()) <= set(own.meshes["prop"].material.tolist())
    new = {diary.materials[k].name for part in ("burnt", "flame") for k in diary.meshes[part].material}
    assert new == {"rubber", "neon_amber", "glow_fire"}


@pytest.mark.parametrize("name", ["phone", "letter", "compass", "book", "photograph"])
def test_what_one_looks_at_faces_its_holder_and_lies_face_up(name: str) -> None:
    """Its picture is on the -Z side of it in the hand, and on top on the table."""
    kind, model = KINDS[name], of(name)
    mesh = model.meshes["lid" if name == "book" else "prop"]
    pictured = [k for k, material in enumerate(model.materials) if material.textured]
    normals = mesh.normals[mesh.triangles[np.isin(mesh.material, pictured)]].reshape(-1, 3).mean(0)
    assert normals[2] < -0.8
    assert (kind.rest_pose()[:3, :3] @ normals)[1] > 0.8
