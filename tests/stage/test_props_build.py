"""Props: every kind is built around its grip, and words name and paint it."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.breakdown.model import Prop
from redearth.stage.props.build import BUILDERS, build_prop
from redearth.stage.props.kinds import SYNONYMS, prop_kind


@pytest.mark.parametrize("kind", sorted(BUILDERS))
def test_every_kind_is_sound(kind: str) -> None:
    """Finite, wound outwards, unit normals, within arm's reach of the grip."""
    model = build_prop(Prop(id=kind, name=kind))
    mesh = model.meshes["prop"]
    points = mesh.positions.astype(float)[mesh.triangles]
    face = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    assert np.isfinite(mesh.positions).all()
    assert (np.einsum("ij,ij->i", face, mesh.normals[mesh.triangles].mean(1)) > 0).all()
    assert 0.01 < float(np.abs(mesh.positions).max()) < 1.1
    assert int(mesh.material.max()) < len(model.materials)
    if kind != "generic":
        assert prop_kind(Prop(id=kind, name=kind)) == kind


def test_names_find_their_kind() -> None:
    """Synonyms, plurals and compound names are understood; nonsense is a keepsake."""
    wanted = {
        "SEEDLING": "shoot",
        "flashlight": "torch",
        "old leather notebook": "book",
        "Seeds": "jar",
        "hunting rifle": "rifle",
        "zorb": "generic",
    }
    assert {name: prop_kind(Prop(id="x", name=name)) for name in wanted} == wanted
    assert set(SYNONYMS) <= set(BUILDERS)
    words = [word for group in SYNONYMS.values() for word in group]
    assert len(words) == len(set(words))


def test_words_paint_it() -> None:
    """A colour word changes the paint and nothing of the shape."""
    plain, blue = build_prop(Prop(id="cup", name="cup")), build_prop(Prop(id="cup", name="cup", words=("blue",)))
    assert np.array_equal(plain.meshes["prop"].positions, blue.meshes["prop"].positions)
    assert plain.materials[0].base_color_linear != blue.materials[0].base_color_linear
    assert blue.materials[0].base_color_linear[2] == max(blue.materials[0].base_color_linear)


def test_a_seed_jar_shows_its_seeds() -> None:
    """Its wall is clear, and inside it lie dozens of solid pieces in several colours, with room above them."""
    model = build_prop(Prop(id="jar", name="seed jar"))
    mesh = model.meshes["prop"]
    clear = np.array([m.clear for m in model.materials])[mesh.material]
    wall, held = (mesh.positions[np.unique(mesh.triangles[rows])] for rows in (clear, ~clear))
    inside = held[(np.hypot(held[:, 0], held[:, 2]) < 0.0395) & (held[:, 1] < 0.02)]
    assert clear.any() and len(inside) > 300
    assert wall[:, 1].min() < inside[:, 1].min() and inside[:, 1].max() < 0.012 < wall[:, 1].max()


@pytest.mark.parametrize("name", ["tumbler", "bottle of wine"])
def test_vessels_are_clear(name: str) -> None:
    """One sees what is in them."""
    assert any(m.clear for m in build_prop(Prop(id="x", name=name)).materials)


@pytest.mark.parametrize("name", ["flare", "torch"])
def test_what_burns_glows_at_its_tip(name: str) -> None:
    """The emissive triangles lie in the upper half."""
    model = build_prop(Prop(id=name, name=name))
    mesh = model.meshes["prop"]
    glowing = [k for k, material in enumerate(model.materials) if max(material.emission_linear) > 1]
    tips = mesh.positions[mesh.triangles[np.isin(mesh.material, glowing)]][..., 1]
    assert tips.size
    assert tips.min() > 0.5 * float(mesh.positions[:, 1].max())
