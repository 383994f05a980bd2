"""``redearth shoot``: one frame of one shot, as the film has it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from redearth.build.publish import place_bytes
from redearth.build.watch import Silent
from redearth.cli.building import building, run_flow
from redearth.core.film_folder import open_film
from redearth.core.slug import slug
from redearth.production.desk import Desk
from redearth.production.film import draw_one


def shoot(
    film: Annotated[Path, typer.Argument(metavar="FILM", help="A film folder, or a script on its own.")],
    shot: Annotated[str, typer.Argument(metavar="SHOT", help="The shot's label (2C) or id, as in shots.csv.")],
    frame: Annotated[int, typer.Option(min=0, help="Frame of the shot, from 0.")] = 0,
    quality: Annotated[Literal["draft", "standard"], typer.Option(help="draft is quick and rough.")] = "standard",
) -> None:
    """Draw one frame of a shot and write it to out/preview/."""
    opened = open_film(film)
    console = Console(soft_wrap=True)
    with building(opened, console) as store:
        (found, drawn), _ = run_flow(lambda office: draw_one(Desk(office, opened, quality), shot, frame), store, Silent(), 0)
        target = opened.folder / "out" / "preview" / f"{slug(found.id)}.{frame:04d}.png"
        place_bytes(store, store.path(drawn.file("frame.png").files[0].digest).read_bytes(), target)
    console.print(f"shot {found.id}, frame {frame}: {target}", highlight=False, markup=False)
