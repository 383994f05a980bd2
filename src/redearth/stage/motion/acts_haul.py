"""Acts of hands and weight: push, pull, open and shut, with the whole body behind the hand."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_hand import approach_s, at_hand, go
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT
from redearth.stage.motion.duet import bend_to, palm_meets
from redearth.stage.motion.ease import pulse, wander, window
from redearth.stage.motion.works import Handle, handle_of
from redearth.stage.parts import F64


def push(act: Act) -> None:
    """Set both hands on the target and lean into it."""
    target = at_hand(act, (0.0, 1.15, 0.5))
    into = approach_s(act, 0.3)
    sides = (LEFT, RIGHT) if act.cue.hand in ("", "both") and not any(act.held) else act.sides(target)
    for side in sides:
        yaw = act.controls.root_yaw[act.first_frame]
        aside = MIRROR[side] * (0.14 if len(sides) == 2 else 0.0) * np.array([math.cos(yaw), 0.0, -math.sin(yaw)])
        go(act, side, target + aside, into)
    bend_to(act, max(float(target[1]), 0.35), window(act.time_s, 0.0, act.length_s, into, 0.5))
    effort = window(act.time_s, into, act.length_s - 0.2, 0.5, 0.5)
    strain = 1 + 0.12 * wander(act.time_s, 1.7, "strain", act.cue.beat)
    act.controls.hips[:, 0] += 0.10 * effort * act.cue.strength * strain
    act.controls.spine[:, 0] += 0.10 * effort * strain
    act.controls.hips_m[:, 1] -= 0.05 * act.controls.scale * effort
    act.touch(into, "grasp", target, 0.5, "metal")


def pull(act: Act) -> None:
    """Grip, brace, haul back and down with the whole body, and jerk when it sticks; a lever's grip leads the hands."""
    handle = handle_of(act)
    target = at_hand(act, (-0.1, 1.1, 0.5)) if handle is None else handle.at_m
    into = approach_s(act, 0.34)
    frame = act.first_frame
    back = act.controls.root_m[frame] - (target if target.ndim == 1 else target[frame])
    back[1] = 0.0
    back /= max(float(np.linalg.norm(back)), 1e-6)
    until = act.length_s - 0.15 if handle is None else max(act.length_s - 0.15, handle.moved_s)
    haul = window(act.time_s, into + 0.12, until, 0.45 / act.pace, 0.35)
    jerk = sum(pulse(act.time_s, into + 0.55 + 0.42 * n, 0.1, 0.2) for n in range(3) if into + 0.9 + 0.42 * n < act.length_s)
    travel = haul * 0.17 + 0.03 * np.asarray(jerk) * haul
    path_m = target if handle is not None else target + travel[:, None] * (back + np.array([0.0, -0.75, 0.0]))
    sides = act.sides(target)
    if act.cue.hand == "" and not any(act.held):
        sides = (LEFT, RIGHT)
    for side in sides:
        aside = np.array([0.0, -0.05 if side == LEFT else 0.05, 0.0]) if len(sides) > 1 else np.zeros(3)
        _grasp(act, side, path_m + aside, into, until, handle, -back)
    act.look(target, 0.6 * act.during(0.3, 0.4))
    _haul(act, haul + 0.5 * np.asarray(jerk) * haul)
    act.touch(into, "grasp", target, 0.6, "metal")


def _haul(act: Act, effort: F64) -> None:
    act.controls.hips_m[:, 2] -= 0.11 * act.controls.scale * effort
    act.controls.hips_m[:, 1] -= 0.10 * act.controls.scale * effort
    act.controls.hips[:, 0] -= 0.06 * effort
    act.controls.spine[:, 0] -= 0.12 * effort
    act.controls.head[:, 0] += 0.06 * effort


def _grasp(act: Act, side: int, point_m: F64, into: float, until: float, handle: Handle | None, ahead: F64) -> None:
    """Send a hand to a grip, close it there, keep it there while it moves, and declare the touch."""
    weight = window(act.time_s, 0.0, until, into, 0.5 / act.pace)
    act.reach(side, point_m, weight, palm=ahead)
    grip = act.controls.grip[side]
    act.controls.grip[side] = np.maximum(grip, 0.9 * window(act.time_s, into - 0.1, until, 0.14, 0.2))
    if handle is not None:
        palm_meets(act, side, point_m, "grasp", into, until, piece=handle.piece.id)


def swing(act: Act) -> None:
    """Open or shut: one hand on the handle through the swing as far as the arm follows; without a handle, push."""
    handle = handle_of(act)
    if handle is None:
        push(act)
        return
    into = approach_s(act, 0.34)
    side = act.sides(handle.at_m)[0]
    shoulder = act.spot() + np.array([0.0, 1.35 * act.controls.scale, 0.0])
    gone = np.sqrt(((handle.at_m - shoulder) ** 2).sum(-1)) > 0.8 * act.controls.scale
    beyond = np.flatnonzero(gone & (act.time_s > into))
    until = min(handle.moved_s, float(act.time_s[beyond[0]])) if len(beyond) else handle.moved_s
    ahead = handle.at_m[act.first_frame] - act.spot()
    ahead = ahead * np.array([1.0, 0.0, 1.0]) / max(float(np.hypot(ahead[0], ahead[2])), 1e-6)
    _grasp(act, side, handle.at_m, into, max(until, into + 0.1), handle, ahead)
    act.look(handle.at_m, 0.8 * act.during(0.3, 0.5))
    effort = window(act.time_s, into, until, 0.25, 0.4)
    act.controls.spine[:, 0] += 0.08 * effort
    act.controls.hips_m[:, 2] += 0.05 * act.controls.scale * effort
    act.touch(into, "grasp", handle.at_m, 0.4, "metal")
