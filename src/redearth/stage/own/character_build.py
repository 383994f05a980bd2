"""A figure of the user's as one of our characters: metres, on its feet, facing +Z, with the rig that makes it act."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from redearth.core.space import Quat, Vec3
from redearth.stage.model import Image, Mesh
from redearth.stage.motion import quat
from redearth.stage.motions.bones import finger_followers
from redearth.stage.motions.read_clip import axes_of
from redearth.stage.own.beast import find_beast
from redearth.stage.own.beast_build import beast_rig, on_all_fours
from redearth.stage.own.character import Figure
from redearth.stage.own.character_rig import ANKLE_M, Driven, Rig
from redearth.stage.own.found import F64, Files, Found
from redearth.stage.own.joint_order import Order, order_of
from redearth.stage.own.skin_gltf import read_gltf_figure
from redearth.stage.own.spring_colliders import Collider, Minds
from redearth.stage.own.tidy import Clean, lighter, mesh_of, tidy
from redearth.stage.parts import Model, RiggedModel, Sway
from redearth.stage.rig import biped
from redearth.stage.usd.import_figure import read_usd_figure

BODY, MID, DISTANT = 40_000, 12_000, 4_000
"""Triangles of the three meshes at most."""
_UNREAD = 12_000_000
_UNITS_M = (1.0, 0.01, 0.0254, 0.1, 0.001, 10.0, 100.0)
_SHORTEST_M, _USUAL_M, _TALLEST_M = 0.35, 1.65, 3.2
_SAME_REST = ("UpperArm", "LowerArm")
_LIKE_FOREARM = ("Hand", "Fingers", "FingerTips", "Index", "IndexTip", "Thumb")
_SWAY_LIMIT_RAD = 0.7
_BALL = (0.03, 0.16)
"""How far before the ankle the ball of a foot lies, in statures; what is beyond it is none."""


def own_character(files: Files, *, creature_m: float = 0.0) -> tuple[RiggedModel, Rig, Found]:
    """Return a file as a character with its rig, and what was wrong with it; raises ``FilmError`` when it cannot be used at all.

    ``creature_m`` is how high the script has a creature's back, 0 for people; one on four or more legs acts, any other is moved as a whole.
    """
    figure = (
        read_usd_figure(files) if files.main.lower().endswith((".usd", ".usda", ".usdc", ".usdz")) else read_gltf_figure(files)
    )
    figure = replace(figure, bones=None) if creature_m > 0 else _with_fingers(figure)
    found = figure.found
    chunks = tidy(found, _UNREAD)
    placed = figure.joints.places
    beast = find_beast(figure.joints.names, figure.joints.parents, placed) if creature_m > 0 and placed is not None else None
    if beast is not None and placed is not None:
        chunks, places = on_all_fours(found, beast, chunks, placed, creature_m)
        order = order_of(figure, above=beast.trunk[0])
        rig = beast_rig(figure, beast, chunks, places, (order.names, order.parents, order.number))
    else:
        chunks, places = _upright(_with_colliders(figure), chunks)
        chunks, places, tall = _in_metres(found, chunks, places, figure.bones)
        order = order_of(figure)
        rig = _human_rig(figure, order, places, tall) if figure.bones is not None else _whole_rig(figure, tall)
    chunks = [_rebound(chunk, order, rig) for chunk in chunks]
    model = Model(materials=tuple(found.materials), meshes=_meshes(found, chunks), images=_worn(found))
    shapes = tuple(sorted(model.meshes["body"].morphs))
    rig = replace(rig, shapes=shapes)
    return RiggedModel(skeleton=rig.skeleton(), model=model), rig, found


def _with_fingers(figure: Figure) -> Figure:
    """Return a human whose fingers follow ours, by their names where the file has no map of them."""
    if figure.bones is None or figure.followers:
        return figure
    return replace(figure, followers=finger_followers(figure.joints.names, figure.joints.parents, figure.bones))


def _with_colliders(figure: Figure) -> Figure:
    """Return a figure with the ends of its colliders after its joints' places, to be turned and scaled along."""
    ends = [end for _, *both, _ in figure.colliders for end in both]
    placed = figure.joints.places
    return (
        figure
        if placed is None or not ends
        else replace(figure, joints=replace(figure.joints, places=np.concatenate([placed, ends])))
    )


def _keeping_out(
    figure: Figure, number: tuple[int, ...], places: F64, free: set[int]
) -> tuple[tuple[Collider, ...], tuple[Minds, ...]]:
    """Return the colliders of a rig and what minds them; ``places`` holds their ends after the joints."""
    count, joints = len(figure.joints.names), figure.joints.places
    if not figure.colliders or joints is None:
        return (), ()
    spread = [float(np.linalg.norm(one - one[0], axis=1).max()) for one in (places[:count], joints)]
    unit = spread[0] / max(spread[1], 1e-9)
    found = [
        Collider(
            joint=number[joint],
            start_m=_vec(places[count + 2 * k] - places[joint]),
            end_m=_vec(places[count + 2 * k + 1] - places[joint]),
            radius_m=round(radius * unit, 6),
        )
        for k, (joint, _, _, radius) in enumerate(figure.colliders)
    ]
    minds = [Minds(joint=number[j], radius_m=round(wide * unit, 6), colliders=told) for j, wide, told in figure.minds]
    return tuple(found), tuple(one for one in minds if one.joint in free)


def _meshes(found: Found, chunks: list[Clean]) -> dict[str, Mesh]:
    drawn = sum(len(chunk.triangles) for chunk in chunks)
    if drawn > BODY:
        found.say("size", f"the model has {drawn:,} triangles; it is thinned to about {BODY:,}", f"at most {BODY:,} triangles")
    body = lighter(chunks, BODY)
    mid = lighter(body, MID)
    distant = lighter(mid, DISTANT)
    return {"body": mesh_of(body), "mid": mesh_of(mid), "distant": replace(mesh_of(distant), morphs={})}


def _upright(figure: Figure, chunks: list[Clean]) -> tuple[list[Clean], F64]:
    """Return surface and joints with Y up and the face to +Z, as far as the joints tell."""
    places = figure.joints.places if figure.joints.places is not None else np.zeros((0, 3))
    axes = axes_of(places, dict(figure.bones)) if figure.bones is not None else None
    if axes is None:
        return chunks, places
    turned = [
        replace(
            chunk,
            positions=quat.rotate(axes, chunk.positions),
            normals=quat.rotate(axes, chunk.normals),
            morphs={name: quat.rotate(axes, move) for name, move in chunk.morphs.items()},
        )
        for chunk in chunks
    ]
    return turned, quat.rotate(axes, places)


def _in_metres(found: Found, chunks: list[Clean], places: F64, bones: Mapping[str, int] | None) -> tuple[list[Clean], F64, float]:
    """Return surface and joints in metres with the feet on the floor and the hips over the origin, and how tall it stands."""
    positions = np.concatenate([chunk.positions for chunk in chunks])
    low, high = positions.min(0), positions.max(0)
    human = bones is not None and len(places) > 0
    if bones is not None and human:
        low[1] = min(low[1], places[[bones["leftFoot"], bones["rightFoot"]], 1].min())  # some bodies are only a head
    tall = float(high[1] - low[1])
    if bones is not None and human:
        tall = min(tall, 1.22 * float(places[bones["head"], 1] - low[1]))  # horns and hats are no stature
    unit = _unit(tall)
    if unit != 1.0:
        found.say("units", f"the character is {tall:.3g} m tall; it is taken for {tall * unit:.2f} m", "metres")
    middle = places[bones["hips"]] if bones is not None and human else (low + high) / 2
    foot = np.array([middle[0], low[1], middle[2]])
    moved = [
        replace(
            chunk,
            positions=(chunk.positions - foot) * unit,
            morphs={name: move * unit for name, move in chunk.morphs.items()},
        )
        for chunk in chunks
    ]
    return moved, (places - foot) * unit if len(places) else places, tall * unit


def _unit(tall: float) -> float:
    """Return what one unit of a file is in metres: a metre where that makes sense, else what makes the likeliest stature."""
    likely = [unit for unit in _UNITS_M if _SHORTEST_M < tall * unit < _TALLEST_M]
    if not likely:
        return _USUAL_M / max(tall, 1e-9)
    return 1.0 if 1.0 in likely else min(likely, key=lambda unit: abs(math.log(tall * unit / _USUAL_M)))


def _whole_rig(figure: Figure, tall: float) -> Rig:
    """Return the rig of what is moved as a whole, and say so."""
    figure.found.say(
        "human",
        f"its {len(figure.joints.names)} joints are not taken for a human's; it is moved as a whole",
        "a skin with joints named as in VRM, Mixamo, Unreal or Rigify",
    )
    return Rig(names=("root",), parents=(-1,), offsets_m=((0.0, 0.0, 0.0),), stature_m=round(tall, 4), human=False)


def _human_rig(figure: Figure, order: Order, places: F64, tall: float) -> Rig:
    bones, number = dict(figure.bones or {}), order.number
    at = np.concatenate([np.zeros((1, 3)), places[list(order.joints)]])
    offsets = [at[joint] - (at[parent] if parent >= 0 else 0.0) for joint, parent in enumerate(order.parents)]
    acting = _acting_offsets(bones, places, tall)
    driven = [Driven(joint=0, by="root")]
    turns = {bone: _rest_turn(bone, bones, places) for bone in bones}
    driven += [Driven(joint=number[joint], by=bone, turn=turns[bone]) for bone, joint in bones.items()]
    taken = set(bones.values())
    driven += [
        Driven(joint=number[joint], by=bone, turn=_rest_turn(bone, bones, places))
        for joint, bone in figure.followers.items()
        if joint not in taken
    ]
    free = {number[j] for j, _, _ in figure.springs} - {one.joint for one in driven}
    colliders, minds = _keeping_out(figure, number, places, free)
    chiefs = {number[joint] for joint in bones.values()}
    return Rig(
        names=order.names,
        parents=order.parents,
        offsets_m=tuple(_vec(offset) for offset in offsets),
        stature_m=round(tall, 4),
        human=True,
        biped_m=tuple(_vec(offset) for offset in acting),
        driven=tuple(sorted(driven, key=lambda one: (one.joint not in chiefs and one.joint > 0, one.joint))),
        ankles_m=(round(float(places[bones["leftFoot"], 1]), 5), round(float(places[bones["rightFoot"], 1]), 5)),
        sways=tuple(
            Sway(joint=order.names[number[j]], frequency_hz=_rate(stiff), damping=_damped(drag), limit_rad=_SWAY_LIMIT_RAD)
            for j, stiff, drag in sorted(figure.springs, key=lambda row: number[row[0]])
            if number[j] in free
        ),
        colliders=colliders,
        minds=minds,
        binary=tuple(sorted(figure.face.binary)),
        blocks_blink=tuple(sorted(figure.face.blocks_blink)),
        blocks_mouth=tuple(sorted(figure.face.blocks_mouth)),
        gaze_by_shapes=figure.face.gaze_by_shapes,
        credit=figure.credit,
        forbids=figure.forbids,
    )


def _acting_offsets(bones: dict[str, int], places: F64, tall: float) -> F64:
    """Return the offsets of our biped with the model's proportions: its arms half down, its ankles as high as ours."""
    ours = biped(tall)
    rest = ours.rest_positions_m()
    target = rest.copy()
    for joint, name in enumerate(ours.names):
        parent = ours.parents[joint]
        if parent < 0:
            continue
        side = "left" if name.startswith("left") else "right" if name.startswith("right") else ""
        part = name.removeprefix(side)
        if name in bones and part not in ("LowerArm", "Toes", "Eye", "jaw", *_LIKE_FOREARM):
            target[joint] = places[bones[name]]
        else:
            along = rest[joint] - rest[parent]
            limb = {"LowerArm": "UpperArm", "Hand": "LowerArm"}.get(part)
            if limb and side + limb in bones and name in bones:
                length = float(np.linalg.norm(places[bones[name]] - places[bones[side + limb]]))
                along = along / np.linalg.norm(along) * length
            target[joint] = target[parent] + along
        if part == "Foot":
            target[joint, 1] = ANKLE_M * tall / 1.72
        ball = part == "Toes" and name in bones
        if ball and _BALL[0] < float(places[bones[name], 2] - target[parent, 2]) / tall < _BALL[1]:
            target[joint, [0, 2]] = places[bones[name]][[0, 2]]  # feet roll over the model's own balls
    for joint, name in enumerate(ours.names):
        if name in ("spine", "chest", "neck") and name not in bones:  # between what is there above and below
            below, over = ours.parents[joint], ours.names.index({"spine": "chest", "chest": "neck", "neck": "head"}[name])
            target[joint] = (target[below] + target[over]) / 2
    offsets = target.copy()
    for joint, parent in enumerate(ours.parents):
        if parent >= 0:
            offsets[joint] = target[joint] - target[parent]
    return offsets


def _rest_turn(bone: str, bones: dict[str, int], places: F64) -> Quat:
    """Return the turn from our biped's rest to the model's: for arms, from where theirs point to half down; none for the rest."""
    side = "left" if bone.startswith("left") else "right" if bone.startswith("right") else ""
    part = bone.removeprefix(side)
    part = "LowerArm" if part in _LIKE_FOREARM else part
    if part not in _SAME_REST:
        return (1.0, 0.0, 0.0, 0.0)
    end = {"UpperArm": "LowerArm", "LowerArm": "Hand"}[part]
    theirs = places[bones[side + end]] - places[bones[side + part]]
    down = math.radians(50)
    ours = np.array([math.cos(down) * (1.0 if side == "left" else -1.0), -math.sin(down), 0.0])
    w, x, y, z = (round(float(v), 9) for v in quat.between(quat.unit(theirs), ours))
    return w, x, y, z


def _rebound(chunk: Clean, order: Order, rig: Rig) -> Clean:
    """Return the surface bound to the rig's joints, or to its mark alone."""
    if chunk.joints is None or not rig.driven:
        count = len(chunk.positions)
        return replace(chunk, joints=np.zeros((count, 4), np.int64), weights=np.tile([1.0, 0.0, 0.0, 0.0], (count, 1)))
    return replace(chunk, joints=np.array(order.number)[chunk.joints])


def _rate(stiffness: float) -> float:
    return round(min(max(0.7 + 0.9 * math.sqrt(max(stiffness, 0.0)), 0.6), 3.5), 3)


def _damped(drag: float) -> float:
    return round(min(max(drag, 0.1), 0.95), 3)


def _vec(values: F64) -> Vec3:
    x, y, z = (round(float(v), 6) + 0.0 for v in values)
    return x, y, z


def _worn(found: Found) -> dict[str, Image]:
    names = {name for material in found.materials for name in material.images if name}
    return {name: found.images[name] for name in sorted(names)}
