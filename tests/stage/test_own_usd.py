"""USD models of the user's, and the survey of sets: units, axes, materials, and nothing from outside."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade, UsdUtils, Vt
from tests.stage.own_models import CORNERS, FACES, png, room

from redearth.breakdown.model import Location, Prop
from redearth.core.diagnostics import FilmError
from redearth.core.record import dump_record, load_record, write_record
from redearth.direction.model import SetSurvey
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.own_set import own_plan
from redearth.stage.own.build import own_prop, own_set
from redearth.stage.own.found import Files
from redearth.stage.own.survey import survey
from redearth.stage.playback import read_assets
from redearth.stage.sets.build import join_own_set
from redearth.stage.task import build_prop, build_set, import_set
from redearth.stage.usd.check import check_stage
from redearth.stage.usd.layer import open_stage

CASES = Path(os.environ.get("REDEARTH_CASES", "cases"))
"""A folder of other people's files, where somebody has one."""


def _stage(path: Path, *, metres: float = 1.0, up: str = "Y") -> Usd.Stage:
    stage = Usd.Stage.CreateNew(str(path))
    UsdGeom.SetStageMetersPerUnit(stage, metres)
    UsdGeom.SetStageUpAxis(stage, up)
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, "/Model").GetPrim())
    return stage


def _cube(stage: Usd.Stage, path: str = "/Model/cube") -> UsdGeom.Mesh:
    mesh = UsdGeom.Mesh.Define(stage, path)
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(CORNERS))
    mesh.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(12, 3, np.int32)))
    mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(FACES.astype(np.int32).ravel()))
    return mesh


def _files(folder: Path, main: str) -> Files:
    return Files(
        main=f"props/{main}",
        paths={f"props/{p.relative_to(folder).as_posix()}": p for p in sorted(folder.rglob("*")) if p.is_file()},
    )


def test_centimetres_and_z_up_become_metres_and_y_up(tmp_path: Path) -> None:
    """A cube of 100 units that stands on z = 0 is a cube of one metre that stands on y = 0."""
    stage = _stage(tmp_path / "a.usda", metres=0.01, up="Z")
    UsdGeom.Xformable(_cube(stage)).AddTransformOp().Set(Gf.Matrix4d(100, 0, 0, 0, 0, 0, 100, 0, 0, -100, 0, 0, 0, 0, 0, 1))
    stage.Save()
    model, notices = own_prop(_files(tmp_path, "a.usda"))
    positions = model.meshes["prop"].positions
    assert notices == () and np.allclose([positions.min(0), positions.max(0)], [[-0.5, 0, -0.5], [0.5, 1, 0.5]], atol=1e-5)


def _textured(folder: Path) -> None:
    stage = _stage(folder / "a.usda")
    mesh = _cube(stage)
    UsdGeom.PrimvarsAPI(mesh).CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, "faceVarying").Set(
        Vt.Vec2fArray(36, Gf.Vec2f(0.25, 0.75))
    )
    (folder / "tex").mkdir()
    (folder / "tex/skin.png").write_bytes(png())
    material = UsdShade.Material.Define(stage, "/Model/look")
    shader = UsdShade.Shader.Define(stage, "/Model/look/surface")
    shader.CreateIdAttr("UsdPreviewSurface")
    shader.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(0.25)
    texture = UsdShade.Shader.Define(stage, "/Model/look/skin")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set("./tex/skin.png")
    shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).ConnectToSource(
        texture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)
    )
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).Bind(material)
    stage.Save()


def test_materials_and_textures_are_read_from_files_and_archives(tmp_path: Path) -> None:
    """A preview surface with a picture comes through, from a folder and from a usdz of the same."""
    (tmp_path / "plain").mkdir()
    _textured(tmp_path / "plain")
    (tmp_path / "packed").mkdir()
    assert UsdUtils.CreateNewUsdzPackage(str(tmp_path / "plain/a.usda"), str(tmp_path / "packed/a.usdz"))
    for folder, main in (("plain", "a.usda"), ("packed", "a.usdz")):
        model, notices = own_prop(_files(tmp_path / folder, main))
        (material,) = model.materials
        assert notices == () and material.roughness == 0.25
        assert tuple(model.images[material.base_color_image].pixels[0, 0]) == (200, 30, 20, 255)
        uvs = model.meshes["prop"].uvs
        assert uvs is not None and np.allclose(uvs, [0.25, 0.75])


@pytest.mark.parametrize(("opacity", "threshold"), [(0.3, 0.0), (1.0, 0.0), (0.3, 0.5)])
def test_opacity_makes_a_surface_clear(tmp_path: Path, opacity: float, threshold: float) -> None:
    """Opacity below 1 is glass, unless a threshold says that it is there or not."""
    stage = _stage(tmp_path / "a.usda")
    material = UsdShade.Material.Define(stage, "/Model/look")
    shader = UsdShade.Shader.Define(stage, "/Model/look/surface")
    shader.CreateIdAttr("UsdPreviewSurface")
    shader.CreateInput("opacity", Sdf.ValueTypeNames.Float).Set(opacity)
    shader.CreateInput("opacityThreshold", Sdf.ValueTypeNames.Float).Set(threshold)
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    UsdShade.MaterialBindingAPI.Apply(_cube(stage).GetPrim()).Bind(material)
    stage.Save()
    (found,) = own_prop(_files(tmp_path, "a.usda"))[0].materials
    clear = opacity < 1 and threshold == 0
    assert found.opacity == pytest.approx(opacity if clear else 1.0) and found.pattern == ("glass" if clear else "plain")


def test_a_missing_picture_is_said(tmp_path: Path) -> None:
    """Without its picture the surface is plain, and the notice names it."""
    _textured(tmp_path)
    (tmp_path / "tex/skin.png").unlink()
    model, notices = own_prop(_files(tmp_path, "a.usda"))
    assert [n.code for n in notices] == ["asset.image"] and "tex/skin.png" in notices[0].message and not model.images


def test_quads_subsets_and_broken_numbers(tmp_path: Path) -> None:
    """Faces of any size become triangles; subsets keep their materials; a NaN point costs only its faces."""
    stage = _stage(tmp_path / "a.usda")
    mesh = UsdGeom.Mesh.Define(stage, "/Model/sheet")
    mesh.CreatePointsAttr([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (2, 0, 0), (2, 1, 0), (3, 0, 0), (float("nan"), 1, 0)])
    mesh.CreateFaceVertexCountsAttr([4, 4, 4])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 3, 1, 4, 5, 2, 4, 6, 7, 5])
    for k, name in enumerate(("left", "right")):
        material = UsdShade.Material.Define(stage, f"/Model/{name}")
        shader = UsdShade.Shader.Define(stage, f"/Model/{name}/surface")
        shader.CreateIdAttr("UsdPreviewSurface")
        material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
        subset = UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).CreateMaterialBindSubset(
            name, Vt.IntArray([k] if k == 0 else [1, 2])
        )
        UsdShade.MaterialBindingAPI.Apply(subset.GetPrim()).Bind(material)
    stage.Save()
    model, notices = own_prop(_files(tmp_path, "a.usda"))
    built = model.meshes["prop"]
    assert [n.code for n in notices] == ["asset.finite"] and np.isfinite(built.positions).all()
    worn = [model.materials[int(k)].name for k in built.material]
    assert worn.count("left") == 2 and worn.count("right") == 2


@pytest.mark.parametrize("reference", ["../../secret.usda", "/etc/passwd", "http://127.0.0.1:9/a.usda", "missing.usda"])
def test_nothing_outside_is_composed(tmp_path: Path, reference: str) -> None:
    """A reference that leads out of the asset, or nowhere, makes the file unusable, by name, before anything is composed."""
    folder = tmp_path / "a/b"
    folder.mkdir(parents=True)
    secret = _stage(tmp_path / "secret.usda")
    _cube(secret)
    secret.Save()
    stage = _stage(folder / "a.usda")
    stage.GetDefaultPrim().GetReferences().AddReference(reference)
    stage.Save()
    with pytest.raises(FilmError, match="none of its own files"):
        own_prop(_files(folder, "a.usda"))


def test_value_clips_are_refused(tmp_path: Path) -> None:
    """Clips name layers that composition alone does not: a stage with some is not opened."""
    stage = _stage(tmp_path / "a.usda")
    clips = Usd.ClipsAPI(_cube(stage).GetPrim())
    clips.SetClipAssetPaths([Sdf.AssetPath("/etc/passwd")])
    clips.SetClipPrimPath("/Model")
    stage.Save()
    with pytest.raises(FilmError, match="clips"):
        own_prop(_files(tmp_path, "a.usda"))


def test_archives_that_lead_out_are_refused(tmp_path: Path) -> None:
    """A member with a path of its own mind is refused, and nothing is unpacked."""
    with zipfile.ZipFile(tmp_path / "a.usdz", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("../../evil.txt", "x")
    with pytest.raises(FilmError, match="leads out"):
        own_prop(_files(tmp_path, "a.usdz"))
    (tmp_path / "a.usdz").write_bytes(b"PK")
    with pytest.raises(FilmError):
        own_prop(_files(tmp_path, "a.usdz"))


@pytest.mark.skipif(not CASES.is_dir(), reason="REDEARTH_CASES names no folder of cases")
def test_cases_of_others() -> None:
    """The archive of a real exporter is as tall as its glTF twin; hostile stages are refused by name."""
    (usdz, glb) = (
        own_prop(Files(main=f"props/{p.name}", paths={f"props/{p.name}": p}))[0].meshes["prop"]
        for p in (CASES / "usd/CesiumMan.usdz", CASES / "gltf/CesiumMan-static.glb")
    )
    assert np.allclose(np.ptp(usdz.positions, axis=0), np.ptp(glb.positions, axis=0), atol=0.01)
    for path in sorted((CASES / "hostile/usd").iterdir()):
        with pytest.raises(FilmError) as caught:
            own_prop(Files(main=f"props/{path.name}", paths={f"props/{path.name}": path}))
        assert caught.value.diagnostics[0].where == f"props/{path.name}"


def _surveyed(tmp_path: Path) -> tuple[SetSurvey, object]:
    (tmp_path / "room.glb").write_bytes(room().glb())
    model, found, chunks = own_set(Files(main="sets/room.glb", paths={"sets/room.glb": tmp_path / "room.glb"}))
    return survey(found, chunks), model


def test_a_survey_finds_room_obstacles_and_spots(tmp_path: Path) -> None:
    """The play area lies within the walls, the table and the walls are in the way, floor and ceiling are not, named nodes are anchors."""
    found, _ = _surveyed(tmp_path)
    assert load_record(SetSurvey, dump_record(found)) == found
    assert (
        -4.1 < found.bounds.min_x_m < -3.5
        and 4.5 < found.bounds.max_z_m < 5.1
        and found.bounds.ceiling_m == pytest.approx(3.0, abs=0.2)
    )
    sizes = [piece.size_m for piece in found.boxes]
    assert (2.0, 0.75, 1.0) in sizes and all(size[1] > 0.3 for size in sizes) and len(sizes) == 5
    spots = {one.id: one for one in found.anchors}
    assert spots["door"].kind == "door" and spots["seat-1"].kind == spots["seat-2"].kind == "seat"
    assert abs(spots["door"].yaw_rad) == pytest.approx(np.pi, abs=1e-3)


def test_a_plan_over_a_survey_keeps_people_out_of_the_table(tmp_path: Path) -> None:
    """Spots that the set does not name are free floor; a door is not built where the set has one, a lever is."""
    found, model = _surveyed(tmp_path)
    location = Location(
        id="war-room", name="WAR ROOM", interior=True, exterior=False, words=("war", "room"), features=("door", "lever", "table")
    )
    plan = own_plan(plan_set(location), location.features, found)
    assert plan.own and plan.interior
    assert [piece.kind for piece in plan.pieces if piece.kind != "own"] == ["lamp", "lever"]
    assert {"centre", "near", "far", "entrance", "exit", "light", "seat", "door"} <= {one.kind for one in plan.anchors}
    for spot in plan.anchors:
        if spot.kind in ("centre", "near", "far", "entrance"):
            x, _, z = spot.position_m
            assert max(abs(x) - 1.0, abs(z) - 0.5) > 0.5, spot
    built = join_own_set(plan, model)  # type: ignore[arg-type]
    assert [placement.piece.kind for placement in built.placements if placement.piece is not None] == ["lever"]
    for mesh in built.model.meshes.values():
        assert int(mesh.material.max()) < len(built.model.materials)


def test_own_models_pass_through_their_tasks(tmp_path: Path) -> None:
    """A set becomes a stage that passes every check, with its pictures beside it; a broken property is stood in for and said."""
    (tmp_path / "room.glb").write_bytes(room().glb())
    (tmp_path / "cup.glb").write_bytes(b"<html>")
    out = {name: tmp_path / name for name in ("read", "set", "prop")}
    for folder in out.values():
        folder.mkdir()
    import_set({"file/sets/room.glb": tmp_path / "room.glb"}, {"main": "sets/room.glb"}, out["read"])
    location = Location(id="room", name="ROOM", interior=True, exterior=False)
    plan = own_plan(plan_set(location), (), load_record(SetSurvey, (out["read"] / "survey.json").read_bytes()))
    write_record(tmp_path / "set_plan.json", plan)
    build_set({"set_plan": tmp_path / "set_plan.json", "own": out["read"] / "meshes.npz"}, {}, out["set"])
    assert check_stage(out["set"] / "set.usdc") == ()
    assert len(list((out["set"] / "textures").iterdir())) == 1
    assert read_assets(out["set"] / "assets.npz").images
    write_record(tmp_path / "prop.json", Prop(id="cup", name="cup"))
    build_prop(
        {"prop": tmp_path / "prop.json", "file/props/cup.glb": tmp_path / "cup.glb"}, {"main": "props/cup.glb"}, out["prop"]
    )
    (notice,) = json.loads((out["prop"] / "notices.json").read_bytes())
    assert notice["severity"] == "error" and notice["where"] == "props/cup.glb"
    assert len(read_assets(out["prop"] / "assets.npz").meshes["prop"].triangles) > 0


def test_screens_shine_and_flares_wait(tmp_path: Path) -> None:
    """A screen glows whatever the scene lights; a flare, built in or the user's own, waits to be lit."""
    (tmp_path / "a.glb").write_bytes(room().glb())
    own = {"file/props/a.glb": tmp_path / "a.glb"}
    for name, files, expected in (("laptop", {}, True), ("flare", {}, None), ("flare", own, None), ("crystal", own, True)):
        write_record(tmp_path / "prop.json", Prop(id=name, name=name))
        options = {"main": "props/a.glb"} if files else {}
        build_prop({"prop": tmp_path / "prop.json", **files}, options, tmp_path)
        assert open_stage(tmp_path / "prop.usdc").GetDefaultPrim().GetAttribute("redearth:shines").Get() is expected, name
