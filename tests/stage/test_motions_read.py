"""Motion files of the user's: read whatever their order of angles, unit and axes are; refused by name when broken."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest
from tests.stage.own_models import Gltf
from tests.stage.own_motions import bvh, motion, walk
from tests.stage.own_people import MIXAMO, NUMBERED, person

from redearth.core.diagnostics import FilmError
from redearth.stage.motions.clip import read_clip, write_clip
from redearth.stage.motions.read_clip import read_clip_file
from redearth.stage.own.write_gltf import character_glb
from redearth.stage.parts import Model, RiggedModel

CASES = Path(os.environ.get("REDEARTH_CASES", "cases"))


@pytest.mark.parametrize("order", ["XYZ", "YZX", "YXZ"])
def test_angles_are_read_in_the_order_of_their_channels(tmp_path: Path, order: str) -> None:
    """The same motion in every order of its Euler angles."""
    one, _ = read_clip_file(motion(tmp_path, bvh(*walk())))
    other, _ = read_clip_file(motion(tmp_path, bvh(*walk(), order=order)))
    assert np.abs((one.turns * other.turns).sum(-1)).min() > 1 - 1e-7
    assert np.allclose(one.hips_m, other.hips_m, atol=1e-4)


@pytest.mark.parametrize("unit", [0.01, 0.0254, 0.0564444])
def test_units_are_told_by_the_legs(tmp_path: Path, unit: float) -> None:
    """Centimetres, inches, the CMU library's: metres come out."""
    metres, _ = read_clip_file(motion(tmp_path, bvh(*walk())))
    scaled, found = read_clip_file(motion(tmp_path, bvh(*walk(), unit=unit)))
    assert abs(scaled.leg_m - metres.leg_m) < 2e-3 and not found.notices
    assert np.allclose(scaled.hips_m, metres.hips_m, atol=4e-3)


def test_the_motion_starts_on_the_origin_and_faces_ahead(tmp_path: Path) -> None:
    """Its way goes ahead, turns by half a turn, comes back."""
    clip, _ = read_clip_file(motion(tmp_path, bvh(*walk())))
    assert np.allclose(clip.root[0], 0.0, atol=1e-9)
    assert abs(clip.root[:, 1].max() - 2.4) < 0.08 and np.abs(clip.root[:, 0]).max() < 0.1
    assert abs(abs(clip.root[-1, 2]) - np.pi) < 0.1
    assert abs(clip.seconds - (len(walk()[1].rotations) - 1) / 24) < 0.05


def test_a_reference_pose_on_the_first_frame_is_left_out(tmp_path: Path) -> None:
    """The body never leaps."""
    lines = bvh(*walk()).splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith("Frames:"))
    first = lines[at + 2].split()
    tee = " ".join([*first[:3], *["0"] * 9, *["0", "0", "0"] * 3, *(["80", "0", "0"] * ((len(first) - 21) // 3))])
    lines[at] = f"Frames: {len(lines) - at - 2 + 1}"
    with_tee, _ = read_clip_file(motion(tmp_path, "\n".join([*lines[: at + 2], tee, *lines[at + 2 :]])))
    plain, _ = read_clip_file(motion(tmp_path, bvh(*walk())))
    assert np.abs((with_tee.turns[0] * plain.turns[0]).sum(-1)).min() > 1 - 1e-6


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html>404</html>", "no BVH"),
        ("HIERARCHY\nROOT a\n{\n", "no BVH"),
        ("HIERARCHY\nROOT a\n{\n OFFSET 0 0\n}\nMOTION\nFrames: 0\n", "hierarchy"),
        ("HIERARCHY\nROOT a\n{\n OFFSET 0 0 0\n CHANNELS 3 Xrotation Yrotation Zrotation\n}\nMOTION\nFrames: 2\nFrame Time: 0.1\n0 0 0\n", "claims 2"),
        ("HIERARCHY\nROOT a\n{\n OFFSET 0 0 0\n CHANNELS 3 Xrotation Yrotation Zrotation\n}\nMOTION\nFrames: 1\nFrame Time: 0.1\n0 0\n", "numbers"),
        ("HIERARCHY\nROOT a\n{\n OFFSET 0 0 0\n CHANNELS 3 Xrotation Yrotation Zrotation\n}\nMOTION\nFrames: 1\nFrame Time: 0.1\n0 0 1e99\n", "numbers"),
        ("HIERARCHY\nROOT a\n{\n OFFSET 0 0 0\n CHANNELS 3 Xrotation Yrotation Zrotation\n}\nMOTION\nFrames: 1\nFrame Time: 0.1\n0 0 0\n", "human"),
        ("HIERARCHY\n" + "JOINT a\n{\nOFFSET 0 0 0\n" * 300 + "}\n" * 300 + "MOTION\nFrames: 1\nFrame Time: 1\n0\n", "hierarchy"),
        ("HIERARCHY\nROOT a\n{\n OFFSET 0 0 0\n CHANNELS 99999999 Xrotation\n}\nMOTION\nFrames: 1\nFrame Time: 0.1\n0\n", "hierarchy"),
    ],
)  # fmt: skip
def test_broken_files_are_refused_by_name(tmp_path: Path, text: str, says: str) -> None:
    """Each says what is wrong and where."""
    with pytest.raises(FilmError, match=says) as refused:
        read_clip_file(motion(tmp_path, text))
    assert refused.value.diagnostics[0].where == "motions/walk.bvh" and refused.value.diagnostics[0].remedy


def test_a_frame_time_of_nothing_is_a_thirtieth(tmp_path: Path) -> None:
    """And the build says so."""
    clip, found = read_clip_file(motion(tmp_path, bvh(*walk(), step_s=0.0)))
    assert [notice.code for notice in found.notices] == ["asset.bvh"]
    assert abs(clip.seconds - (len(walk()[1].rotations) - 1) / 30) < 0.05


def test_what_is_long_is_cut(tmp_path: Path) -> None:
    """At most two minutes."""
    clip, found = read_clip_file(motion(tmp_path, bvh(*walk(), step_s=1.0)))
    assert clip.seconds <= 120.1 and "asset.length" in {notice.code for notice in found.notices}


def test_a_gltf_clip_is_the_same_motion(tmp_path: Path) -> None:
    """Our own export, read as a motion, is what the BVH is."""
    skeleton, take = walk()
    made, _ = person()
    body = RiggedModel(skeleton=skeleton, model=_triangle())
    clip, found = read_clip_file(motion(tmp_path, character_glb(body, "walker", take), "walk.glb"))
    plain, _ = read_clip_file(motion(tmp_path, bvh(skeleton, take)))
    assert not found.notices and made
    rows = [clip.bones.index(bone) for bone in plain.bones]
    assert np.abs((clip.turns[:, rows] * plain.turns).sum(-1)).min() > 1 - 1e-5
    assert np.allclose(clip.root, plain.root, atol=2e-3)


def _triangle() -> Model:
    from redearth.stage.model import Material, Mesh

    corners = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]], np.float32)
    mesh = Mesh(
        positions=corners,
        normals=np.tile(np.array([0, 0, 1], np.float32), (3, 1)),
        triangles=np.array([[0, 1, 2]], np.uint32),
        material=np.zeros(1, np.uint32),
        joints=np.zeros((3, 4), np.uint32),
        weights=np.tile(np.array([1, 0, 0, 0], np.float32), (3, 1)),
    )
    return Model(materials=(Material(name="m", base_color_linear=(0.5, 0.5, 0.5)),), meshes={"body": mesh})


def _nodding(interpolation: str, values: np.ndarray, times: tuple[float, ...] = (0.0, 1.0, 2.0)) -> Gltf:
    """A person whose head turns about x: ``values`` are (x, y, z, w)."""
    made, nodes = person(MIXAMO, twist=False)
    sampler = {
        "input": made.accessor(np.array(times, np.float32)),
        "output": made.accessor(values.astype(np.float32)),
        "interpolation": interpolation,
    }
    channel = {"sampler": 0, "target": {"node": nodes["head"], "path": "rotation"}}
    made.document["nodes"][nodes["head"]].pop("matrix")
    made.document["nodes"][nodes["head"]]["translation"] = [0.0, 0.08, 0.01]
    made.document["animations"] = [{"channels": [channel], "samplers": [sampler]}]
    return made


def _about_x(*angles: float) -> np.ndarray:
    half = np.array(angles) / 2
    return np.stack([np.sin(half), 0 * half, 0 * half, np.cos(half)], axis=1)


@pytest.mark.parametrize(
    ("interpolation", "at_half", "at_most"),
    [("LINEAR", 0.3, 0.6), ("STEP", 0.0, 0.6), ("CUBICSPLINE", 0.3, 0.6)],
)
def test_interpolations(tmp_path: Path, interpolation: str, at_half: float, at_most: float) -> None:
    """Half way from 0 to 0.6 radians: 0.3 in a straight line and on a spline without tangents, 0 in steps."""
    keys = _about_x(0.0, at_most, 0.0)
    if interpolation == "CUBICSPLINE":
        keys = np.stack([0 * keys, keys, 0 * keys], axis=1).reshape(-1, 4)
    clip, _ = read_clip_file(motion(tmp_path, _nodding(interpolation, keys).glb(), "nod.glb"))
    head = clip.turns[:, clip.bones.index("head")]
    angle = 2 * np.arctan2(head[:, 1], head[:, 0])
    assert abs(angle[15] - at_half) < 0.01 and abs(angle[30] - at_most) < 0.01 and abs(clip.seconds - 2.0) < 0.04


@pytest.mark.parametrize("times", [(0.0, 2.0, 1.0), (0.0, float("nan"), 1.0)])
def test_broken_channels_are_left_out(tmp_path: Path, times: tuple[float, ...]) -> None:
    """Times that fall, or are none; nothing is left, so the file is refused by name."""
    with pytest.raises(FilmError, match="no channel") as refused:
        read_clip_file(motion(tmp_path, _nodding("LINEAR", _about_x(0, 0.5, 0), times).glb(), "nod.glb"))
    assert any("channel 0" in notice.message for notice in refused.value.diagnostics)


def test_a_vrma_names_its_bones_and_faces(tmp_path: Path) -> None:
    """Joints that are called nothing, told by the extension; an expression is the x of a node."""
    made, nodes = person(NUMBERED, twist=False)
    smile = made.node("smile")
    made.document["meshes"], made.document["skins"] = [], []
    made.document["nodes"] = [{k: v for k, v in node.items() if k not in ("mesh", "skin")} for node in made.document["nodes"]]
    rows = np.array([[0, 0, 0], [1, 0, 0]], np.float32)
    times = made.accessor(np.array([0.0, 1.0], np.float32))
    made.document["animations"] = [
        {
            "samplers": [{"input": times, "output": made.accessor(rows)}],
            "channels": [{"sampler": 0, "target": {"node": smile, "path": "translation"}}],
        }
    ]
    made.document["extensions"] = {
        "VRMC_vrm_animation": {
            "humanoid": {"humanBones": {bone: {"node": node} for bone, node in nodes.items()}},
            "expressions": {"preset": {"happy": {"node": smile}}},
        }
    }
    clip, _ = read_clip_file(motion(tmp_path, made.glb(), "smile.vrma"))
    assert {"hips", "leftFoot", "rightHand"} <= set(clip.bones)
    assert np.allclose(clip.faces["happy"][[0, 15, 30]], [0.0, 0.5, 1.0], atol=0.01)


def test_a_clip_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """To the precision of float32; equal clips are equal bytes."""
    clip, _ = read_clip_file(motion(tmp_path, bvh(*walk())))
    write_clip(tmp_path / "a.npz", clip)
    write_clip(tmp_path / "b.npz", clip)
    back = read_clip(tmp_path / "a.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert (
        back.bones == clip.bones
        and np.allclose(back.turns, clip.turns, atol=1e-6)
        and np.allclose(back.root, clip.root, atol=1e-5)
    )


@pytest.mark.skipif(not CASES.is_dir(), reason="REDEARTH_CASES names no folder of cases")
def test_the_cases_of_others() -> None:
    """CMU's BVH and a VRMA are read; hostile BVH is refused, or read with a notice, within two seconds."""
    for path, seconds in ((CASES / "bvh/cmu-01_01.bvh", 22.9), (CASES / "vrm/nop.vrma", 0.0)):
        clip, _ = read_clip_file(_case(path))
        assert len(clip.bones) > 14 and abs(clip.seconds - seconds) < 1.1 and np.isfinite(clip.turns).all()
    for path in sorted((CASES / "hostile/bvh").iterdir()):
        start = time.process_time()
        with pytest.raises(FilmError) as refused:
            read_clip_file(_case(path))
        assert refused.value.diagnostics[0].where == f"motions/{path.name}" and time.process_time() - start < 2.0


def _case(path: Path) -> object:
    from redearth.stage.own.found import Files

    return Files(main=f"motions/{path.name}", paths={f"motions/{path.name}": path})
