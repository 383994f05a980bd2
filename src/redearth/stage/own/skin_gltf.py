"""Read a glTF, GLB or VRM file as a character: skins in the pose in which they are bound, rigid parts on the joint they hang from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from redearth.stage.motions.bones import ancestors, find_humanoid, is_whole
from redearth.stage.motions.read_clip import upright
from redearth.stage.own.character import Figure, Joints
from redearth.stage.own.found import F64, I64, Files, Found
from redearth.stage.own.gltf_file import GltfFile, Wrong
from redearth.stage.own.gltf_look import Looks
from redearth.stage.own.mtoon import toon_materials
from redearth.stage.own.read_gltf import Node, nodes_of, surface_of
from redearth.stage.own.shapes_gltf import Shapes, face_rules, moves_of, shapes_of
from redearth.stage.own.spring_colliders import Spheres, read_colliders
from redearth.stage.own.vrm import Vrm, read_vrm

_MOST_JOINTS = 1024
_SAME = 1e-3
_REMEDY = "an export that keeps to the glTF 2.0 specification"


@dataclass(frozen=True, slots=True)
class _Tree:
    """The nodes that are joints, and where they stand when the surface is bound."""

    nodes: list[Node]
    rows: dict[int, int]
    """Row of each node."""
    joint_of: dict[int, int]
    """Joint of each row that is one."""
    bound: dict[int, F64]
    """World transform [4, 4] of each joint's row when bound."""
    skins: dict[int, F64]
    """What brings a skin's surface to where it is bound [4, 4]."""


def read_gltf_figure(files: Files) -> Figure:
    """Return the character in a file; raises ``FilmError`` when nothing of it can be used."""
    found = Found(file=files.main)
    file = GltfFile(files, found)
    vrm, spheres = read_vrm(file.document), read_colliders(file.document)
    nodes = list(nodes_of(file))
    tree = _tree(file, nodes, vrm, spheres)
    looks = Looks(file)
    shapes = shapes_of(file, vrm, nodes)
    for node in nodes:
        if "mesh" in node.fields:
            _add_mesh(file, looks, node, tree, shapes)
    if not found.chunks:
        raise found.fatal("empty", "no mesh in the file can be used", "a model with at least one triangle mesh")
    toon_materials(file, looks, vrm)
    joints = _joints(tree)
    bones, followers = _bones(found, tree, joints, vrm)
    return Figure(
        found=found,
        joints=joints,
        bones=bones,
        followers=followers,
        springs=_springs(tree, joints, vrm),
        colliders=_colliders(tree, spheres),
        minds=_minds(tree, joints, spheres, vrm),
        face=face_rules(found, vrm),
        credit=_credit(vrm),
        forbids=vrm.forbids if vrm else (),
    )


def _tree(file: GltfFile, nodes: list[Node], vrm: Vrm | None, spheres: Spheres) -> _Tree:
    rows = {node.index: row for row, node in enumerate(nodes)}
    wanted: set[int] = set()
    bound: dict[int, F64] = {}
    skins: dict[int, F64] = {}
    for number, _ in enumerate(file.items("skins")):
        try:
            members, moved, places = _bound_skin(file, number, nodes, rows)
        except (Wrong, TypeError, ValueError) as wrong:
            file.found.say("skin", f"skin {number}: {wrong}; what wears it does not bend", _REMEDY)
            continue
        skins[number] = moved
        wanted |= set(members)
        bound |= {row: place for row, place in zip(members, places, strict=True) if row not in bound}
    named = (*vrm.bones.values(), *vrm.followers, *(node for node, _, _ in vrm.springs)) if vrm else ()
    wanted |= {rows[node] for node in (*named, *spheres.nodes, *spheres.minds) if node in rows}
    swinging = {rows[node] for node, _, _ in vrm.springs if node in rows} if vrm and vrm.version == 0 else set()
    for row, node in enumerate(nodes):  # parents before children
        if rows.get(node.parent, -1) in swinging:
            swinging.add(row)
    wanted |= swinging
    if len(wanted) > _MOST_JOINTS:
        raise file.found.fatal("joints", f"the model has {len(wanted)} joints", f"at most {_MOST_JOINTS}")
    joint_of = {row: number for number, row in enumerate(sorted(wanted))}
    return _Tree(nodes, rows, joint_of, {row: bound.get(row, nodes[row].world) for row in wanted}, skins)


def _bound_skin(file: GltfFile, number: int, nodes: list[Node], rows: dict[int, int]) -> tuple[list[int], F64, list[F64]]:
    """Return the rows of a skin's joints, what brings its surface into the scene, and the joints' transforms when it is bound.

    Files whose nodes stand in the bind pose give the same matrix at every joint; in others (a pose of an animation) the topmost joint decides.
    """
    skin = file.item("skins", number)
    members = [rows.get(index, -1) for index in file.items("joints", skin)]
    if not members or min(members) < 0:
        raise Wrong("it names joints that are no nodes of the scene")
    worlds = [nodes[row].world for row in members]
    if "inverseBindMatrices" not in skin:
        return members, np.eye(4), worlds
    raw = np.asarray(file.numbers(skin["inverseBindMatrices"]), float)
    if len(raw) < len(members) or raw.shape[1] != 16 or not np.isfinite(raw).all():
        raise Wrong("its inverse bind matrices are too few or no finite numbers")
    inverse = raw[: len(members)].reshape(-1, 4, 4).transpose(0, 2, 1)
    moved = [world @ matrix for world, matrix in zip(worlds, inverse, strict=True)]
    top = min(range(len(members)), key=lambda k: (_depth(nodes, rows, members[k]), k))
    size = max(float(np.abs(np.array(worlds)[:, :3, 3]).max()), 1e-6)
    if all(np.abs(one - moved[top]).max() < _SAME * max(size, 1.0) for one in moved):
        return members, moved[top], worlds
    return members, moved[top], [moved[top] @ np.linalg.pinv(matrix) for matrix in inverse]


def _depth(nodes: list[Node], rows: dict[int, int], row: int) -> int:
    depth = 0
    while (parent := nodes[row].parent) in rows:
        row, depth = rows[parent], depth + 1
    return depth


def _joints(tree: _Tree) -> Joints:
    names: list[str] = []
    parents: list[int] = []
    for row in tree.joint_of:
        plain = tree.nodes[row].name or f"joint_{tree.nodes[row].index}"
        names.append(plain if plain not in names else f"{plain}_{tree.nodes[row].index}")
        parents.append(_joint_above(tree, row))
    places = np.array([tree.bound[row][:3, 3] for row in tree.joint_of]).reshape(-1, 3)
    return Joints(names=tuple(names), parents=tuple(parents), places=places)


def _joint_above(tree: _Tree, row: int) -> int:
    """Return the joint that a node hangs from, -1 when there is none."""
    while (parent := tree.nodes[row].parent) in tree.rows:
        row = tree.rows[parent]
        if row in tree.joint_of:
            return tree.joint_of[row]
    return -1


def _bones(found: Found, tree: _Tree, joints: Joints, vrm: Vrm | None) -> tuple[dict[str, int] | None, dict[int, str]]:
    if joints.places is None or not len(joints.places):
        return None, {}
    followers: dict[int, str] = {}
    if vrm is not None:
        of = {tree.nodes[row].index: joint for row, joint in tree.joint_of.items()}
        bones = {bone: of[node] for bone, node in vrm.bones.items() if node in of}
        if is_whole(bones):
            return bones, {of[node]: bone for node, bone in vrm.followers.items() if node in of}
        found.say(
            "vrm", "its humanoid map lacks bones that VRM requires; the joints' names are tried", "all required bones of VRM"
        )
    return find_humanoid(joints.names, joints.parents, upright(joints.places)), followers


# ---- surface -----------------------------------------------------------------------------------------------------------


def _add_mesh(file: GltfFile, looks: Looks, node: Node, tree: _Tree, shapes: Shapes) -> None:
    number = node.fields["mesh"]
    try:
        mesh = file.item("meshes", number)
    except Wrong as wrong:
        file.found.say("mesh", f"node {node.name!r}: {wrong}", _REMEDY)
        return
    name = node.name or str(mesh.get("name") or f"mesh_{number}")
    skin = node.fields.get("skin")
    skin = skin if skin in tree.skins else None
    world = tree.skins[skin] if skin is not None else _hung(tree, node)
    if abs(np.linalg.det(world[:3, :3])) < 1e-12:
        file.found.say("scale", f"{name!r} has a scale of zero; it is left out", "a scale other than zero")
        return
    for part, primitive in enumerate(file.items("primitives", mesh)):
        try:
            chunk = surface_of(file, looks, primitive, world, name)
            bound = _influences(file, tree, primitive, skin, node, len(chunk.positions))
            moves = moves_of(file, primitive, shapes, number, world, len(chunk.positions))
            file.found.chunks.append(replace(chunk, joints=bound[0], weights=bound[1], morphs=moves))
        except (Wrong, TypeError, ValueError, AttributeError, KeyError) as wrong:
            file.found.say("mesh", f"part {part} of {name!r}: {wrong}; it is left out", _REMEDY)


def _hung(tree: _Tree, node: Node) -> F64:
    """Return where a mesh without a skin stands when the joint it hangs from is bound."""
    row = tree.rows[node.index]
    holder = row if row in tree.joint_of else next((r for r, j in tree.joint_of.items() if j == _joint_above(tree, row)), -1)
    if holder < 0:
        return node.world
    return np.asarray(tree.bound[holder] @ np.linalg.pinv(tree.nodes[holder].world) @ node.world)


def _influences(file: GltfFile, tree: _Tree, primitive: dict[str, Any], skin: Any, node: Node, count: int) -> tuple[I64, F64]:
    """Return the four strongest joints of each vertex and their weights, which sum to 1."""
    row = tree.rows[node.index]
    alone = tree.joint_of.get(row, _joint_above(tree, row))
    if skin is None:
        return np.full((count, 4), max(alone, 0)), np.tile([1.0, 0.0, 0.0, 0.0], (count, 1))
    members = [tree.joint_of[tree.rows[index]] for index in file.items("joints", file.item("skins", skin))]
    attributes = primitive.get("attributes", {})
    joints, weights = [], []
    for group in range(4):
        if f"JOINTS_{group}" in attributes:
            joints.append(np.asarray(file.numbers(attributes[f"JOINTS_{group}"]), np.int64))
            weights.append(np.asarray(file.numbers(attributes.get(f"WEIGHTS_{group}")), float))
    if not joints or any(len(one) != count or one.shape[1] != 4 for one in (*joints, *weights)):
        raise Wrong("its joints or weights do not fit its vertices")
    index, share = np.concatenate(joints, 1), np.concatenate(weights, 1)
    if count and (index.min() < 0 or index.max() >= len(members)):
        raise Wrong("its skin names joints that are not there")
    return strongest(np.array(members)[index], share)


def strongest(joints: I64, weights: F64) -> tuple[I64, F64]:
    """Return the four strongest influences [V, 4] of [V, K], renormalised; what has none follows its first joint."""
    share = np.where(np.isfinite(weights) & (weights > 0), weights, 0.0)
    if share.shape[1] < 4:
        share, joints = (np.pad(one, ((0, 0), (0, 4 - one.shape[1]))) for one in (share, joints))
    top = np.argsort(-share, axis=1, kind="stable")[:, :4]
    share, joints = np.take_along_axis(share, top, 1), np.take_along_axis(joints, top, 1)
    total = share.sum(1, keepdims=True)
    share = np.where(total > 1e-6, share / np.maximum(total, 1e-9), [1.0, 0.0, 0.0, 0.0])
    return np.where(share > 0, joints, 0), share


# ---- faces -------------------------------------------------------------------------------------------------------------


def _springs(tree: _Tree, joints: Joints, vrm: Vrm | None) -> tuple[tuple[int, float, float], ...]:
    """Return what swings, by joint; with VRM 0 a chain swings down to its end."""
    if vrm is None:
        return ()
    of = {tree.nodes[row].index: joint for row, joint in tree.joint_of.items()}
    found = {of[node]: (stiff, drag) for node, stiff, drag in vrm.springs if node in of}
    if vrm.version == 0:
        for joint in range(len(joints.names)):
            above = next((j for j in ancestors(joint, joints.parents) if j in found), -1)
            if joint not in found and above >= 0:
                found[joint] = found[above]
    return tuple((joint, stiff, drag) for joint, (stiff, drag) in sorted(found.items()))


def _colliders(tree: _Tree, spheres: Spheres) -> tuple[tuple[int, F64, F64, float], ...]:
    """Return colliders by joint, where the surface is bound; one on a node that is not there lies nowhere and reaches nothing."""
    found = []
    for node, start, end, radius in zip(spheres.nodes, spheres.starts, spheres.ends, spheres.radii, strict=True):
        row = tree.rows.get(node, -1)
        place = tree.bound.get(row, np.eye(4))
        ends = [(place @ np.array([*one, 1.0]))[:3] for one in (start, end)]
        size = float(np.cbrt(abs(np.linalg.det(place[:3, :3]))))
        found.append((tree.joint_of.get(row, 0), ends[0], ends[1], radius * size if row in tree.joint_of else 0.0))
    return tuple(found)


def _minds(tree: _Tree, joints: Joints, spheres: Spheres, vrm: Vrm | None) -> tuple[tuple[int, float, tuple[int, ...]], ...]:
    """Return which colliders a swinging joint minds; with VRM 0 a chain minds what its first bone does."""
    of = {tree.nodes[row].index: joint for row, joint in tree.joint_of.items()}
    found = {of[node]: told for node, told in spheres.minds.items() if node in of}
    if vrm is not None and vrm.version == 0:
        for joint in range(len(joints.names)):
            above = next((j for j in ancestors(joint, joints.parents) if j in found), -1)
            if joint not in found and above >= 0:
                found[joint] = found[above]
    return tuple((joint, radius, told) for joint, (radius, told) in sorted(found.items()))


def _credit(vrm: Vrm | None) -> str:
    if vrm is None or not (vrm.title or vrm.author):
        return ""
    named = " by ".join(part for part in (vrm.title, vrm.author) if part)
    return f"{named} ({vrm.licence})" if vrm.licence else named
