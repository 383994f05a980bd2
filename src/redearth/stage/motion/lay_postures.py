"""Lay the postures over what the gait wrote: hips, spine, feet and hands go from pose to pose."""

from __future__ import annotations

import numpy as np

from redearth.direction.model import Piece, SetPlan
from redearth.stage.motion.controls import LEFT, RIGHT, Controls, Reach, in_root
from redearth.stage.motion.ease import lerp
from redearth.stage.motion.path import Path
from redearth.stage.motion.postures import Hold, Layer, landing_hop
from redearth.stage.motion.rest_feet import rest_feet
from redearth.stage.motion.rest_poses import Posture
from redearth.stage.parts import F64

_LOW_M, _HIGH_M = 0.55, 1.25
"""Between these heights a piece is leaned on with the hands."""

_LOW_HIPS_M, _GROUNDED_M = -0.5, -0.75
"""Hips that sink from standing by the second rest on the ground, by the first still on the legs (at 1.72 m)."""
_SOLE = ((-0.08, -0.055), (-0.08, 0.135), (-0.03, 0.17))
"""Heel, ball and toes from the ankle: up and ahead, at 1.72 m."""


def take_postures(controls: Controls, path: Path, holds: tuple[Hold, ...], plan: SetPlan) -> None:
    """Blend every hold's poses, in order, over the controls."""
    rest_feet(controls, path.time_s, holds)
    for hold in holds:
        weights = hold.weights(path.time_s)
        if max(float(weight.max()) for weight in weights) <= 0:
            continue
        spine, head = controls.spine.copy(), controls.head.copy()
        for layer, weight in zip(hold.layers, weights, strict=True):
            _trunk(
                controls,
                layer.pose,
                weight,
                spine,
                head,
                bend=layer.fall is None and hold.posture != "lean",
                seated=hold.posture == "sit",
            )
        for side in (LEFT, RIGHT):
            taken = [
                weight for layer, weight in zip(hold.layers, weights, strict=True) if (layer.pose.left, layer.pose.right)[side]
            ]
            if taken:
                controls.free[side] = np.maximum(controls.free[side], max_of(tuple(taken)))
        _soles_up(controls, max_of(weights))
        _hands(controls, hold.layers, weights)
        controls.hips_m[:, 1] += landing_hop(hold, path.time_s) * controls.scale
        if hold.posture == "lean":
            _lean(controls, weights[-1], hold, path, plan)


def _trunk(controls: Controls, pose: Posture, weight: F64, spine: F64, head: F64, bend: bool, seated: bool) -> None:
    before = controls.hips_m[:, 1].copy()
    controls.hips_m[:] = lerp(controls.hips_m, _hips(controls, pose, seated), weight)
    controls.hips[:] = lerp(controls.hips, np.array(pose.hips), weight)
    controls.spine[:] = lerp(controls.spine, np.array(pose.spine) + spine * 0.35, weight)
    controls.head[:] = lerp(controls.head, np.array(pose.head) + head * 0.6, weight)
    if bend:  # who goes up or down bends over the knees halfway
        far = np.clip(np.abs(before - pose.hips_m[1] * controls.scale) / (0.4 * controls.scale), 0.0, 1.0)
        upright = np.clip(1.0 - np.abs(pose.hips[0]) / 0.8, 0.0, 1.0)
        controls.spine[:, 0] += 0.28 * 4 * weight * (1 - weight) * far * upright


def _hips(controls: Controls, pose: Posture, seated: bool) -> F64:
    """Return the hips' offset [3] from standing: what rests on ground or seat is as high for short legs as for long ones."""
    down = (_LOW_HIPS_M - pose.hips_m[1]) / (_LOW_HIPS_M - _GROUNDED_M)
    rests = 1.0 if seated else float(np.clip(down, 0.0, 1.0))
    return np.asarray(np.array(pose.hips_m) * controls.scale - np.array([0.0, rests * controls.legs_m, 0.0]))


def _soles_up(controls: Controls, held: F64) -> None:
    """Lift ankles whose turned feet would enter the floor."""
    for side in (LEFT, RIGHT):
        sine, cosine = np.sin(controls.foot[side, :, 0]), np.cos(controls.foot[side, :, 0])
        lowest = np.minimum.reduce([up * cosine - ahead * sine for up, ahead in _SOLE])
        need = -lowest * controls.scale - (controls.ankle_m[side, :, 1] - controls.root_m[:, 1])
        controls.ankle_m[side, :, 1] += np.maximum(need, 0.0) * np.minimum(1.0, 4 * held)


def max_of(weights: tuple[F64, ...]) -> F64:
    """Return the greatest of some [F] on every frame."""
    return np.asarray(np.maximum.reduce(weights))


def _hands(controls: Controls, layers: tuple[Layer, ...], weights: tuple[F64, ...]) -> None:
    """Send the palms where the poses want them; a later pose that leaves a hand free lets go of it."""
    for number, (layer, weight) in enumerate(zip(layers, weights, strict=True)):
        for side in (LEFT, RIGHT):
            palm, flat = _palm(layer.pose, side)
            if palm is None:
                continue
            kept = weight.copy()
            for later, over in zip(layers[number + 1 :], weights[number + 1 :], strict=True):
                if _palm(later.pose, side)[0] is None:
                    kept *= 1.0 - over
            controls.reaches.append(
                Reach(
                    side=side, weight=kept, target_m=np.array(palm), space="root", stretch=False,
                    flat=0.0 if flat is None else 1.0, flat_yaw=flat or 0.0,
                )
            )  # fmt: skip


def _palm(pose: Posture, side: int) -> tuple[tuple[float, float, float] | None, float | None]:
    return (pose.left_hand_m, pose.left_flat) if side == LEFT else (pose.right_hand_m, pose.right_flat)


def _lean(controls: Controls, weight: F64, hold: Hold, path: Path, plan: SetPlan) -> None:
    """Let the trunk rest against what is there: hands on a table, back or shoulder to a wall."""
    frame = min(max(hold.cue.range.end - 1, 0), path.frames - 1)
    way = np.array([0.0, 0.0, -1.0])
    piece = _leaned_on(plan, hold, controls.root_m[frame])
    if hold.cue.target_m is not None:
        local = in_root(controls, np.array(hold.cue.target_m))[frame]
        flat = np.array([local[0], 0.0, local[2]])
        if np.linalg.norm(flat) > 0.05:
            way = flat / np.linalg.norm(flat)
    if piece is not None and _LOW_M < piece.size_m[1] < _HIGH_M and way[2] > 0.3:
        _lean_on_hands(controls, weight, piece.position_m[1] + piece.size_m[1])
        return
    w = weight[:, None]
    controls.hips_m[:] += w * way * 0.115 * controls.scale
    controls.hips_m[:, 1] -= 0.025 * weight * controls.scale
    controls.hips[:, 0] += weight * way[2] * 0.16
    controls.hips[:, 2] -= weight * way[0] * 0.16
    controls.spine[:, 0] += weight * (way[2] * 0.06 + 0.08)
    controls.spine[:, 2] -= weight * way[0] * 0.10
    controls.head[:, 0] += weight * 0.12
    if way[2] < -0.5:  # back to the wall: hands folded before the belt; a shoulder to it leaves them alone
        for side, mirror in ((LEFT, 1.0), (RIGHT, -1.0)):
            palm = np.array([-0.175 * mirror, -0.36 + 0.05 * side, 0.26])
            controls.reaches.append(Reach(side=side, weight=weight, target_m=palm, space="chest", elbow_out=0.35))


def _lean_on_hands(controls: Controls, weight: F64, high_m: float) -> None:
    """Bend over a table or a rail, both palms on its edge."""
    low = np.clip((1.25 * controls.scale - high_m) / (0.5 * controls.scale), 0.0, 1.2)
    controls.hips[:, 0] += weight * (0.12 + 0.16 * low)
    controls.spine[:, 0] += weight * (0.16 + 0.34 * low)
    controls.hips_m[:, 2] -= weight * 0.07 * controls.scale
    for side, mirror in ((LEFT, 1.0), (RIGHT, -1.0)):
        palm = np.array([0.25 * mirror, high_m / controls.scale + 0.03, 0.42])
        controls.reaches.append(Reach(side=side, weight=weight, target_m=palm, space="root", flat=1.0, flat_yaw=0.5))


def _leaned_on(plan: SetPlan, hold: Hold, spot_m: F64) -> Piece | None:
    """Return the piece nearest to the target (or the actor) that is within a step, if any."""
    at = np.array(hold.cue.target_m) if hold.cue.target_m is not None else spot_m
    found: list[tuple[float, str, Piece]] = []
    for piece in plan.pieces:
        reach = 0.5 * float(np.hypot(piece.size_m[0], piece.size_m[2]))
        gap = float(np.hypot(at[0] - piece.position_m[0], at[2] - piece.position_m[2]))
        if gap < reach + 0.4:
            found.append((gap, piece.id, piece))
    return min(found, key=lambda item: item[:2])[2] if found else None
