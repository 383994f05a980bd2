"""Cloth where joints bend: folds that come with the angle and go with it, pads that nothing pierces."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.stage.test_cast_bodies import _turned
from tests.stage.test_cast_face import _first_hits

from redearth.breakdown.model import Character
from redearth.stage.cast.build import build_character
from redearth.stage.cast.bunch import cloth_weights
from redearth.stage.cast.field import F64
from redearth.stage.cast.skin import ADULT, ARM_AXIS, ELBOW_M, REST, biped_weights
from redearth.stage.motion import quat

_ELBOW_AXIS = np.array([-math.sin(math.radians(50)), -math.cos(math.radians(50)), 0.0])
_INNER = REST["leftUpperArm"] + np.outer(np.linspace(ELBOW_M - 0.09, ELBOW_M + 0.09, 90), ARM_AXIS) + [0.0, 0.0, 0.045]
"""A line along the inner side of a sleeve."""


def _bent(weights: F64, points: F64, joint: str, axis: F64, angle_deg: float) -> F64:
    half = math.radians(angle_deg) / 2
    matrices = _turned({joint: np.array([math.cos(half), *(math.sin(half) * axis)])})
    placed = np.einsum("vj,jab,vb->va", weights, matrices, np.column_stack([points, np.ones(len(points))]))
    return np.asarray(placed[:, :3])


def _folded_m(points: F64, joint: str, axis: F64, angle_deg: float) -> float:
    """Return how far the cloth stands from where flesh would be."""
    cloth, flesh = (_bent(shares(points), points, joint, axis, angle_deg) for shares in (cloth_weights, biped_weights))
    return float(np.linalg.norm(cloth - flesh, axis=1).max())


def test_folds_come_with_the_angle() -> None:
    """A straight sleeve lies as it was cut; bent it folds, the more the sharper, at elbow and knee, and by no more than 2 cm."""
    knee = REST["leftLowerLeg"] + np.column_stack([np.zeros(90), np.linspace(-0.09, 0.09, 90), np.full(90, -0.055)])
    for points, joint, axis in ((_INNER, "leftLowerArm", _ELBOW_AXIS), (knee, "leftLowerLeg", np.array([1.0, 0.0, 0.0]))):
        folded = [_folded_m(points, joint, axis, angle) for angle in (0.0, 45.0, 110.0)]
        assert folded[0] < 1e-9
        assert 0.002 < folded[1] < folded[2] < 0.020


def test_folds_are_bands_across_the_sleeve() -> None:
    """Along the inner side of a bent sleeve the forearm's share goes up and down where flesh has it rise once."""
    number = [ADULT.index(name) for name in ("leftLowerArm", "leftElbow")]
    forearm = {
        name: shares(_INNER)[:, number] @ [1.0, 0.5] for name, shares in (("cloth", cloth_weights), ("flesh", biped_weights))
    }
    assert np.diff(forearm["flesh"]).min() > -1e-6
    slopes = np.diff(forearm["cloth"])
    assert (np.diff(np.sign(slopes[np.abs(slopes) > 1e-6])) != 0).sum() >= 2


@pytest.mark.parametrize("coat", [False, True])
def test_shares_of_cloth_are_whole(coat: bool) -> None:
    """They sum to one and none is negative, on both sides alike."""
    random = np.random.default_rng(5)
    points = random.uniform((-0.6, 0.1, -0.2), (0.6, 1.5, 0.2), (4000, 3))
    shares = cloth_weights(points, coat)
    assert np.allclose(shares.sum(1), 1.0) and shares.min() > -1e-12
    other = cloth_weights(points * [-1.0, 1.0, 1.0], coat)
    for name in ("UpperArm", "LowerArm", "LowerLeg"):
        assert np.allclose(shares[:, ADULT.index("left" + name)], other[:, ADULT.index("right" + name)], atol=1e-9)


@pytest.mark.parametrize("angle_deg", [0.0, 60.0, 95.0])
def test_no_cloth_comes_through_a_knee_pad(angle_deg: float) -> None:
    """In front of a bent knee of a pressure suit one sees the pad alone."""
    model = build_character(Character(id="lin", name="LIN", age=35, sex="female", wardrobe=("pressure suit",)))
    mesh, rig = model.model.meshes["body"], model.skeleton
    assert mesh.joints is not None and mesh.weights is not None
    rest = rig.rest_positions_m()
    knee = rest[rig.index("leftLowerLeg")]
    turns = {"leftLowerLeg": math.radians(angle_deg), "leftKnee": math.radians(angle_deg) / 2}
    moved = np.zeros((len(mesh.positions), 3))
    below = {rig.index(name) for name in ("leftLowerLeg", "leftFoot", "leftToes")}
    for slot in range(4):
        joint = mesh.joints[:, slot].astype(int)
        angle = np.where(
            np.isin(joint, list(below)), turns["leftLowerLeg"], np.where(joint == rig.index("leftKnee"), turns["leftKnee"], 0.0)
        )
        moved += mesh.weights[:, slot, None] * (quat.rotate(quat.about(0, angle), mesh.positions - knee) + knee)
    x, up = (g.ravel() for g in np.meshgrid(np.linspace(-0.02, 0.02, 5), np.linspace(-0.02, 0.045, 8), indexing="ij"))
    ahead = np.array([0.0, -math.sin(math.radians(angle_deg) / 2), math.cos(math.radians(angle_deg) / 2)])
    raised = np.array([0.0, ahead[2], -ahead[1]])
    origins = knee + np.outer(x, [1.0, 0.0, 0.0]) + np.outer(up, raised) + 0.5 * ahead
    hits = _first_hits(moved, mesh.triangles, origins, -ahead)
    names = [m.name for m in model.model.materials]
    assert {names[mesh.material[hit]] for hit in hits} == {"pad"}
