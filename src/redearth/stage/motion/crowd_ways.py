"""How members walk what a plan gives them to do: each from where it stands, at its own time, around the furniture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import Blocking, Track
from redearth.stage.motion.crowd_goals import Goals, Room, goals_of
from redearth.stage.motion.crowd_plans import Plan
from redearth.stage.motion.crowd_routes import routes
from redearth.stage.motion.crowd_solid import boxes_of
from redearth.stage.motion.ease import smooth, soften
from redearth.stage.parts import F64

_WALKS_OFF_MPS2, _RUNS_OFF_MPS2 = 1.3, 2.6
_TURN_S, _SWERVE_S = 0.5, 0.35
"""Half the time that a walker and a runner take to turn."""
_LEG_M, _LEG_S = (1.3, 3.4), 4.6
"""How far somebody who mills about goes at a time, and about how long that takes with the pause after it."""
_FAR_M, _PAUSE_S = 0.8, 1.0
"""From where on a way of its own leads back to the column, and how long a column stops that has arrived."""
_BACK_OVER_M = 3.0
"""A crowd's members are back in its column after this much of its own way, if it is not shorter."""


def planned(rows: F64, plans: Sequence[Plan], blocking: Blocking, track: Track, haste: F64) -> F64:
    """Return members' rows [N, F, 5] with every plan carried out; ``haste`` [N] is how quick each member is."""
    out = rows.copy()
    boxes, fps = boxes_of(blocking.set_plan), blocking.fps
    for plan in plans:
        stand, yaw = out[:, plan.start, :2], out[:, plan.start, 2]
        room = Room(bounds=blocking.set_plan.bounds, boxes=boxes, others_m=_others(blocking, track, plan))
        if plan.kind == "mill":
            done = _milled(plan, stand, yaw, room, haste, fps)
        else:
            goals = goals_of(plan, stand, yaw, room, haste, _axis(blocking, track, plan), fps)
            done = _gone(plan, stand, yaw, goals, room, fps)
        out[:, plan.start : plan.end] = done
        later = next((other.start for other in plans if other.start >= plan.end), rows.shape[1])
        _back_in_column(out, rows, plan, later, room, fps)
    if plans:
        out[:, :, [2, 4]] = np.unwrap(out[:, :, [2, 4]], axis=1)
    return out


def _others(blocking: Blocking, track: Track, plan: Plan) -> F64:
    """Return where those stand, [A, 2], who are no members, when the plan has been carried out."""
    at = min(plan.cue.range.end, blocking.duration_frames - 1)
    there = [t for t in blocking.tracks if t.actor != track.actor and any(v.start <= at < v.end for v in t.visible)]
    return np.array([t.samples[min(at, len(t.samples) - 1)][:2] for t in there], float).reshape(-1, 2)


def _axis(blocking: Blocking, track: Track, plan: Plan) -> tuple[F64, F64] | None:
    """Return the line (a point, a unit way) that somebody takes who goes near the crowd before the plan ends; none if nobody does."""
    best: tuple[float, F64, F64] | None = None
    home = np.array(track.samples[min(plan.start, len(track.samples) - 1)][:2])
    for other in blocking.tracks:
        ground = np.array(other.samples, float)[plan.start : plan.end, :2]
        if other.actor == track.actor or len(ground) < 2:
            continue
        way = ground[-1] - ground[0]
        length = float(np.hypot(*way))
        near = float(np.sqrt(((ground - home) ** 2).sum(-1)).min())
        if length > 1.0 and near < 6.0 and (best is None or near < best[0]):
            best = (near, ground[0], way / length)
    return None if best is None else (best[1], best[2])


def _gone(plan: Plan, stand: F64, yaw: F64, goals: Goals, room: Room, fps: int) -> F64:
    lines = routes(stand, goals.place_m, room.boxes)
    length = plan.end - plan.start
    rate = _RUNS_OFF_MPS2 if plan.kind in ("flee", "scatter") or plan.cue.primitive == "RUN" else _WALKS_OFF_MPS2
    return np.stack(
        [
            _walked(
                [line],
                float(yaw[m]),
                float(goals.yaw[m]),
                [float(goals.delay_s[m])],
                float(goals.speed_mps[m]),
                rate,
                length,
                fps,
            )
            for m, line in enumerate(lines)
        ]
    )


def _milled(plan: Plan, stand: F64, yaw: F64, room: Room, haste: F64, fps: int) -> F64:
    """Return rows of members who go here and there, stop, and are back in time for what follows: nothing depends on how long they did."""
    length = plan.end - plan.start
    legs = int((length / fps - 0.6) / _LEG_S)
    rows = []
    for member, home in enumerate(stand):
        random = generator_from("mill", plan.cue.actor, member, plan.cue.beat)
        stops, departs = [home], []
        count = max(2, legs - int(random.integers(2))) if legs >= 2 else legs
        for leg in range(count - 1 if legs >= 2 else 0):
            around = float(random.uniform(-math.pi, math.pi))
            reach = float(random.uniform(*_LEG_M)) if leg % 2 == 0 else 0.8 * _LEG_M[0]
            marks = home + reach * np.array([[math.sin(around + t), math.cos(around + t)] for t in (0.0, 1.6, -1.6, 3.1)])
            free = np.flatnonzero(room.free(marks))
            stops.append(marks[free[0]] if len(free) else home)
            departs.append((leg + float(random.uniform(0.0, 0.35))) * _LEG_S)
        if legs >= 2:
            stops.append(home)
            departs.append(length / fps - _LEG_S - float(random.uniform(0.0, 0.5)))
        elif member % 3 == 0 and length / fps > 2.5:
            turned = float(yaw[member]) + float(random.uniform(-0.8, 0.8))
            rows.append(_walked([], float(yaw[member]), turned, [], 1.0, _WALKS_OFF_MPS2, length, fps, home))
            continue
        starts, goals = np.array(stops[:-1]).reshape(-1, 2), np.array(stops[1:]).reshape(-1, 2)
        lines = routes(starts, goals, room.boxes) if len(starts) else []
        speed = float(random.uniform(0.8, 1.15)) * float(haste[member])
        rows.append(_walked(lines, float(yaw[member]), float(yaw[member]), departs, speed, _WALKS_OFF_MPS2, length, fps, home))
    return np.stack(rows)


def _walked(
    lines: Sequence[F64], yaw: float, end_yaw: float, departs_s: Sequence[float], speed: float, rate: float, length: int, fps: int,
    home: F64 | None = None,
) -> F64:  # fmt: skip
    """Return rows [F, 5] of somebody who walks polylines one after the other, each from its moment on."""
    time = np.arange(length) / fps
    place = np.repeat((lines[0][:1] if lines else np.zeros((1, 2)) if home is None else home[None]), length, 0)
    heading, pace = np.full(length, yaw), np.zeros(length)
    arrived, turn_s = 0.0, _TURN_S if rate == _WALKS_OFF_MPS2 else _SWERVE_S
    for number, line in enumerate(lines):
        step = np.diff(line, axis=0)
        arc = np.concatenate([[0.0], np.cumsum(np.sqrt((step * step).sum(-1)))])
        if arc[-1] < 0.15:
            continue
        first = math.atan2(*step[np.argmax(arc[1:] > 1e-6)])
        before = heading[min(max(int(arrived * fps), 0), length - 1)]
        turn = abs((first - before + math.pi) % (2 * math.pi) - math.pi)
        # Nobody sets off before the turn has begun, nor turns before the plan has.
        leaves = max(departs_s[number], arrived, turn_s) + 0.5 * turn_s * turn / math.pi
        gone, took = _progress(time - leaves, float(arc[-1]), speed, rate)
        moving = (time >= max(leaves - 0.2, turn_s)) & (time < leaves + took)
        place = np.where((time >= leaves)[:, None], np.stack([np.interp(gone, arc, line[:, k]) for k in (0, 1)], -1), place)
        ahead = np.stack([np.interp(np.minimum(gone + 0.25, arc[-1]), arc, line[:, k]) for k in (0, 1)], -1) - np.stack(
            [np.interp(np.minimum(gone, arc[-1] - 0.05), arc, line[:, k]) for k in (0, 1)], -1
        )
        heading = np.where(moving | (time >= leaves), np.arctan2(ahead[:, 0], ahead[:, 1]), heading)
        pace[moving] = speed
        arrived = leaves + took
    if not math.isnan(end_yaw):
        heading = np.where(time >= max(arrived - 0.35, turn_s), end_yaw, heading)
    heading = soften(np.unwrap(heading), round(turn_s * fps)) if length > 1 else heading
    place = soften(place, round(0.25 * fps))
    return np.column_stack([place, heading, pace, heading])


def _progress(time_s: F64, length_m: float, speed: float, rate: float) -> tuple[F64, float]:
    """Return how far somebody has gone [F] and how long all of it takes: off at ``rate``, steady, to a stop a little more gently."""
    brake = 0.85 * rate
    fastest = min(speed, math.sqrt(2 * length_m / (1 / rate + 1 / brake)))
    off, stop = fastest / rate, fastest / brake
    steady = max(0.0, length_m - 0.5 * fastest * (off + stop)) / fastest
    t = np.clip(time_s, 0.0, off + steady + stop)
    gone = np.where(t < off, 0.5 * rate * t * t, 0.5 * fastest * off + fastest * (np.minimum(t, off + steady) - off))
    late = np.maximum(t - off - steady, 0.0)
    return np.minimum(gone + fastest * late - 0.5 * brake * late * late, length_m), off + steady + stop


def _back_in_column(out: F64, rows: F64, plan: Plan, later: int, room: Room, fps: int) -> None:
    """Let members stay where a plan has brought them until the crowd's own track moves; then each goes to its place where the column stops.

    Who is near its place in the column anyway walks in it. ``later`` is the frame on which the next plan begins.
    """
    frames, end = rows.shape[1], plan.end
    if end >= frames or end == 0:
        return
    offset = out[:, end - 1, :3] - rows[:, end - 1, :3]
    offset[:, 2] = (offset[:, 2] + math.pi) % (2 * math.pi) - math.pi
    led = np.abs(np.diff(rows[:, :, :2].mean(0), axis=0)).max(-1, initial=0.0) > 1e-4
    moves = end + np.flatnonzero(led[end:])
    first = int(moves[0]) if len(moves) else frames
    pauses = np.flatnonzero(np.diff(moves) > _PAUSE_S * fps)
    again = min(int(moves[pauses[0] + 1]) if len(pauses) else frames, max(later, first))
    out[:, end:first, :3] = rows[:, end:first, :3] + offset[:, None]
    out[:, end:, 3:] = rows[:, end:, 3:]
    if again - first < 2:
        return
    if float(np.median(np.hypot(offset[:, 0], offset[:, 1]))) > _FAR_M:
        goals = _in_column(rows, again, plan, first)
        out[:, first:again] = _gone(replace(plan, start=first, end=again), out[:, first, :2], out[:, first, 2], goals, room, fps)
        offset = out[:, again - 1, :3] - rows[:, again - 1, :3]
        out[:, again:, :3] = rows[:, again:, :3] + offset[:, None]
        return
    gone = np.cumsum(np.sqrt((np.diff(rows[:, first - 1 :, :2].mean(0), axis=0) ** 2).sum(-1)))
    weight = 1.0 - smooth(gone / max(min(_BACK_OVER_M, 0.8 * float(gone[-1])), 0.1))
    out[:, first:, :3] = rows[:, first:, :3] + weight[None, :, None] * offset[:, None]


def _in_column(rows: F64, end: int, plan: Plan, first: int) -> Goals:
    """Return members' places where the column stops, reached at the column's pace."""
    members = range(len(rows))
    draw = np.array([generator_from("back", plan.cue.actor, m, plan.cue.beat).random(2) for m in members])
    pace = max(1.2, float(rows[:, first:end, 3].max(initial=0.0)))
    return Goals(
        place_m=rows[:, end - 1, :2],
        yaw=rows[:, end - 1, 2],
        delay_s=0.1 + 0.7 * draw[:, 0],
        speed_mps=pace * (0.92 + 0.16 * draw[:, 1]),
    )
