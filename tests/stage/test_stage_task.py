"""The stage's tasks read and write the files that the call sheet names."""

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.stage.usd_fakes import GATE, blocking, shot

from redearth.breakdown.model import CastList, Character, Prop
from redearth.core.frames import FrameRange
from redearth.core.record import read_record, write_record
from redearth.core.slug import slug
from redearth.direction.model import BeatTiming, Blocking, Cue, Piece, SetEvent, ShotList, Track
from redearth.stage.model import Contacts
from redearth.stage.playback import open_playback, read_assets
from redearth.stage.sets.build import build_set as model_set
from redearth.stage.task import build_character, build_prop, build_set, perform, piece_poses, stage_scene
from redearth.stage.usd.check import check_stage

FRAMES = 30
LIN = Character(id="lin", name="LIN", wardrobe=("yellow", "pressure suit"))
FLARE = Prop(id="red-flare", name="FLARE", words=("red",))


def _scene(lead: int = 10) -> Blocking:
    """Return a scene in which Lin waits for ``lead`` frames, then walks while the gate opens."""
    frames = FRAMES + lead
    plan = replace(
        blocking(frames).set_plan, pieces=(GATE, Piece(id="门", kind="lamp", position_m=(0, 2.5, -3), size_m=(0.3, 0.2, 0.3)))
    )
    path = tuple((0.02 * max(0, f - lead), -3.0, 1.57, 0.5 * (f >= lead)) for f in range(frames))
    wait, walk = FrameRange(start=0, duration=lead), FrameRange(start=lead, duration=FRAMES)
    return replace(
        blocking(frames),
        set_plan=plan,
        timings=(BeatTiming(beat="s/lin.wait.1", range=wait), BeatTiming(beat="s/lin.walk.1", range=walk)),
        tracks=(Track(actor="lin", samples=path, visible=(FrameRange(start=0, duration=frames),)),),
        cues=(Cue(beat="s/lin.walk.1", actor="lin", primitive="WALK", range=walk),),
        events=(SetEvent(beat="s/lin.walk.1", kind="open", range=FrameRange(start=lead + 2, duration=20), subject="gate"),),
        props=(replace(blocking(frames).props[0], holder="lin", grip="right"),),
    )


def _build(root, name, task, kind, record):
    write_record(root / f"{name}.json", record)
    task({kind: root / f"{name}.json"}, {}, root / name)
    return root / name


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a folder in which set, character, property, performance and stages of the tiny scene were made by the tasks."""
    root = tmp_path_factory.mktemp("task")
    _build(root, "set", build_set, "set_plan", _scene().set_plan)
    _build(root, "lin", build_character, "character", LIN)
    _build(root, "flare", build_prop, "prop", FLARE)
    _stage(root, root, _scene(), 10)
    return root


def _stage(root, out, scene: Blocking, start: int):
    write_record(out / "blocking.json", scene)
    write_record(out / "cast.json", CastList(characters=(LIN,), props=(FLARE,)))
    shots = ShotList(scene=scene.scene, duration_frames=scene.duration_frames, shots=(shot(start, FRAMES),), cards=(), titles=())
    write_record(out / "shotlist.json", shots)
    records = {name: out / f"{name}.json" for name in ("blocking", "cast", "shotlist")}
    perform(records, {}, out / "performance")
    folders = {
        "set": root / "set",
        "performance": out / "performance",
        "character/lin": root / "lin",
        "prop/red-flare": root / "flare",
    }
    stage_scene(records | folders, {}, out / "staged")


def _playback_bytes(out):
    return (out / "staged/playback" / f"{slug(shot(0, 1).id)}.npz").read_bytes()


def test_each_build_task_writes_a_sound_stage_and_its_bundle(built):
    """Set, character and property come as USD that passes every check, with an asset bundle beside it."""
    for folder, layer in (("set", "set"), ("lin", "character"), ("flare", "prop")):
        assert check_stage(built / folder / f"{layer}.usdc") == ()
        assert read_assets(built / folder / "assets.npz").meshes


def test_the_performance_is_sound_and_its_contacts_are_records(built):
    """The shared layer passes every check; contacts can be read by the sound department."""
    assert check_stage(built / "performance/performance.usdc") == ()
    assert read_record(Contacts, built / "performance/contacts.json").scene == _scene().scene


def test_a_staged_scene_plays(built):
    """The playback shows Lin, the flare and the gate, lit, on every frame; nothing is missing."""
    bundles = {name: built / name / "assets.npz" for name in ("set", "lin", "flare")}
    playback = open_playback(built / "staged/playback" / f"{slug(shot(0, 1).id)}.npz", bundles)
    assert playback.frames == FRAMES and json.loads((built / "staged/notices.json").read_bytes()) == []
    names = {d.name for d in playback.view(FRAMES - 1).draws}
    assert {"/World/Cast/lin", "/World/Props/red_flare", "/World/Set/Placements/piece_gate"} <= names
    assert all(playback.view(frame).lights for frame in range(FRAMES))
    assert all(np.isfinite(d.world_from_object).all() for d in playback.view(3).draws)


def test_the_gate_moves_on_the_composed_stage(built):
    """The piece's motion in the performance reaches the set that the shot references: names and places agree."""
    placements = {p.name: p for p in model_set(_scene().set_plan).placements if p.piece is not None}
    poses = piece_poses(_scene())
    assert set(placements) == set(poses)
    assert np.allclose(poses["piece_gate"][0].world_from_object, placements["piece_gate"].world_from_object[0], atol=0.02)
    assert poses["piece_gate"][-1].world_from_object[1, 3] > poses["piece_gate"][0].world_from_object[1, 3] + 1


def test_a_longer_line_before_it_leaves_a_shot_alone(built, tmp_path):
    """The real departments together: the same content 17 frames later gives the same playback, byte for byte."""
    _stage(built, tmp_path, _scene(lead=27), 27)
    assert _playback_bytes(tmp_path) == _playback_bytes(built)


def test_a_scene_with_nobody_in_it_is_staged(built, tmp_path):
    """No actor, no property, no event: still a shot of the set."""
    empty = replace(_scene(), tracks=(), cues=(), props=(), events=())
    _stage(built, tmp_path, empty, 0)
    playback = open_playback(tmp_path / "staged/playback" / f"{slug(shot(0, 1).id)}.npz", {"set": built / "set/assets.npz"})
    assert playback.frames == FRAMES and all("/Set/" in d.name for d in playback.view(0).draws) and playback.view(0).draws
