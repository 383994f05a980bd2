"""``redearth check``: what was understood, line by line, without making the film."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redearth.breakdown.model import Breakdown, StagingLine
from redearth.build.history import History
from redearth.build.office import Office
from redearth.build.store import Store
from redearth.build.watch import Silent
from redearth.build.workers import Rooms
from redearth.cli.building import stoppable
from redearth.cli.check_performance import check_performance
from redearth.core.film_folder import Film, open_film
from redearth.direction.model import SetPlan
from redearth.production.desk import Desk
from redearth.production.prepare import plan_sets, read

_MARKS = {"staged": "staged        ", "approximated": "approximated  ", "not_understood": "not understood"}


def check(
    film: Annotated[Path, typer.Argument(metavar="FILM", help="A film folder, or a script on its own.")],
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    performance: Annotated[
        bool, typer.Option("--performance", help="Perform every scene, without pictures, and measure it against the bars.")
    ] = False,
) -> None:
    """Read the script and say how each action line will be staged; or perform the film and measure that."""
    opened = open_film(film)
    console = Console(soft_wrap=True)
    if performance:
        check_performance(opened, film, console, as_json=json)
        return
    with stoppable(console), tempfile.TemporaryDirectory() as scratch:
        store = Store(Path(scratch))
        rooms = Rooms(1)
        try:
            desk, plans = asyncio.run(_read(store, rooms, opened))
            if json:
                staging = desk.broken.file("staging.json").files[0]
                typer.echo(store.path(staging.digest).read_bytes().decode())
                return
        finally:
            rooms.close(at_once=False)
    _print_report(console, desk.breakdown, opened.script, plans)


async def _read(store: Store, rooms: Rooms, film: Film) -> tuple[Desk, tuple[SetPlan, ...]]:
    desk = Desk(Office(store, History(store.folder / "history.json"), rooms, Silent()), film)
    await read(desk)
    plans = await plan_sets(desk)
    return desk, tuple(desk.record(SetPlan, plan, "set_plan.json") for plan in plans.values())


def _print_report(console: Console, breakdown: Breakdown, script: str, plans: Sequence[SetPlan]) -> None:
    for notice in breakdown.notices:
        console.print(f"note: {notice}", highlight=False, markup=False)
    for line in breakdown.staging:
        for text in _report_lines(line, script):
            console.print(text, highlight=False, markup=False)
    for place, plan in zip(breakdown.locations, plans, strict=True):
        console.print(set_line(place.name, plan), highlight=False, markup=False)
    counts = {status: sum(s.status == status for s in breakdown.staging) for status in _MARKS}
    eighths = sum(s.eighths for s in breakdown.scenes)
    console.print(
        f"{len(breakdown.scenes)} scenes, {eighths // 8} {eighths % 8}/8 pages, {len(breakdown.characters)} characters; action lines: "
        f"{counts['staged']} staged, {counts['approximated']} approximated, {counts['not_understood']} not understood",
        highlight=False,
        markup=False,
    )


def set_line(place: str, plan: SetPlan) -> str:
    """Return which set a place gets and by which word; a stand-in says so, and how to choose another."""
    kit = f"{plan.kit} ({plan.style})" if plan.style else plan.kit
    if plan.own:
        return f"set: {place}: the film's own"
    if not plan.fallback:
        return f"set: {place}: {kit}" + (f", by the word {plan.kit_word!r}" if plan.kit_word else ", as film.toml says")
    why = f"nearest to the word {plan.kit_word!r}" if plan.kit_word else "no word of the script names a set"
    return f'set: {place}: {kit}, a stand-in: {why}; film.toml can choose another: [sets."{place}"] kit = "…"'


def _report_lines(line: StagingLine, script: str) -> list[str]:
    out = [f"{line.span.at(script)}: {_MARKS[line.status]} {' | '.join(line.understood_as) or line.text}"]
    if line.why and line.status != "staged":
        out.append(f"    why: {line.why}")
    if line.write_instead:
        out.append(f"    write instead: {line.write_instead}")
    return out
