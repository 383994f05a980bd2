"""Tiny sets, characters, performances and lighting for the tests of the stage's pipeline."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np

from redearth.core.frames import FrameRange
from redearth.core.space import rotation_x, rotation_y, translation
from redearth.direction.model import Blocking, Bounds, CameraSample, Piece, PropHold, SetPlan, Shot, ShotList, Track
from redearth.stage.model import Air, Light, Material, Mesh, Sky, Sprites
from redearth.stage.parts import ActorTake, Lighting, Model, Performance, PiecePose, Placement, PropTake, RiggedModel, SetModel
from redearth.stage.playback import write_assets
from redearth.stage.rig import biped
from redearth.stage.usd.author_character import author_character
from redearth.stage.usd.author_performance import author_performance
from redearth.stage.usd.author_prop import author_prop
from redearth.stage.usd.author_set import author_set
from redearth.stage.usd.layer import open_stage, write_layer
from redearth.stage.usd.read_mesh import read_bundle
from redearth.stage.usd.stage_shots import SceneFolders, stage_shots

FPS = 24
MATERIALS = (
    Material(name="dust wall", base_color_linear=(0.3, 0.15, 0.1), pattern="concrete", bump=0.7),
    Material(name="灯", base_color_linear=(0.1, 0.1, 0.1), emission_linear=(4.0, 2.0, 1.0), pattern="glass", roughness=0.2),
)
GATE = Piece(id="gate", kind="gate", position_m=(0.0, 0.0, -6.0), size_m=(3.0, 3.0, 0.3))


def box(size: float = 1.0, joints: int = 0) -> Mesh:
    """Return a closed cube with flat normals whose faces wear two materials; with ``joints`` it is skinned to the last two."""
    faces = []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            normal = np.zeros(3)
            normal[axis] = sign
            u, v = np.roll(normal, 1), np.cross(normal, np.roll(normal, 1))
            faces.append((normal, np.array([normal + a * u + b * v for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))])))
    positions = np.concatenate([corners for _, corners in faces]).astype(np.float32) * np.float32(size / 2)
    normals = np.repeat([normal for normal, _ in faces], 4, axis=0).astype(np.float32)
    triangles = np.concatenate([np.array([[0, 1, 2], [0, 2, 3]]) + 4 * k for k in range(6)]).astype(np.uint32)
    material = np.array([0] * 8 + [1] * 4, np.uint32)
    if not joints:
        return Mesh(positions=positions, normals=normals, triangles=triangles, material=material)
    index = np.tile(np.array([joints - 1, joints - 2, 0, 0], np.uint32), (24, 1))
    weights = np.tile(np.array([0.75, 0.25, 0, 0], np.float32), (24, 1))
    return Mesh(positions=positions, normals=normals, triangles=triangles, material=material, joints=index, weights=weights)


def set_model() -> SetModel:
    """Return a set with one wall, five stones (instancer), two sheared slabs and a gate that moves."""
    stones = np.array([translation((k * 1.5, 0.3, -3.0)) @ rotation_y(0.7 * k) @ np.diag([1, 2, 1.5, 1]) for k in range(5)])
    shear = np.eye(4)
    shear[0, 1] = 0.5
    slabs = np.array([translation((-4.0, 0, k)) @ shear for k in range(2)])
    placements = (
        Placement(name="wall", mesh="box", world_from_object=translation((0, 1, -9))[None], seed=7),
        Placement(name="stones", mesh="stone", world_from_object=stones, seed=8),
        Placement(name="slabs", mesh="box", world_from_object=slabs),
        Placement(name="gate", mesh="box", world_from_object=translation(GATE.position_m)[None], piece=GATE),
    )
    return SetModel(model=Model(materials=MATERIALS, meshes={"box": box(), "stone": box(0.5)}), placements=placements)


def rigged() -> RiggedModel:
    """Return a biped in a cube, with two lighter meshes."""
    skeleton = biped()
    meshes = {name: box(size, len(skeleton.names)) for name, size in (("body", 1.7), ("mid", 1.65), ("distant", 1.6))}
    return RiggedModel(skeleton=skeleton, model=Model(materials=MATERIALS, meshes=meshes))


def actor_take(actor: str, member: int, frames: int, shift: int, root: tuple[float, float, float]) -> ActorTake:
    """Return somebody who sways and walks, starting ``shift`` frames late."""
    skeleton = rigged().skeleton
    joints = len(skeleton.names)
    time = np.maximum(0, np.arange(frames) - shift) / FPS
    angle = 0.4 * np.sin(time)[:, None] * np.linspace(0.2, 1.0, joints)[None]
    rotations = np.zeros((frames, joints, 4), np.float32)
    rotations[..., 0], rotations[..., 1] = np.cos(angle / 2), np.sin(angle / 2)
    places = np.tile(skeleton.rest_offsets_m, (frames, 1, 1))
    places[:, 0] += np.array(root) + time[:, None] * np.array([0.7, 0.0, 0.1])
    visible = np.arange(frames) - shift >= 4 if actor == "wei" else np.ones(frames, bool)
    return ActorTake(actor=actor, member=member, rotations=rotations, translations_m=places.astype(np.float32), visible=visible)


def performance(frames: int, shift: int = 0) -> Performance:
    """Return two principals, two far crowd members and a flare that comes on."""
    actors = (
        actor_take("lin", 0, frames, shift, (0.0, 0.0, -3.0)),
        actor_take("wei", 0, frames, shift, (1.0, 0.0, -4.0)),
        actor_take("crowd", 1, frames, shift, (-3.0, 0.0, -25.0)),
        actor_take("crowd", 2, frames, shift, (3.0, 0.0, -25.0)),
    )
    time = np.maximum(0, np.arange(frames) - shift)
    flare = np.array([translation((0.1 * t, 1.2, -3)) @ rotation_x(0.05 * t) for t in time], np.float32)
    lit = (time > 5).astype(np.float32) * 0.8
    props = (PropTake(prop="red-flare", world_from_object=flare, visible=time >= 2, lit=lit),)
    return Performance(frames=frames, actors=actors, props=props, contacts=())


def gate_poses(frames: int, shift: int = 0) -> dict[str, list[PiecePose]]:
    """Return a gate that rises and whose lamp dims."""
    time = np.maximum(0, np.arange(frames) - shift)
    return {
        "gate": [
            PiecePose(world_from_object=translation(GATE.position_m) @ translation((0, 0.05 * t, 0)), emission_scale=1 / (1 + t))
            for t in time
        ]
    }


def blocking(frames: int) -> Blocking:
    """Return the blocking of the fake scene."""
    bounds = Bounds(min_x_m=-9, max_x_m=9, min_z_m=-30, max_z_m=9)
    plan = SetPlan(id="old-hall", kit="vault", fallback=False, interior=True, bounds=bounds, anchors=(), pieces=(GATE,))
    tracks = tuple(Track(actor=who, samples=((0.0, 0.0, 0.0, 0.0),) * frames, visible=()) for who in ("lin", "wei", "crowd"))
    return Blocking(
        scene="int-old-hall-night-1",
        set_plan=plan,
        time_of_day="night",
        weather=(),
        fps=FPS,
        duration_frames=frames,
        timings=(),
        tracks=tracks,
        cues=(),
        speeches=(),
        props=(PropHold(prop="red-flare", range=FrameRange(start=0, duration=frames)),),
        events=(),
    )


def shot(start: int, duration: int, name: str = "master") -> Shot:
    """Return a shot that dollies forward over the fake set."""
    samples = tuple(
        CameraSample(
            position_m=(0.1, 1.6, 3.0 - 0.01 * f),
            rotation=(math.cos(0.01 * f), 0.0, math.sin(0.01 * f), 0.0),
            focal_mm=35.0 + f,
            focus_m=5.3,
        )
        for f in range(duration)
    )
    return Shot(
        id=f"int-old-hall-night-1.{name}.lin.says.1",
        scene="int-old-hall-night-1",
        range=FrameRange(start=start, duration=duration),
        role="master",
        size="LS",
        move="DOLLY",
        subjects=("lin",),
        camera=samples,
    )


def light_shot(plan: Blocking, shot: Shot) -> Callable[[int, object], Lighting]:
    """Return the light of a shot by its local frame."""
    return _lit


def _lit(frame: int, prop_positions: object) -> Lighting:
    flare = Light(kind="point", name="flare", color_linear=(1.0, 0.3, 0.1), intensity=20.0 + frame, position_m=(0.5, 1.0, -2.0))
    spot = Light(
        kind="spot", name="work lamp", color_linear=(0.9, 0.9, 1.0), intensity=80.0, position_m=(0, 4, 0), direction=(0.0, -0.8, -0.6),
        inner_cone_rad=0.25, outer_cone_rad=0.5, radius_m=0.05, shadow=True, volumetric=0.5,
    )  # fmt: skip
    sun = Light(kind="sun", name="sun", color_linear=(1, 1, 1), intensity=3.0, direction=(1.0, 0.0, 0.0), radius_m=0.01)
    sprites = Sprites(
        positions=np.array([[0, 1, -frame], [1, 2, 3]], np.float32)[: 1 + frame % 2],
        radius_m=np.full(1 + frame % 2, 0.01, np.float32),
        color_linear=np.full((1 + frame % 2, 4), 0.5, np.float32),
        velocity=np.zeros((1 + frame % 2, 3), np.float32),
        emissive=True,
    )
    return Lighting(
        lights=(spot, sun, flare) if frame % 3 else (spot, sun),
        sky=Sky(zenith_linear=(0.1, 0.2, 0.3), horizon_linear=(0.3, 0.2, 0.1), ground_linear=(0.1, 0.1, 0.1), ambient=0.37),
        air=Air(density=0.013, unevenness=0.1 * frame),
        sprites=(sprites,),
        exposure_ev=0.3,
    )


def write_folders(root: Path, frames: int, shift: int = 0) -> SceneFolders:
    """Write set, cast, property and performance as their tasks would, and return where they lie."""
    rig = rigged()
    stages = {
        "set/set.usdc": author_set(set_model(), "old-hall"),
        "prop/prop.usdc": author_prop(Model(materials=MATERIALS, meshes={"prop": box(0.2)}), "red-flare"),
        **{f"{who}/character.usdc": author_character(rig, who) for who in ("lin", "wei", "crowd")},
    }
    for path, stage in stages.items():
        write_layer(stage.GetRootLayer(), root / path)
        write_assets((root / path).parent / "assets.npz", read_bundle(open_stage(root / path)))
    skeletons = dict.fromkeys(("lin", "wei", "crowd"), rig.skeleton)
    acted = author_performance(performance(frames, shift), skeletons, gate_poses(frames, shift), FPS)
    write_layer(acted.GetRootLayer(), root / "performance/performance.usdc")
    characters = {who: root / who for who in ("lin", "wei", "crowd")}
    return SceneFolders(
        set=root / "set", performance=root / "performance", characters=characters, props={"red-flare": root / "prop"}
    )


def stage_fake(root: Path, *, frames: int = 20, shift: int = 0, start: int = 0, duration: int = 12) -> Path:
    """Stage one shot of the fake scene and return the folder it was written into."""
    folders = write_folders(root / "in", frames, shift)
    shots = ShotList(scene="int-old-hall-night-1", duration_frames=frames, shots=(shot(start, duration),), cards=(), titles=())
    stage_shots(blocking(frames), shots, folders, light_shot, root / "out")
    return root / "out"
