"""Small people that the tests write themselves as glTF: boxes on joints, named as some exporter names them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from tests.stage.own_models import CORNERS, FACES, Gltf, given

from redearth.stage.own.character_build import own_character
from redearth.stage.own.character_rig import Rig

PLACES = {
    "hips": (0.0, 0.95, 0.0), "spine": (0.0, 1.05, 0.0), "chest": (0.0, 1.22, 0.0), "neck": (0.0, 1.45, 0.0), "head": (0.0, 1.53, 0.01),
    "leftShoulder": (0.04, 1.40, 0.0), "leftUpperArm": (0.17, 1.40, 0.0), "leftLowerArm": (0.45, 1.40, 0.0), "leftHand": (0.70, 1.40, 0.0),
    "leftUpperLeg": (0.09, 0.90, 0.0), "leftLowerLeg": (0.09, 0.50, 0.01), "leftFoot": (0.09, 0.10, -0.01), "leftToes": (0.09, 0.02, 0.13),
}  # fmt: skip
"""A T-pose of 1.7 m that faces +Z; the right side mirrors the left."""
PARENTS = {
    "hips": "", "spine": "hips", "chest": "spine", "neck": "chest", "head": "neck", "leftShoulder": "chest", "leftUpperArm": "leftShoulder",
    "leftLowerArm": "leftUpperArm", "leftHand": "leftLowerArm", "leftUpperLeg": "hips", "leftLowerLeg": "leftUpperLeg", "leftFoot": "leftLowerLeg",
    "leftToes": "leftFoot",
}  # fmt: skip
for _name in [name for name in PLACES if name.startswith("left")]:
    _x, _y, _z = PLACES[_name]
    PLACES[_name.replace("left", "right")] = (-_x, _y, _z)
    PARENTS[_name.replace("left", "right")] = PARENTS[_name].replace("left", "right")
BONES = tuple(PLACES)
MIXAMO = {
    "hips": "mixamorig:Hips", "spine": "mixamorig:Spine", "chest": "mixamorig:Spine2", "neck": "mixamorig:Neck", "head": "mixamorig:Head",
    **{
        side.lower() + bone: f"mixamorig:{side}{name}"
        for side in ("Left", "Right")
        for bone, name in (
            ("Shoulder", "Shoulder"), ("UpperArm", "Arm"), ("LowerArm", "ForeArm"), ("Hand", "Hand"), ("UpperLeg", "UpLeg"), ("LowerLeg", "Leg"),
            ("Foot", "Foot"), ("Toes", "ToeBase"),
        )
    },
}  # fmt: skip
UNREAL = {
    "hips": "pelvis", "spine": "spine_01", "chest": "spine_03", "neck": "neck_01", "head": "head",
    **{
        side + bone: f"{name}_{side[0]}"
        for side in ("left", "right")
        for bone, name in (
            ("Shoulder", "clavicle"), ("UpperArm", "upperarm"), ("LowerArm", "lowerarm"), ("Hand", "hand"), ("UpperLeg", "thigh"),
            ("LowerLeg", "calf"), ("Foot", "foot"), ("Toes", "ball"),
        )
    },
}  # fmt: skip
PLAIN = {bone: bone[0].upper() + bone[1:] for bone in BONES}
NUMBERED = {bone: f"node{number}" for number, bone in enumerate(BONES)}
"""Names that say nothing."""
RIGIFY = {
    bone: {"UpperArm": "upper_arm", "LowerArm": "forearm", "UpperLeg": "thigh", "LowerLeg": "shin", "Toes": "toe"}.get(
        bone.removeprefix("left").removeprefix("right"), bone.removeprefix("left").removeprefix("right").lower()
    )
    + (".L" if bone.startswith("left") else ".R" if bone.startswith("right") else "")
    for bone in BONES
}


def person(
    names: Mapping[str, str] = MIXAMO,
    *,
    unit: float = 1.0,
    turn: float = 0.0,
    twist: bool = True,
    influences: int = 1,
    shapes: tuple[str, ...] = (),
) -> tuple[Gltf, dict[str, int]]:
    """Return a person and the node of each bone.

    ``unit`` scales it, ``turn`` faces it elsewhere, ``twist`` gives its joints axes of their own, ``influences`` spreads every vertex over that
    many joints (all but the first weigh a little), ``shapes`` are morph targets that lift its head's top by 0.1.
    """
    made = Gltf()
    spin = _about_y(turn)
    nodes: dict[str, int] = {}
    worlds: dict[str, np.ndarray] = {}
    for number, bone in enumerate(BONES):
        world = np.eye(4)
        world[:3, :3] = spin @ (_about_y(0.7 * number) @ _about_x(0.4 * number) if twist else np.eye(3))
        world[:3, 3] = spin @ np.array(PLACES[bone]) * unit
        above = worlds.get(PARENTS[bone], np.eye(4))
        nodes[bone] = made.node(names[bone], root=not PARENTS[bone], matrix=(np.linalg.inv(above) @ world).T.ravel().tolist())
        if PARENTS[bone]:
            made.document["nodes"][nodes[PARENTS[bone]]].setdefault("children", []).append(nodes[bone])
        worlds[bone] = world
    positions, faces, joints = _boxes(unit, spin)
    inverse = np.stack([np.linalg.inv(worlds[bone]).T for bone in BONES]).reshape(len(BONES), 16).astype(np.float32)
    skin = {"joints": [nodes[bone] for bone in BONES], "inverseBindMatrices": _matrices(made, inverse)}
    made.document["skins"] = [skin]
    mesh = made.mesh(positions, faces, **_weights(joints, influences))
    if shapes:
        lifted = np.zeros_like(positions)
        lifted[-4:, 1] = 0.1 * unit
        made.document["meshes"][mesh]["extras"] = {"targetNames": list(shapes)}
        made.document["meshes"][mesh]["primitives"][0]["targets"] = [{"POSITION": made.accessor(lifted)} for _ in shapes]
    made.node("body", mesh=mesh, skin=0)
    return made, nodes


def vrm_1(made: Gltf, nodes: Mapping[str, int], **more: Any) -> Gltf:
    """Make a VRM 1.0 of a person."""
    made.document["extensionsUsed"] = ["VRMC_vrm"]
    made.document["extensions"] = {
        "VRMC_vrm": {
            "specVersion": "1.0",
            "meta": {"name": "Box", "authors": ["Ann"], "licenseUrl": "https://vrm.dev/licenses/1.0/", "avatarPermission": "everyone",
                     "allowRedistribution": True, "modification": "allowModificationRedistribution"},
            "humanoid": {"humanBones": {bone: {"node": node} for bone, node in nodes.items()}},
            **more,
        }
    }  # fmt: skip
    return made


def _boxes(unit: float, spin: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a small box at every joint, a floor of each foot, and last a tall one for the head."""
    positions, faces, joints = [], [], []
    for number, bone in enumerate([*BONES, "head"]):
        last = number == len(BONES)
        size = np.array([0.16, 0.18, 0.16]) if last else np.array([0.06, 0.04, 0.06])
        low = np.array(PLACES[bone]) - [0.0, 0.02, 0.0]
        faces.append(FACES.astype(np.int64) + 8 * number)
        box = (CORNERS * size + low)[np.argsort(CORNERS[:, 1], kind="stable")]
        order = np.argsort(np.argsort(CORNERS[:, 1], kind="stable"))
        faces[-1] = order[FACES] + 8 * number
        positions.append(box @ spin.T * unit)
        joints += [BONES.index(bone)] * 8
    return np.concatenate(positions).astype(np.float32), np.concatenate(faces).astype(np.uint16), np.array(joints)


def _weights(joints: np.ndarray, influences: int) -> dict[str, np.ndarray]:
    count, groups = len(joints), (max(influences, 1) + 3) // 4
    index, share = np.zeros((count, 4 * groups), np.uint8), np.zeros((count, 4 * groups), np.float32)
    for k in range(influences):
        index[:, k] = (joints + k) % len(BONES)
        share[:, k] = 1.0 if k == 0 else 0.01 / k
    share /= share.sum(1, keepdims=True)
    found = {}
    for group in range(groups):
        found[f"JOINTS_{group}"] = index[:, 4 * group : 4 * group + 4].copy()
        found[f"WEIGHTS_{group}"] = share[:, 4 * group : 4 * group + 4].copy()
    return found


def _matrices(made: Gltf, rows: np.ndarray) -> int:
    made.document["accessors"].append(
        {"bufferView": made.view(rows.tobytes()), "componentType": 5126, "count": len(rows), "type": "MAT4"}
    )
    return len(made.document["accessors"]) - 1


def _about_y(angle: float) -> np.ndarray:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def _about_x(angle: float) -> np.ndarray:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def read_body(tmp_path: Path, made: Gltf, name: str = "a.glb") -> tuple[Rig, object, object]:
    """Return a written character read again: its rig, its model and what was found."""
    model, rig, found = own_character(given(tmp_path, made.glb(), name))
    return rig, model, found
