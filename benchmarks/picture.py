"""The speed of the camera department: one command, one report.

    python benchmarks/picture.py films/red_earth [--every 4] [--frames 3]

Draws every ``--every``-th shot of the film (``--frames`` frames from its middle, one after another), so that the film's stages must be there or are made.
Seconds are processor seconds of this process where nothing else is said: the machine may be busy with other work. On a GPU wall-clock seconds count.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from redearth.stage.model import Draw, Playback, View

Shot = tuple[str, int, str, dict[str, str]]
"""Id, frames, playback file, asset files."""
SIZE = (1280, 720)
FOUR_K = (3840, 2160)


def film_shots(film: Path) -> list[Shot]:
    """Return the film's shots as the camera gets them; makes stages that are missing. Runs in a process of its own."""
    from rich.console import Console

    from redearth.build.office import Office
    from redearth.build.watch import Silent
    from redearth.cli.building import building, run_flow
    from redearth.core.film_folder import open_film
    from redearth.core.slug import slug
    from redearth.production.desk import Desk
    from redearth.production.find_shot import all_shots
    from redearth.production.shoot import stage

    opened = open_film(film)

    async def flow(office: Office) -> list[Shot]:
        desk = Desk(office, opened)
        places = await all_shots(desk)
        works = {work.scene.id: work for work, _ in places}
        staged = dict(zip(works, await asyncio.gather(*(stage(desk, work) for work in works.values())), strict=True))
        found: list[Shot] = []
        for work, shot in places:
            scene = staged[work.scene.id]
            bundles = {name: str(_path(office, made, "assets.npz")) for name, made in scene.builds.items()}
            playback = _path(office, scene.staged, f"playback/{slug(shot.id)}.npz")
            found.append((shot.id, shot.range.duration, str(playback), bundles))
        return found

    with building(opened, Console(stderr=True)) as store:
        found, _ = run_flow(flow, store, Silent(), 0)
    return found


def _path(office: Any, made: Any, name: str) -> Path:
    path: Path = office.store.path(made.file(name).files[0].digest)
    return path


class Bench:
    """Everything that is measured, in the order of the report."""

    def __init__(self, shots: Sequence[Shot], every: int, frames: int) -> None:
        self.sample, self.frames = shots[::every], frames
        self.start_s = self._open()
        from redearth.picture.device import describe_adapter, open_device

        self.adapter = describe_adapter().splitlines()[0]
        self.has_gpu = open_device().adapter.info["adapter_type"] != "CPU"
        self.clock: Callable[[], float] = time.perf_counter if self.has_gpu else time.process_time

    def _open(self) -> dict[str, float]:
        seconds, start = {}, time.process_time()

        def lap(name: str) -> None:
            nonlocal start
            seconds[name], start = time.process_time() - start, time.process_time()

        from redearth.picture.realtime import workshop as module
        from redearth.picture.realtime.patterns import STYLES

        lap("imports")
        module.open_device()
        lap("device")
        shop = module.workshop()
        lap("pipelines")
        shop.bake_for(STYLES)
        lap("textures, all patterns")
        return seconds

    def film_rate(self, size: tuple[int, int] = SIZE) -> list[tuple[str, float, float, float]]:
        """Return for each sampled shot its share of frames, seconds of its first frame and of a later one, encoding left out."""
        from redearth.picture.realtime.renderer import Renderer

        painter, rows = Renderer(*size), []
        total = sum(shot[1] for shot in self.sample)
        for shot in self.sample:
            playback, first, later = self._opened(shot), 0.0, []
            for k, frame in enumerate(self._middle(shot)):
                start = self.clock()
                painter.draw(playback.view(frame), playback.assets, exposure_ev=2.0, before=playback.view(max(frame - 1, 0)))
                took = self.clock() - start
                first, later = (took, later) if k == 0 else (first, [*later, took])
            rows.append((shot[0], shot[1] / total, first, median(later or [first])))
        return rows

    def lab_costs(self) -> dict[str, float]:
        """Return seconds a frame of what follows the drawing, and a shot's metering."""
        from PIL import Image

        from redearth.core.digest import digest_bytes
        from redearth.picture.encode import ReelWriter
        from redearth.picture.model import ReelOptions
        from redearth.picture.realtime.renderer import Renderer
        from redearth.picture.shoot import meter_shot

        shot = self.sample[0]
        playback, painter, costs = self._opened(shot), Renderer(*SIZE), dict[str, float]()
        views = [playback.view(frame) for frame in self._middle(shot)]
        pictures = [painter.draw(view, playback.assets, exposure_ev=2.0) for view in views]
        with tempfile.TemporaryDirectory() as scratch, ReelWriter(Path(scratch) / "reel.mp4", *SIZE, 24) as writer:
            works: dict[str, Callable[[Any], Any]] = {
                "encode": writer.write,
                "digest": lambda picture: digest_bytes(picture.tobytes()),
                "still as PNG (three a shot)": lambda picture: Image.fromarray(picture).save(
                    Path(scratch) / "still.png", compress_level=3
                ),
            }
            for name, work in works.items():
                costs[name] = self._mean(lambda work=work: [work(picture) for picture in pictures]) / len(pictures)
        costs["view from the playback"] = self._mean(lambda: [playback.view(f) for f in self._middle(shot)]) / len(views)
        meter_shot(playback, ReelOptions())
        costs["metering (once a shot)"] = self._mean(lambda: meter_shot(playback, ReelOptions()))
        return costs

    def growth(self) -> dict[str, float]:
        """Return how many times as long a frame takes with twice the pixels, and with 100 actors instead of 5."""
        from redearth.picture.realtime.renderer import Renderer

        shot = max(
            self.sample, key=lambda one: len([d for d in self._opened(one).view(0).draws if d.world_from_bind is not None])
        )
        playback = self._opened(shot)
        view = playback.view(shot[1] // 2)
        small, large = Renderer(*SIZE), Renderer(1810, 1018)
        few, many = (_with_actors(playback, view, count) for count in (5, 100))
        seconds = [
            self._least(lambda: small.draw(view, playback.assets, exposure_ev=2.0)),
            self._least(lambda: large.draw(view, playback.assets, exposure_ev=2.0)),
            self._least(lambda: small.draw(few, playback.assets, exposure_ev=2.0)),
            self._least(lambda: small.draw(many, playback.assets, exposure_ev=2.0)),
        ]
        return {"twice the pixels": seconds[1] / seconds[0], "100 actors for 5": seconds[3] / seconds[2]}

    def passes(self) -> dict[str, float]:
        """Return processor seconds a frame of each pass, submitted alone, and of the work in Python; mean over the sample."""
        from picture_clock import Ledger, TimedDevice

        from redearth.picture.realtime import renderer as module
        from redearth.picture.realtime.scratch import Scratch
        from redearth.picture.realtime.workshop import workshop

        ledger, shop = Ledger(), workshop()
        shop.device = TimedDevice(shop.device, ledger, shop.pipelines)
        for name in ("gather", "cull", "cast_shadows", "plan_lights", "sprite_rows"):
            ledger.wrap(module, name, f"Python: {name}")
        for name in ("put", "table"):
            ledger.wrap(Scratch, name, "Python: upload")
        ledger.wrap(module.Renderer, "_read_picture", "read back")
        painter, means = module.Renderer(*SIZE), dict[str, float]()
        for shot in self.sample:
            playback = self._opened(shot)
            for k, frame in enumerate(self._middle(shot)):
                painter.draw(playback.view(frame), playback.assets, exposure_ev=2.0, before=playback.view(max(frame - 1, 0)))
                ledger.turn() if k else ledger.forget()
            for name, seconds in ledger.mean_s().items():
                means[name] = means.get(name, 0.0) + seconds / len(self.sample)
            ledger.clear()
        return means

    def _opened(self, shot: Shot) -> Playback:
        from redearth.stage.playback import open_playback

        return open_playback(Path(shot[2]), {name: Path(path) for name, path in shot[3].items()})

    def _middle(self, shot: Shot) -> range:
        start = max(0, shot[1] // 2 - self.frames // 2)
        return range(start, min(start + max(self.frames, 2), shot[1]))

    def _mean(self, work: Callable[[], Any]) -> float:
        start = self.clock()
        work()
        return self.clock() - start

    def _least(self, work: Callable[[], Any]) -> float:
        return min(self._mean(work) for _ in range(4))


def _with_actors(playback: Playback, view: View, count: int) -> View:
    """Return ``view`` with ``count`` copies of its first actor instead of its cast, in rows across the picture, as fine as a stage has them there."""
    from redearth.stage.usd.cull import shares_for

    actor = next(draw for draw in view.draws if draw.world_from_bind is not None)
    pose = np.asarray(view.camera.world_from_camera, np.float32)
    copies: list[Draw] = []
    here = np.asarray(actor.world_from_bind, np.float32)
    middle = here[:, :3, 3].mean(0)
    body, mid = shares_for(count)
    meshes = next(one.meshes for one in playback.assets.values() if one.key == actor.asset)
    for k in range(count):
        share = 1.8 / (2 * (4.0 + 0.7 * (k // 10)) * np.tan(view.camera.vertical_fov_rad / 2))
        level = "body" if share > body else "mid" if share > mid else "distant"
        away = -pose[:3, 2] * (4.0 + 0.7 * (k // 10)) + pose[:3, 0] * (0.6 * (k % 10 - 4.5))
        moved = here.copy()
        moved[:, :3, 3] += pose[:3, 3] + away - middle
        mesh = level if level in meshes else actor.mesh
        copies.append(replace(actor, mesh=mesh, world_from_bind=moved, seed=k, name=f"{actor.name}_{k}"))
    return replace(view, draws=(*(draw for draw in view.draws if draw.world_from_bind is None), *copies))


def _table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    print(f"\n| {title} | |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |", flush=True)


def _rate(rows: Sequence[tuple[str, float, float, float]]) -> float:
    return 1.0 / sum(share * later for _, share, _, later in rows)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("film", type=Path)
    parser.add_argument("--every", type=int, default=4, help="sample every so many shots")
    parser.add_argument("--frames", type=int, default=3, help="frames of each")
    arguments = parser.parse_args()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        shots = apart.submit(film_shots, arguments.film).result()
    bench = Bench(shots, arguments.every, arguments.frames)
    print(
        f"adapter: {bench.adapter}; {len(bench.sample)} of {len(shots)} shots, {bench.frames} frames of each at {SIZE[0]}x{SIZE[1]}"
    )
    _table("process start", [(name, f"{s:.2f} s") for name, s in bench.start_s.items()])
    rows = bench.film_rate()
    _table("shot", [(name, f"first frame {1000 * a:.0f} ms, later {1000 * b:.0f} ms") for name, _, a, b in rows])
    lab = bench.lab_costs()
    whole = 1.0 / _rate(rows) + lab["encode"] + lab["digest"]
    gpu_only = "no GPU here: not measured"
    _table(
        "rate, weighted by the lengths of shots",
        [
            ("drawn", f"{_rate(rows):.2f} frames a second and core"),
            ("drawn, digested and encoded", f"{1 / whole:.2f} frames a second and core"),
            ("GPU, 1280x720", f"{_rate(rows):.1f} frames a second" if bench.has_gpu else gpu_only),
            ("GPU, 3840x2160", f"{_rate(bench.film_rate(FOUR_K)):.1f} frames a second" if bench.has_gpu else gpu_only),
        ],
    )
    _table("beside the drawing", [(name, f"{1000 * s:.1f} ms") for name, s in lab.items()])
    _table("growth", [(name, f"{times:.2f} times") for name, times in bench.growth().items()])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _table("memory", [("peak of this process, a worker's", f"{peak:.0f} MB")])
    passes = sorted(bench.passes().items(), key=lambda row: -row[1])
    _table("pass, submitted alone", [(name, f"{1000 * s:.1f} ms") for name, s in passes])


if __name__ == "__main__":
    main()
