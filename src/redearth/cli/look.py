"""``redearth look``: every place at every time of day, on one sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redearth.build.publish import place_bytes
from redearth.build.status import StatusTable
from redearth.cli.building import building, run_flow
from redearth.core.film_folder import open_film
from redearth.core.slug import slug
from redearth.production.desk import Desk
from redearth.production.look import draw_looks


def look(
    film: Annotated[Path, typer.Argument(metavar="FILM", help="A film folder, or a script on its own.")],
    kits: Annotated[bool, typer.Option("--kits", help="Every built-in set kit instead of the film's own sets.")] = False,
) -> None:
    """Draw every set of the film at every time of day into out/look/, small, and all of them on one sheet."""
    opened, console = open_film(film), Console(soft_wrap=True)
    folder = opened.folder / "out" / "look" / ("kits" if kits else "")
    with building(opened, console) as store:
        with StatusTable(console) as table:
            (sights, sheet), _ = run_flow(lambda office: draw_looks(Desk(office, opened), kits=kits), store, table, 0)
        places = {f"{slug(one.place)}.{one.hour}.png": one.drawn.file("frame.png") for one in sights}
        places["sheet.png"] = sheet.file("sheet.png")
        for name, drawn in places.items():
            place_bytes(store, store.path(drawn.files[0].digest).read_bytes(), folder / name)
    console.print(f"{len(sights)} pictures: {folder / 'sheet.png'}", highlight=False, markup=False)
