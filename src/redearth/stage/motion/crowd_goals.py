"""Where each member of a crowd goes when the crowd flees, disperses, gathers, parts or queues."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from redearth.core.seed import generator_from
from redearth.direction.model import Bounds
from redearth.stage.motion.crowd_plans import Plan
from redearth.stage.motion.crowd_solid import BODY_M, Box, inside_any
from redearth.stage.parts import F64

_RUN_MPS, _WALK_MPS = 3.3, 1.3
_APART_M, _RING_M, _ROW_M = 1.05, 2.3, 1.1
"""Between neighbours in a ring, from its middle to the first ring, and from ring to ring."""
_LANE_M = 1.3
"""Half the width of the lane that a crowd opens."""
_QUEUE_M, _FOLD_M, _LONGEST_QUEUE = 1.05, 1.3, 15
"""From one to the next in a queue, from fold to fold, and how many stand in one."""
_EDGE_M = 0.7
"""How near to the end of the set anybody goes."""
_TURNS = (0.0, 0.35, -0.35, 0.7, -0.7, 1.05, -1.05, 1.5, -1.5, 2.1, -2.1)
"""Which other ways are tried, in this order, where the wished one leads nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """Where N members go: places, headings at the end (nan: as they come), when they set off, how fast they go."""

    place_m: F64
    yaw: F64
    delay_s: F64
    speed_mps: F64


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where somebody may go: the play area without its boxes, and the others' places [A, 2]."""

    bounds: Bounds
    boxes: Sequence[Box]
    others_m: F64

    def free(self, point_m: F64, margin_m: float = BODY_M + 0.05) -> np.ndarray:
        """Return [...] which places [..., 2] can be stood on."""
        b = self.bounds
        x, z = point_m[..., 0], point_m[..., 1]
        ok = (x > b.min_x_m + _EDGE_M) & (x < b.max_x_m - _EDGE_M) & (z > b.min_z_m + _EDGE_M) & (z < b.max_z_m - _EDGE_M)
        for other in self.others_m:
            ok &= ((point_m - other) ** 2).sum(-1) > 1.15**2
        return np.asarray(ok & ~inside_any(self.boxes, point_m, margin_m))


def goals_of(plan: Plan, stand: F64, yaw: F64, room: Room, haste: F64, axis: tuple[F64, F64] | None, fps: int) -> Goals:
    """Return the goals of members who stand at ``stand`` [N, 2] facing ``yaw`` [N]; ``haste`` [N] is about 1.

    ``axis`` is the line (a point, a unit way) that whoever walks through the crowd takes.
    """
    draw = np.stack([generator_from("goal", plan.cue.actor, member, plan.cue.beat).random(4) for member in range(len(stand))])
    if plan.kind in ("flee", "scatter", "disperse"):
        return _away(plan, stand, room, haste, draw, fps)
    if plan.kind == "part":
        return _parted(stand, yaw, axis or (stand.mean(0), np.array([math.sin(yaw[0]), math.cos(yaw[0])])), room, draw)
    if plan.kind == "queue":
        return _queued(plan, stand, room, draw)
    return _gathered(plan, stand, room, haste, draw)


def _away(plan: Plan, stand: F64, room: Room, haste: F64, draw: F64, fps: int) -> Goals:
    """Everybody off: as the crowd's own track goes, or from what is feared, or all ways."""
    length = float(np.hypot(*plan.away_m))
    source = plan.focus_m if plan.focus_m is not None else stand.mean(0) - 0.4 * plan.away_m / max(length, 1e-6)
    led = plan.away_m / length if length > 1.5 else np.zeros(2)
    from_it = stand - source
    gap = np.sqrt((from_it * from_it).sum(-1))
    wild = {"flee": 0.3, "scatter": 1.0, "disperse": 1.2}[plan.kind]
    ways = (1.4 - wild) * led + (1.0 if plan.kind != "flee" or length <= 1.5 else 0.25) * from_it / np.maximum(gap, 0.3)[:, None]
    heading = np.arctan2(ways[:, 0], ways[:, 1]) + wild * 1.3 * (draw[:, 0] + draw[:, 1] - 1.0)
    runs = plan.kind != "disperse"
    speed = (max(_RUN_MPS, min(plan.speed_mps, 4.2)) if runs else _WALK_MPS) * haste * (0.8 + 0.35 * draw[:, 2])
    left_s = max(1.0, (plan.end - plan.start) / fps)
    far = np.minimum(speed * left_s * 0.85, (11.0 if runs else 7.0) * (0.75 + 0.5 * draw[:, 3]))
    delay = (0.12 + 0.85 * draw[:, 1] ** 1.4 + 0.03 * np.minimum(gap, 15.0)) if runs else 0.1 + 2.2 * draw[:, 1]
    place = np.stack([_reach(stand[m], float(heading[m]), float(far[m]), room) for m in range(len(stand))])
    return Goals(place_m=place, yaw=np.full(len(stand), np.nan), delay_s=np.minimum(delay, 0.45 * left_s), speed_mps=speed)


def _reach(start: F64, heading: float, far_m: float, room: Room) -> F64:
    """Return how far one gets in a direction, or in the nearest one in which one gets far."""
    best, value = start, -1.0
    marks = np.linspace(0.0, 1.0, 13)[1:, None] * far_m
    for turn in _TURNS:
        way = np.array([math.sin(heading + turn), math.cos(heading + turn)])
        spots = start + marks * way
        ends = np.flatnonzero(room.free(spots))
        gone = float(marks[ends[-1], 0]) if len(ends) else 0.0
        if gone - 1.6 * abs(turn) > value + 1e-9:
            best, value = (spots[ends[-1]] if len(ends) else start), gone - 1.6 * abs(turn)
        if gone >= 0.8 * far_m:
            break
    return best


def _gathered(plan: Plan, stand: F64, room: Room, haste: F64, draw: F64) -> Goals:
    """Rings around what they come to see, open behind it; everybody takes the place that is nearest."""
    middle = plan.focus_m if plan.focus_m is not None else stand.mean(0) + plan.away_m
    towards = stand.mean(0) - middle
    facing = math.atan2(*towards) if float(np.hypot(*towards)) > 0.3 else 0.0
    half = math.pi if plan.kind == "ring" else 2.1
    slots: list[F64] = []
    radius = _RING_M if plan.focus_m is not None else 0.0
    inside = [box for box in room.boxes if float(np.hypot(*(box.middle_m - middle))) < 0.6]
    radius += max((float(box.half_m.max()) for box in inside), default=0.0)
    if plan.kind == "ring":
        radius = max(radius, _APART_M * len(stand) / (2 * math.pi * max(1, round(len(stand) / 30))))
    while len(slots) < len(stand) and radius < 30.0:
        count = max(1, int(2 * half * radius / _APART_M))
        angles = facing + (np.arange(count) + 0.5) * (2 * half / count) - half
        spots = middle + radius * np.stack([np.sin(angles), np.cos(angles)], -1)
        ok = room.free(spots)
        order = np.argsort(np.abs(angles - facing), kind="stable")
        slots += [spots[k] for k in order if ok[k]]
        radius += _ROW_M
    slots += [stand[k] for k in range(len(slots), len(stand))]
    place = _assigned(stand, np.array(slots[: len(stand)])) + 0.16 * (draw[:, :2] - 0.5)
    yaw = np.arctan2(*(middle - place).T) + 0.3 * (draw[:, 2] - 0.5)
    runs = plan.cue.primitive == "RUN"
    speed = (_RUN_MPS if runs else _WALK_MPS) * haste * (0.85 + 0.3 * draw[:, 3])
    return Goals(place_m=place, yaw=yaw, delay_s=0.1 + 1.1 * draw[:, 2], speed_mps=speed)


def _assigned(stand: F64, slots: F64) -> F64:
    """Return a slot for everybody, so that all go as little as can be and few cross."""
    away = ((stand[:, None] - slots[None]) ** 2).sum(-1)
    rows, columns = linear_sum_assignment(away)
    place = np.empty_like(stand)
    place[rows] = slots[columns]
    return place


def _parted(stand: F64, yaw: F64, axis: tuple[F64, F64], room: Room, draw: F64) -> Goals:
    """A lane along the axis: who stands in it steps aside, those behind give them room; all turn to it."""
    point, way = axis
    left = np.array([way[1], -way[0]])
    along, aside = (stand - point) @ way, (stand - point) @ left
    sign = np.where(np.abs(aside) > 0.02, np.sign(aside), np.where(np.arange(len(stand)) % 2, 1.0, -1.0))
    wide = np.abs(aside)
    opened = np.where(wide < 3.5, _LANE_M + wide * (3.5 - _LANE_M) / 3.5, wide)
    place = stand + ((sign * opened - aside)[:, None]) * left
    place = np.where(room.free(place)[:, None], place, stand)
    facing = np.arctan2(*(-(sign[:, None] * left) - 0.5 * way).T) + 0.3 * (draw[:, 2] - 0.5)
    facing = np.where(wide < 4.0, facing, yaw)
    nearness = along - along.min()
    return Goals(
        place_m=place, yaw=facing, delay_s=0.08 + 0.45 * draw[:, 1] + 0.09 * np.minimum(nearness, 12.0),
        speed_mps=0.95 + 0.25 * draw[:, 3],
    )  # fmt: skip


def _queued(plan: Plan, stand: F64, room: Room, draw: F64) -> Goals:
    """One behind the other from what they wait for, in folds where the room ends; who is nearest is first."""
    head = plan.focus_m if plan.focus_m is not None else stand[int(np.argmax(stand @ _unit(plan.away_m)))]
    spots, towards = _folds(head, _unit(stand.mean(0) - head), len(stand), room)
    spots = np.concatenate([spots, stand[len(spots) :]])
    towards = np.concatenate([towards, np.full(len(stand) - len(towards), towards[-1] if len(towards) else 0.0)])
    away = ((stand[:, None] - spots[None]) ** 2).sum(-1)
    _, places = linear_sum_assignment(away)
    return Goals(
        place_m=spots[places] + 0.1 * (draw[:, :2] - 0.5), yaw=towards[places] + 0.2 * (draw[:, 2] - 0.5),
        delay_s=0.1 + 1.3 * draw[:, 2], speed_mps=1.1 + 0.3 * draw[:, 3],
    )  # fmt: skip


def _folds(head: F64, way: F64, count: int, room: Room) -> tuple[F64, F64]:
    """Return the places [n, 2] of a queue, n at most ``count``, and where those on them look: at who is before them."""
    spots, before = [head], [head]
    aside = np.array([way[1], -way[0]])
    in_line = 0
    while len(spots) <= count:
        ahead = [(spots[-1] + _QUEUE_M * way, way)] if in_line < _LONGEST_QUEUE else []
        folds = [] if len(spots) == 1 else [(spots[-1] + sign * _FOLD_M * aside, -way) for sign in (1.0, -1.0)]
        found = next(((spot, on) for spot, on in (*ahead, *folds) if _open(spot, spots, room)), None)
        if found is None and len(spots) > 1:
            break
        spot, onward = found or (spots[-1] + 2 * _QUEUE_M * way, way)
        in_line = in_line + 1 if onward is way else 0
        way = onward
        before.append(spots[-1])
        spots.append(spot)
    looked = np.array(before[1:]) - np.array(spots[1:])
    return np.array(spots[1:]), np.arctan2(looked[:, 0], looked[:, 1])


def _open(spot: F64, taken: Sequence[F64], room: Room) -> bool:
    apart = np.sqrt(((np.array(taken[1:]).reshape(-1, 2) - spot) ** 2).sum(-1))
    return bool(room.free(spot)) and not bool((apart < 0.95).any())


def _unit(way: F64) -> F64:
    length = float(np.hypot(*way))
    return way / length if length > 0.2 else np.array([0.0, 1.0])
