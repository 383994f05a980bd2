"""Many feet: which tip of a creature leaves the ground when, and where it comes down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.stage.motion.creature_gaits import Stride
from redearth.stage.motion.ease import smooth
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64

_EDGE_S = 1.0
_SETTLE_S = 0.22
_LEAST_SWING = 0.16
"""A foot that would be in the air when a move starts leaves the ground at once, if at least this much of the cycle is left to land."""
StrideOf = Callable[[F64, F64], Stride]
"""(speeds [N], turning speeds [N]) -> stride."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trodden:
    """Where the feet of a creature go over the scene."""

    tips_m: F64
    """[L, F, 3]."""
    cycles: F64
    """[F] the gait's cycle count since its move began."""
    run: F64
    """[F] 0 walk … 1 gallop."""
    landings: list[tuple[float, int]]
    """(seconds, leg)."""


def tips_over(path: Path, homes_m: F64, stride_of: StrideOf) -> Trodden:
    """Return the feet's ways; ``homes_m`` [L, 2] are their resting places (x, z in root axes)."""
    tips = np.zeros((len(homes_m), path.frames, 3))
    for leg, home in enumerate(homes_m):
        tips[leg, :, [0, 2]] = _home(home, path.ground_m, path.yaw).T
    trodden = Trodden(tips_m=tips, cycles=np.zeros(path.frames), run=np.zeros(path.frames), landings=[])
    for number, (first, last) in enumerate(path.segments):
        stop = path.segments[number + 1][0] if number + 1 < len(path.segments) else path.frames
        _move(trodden, path, (first, last, stop), homes_m, stride_of)
    trodden.landings.sort()
    return trodden


def _home(home_m: F64, ground_m: F64, yaw: F64) -> F64:
    sine, cosine = np.sin(yaw), np.cos(yaw)
    x, z = home_m
    return np.asarray(ground_m + np.stack([cosine * x + sine * z, cosine * z - sine * x], -1))


def _move(trodden: Trodden, path: Path, span: tuple[int, int, int], homes_m: F64, stride_of: StrideOf) -> None:
    """Write all tips of one move, from its first frame up to where the next begins."""
    first, last, stop = span
    time, ground, yaw, speed, at_speed = _edged(path, first, last)
    turn = np.abs(np.gradient(yaw)) * path.fps if len(yaw) > 1 else np.zeros(len(yaw))
    stride = stride_of(speed, turn)
    rate = stride.rate_hz
    phase = np.concatenate([[0.0], np.cumsum(0.5 * (rate[1:] + rate[:-1]))]) / path.fps
    own = path.time_s[first : last + 1]
    trodden.cycles[first : last + 1] = np.interp(own, time, phase)
    trodden.cycles[last + 1 : stop] = trodden.cycles[last]
    trodden.run[first : last + 1] = np.interp(own, time, stride.run)
    frames = path.time_s[first:stop]
    end_s = path.time_s[first] + (stop - first) / path.fps
    for leg, home in enumerate(homes_m):
        steps = _Steps(time=time, ground=ground, yaw=yaw, home=home, cycle=phase - stride.touches[leg], duty=stride.duty)
        ends, starts, holds = _holds(steps, float(stride.touches[leg, -1]), at_speed)
        trodden.tips_m[leg, first:stop], landed = _swung(frames, starts, ends, holds, stride.lift_m)
        trodden.landings.extend((moment, leg) for moment in landed if path.time_s[first] <= moment < end_s)


def _edged(path: Path, first: int, last: int) -> tuple[F64, F64, F64, F64, tuple[bool, bool]]:
    """Return the move's samples, continued where it starts or ends at speed."""
    edge = round(_EDGE_S * path.fps)
    fast = bool(path.speed_mps[first] > 0.6), bool(path.speed_mps[last] > 0.6)
    before, after = (edge if flag else 0 for flag in fast)
    ground, where = path.ground_m[first : last + 1], slice(first, last + 1)
    lead, tail = ground[1] - ground[0], ground[-1] - ground[-2]
    ground = np.concatenate(
        [ground[0] + lead * np.arange(-before, 0)[:, None], ground, ground[-1] + tail * np.arange(1, after + 1)[:, None]]
    )
    time = path.time_s[first] + np.arange(-before, last - first + 1 + after) / path.fps
    return (
        time,
        ground,
        np.pad(path.yaw[where], (before, after), "edge"),
        np.pad(path.speed_mps[where], (before, after), "edge"),
        fast,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    """One leg over one move, sampled."""

    time: F64
    ground: F64
    yaw: F64
    home: F64
    cycle: F64
    """The leg's own cycle count: it comes down at whole numbers."""
    duty: F64

    def spot(self, moment: float) -> F64:
        """Return the resting place under the body of a moment."""
        place = np.array([np.interp(moment, self.time, self.ground[:, 0]), np.interp(moment, self.time, self.ground[:, 1])])
        return _home(self.home, place, np.asarray(np.interp(moment, self.time, self.yaw)))

    def when(self, cycle: float, lifted: bool) -> float:
        """Return when the leg comes down in a cycle, or leaves the ground in it."""
        count = np.maximum.accumulate(self.cycle - self.duty if lifted else self.cycle)
        return float(np.interp(cycle, count, self.time))


def _holds(steps: _Steps, touch: float, at_speed: tuple[bool, bool]) -> tuple[list[float], list[float], list[F64]]:
    """Return landing times, lift-off times and footholds of one leg; one more foothold than steps."""
    time, last = steps.time, float(steps.time[-1])
    starts, ends, holds = [], [], [steps.spot(float(time[0]))]
    low, high = float(steps.cycle[0]), float(steps.cycle[-1])
    for cycle in range(int(np.floor(low)) - 1, int(np.ceil(high)) + 1):
        if cycle + 1 < low + _LEAST_SWING or cycle + 1 > high + 1e-9:
            continue
        lift, land = steps.when(cycle, True), steps.when(cycle + 1, False)
        after = min(cycle + 1 + float(np.interp(land, time, steps.duty)) / 2, high)
        starts.append(lift)
        ends.append(max(land, lift + 0.04))
        holds.append(steps.spot(steps.when(after, False)))
    final = steps.spot(last)
    if not at_speed[1] and float(np.abs(holds[-1] - final).max()) > 1e-6:
        lift_s = max([last - 0.1 + 0.12 * (-touch % 1.0), *(end + 0.03 for end in ends[-1:])])
        starts.append(lift_s)
        ends.append(lift_s + _SETTLE_S)
        holds.append(final)
    return ends, starts, holds


def _swung(frames: F64, starts: list[float], ends: list[float], holds: list[F64], lift_m: float) -> tuple[F64, list[float]]:
    """Return a tip's way through its footholds on the given frames, and when it lands."""
    out = np.zeros((len(frames), 3))
    out[:, 0], out[:, 2] = holds[0]
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        after = frames >= start
        u = np.clip((frames[after] - start) / max(end - start, 1e-6), 0.0, 1.0)
        way = holds[index + 1] - holds[index]
        far = min(1.0, 0.35 + float(np.hypot(*way)))
        ease = smooth(u)
        for axis, ground in ((0, 0), (2, 1)):
            out[after, axis] = holds[index][ground] + way[ground] * ease
        out[after, 1] = lift_m * far * np.sin(np.pi * np.clip(u, 0, 1)) ** 1.5
    return out, ends
