"""Motions of a root over the floor: walks with smooth speed, turns on the spot."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking.terms import F64

_SLOWEST_MPS = 0.12
_AHEAD_M = 0.3
_CORNER_S, _CORNER_M = 0.14, (0.4, 1.2)
"""How long before a corner of a way its rounding begins, and how far at least and at most."""


def walk(
    route: F64, *, yaw: float, end_yaw: float | None, speed: float, fps: int, speed_in: float = 0.0, speed_out: float = 0.0
) -> F64:
    """Return samples [F, 4] along a polyline [P, 2]: eased in from ``speed_in`` and out to ``speed_out``, ending exactly on its end.

    Acceleration grows with the speed asked for, so that a runner takes about as many steps to stop as a walker.
    """
    line = _rounded(route, min(max(_CORNER_S * speed, _CORNER_M[0]), _CORNER_M[1]))
    pieces = np.hypot(*np.diff(line, axis=0).T)
    arc = np.concatenate([[0.0], np.cumsum(pieces)])
    length = float(arc[-1])
    if length < 0.02:
        return turn(route[-1], yaw, yaw if end_yaw is None else end_yaw, fps)
    travelled, speeds = _progress(length, speed, speed_in, speed_out, fps)
    x, z = np.interp(travelled, arc, line[:, 0]), np.interp(travelled, arc, line[:, 1])
    ahead = np.minimum(travelled + _AHEAD_M, length)
    behind = np.maximum(ahead - 2 * _AHEAD_M, 0.0)
    heading = np.arctan2(
        np.interp(ahead, arc, line[:, 0]) - np.interp(behind, arc, line[:, 0]),
        np.interp(ahead, arc, line[:, 1]) - np.interp(behind, arc, line[:, 1]),
    )
    yaws = _eased_into(np.unwrap(heading), yaw, 0.5, fps)
    samples = np.stack([x, z, yaws, speeds], axis=1)
    if speed_in > 0 and len(samples) > 2:
        samples = samples[1:]  # the frame before already stands on the first point
    if end_yaw is None or speed_out > 0:
        return samples
    return _turned_out(samples, end_yaw, fps)


def turn(spot: F64, yaw: float, end_yaw: float, fps: int) -> F64:
    """Return samples of a turn on the spot by the shorter way, 0.35 to 0.9 s long (one frame when there is nothing to turn)."""
    angle = wrap_angle(end_yaw - yaw)
    frames = 1 if abs(angle) < 1e-6 else max(2, round(fps * (0.35 + 0.55 * abs(angle) / math.pi)))
    eased = smooth(np.arange(1, frames + 1) / frames)
    return np.stack([np.full(frames, spot[0]), np.full(frames, spot[1]), yaw + angle * eased, np.zeros(frames)], axis=1)


def cut_short(route: F64, length_m: float) -> F64:
    """Return the first ``length_m`` of a polyline [P, 2]."""
    arc = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(route, axis=0).T))])
    if arc[-1] <= length_m:
        return route
    end = np.array([np.interp(length_m, arc, route[:, 0]), np.interp(length_m, arc, route[:, 1])])
    return np.concatenate([route[arc < length_m], end[None]])


def smooth(t: F64) -> F64:
    """Return the smootherstep of ``t`` in [0, 1]."""
    return np.asarray(t**3 * (t * (6 * t - 15) + 10))


def _progress(length: float, speed: float, speed_in: float, speed_out: float, fps: int) -> tuple[F64, F64]:
    gain = 1.3 + 0.8 * speed
    travelled, speeds, s = [0.0], [max(speed_in, 0.0)], 0.0
    while s < length - 1e-4 and len(travelled) < fps * 60:
        v = min(speed, math.sqrt(speed_in**2 + 2 * gain * s), math.sqrt(speed_out**2 + 2 * gain * (length - s)))
        v = max(v, _SLOWEST_MPS if speeds[-1] < 0.5 or s > length / 2 else speeds[-1])
        v = min(v, speeds[-1] + 1.6 * gain / fps) if s < length / 2 else v
        s += max(v, _SLOWEST_MPS) / fps
        travelled.append(s)
        speeds.append(v)
    if speed_out == 0:
        speeds[-1] = 0.0
        return np.minimum(travelled, length), np.array(speeds)
    if len(travelled) > 2 and length - travelled[-2] < travelled[-1] - length:
        travelled, speeds = travelled[:-1], speeds[:-1]
    return np.array(travelled) * (length / travelled[-1]), np.array(
        speeds
    )  # who goes on does not dwell on the end for part of a frame


def _rounded(route: F64, reach_m: float) -> F64:
    """Return a polyline with its corners rounded off within ``reach_m`` of each: what a way goes round, it does not cut through."""
    line = [route[0]]
    for before, corner, after in zip(route[:-2], route[1:-1], route[2:], strict=True):
        back, on = before - corner, after - corner
        cuts = [min(reach_m, float(np.hypot(*way)) / 2) / (float(np.hypot(*way)) or 1.0) for way in (back, on)]
        start, end = corner + cuts[0] * back, corner + cuts[1] * on
        t = np.linspace(0.0, 1.0, 6)[:, None]
        line += list((1 - t) ** 2 * start + 2 * t * (1 - t) * corner + t**2 * end)
    return np.stack([*line, route[-1]])


def _eased_into(yaws: F64, yaw: float, seconds: float, fps: int) -> F64:
    offset = wrap_angle(yaw - float(yaws[0]))
    frames = min(len(yaws) - 1, round(seconds * fps)) or 1
    fade = 1.0 - smooth(np.clip(np.arange(len(yaws)) / frames, 0, 1))
    return np.asarray(yaws + offset * fade)


def _turned_out(samples: F64, end_yaw: float, fps: int) -> F64:
    last = float(samples[-1, 2])
    angle = wrap_angle(end_yaw - last)
    if abs(angle) < 1e-6:
        return samples
    frames = max(6, round(fps * (0.3 + 0.5 * abs(angle) / math.pi)))
    overlap = min(len(samples) - 1, frames // 2)
    extra = np.repeat(samples[-1:], frames - overlap, axis=0)
    extra[:, 3] = 0.0
    out = np.concatenate([samples, extra])
    out[-frames:, 2] += angle * smooth(np.arange(1, frames + 1) / frames)
    return out
