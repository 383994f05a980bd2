"""What performances cost outside rendering, in CPU seconds of this process: one command, one table.

    python benchmarks/performance.py films/red_earth [--members 200]

Posing: ``perform`` of every scene of the film over its people and frames. The crowd: a scene of so many people, performed, authored, staged and
read back shot by shot as the film's build does it, per frame of the scene.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from redearth.breakdown.model import CastList
from redearth.build.history import History
from redearth.build.office import Office
from redearth.build.store import Store
from redearth.build.watch import Silent
from redearth.build.workers import Rooms
from redearth.core.film_folder import open_film
from redearth.core.record import write_record
from redearth.production.desk import Desk
from redearth.production.prepare import SceneWork, direct, read
from redearth.stage import task
from redearth.stage.motion.perform import perform
from redearth.voice.model import Line

CROWD = "Title: Crowd\n\nEXT. STREET - DAY\n\n{} people march down the street. They stop. A ROAR. The people look up. The people wave.\n"
_REPEATS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Directed:
    """A scene ready to be performed, and the folder of its records."""

    work: SceneWork
    cast: CastList
    lines: dict[str, Line]
    folder: Path


def directed(film: Path, scratch: Path) -> list[Directed]:
    """Return the scenes of a film, directed in a store of their own."""
    store = Store(scratch / "store")
    rooms = Rooms(1)
    desk = Desk(Office(store, History(scratch / "history.json"), rooms, Silent()), open_film(film))
    try:
        works = asyncio.run(_direct(desk))
    finally:
        rooms.close(at_once=False)
    cast = desk.record(CastList, desk.broken, "cast.json")
    found = []
    for number, work in enumerate(works):
        folder = scratch / f"scene-{number}"
        lines = [desk.record(Line, made, "line.json") for made in work.lines]
        write_record(folder / "cast.json", cast)
        for name in ("blocking", "shotlist", "set_plan"):
            stored = work.directed.file(f"{name}.json").files[0]
            (folder / f"{name}.json").write_bytes(store.path(stored.digest).read_bytes())
        for k, line in enumerate(lines):
            write_record(folder / f"line-{k:03d}.json", line)
        found.append(Directed(work=work, cast=cast, lines={line.beat: line for line in lines}, folder=folder))
    return found


async def _direct(desk: Desk) -> tuple[SceneWork, ...]:
    await read(desk)
    return await direct(desk)


def cpu_s(act: Callable[[], object]) -> float:
    """Return the least CPU seconds of a few tries: neighbours on the machine only ever add."""
    tries = []
    for _ in range(_REPEATS):
        start = time.process_time()
        act()
        tries.append(time.process_time() - start)
    return min(tries)


def posing(film: Path, scratch: Path) -> str:
    """Return what posing one person for one frame costs, over a film."""
    seconds, posed, rows = 0.0, 0, []
    for scene in directed(film, scratch):
        blocking = scene.work.blocking
        spent = cpu_s(lambda s=scene: perform(s.work.blocking, s.cast, s.lines))  # type: ignore[misc]
        people = len(perform(blocking, scene.cast, scene.lines).actors) * blocking.duration_frames
        seconds, posed = seconds + spent, posed + people
        rows.append(f"{1e3 * spent / max(people, 1):.3f}")
    return f"{1e3 * seconds / posed:.3f} ms averaged over {posed} poses; by scene {', '.join(rows)}"


def crowd(members: int, scratch: Path) -> str:
    """Return what a scene of so many people costs per frame outside rendering, and where."""
    script = scratch / "crowd.fountain"
    script.write_text(CROWD.format(members), encoding="utf-8")
    (scene,) = directed(script, scratch)
    given = {name: scene.folder / f"{name}.json" for name in ("blocking", "cast", "shotlist")}
    given |= {f"line/{path.stem}": path for path in sorted(scene.folder.glob("line-*.json"))}
    blocking = scene.work.blocking
    task.build_set({"set_plan": scene.folder / "set_plan.json"}, {}, _made(scratch / "set"))
    for character in scene.cast.characters:
        write_record(scene.folder / "character.json", character)
        task.build_character({"character": scene.folder / "character.json"}, {}, _made(scratch / character.id))
    performed = _made(scratch / "performance")
    played = cpu_s(lambda: perform(blocking, scene.cast, scene.lines))
    acted = cpu_s(lambda: task.perform({k: given[k] for k in given if k != "shotlist"}, {}, performed))
    folders = {"set": scratch / "set", "performance": performed}
    folders |= {f"character/{character.id}": scratch / character.id for character in scene.cast.characters}
    staged = cpu_s(lambda: task.stage_scene({**given, **folders}, {}, _made(scratch / "staged")))
    people = sum(character.count for character in scene.cast.characters)
    frames = blocking.duration_frames
    per = [1e3 * spent / frames for spent in (played, acted - played, staged)]
    return (
        f"{sum(per):.1f} ms a frame ({people} people, {frames} frames, {len(scene.work.shots.shots)} shots): "
        f"performing {per[0]:.1f}, writing it down {per[1]:.1f}, staging and reading back {per[2]:.1f}"
    )


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("film", type=Path)
    parser.add_argument("--members", type=int, default=200)
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}\n")
    print("| what | bar | measured |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        print(f"| posing one person for one frame | 0.5 ms | {posing(arguments.film, Path(scratch) / 'film')} |", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        print(
            f"| a scene of {arguments.members} people | 60 ms a frame | {crowd(arguments.members, Path(scratch))} |", flush=True
        )


if __name__ == "__main__":
    main()
