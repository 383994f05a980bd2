"""Faces as geometry: lids that cover the eyes, lips that seal, expressions that differ, skin that does not turn inside out."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from redearth.breakdown.model import Character
from redearth.stage.cast.build import build_character
from redearth.stage.model import Mesh
from redearth.stage.motion import quat
from redearth.stage.motion.body import solve
from redearth.stage.motion.controls import standing
from redearth.stage.motion.face_poses import NAMES
from redearth.stage.parts import F64, RiggedModel

WOMAN = Character(id="anna", name="ANNA", age=30, sex="female", wardrobe=("casual",))
MAN = Character(id="ben", name="BEN", age=40, sex="male", wardrobe=("business", "suit"))
CHILD = Character(id="tim", name="TIM", age=8, sex="male", wardrobe=("shirt",))
ELDER = Character(id="ruth", name="RUTH", age=76, sex="female", wardrobe=("dress",))
PEOPLE = {c.id: c for c in (WOMAN, MAN, CHILD, ELDER)}
SHOWN = ("happy", "angry", "sad", "afraid", "surprised", "disgusted")


@pytest.fixture(scope="module")
def models() -> dict[str, RiggedModel]:
    """Woman, man, child and elder, built once for all tests."""
    return {name: build_character(character) for name, character in PEOPLE.items()}


def _posed(model: RiggedModel, jaw_rad: float = 0.0, eyes: tuple[float, float] = (0.0, 0.0), **weights: float) -> F64:
    """Return the body's vertices [V, 3] with this face, in the head's space."""
    rig, mesh = model.skeleton, model.model.meshes["body"]
    controls = standing(rig, np.zeros((1, 3)), np.zeros(1))
    controls.jaw[:], controls.eyes[:] = jaw_rad, eyes
    for name, weight in weights.items():
        controls.face[:, NAMES.index(name)] = weight
    solved = solve(controls, rig)
    assert mesh.joints is not None and mesh.weights is not None
    rest = rig.rest_positions_m()
    moved = np.zeros((len(mesh.positions), 3))
    for slot in range(4):
        joint = mesh.joints[:, slot].astype(int)
        local = mesh.positions.astype(float) - rest[joint]
        moved += mesh.weights[:, slot, None] * (quat.rotate(solved.set_rotations[0, joint], local) + solved.positions_m[0, joint])
    head = rig.index("head")
    return np.asarray(quat.rotate(quat.inverse(solved.set_rotations[0, head]), moved - solved.positions_m[0, head]) + rest[head])


def _share(mesh: Mesh, model: RiggedModel, *joints: str) -> F64:
    numbers = [model.skeleton.index(joint) for joint in joints]
    assert mesh.joints is not None and mesh.weights is not None
    return np.asarray(np.where(np.isin(mesh.joints, numbers), mesh.weights, 0).sum(axis=1))


def _first_hits(points: F64, triangles: np.ndarray, origins: F64, ray: F64) -> np.ndarray:
    """Return the number of the triangle that each ray from ``origins`` meets first, -1 for none (Moeller and Trumbore, 1997)."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    e1, e2 = b - a, c - a
    h = np.cross(np.broadcast_to(ray, e2.shape), e2)
    det = (e1 * h).sum(1)
    inverse = 1.0 / np.where(np.abs(det) < 1e-14, 1e-14, det)
    s = origins[:, None] - a[None]
    u = (s * h).sum(-1) * inverse
    q = np.cross(s, e1[None])
    v = (q @ ray) * inverse
    far = (q * e2).sum(-1) * inverse
    far = np.where((u >= -1e-6) & (v >= -1e-6) & (u + v <= 1 + 1e-6) & (far > 0), far, np.inf)
    return np.where(np.isfinite(far.min(1)), far.argmin(1), -1)


@pytest.mark.parametrize("who", sorted(PEOPLE))
@pytest.mark.parametrize("eyes", [(0.0, 0.0), (0.25, 0.3), (-0.25, -0.3)])
def test_lids_cover_the_eyes_at_a_blink(models: dict[str, RiggedModel], who: str, eyes: tuple[float, float]) -> None:
    """With the lids shut no part of an eyeball is met first from the front or from either side; with open lids much of it is."""
    model = models[who]
    mesh = model.model.meshes["body"]
    triangles = mesh.triangles.astype(int)
    centre = model.skeleton.rest_positions_m()[model.skeleton.index("leftEye")]
    near = np.flatnonzero(np.linalg.norm(mesh.positions[triangles].mean(axis=1) - centre, axis=1) < 0.10)
    own = (_share(mesh, model, "leftEye") > 0.5)[triangles[near, 0]]
    across, up = (g.ravel() for g in np.meshgrid(np.linspace(-0.02, 0.02, 21), np.linspace(-0.014, 0.014, 15)))
    seen = {}
    for name, weight in (("open", 0.0), ("shut", 1.0)):
        points = _posed(model, eyes=eyes, blink=weight)
        count = 0
        for aside in (-0.5, 0.0, 0.5):
            ray = -np.array([np.sin(aside), 0.0, np.cos(aside)])
            side = np.array([np.cos(aside), 0.0, -np.sin(aside)])
            starts = centre - 0.1 * ray + across[:, None] * side + up[:, None] * np.array([0.0, 1.0, 0.0])
            hits = _first_hits(points, triangles[near], starts, ray)
            count += int(own[hits[hits >= 0]].sum())
        seen[name] = count
    assert seen["shut"] == 0 and seen["open"] > 100


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_expressions_differ_by_geometry(models: dict[str, RiggedModel], who: str) -> None:
    """Every two of the six plain expressions and the plain face lie at least 1.5 mm apart, root mean square over what moves."""
    model = models[who]
    mesh = model.model.meshes["body"]
    face = (
        _share(
            mesh, model, *(s + j for s in ("left", "right") for j in ("Brow", "Lid", "LowerLid", "Mouth")), "upperLip", "lowerLip"
        )
        > 0.5
    )
    points = {name: _posed(model, **({name: 1.0} if name else {}))[face] for name in ("", *SHOWN)}
    for one, other in combinations(points, 2):
        apart = np.sqrt(((points[one] - points[other]) ** 2).sum(axis=1).mean())
        assert apart > 0.0012, (one, other, apart)


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_lips_meet_and_part(models: dict[str, RiggedModel], who: str) -> None:
    """At rest and in m nothing of the mouth's inside is met first from the front; in ah much of it is."""
    model = models[who]
    mesh = model.model.meshes["body"]
    triangles = mesh.triangles.astype(int)
    inside = [number for number, m in enumerate(model.model.materials) if m.name in ("mouth", "teeth", "tongue")]
    rest = model.skeleton.rest_positions_m()
    centre = (rest[model.skeleton.index("leftMouth")] + rest[model.skeleton.index("rightMouth")]) / 2
    near = np.flatnonzero(np.linalg.norm(mesh.positions[triangles].mean(axis=1) - centre, axis=1) < 0.08)
    x, y = (g.ravel() for g in np.meshgrid(np.linspace(-0.024, 0.024, 33), np.linspace(-0.03, 0.012, 29)))
    starts = centre + np.column_stack([x, y, np.full(len(x), 0.12)])
    seen = []
    for jaw, pose in ((0.0, {}), (0.0, {"A": 1.0}), (0.2, {"D": 1.0})):
        hits = _first_hits(_posed(model, jaw, **pose), triangles[near], starts, np.array([0.0, 0.0, -1.0]))
        seen.append(int(np.isin(mesh.material[near][hits[hits >= 0]], inside).sum()))
    assert seen[0] <= 2 and seen[1] <= 2 and seen[2] > 60


@pytest.mark.parametrize("who", sorted(PEOPLE))
@pytest.mark.parametrize("pose", [*SHOWN, "blink", "B", "E", "F", "wide"])
def test_skin_does_not_turn_inside_out(models: dict[str, RiggedModel], who: str, pose: str) -> None:
    """Of the triangles that the face's joints move, less than one in fifty turns by more than 100 degrees."""
    model = models[who]
    mesh = model.model.meshes["body"]
    triangles = mesh.triangles.astype(int)
    skins = [number for number, m in enumerate(model.model.materials) if m.name in ("skin", "lips")]
    moving = (
        _share(mesh, model, *(s + j for s in ("left", "right") for j in ("Brow", "Mouth")), "upperLip", "lowerLip", "jaw") > 0.05
    )
    chosen = triangles[np.isin(mesh.material, skins) & moving[triangles].any(axis=1)]
    before, after = _posed(model), _posed(model, 0.3) if pose == "wide" else _posed(model, **{pose: 1.0})
    normals = []
    for points in (before, after):
        a, b, c = (points[chosen[:, k]] for k in range(3))
        n = np.cross(b - a, c - a)
        normals.append(n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12))
    turned = (normals[0] * normals[1]).sum(axis=1) < np.cos(np.radians(100))
    assert len(chosen) > 400 and turned.mean() < 0.02


def test_a_child_s_eyes_turn_about_their_own_middle(models: dict[str, RiggedModel]) -> None:
    """The joint of an eye is the middle of its ball, also in a child's larger head: turned by 25 degrees it stays where it is."""
    for who, model in models.items():
        mesh = model.model.meshes["body"]
        ball = _share(mesh, model, "leftEye") > 0.99
        white = [m.name for m in model.model.materials].index("eye_white")
        used = np.intersect1d(np.flatnonzero(ball), np.unique(mesh.triangles[mesh.material == white].astype(int)))
        joint = model.skeleton.rest_positions_m()[model.skeleton.index("leftEye")]
        radii = np.linalg.norm(mesh.positions[used] - joint, axis=1)
        ring = radii > 0.8 * radii.max()  # the back is closed by a flat disc
        assert np.ptp(radii[ring]) < 0.06 * radii.max(), who
