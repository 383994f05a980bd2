"""The whole-film bars, measured as a user sees them: one command, one table.

    python benchmarks/film.py films/red_earth [--kills 20] [--only clean,again,edit,repeat,kills,preview] [--built]

Works on copies in a temporary folder; with ``--built`` the film folder itself is the first build, made before. Times are wall-clock seconds of whole ``redearth`` processes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROWS = ("clean", "again", "edit", "repeat", "kills", "preview")
ONE_SCENE = "INT. TUNNEL - NIGHT\n\nMARA (40s), in a grey pressure suit, walks down the tunnel. She stops.\n\nMARA\nHello?\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    what: str
    bar: str
    measured: str


class Bench:
    """Runs the rows in order; later ones start from the first one's film."""

    def __init__(self, film: Path, scratch: Path, kills: int, *, built: bool = False) -> None:
        self.film, self.scratch, self.kills = film, scratch, kills
        self.first = film if built else scratch / "first"

    def clean(self) -> Row:
        """Build from an empty store."""
        self._fresh(self.first)
        seconds = self._make(self.first)
        receipt = self._receipt(self.first)
        length = self._film_seconds(self.first)
        shooting = receipt["seconds"]["picture"]
        rate = receipt["frames"] / shooting if shooting else 0.0
        work = ", ".join(f"{name} {s:.0f}" for name, s in receipt["seconds"].items() if name != "wall")
        cores = len(os.sched_getaffinity(0))
        outside = 1.0 - (shooting + receipt["seconds"].get("master", 0.0)) / (receipt["seconds"]["wall"] * cores)
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e9
        measured = (
            f"{seconds:.0f} s for {length:.1f} s of film, {receipt['frames']} frames, {rate:.2f} frames a second a worker "
            f"({work}); {outside:.0%} of the workers' time outside rendering and encoding; largest process {largest:.2f} GB"
        )
        return Row(what="clean build", bar="at most 420 s, 15 % outside rendering and encoding", measured=measured)

    def again(self) -> Row:
        """Build once more with nothing changed."""
        seconds = self._make(self.first)
        return Row(
            what="again, nothing changed",
            bar="at most 5 s, 0 made",
            measured=f"{seconds:.1f} s, {len(self._receipt(self.first)['made'])} made",
        )

    def edit(self) -> Row:
        """Change one word of the middle line of dialogue."""
        copy = self.scratch / "edited"
        shutil.copytree(self.first, copy, symlinks=True)
        script = next(copy.glob("*.fountain"))
        line, text = _edit_dialogue(script.read_text(encoding="utf-8"))
        script.write_text(text, encoding="utf-8")
        seconds = self._make(copy)
        made = self._receipt(copy)["made"]
        shots = [m for m in made if m["department"] == "picture"]
        strangers = [m["task"] for m in shots if not any(place.endswith(f":{line}") for place in m["script"])]
        measured = f"{seconds:.0f} s, {len(shots)} shots shot again, {len(strangers)} of them without line {line}"
        return Row(what="one dialogue word changed", bar="only shots that show or hear it", measured=measured)

    def repeat(self) -> Row:
        """Build again from nothing elsewhere and compare every published byte."""
        second = self.scratch / "elsewhere" / "second"
        self._fresh(second)
        self._make(second)
        return Row(what="two clean builds", bar="identical bytes", measured=self._difference(second))

    def kill(self) -> Row:
        """Kill a build at random moments, making it again each time."""
        folder = self.scratch / "killed"
        self._fresh(folder)
        moments, lost, broken = random.Random(20), 0, 0
        before: set[Path] = set()
        for _ in range(self.kills):
            process = subprocess.Popen(self._command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(moments.uniform(2, 40))
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
            now = set((folder / ".redearth" / "manifests").rglob("*.json"))
            lost, before = lost + len(before - now), now
            broken += sum(1 for _ in (folder / "out").rglob("*.part"))
        self._make(folder)
        measured = f"completes; {self._difference(folder)}; {lost} finished tasks lost, {broken} half files"
        return Row(what=f"kill -9 at {self.kills} random moments", bar="completes, same bytes, nothing lost", measured=measured)

    def preview(self) -> Row:
        """Show the first frame of a new one-scene film."""
        script = self.scratch / "one_scene.fountain"
        script.write_text(ONE_SCENE, encoding="utf-8")
        seconds = self._make(script, "--only", "1", "--quality", "draft")
        return Row(what="first frame of a new film", bar="at most 20 s", measured=f"{seconds:.1f} s")

    def _fresh(self, folder: Path) -> None:
        shutil.copytree(self.film, folder, ignore=shutil.ignore_patterns("out", ".redearth"))

    def _command(self, folder: Path, *options: str) -> list[str]:
        return [sys.executable, "-m", "redearth", "make", str(folder), *options]

    def _make(self, folder: Path, *options: str) -> float:
        start = time.perf_counter()
        subprocess.run(self._command(folder, *options), stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start

    def _receipt(self, folder: Path) -> dict:  # type: ignore[type-arg]
        return json.loads((folder / "out" / "receipt.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    def _film_seconds(self, folder: Path) -> float:
        timeline = json.loads((folder / "out" / "timeline.otio").read_text(encoding="utf-8"))
        clips = timeline["tracks"]["children"][0]["children"]
        return float(sum(c["source_range"]["duration"]["value"] / c["source_range"]["duration"]["rate"] for c in clips))

    def _difference(self, other: Path) -> str:
        one, two = (_public_bytes(folder / "out") for folder in (self.first, other))
        differing = sorted(name for name in {*one, *two} if one.get(name) != two.get(name))
        return (
            f"{len(one)} files identical"
            if not differing
            else f"{len(differing)} of {len(one)} files differ: {', '.join(differing[:4])}"
        )


def _edit_dialogue(text: str) -> tuple[int, str]:
    """Return the number of the middle line of dialogue and the script with one word added to it."""
    lines = text.split("\n")
    cue = re.compile(r"^[A-Z][A-Z' .]+(\([^)]*\))?$")
    spoken = [
        i + 1
        for i, row in enumerate(lines[:-1])
        if cue.match(row.strip()) and i and not lines[i - 1].strip() and lines[i + 1].strip()
    ]
    spoken = [i + 1 if lines[i].lstrip().startswith("(") else i for i in spoken if not lines[i].startswith(("EXT", "INT"))]
    chosen = spoken[len(spoken) // 2]
    lines[chosen] = re.sub(r"(\w+)([.?!]*)$", r"\1 now\2", lines[chosen])
    return chosen + 1, "\n".join(lines)


def _public_bytes(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name != "receipt.json"}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("film", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--only", default=",".join(ROWS))
    parser.add_argument(
        "--built", action="store_true", help="the film has been made: take it as the first build (leaves out `clean`)"
    )
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}\n")
    print("| what | bar | measured |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(arguments.film, Path(scratch), arguments.kills, built=arguments.built)
        rows: dict[str, Callable[[], Row]] = {
            "clean": bench.clean, "again": bench.again, "edit": bench.edit, "repeat": bench.repeat, "kills": bench.kill, "preview": bench.preview,
        }  # fmt: skip
        for name in arguments.only.split(","):
            if arguments.built and name == "clean":
                continue
            row = rows[name]()
            print(f"| {row.what} | {row.bar} | {row.measured} |", flush=True)


if __name__ == "__main__":
    main()
