"""The renderer beside others that a user could run on the same machine: the same stages, the same size, one run, one table.

    python benchmarks/rivals.py films/red_earth --shots 1A 2L 4C [--blender-python PYTHON] [--pygfx-python PYTHON]

Ours draws with one process a core, as ``redearth make`` does; the others spread one process over all cores. Nobody writes a picture to disk.
Processor seconds (of all threads) stand beside the wall's: where other work runs on the machine, they are the ones to compare.
A rival's Python may be another than this one: ``pip install bpy`` and ``pip install pygfx`` each in an environment of its own, or the extra ``rivals``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from redearth.build.model import StoredFile
from redearth.build.office import Office
from redearth.build.store import Store
from redearth.build.watch import Silent
from redearth.build.workers import usable_cores
from redearth.cli.building import building, run_flow
from redearth.core.film_folder import Film, open_film
from redearth.core.slug import slug
from redearth.production.desk import Desk
from redearth.production.find_shot import find_shot
from redearth.production.shoot import stage

HERE = Path(__file__).parent
SIZE = (1280, 720)
BARS = {"EEVEE": 25.0, "Cycles": 25.0, "pygfx": 2.0, "pygfx as it comes": 2.0}
_LIMIT_S = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedShot:
    """A shot laid out for everybody: the published stage for Blender, plain arrays for the others."""

    label: str
    frames: int
    usd: Path
    playback: Path
    assets: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What one renderer took for one shot; ``why`` says why there is none."""

    seconds_a_frame: float = 0.0
    work_s: float = 0.0
    """Processor seconds a frame."""
    cold_s: float = 0.0
    version: str = ""
    why: str = ""


def stage_shots(film: Film, labels: Sequence[str], folder: Path) -> list[StagedShot]:
    """Stage shots of the film (from its store where they are) and lay them out in ``folder``."""
    with building(film, Console(stderr=True)) as store:

        async def one_by_one(office: Office) -> list[StagedShot]:
            return [await _stage(Desk(office, film), store, label, folder / slug(label)) for label in labels]

        return run_flow(one_by_one, store, Silent(), 0)[0]


async def _stage(desk: Desk, store: Store, label: str, folder: Path) -> StagedShot:
    found = await find_shot(desk, label)
    staged = await stage(desk, found.work)
    name, kinds = slug(found.shot.id), {"set": "sets", "character": "cast", "prop": "props"}

    def place(stored: StoredFile, target: Path) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(store.path(stored.digest), target)
        return target

    scene = folder / "stages" / slug(found.work.scene.id)
    place(staged.performed.file("performance.usdc").files[0], scene / "performance.usdc")
    for stored in staged.staged.folder(f"stages/{name}."):
        place(stored, scene / "shots" / Path(stored.path).name)
    for full, built in staged.builds.items():
        kind, _, subject = full.partition("/")
        place(built.file(f"{kind}.usdc").files[0], folder / "stages" / kinds[kind] / f"{slug(subject)}.usdc")
        place(built.file("assets.npz").files[0], folder / "assets" / f"{kind}-{slug(subject)}.npz")
    return StagedShot(
        label=label,
        frames=found.shot.range.duration,
        usd=scene / "shots" / f"{name}.usda",
        playback=place(staged.staged.file(f"playback/{name}.npz").files[0], folder / "playback.npz"),
        assets=folder / "assets",
    )


def spread(frames: int, count: int) -> list[int]:
    """Return ``count`` frames of a shot, evenly apart."""
    return [min(frames - 1, int((k + 0.5) * frames / count)) for k in range(count)]


def ours(shot: StagedShot, count: int) -> Timing:
    """Time the film's own renderer, a process a core at once, each with a thread of its own."""
    cores = usable_cores()
    script = [sys.executable, str(HERE / "rivals_ours.py"), str(shot.playback), str(shot.assets), *map(str, SIZE)]
    frames = [list(map(str, spread(shot.frames, count)[k::cores])) for k in range(cores)]
    workers = [_start([*script, *some], {"LP_NUM_THREADS": "1"}) for some in frames if some]
    done = [_finish(worker) for worker in workers]
    if failed := next((one for one in done if isinstance(one, str)), None):
        return Timing(why=failed)
    told = [one for one in done if not isinstance(one, str)]
    rate = sum(len(one["seconds"]) / sum(one["seconds"]) for one in told)
    work = [second for one in told for second in one["work"]]
    return Timing(
        seconds_a_frame=1 / rate,
        work_s=sum(work) / len(work),
        cold_s=max(one["cold_s"] for one in told),
        version=told[0]["version"],
    )


def rival(python: str, module: str, arguments: Sequence[str], shot: StagedShot, count: int) -> Timing:
    """Time a rival with its own Python, or say what is missing."""
    if subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode:
        return Timing(why=f"missing: {Path(python).name} has no {module} (pip install {module})")
    script = HERE / f"rivals_{'blender' if module == 'bpy' else module}.py"
    frames = map(str, spread(shot.frames, count))
    told = _finish(_start([python, str(script), *arguments, *map(str, SIZE), *frames], {"LP_NUM_THREADS": str(usable_cores())}))
    if isinstance(told, str):
        return Timing(why=told)
    return Timing(
        seconds_a_frame=sum(told["seconds"]) / len(told["seconds"]),
        work_s=sum(told["work"]) / len(told["work"]),
        cold_s=told["cold_s"],
        version=told["version"],
    )


def _start(command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    runtime = {"XDG_RUNTIME_DIR": os.environ.get("XDG_RUNTIME_DIR", tempfile.gettempdir())}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **runtime, **environment}
    )


def _finish(worker: subprocess.Popen[str]) -> dict[str, object] | str:  # type: ignore[type-arg]
    try:
        out, errors = worker.communicate(timeout=_LIMIT_S)
    except subprocess.TimeoutExpired:
        worker.kill()
        return f"not measured: no frame within {_LIMIT_S} s"
    lines = [line for line in out.splitlines() if line.startswith('{"cold_s"')]
    if worker.returncode or not lines:
        return f"not measured: {(errors.strip().splitlines() or [f'ended with {worker.returncode}'])[-1][:100]}"
    told: dict[str, object] = json.loads(lines[-1])
    return told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("film", type=Path)
    parser.add_argument("--shots", nargs="+", default=["1A"])
    parser.add_argument("--frames", type=int, default=12, help="frames of ours a shot, each time")
    parser.add_argument("--rival-frames", type=int, default=2)
    parser.add_argument("--blender-python", default=sys.executable)
    parser.add_argument("--pygfx-python", default=sys.executable)
    asked = parser.parse_args()
    print(f"{SIZE[0]}x{SIZE[1]}, {platform.machine()}, {usable_cores()} cores")
    print("| shot | renderer | seconds a frame | of processor | cold start | ours is faster | by processor | bar |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="rivals-") as scratch:
        for shot in stage_shots(open_film(asked.film), asked.shots, Path(scratch)):
            measure(shot, asked)


def measure(shot: StagedShot, asked: argparse.Namespace) -> None:
    """Print the rows of one shot: ours is measured before and after the others."""
    arrays = [str(shot.playback), str(shot.assets)]
    few = asked.rival_frames
    others: dict[str, Callable[[], Timing]] = {
        "pygfx": lambda: rival(asked.pygfx_python, "pygfx", [*arrays, "1"], shot, 2 * few),
        "pygfx as it comes": lambda: rival(asked.pygfx_python, "pygfx", [*arrays, "2"], shot, 2 * few),
        "Cycles": lambda: rival(asked.blender_python, "bpy", ["cycles", str(shot.usd)], shot, few),
        "EEVEE": lambda: rival(asked.blender_python, "bpy", ["eevee", str(shot.usd)], shot, few),
    }
    before = ours(shot, asked.frames)
    measured = {name: run() for name, run in others.items()}
    after = ours(shot, asked.frames)
    if before.why or after.why:
        raise SystemExit(before.why or after.why)
    mean_s, work_s = (before.seconds_a_frame + after.seconds_a_frame) / 2, (before.work_s + after.work_s) / 2
    both = f"{mean_s:.3f} ({before.seconds_a_frame:.3f}, {after.seconds_a_frame:.3f})"
    print(f"| {shot.label} | ours | {both} | {work_s:.3f} | {before.cold_s:.1f} s | | | |", flush=True)
    for name, timing in measured.items():
        if timing.why:
            print(f"| {shot.label} | {name} | {timing.why} | | | | | {BARS[name]:.0f} x |", flush=True)
            continue
        ratios = f"{timing.seconds_a_frame / mean_s:.1f} x | {timing.work_s / work_s:.1f} x"
        figures = f"{timing.seconds_a_frame:.2f} | {timing.work_s:.2f} | {timing.cold_s:.1f} s | {ratios} | {BARS[name]:.0f} x"
        print(f"| {shot.label} | {name} ({timing.version}) | {figures} |", flush=True)


if __name__ == "__main__":
    main()
