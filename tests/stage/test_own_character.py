"""The user's own characters: told to be human, normalised, driven by our motion, refused by name when broken."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.stage.motion_scene import BEN, CAST, blocking, span, track
from tests.stage.own_models import CORNERS, FACES, Gltf, codes, given
from tests.stage.own_people import BONES, MIXAMO, NUMBERED, PLACES, PLAIN, RIGIFY, UNREAL, person, read_body

from redearth.breakdown.model import Character
from redearth.core.diagnostics import FilmError
from redearth.direction.model import Track
from redearth.stage.motion import quat
from redearth.stage.motion.perform import perform
from redearth.stage.motions.bones import find_humanoid
from redearth.stage.own.character_build import own_character
from redearth.stage.own.character_rig import Rig
from redearth.stage.own.found import Files
from redearth.stage.own.skin_gltf import strongest
from redearth.stage.parts import ActorTake, Skeleton

CASES = Path(os.environ.get("REDEARTH_CASES", "cases"))


@pytest.mark.parametrize(
    "names", [MIXAMO, UNREAL, PLAIN, RIGIFY, NUMBERED], ids=["mixamo", "unreal", "plain", "rigify", "by place"]
)
def test_a_human_is_told_by_names_or_by_shape(tmp_path: Path, names: Mapping[str, str]) -> None:
    """Each exporter's names, and none at all: the same bones."""
    made, _ = person(names)
    rig, _, found = read_body(tmp_path, made)
    assert rig.human and not found.notices  # type: ignore[attr-defined]
    by = {one.by: rig.names[one.joint] for one in rig.driven}
    for bone in ("hips", "head", "leftUpperArm", "leftLowerArm", "rightHand", "leftUpperLeg", "rightLowerLeg", "leftFoot"):
        assert by[bone].split("_own")[0] == "".join(c if c.isalnum() else "_" for c in names[bone]).strip("_")


@pytest.mark.parametrize(
    "names",
    [
        ["Hips", "LHipJoint", "LeftUpLeg", "LeftLeg", "LeftFoot", "RightUpLeg", "RightLeg", "RightFoot", "Spine", "Head", "LeftArm", "LeftForeArm", "LeftHand", "RightArm", "RightForeArm", "RightHand"],
        ["Bip01 Pelvis", "x", "Bip01 L Thigh", "Bip01 L Calf", "Bip01 L Foot", "Bip01 R Thigh", "Bip01 R Calf", "Bip01 R Foot", "Bip01 Spine", "Bip01 Head", "Bip01 L UpperArm", "Bip01 L Forearm", "Bip01 L Hand", "Bip01 R UpperArm", "Bip01 R Forearm", "Bip01 R Hand"],
        ["J_Bip_C_Hips", "x", "J_Bip_L_UpperLeg", "J_Bip_L_LowerLeg", "J_Bip_L_Foot", "J_Bip_R_UpperLeg", "J_Bip_R_LowerLeg", "J_Bip_R_Foot", "J_Bip_C_Spine", "J_Bip_C_Head", "J_Bip_L_UpperArm", "J_Bip_L_LowerArm", "J_Bip_L_Hand", "J_Bip_R_UpperArm", "J_Bip_R_LowerArm", "J_Bip_R_Hand"],
        ["hip", "x", "lThigh", "lShin", "lFoot", "rThigh", "rShin", "rFoot", "abdomen", "head", "lShldr", "lForeArm", "lHand", "rShldr", "rForeArm", "rHand"],
        ["hips", "x", "leg.L", "knee.L", "ankle.L", "leg.R", "knee.R", "ankle.R", "spine", "head", "shoulder.L", "elbow.L", "wrist.L", "shoulder.R", "elbow.R", "wrist.R"],
        ["下半身", "x", "左足", "左ひざ", "左足首", "右足", "右ひざ", "右足首", "上半身", "頭", "左腕", "左ひじ", "左手首", "右腕", "右ひじ", "右手首"],
    ],
    ids=["cmu", "biped", "vroid", "daz", "joints", "mmd"],
)  # fmt: skip
def test_names_of_many_houses(names: list[str]) -> None:
    """Sixteen joints under the names of six more exporters."""
    parents = [-1, 0, 0, 2, 3, 0, 5, 6, 0, 8, 8, 10, 11, 8, 13, 14]
    found = find_humanoid(names, parents, np.zeros((16, 3)))
    assert found is not None
    wanted = {"hips": 0, "leftUpperLeg": 2, "leftLowerLeg": 3, "leftFoot": 4, "rightFoot": 7, "head": 9, "leftUpperArm": 10, "leftLowerArm": 11, "rightHand": 15}  # fmt: skip
    assert {bone: found[bone] for bone in wanted} == wanted


@pytest.mark.parametrize(("unit", "turn"), [(1.0, 0.0), (100.0, np.pi), (1 / 0.0254, np.pi / 2)])
def test_size_facing_and_feet_are_normal_whatever_the_file_has(tmp_path: Path, unit: float, turn: float) -> None:
    """Centimetres, inches, other ways to face: 1.7 m, left at +X, soles at 0, hips over the mark."""
    made, _ = person(unit=unit, turn=turn)
    rig, model, found = read_body(tmp_path, made)
    assert abs(rig.stature_m - 1.69) < 0.02
    assert codes(found.notices) == (set() if unit == 1.0 else {"asset.units"})  # type: ignore[attr-defined]
    rest = rig.skeleton().rest_positions_m()
    by = {one.by: one.joint for one in rig.driven}
    for bone in BONES:
        assert np.allclose(rest[by[bone]], np.array(PLACES[bone]), atol=2e-3)
    positions = model.model.meshes["body"].positions  # type: ignore[attr-defined]
    assert abs(positions[:, 1].min()) < 1e-4


def test_the_strongest_four_weights_stay_and_sum_to_one(tmp_path: Path) -> None:
    """Eight influences a vertex become four; a vertex without any follows its first joint."""
    made, _ = person(influences=8)
    _, model, _ = read_body(tmp_path, made)
    mesh = model.model.meshes["body"]  # type: ignore[attr-defined]
    assert mesh.joints.shape[1] == 4 and np.allclose(mesh.weights.sum(1), 1.0, atol=1e-5) and mesh.weights[:, 0].min() > 0.9
    joints, weights = strongest(np.arange(12).reshape(2, 6), np.array([[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0, 0, 0, 0, 0, 0]]))
    assert joints[0].tolist() == [5, 4, 3, 2] and np.allclose(weights[0], np.array([6, 5, 4, 3]) / 18)
    assert weights[1].tolist() == [1, 0, 0, 0]


def _performed(rig: Rig, frames: int = 96) -> tuple[ActorTake, ActorTake]:
    """Return a walk on the model and on the biped that it acts on."""
    walk = replace(track("ben", frames, (8, 70, 0.3, 2.0, 0.2), (72, 90, 0.3, 2.0, 1.7)), stature_m=rig.stature_m)
    scene = blocking(walk)
    bare = replace(rig, names=rig.acting_skeleton().names)
    own = perform(scene, CAST, {}, {"ben": rig}).actors[0]
    ours = perform(scene, CAST, {}, {"ben": _as_itself(bare)}).actors[0]
    return own, ours


def _as_itself(rig: Rig) -> Rig:
    """Return a rig whose model is the biped that it acts on."""
    from redearth.stage.own.character_rig import Driven

    acting = rig.acting_skeleton()
    ankle = float(acting.rest_positions_m()[acting.index("leftFoot"), 1])
    return replace(
        rig,
        names=acting.names,
        parents=acting.parents,
        offsets_m=rig.biped_m,
        driven=tuple(Driven(joint=k, by=name) for k, name in enumerate(acting.names)),
        ankles_m=(ankle, ankle),
        sways=(),
    )


def _worlds(skeleton: Skeleton, take: ActorTake) -> tuple[np.ndarray, np.ndarray]:
    turns, places = take.rotations.astype(float), take.translations_m.astype(float)
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            places[:, joint] = places[:, parent] + quat.rotate(turns[:, parent], places[:, joint])
            turns[:, joint] = quat.multiply(turns[:, parent], turns[:, joint])
    return turns, places


def test_a_body_of_one_s_own_does_what_ours_does(tmp_path: Path) -> None:
    """Hands, head and hips of the model are where the biped's are on every frame; its soles stand where the biped's stand."""
    made, _ = person(turn=np.pi)
    rig, _, _ = read_body(tmp_path, made)
    own, ours = _performed(rig)
    acting = rig.acting_skeleton()
    own_turns, own_places = _worlds(rig.skeleton(), own)
    turns, places = _worlds(acting, ours)
    by = {one.by: one.joint for one in rig.driven}
    for bone in ("hips", "head", "leftHand", "rightHand", "leftLowerArm"):
        assert np.abs(own_places[:, by[bone]] - places[:, acting.index(bone)]).max() < 1e-3, bone
    for side, height in zip(("left", "right"), rig.ankles_m, strict=True):
        sole = own_places[:, by[side + "Foot"]] - quat.rotate(own_turns[:, by[side + "Foot"]], [0.0, height, 0.0])
        foot = acting.index(side + "Foot")
        wanted = places[:, foot] - quat.rotate(turns[:, foot], [0.0, 0.08 * rig.stature_m / 1.72, 0.0])
        assert np.abs(sole - wanted).max() < 0.012


def test_arms_hang_whatever_pose_they_are_bound_in(tmp_path: Path) -> None:
    """A T-pose's arms hang beside the body when it stands."""
    made, _ = person()
    rig, _, _ = read_body(tmp_path, made)
    still = blocking(Track(actor="ben", samples=((0.0, 0.0, 0.0, 0.0),) * 24, visible=(span(0, 24),), stature_m=rig.stature_m))
    take = perform(still, CAST, {}, {"ben": rig}).actors[0]
    _, places = _worlds(rig.skeleton(), take)
    by = {one.by: one.joint for one in rig.driven}
    for side in ("left", "right"):
        along = places[12, by[side + "Hand"]] - places[12, by[side + "UpperArm"]]
        assert along[1] < -0.4 and abs(along[0]) < 0.2


def test_what_is_no_human_is_moved_as_a_whole(tmp_path: Path) -> None:
    """A box walks and turns in one piece, its foot on the ground, and the build says so."""
    made = Gltf()
    made.box("box", (0, 0, 0), (0.5, 1.2, 0.5))
    rig, model, found = read_body(tmp_path, made)
    assert not rig.human and codes(found.notices) == {"asset.human"}  # type: ignore[attr-defined]
    walk = track("ben", 72, (8, 60, 0.0, 2.0, 1.0))
    take = perform(blocking(walk), CAST, {}, {"ben": rig}).actors[0]
    assert take.rotations.shape[1] == 1
    assert np.allclose(take.translations_m[-1, 0, [0, 2]], [0.0, 2.0], atol=1e-3)
    assert -1e-6 <= take.translations_m[:, 0, 1].min() <= take.translations_m[:, 0, 1].max() <= 0.0401
    assert abs(2 * np.arccos(np.clip(take.rotations[-1, 0, 0], -1, 1)) - 1.0) < 1e-3
    assert (model.model.meshes["body"].joints == 0).all()  # type: ignore[attr-defined]


def test_a_creature_of_one_s_own_is_moved_as_a_whole(tmp_path: Path) -> None:
    """Whatever joints it has."""
    made, _ = person()
    _, rig, _ = own_character(given(tmp_path, made.glb()), creature_m=0.6)
    walk = replace(track("beast", 48, (4, 40, 0.0, 1.5, 0.0)), stature_m=1.5)
    take = perform(blocking(walk), CAST, {}, {"beast": rig}).actors[0]
    assert take.rotations.shape[1] == 1 and abs(take.translations_m[-1, 0, 2] - 1.5) < 1e-3


def test_broken_skins_are_named_and_the_rest_stays(tmp_path: Path) -> None:
    """Joints out of range, NaN in inverse binds, weights that do not fit: each said, nothing raised but faults."""
    for key, value in (("joints", [0, 999]), ("inverseBindMatrices", 10**6)):
        made, _ = person()
        made.document["skins"][0][key] = value
        _, _, found = read_body(tmp_path, made)
        assert "asset.skin" in codes(found.notices)  # type: ignore[attr-defined]
    made, _ = person()
    made.document["meshes"][0]["primitives"][0]["attributes"]["WEIGHTS_0"] = 0
    with pytest.raises(FilmError, match="do not fit"):
        read_body(tmp_path, made)
    made = Gltf()
    made.node("flat", mesh=made.mesh(np.zeros_like(CORNERS), FACES))
    with pytest.raises(FilmError, match=r"props/a\.glb"):
        read_body(tmp_path, made)


def test_two_readings_are_the_same(tmp_path: Path) -> None:
    """The same file, the same rig and the same arrays."""
    made, _ = person(shapes=("aa",))
    one, two = (own_character(given(tmp_path, made.glb())) for _ in range(2))
    assert one[1] == two[1]
    assert all(
        np.array_equal(one[0].model.meshes[m].positions, two[0].model.meshes[m].positions) for m in ("body", "mid", "distant")
    )


@pytest.mark.skipif(not CASES.is_dir(), reason="REDEARTH_CASES names no folder of cases")
def test_every_case_of_others_is_a_body_or_a_named_fault() -> None:
    """Sound samples become characters, hostile ones are refused by name."""
    human, whole, refused = set(), set(), set()
    for folder in ("vrm", "gltf", "usd", "hostile/gltf", "hostile/usd"):
        for path in sorted((CASES / folder).rglob("*")):
            if path.suffix not in (".glb", ".gltf", ".vrm", ".usda", ".usdc", ".usdz"):
                continue
            beside = path.parent.iterdir() if path.suffix == ".gltf" else [path]
            files = Files(main=f"cast/{path.name}", paths={f"cast/{p.name}": p for p in beside if p.is_file()})
            try:
                model, rig, _ = own_character(files)
                assert np.isfinite(model.model.meshes["body"].positions).all() and 0.3 < rig.stature_m < 3.3
                (human if rig.human else whole).add(path.name)
            except FilmError as named:
                assert named.diagnostics[0].where == files.main
                refused.add(path.name)
    assert {"vrm0-sphere.vrm", "vrm1-debug-robot.vrm", "VRMC_vrm_expressions_isBinary_Overrides.vrm"} <= human
    assert {"CesiumMan-static.glb", "CesiumMan.usdz", "simple_skin.gltf", "AnimatedMorphCube.gltf"} <= whole
    assert {"empty.vrm", "vrm0-minimal.vrm", "not-a-glb.glb", "truncated-json.glb", "accessor-count-4e9.glb", "uri-traversal-dotdot.gltf",
            "uri-http-loopback.gltf", "ref-etc-passwd.usda", "traversal.usdz", "truncated.usdc", "nan-points.usda"} <= refused  # fmt: skip
    assert not Path("/tmp/PWNED_BY_USDZ.txt").exists()


def test_a_character_the_script_does_not_know_is_a_person(tmp_path: Path) -> None:
    """A rig for somebody outside the cast list is acted all the same."""
    made, _ = person()
    rig, _, _ = read_body(tmp_path, made)
    extra = Character(id="extra", name="EXTRA")
    assert extra.id not in {one.id for one in CAST.characters} and BEN.id in {one.id for one in CAST.characters}
    take = perform(blocking(replace(track("extra", 24), stature_m=rig.stature_m)), CAST, {}, {"extra": rig}).actors[0]
    assert take.rotations.shape[1] == len(rig.names)


def test_a_skin_is_taken_where_it_is_bound_whatever_pose_its_nodes_are_in(tmp_path: Path) -> None:
    """Nodes that stand in some frame of an animation, an arm raised: the body is read as bound."""
    made, nodes = person()
    plain, _, _ = read_body(tmp_path, made)
    arm = np.array(made.document["nodes"][nodes["leftUpperArm"]]["matrix"]).reshape(4, 4).T
    arm[:3, :3] = arm[:3, :3] @ quat.to_matrix(quat.about(0, np.array(0.8)))
    made.document["nodes"][nodes["leftUpperArm"]]["matrix"] = arm.T.ravel().tolist()
    posed, model, _ = read_body(tmp_path, made)
    assert np.allclose(posed.skeleton().rest_positions_m(), plain.skeleton().rest_positions_m(), atol=1e-4)
    assert model.model.meshes["body"].positions[:, 0].max() > 0.7  # type: ignore[attr-defined]


def test_rigid_parts_follow_the_joint_they_hang_from(tmp_path: Path) -> None:
    """Glasses without a skin, under the head."""
    made, nodes = person()
    glasses = made.node("glasses", root=False, mesh=made.mesh(), scale=[0.1, 0.02, 0.1], translation=[0, 0.05, 0])
    made.document["nodes"][nodes["head"]].setdefault("children", []).append(glasses)
    rig, model, _ = read_body(tmp_path, made)
    mesh = model.model.meshes["body"]  # type: ignore[attr-defined]
    head = next(one.joint for one in rig.driven if one.by == "head")
    assert (mesh.joints[-8:, 0] == head).all() and (mesh.weights[-8:, 0] == 1).all()
    assert np.abs(mesh.positions[-8:] - np.array(PLACES["head"])).max() < 0.2
