"""Bodies that are no scaled adults: a skeleton's proportions by age and build, and meshes of the adult fitted onto them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from redearth.core.physique import ADULT_M, Physique
from redearth.stage.cast.field import F64
from redearth.stage.cast.hang import HANGING, sway_of
from redearth.stage.cast.skin import ADULT
from redearth.stage.model import Mesh
from redearth.stage.parts import Skeleton
from redearth.stage.rig import HALVES, Proportions, biped, with_halves
from redearth.stage.rows import lengths

# Age, then head, legs, arms as factors of the adult's share of the stature. After Stratz's canon and Snyder et al. 1977 (UM-HSRI-77-17).
_BY_AGE = (
    (1, 1.72, 0.78, 0.86),
    (3, 1.45, 0.86, 0.91),
    (6, 1.27, 0.92, 0.95),
    (9, 1.17, 0.96, 0.97),
    (12, 1.08, 0.99, 0.99),
    (16, 1.0, 1.0, 1.0),
)
_BONES = {"UpperArm": "LowerArm", "LowerArm": "Hand", "UpperLeg": "LowerLeg", "LowerLeg": "Foot"}
_ON_THE_HEAD = frozenset({"head", "jaw", "upperLip", "lowerLip", "Eye", "Lid", "LowerLid", "Brow", "Mouth"})


def proportions_of(body: Physique) -> Proportions:
    """Return how the joints of a body of this age, sex and build lie."""
    rows = np.array(_BY_AGE)
    head, legs, arms = (float(np.interp(body.age, rows[:, 0], rows[:, k])) for k in (1, 2, 3))
    grown = float(np.clip((body.age - 8) / 8, 0.0, 1.0))
    strong, heavy, slight = (float(name in body.builds) for name in ("strong", "heavy", "slight"))
    breadth = 1.0 + grown * (-0.05 if body.female else 0.03) + 0.05 * strong + 0.03 * heavy - 0.03 * slight - 0.04 * (1 - grown)
    hips = 1.0 + (0.03 * grown if body.female else 0.0) + 0.06 * heavy
    return Proportions(head=head * _steady(body), legs=legs, arms=arms, shoulders=breadth, hips=hips)


def skeleton_for(body: Physique, hanging: Iterable[str] = ()) -> Skeleton:
    """Return the skeleton of a person's body, with what hangs on it."""
    bare = with_halves(biped(body.stature_m, proportions_of(body)))
    names = tuple(hanging)
    if not names:
        return bare
    turn = _stretches(bare, 1.0)
    joints = [ADULT.index(name) for name in names]
    parents = [ADULT.parents[joint] for joint in joints]
    offsets = [turn[parent] @ ADULT.rest_offsets_m[joint] for joint, parent in zip(joints, parents, strict=True)]
    return replace(
        bare,
        names=(*bare.names, *names),
        parents=(*bare.parents, *(bare.index(ADULT.names[parent]) for parent in parents)),
        rest_offsets_m=np.concatenate([bare.rest_offsets_m, np.array(offsets)]),
        sways=tuple(map(sway_of, names)),
    )


def _steady(body: Physique) -> float:
    """Return how much larger the head of a short adult is, and how much smaller a giant's: heads vary less than statures."""
    usual = 1.66 if body.female else 1.78
    return 1.0 if body.age < 16 else float(np.clip((usual / body.stature_m) ** 0.6, 0.85, 1.25))


def fitted(mesh: Mesh, skeleton: Skeleton, bound: Skeleton | None = None, girth: float = 1.0) -> Mesh:
    """Return a mesh of the plain adult on a body with another skeleton.

    Each joint carries its part of the mesh along and stretches it along its own bone, so that joints stay where limbs bend; between
    joints the shares blend. ``bound`` is the skeleton the mesh is bound to, when its performers move on another one of the same
    joints (a crowd's variants): posed with the offsets of ``skeleton`` it takes the shape it was fitted for. ``girth`` thickens it.
    """
    assert mesh.joints is not None and mesh.weights is not None
    turn, own = _stretches(skeleton, girth), _own_joints(skeleton)
    place = (bound or skeleton).rest_positions_m()
    joints, shares = mesh.joints.astype(np.int64), mesh.weights.astype(float)
    points, out = mesh.positions.astype(float), np.zeros(mesh.positions.shape)
    pivots = ADULT.rest_positions_m()[_carrying(skeleton)]
    for slot in range(joints.shape[1]):
        joint = joints[:, slot]
        out += shares[:, slot, None] * (np.einsum("vab,vb->va", turn[joint], points - pivots[joint]) + place[own[joint]])
    stretch = np.einsum("vk,vkab->vab", shares, turn[joints])
    normals = np.linalg.solve(np.swapaxes(stretch, 1, 2), mesh.normals.astype(float)[..., None])[..., 0]
    normals /= lengths(normals)[:, None]
    return replace(
        mesh, positions=out.astype(np.float32), normals=normals.astype(np.float32),
        joints=np.where(mesh.weights > 0, own[joints], 0).astype(np.uint32),
    )  # fmt: skip


def _carrying(skeleton: Skeleton) -> NDArray[np.int64]:
    """Return for each joint of the plain adult the one that carries its part: itself, or its parent where the body has none of it."""
    return np.array([k if name in skeleton.names else ADULT.parents[k] for k, name in enumerate(ADULT.names)])


def _own_joints(skeleton: Skeleton) -> NDArray[np.int64]:
    """Return for each joint of the plain adult the index of the body's joint that carries its part."""
    return np.array([skeleton.index(ADULT.names[k]) for k in _carrying(skeleton)])


def _stretches(skeleton: Skeleton, girth: float) -> F64:
    """Return per joint of the plain adult the matrix [J, 3, 3] that stretches what hangs on it."""
    scale, wider = skeleton.stature_m / ADULT_M, girth * skeleton.stature_m / ADULT_M
    turn = np.tile(np.eye(3) * scale, (len(ADULT.names), 1, 1))
    for joint, name in enumerate(ADULT.names):
        part = name.removeprefix("left").removeprefix("right")
        if part in _ON_THE_HEAD:
            turn[joint] = np.eye(3) * _longer(skeleton, "leftEye")
        elif part in _BONES:
            turn[joint] = _stretch(
                ADULT.rest_offsets_m[ADULT.index(name.removesuffix(part) + _BONES[part])],
                _longer(skeleton, name.removesuffix(part) + _BONES[part]),
                wider,
            )
        elif name in ("hips", "spine", "chest"):
            tall = _longer(skeleton, "chest" if name == "hips" else "neck")
            shoulders, hips = _broader(skeleton, "leftUpperArm"), _broader(skeleton, "leftUpperLeg")
            broad = {"hips": hips, "spine": (hips + shoulders) / 2, "chest": shoulders}[name]
            turn[joint] = np.diag([girth * broad, tall, wider])
        elif name == "neck":
            turn[joint] = np.diag([scale, _longer(skeleton, "head"), scale])
    for joint, name in enumerate(ADULT.names):
        if name in HALVES or name in HANGING:
            turn[joint] = turn[ADULT.parents[joint]]
    return turn


def _longer(skeleton: Skeleton, joint: str) -> float:
    """Return how much longer than the adult's the bone that ends in a joint is."""
    own, adult = skeleton.rest_offsets_m[skeleton.index(joint)], ADULT.rest_offsets_m[ADULT.index(joint)]
    return float(np.linalg.norm(own) / np.linalg.norm(adult))


def _broader(skeleton: Skeleton, joint: str) -> float:
    """Return how much farther than the adult's a joint lies from the middle."""
    return float(skeleton.rest_positions_m()[skeleton.index(joint), 0] / ADULT.rest_positions_m()[ADULT.index(joint), 0])


def _stretch(along: F64, length: float, scale: float) -> F64:
    """Return the matrix that scales by ``length`` along a direction and by ``scale`` across it."""
    d = along / np.linalg.norm(along)
    return np.asarray(scale * np.eye(3) + (length - scale) * np.outer(d, d))
