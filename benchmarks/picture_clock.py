"""Clocks for ``benchmarks/picture.py``: a device whose every pass is submitted alone and waited for, and functions timed where they are called."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

NAMES = {
    "gbuffer_two_sided": "gbuffer", "gbuffer_image": "gbuffer", "shadow_cut": "shadow", "motion_still": "shutter", "motion_movers": "shutter", "motion_two_sided": "shutter", "shutter_together": "shutter", "quarter": "bloom",
    "coarse_choose": "coarse", "coarse_mark": "coarse", "coarse_spread": "coarse", "shutter_tiles": "shutter", "shutter_near": "shutter", "halve": "bloom", "defocus_fill": "defocus", "bloom_down": "bloom", "bloom_up": "bloom", "develop_defocused": "develop", "flare_apertures": "flare", "flare_ghosts": "flare",
}  # fmt: skip
"""Pipelines that are one row of the table."""


class Ledger:
    """Process CPU seconds by name, frame by frame."""

    def __init__(self) -> None:
        self._frames: list[dict[str, float]] = []
        self._now: defaultdict[str, float] = defaultdict(float)

    def add(self, name: str, seconds: float) -> None:
        """Enter seconds under a name of the current frame."""
        self._now[name] += seconds

    def turn(self) -> None:
        """Begin the next frame."""
        self._frames.append(dict(self._now))
        self._now.clear()

    def forget(self) -> None:
        """Drop what the current frame has entered."""
        self._now.clear()

    def clear(self) -> None:
        """Drop all frames."""
        self._frames.clear()

    def mean_s(self) -> dict[str, float]:
        """Return the mean over all frames of each name, in seconds."""
        names = sorted({name for frame in self._frames for name in frame})
        return {name: sum(frame.get(name, 0.0) for frame in self._frames) / len(self._frames) for name in names}

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Enter what the block takes."""
        start = time.process_time()
        yield
        self.add(name, time.process_time() - start)

    def wrap(self, module: ModuleType | type, name: str, label: str) -> None:
        """Time a function wherever ``module`` calls it by name."""
        inner: Callable[..., Any] = getattr(module, name)

        def timed(*given: Any, **named: Any) -> Any:
            with self.time(label):
                return inner(*given, **named)

        setattr(module, name, timed)


class TimedDevice:
    """Stands in for a ``GPUDevice``: what is recorded is handed in pass by pass."""

    def __init__(self, device: Any, ledger: Ledger, pipelines: Any) -> None:
        self._device, self.ledger = device, ledger
        self.names = {id(getattr(pipelines, name)): NAMES.get(name, name) for name in type(pipelines).__dataclass_fields__}
        self.queue = _Queue(device.queue)
        # Reading a few bytes waits for all that was handed in before.
        self._flag = device.create_buffer(size=16, usage=0x000C)
        for name in ("haze", "light", "light_images", "gbuffer_image", "shadow_cut"):
            self._watch(pipelines, name)

    def _watch(self, pipelines: Any, name: str) -> None:
        inner = getattr(pipelines, name)

        def made(*kind: Any) -> Any:
            pipeline = inner(*kind)
            self.names[id(pipeline)] = NAMES.get(name, name)
            return pipeline

        object.__setattr__(pipelines, name, made)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._device, name)

    def wait(self) -> None:
        """Return when the device has done everything."""
        self.queue.read_buffer(self._flag)

    def create_command_encoder(self) -> Any:
        """Return an encoder that submits each pass as it ends."""
        return _Encoder(self, self._device)


class _Queue:
    def __init__(self, queue: Any) -> None:
        self._queue = queue

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queue, name)

    def submit(self, buffers: list[Any]) -> None:
        real = [buffer for buffer in buffers if buffer is not None]
        if real:
            self._queue.submit(real)


class _Encoder:
    def __init__(self, timed: TimedDevice, device: Any) -> None:
        self._timed, self._device = timed, device

    def begin_render_pass(self, **given: Any) -> Any:
        encoder = self._device.create_command_encoder()
        return _Pass(self._timed, encoder, encoder.begin_render_pass(**given))

    def begin_compute_pass(self, **given: Any) -> Any:
        encoder = self._device.create_command_encoder()
        return _Pass(self._timed, encoder, encoder.begin_compute_pass(**given))

    def __getattr__(self, name: str) -> Any:
        def alone(*given: Any, **named: Any) -> None:
            encoder = self._device.create_command_encoder()
            getattr(encoder, name)(*given, **named)
            _submit(self._timed, encoder, "copies", 0.0)

        return alone

    def finish(self) -> None:
        return None


class _Pass:
    def __init__(self, timed: TimedDevice, encoder: Any, work: Any) -> None:
        self._timed, self._encoder, self._work = timed, encoder, work
        self._name = "other passes"
        self._start = time.process_time()

    def set_pipeline(self, pipeline: Any) -> None:
        self._name = self._timed.names.get(id(pipeline), self._name)
        self._work.set_pipeline(pipeline)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def end(self) -> None:
        self._work.end()
        _submit(self._timed, self._encoder, self._name, time.process_time() - self._start)


def _submit(timed: TimedDevice, encoder: Any, name: str, recorded_s: float) -> None:
    timed.ledger.add("recording", recorded_s)
    with timed.ledger.time(name):
        timed.queue.submit([encoder.finish()])
        timed.wait()
