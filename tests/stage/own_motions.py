"""Motions that the tests write themselves: our own gait as a BVH file in any order of angles and any unit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from scipy.spatial.transform import Rotation

from redearth.breakdown.model import Character
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion import quat
from redearth.stage.motions.retarget import Danced
from redearth.stage.own.found import Files
from redearth.stage.own.walk_around import walk_around
from redearth.stage.parts import F64, ActorTake, Skeleton

WALKER = Character(id="walker", name="WALKER", age=30, sex="male")
NAMES = {"hips": "Hips", "spine": "Spine", "chest": "Spine1", "neck": "Neck", "head": "Head"} | {
    side.lower() + ours: side + theirs
    for side in ("Left", "Right")
    for ours, theirs in (
        ("Shoulder", "Shoulder"), ("UpperArm", "Arm"), ("LowerArm", "ForeArm"), ("Hand", "Hand"), ("UpperLeg", "UpLeg"), ("LowerLeg", "Leg"),
        ("Foot", "Foot"), ("Toes", "ToeBase"),
    )
}  # fmt: skip


@cache
def walk() -> tuple[Skeleton, ActorTake]:
    """Return a man's skeleton and his walk to the front, turn and walk back."""
    skeleton = skeleton_of(WALKER)
    return skeleton, walk_around(WALKER, skeleton.stature_m)


def bvh(skeleton: Skeleton, take: ActorTake, *, order: str = "ZXY", unit: float = 1.0, step_s: float = 1 / 24) -> str:
    """Return a take as BVH: angles in ``order``, ``unit`` metres for one of the file's."""
    places, turns = worlds(skeleton, take)
    lines, joints = ["HIERARCHY"], []

    def write(joint: int, depth: int) -> None:
        pad = "  " * depth
        offset = skeleton.rest_offsets_m[joint] / unit * (0.0 if depth == 0 else 1.0)
        moves = "6 Xposition Yposition Zposition" if depth == 0 else "3"
        lines.append(f"{pad}{'JOINT' if depth else 'ROOT'} {NAMES[skeleton.names[joint]]}")
        lines.append(pad + "{")
        lines.append(f"{pad}  OFFSET {offset[0]:.6f} {offset[1]:.6f} {offset[2]:.6f}")
        lines.append(f"{pad}  CHANNELS {moves} " + " ".join(f"{axis}rotation" for axis in order))
        joints.append(joint)
        children = [k for k, p in enumerate(skeleton.parents) if p == joint and skeleton.names[k] in NAMES]
        for child in children:
            write(child, depth + 1)
        if not children:
            lines.extend([f"{pad}  End Site", pad + "  {", f"{pad}    OFFSET 0 {0.1 / unit:.6f} 0", pad + "  }"])
        lines.append(pad + "}")

    write(skeleton.index("hips"), 0)
    lines += ["MOTION", f"Frames: {len(turns)}", f"Frame Time: {step_s:.7f}"]
    for frame in range(len(turns)):
        row = [*(places[frame, joints[0]] / unit)]
        for joint in joints:
            local = turns[frame, joint]
            if joint != joints[0]:
                local = quat.multiply(quat.inverse(turns[frame, skeleton.parents[joint]]), local)
            row += Rotation.from_quat(local[[1, 2, 3, 0]]).as_euler(order, degrees=True).tolist()
        lines.append(" ".join(f"{value:.5f}" for value in row))
    return "\n".join(lines) + "\n"


def worlds(skeleton: Skeleton, take: ActorTake) -> tuple[F64, F64]:
    """Return the places [F, J, 3] and turns [F, J, 4] of a take's joints in the set."""
    turns, places = take.rotations.astype(float), take.translations_m.astype(float)
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            places[:, joint] = places[:, parent] + quat.rotate(turns[:, parent], places[:, joint])
            turns[:, joint] = quat.multiply(turns[:, parent], turns[:, joint])
    return places, turns


def motion(tmp_path: Path, data: bytes | str, name: str = "walk.bvh") -> Files:
    """Return a motion as the user's file."""
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return Files(main=f"motions/{name}", paths={f"motions/{name}": tmp_path / name})


def slides_m(skeleton: Skeleton, danced: Danced) -> F64:
    """Return how far the sole slides in each stand: a rolling foot stands on its heel or on its ball, under the toes, whichever moves less."""
    rest, slides = skeleton.rest_positions_m(), []
    for side, steps in zip(("left", "right"), danced.steps, strict=True):
        ankle, toes = skeleton.index(side + "Foot"), skeleton.index(side + "Toes")
        heel = np.array([0.0, -rest[ankle, 1], -0.4 * (rest[toes, 2] - rest[ankle, 2])])
        ball = np.array([0.0, -rest[toes, 1], 0.0])
        soles = [
            danced.places_m[:, joint] + quat.rotate(danced.world[:, joint], point)
            for joint, point in ((toes, ball), (ankle, heel))
        ]
        for first, last in steps.runs:
            moved = [np.linalg.norm(np.diff(sole[first : last + 1, [0, 2]], axis=0), axis=1) for sole in soles]
            slides.append(float(np.minimum(*moved).sum()))
    return np.array(slides)
