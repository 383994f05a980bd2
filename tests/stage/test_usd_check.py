"""The check of a stage sees what USD's own validators do not."""

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSkel, Vt
from tests.stage.usd_fakes import gate_poses, performance, rigged

from redearth.core.diagnostics import FilmError
from redearth.stage.usd.author_character import author_character
from redearth.stage.usd.author_performance import author_performance
from redearth.stage.usd.check import check_stage
from redearth.stage.usd.layer import open_stage, write_layer


def _codes(stage: Usd.Stage, path) -> set[str]:
    write_layer(stage.GetRootLayer(), path)
    return {finding.code for finding in check_stage(path)}


def _nan(stage):
    points = np.array(UsdGeom.Mesh(stage.GetPrimAtPath("/Character/body")).GetPointsAttr().Get())
    points[3, 1] = np.nan
    UsdGeom.Mesh(stage.GetPrimAtPath("/Character/body")).GetPointsAttr().Set(Vt.Vec3fArray.FromNumpy(points))


def _face_index(stage):
    UsdGeom.Mesh(stage.GetPrimAtPath("/Character/body")).GetFaceVertexIndicesAttr().Set(Vt.IntArray([0, 1, 999] * 12))


def _normal(stage):
    UsdGeom.Mesh(stage.GetPrimAtPath("/Character/body")).GetNormalsAttr().Set(Vt.Vec3fArray(24, Gf.Vec3f(0, 2, 0)))


def _joint(stage):
    UsdSkel.BindingAPI(stage.GetPrimAtPath("/Character/body")).GetJointIndicesAttr().Set(Vt.IntArray(96, 999))


def _weights(stage):
    UsdSkel.BindingAPI(stage.GetPrimAtPath("/Character/body")).GetJointWeightsAttr().Set(Vt.FloatArray(96, 0.5))


def _units(stage):
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)


def _reference(stage):
    stage.DefinePrim("/Character/hat").GetReferences().AddReference("../hats/none.usdc")


def _absolute(stage):
    stage.DefinePrim("/Character/hat").GetReferences().AddReference("/hats/none.usdc")


def _default_prim(stage):
    stage.ClearDefaultPrim()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (_nan, "number.finite"), (_face_index, "mesh.indices"), (_normal, "mesh.normals"), (_joint, "skin.joints"),
        (_weights, "skin.weights"), (_units, "stage.units"), (_reference, "stage.files"), (_absolute, "stage.files"),
        (_default_prim, "MissingDefaultPrim"),
    ],
)  # fmt: skip
def test_each_damage_is_found(tmp_path, damage, code):
    """One fault put into a sound character is reported under its code."""
    stage = author_character(rigged(), "lin")
    author = Usd.Stage.Open(stage.GetRootLayer())
    damage(author)
    assert code in _codes(author, tmp_path / "broken.usdc")


def _acted() -> Usd.Stage:
    skeletons = {who: rigged().skeleton for who in ("lin", "wei", "crowd")}
    return author_performance(performance(8), skeletons, gate_poses(8), 24)


def test_a_performance_is_sound(tmp_path):
    """The undamaged performance has no finding."""
    assert _codes(_acted(), tmp_path / "performance.usdc") == set()


def test_short_animations_and_wrong_sizes_are_found(tmp_path):
    """Samples must cover the range of the stage and fit the joints."""
    stage = _acted()
    stage.SetEndTimeCode(30)
    animation = UsdSkel.Animation(stage.GetPrimAtPath("/World/Cast/lin/Performance"))
    stage.GetPrimAtPath("/World/Cast").SetSpecifier(Sdf.SpecifierDef)
    stage.GetPrimAtPath("/World/Cast/lin").SetSpecifier(Sdf.SpecifierDef)
    animation.GetTranslationsAttr().Set(Vt.Vec3fArray(2), 3)
    assert {"time.range", "animation.sizes"} <= _codes(stage, tmp_path / "short.usdc")


def test_a_file_that_is_no_usd_is_a_fault(tmp_path):
    """Garbage raises a diagnostic, not USD's own error."""
    (tmp_path / "x.usdc").write_bytes(b"garbage")
    with pytest.raises(FilmError, match="not a USD file"):
        open_stage(tmp_path / "x.usdc")
