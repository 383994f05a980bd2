"""Put sounds on a scene's (or the film's) time line and stream the result, window by window, through one room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import signal

F64 = NDArray[np.float64]
F32 = NDArray[np.float32]
WINDOW = 48_000 * 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """A rendered sound: what is heard at once [N, 2], and what the room gets [N]."""

    direct: F64
    send: F64


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A sound that starts at a sample and is rendered only when its window comes."""

    start: int
    render: Callable[[], Sounding]


Bed = Callable[[int, int], F64]
"""Continuous sound: (first sample, count) to [count, 2]."""


def silence(count: int) -> F64:
    """Return silence [count, 2] that keeps each channel in one piece, as the sounds that are added to it do."""
    return np.zeros((2, count)).T


def stream(placed: Sequence[Placed], total: int, response: F64, bed: Bed | None = None, window: int = WINDOW) -> Iterator[F32]:
    """Yield the sum of all sounds, their room and the bed as stereo blocks that make ``total`` samples.

    Memory is bounded by the window, the longest single sound and the room's tail. Sounds before 0 are cut at their head.
    """
    waiting = sorted(placed, key=lambda sound: sound.start)
    direct, send, tail = silence(0), np.zeros(0), silence(0)
    for start in range(0, total, window):
        count = min(window, total - start)
        due = []
        while waiting and waiting[0].start < start + count:
            due.append(waiting.pop(0))
        direct, send = _gathered(due, start, count, direct, send)
        wet = _through(send[:count], response) if np.any(send[:count]) else silence(0)
        tail = _added(_added(silence(count), tail), wet)
        block = direct[:count] + tail[:count]
        if bed is not None:
            block = block + bed(start, count)
        yield block.astype(np.float32)
        direct, send, tail = direct[count:], send[count:], tail[count:]


def _gathered(due: list[Placed], start: int, count: int, direct: F64, send: F64) -> tuple[F64, F64]:
    """Return the buffers from ``start`` on, with the sounds that begin in this window added."""
    direct = _added(silence(count), direct)
    send = _added(np.zeros(count), send)
    for sound in due:
        rendered = sound.render()
        at = sound.start - start
        skip = max(0, -at)
        direct = _added(direct, rendered.direct[skip:], max(at, 0))
        send = _added(send, rendered.send[skip:], max(at, 0))
    return direct, send


def _added(base: F64, more: F64, at: int = 0) -> F64:
    """Return ``base`` with ``more`` added from ``at`` on, longer where needed."""
    if len(more) == 0:
        return base
    end = at + len(more)
    if end > len(base):
        base = np.concatenate([base, np.zeros_like(base, shape=(end - len(base), *base.shape[1:]))])
    base[at:end] += more
    return base


def _through(send: F64, response: F64) -> F64:
    return np.asarray(signal.oaconvolve(send[None], response.T, axes=1)).T
