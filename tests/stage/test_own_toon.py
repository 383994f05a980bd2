"""Toon materials and painted expressions of the user's own: what the file says changes what is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.stage.own_models import Gltf, codes
from tests.stage.own_people import NUMBERED, person, read_body, vrm_1

from redearth.stage.model import Material, Mesh
from redearth.stage.own.character_rig import PAINT, Rig, face_weights
from redearth.stage.own.found import Found
from redearth.stage.own.mtoon import Toon, read_toons, toon_material
from redearth.stage.parts import RiggedModel

PLAIN = Material(name="skin", base_color_linear=(0.8, 0.6, 0.5), roughness=0.5, metallic=0.3)
SHADED = Toon(shade=(0.3, 0.1, 0.2))


@pytest.mark.parametrize(
    ("toon", "brighter", "channel"),
    [
        (replace(SHADED, shade=(0.8, 0.6, 0.5)), True, 1),
        (replace(SHADED, shift=0.8), True, 0),
        (replace(SHADED, shift=-0.8), False, 0),
        (replace(SHADED, toony=0.0), False, 0),
        (replace(SHADED, rim=(0.0, 0.0, 1.0)), True, 2),
    ],
    ids=["shade", "lit", "shaded", "soft", "rim"],
)
def test_each_input_changes_the_surface(toon: Toon, brighter: bool, channel: int) -> None:
    """Shade colour, shifts either way, a soft border, a rim: against a plain toon, in the colour that it is about."""
    usual, changed = toon_material(PLAIN, SHADED), toon_material(PLAIN, toon)
    difference = changed.base_color_linear[channel] - usual.base_color_linear[channel]
    assert (difference > 0.01) if brighter else (difference < -0.01)
    assert usual.metallic == 0.0 and usual.roughness > 0.8


def test_a_rim_shines_and_a_matcap_adds_its_colour() -> None:
    """A rim makes the surface smoother, so that edges catch light; a matcap's average is added."""
    assert toon_material(PLAIN, replace(SHADED, rim=(1.0, 1.0, 1.0))).roughness < toon_material(PLAIN, SHADED).roughness - 0.2
    capped = toon_material(PLAIN, SHADED, (0.0, 0.8, 0.0))
    assert capped.base_color_linear[1] > toon_material(PLAIN, SHADED).base_color_linear[1] + 0.1


def test_both_versions_say_the_same() -> None:
    """VRM 0's sRGB colours, centimetres and signs are VRM 1's linear ones."""
    one = {
        "shadeColorFactor": [0.5**2.2] * 3, "shadingShiftFactor": 0.2, "shadingToonyFactor": 0.7, "parametricRimColorFactor": [1, 0, 0],
        "outlineWidthMode": "worldCoordinates", "outlineWidthFactor": 0.004, "outlineColorFactor": [0, 0, 1],
    }  # fmt: skip
    nought = {
        "shader": "VRM/MToon",
        "floatProperties": {"_ShadeShift": -0.2, "_ShadeToony": 0.7, "_OutlineWidthMode": 1, "_OutlineWidth": 0.4},
        "vectorProperties": {"_ShadeColor": [0.5, 0.5, 0.5, 1], "_RimColor": [1, 0, 0, 1], "_OutlineColor": [0, 0, 1, 1]},
    }
    new = read_toons({"materials": [{}, {"extensions": {"VRMC_materials_mtoon": one}}]})
    old = read_toons(
        {"materials": [{}, {}], "extensions": {"VRM": {"materialProperties": [{"shader": "VRM_USE_GLTFSHADER"}, nought]}}}
    )
    assert list(new) == list(old) == [1]
    assert new[1].outline_m == pytest.approx(old[1].outline_m) and new[1].shift == old[1].shift
    assert new[1].shade == pytest.approx(old[1].shade, abs=1e-4) and new[1].rim == old[1].rim and new[1].outline == old[1].outline
    broken: Any = {
        "materials": [
            {"extensions": {"VRMC_materials_mtoon": {"shadeColorFactor": "x", "outlineWidthFactor": {}, "matcapTexture": 3}}},
            7,
        ]
    }
    assert read_toons(broken)[0] == Toon(matcap=(1.0, 1.0, 1.0))


def _body(tmp_path: Path, material: dict[str, Any], preset: dict[str, Any] | None = None) -> tuple[Rig, Mesh, Found, RiggedModel]:
    made, nodes = person(NUMBERED, shapes=("one",))
    _clothe(made, material)
    node = len(made.document["nodes"]) - 1
    shown = {"aa": {"morphTargetBinds": [{"node": node, "index": 0, "weight": 1.0}]}}
    vrm_1(made, nodes, expressions={"preset": {**shown, **(preset or {})}})
    rig, model, found = read_body(tmp_path, made, "a.vrm")
    return rig, model.model.meshes["body"], found, model  # type: ignore[attr-defined, return-value]


def _clothe(made: Gltf, material: dict[str, Any]) -> None:
    primitive = made.document["meshes"][0]["primitives"][0]
    count = made.document["accessors"][primitive["attributes"]["POSITION"]]["count"]
    normals = np.tile(np.array([0.0, 0.0, 1.0], np.float32), (count, 1))
    primitive["attributes"]["NORMAL"] = made.accessor(normals)
    primitive["material"] = 0
    made.document["materials"] = [{"name": "skin", "pbrMetallicRoughness": {"baseColorFactor": [0.8, 0.6, 0.5, 1]}, **material}]


def test_an_outline_is_a_hull_turned_inside_out(tmp_path: Path) -> None:
    """As many triangles again in the outline's colour, outside by its width, wound the other way; none without a width."""
    toon = {"outlineWidthMode": "worldCoordinates", "outlineWidthFactor": 0.005, "outlineColorFactor": [0.1, 0.0, 0.3]}
    _, drawn, _, model = _body(tmp_path, {"extensions": {"VRMC_materials_mtoon": toon}})
    _, bare, _, _ = _body(tmp_path, {"extensions": {"VRMC_materials_mtoon": {**toon, "outlineWidthMode": "none"}}})
    assert len(drawn.triangles) == 2 * len(bare.triangles)
    line = next(k for k, material in enumerate(model.model.materials) if material.name == "skin_outline")
    assert model.model.materials[line].base_color_linear == (0.1, 0.0, 0.3)
    hull = drawn.triangles[drawn.material == line]
    skin = drawn.triangles[drawn.material != line]
    assert np.allclose(drawn.positions[hull[:, ::-1]] - drawn.positions[skin], [0.0, 0.0, 0.005], atol=1e-4)
    assert np.allclose(drawn.morphs["aa"][hull[:, ::-1]], drawn.morphs["aa"][skin])


@pytest.mark.parametrize("kind", ["materialColorBinds", "textureTransformBinds"])
def test_what_an_expression_does_to_a_material_shows(tmp_path: Path, kind: str) -> None:
    """The same surface in its other colours, under the skin until more than half of the expression shows, then over it."""
    bind = {"material": 0, "type": "color", "targetValue": [0.9, 0.1, 0.1, 1.0], "scale": [1, 1], "offset": [0.25, 0.5]}
    rig, mesh, found, model = _body(tmp_path, {}, {"happy": {kind: [bind]}})
    assert rig.shapes == ("aa", "happy" + PAINT) and not codes(found.notices) & {"asset.vrm"}
    worn = next(k for k, material in enumerate(model.model.materials) if material.name == "skin_happy")
    shell = np.unique(mesh.triangles[mesh.material == worn])
    skin = np.unique(mesh.triangles[mesh.material != worn])
    if kind == "materialColorBinds":
        assert model.model.materials[worn].base_color_linear == (0.9, 0.1, 0.1)
    under = mesh.positions[shell, 2] - mesh.positions[skin, 2]
    over = under + mesh.morphs["happy" + PAINT][shell, 2]
    assert (under < -1e-3).all() and (over > 1e-3).all()
    curves = {"happy": np.array([0.0, 0.4, 0.6, 1.0]), "aa": np.zeros(4)}
    assert face_weights(rig, curves, 4)["happy" + PAINT].tolist() == [0.0, 0.0, 1.0, 1.0]


def test_what_no_shell_can_show_is_said(tmp_path: Path) -> None:
    """An outline's colour, and a material that nothing wears."""
    binds = [
        {"material": 0, "type": "outlineColor", "targetValue": [1, 0, 0, 1]},
        {"material": 5, "type": "color", "targetValue": [1, 0, 0, 1]},
    ]
    rig, _, found, _ = _body(tmp_path, {}, {"sad": {"materialColorBinds": binds}})
    assert rig.shapes == ("aa",)
    assert [notice.code for notice in found.notices].count("asset.vrm") == 2
    assert any("sad" in notice.message and "outlineColor" in notice.message for notice in found.notices)
