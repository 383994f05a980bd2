"""A character as GLB: what an independent checker accepts, what our own reader reads back, what Blender makes of our stages."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, CAST, blocking, track
from tests.stage.own_models import given
from tests.stage.own_motions import worlds
from tests.stage.own_people import person

from redearth.breakdown.model import Character
from redearth.core.record import write_record
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.model import Image
from redearth.stage.motion.perform import perform
from redearth.stage.own.character_build import own_character
from redearth.stage.own.found import Files
from redearth.stage.own.task import export_character
from redearth.stage.own.walk_around import walk_around
from redearth.stage.own.write_gltf import character_glb
from redearth.stage.parts import RiggedModel, Skeleton
from redearth.stage.usd.author_character import author_character
from redearth.stage.usd.author_performance import CAST as CAST_PATH
from redearth.stage.usd.author_performance import author_performance, cast_name
from redearth.stage.usd.layer import new_stage, write_layer

VALIDATOR = os.environ.get("REDEARTH_GLTF_VALIDATOR", "")
"""A folder with ``node_modules/gltf-validator`` (npm), where somebody has one."""
BLENDER = os.environ.get("REDEARTH_BPY", "")
"""A Python interpreter that can import ``bpy``, where somebody has one."""
_CHECK = """
const validator = require('gltf-validator'), fs = require('fs');
validator.validateBytes(new Uint8Array(fs.readFileSync(process.argv[1]))).then(r => console.log(JSON.stringify(r.issues)));
"""
_IMPORT = """
import bpy, json, sys
bpy.ops.wm.read_factory_settings(use_empty=True)
bpy.ops.wm.usd_import(filepath=sys.argv[1], import_skeletons=True, import_blendshapes=True)
armature = next(o for o in bpy.data.objects if o.type == 'ARMATURE')
scene, found = bpy.context.scene, {}
for frame in json.loads(sys.argv[2]):
    scene.frame_set(frame)
    pose = armature.evaluated_get(bpy.context.evaluated_depsgraph_get())
    found[frame] = {bone.name: list(bone.head) for bone in pose.pose.bones}
print('FOUND' + json.dumps(found))
"""


def _glb(tmp_path: Path, rigged: RiggedModel, character: Character, take: Any = None) -> Path:
    path = tmp_path / f"{character.id}.glb"
    path.write_bytes(character_glb(rigged, character.id, take))
    return path


def _document(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    document: dict[str, Any] = json.loads(data[20 : 20 + struct.unpack_from("<I", data, 12)[0]])
    return document


@pytest.fixture(scope="module")
def anna() -> RiggedModel:
    """A built-in woman."""
    return build_character(ANNA)


def test_it_is_read_back_as_it_was(tmp_path: Path, anna: RiggedModel) -> None:
    """The same triangles and joints, a human, standing at the same height."""
    path = _glb(tmp_path, anna, ANNA, walk_around(ANNA, anna.skeleton.stature_m))
    model, rig, found = own_character(Files(main="cast/a.glb", paths={"cast/a.glb": path}))
    assert rig.human and not found.notices
    body, read = anna.model.meshes["body"], model.model.meshes["body"]
    assert len(read.triangles) == len(body.triangles)
    by = {one.by: one.joint for one in rig.driven}
    rest, ours = rig.skeleton().rest_positions_m(), anna.skeleton.rest_positions_m()
    for bone in ("hips", "head", "leftHand", "rightFoot", "leftFingers"):
        assert np.abs(rest[by[bone]] - ours[anna.skeleton.index(bone)]).max() < 4e-3
    # And it acts as the one it was exported from.
    walk = replace(track("anna", 72, (8, 60, 0.0, 1.8, 0.3)), stature_m=rig.stature_m)
    own = worlds(rig.skeleton(), perform(blocking(walk), CAST, {}, {"anna": rig}).actors[0])[0]
    first = worlds(anna.skeleton, perform(blocking(walk), CAST, {}).actors[0])[0]
    for bone in ("hips", "head", "leftHand", "rightHand", "leftFoot"):
        assert np.abs(own[:, by[bone]] - first[:, anna.skeleton.index(bone)]).max() < 0.02, bone


def test_equal_characters_are_equal_bytes(tmp_path: Path, anna: RiggedModel) -> None:
    """Twice the same; a short walk with a turn is its one animation."""
    take = walk_around(ANNA, anna.skeleton.stature_m)
    one, two = (
        character_glb(anna, "anna", take),
        character_glb(build_character(ANNA), "anna", walk_around(ANNA, anna.skeleton.stature_m)),
    )
    assert one == two
    document = _document(_glb(tmp_path, anna, ANNA, take))
    assert len(document["animations"]) == 1 and len(document["skins"][0]["joints"]) == len(anna.skeleton.names)
    assert "animations" not in _document(_glb(tmp_path, anna, ANNA))


def test_the_task_writes_it(tmp_path: Path) -> None:
    """``character.glb``, from the script's words or from the user's own body."""
    write_record(tmp_path / "anna.json", ANNA)
    export_character({"character": tmp_path / "anna.json"}, {}, tmp_path)
    assert (tmp_path / "character.glb").read_bytes()[:4] == b"glTF"


def _own(tmp_path: Path) -> tuple[RiggedModel, Any]:
    made, _ = person(shapes=("aa", "blink"))
    model, rig, _ = own_character(given(tmp_path, made.glb()))
    picture = Image(pixels=np.full((4, 4, 4), 200, np.uint8))
    skin = replace(model.model.materials[0], base_color_image="face", alpha_cutoff=0.4, emission_linear=(2.0, 0.0, 0.0))
    dressed = replace(model.model, materials=(skin, *model.model.materials[1:]), images={"face": picture})
    return replace(model, model=dressed), rig


@pytest.mark.skipif(
    not VALIDATOR or not shutil.which("node"),
    reason="REDEARTH_GLTF_VALIDATOR names no folder with the npm package gltf-validator",
)
@pytest.mark.parametrize("who", ["anna", "child", "beast", "own"])
def test_the_validator_has_nothing_to_say(tmp_path: Path, who: str) -> None:
    """No error and no warning from Khronos' glTF-Validator."""
    characters = {
        "anna": ANNA,
        "child": Character(id="child", name="CHILD", age=6),
        "beast": Character(id="beast", name="BEAST", kind="creature", legs=6),
    }
    if who == "own":
        rigged, rig = _own(tmp_path)
        path = _glb(tmp_path, rigged, ANNA, walk_around(ANNA, rig.stature_m, rig))
    else:
        rigged = build_character(characters[who])
        path = _glb(tmp_path, rigged, characters[who], walk_around(characters[who], rigged.skeleton.stature_m))
    checked = subprocess.run(
        ["node", "-e", _CHECK, str(path)], cwd=VALIDATOR, capture_output=True, text=True, check=True, timeout=120
    )
    issues = json.loads(checked.stdout)
    assert (issues["numErrors"], issues["numWarnings"]) == (0, 0), issues["messages"][:5]


def _stage(tmp_path: Path, skeleton: Skeleton, rigged: RiggedModel, take: Any) -> Path:
    """Write a character and its performance as a shot composes them."""
    write_layer(author_character(rigged, "anna").GetRootLayer(), tmp_path / "character.usdc")
    scene = perform(blocking(track("anna", 24)), CAST, {})
    performance = author_performance(replace(scene, actors=(take,), props=()), {"anna": skeleton}, {}, 24)
    write_layer(performance.GetRootLayer(), tmp_path / "performance.usdc")
    stage = new_stage("World", fps=24)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(len(take.rotations) - 1)
    stage.GetRootLayer().subLayerPaths.append("./performance.usdc")
    prim = stage.DefinePrim(f"{CAST_PATH}/{cast_name('anna', 0)}")
    prim.GetReferences().AddReference("./character.usdc")
    write_layer(stage.GetRootLayer(), tmp_path / "shot.usda")
    return tmp_path / "shot.usda"


@pytest.mark.skipif(not BLENDER, reason="REDEARTH_BPY names no Python interpreter with bpy")
@pytest.mark.parametrize("own", [False, True], ids=["built in", "own"])
def test_blender_puts_every_joint_where_we_do(tmp_path: Path, own: bool) -> None:
    """A performance, imported by Blender: joints within a millimetre on every frame looked at."""
    walk = track("anna", 48, (6, 42, 0.4, 1.4, 0.8))
    if own:
        rigged, rig = _own(tmp_path)
        take = perform(blocking(replace(walk, stature_m=rig.stature_m)), CAST, {}, {"anna": rig}).actors[0]
        skeleton = rig.skeleton()
    else:
        rigged, skeleton = build_character(ANNA), skeleton_of(ANNA)
        take = perform(blocking(walk), CAST, {}).actors[0]
    shot, frames = _stage(tmp_path, skeleton, rigged, take), [0, 13, 30, 47]
    ran = subprocess.run(
        [BLENDER, "-c", _IMPORT, str(shot), json.dumps(frames)], capture_output=True, text=True, timeout=300, check=True
    )
    found = json.loads(next(line for line in ran.stdout.splitlines() if line.startswith("FOUND"))[5:])
    places, _ = worlds(skeleton, take)
    for frame in frames:
        for joint, name in enumerate(skeleton.names):
            assert np.abs(np.array(found[str(frame)][name]) - places[frame, joint]).max() < 1e-3, (frame, name)


@pytest.mark.parametrize("who", ["anna", "child", "own", "wolf"])
def test_what_is_written_loads_again_as_ones_own(tmp_path: Path, who: str) -> None:
    """The body in the file acts: a human with our stature, soles on the floor, shapes and all; a wolf on its own four legs."""
    wolf = Character(id="wolf", name="WOLF", kind="creature", legs=4, traits=("wolf",))
    character = {"anna": ANNA, "child": Character(id="kid", name="KID", age=7), "own": ANNA, "wolf": wolf}[who]
    first, rig = _own(tmp_path) if who == "own" else (build_character(character), None)
    data = character_glb(first, who, walk_around(character, first.skeleton.stature_m, rig))
    back_m = first.skeleton.stature_m if who == "wolf" else 0.0
    again, read, found = own_character(given(tmp_path, data), creature_m=back_m)
    assert read.human == (who != "wolf") and read.pairs == (2 if who == "wolf" else 0), [n.message for n in found.notices]
    mesh = again.model.meshes["body"]
    tall = np.ptp(first.model.meshes["body"].positions[:, 1])
    assert abs(np.ptp(mesh.positions[:, 1]) - tall) < 0.03 * tall and abs(mesh.positions[:, 1].min()) < 0.02
    take = walk_around(character, read.stature_m, read)
    assert np.isfinite(take.rotations).all() and np.ptp(take.translations_m[:, 0, 2]) > 2.0
    assert set(mesh.morphs) == set(first.model.meshes["body"].morphs)
