"""The fitting room's studio: somebody stands on a grey floor in neutral light and is looked at from all sides."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from redearth.core.seed import seed_from
from redearth.core.space import Vec3
from redearth.stage.cast.field import F64
from redearth.stage.cast.shapes import bevelled
from redearth.stage.model import Air, Assets, Camera, Light, Material, Mesh, Sky
from redearth.stage.motion import quat
from redearth.stage.parts import Lighting, Skeleton
from redearth.stage.playback import RecordedDraw, Recording, bundle_assets

ANGLES: Mapping[str, float] = {"front": 0.0, "three-quarter": 0.7, "side": 1.5708, "back": 3.1416}
"""How far to its left somebody has turned, in radians."""
CLOSE, COMPANY = "face", "company"
_FPS = 24
_FOV_RAD = math.radians(24.0)
_RELAXED_RAD = math.radians(26.0)
"""Arms hang this much lower than in the pose of modelling."""
_PORTRAIT = 0.64
"""Width over height of a picture of one."""


def studio_floor() -> Assets:
    """Return the floor and the wall behind."""
    floor, wall = bevelled((0, -0.05, 0), (30, 0.05, 30), 0.01), bevelled((0, 14.0, -9.0), (30, 15.0, 0.1), 0.05)
    shells = {"floor": floor, "wall": wall}
    paint = Material(name="paper", base_color_linear=(0.24, 0.24, 0.245), roughness=0.95)
    return bundle_assets(
        (paint,),
        {
            name: Mesh(
                positions=s.positions.astype(np.float32), normals=s.normals.astype(np.float32), triangles=s.triangles.astype(np.uint32),
                material=np.zeros(len(s.triangles), np.uint32),
            )
            for name, s in shells.items()
        },
    )  # fmt: skip


def turnaround(name: str, skeleton: Skeleton, assets: Assets, floor: Assets) -> dict[str, Recording]:
    """Return one still shot for each of ``ANGLES`` and a close-up of the face."""
    rest = skeleton.rest_positions_m()
    size = max(float(np.ptp(assets.meshes["body"].positions[:, axis])) for axis in (0, 1, 2))
    top = float(assets.meshes["body"].positions[:, 1].max())
    person = skeleton.kind == "biped" and "head" in skeleton.names
    head = rest[skeleton.index("head")] if person else np.zeros(3)
    out = {}
    for angle, yaw in ANGLES.items():
        pose = _matrices(skeleton, yaw, 0.0)
        middle = (0.0, top / 2, 0.0)
        tall = top * 1.12 if person else max(1.15 * top, 1.05 * size / _PORTRAIT)
        out[angle] = _still(f"{name}/{angle}", [("body", pose)], assets, floor, _camera(middle, tall, 0.03))
    middle_m, size_m = (head + np.array([0.0, 0.06 * (top - head[1]) + 0.03, 0.04]), 2.6 * (top - float(head[1])))
    if not person:
        middle_m, size_m = _head_of(skeleton, assets.meshes["body"])
    look = 0.35 if person else 0.6
    x, y, z = (float(v) for v in quat.rotate(quat.about(1, np.array(look)), middle_m))
    pose = _matrices(skeleton, look, 0.0)
    out[CLOSE] = _still(f"{name}/{CLOSE}", [("body", pose)], assets, floor, _camera((x, y, z), size_m, 0.0))
    return out


def _head_of(skeleton: Skeleton, mesh: Mesh) -> tuple[F64, float]:
    """Return the middle of what a creature's head and jaw carry, and how high a picture shows it well."""
    assert mesh.joints is not None and mesh.weights is not None
    own = [skeleton.index(name) for name in ("head", "jaw") if name in skeleton.names] or list(range(len(skeleton.names)))
    carried = mesh.positions[(np.isin(mesh.joints, own) * mesh.weights).sum(1) > 0.5].astype(float)
    low, high = carried.min(0), carried.max(0)
    return (low + high) / 2, 1.5 * float((high - low).max()) / _PORTRAIT


def company(name: str, skeletons: Sequence[Skeleton], assets: Assets, floor: Assets) -> Recording:
    """Return one still shot of a crowd's variants side by side: who wears ``distant``, ``distant2`` …"""
    meshes = sorted(mesh for mesh in assets.meshes if mesh.startswith("distant"))
    middle = (len(meshes) - 1) / 2
    drawn = [
        (mesh, _matrices(skeleton, 0.0, 0.85 * (k - middle), skeletons[0]))
        for k, (mesh, skeleton) in enumerate(zip(meshes, skeletons, strict=True))
    ]
    return _still(f"{name}/{COMPANY}", drawn, assets, floor, _camera((0.0, 0.95, 0.0), 0.88 * len(meshes) / 1.9, 0.05))


def _matrices(skeleton: Skeleton, yaw: float, x_m: float, bound: Skeleton | None = None) -> F64:
    """Return skinning matrices [J, 4, 4] of somebody who stands at ease; ``bound`` is the skeleton of the bind pose, if another."""
    joints = len(skeleton.names)
    turned, placed = np.zeros((joints, 4)), np.zeros((joints, 3))
    for joint, (name, parent) in enumerate(zip(skeleton.names, skeleton.parents, strict=True)):
        down = {"leftUpperArm": -_RELAXED_RAD, "rightUpperArm": _RELAXED_RAD}.get(name, 0.0)
        own = quat.about(2, np.array(down)) if parent >= 0 else quat.about(1, np.array(yaw))
        turned[joint] = quat.multiply(turned[parent], own) if parent >= 0 else own
        offset = skeleton.rest_offsets_m[joint]
        placed[joint] = (
            placed[parent] + quat.rotate(turned[parent], offset) if parent >= 0 else offset + np.array([x_m, 0.0, 0.0])
        )
    out = np.tile(np.eye(4), (joints, 1, 1))
    out[:, :3, :3] = quat.to_matrix(turned)
    out[:, :3, 3] = placed - np.einsum("jab,jb->ja", out[:, :3, :3], (bound or skeleton).rest_positions_m())
    return out


def _camera(at: Vec3, height_m: float, above: float) -> Camera:
    """Return a camera that sees ``height_m`` around a point, from ``above`` (a share of the distance)."""
    far = height_m / 2 / math.tan(_FOV_RAD / 2)
    pose = np.eye(4)
    tilt = math.atan(above)
    pose[1:3, 1:3] = [[math.cos(tilt), math.sin(tilt)], [-math.sin(tilt), math.cos(tilt)]]
    pose[:3, 3] = (at[0], at[1] + far * math.sin(tilt), at[2] + far * math.cos(tilt))
    return Camera(
        world_from_camera=pose, vertical_fov_rad=_FOV_RAD, focal_mm=50.0, t_stop=22.0, focus_m=far, near_m=0.05, far_m=80.0
    )


def _still(name: str, drawn: Sequence[tuple[str, F64]], assets: Assets, floor: Assets, camera: Camera) -> Recording:
    seen, plain = np.ones(1, bool), np.ones(1, np.float32)
    stands = [
        RecordedDraw(kind="still", asset=floor.key, mesh=mesh, name=mesh, seed=0, matrices=np.eye(4, dtype=np.float32)[None], visible=seen, emission=plain)
        for mesh in sorted(floor.meshes)
    ]  # fmt: skip
    people = [
        RecordedDraw(
            kind="skinned", asset=assets.key, mesh=mesh, name=f"{mesh}/{k}", seed=seed_from("actor", name.partition("/")[0], k),
            matrices=matrices[None].astype(np.float32), visible=seen, emission=plain,
        )
        for k, (mesh, matrices) in enumerate(drawn)
    ]  # fmt: skip
    return Recording(
        fps=_FPS, seed=seed_from("studio", name), draws=(*stands, *people), cameras=(camera,), lighting=(neutral_light(),)
    )


def neutral_light() -> Lighting:
    """Return a soft key from the upper left of the camera, a cooler fill and a rim, so that every garment's form is seen."""
    suns = (
        ("key", (1.0, 0.975, 0.94), 2.6, (0.50, -0.55, -0.67), True), ("fill", (0.86, 0.93, 1.0), 0.75, (-0.80, -0.20, -0.56), False),
        ("rim", (0.95, 0.97, 1.0), 1.1, (-0.45, -0.45, 0.77), False),
    )  # fmt: skip
    lights = tuple(
        Light(
            kind="sun",
            name=name,
            color_linear=color,
            intensity=power,
            direction=way,
            radius_m=0.06,
            shadow=shadow,
            volumetric=0.0,
        )
        for name, color, power, way, shadow in suns
    )
    grey = (0.42, 0.43, 0.44)
    sky = Sky(zenith_linear=grey, horizon_linear=grey, ground_linear=(0.2, 0.2, 0.2), ambient=0.9, visible=False)
    return Lighting(lights=lights, sky=sky, air=Air(density=0.0, color_linear=grey, unevenness=0.0), sprites=())
