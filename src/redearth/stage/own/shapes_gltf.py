"""The shapes of a glTF face: morph targets by the names of its presets, and the rules that a VRM gives for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from redearth.stage.own.character import FaceRules
from redearth.stage.own.expressions import recipes_of
from redearth.stage.own.found import F64
from redearth.stage.own.gltf_file import GltfFile, Wrong
from redearth.stage.own.read_gltf import Node
from redearth.stage.own.vrm import Vrm

Shapes = Mapping[str, Sequence[tuple[int, int, float]]]
"""By preset: mesh, target and weight of what makes it."""


_MOST_SHAPED = 60_000_000
"""Numbers of all shapes together: vertices times shapes times three."""


def shapes_of(file: GltfFile, vrm: Vrm | None, nodes: list[Node]) -> Shapes:
    """Return what makes each preset: as VRM says, else by the names of the shapes."""
    if vrm is not None and any(face.binds for face in vrm.faces.values()):
        mesh_of = {node.index: node.fields.get("mesh") for node in nodes}
        found: dict[str, list[tuple[int, int, float]]] = {}
        for preset, face in vrm.faces.items():
            rows = [(mesh_of.get(b.node) if b.mesh < 0 else b.mesh, b.target, b.weight) for b in face.binds]
            found[preset] = [(mesh, target, weight) for mesh, target, weight in rows if isinstance(mesh, int)]
        return {preset: rows for preset, rows in found.items() if rows}
    by_name: dict[str, list[tuple[int, int, float]]] = {}
    for number, mesh in enumerate(file.items("meshes")):
        extras = mesh.get("extras") if isinstance(mesh, dict) else None
        names = extras.get("targetNames") if isinstance(extras, dict) else None
        for preset, recipe in recipes_of([str(name) for name in names] if isinstance(names, list) else []).items():
            by_name.setdefault(preset, []).extend((number, target, weight) for target, weight in recipe.items())
    return by_name


def moves_of(file: GltfFile, primitive: dict[str, Any], shapes: Shapes, mesh: int, world: F64, count: int) -> dict[str, F64]:
    """Return how far each preset moves the vertices of a part of a mesh."""
    targets = primitive.get("targets") or []
    wanted = {preset: [(t, w) for m, t, w in rows if m == mesh and t < len(targets)] for preset, rows in shapes.items()}
    wanted = {preset: rows for preset, rows in wanted.items() if rows}
    if count * len(wanted) * 3 > _MOST_SHAPED:
        file.found.say(
            "shapes", f"{len(wanted)} shapes of {count:,} vertices are too much; its face does not move", "a lighter face"
        )
        return {}
    moves: dict[str, F64] = {}
    for preset, rows in wanted.items():
        total = np.zeros((count, 3))
        for target, weight in rows:
            if isinstance(targets[target], dict) and "POSITION" in targets[target]:
                values = np.asarray(file.numbers(targets[target]["POSITION"]), float)
                if values.shape != (count, 3):
                    raise Wrong(f"shape {target} has {len(values)} entries for {count} vertices")
                total += weight * np.where(np.isfinite(values), values, 0.0)
        if np.abs(total).max(initial=0.0) > 0:
            moves[preset] = total @ world[:3, :3].T
    return moves


def face_rules(vrm: Vrm | None) -> FaceRules:
    """Return what a VRM says of its face: which expressions overrule others, and how it looks."""
    if vrm is None:
        return FaceRules()
    return FaceRules(
        binary=frozenset(preset for preset, face in vrm.faces.items() if face.binary),
        blocks_blink=frozenset(preset for preset, face in vrm.faces.items() if face.blocks_blink),
        blocks_mouth=frozenset(preset for preset, face in vrm.faces.items() if face.blocks_mouth),
        gaze_by_shapes=vrm.gaze_by_face,
    )
