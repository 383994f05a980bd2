"""The legless: the body follows where the head went, in the same winding track; the fore part is lifted, sways, coils and strikes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.ease import soften
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64, Skeleton

LIFTED = ("body", "neck1", "neck2", "neck3")
_RAISE_RAD = (-1.05, -0.15, 0.32, 0.62)
"""Pitch of the lifted joints of a serpent that watches: an S from the ground to a level head."""
_WAVE_M, _SIDE_M = 1.15, 0.15
"""Length of the winding and how far it goes to each side, in statures."""
SERPENT_JOINTS = (
    ("body_m", 0, 0.3, 0.4), ("body_m", 1, 0.15, 0.25), ("body_m", 2, 0.6, 1.1), ("neck", 0, 1.0, 1.6), ("neck", 1, 0.8, 1.2),
    ("head", 0, 0.4, 0.7), ("head", 1, 0.4, 0.6),
)  # fmt: skip
"""What brings its jaws to a target, as in ``creature_aim.WHOLE``."""
_FAST = 2.2
"""Speed (times the root of the stature) at which it winds half as wide."""
_THROW_RADPS2 = 150.0
"""How hard a winding body's joints may turn."""
_SAMPLE_SHARE = 0.05
_BEHIND = 5.0
_JUMP_M = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Winding:
    """The winding way of a scene, sampled: where it goes in all its width, where its middle is, and how long it is."""

    wound_m: F64
    """[N, 3]."""
    middle_m: F64
    """[N, 3]."""
    lengths_m: tuple[F64, F64]
    """[N] each: along ``middle_m`` and along ``wound_m``."""
    root: F64
    """[F] at which sample the root is."""
    width: F64
    """[F] how much of its width the body takes: all at rest, less the faster it goes."""

    def behind(self, gaps_m: F64) -> F64:
        """Return [F, K, 3] the places ``gaps_m`` [K] behind the root, along a way as wide as the body winds just then."""
        straight, round_about = self.lengths_m
        samples = np.arange(len(straight), dtype=float)
        where = np.zeros((len(self.root), len(gaps_m)))
        for frame, (root, width) in enumerate(zip(self.root, self.width, strict=True)):
            length = (
                straight + (round_about - straight) * width * width
            )  # what a winding is longer by goes with its width squared
            where[frame] = np.interp(np.interp(root, samples, length) - gaps_m, length, samples)
        middle, wound = (
            np.stack([np.interp(where, samples, line[:, k]) for k in range(3)], -1) for line in (self.middle_m, self.wound_m)
        )
        return np.asarray(middle + (wound - middle) * self.width[:, None, None])


def lay_track(path: Path, size: float, speed_mps: F64) -> Winding:
    """Return the winding way of the scene; ``speed_mps`` [F] is what the body's width follows.

    It winds in the set, not in time: every part of the body goes through the same places. Behind the first frame it goes on straight.
    """
    step = np.linalg.norm(np.diff(path.ground_m, axis=0), axis=1)
    step = np.where(step > _JUMP_M, 0.0, step)
    gone = np.concatenate([[0.0], np.cumsum(step)])
    start = np.array([math.sin(path.yaw[0]), math.cos(path.yaw[0])])
    along = np.arange(-_BEHIND * size, gone[-1] + size, _SAMPLE_SHARE * size)
    moved = np.concatenate([[True], step > 1e-9])
    line = np.stack([np.interp(along, gone[moved], path.ground_m[moved, k]) for k in (0, 1)], -1)
    end = np.array([math.sin(path.yaw[-1]), math.cos(path.yaw[-1])])
    line += np.where(along < 0, along, 0.0)[:, None] * start + np.where(along > gone[-1], along - gone[-1], 0.0)[:, None] * end
    line = soften(line, 4)
    ahead = np.gradient(line, axis=0)
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    side = _SIDE_M * size * np.sin(2 * math.pi * along / (_WAVE_M * size))
    wound = line + np.stack([ahead[:, 1], -ahead[:, 0]], -1) * side[:, None]
    lengths = tuple(np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))]) for way in (line, wound))
    whole = [np.zeros((len(wound), 3)) for _ in range(2)]
    whole[0][:, [0, 2]], whole[1][:, [0, 2]] = wound, line
    return Winding(
        wound_m=whole[0],
        middle_m=whole[1],
        lengths_m=(lengths[0], lengths[1]),
        root=np.interp(gone, along, np.arange(len(along))),
        width=_width(speed_mps, size),
    )


def _width(speed_mps: F64, size: float) -> F64:
    """Return how widely [F] a body winds: half as wide at a fast crawl, and never so that its joints are thrown about."""
    wave = _WAVE_M * size
    throws = _SIDE_M * size * (2 * math.pi / wave) * (2 * math.pi * speed_mps / wave) ** 2 / _THROW_RADPS2
    return np.asarray(1.0 / (1.0 + (speed_mps / (_FAST * math.sqrt(size))) ** 2 + throws))


def solve_serpent(c: CreatureControls, skeleton: Skeleton, places_m: F64) -> Solved:
    """Return the joints: the lifted part by its turns from the root, the rest pulled along ``places_m`` [F, S + 1, 3] or into a coil."""
    frames, names = len(c.root_yaw), skeleton.names
    rest = skeleton.rest_offsets_m
    world = np.zeros((frames, len(names), 4))
    world[..., 0] = 1.0
    position = np.zeros((frames, len(names), 3))
    position[:, 0], world[:, 0] = c.root_m, quat.about(1, c.root_yaw)
    lifted_turns(c, skeleton, places_m, world, position)
    spine = [skeleton.index(f"spine{k}") for k in range(1, places_m.shape[1])]
    root = position[:, skeleton.index("body")]
    goals = places_m[:, 1:].copy()
    goals[..., 1] = rest[skeleton.index("body"), 1]
    before = root.copy()
    before[:, 1] = goals[:, 0, 1] + 0.4 * (root[:, 1] - goals[:, 0, 1])
    gaps = np.linalg.norm(rest[spine], axis=1)
    gaps[0] = abs(float(rest[spine[0], 2]))
    ways = np.zeros((frames, len(spine), 3))
    at = before
    for k in range(len(spine)):
        ways[:, k] = quat.unit(goals[:, k] - at, (0.0, 0.0, -1.0))
        at = at + ways[:, k] * gaps[k]
    ways = _wound_up(ways, c, gaps, skeleton.stature_m)
    position[:, spine] = before[:, None] + np.cumsum(ways * gaps[:, None], axis=1)
    turned = np.stack([_along(-ways[:, k], c.limp * (0.35 + 0.12 * k)) for k in range(len(spine))], axis=1)
    world[:, spine[:-1]], world[:, spine[-1]] = turned[:, 1:], turned[:, -1]
    return _local(skeleton, world, position)


def lifted_turns(c: CreatureControls, skeleton: Skeleton, places_m: F64, world: F64, position: F64) -> None:
    """Pose root, lifted joints and head; the turn from the trail's heading to the root's is shared among them."""
    back = places_m[:, 0] - places_m[:, 1]
    heading = np.arctan2(back[:, 0], back[:, 2])
    turn = (c.root_yaw - heading + math.pi) % (2 * math.pi) - math.pi
    turn = 2.2 * np.tanh(turn / 2.2)
    at = c.root_m + quat.rotate(quat.about(1, c.root_yaw), c.body_m)
    at[:, 1] += skeleton.rest_offsets_m[skeleton.index("body"), 1]
    yaw = c.root_yaw - turn
    turned = quat.about(1, yaw)
    level = c.lifted
    for k, name in enumerate(LIFTED):
        joint = skeleton.index(name)
        if k:
            at = at + quat.rotate(turned, skeleton.rest_offsets_m[joint])
        angles = np.stack([_RAISE_RAD[k] * level + 0.33 * (c.neck[:, 0] if k else 0.0), 0.0 * level, 0.25 * c.neck[:, 2]], -1)
        angles[:, 1] = 0.25 * turn + 0.25 * c.neck[:, 1]
        turned = quat.multiply(quat.multiply(turned, quat.about(1, angles[:, 1])), quat.from_angles(angles * [1.0, 0.0, 1.0]))
        world[:, joint], position[:, joint] = turned, at
    head = skeleton.index("head")
    position[:, head] = at + quat.rotate(turned, skeleton.rest_offsets_m[head])
    pitch = c.head.copy()
    pitch[:, 0] -= sum(_RAISE_RAD) * level
    world[:, head] = quat.multiply(turned, quat.from_angles(pitch))
    for name, angle in (("jaw", c.jaw), ("mouth", 0.0 * c.jaw)):
        joint = skeleton.index(name)
        position[:, joint] = position[:, head] + quat.rotate(world[:, head], skeleton.rest_offsets_m[joint])
        world[:, joint] = quat.multiply(world[:, head], quat.about(0, angle))


def mouth_of_serpent(places_m: F64, frame: int) -> Callable[[CreatureControls, Skeleton], F64]:
    """Return the function that says where a serpent's jaws meet on copies of one frame."""

    def mouth(c: CreatureControls, skeleton: Skeleton) -> F64:
        count = len(c.root_yaw)
        world, position = np.zeros((count, len(skeleton.names), 4)), np.zeros((count, len(skeleton.names), 3))
        world[..., 0] = 1.0
        lifted_turns(c, skeleton, np.repeat(places_m[frame : frame + 1], count, 0), world, position)
        return np.asarray(position[:, skeleton.index("mouth")])

    return mouth


def _wound_up(ways: F64, c: CreatureControls, gaps: F64, size: float) -> F64:
    """Return the ways [F, S, 3] from joint to joint bent into a flat spiral around the root, by how much it is coiled."""
    if c.coiled.max(initial=0.0) == 0.0:
        return ways
    level = np.hypot(ways[..., 0], ways[..., 2])
    yaw = np.arctan2(ways[..., 0], ways[..., 2])
    spiral = c.root_yaw[:, None] + math.pi + np.cumsum(gaps / (size * (0.20 + 0.045 * np.arange(len(gaps)))))
    apart = np.unwrap(np.angle(np.exp(1j * (spiral - yaw))), axis=1)
    whole = np.unwrap(apart[:, 0]) - apart[:, 0]  # from frame to frame no turn more, and none less
    apart = apart + whole[:, None]
    bent = yaw + apart * c.coiled[:, None]
    return np.stack([np.sin(bent) * level, ways[..., 1], np.cos(bent) * level], -1)


def _along(ahead: F64, roll: F64) -> F64:
    """Return turns that face +Z along ``ahead`` with a roll."""
    yaw = np.arctan2(ahead[:, 0], ahead[:, 2])
    pitch = -np.arcsin(np.clip(ahead[:, 1], -1.0, 1.0))
    return quat.from_yaw_pitch_roll(yaw, pitch, roll)


def _local(skeleton: Skeleton, world: F64, position: F64) -> Solved:
    local, offsets = world.copy(), position.copy()
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            back = quat.inverse(world[:, parent])
            local[:, joint] = quat.multiply(back, world[:, joint])
            offsets[:, joint] = quat.rotate(back, position[:, joint] - position[:, parent])
    return Solved(rotations=local, translations_m=offsets, set_rotations=world, positions_m=position)
