"""``redearth check FILM --performance``: perform every scene, without pictures, and hold it against the studio's bars."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from redearth.build.status import StatusTable
from redearth.build.watch import Silent
from redearth.cli.building import building, run_flow
from redearth.core.film_folder import Film
from redearth.production.desk import Desk
from redearth.production.measure import Rehearsal, rehearse, worst
from redearth.stage.measure.findings import BARS, Bar, Finding, Measure, SceneMeasures, fails

_FAILED = 1
_WORST = 24


def check_performance(film: Film, given: Path, console: Console, *, as_json: bool) -> None:
    """Print the table of the film and exit with 1 when a bar is passed; ``given`` is the film as the user named it."""
    with building(film, console) as store:
        if as_json:
            rehearsal, _ = run_flow(lambda office: rehearse(Desk(office, film)), store, Silent(), 0)
        else:
            with StatusTable(console) as table:
                rehearsal, _ = run_flow(lambda office: rehearse(Desk(office, film)), store, table, 0)
    failed = failed_bars([found for _, found in rehearsal.scenes])
    if as_json:
        typer.echo(json.dumps(_document(rehearsal, given, failed), indent=1, ensure_ascii=False))
    else:
        for line in report_lines(rehearsal, given, failed):
            console.print(line, highlight=False, markup=False)
    if failed:
        raise typer.Exit(_FAILED)


def failed_bars(scenes: Sequence[SceneMeasures]) -> list[str]:
    """Return the names of the checks whose bar some scene passes."""
    return [check for check in BARS if any(m.check == check and fails(m) for scene in scenes for m in scene.measures)]


def report_lines(rehearsal: Rehearsal, given: Path, failed: Sequence[str]) -> list[str]:
    """Return the table, the worst places with the command that draws each, and which bars fail."""
    scenes = [found for _, found in rehearsal.scenes]
    frames, people = sum(s.frames for s in scenes), max((s.people for s in scenes), default=0)
    lines = [f"{len(scenes)} scenes, {frames} frames performed, at most {people} on the set", ""]
    lines += [f"{'check':<45}{'bar':>9}{'worst':>10}{'median':>10}{'samples':>9}{'beyond':>8}  scene"]
    for check, bar in BARS.items():
        rows = [(m, scene) for scene in scenes for m in scene.measures if m.check == check and m.samples]
        lines.append(_row(bar, rows, fails=check in failed))
    shown = worst(scenes, _WORST)
    if shown:
        lines += ["", "the worst of each:"]
    for number, finding in shown:
        lines += _place(rehearsal, number, finding, given)
    lines += ["", f"fails: {', '.join(failed)}" if failed else "every bar holds"]
    return lines


def _row(bar: Bar, rows: Sequence[tuple[Measure, SceneMeasures]], *, fails: bool) -> str:
    title = f"{bar.title} ({bar.unit})"
    if not rows:
        return f"{title:<45}{bar.limit:>9g}{'nothing to measure':>20}"
    top, scene = max(rows, key=lambda row: row[0].worst)
    samples = sum(m.samples for m, _ in rows)
    # Medians of scenes, weighed by how much was measured in each.
    median = sum(m.median * m.samples for m, _ in rows) / samples
    beyond = sum(m.beyond for m, _ in rows)
    mark = "FAILS " if fails else ""
    return f"{title:<45}{bar.limit:>9g}{top.worst:>10.2f}{median:>10.3f}{samples:>9}{beyond:>8}  {mark}{scene.scene}"


def _place(rehearsal: Rehearsal, number: int, finding: Finding, given: Path) -> list[str]:
    label, frame = rehearsal.place(number, finding)
    bar, scene = BARS[finding.check], rehearsal.scenes[number][1].scene
    return [
        f"  {finding.check}: {finding.value:g} {bar.unit} (bar {bar.limit:g}): {finding.actor}, {finding.what}; {scene}, frame {finding.frame}",
        f"      {_replay(given, label, frame)}",
    ]


def _replay(given: Path, label: str, frame: int) -> str:
    return shlex.join(["redearth", "shoot", str(given), label, "--frame", str(frame)])


def _document(rehearsal: Rehearsal, given: Path, failed: Sequence[str]) -> dict[str, Any]:
    scenes = []
    for number, (_, scene) in enumerate(rehearsal.scenes):
        record = asdict(scene)
        for measure in record["measures"]:
            for finding, row in zip(_of(scene, measure["check"]).findings, measure["findings"], strict=True):
                label, frame = rehearsal.place(number, finding)
                row |= {"shot": label, "shot_frame": frame, "replay": _replay(given, label, frame)}
        scenes.append(record)
    return {"bars": {check: asdict(bar) for check, bar in BARS.items()}, "failed": list(failed), "scenes": scenes}


def _of(scene: SceneMeasures, check: str) -> Measure:
    return next(m for m in scene.measures if m.check == check)
