"""Many feet: which tip of a creature leaves the ground when, and where it comes down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.stage.motion.creature_gaits import Stride
from redearth.stage.motion.ease import soften
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64

_EDGE_S = 1.0
_SETTLE_S = 0.22
_CHANGE_S = 0.4
"""A change of gait takes this long, each way: the feet's order follows the speed evened out over it."""
_TOUCHING_S = 0.012
"""So shortly before it comes down and after it has left a foot is on the ground already and still."""
_WHIP = 2.0
"""How far a swinging foot would go on with the ground, over its reach."""
_LEAST_SWING_S = 0.19
_LEAST_STANCE_S = 0.05
_LEAST_SWING = 0.16
"""A foot that would be in the air when a move starts leaves the ground at once, if at least this much of the cycle is left to land."""
StrideOf = Callable[[F64, F64, F64], Stride]
"""(speeds [N], the same evened out, turning speeds [N]) -> stride."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trodden:
    """Where the feet of a creature go over the scene."""

    tips_m: F64
    """[L, F, 3]."""
    cycles: F64
    """[F] the gait's cycle count since its move began."""
    rate_hz: F64
    """[F] cycles a second, 0 while it stands."""
    run: F64
    """[F] 0 walk … 1 gallop."""
    landings: list[tuple[float, int]]
    """(seconds, leg)."""


def tips_over(path: Path, homes_m: F64, stride_of: StrideOf) -> Trodden:
    """Return the feet's ways; ``homes_m`` [L, 2] are their resting places (x, z in root axes)."""
    tips = np.zeros((len(homes_m), path.frames, 3))
    for leg, home in enumerate(homes_m):
        tips[leg, :, [0, 2]] = _home(home, path.ground_m, path.yaw).T
    still = [np.zeros(path.frames) for _ in range(3)]
    trodden = Trodden(tips_m=tips, cycles=still[0], rate_hz=still[1], run=still[2], landings=[])
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
    stride = stride_of(speed, soften(speed, round(_CHANGE_S * path.fps)), turn)
    rate = stride.rate_hz
    phase = np.concatenate([[0.0], np.cumsum(0.5 * (rate[1:] + rate[:-1]))]) / path.fps
    own = path.time_s[first : last + 1]
    trodden.cycles[first : last + 1] = np.interp(own, time, phase)
    trodden.cycles[last + 1 : stop] = trodden.cycles[last]
    trodden.rate_hz[first : last + 1] = np.interp(own, time, rate)
    trodden.run[first : last + 1] = np.interp(own, time, stride.run)
    frames = path.time_s[first:stop]
    end_s = path.time_s[first] + (stop - first) / path.fps
    for leg, home in enumerate(homes_m):
        steps = _Steps(
            time=time,
            spots_m=_home(home, ground, yaw),
            cycle=phase - stride.touches[leg],
            duty=stride.duty,
            reach_m=stride.reach_m,
        )
        ends, starts, holds = _holds(steps, float(stride.touches[leg, -1]), at_speed)
        trodden.tips_m[leg, first:stop], landed = _swung(steps, frames, starts, ends, holds, stride.lift_m)
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
    spots_m: F64
    """[N, 2] its resting place under the body."""
    cycle: F64
    """The leg's own cycle count: it comes down at whole numbers."""
    duty: F64
    reach_m: float
    """How far from its resting place it may stand."""

    def spot(self, moment: float) -> F64:
        """Return the resting place under the body of a moment."""
        return np.array([np.interp(moment, self.time, self.spots_m[:, k]) for k in (0, 1)])

    def along(self, moments: F64) -> F64:
        """Return the resting places [N, 2] of moments."""
        return np.stack([np.interp(moments, self.time, self.spots_m[:, k]) for k in (0, 1)], -1)

    def foothold(self, land: float, middle: float) -> F64:
        """Return where a foot that lands comes down: under the body of the middle of its stance, as near as it reaches."""
        here = self.spot(land)
        way = self.spot(middle) - here
        return np.asarray(here + way * min(1.0, self.reach_m / max(float(np.hypot(*way)), 1e-9)))

    def left_behind(self, hold_m: F64, since: float, lift: float) -> float:
        """Return when a foot leaves the ground that should do so at ``lift``: before the body is out of its reach."""
        away = np.hypot(*(self.spots_m - hold_m).T)
        late = self.time[(self.time > since + _LEAST_STANCE_S) & (self.time < lift) & (away > self.reach_m)]
        return float(late[0]) if len(late) else lift

    def when(self, cycle: float, lifted: bool) -> float:
        """Return when the leg comes down in a cycle, or leaves the ground in it."""
        count = np.maximum.accumulate(self.cycle - self.duty if lifted else self.cycle)
        return float(np.interp(cycle, count, self.time))


def _holds(steps: _Steps, touch: float, at_speed: tuple[bool, bool]) -> tuple[list[float], list[float], list[F64]]:
    """Return landing times, lift-off times and footholds of one leg; one more foothold than steps."""
    time, last = steps.time, float(steps.time[-1])
    starts: list[float] = []
    ends: list[float] = []
    holds = [steps.spot(float(time[0]))]
    low, high = float(steps.cycle[0]), float(steps.cycle[-1])
    for cycle in range(int(np.floor(low)) - 1, int(np.ceil(high)) + 1):
        if cycle + 1 < low + _LEAST_SWING or cycle + 1 > high + 1e-9:
            continue
        lift, land = steps.when(cycle, True), steps.when(cycle + 1, False)
        after = min(cycle + 1 + float(np.interp(land, time, steps.duty)) / 2, high)
        since = ends[-1] if ends else float(time[0])
        lift = min(steps.left_behind(holds[-1], since, lift), land - _LEAST_SWING_S)
        lift = max(lift, since + (_LEAST_STANCE_S if ends else 0.0))
        starts.append(lift)
        ends.append(max(land, lift + _LEAST_SWING_S))
        holds.append(steps.foothold(ends[-1], steps.when(after, False)))
    final = steps.spot(last)
    if not at_speed[1] and float(np.abs(holds[-1] - final).max()) > 1e-6:
        since = ends[-1] if ends else float(time[0])
        lift_s = steps.left_behind(holds[-1], since, max(last - 0.1 + 0.12 * (-touch % 1.0), since + 0.03))
        starts.append(lift_s)
        ends.append(lift_s + _SETTLE_S)
        holds.append(final)
    return ends, starts, holds


def _swung(
    steps: _Steps, frames: F64, starts: list[float], ends: list[float], holds: list[F64], lift_m: float
) -> tuple[F64, list[float]]:
    """Return a tip's way through its footholds on the given frames, and when it lands."""
    out = np.zeros((len(frames), 3))
    out[:, [0, 2]] = holds[0]
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        after, inside = frames >= end - _TOUCHING_S, (frames >= start + _TOUCHING_S) & (frames < end - _TOUCHING_S)
        out[after] = [holds[index + 1][0], 0.0, holds[index + 1][1]]
        u = (frames[inside] - start) / max(end - start, 1e-6)
        far = min(1.0, 0.35 + 0.65 * float(np.hypot(*(holds[index + 1] - holds[index]))) / steps.reach_m)
        out[inside, 1] = lift_m * far * np.sin(np.pi * u)
        way = steps.along(frames[inside]) + _past(steps, holds[index : index + 2], start, end, u)
        out[inside, 0], out[inside, 2] = way[:, 0], way[:, 1]
    return out, ends


def _past(steps: _Steps, holds: list[F64], start: float, end: float, u: F64) -> F64:
    """Return a swinging foot [N, 2] from its resting place under the body: from foothold to foothold, as they pass at its ends.

    It leaves and meets the ground with the ground's own speed where the body is slow; under a fast one it would be whipped back and forth.
    """
    (left, right), tangents = (holds[0] - steps.spot(start), holds[1] - steps.spot(end)), []
    for moment in (start, end):
        passing = -(steps.spot(moment + 0.02) - steps.spot(moment - 0.02)) / 0.04 * (end - start)
        tangents.append(passing * min(1.0, _WHIP * steps.reach_m / max(float(np.hypot(*passing)), 1e-9)))
    u = u[:, None]
    ease = u * u * (3.0 - 2.0 * u)
    lead, tail = u * (1.0 - u) ** 2, u * u * (u - 1.0)
    return np.asarray(left * (1.0 - ease) + right * ease + tangents[0] * lead + tangents[1] * tail)
