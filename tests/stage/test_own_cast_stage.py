"""The user's own cast through the stage's tasks: read, built, acted, staged and read back, faces and all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.stage.own_models import given
from tests.stage.own_motions import bvh, walk
from tests.stage.own_people import person, vrm_1
from tests.stage.usd_fakes import blocking, shot

from redearth.breakdown.model import CastList, Character
from redearth.core.frames import FrameRange
from redearth.core.record import read_record, write_record
from redearth.core.recorded_motion import RecordedMotion
from redearth.direction.model import BeatTiming, Blocking, Cue, ShotList, Track
from redearth.stage.motion.perform import perform as act
from redearth.stage.motion.perform import shaped
from redearth.stage.own.character_build import own_character
from redearth.stage.own.character_rig import Rig
from redearth.stage.own.found import Files
from redearth.stage.own.task import import_character, import_motion, own_body
from redearth.stage.playback import open_playback, read_assets
from redearth.stage.task import build_character, perform, stage_scene
from redearth.stage.usd.author_performance import author_performance
from redearth.stage.usd.check import check_stage
from redearth.stage.usd.layer import write_layer

LIN = Character(id="lin", name="LIN")
FRAMES = 30


def _scene() -> Blocking:
    whole = FrameRange(start=0, duration=FRAMES)
    rows = tuple((0.0, -3.0, 1.57, 0.0) for _ in range(FRAMES))
    return replace(
        blocking(FRAMES),
        timings=(BeatTiming(beat="s/lin.strut.1", range=whole),),
        tracks=(Track(actor="lin", samples=rows, visible=(whole,), stature_m=1.69),),
        cues=(Cue(beat="s/lin.strut.1", actor="lin", primitive="MOTION", range=whole, lemma="strut"),),
        props=(),
        events=(),
    )


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tasks that read the user's files wrote: ``own`` and ``strut``."""
    root = tmp_path_factory.mktemp("own")
    made, _ = person(turn=1.0, shapes=("aa", "jawOpen", "blink"))
    (root / "lin.glb").write_bytes(made.glb())
    (root / "strut.bvh").write_text(bvh(*walk()))
    write_record(root / "lin.json", LIN)
    import_character(
        {"character": root / "lin.json", "file/cast/lin.glb": root / "lin.glb"}, {"main": "cast/lin.glb"}, _folder(root / "own")
    )
    import_motion({"file/motions/strut.bvh": root / "strut.bvh"}, {"main": "motions/strut.bvh"}, _folder(root / "strut"))
    own = {"own": root / "own/meshes.npz", "rig": root / "own/rig.json"}
    build_character({"character": root / "lin.json", **own}, {}, _folder(root / "character"))
    return root


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def test_what_is_read_is_what_is_built(read: Path) -> None:
    """The stage of the character says nothing wrong, and its bundle holds the very arrays, shapes too."""
    assert check_stage(read / "character/character.usdc") == ()
    given_assets, built = read_assets(read / "own/meshes.npz"), read_assets(read / "character/assets.npz")
    assert set(built.meshes) == {"body", "mid", "distant"}
    for name, mesh in built.meshes.items():
        assert np.array_equal(mesh.positions, given_assets.meshes[name].positions)
        assert np.allclose(mesh.weights, given_assets.meshes[name].weights)
        assert set(mesh.morphs) == set(given_assets.meshes[name].morphs)
        for shape, moves in mesh.morphs.items():
            assert np.array_equal(moves, given_assets.meshes[name].morphs[shape])
    assert json.loads((read / "own/notices.json").read_bytes()) == []


def test_direction_is_told_time_and_way(read: Path) -> None:
    """Seconds, leg and a point of the way ten times a second."""
    told = read_record(RecordedMotion, read / "strut/motion.json")
    assert told.seconds == pytest.approx((len(walk()[1].rotations) - 1) / 24, abs=0.05)
    assert told.way[0] == (0.0, 0.0, 0.0) and max(z for _, z, _ in told.way) == pytest.approx(2.4, abs=0.1)


def test_the_task_acts_on_the_user_s_skeleton(read: Path, tmp_path: Path) -> None:
    """``performance.usdc`` animates the model's own joints, with the clip; it passes every check."""
    write_record(tmp_path / "blocking.json", _scene())
    write_record(tmp_path / "cast.json", CastList(characters=(LIN,), props=()))
    records = {name: tmp_path / f"{name}.json" for name in ("blocking", "cast")}
    with_own = {**records, "rig/lin": read / "own/rig.json", "clip/strut": read / "strut/clip.npz"}
    perform(with_own, {}, _folder(tmp_path / "one"))
    perform(with_own, {}, _folder(tmp_path / "two"))
    assert (tmp_path / "one/performance.usdc").read_bytes() == (tmp_path / "two/performance.usdc").read_bytes()
    shots = ShotList(scene=_scene().scene, duration_frames=FRAMES, shots=(shot(0, FRAMES),), cards=(), titles=())
    write_record(tmp_path / "shotlist.json", shots)
    folders = {"performance": tmp_path / "one", "character/lin": read / "character"}
    stage_scene({**records, "shotlist": tmp_path / "shotlist.json", **folders}, {}, _folder(tmp_path / "staged"))
    playback = open_playback(next((tmp_path / "staged/playback").iterdir()), {"lin": read / "character/assets.npz"})
    drawn = next(draw for draw in playback.view(12).draws if draw.name.endswith("lin"))
    assert drawn.world_from_bind is not None and drawn.world_from_bind.shape[0] == len(
        read_record(Rig, read / "own/rig.json").names
    )


def test_a_face_travels_from_its_curves_to_the_draw(read: Path, tmp_path: Path) -> None:
    """What a biped's face does shows as weights of the model's shapes, to 4 millionths; those that never show are not there."""
    rig = read_record(Rig, read / "own/rig.json")
    scene = _scene()
    acted = act(scene, CastList(characters=(LIN,), props=()), {}, {"lin": rig})
    ramp = np.linspace(0.0, 1.0, FRAMES, dtype=np.float32)
    still = np.zeros(FRAMES, np.float32)
    take = shaped(replace(acted.actors[0], face={"aa": ramp, "blink": still, "happy": ramp}), rig)
    assert set(take.shapes) == {"aa", "blink"}
    performance = author_performance(replace(acted, actors=(take,)), {"lin": rig.skeleton()}, {}, 24)
    write_layer(performance.GetRootLayer(), _folder(tmp_path / "performance") / "performance.usdc")
    write_record(tmp_path / "blocking.json", scene)
    shots = ShotList(scene=scene.scene, duration_frames=FRAMES, shots=(shot(0, FRAMES),), cards=(), titles=())
    write_record(tmp_path / "shotlist.json", shots)
    inputs = {name: tmp_path / f"{name}.json" for name in ("blocking", "shotlist")}
    inputs |= {"performance": tmp_path / "performance", "character/lin": read / "character"}
    stage_scene(inputs, {}, _folder(tmp_path / "staged"))
    playback = open_playback(next((tmp_path / "staged/playback").iterdir()), {"lin": read / "character/assets.npz"})
    for frame in (0, 11, 29):
        weights = next(draw for draw in playback.view(frame).draws if draw.name.endswith("lin")).morph_weights
        assert set(weights) == {"aa"} and weights["aa"] == pytest.approx(float(ramp[frame]), abs=4e-6)


def test_our_usd_is_a_character_of_one_s_own(read: Path) -> None:
    """What we author as UsdSkel is read as what it was: skeleton, weights, shapes, size."""
    path = read / "character/character.usdc"
    model, rig, found = own_character(Files(main="cast/a.usdc", paths={"cast/a.usdc": path}))
    first = read_record(Rig, read / "own/rig.json")
    assert rig.human and not found.notices and abs(rig.stature_m - first.stature_m) < 1e-3
    assert rig.shapes == first.shapes == ("aa", "blink")
    rest, ours = rig.skeleton().rest_positions_m(), first.skeleton().rest_positions_m()
    by = {one.by: one.joint for one in rig.driven}
    for one in first.driven:
        if one.by in by and one.by != "root":
            assert np.abs(rest[by[one.by]] - ours[one.joint]).max() < 1e-3
    again, before = model.model.meshes["body"], own_body(read / "own/rig.json", read / "own/meshes.npz").model.meshes["body"]
    assert abs(again.morphs["aa"].max() - before.morphs["aa"].max()) < 1e-5 and len(again.triangles) >= len(before.triangles)


def test_a_broken_file_leaves_a_notice_and_nothing_else(tmp_path: Path) -> None:
    """The built-in body and a gesture stand in."""
    write_record(tmp_path / "lin.json", LIN)
    broken = given(tmp_path, b"<html>").paths["props/a.glb"]
    import_character(
        {"character": tmp_path / "lin.json", "file/cast/lin.glb": broken}, {"main": "cast/lin.glb"}, _folder(tmp_path / "own")
    )
    import_motion({"file/motions/a.bvh": broken}, {"main": "motions/a.bvh"}, _folder(tmp_path / "clip"))
    for folder, file in (("own", "cast/lin.glb"), ("clip", "motions/a.bvh")):
        assert [path.name for path in (tmp_path / folder).iterdir()] == ["notices.json"]
        notices = json.loads((tmp_path / folder / "notices.json").read_bytes())
        assert notices[0]["severity"] == "error" and notices[0]["where"] == file and notices[0]["remedy"]


def test_a_licence_is_told(tmp_path: Path) -> None:
    """Who made it, and what its licence does not allow."""
    made, nodes = person()
    vrm_1(made, nodes)
    made.document["extensions"]["VRMC_vrm"]["meta"]["allowRedistribution"] = False
    (tmp_path / "lin.vrm").write_bytes(made.glb())
    write_record(tmp_path / "lin.json", LIN)
    inputs = {"character": tmp_path / "lin.json", "file/cast/lin.vrm": tmp_path / "lin.vrm"}
    import_character(inputs, {"main": "cast/lin.vrm"}, _folder(tmp_path / "own"))
    notices = json.loads((tmp_path / "own/notices.json").read_bytes())
    assert [notice["code"] for notice in notices] == ["asset.licence", "asset.credit"]
    assert "redistribution" in notices[0]["message"] and "Box by Ann" in notices[1]["message"]
