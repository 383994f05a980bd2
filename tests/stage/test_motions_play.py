"""Motions of the user's on any body: feet locked, no limb flipped, blended in and out, the same whenever they happen."""

from __future__ import annotations

import json
import os
import struct
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from tests.stage.motion_scene import BEN, CAST, blocking, cue, track
from tests.stage.own_models import given
from tests.stage.own_motions import bvh, motion, slides_m, walk, worlds
from tests.stage.own_people import BONES, person

from redearth.breakdown.model import Character
from redearth.direction.model import Blocking
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.measure.feet import slides
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.joints import joints
from redearth.stage.measure.own_body import acted_on
from redearth.stage.motion import quat
from redearth.stage.motion.limits import limit_violations
from redearth.stage.motion.perform import perform
from redearth.stage.motions.clip import RATE_FPS, Clip
from redearth.stage.motions.lay_over import LONGEST_S
from redearth.stage.motions.play import RecordedFace, clip_time, over_face
from redearth.stage.motions.read_clip import read_clip_file
from redearth.stage.motions.retarget import Danced, leg_length_m, retarget
from redearth.stage.own.character_build import own_character
from redearth.stage.own.found import Files
from redearth.stage.own.walk_around import walk_around
from redearth.stage.own.write_gltf import character_glb
from redearth.stage.parts import F64, Skeleton

CASES = Path(os.environ.get("REDEARTH_CASES", "cases"))
CMU = CASES / "bvh/cmu-01_01.bvh"
FPS = 24
CHILD = Character(id="kid", name="KID", age=7)
HEAVY = Character(id="bo", name="BO", age=45, sex="male", traits=("heavy",))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """Our own walk, turn and walk back, as a BVH in centimetres."""
    return read_clip_file(motion(tmp_path_factory.mktemp("motion"), bvh(*walk(), unit=0.01)))[0]


@cache
def _bodies(folder: Path) -> dict[str, Skeleton]:
    made, _ = person()
    own = own_character(given(folder, made.glb()))[1].acting_skeleton()
    return {"child": skeleton_of(CHILD), "heavy": skeleton_of(HEAVY), "own": own}


def _danced(clip: Clip, skeleton: Skeleton, share: float = 1.0) -> Danced:
    """Return a clip on a body that goes ``share`` of its way."""
    time_s = np.arange(int(clip.seconds * FPS)) / FPS
    clock = np.arange(len(clip.root)) / RATE_FPS
    ratio = share * leg_length_m(skeleton) / clip.leg_m
    root = np.stack([np.interp(time_s, clock, clip.root[:, k]) * (ratio if k < 2 else 1.0) for k in range(3)], axis=1)
    return retarget(clip, skeleton, root, time_s, FPS)


def _check_body(clip: Clip, skeleton: Skeleton, danced: Danced) -> None:
    """Assert what holds for every motion on every body."""
    slides = slides_m(skeleton, danced)
    assert slides.max() <= 0.01 and np.median(slides) < 0.002
    for side in ("left", "right"):
        hip, knee, ankle = (danced.places_m[:, skeleton.index(side + j)] for j in ("UpperLeg", "LowerLeg", "Foot"))
        out = knee - (hip + ankle) / 2
        ahead = quat.rotate(danced.world[:, skeleton.index("hips")], [0.0, 0.0, 1.0]) + 0.7 * quat.rotate(
            danced.world[:, skeleton.index(side + "Foot")], [0.0, 0.0, 1.0]
        )
        bent = np.linalg.norm(out, axis=1) > 0.04
        assert ((out * ahead).sum(1) > 0)[bent].all(), f"the {side} knee bends backwards"
        sole = danced.places_m[:, skeleton.index(side + "Foot"), 1]
        assert sole.min() > 0.05 * skeleton.stature_m / 1.72
    assert _fastest(danced.world) < max(1.3 * _fastest_of_clip(clip), 16.0)


def _fastest(world: F64) -> float:
    return float((2 * np.arccos(np.abs((world[1:] * world[:-1]).sum(-1)).clip(0, 1))).max() * FPS)


def _fastest_of_clip(clip: Clip) -> float:
    step = np.abs((clip.turns[1:] * clip.turns[:-1]).sum(-1)).clip(0, 1)
    return float((2 * np.arccos(step)).max() * RATE_FPS)


@pytest.mark.parametrize("body", ["child", "heavy", "own"])
@pytest.mark.parametrize("share", [1.0, 0.5])
def test_feet_are_locked_and_no_limb_is_flipped(
    clip: Clip, body: str, share: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On three bodies, and where there is only room for half of the way."""
    skeleton = _bodies(tmp_path_factory.getbasetemp())[body]
    _check_body(clip, skeleton, _danced(clip, skeleton, share))


def test_a_body_plays_its_own_recording_as_it_was(clip: Clip) -> None:
    """Recorded from a man and played by him: head and hands within two centimetres, legs as near as 24 frames a second of a fast step allow."""
    skeleton, take = walk()
    places, turns = worlds(skeleton, take)
    danced = _danced(clip, skeleton)
    count = min(len(places), len(danced.places_m))
    away = places[:count, 1] - danced.places_m[:count, 1]
    assert np.abs(away).max() < 0.03
    for bone, within_m in (("head", 0.01), ("leftHand", 0.02), ("rightHand", 0.02), ("rightFoot", 0.04), ("leftLowerLeg", 0.07)):
        joint = skeleton.index(bone)
        assert np.abs(places[:count, joint] - danced.places_m[:count, joint]).max() < within_m, bone
    arm = skeleton.index("leftLowerArm")
    assert np.abs((turns[:count, arm] * danced.world[:count, arm]).sum(-1)).min() > 0.998


@pytest.mark.skipif(not CASES.is_dir(), reason="REDEARTH_CASES names no folder of cases")
@pytest.mark.parametrize("body", ["child", "heavy", "own", "vrm"])
def test_motion_capture_on_three_bodies(body: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """CMU's jumps and turns."""
    clip, found = read_clip_file(Files(main="motions/a.bvh", paths={"motions/a.bvh": CASES / "bvh/cmu-01_01.bvh"}))
    assert not found.notices
    bodies = dict(_bodies(tmp_path_factory.getbasetemp()))
    robot = Files(main="cast/a.vrm", paths={"cast/a.vrm": CASES / "vrm/vrm1-debug-robot.vrm"})
    bodies["vrm"] = own_character(robot)[1].acting_skeleton()
    _check_body(clip, bodies[body], _danced(clip, bodies[body]))


def _scene(lead: int, clip: Clip, name: str = "strut") -> Blocking:
    """Ben stands for ``lead`` frames, plays the motion, stands again."""
    frames = int(clip.seconds * FPS)
    clock = np.arange(len(clip.root)) / RATE_FPS
    local = np.arange(1, frames + 1) / FPS
    way = np.stack([np.interp(local, clock, clip.root[:, k]) for k in range(3)], axis=1)
    rows = np.concatenate([np.zeros((lead, 3)), way, np.tile(way[-1:], (24, 1))])
    samples = tuple((float(x), float(z), float(yaw), 0.0) for x, z, yaw in rows)
    base = replace(track("ben", len(rows)), samples=samples)
    played = replace(cue("MOTION", lead, lead + frames, actor="ben", beat="s/ben.strut.1"), lemma=name)
    return blocking(
        base,
        cues=(played,),
        beats=(("s/open", 0, lead), ("s/ben.strut.1", lead, lead + frames), ("s/end", lead + frames, len(rows))),
    )


def test_a_motion_is_blended_in_and_out(clip: Clip) -> None:
    """Before it and two steps after it the body is as without it; in the middle it is the clip; nothing snaps."""
    scene = _scene(24, clip)
    plain = perform(scene, CAST, {}).actors[0]
    danced = perform(scene, CAST, {}, {}, {"strut": clip}).actors[0]
    end = 24 + int(clip.seconds * FPS)
    after = end + round(LONGEST_S * FPS) + 1
    assert np.array_equal(plain.rotations[:24], danced.rotations[:24])
    assert np.allclose(plain.rotations[after:], danced.rotations[after:], atol=1e-6)
    skeleton = skeleton_of(BEN)
    _, turns = worlds(skeleton, danced)
    arm = skeleton.index("leftUpperArm")
    wanted = _danced(clip, skeleton).world[60, arm]
    assert abs((turns[24 + 60, arm] * wanted).sum()) > 0.999
    assert _fastest(turns) < max(1.3 * _fastest_of_clip(clip), 16.0)


@pytest.mark.parametrize("name", ["strut", "cmu"])
@pytest.mark.parametrize("who", ["built in", "own"])
def test_feet_step_into_a_motion_and_out_of_it(clip: Clip, name: str, who: str, tmp_path: Path) -> None:
    """No foot slides to where the motion has it: it is lifted there, on a body of ours and on one of the user's; measured as a film is."""
    if name == "cmu":
        clip = _recorded()
    scene = _scene(24, clip)
    if who == "own":
        made, _ = person()
        model, rig, _ = own_character(given(tmp_path, made.glb()))
    else:
        model, rig = build_character(BEN), None
    acted = perform(scene, CAST, {}, {"ben": rig} if rig else {}, {"strut": clip})
    body = acted_on(acted.actors[0], model.skeleton, rig, model.model.meshes["body"])
    steps = slides([body], Floor(plan=scene.set_plan), acted.contacts, FPS)
    assert steps.samples >= 4 and steps.worst <= 10.0 and steps.median < 2.0
    assert (who, name) == ("own", "cmu") or joints([body]).worst < 0.5  # a higher ankle bends a little farther in a landing


def _recorded() -> Clip:
    if not CMU.exists():
        pytest.skip("REDEARTH_CASES names no folder with bvh/cmu-01_01.bvh")
    return read_clip_file(Files(main="motions/strut.bvh", paths={"motions/strut.bvh": CMU}))[0]


def test_elbows_bend_about_their_own_hinge_whatever_the_recorder_s_rest(clip: Clip) -> None:
    """A recording whose arms are twisted about themselves at rest plays with the same bones, and with forearms within a human's range."""
    bones = [clip.bones.index(name) for name in ("leftUpperArm", "leftLowerArm", "leftHand")]
    along = clip.rest_along[bones[0]]
    bent = np.zeros((len(clip.turns), 4))
    bent[:] = (np.cos(0.6), 0.0, -np.sin(0.6), 0.0)  # both arms' elbows bend forwards in a T-pose
    flexed, twisted = clip.turns.copy(), clip.turns.copy()
    flexed[:, bones[1:]] = quat.multiply(flexed[:, bones[0]], bent)[:, None]
    for angle in (0.0, 1.2, -2.0):
        spin = np.array([np.cos(angle / 2), *(np.sin(angle / 2) * along)])
        twisted[:, bones] = quat.multiply(flexed[:, bones], np.broadcast_to(spin, flexed[:, bones].shape))
        twisted[:, bones[1:]] = flexed[:, bones[1:]]
        danced = _danced(replace(clip, turns=twisted), skeleton_of(BEN))
        skeleton = skeleton_of(BEN)
        arm = [skeleton.index(name) for name in ("leftUpperArm", "leftLowerArm")]
        local = danced.world.copy()
        local[:, arm[1]] = quat.multiply(quat.inverse(danced.world[:, arm[0]]), danced.world[:, arm[1]])
        assert limit_violations(local, skeleton)[:, arm[1]].max() < np.radians(0.5)
        wanted = _danced(replace(clip, turns=flexed), skeleton)
        hand = skeleton.index("leftHand")
        assert np.abs(danced.places_m[:, hand] - wanted.places_m[:, hand]).max() < 1e-6


def test_a_motion_is_the_same_whenever_it_happens(clip: Clip) -> None:
    """A longer beat before it moves it in time and changes nothing else."""
    early, late = (perform(_scene(lead, clip), CAST, {}, {}, {"strut": clip}).actors[0] for lead in (24, 61))
    count = int(clip.seconds * FPS)
    assert np.allclose(early.rotations[25 : 24 + count], late.rotations[62 : 61 + count], atol=2e-6)
    assert np.allclose(early.translations_m[25 : 24 + count], late.translations_m[62 : 61 + count], atol=4e-6)


def test_its_steps_are_heard_and_no_others(clip: Clip) -> None:
    """About one a step of the recorded walk; none of a gait underneath."""
    heard = [c for c in perform(_scene(24, clip), CAST, {}, {}, {"strut": clip}).contacts if c.kind == "footstep"]
    assert 6 <= len(heard) <= 24
    assert all(24 <= c.frame <= 24 + int(clip.seconds * FPS) for c in heard)
    assert all(abs(c.position_m[1]) < 0.03 for c in heard)


def test_a_motion_that_is_not_there_is_a_gesture(clip: Clip) -> None:
    """The scene plays on without the file."""
    scene = _scene(24, clip, name="missing")
    take = perform(scene, CAST, {}, {}, {"strut": clip}).actors[0]
    assert np.isfinite(take.rotations).all()


def test_longer_cues_go_round_or_hold(clip: Clip) -> None:
    """What ends as it began goes round; what does not holds its end; adverbs change the pace."""
    long = replace(cue("MOTION", 0, 2000, actor="ben"), lemma="strut")
    local = np.arange(0, 2000) / FPS
    round_trip = replace(
        clip, turns=np.concatenate([clip.turns, clip.turns[::-1]]), hips_m=np.concatenate([clip.hips_m, clip.hips_m[::-1]])
    )
    assert clip_time(round_trip, local, long).max() <= round_trip.seconds
    assert (np.diff(clip_time(round_trip, local, long)) < 0).any()
    assert clip_time(clip, local, long)[-1] == clip.seconds
    slow = replace(long, speed=0.5)
    assert clip_time(clip, local, slow)[24] == pytest.approx(0.5)


def test_a_recorded_face_shows_on_a_face_with_shapes(clip: Clip, tmp_path: Path) -> None:
    """A VRMA's smile, half way through, on a body of one's own that can smile; what the clip does not name stays as it was."""
    made, _ = person(shapes=("happy", "aa"))
    _, rig, _ = own_character(given(tmp_path, made.glb()))
    smiling = replace(clip, faces={"happy": np.linspace(0.0, 1.0, len(clip.turns))})
    take = perform(_scene(24, clip), CAST, {}, {"ben": rig}, {"strut": smiling}).actors[0]
    middle = 24 + int(clip.seconds * FPS) // 2
    assert take.shapes["happy"][middle] == pytest.approx(0.5, abs=0.02)
    assert take.shapes["happy"][:24].max() == 0.0 and take.shapes["happy"][-1] == 0.0
    spoken = over_face(
        {"aa": np.ones(4, np.float32)}, [RecordedFace(first=2, weight=np.ones(2), curves={"happy": np.ones(2)})], 4
    )
    assert spoken is not None and spoken["aa"].tolist() == [1, 1, 1, 1] and spoken["happy"].tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("body", ["child", "heavy", "own"])
@pytest.mark.parametrize("kind", ["glb", "vrma"])
def test_clips_of_gltf_and_vrma_keep_their_feet_too(
    kind: str, body: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Our own walk and turn as an exporter writes them, on a body of ours and of the user's: the same laws as for a BVH."""
    model = build_character(BEN)
    data = character_glb(model, "ben", walk_around(BEN, model.skeleton.stature_m))
    if kind == "vrma":
        data = _as_vrma(data)
    path = tmp_path / f"strut.{kind}"
    path.write_bytes(data)
    clip, found = read_clip_file(Files(main=f"motions/{path.name}", paths={f"motions/{path.name}": path}))
    assert not found.notices and clip.seconds > 8.0
    skeleton = _bodies(tmp_path_factory.getbasetemp())[body]
    _check_body(clip, skeleton, _danced(clip, skeleton))


def _as_vrma(data: bytes) -> bytes:
    """Return a GLB whose animation is a VRMA: its human bones are named by the extension and by nothing else."""
    size = struct.unpack_from("<I", data, 12)[0]
    document = json.loads(data[20 : 20 + size])
    bones = {node["name"]: {"node": number} for number, node in enumerate(document["nodes"]) if node.get("name") in BONES}
    for number, node in enumerate(document["nodes"]):
        node["name"] = f"bone{number}"
    document["extensions"] = {"VRMC_vrm_animation": {"specVersion": "1.0", "humanoid": {"humanBones": bones}}}
    document["extensionsUsed"] = ["VRMC_vrm_animation"]
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    rest = data[20 + size :]
    return struct.pack("<4sII", b"glTF", 2, 20 + len(text) + len(rest)) + struct.pack("<I4s", len(text), b"JSON") + text + rest
