"""``redearth make``: the whole film, or only what has changed since the last time."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated, Literal

import typer
from rich.console import Console

from redearth.build.publish import place_bytes, publish
from redearth.build.receipt import receipt_json
from redearth.build.status import StatusTable
from redearth.build.store import Store
from redearth.cli.building import building, run_flow
from redearth.core.film_folder import Film, open_film
from redearth.production.desk import Desk
from redearth.production.film import make_film, preview


def make(
    film: Annotated[
        Path,
        typer.Argument(metavar="FILM", help="A film folder, or a script on its own (x.fountain is built in x.film/ beside it)."),
    ],
    quality: Annotated[Literal["draft", "standard"], typer.Option(help="draft is quick and rough.")] = "standard",
    only: Annotated[int, typer.Option(min=0, help="Draw only the middle frame of the shot of this number (from 1).")] = 0,
    workers: Annotated[int, typer.Option(min=0, help="Worker processes; 0 takes one a core.")] = 0,
) -> None:
    """Make the film: screenplay in, out/release/index.html out."""
    console = Console(soft_wrap=True)
    opened = open_film(film)
    with building(opened, console) as store:
        if only:
            _make_one(console, store, opened, quality, only, workers)
        else:
            _make_all(console, store, opened, quality, workers)


def _make_all(console: Console, store: Store, film: Film, quality: str, workers: int) -> None:
    out = film.folder / "out"
    with StatusTable(console) as table:
        made, receipt = run_flow(lambda office: make_film(Desk(office, film, quality)), store, table, workers)
        written = publish(store, out, made.publication)
    place_bytes(store, receipt_json(receipt), out / "receipt.json")
    _say_damage(console, store)
    for warning in made.warnings:
        console.print(f"warning: {warning}", highlight=False, markup=False)
    seconds = dict(receipt.seconds)["wall"]
    length = made.timeline.duration_frames / made.timeline.fps
    console.print(
        f"{made.timeline.title}: {length:.1f} s of film, {len(receipt.made)} tasks made, {receipt.cached} cached, "
        f"{receipt.frames} frames shot, {written} files written, {seconds:.1f} s",
        highlight=False,
        markup=False,
    )
    if 0 < len(receipt.made) <= 12:
        for task in receipt.made:
            console.print(f"  made {task.task} ({task.reason}) {' '.join(task.script)}", highlight=False, markup=False)
    page = out / "release" / "index.html"
    console.print(f"press play: {page}\n   or run: redearth play {quote(str(film.folder))}", highlight=False, markup=False)


def _make_one(console: Console, store: Store, film: Film, quality: str, number: int, workers: int) -> None:
    out = film.folder / "out" / "preview"
    with StatusTable(console) as table:
        (shot, drawn), _ = run_flow(lambda office: preview(Desk(office, film, quality), number), store, table, workers)
    place_bytes(store, store.path(drawn.file("frame.png").files[0].digest).read_bytes(), out / "still.png")
    console.print(f"shot {shot.id}: {out / 'still.png'}", highlight=False, markup=False)


def _say_damage(console: Console, store: Store) -> None:
    if store.damaged:
        console.print(
            f"{len(store.damaged)} damaged objects were found in the store, set aside in {store.folder / 'quarantine'} and made again",
            highlight=False,
            markup=False,
        )
