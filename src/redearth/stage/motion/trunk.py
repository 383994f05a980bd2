"""The trunk's chain from root to chest, shared by legs, arms and head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redearth.stage.motion import quat
from redearth.stage.motion.controls import Controls, in_set
from redearth.stage.parts import F64


@dataclass(frozen=True, slots=True, kw_only=True)
class Trunk:
    """Set-space turns [F, 4] of the trunk's joints and the places [F, 3] of hips and chest."""

    root: F64
    hips: F64
    spine: F64
    chest: F64
    hips_m: F64
    chest_m: F64


@cache
def joint_index(names: tuple[str, ...]) -> dict[str, int]:
    """Return each joint's number by its name."""
    return {name: number for number, name in enumerate(names)}


def trunk_of(controls: Controls, rest: F64, at: dict[str, int], hips_m: F64, hips: F64, spine: F64) -> Trunk:
    """Return the trunk that hips [F, 3] offset and angles and spine angles make."""
    root = quat.about(1, controls.root_yaw)
    hips_q = quat.multiply(root, quat.from_angles(hips))
    half = quat.from_angles(spine, 0.5)
    spine_q = quat.multiply(hips_q, half)
    at_hips = in_set(controls, rest[at["hips"]] + hips_m)
    at_chest = at_hips + quat.rotate(hips_q, rest[at["spine"]]) + quat.rotate(spine_q, rest[at["chest"]])
    chest_q = quat.multiply(spine_q, half)
    return Trunk(root=root, hips=hips_q, spine=spine_q, chest=chest_q, hips_m=at_hips, chest_m=at_chest)
