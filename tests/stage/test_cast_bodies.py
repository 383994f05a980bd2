"""Bodies: proportions by age and build, models that fit their skeletons, cloth that bends without tearing or collapsing."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from redearth.breakdown.model import Character, Dress
from redearth.core.physique import physique_of
from redearth.direction.blocking.scenario import stature_m
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.cast.figure import Build, Cloth, figure
from redearth.stage.cast.hang import HANGING, HEMS
from redearth.stage.cast.mesher import cast, grid
from redearth.stage.cast.part import Shell
from redearth.stage.cast.proportions import skeleton_for
from redearth.stage.cast.skin import ADULT, biped_weights
from redearth.stage.model import Mesh
from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.halfway import halved
from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig import HALVES, biped


def _body(age: int, *traits: str) -> Skeleton:
    return skeleton_for(physique_of("x", "X", age, "male", traits))


def _share(rig: Skeleton, upper: str, lower: str) -> float:
    rest = rig.rest_positions_m()
    return float(rest[rig.index(upper), 1] - rest[rig.index(lower), 1]) / rig.stature_m


def test_children_have_larger_heads_and_shorter_limbs() -> None:
    """From three to eighteen years the head's share falls, the legs' and arms' shares rise; feet stay on the floor."""
    rigs = [_body(age) for age in (3, 6, 9, 12, 18)]
    eyes = [r.rest_offsets_m[r.index("leftEye"), 1] / r.stature_m for r in rigs]
    legs = [_share(r, "leftUpperLeg", "leftFoot") for r in rigs]
    arms = [float(np.linalg.norm(r.rest_offsets_m[r.index("leftLowerArm")])) / r.stature_m for r in rigs]
    assert all(a > b for a, b in itertools.pairwise(eyes)) and eyes[0] > 1.25 * eyes[-1]
    assert all(a < b for a, b in itertools.pairwise(legs))
    assert all(a < b for a, b in itertools.pairwise(arms))
    for r in rigs:
        assert r.rest_positions_m()[r.index("leftFoot"), 1] == pytest.approx(0.08 * r.stature_m / 1.72, abs=2e-3)


def test_a_plain_adult_is_the_plain_skeleton() -> None:
    """Default proportions change nothing, and crown, chest and hips of any body add up to its stature."""
    assert np.allclose(biped(1.8).rest_offsets_m, biped().rest_offsets_m * 1.8 / 1.72)
    for age, traits in ((4, ()), (30, ("giant",)), (30, ("dwarf",)), (80, ())):
        rig = _body(age, *traits)
        eye = rig.rest_offsets_m[rig.index("leftEye"), 1]
        crown = rig.rest_positions_m()[rig.index("head"), 1] + 0.175 / 0.0715 * eye
        assert crown == pytest.approx(rig.stature_m, abs=0.012), (age, traits)


@pytest.mark.parametrize("traits", [(), ("tall",), ("heavy", "short")])
def test_directors_and_builders_agree_on_stature(traits: tuple[str, ...]) -> None:
    """Whoever frames somebody knows how tall the model is."""
    for age in (None, 7, 40, 85):
        for ordered in (None, 1.5):
            person = Character(id=f"p{age}", name="PAT", age=age, traits=traits, stature_m=ordered)
            assert stature_m(person) == skeleton_of(person).stature_m


def test_models_fit_their_skeletons() -> None:
    """Of a child, a giant and an adult the eyes stand in the head, the soles on the floor, the wrists in the cuffs; builds differ in girth."""
    for character in (
        Character(id="t", name="T", age=5),
        Character(id="g", name="G", age=40, traits=("giant",)),
        Character(id="a", name="A", age=30),
    ):
        model = build_character(character)
        mesh, rest = model.model.meshes["body"], model.skeleton.rest_positions_m()
        assert float(mesh.positions[:, 1].min()) == pytest.approx(0.0, abs=0.01)
        assert model.skeleton.stature_m - 0.01 < float(mesh.positions[:, 1].max()) < model.skeleton.stature_m + 0.07
        for joint, near_m in (("leftEye", 0.03), ("rightHand", 0.05), ("leftLowerLeg", 0.11)):
            gap = np.linalg.norm(mesh.positions - rest[model.skeleton.index(joint)], axis=1).min()
            assert gap < near_m * model.skeleton.stature_m / 1.5, (character.id, joint)
    waists = []
    for build in ("slight", "plain", "heavy"):
        body = build_character(Character(id="b", name="B", sex="male", age=30, traits=(build,))).model.meshes["body"].positions
        at = np.abs(body[:, 1] - 0.63 * body[:, 1].max()) < 0.02
        waists.append(float(np.ptp(body[at & (np.abs(body[:, 0]) < 0.2)][:, 2])))
    assert waists[0] < waists[1] < waists[2] - 0.02


def _turned(turns: dict[str, F64]) -> F64:
    """Return skinning matrices [J, 4, 4] of the plain adult with some joints turned."""
    local = np.zeros((1, len(ADULT.names), 4))
    local[..., 0] = 1.0
    for name, turn in turns.items():
        local[0, ADULT.index(name)] = turn
    posed = halved(Solved(rotations=local, translations_m=ADULT.rest_offsets_m[None], set_rotations=local, positions_m=np.zeros((1, len(ADULT.names), 3))), ADULT)  # fmt: skip
    world, place = np.zeros((len(ADULT.names), 4)), np.zeros((len(ADULT.names), 3))
    for joint, parent in enumerate(ADULT.parents):
        own = posed.rotations[0, joint]
        world[joint] = quat.multiply(world[parent], own) if parent >= 0 else own
        offset = ADULT.rest_offsets_m[joint]
        place[joint] = place[parent] + quat.rotate(world[parent], offset) if parent >= 0 else offset
    out = np.tile(np.eye(4), (len(world), 1, 1))
    out[:, :3, :3] = quat.to_matrix(world)
    out[:, :3, 3] = place - np.einsum("jab,jb->ja", out[:, :3, :3], ADULT.rest_positions_m())
    return out


def _volume(points: F64, triangles: np.ndarray) -> float:
    a, b, c = (points[triangles[:, k]] for k in range(3))
    return float((a * np.cross(b, c)).sum()) / 6


def _skinned(shell: Shell, matrices: F64) -> F64:
    blended = np.einsum("vj,jab->vab", biped_weights(shell.positions), matrices)
    return np.asarray(np.einsum("vab,vb->va", blended, np.column_stack([shell.positions, np.ones(len(shell.positions))]))[:, :3])


@pytest.mark.parametrize(
    ("joint", "angle_deg", "loss"),
    [("LowerArm", 90, 0.13), ("LowerArm", 140, 0.17), ("LowerLeg", 90, 0.14), ("LowerLeg", 130, 0.20)],
)
def test_bent_joints_keep_their_volume(joint: str, angle_deg: float, loss: float) -> None:
    """A bare elbow bent by 140 degrees and a knee by 130 lose less than a fifth of the flesh within a hand's breadth."""
    body = figure(Build(), Cloth(thick_m=0.0, fold_m=0.0))
    arm = joint == "LowerArm"
    span = ((-0.68, 0.9, -0.3), (0.68, 1.5, 0.3)) if arm else ((-0.4, 0.02, -0.3), (0.4, 1.05, 0.3))
    shell = cast(body.arms if arm else body.legs, grid(*span, 0.013))
    half = math.radians(angle_deg) / 2
    axis = np.array([-math.sin(math.radians(50)), -math.cos(math.radians(50)), 0.0]) if arm else np.array([1.0, 0.0, 0.0])
    bent = _skinned(shell, _turned({f"left{joint}": np.array([math.cos(half), *(math.sin(half) * axis)])}))
    flesh = math.pi * (0.040 * 0.043 * 0.16 if arm else 0.051 * 0.057 * 0.18)
    assert (_volume(shell.positions, shell.triangles) - _volume(bent, shell.triangles)) / flesh < loss


def test_half_joints_turn_by_half() -> None:
    """An elbow joint turns by half of what the forearm turns, the short way round, from where the forearm starts."""
    for sign in (1.0, -1.0):
        local = np.zeros((1, len(ADULT.names), 4))
        local[..., 0] = 1.0
        local[0, ADULT.index("leftLowerArm")] = sign * np.array([math.cos(0.6), math.sin(0.6), 0.0, 0.0])
        solved = Solved(
            rotations=local,
            translations_m=ADULT.rest_offsets_m[None],
            set_rotations=local,
            positions_m=np.zeros((1, len(ADULT.names), 3)),
        )
        elbow = halved(solved, ADULT).rotations[0, ADULT.index("leftElbow")]
        assert np.allclose(elbow, [math.cos(0.3), math.sin(0.3), 0.0, 0.0])
    plain = biped()
    assert set(HALVES) <= set(skeleton_of(Character(id="a", name="A")).names) and not set(HALVES) & set(plain.names)


@pytest.mark.parametrize("coat", [False, True])
def test_shares_are_whole_and_change_smoothly(coat: bool) -> None:
    """Shares sum to one on the whole body, and no joint's share jumps by more than a third between points a centimetre apart."""
    body = figure(Build(), Cloth(thick_m=0.012, fold_m=0.0)).whole
    shell = cast(body, grid((-0.68, 0.1, -0.4), (0.68, 1.56, 0.4), 0.015))
    shares = biped_weights(shell.positions, coat=coat)
    assert np.allclose(shares.sum(axis=1), 1.0, atol=1e-9) and shares.min() > -1e-12
    edges = np.concatenate([shell.triangles[:, [0, 1]], shell.triangles[:, [1, 2]]])
    near = np.linalg.norm(np.diff(shell.positions[edges], axis=1)[:, 0], axis=1)
    above = shell.positions[edges].mean(axis=1)[:, 1] > 0.90  # below the crotch the legs part
    jump = np.abs(np.diff(shares[edges], axis=1)[:, 0]).max(axis=1) / np.maximum(near, 0.004) * 0.01
    assert jump[above].max() < 0.34


@pytest.mark.parametrize(
    ("character", "hanging"),
    [
        (Character(id="a", name="A", wardrobe=("pressure suit",)), {"pack"}),
        (Character(id="b", name="B", sex="male", wardrobe=("coat",)), set(HEMS)),
        (
            Character(id="c", name="C", sex="male", dress=Dress(gear=("scarf", "satchel", "backpack"), hair="short")),
            {"scarf", "satchel", "pack"},
        ),
        (Character(id="d", name="D", dress=Dress(hair="long", family="casual")), {"hair"}),
        (Character(id="e", name="E", kind="crowd", count=9, wardrobe=("coat",)), set()),
    ],
)
def test_joints_hang_only_where_something_hangs(character: Character, hanging: set[str]) -> None:
    """Skeletons have a swaying joint for what the outfit has, and something hangs on each; the cheap skeleton is the model's."""
    rig = skeleton_of(character)
    assert set(rig.names) & set(HANGING) == hanging == {one.joint for one in rig.sways}
    model = build_character(character)
    assert model.skeleton.names == rig.names and np.array_equal(model.skeleton.rest_offsets_m, rig.rest_offsets_m)
    for joint in hanging:
        assert _moved_by(model.model.meshes["body"], rig.index(joint)) > 30, joint


def _moved_by(mesh: Mesh, joint: int) -> int:
    assert mesh.joints is not None and mesh.weights is not None
    return int((np.where(mesh.joints == joint, mesh.weights, 0.0).sum(axis=1) > 0.04).sum())
