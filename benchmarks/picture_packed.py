"""The camera department on another machine, such as one with a GPU and no film on it: pack shots here, draw them there.

    python benchmarks/picture_packed.py pack films/red_earth FOLDER [--every 6]
    python benchmarks/picture_packed.py run FOLDER [--workers 8] [--frames 24]

``pack`` copies what the camera gets of every ``--every``-th shot and draws one frame of each with the adapter at hand. ``run`` draws the same frames and says
how far they are apart, then counts frames a second of wall-clock time: one process that only draws, and ``--workers`` processes that draw, digest and encode.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from redearth.stage.model import Playback

SIZES = ((1280, 720), (3840, 2160))
_WARM_FRAMES = 3


def pack(film: Path, folder: Path, every: int) -> None:
    """Copy a sample of the film's shots to ``folder`` and draw their middle frames."""
    from picture import film_shots

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        shots = apart.submit(film_shots, film).result()[::every]
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for number, (name, frames, playback, bundles) in enumerate(shots):
        for source in (playback, *bundles.values()):
            shutil.copyfile(source, folder / f"{Path(source).name}.npz")
        files = {bundle: f"{Path(path).name}.npz" for bundle, path in bundles.items()}
        entry = {"shot": name, "frames": frames, "playback": f"{Path(playback).name}.npz", "bundles": files}
        opened = _open(folder, entry)
        entry["exposure_ev"] = _meter(opened)
        picture = _draw_middle(opened, entry)
        Image.fromarray(picture).save(folder / f"{number}.png")
        index.append(entry)
        print(f"packed {name}", flush=True)
    (folder / "index.json").write_text(json.dumps(index))


def run(folder: Path, workers: int, frames: int) -> None:
    """Print how the frames drawn here differ from the packed ones, and the rates."""
    from redearth.picture.device import describe_adapter

    index = json.loads((folder / "index.json").read_text())
    print(f"adapter: {describe_adapter().splitlines()[0]}; {len(index)} shots")
    print("\n| shot | mean difference of 255 | of 99 pixels in 100 at most | at most |\n|---|---|---|---|")
    for number, entry in enumerate(index):
        packed = np.asarray(Image.open(folder / f"{number}.png"), np.int16)
        apart = np.abs(_draw_middle(_open(folder, entry), entry).astype(np.int16) - packed)
        print(f"| {entry['shot']} | {apart.mean():.3f} | {np.percentile(apart, 99):.0f} | {apart.max()} |", flush=True)
    print("\n| size | one process, drawn | " + f"{workers} processes: drawn, digested, encoded |\n|---|---|---|")
    for size in SIZES:
        print(
            f"| {size[0]}x{size[1]} | {_alone(folder, index, size, frames)} | {_together(folder, index, size, frames, workers)} |",
            flush=True,
        )


def _alone(folder: Path, index: list[dict[str, Any]], size: tuple[int, int], frames: int) -> str:
    from redearth.picture.realtime.renderer import Renderer

    painter, rates = Renderer(*size), []
    for entry in index:
        playback = _open(folder, entry)
        for frame in range(_WARM_FRAMES):
            _draw(painter, playback, entry, frame)
        start = time.perf_counter()
        for frame in range(frames):
            _draw(painter, playback, entry, frame % playback.frames)
        rates.append(frames / (time.perf_counter() - start))
    return f"{min(rates):.1f} to {max(rates):.1f}, in all {len(rates) / sum(1 / rate for rate in rates):.1f} frames a second"


def _together(folder: Path, index: list[dict[str, Any]], size: tuple[int, int], frames: int, workers: int) -> str:
    context = get_context("spawn")
    with context.Manager() as manager:
        ready = manager.Barrier(workers)
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            jobs = [pool.submit(_shoot, folder, index[k % len(index)], size, frames, ready) for k in range(workers)]
            spans = [job.result() for job in jobs]
    wall = max(end for _, end in spans) - min(start for start, _ in spans)
    return f"{workers * frames / wall:.1f} frames a second"


def _shoot(folder: Path, entry: dict[str, Any], size: tuple[int, int], frames: int, ready: Any) -> tuple[float, float]:
    """Draw, digest and encode; return when it began, once all workers were warm, and when it ended."""
    from redearth.core.digest import digest_bytes
    from redearth.picture.encode import ReelWriter
    from redearth.picture.realtime.renderer import Renderer

    playback, painter = _open(folder, entry), Renderer(*size)
    for frame in range(_WARM_FRAMES):
        _draw(painter, playback, entry, frame)
    with tempfile.TemporaryDirectory() as scratch, ReelWriter(Path(scratch) / "reel.mp4", *size, 24) as writer:
        ready.wait()
        start = time.time()
        for frame in range(frames):
            picture = _draw(painter, playback, entry, frame % playback.frames)
            digest_bytes(picture.tobytes())
            writer.write(picture)
        return start, time.time()


def _open(folder: Path, entry: dict[str, Any]) -> Playback:
    from redearth.stage.playback import open_playback

    return open_playback(folder / entry["playback"], {name: folder / file for name, file in entry["bundles"].items()})


def _meter(playback: Playback) -> float:
    from redearth.picture.model import ReelOptions
    from redearth.picture.shoot import meter_shot

    return meter_shot(playback, ReelOptions())


def _draw_middle(playback: Playback, entry: dict[str, Any]) -> Any:
    from redearth.picture.realtime.renderer import Renderer

    return _draw(Renderer(*SIZES[0]), playback, entry, playback.frames // 2)


def _draw(painter: Any, playback: Playback, entry: dict[str, Any], frame: int) -> Any:
    before = playback.view(max(frame - 1, 0))
    return painter.draw(playback.view(frame), playback.assets, exposure_ev=entry["exposure_ev"], before=before)


def main() -> None:
    """Pack or run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    packing = verbs.add_parser("pack")
    packing.add_argument("film", type=Path)
    packing.add_argument("folder", type=Path)
    packing.add_argument("--every", type=int, default=6, help="sample every so many shots")
    running = verbs.add_parser("run")
    running.add_argument("folder", type=Path)
    running.add_argument("--workers", type=int, default=8)
    running.add_argument("--frames", type=int, default=24, help="frames each process draws")
    arguments = parser.parse_args()
    if arguments.verb == "pack":
        pack(arguments.film, arguments.folder, arguments.every)
    else:
        run(arguments.folder, arguments.workers, arguments.frames)


if __name__ == "__main__":
    main()
