"""Hair of the user's own: it swings, and keeps out of what its file says it must."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.stage.motion_scene import CAST, blocking, cue, track
from tests.stage.own_models import Gltf
from tests.stage.own_people import NUMBERED, person, read_body, vrm_1

from redearth.stage.measure.acted import Acted, acted_of
from redearth.stage.motion import quat
from redearth.stage.motion.perform import perform
from redearth.stage.own.character_rig import Rig
from redearth.stage.own.spring_colliders import read_colliders

RADIUS_M = 0.11


def _haired(unit: float = 1.0) -> tuple[Gltf, dict[str, int], list[int]]:
    """Return a person with a lock of three bones that hangs from the forehead down before and into the face."""
    made, nodes = person(NUMBERED, unit=unit, twist=False)
    lock = [
        made.node(f"hair{k}", root=False, translation=(np.array(step) * unit).tolist())
        for k, step in enumerate([(0, 0.13, 0.05), (0, -0.06, 0.02), (0, -0.06, 0.0), (0, -0.05, 0.0)])
    ]
    for above, below in zip([nodes["head"], *lock], lock, strict=False):
        made.document["nodes"][above].setdefault("children", []).append(below)
    return made, nodes, lock


def _vrm(version: int, shape: str, unit: float = 1.0, collide: bool = True) -> Gltf:
    made, nodes, lock = _haired(unit)
    offset, radius = np.array([0.0, 0.08, 0.01]) * unit, RADIUS_M * unit
    if version == 1:
        vrm_1(made, nodes)
        ball = {"sphere": {"offset": offset.tolist(), "radius": radius}}
        rod = {"capsule": {"offset": offset.tolist(), "tail": (offset - [0, 0.06 * unit, 0]).tolist(), "radius": radius}}
        made.document["extensions"]["VRMC_springBone"] = {
            "colliders": [{"node": nodes["head"], "shape": ball if shape == "sphere" else rod}],
            "colliderGroups": [{"colliders": [0]}],
            "springs": [
                {
                    "joints": [{"node": node, "hitRadius": 0.01 * unit, "stiffness": 0.3} for node in lock],
                    "colliderGroups": [0] if collide else [],
                }
            ],
        }
        return made
    ball_0 = {"offset": dict(zip("xyz", (offset * [1, 1, -1]).tolist(), strict=True)), "radius": radius}
    made.document["extensions"] = {
        "VRM": {
            "humanoid": {"humanBones": [{"bone": bone, "node": node} for bone, node in nodes.items()]},
            "secondaryAnimation": {
                "boneGroups": [
                    {"stiffiness": 0.3, "hitRadius": 0.01 * unit, "bones": lock[:1], "colliderGroups": [0] if collide else []}
                ],
                "colliderGroups": [{"node": nodes["head"], "colliders": [ball_0]}],
            },
        }
    }
    return made


def _nodding(rig: Rig) -> Acted:
    scene = blocking(
        track("anna", 150, (5, 60, 0.0, 2.0, 1.0)), cues=(cue("WALK", 5, 60), cue("NOD", 65, 85), cue("FALL", 90, 140))
    )
    take = perform(scene, CAST, {}, {"anna": rig}).actors[0]
    return acted_of(take, rig.skeleton())


def _nearest_m(rig: Rig, acted: Acted) -> float:
    """Return how near the ends of the lock come to the head's collider."""
    one = rig.colliders[0]
    ends = [acted.at(rig.names[one.joint], np.array(end)) for end in (one.start_m, one.end_m)]
    gaps = []
    for joint in (name for name in ("hair1", "hair2", "hair3") if name in rig.names):
        place = acted.at(joint)
        axis = ends[1] - ends[0]
        share = np.clip(((place - ends[0]) * axis).sum(-1) / np.maximum((axis * axis).sum(-1), 1e-12), 0, 1)
        gaps.append(float(np.linalg.norm(place - ends[0] - axis * share[:, None], axis=1).min()))
    return min(gaps)


@pytest.mark.parametrize("unit", [1.0, 100.0])
@pytest.mark.parametrize(("version", "shape"), [(1, "sphere"), (1, "capsule"), (0, "sphere")])
def test_hair_keeps_out_of_the_head(tmp_path: Path, version: int, shape: str, unit: float) -> None:
    """On every frame of a walk, a nod and a fall the lock's bones end outside of the collider; without its group they do not."""
    rig, _, _ = read_body(tmp_path, _vrm(version, shape, unit), "a.vrm")
    assert rig.colliders[0].radius_m == pytest.approx(RADIUS_M, abs=1e-4)
    assert {rig.names[one.joint] for one in rig.minds} >= {"hair0", "hair1", "hair2"}
    acted = _nodding(rig)
    assert _nearest_m(rig, acted) > RADIUS_M + 0.01 - 2e-3
    free, _, _ = read_body(tmp_path, _vrm(version, shape, unit, collide=False), "b.vrm")
    assert not free.minds
    loose = _nodding(free)
    assert _nearest_m(free, loose) < RADIUS_M - 0.005


def test_hair_keeps_its_length_and_does_not_snap(tmp_path: Path) -> None:
    """Bones turn and are never stretched, from one frame to the next by less than a third of a turn."""
    rig, _, _ = read_body(tmp_path, _vrm(1, "sphere"))
    acted = _nodding(rig)
    for joint, above in (("hair1", "hair0"), ("hair2", "hair1"), ("hair3", "hair2")):
        length = np.linalg.norm(acted.at(joint) - acted.at(above), axis=1)
        assert np.ptp(length) < 1e-4
        local = acted.local[:, rig.names.index(above)]
        step = 2 * np.arccos(np.clip(np.abs((quat.multiply(quat.inverse(local[:-1]), local[1:]))[:, 0]), 0, 1))
        assert step.max() < 1.0


@pytest.mark.parametrize(
    "extension",
    [
        {"VRMC_springBone": {"colliders": 3}},
        {"VRMC_springBone": {"colliders": [{"node": -1, "shape": {"sphere": {"radius": 1}}}, {"node": 0, "shape": {"sphere": {"radius": float("nan")}}}], "colliderGroups": [{"colliders": [0, 9, "x"]}], "springs": [{"joints": [{}], "colliderGroups": [5, "a", 0]}]}},
        {"VRM": {"secondaryAnimation": {"colliderGroups": [{"node": "a", "colliders": [{"offset": 3, "radius": "x"}]}], "boneGroups": [{"bones": "x", "colliderGroups": [0, 7]}]}}},
        {"VRM": []},
    ],
)  # fmt: skip
def test_broken_colliders_count_as_missing(extension: dict[str, Any]) -> None:
    """Wrong types, unknown numbers, no numbers at all."""
    found = read_colliders({"extensions": extension})
    assert all(radius > 0 for radius in found.radii) and all(
        max(told, default=-1) < len(found.nodes) for _, told in found.minds.values()
    )
