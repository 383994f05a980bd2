"""A character's own body as capsules and corners on its bones, fitted from its mesh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.measure.acted import Acted
from redearth.stage.model import Mesh
from redearth.stage.motion import quat
from redearth.stage.parts import F64, Skeleton

_FOLDED = ("Shoulder", "FingerTips", "Thumb", "Toes", "Eye", "Lid", "LowerLid", "Brow", "Mouth", "jaw", "upperLip", "lowerLip")
"""Joints that are a part of the bone they hang from."""
_FEWEST = 10
"""Vertices that make a bone worth a capsule."""
_CELL_M = 0.02
_DIRECTIONS = np.array([(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if (x, y, z) != (0, 0, 0)], float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Capsules (C) and outermost corners (P) in the spaces of their joints."""

    bones: tuple[str, ...]
    """[C] the joint of each capsule."""
    starts_m: F64
    """[C, 3]."""
    ends_m: F64
    radii_m: F64
    """[C]: half of the bone's surface lies farther out, so that clothes do not count as flesh."""
    corner_joints: np.ndarray
    """[P, 4] joints that move a corner, the one that moves it most first."""
    corner_weights: F64
    """[P, 4]."""
    corners_m: F64
    """[P, 4, 3]: the corner in the space of each of its joints."""


NO_FORM = Form(
    bones=(),
    starts_m=np.zeros((0, 3)),
    ends_m=np.zeros((0, 3)),
    radii_m=np.zeros(0),
    corner_joints=np.zeros((0, 4), int),
    corner_weights=np.zeros((0, 4)),
    corners_m=np.zeros((0, 4, 3)),
)
"""Of somebody whom the cast does not know, so that nobody was built."""


def form_of(mesh: Mesh, skeleton: Skeleton) -> Form:
    """Return the form of a skinned mesh; joints that swing by themselves (hems, packs, hair) have none."""
    rest = skeleton.rest_positions_m()
    owner = _owners(mesh, skeleton)
    bone_of = _folded(skeleton)
    bones, starts, ends, radii = [], [], [], []
    corners: set[int] = set()
    for joint, name in enumerate(skeleton.names):
        own = np.flatnonzero(owner == joint)
        if len(own):
            corners |= {int(own[k]) for k in np.argmax(mesh.positions[own] @ _DIRECTIONS.T, axis=0)}
        points = mesh.positions[np.isin(owner, np.flatnonzero(bone_of == joint))].astype(float) - rest[joint]
        if bone_of[joint] == joint and len(points) >= _FEWEST:
            start, end, radius = _capsule(points)
            bones.append(name)
            starts.append(start)
            ends.append(end)
            radii.append(radius)
    joints, weights, places = _bound(mesh, np.array(sorted(corners), int), rest)
    return Form(
        bones=tuple(bones),
        starts_m=np.array(starts).reshape(-1, 3),
        ends_m=np.array(ends).reshape(-1, 3),
        radii_m=np.array(radii),
        corner_joints=joints,
        corner_weights=weights,
        corners_m=places,
    )


def _bound(mesh: Mesh, picked: np.ndarray, rest: F64) -> tuple[np.ndarray, F64, F64]:
    """Return joints, weights and places in those joints' spaces of some vertices, the strongest joint first."""
    assert mesh.joints is not None and mesh.weights is not None
    order = np.argsort(-mesh.weights[picked], axis=1, kind="stable")
    joints = np.take_along_axis(mesh.joints[picked], order, 1).astype(int)
    weights = np.take_along_axis(mesh.weights[picked], order, 1).astype(float)
    return joints, weights, mesh.positions[picked].astype(float)[:, None] - rest[joints]


def segments(acted: Acted, form: Form, frames: np.ndarray) -> tuple[F64, F64]:
    """Return the capsules' ends in set space on some frames, [n, C, 3] each."""
    joints = [acted.skeleton.index(bone) for bone in form.bones]
    turns, places = acted.turns[frames][:, joints], acted.places_m[frames][:, joints]
    starts, ends = (
        np.asarray(places + quat.rotate(turns, np.broadcast_to(end * acted.scale, places.shape)))
        for end in (form.starts_m, form.ends_m)
    )
    return starts, ends


def corners(acted: Acted, form: Form, frames: np.ndarray) -> F64:
    """Return the outermost corners in set space on some frames, [n, P, 3], as the renderer skins them."""
    out = np.zeros((len(frames), len(form.corner_joints), 3))
    for k in range(form.corner_joints.shape[1]):
        turns, places = acted.turns[frames][:, form.corner_joints[:, k]], acted.places_m[frames][:, form.corner_joints[:, k]]
        moved = places + quat.rotate(turns, np.broadcast_to(form.corners_m[:, k] * acted.scale, places.shape))
        out += form.corner_weights[:, k, None] * moved
    return out


def _owners(mesh: Mesh, skeleton: Skeleton) -> np.ndarray:
    """Return which joint moves each vertex [V] most; -1 for what swings."""
    assert mesh.joints is not None and mesh.weights is not None
    most = np.argmax(mesh.weights, axis=1)
    owner = mesh.joints[np.arange(len(most)), most].astype(int)
    swings = np.zeros(len(skeleton.names), bool)
    for joint, parent in enumerate(skeleton.parents):
        swings[joint] = skeleton.names[joint] in {s.joint for s in skeleton.sways} or (parent >= 0 and swings[parent])
    return np.where(swings[owner], -1, owner)


def _folded(skeleton: Skeleton) -> np.ndarray:
    """Return the bone [J] that each joint is a part of."""
    out = np.arange(len(skeleton.names))
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0 and skeleton.names[joint].removeprefix("left").removeprefix("right") in _FOLDED:
            out[joint] = out[parent]
    return out


def _capsule(points: F64) -> tuple[F64, F64, float]:
    """Return the capsule along the longest way through points [n, 3]: its two centres and its radius."""
    # One vertex a cell: faces and hands have more of them than their share of the skin.
    _, kept = np.unique(np.floor(points / _CELL_M).astype(int), axis=0, return_index=True)
    points = points[np.sort(kept)]
    centre = points.mean(0)
    _, _, axes = np.linalg.svd(points - centre, full_matrices=False)
    along = (points - centre) @ axes[0]
    out = points - centre - along[:, None] * axes[0]
    radius = float(np.median(np.sqrt((out * out).sum(-1))))
    low, high = np.percentile(along, [3, 97])
    low, high = (low + radius, high - radius) if high - low > 2 * radius else ((low + high) / 2, (low + high) / 2)
    return centre + low * axes[0], centre + high * axes[0], radius
