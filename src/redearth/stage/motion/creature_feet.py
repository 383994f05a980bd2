"""Many feet: which tip of a creature leaves the ground when, and where it comes down."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion.ease import smooth
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64

_EDGE_S = 1.0
_HZ_PER_MPS = 0.52
_SETTLE_S = 0.22


def tips_over(path: Path, homes_m: F64, offsets: F64, size_m: float) -> tuple[F64, F64, list[tuple[float, int]]]:
    """Return tips [L, F, 3], the gait's cycle count [F] and the landings (seconds, leg).

    ``homes_m`` [L, 2] are the tips' resting places (x, z in root axes), ``offsets`` [L] the legs' phases in cycles.
    """
    legs = len(homes_m)
    tips = np.zeros((legs, path.frames, 3))
    for leg in range(legs):
        tips[leg, :, [0, 2]] = _home(homes_m[leg], path.ground_m, path.yaw).T
    cycles = np.zeros(path.frames)
    landings: list[tuple[float, int]] = []
    for number, (first, last) in enumerate(path.segments):
        stop = path.segments[number + 1][0] if number + 1 < len(path.segments) else path.frames
        landings += _move(tips, cycles, path, first, last, stop, homes_m, offsets, size_m)
    return tips, cycles, sorted(landings)


def _home(home_m: F64, ground_m: F64, yaw: F64) -> F64:
    sine, cosine = np.sin(yaw), np.cos(yaw)
    x, z = home_m
    return np.asarray(ground_m + np.stack([cosine * x + sine * z, cosine * z - sine * x], -1))


def _move(
    tips: F64, cycles: F64, path: Path, first: int, last: int, stop: int, homes_m: F64, offsets: F64, size_m: float
) -> list[tuple[float, int]]:
    """Write all tips of one move, from frame ``first`` up to ``stop``."""
    time, ground, yaw, speed, at_speed = _edged(path, first, last)
    turn = np.abs(np.gradient(yaw)) * path.fps if len(yaw) > 1 else np.zeros(len(yaw))
    rate = np.clip(0.9 + _HZ_PER_MPS * speed / size_m * 1.5 + 0.35 * turn, 0.9, 4.5)
    phase = np.concatenate([[0.0], np.cumsum(0.5 * (rate[1:] + rate[:-1]))]) / path.fps
    cycles[first : last + 1] = np.interp(path.time_s[first : last + 1], time, phase)
    cycles[last + 1 : stop] = cycles[last]
    duty = 0.64 - 0.12 * float(np.clip(np.median(speed) / (2.5 * size_m), 0, 1))
    frames = path.time_s[first:stop]
    landings = []
    for leg, home in enumerate(homes_m):
        ends, starts, holds = _holds(phase, time, ground, yaw, home, offsets[leg], duty, at_speed)
        tips[leg, first:stop], landed = _swung(frames, starts, ends, holds, 0.12 * size_m)
        landings += [
            (moment, leg) for moment in landed if path.time_s[first] <= moment < path.time_s[first] + (stop - first) / path.fps
        ]
    return landings


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


def _holds(
    phase: F64, time: F64, ground: F64, yaw: F64, home: F64, offset: float, duty: float, at_speed: tuple[bool, bool]
) -> tuple[list[float], list[float], list[F64]]:
    """Return landing times, lift-off times and footholds of one leg; one more foothold than steps."""

    def spot(moment: float) -> F64:
        place = np.array([np.interp(moment, time, ground[:, 0]), np.interp(moment, time, ground[:, 1])])
        return _home(home, place, np.asarray(np.interp(moment, time, yaw)))

    def when(cycle: float) -> float:
        return float(np.interp(cycle, phase, time))

    starts, ends, holds = [], [], [spot(float(time[0]))]
    count = int(np.ceil(float(phase[-1]) + 1))
    for cycle in range(-1, count):
        lift, land = cycle + duty - offset, cycle + 1 - offset
        if lift < 0 or land > phase[-1] + 1e-9:
            continue
        starts.append(when(lift))
        ends.append(when(land))
        holds.append(spot(when(min(land + duty / 2, float(phase[-1])))))
    final = spot(float(time[-1]))
    if not at_speed[1] and float(np.abs(holds[-1] - final).max()) > 1e-6:
        lift_s = max([float(time[-1]) - 0.1 + 0.12 * offset, *(end + 0.03 for end in ends[-1:])])
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
