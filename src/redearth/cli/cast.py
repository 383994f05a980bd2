"""``redearth cast``: everybody of the film from all sides, who wears what and by which words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from redearth.build.publish import place_bytes
from redearth.build.status import StatusTable
from redearth.cli.building import building, run_flow
from redearth.core.film_folder import open_film
from redearth.production.cast import draw_cast
from redearth.production.desk import Desk
from redearth.stage.cast.overrides import KEYS


def cast(
    film: Annotated[Path, typer.Argument(metavar="FILM", help="A film folder, or a script on its own.")],
    glb: Annotated[bool, typer.Option("--glb", help="Write everybody as out/cast/<id>.glb too, with a walk and a turn.")] = False,
) -> None:
    """Draw everybody of the film from all sides into out/cast/, and all of them on one sheet; tell who wears what and why."""
    opened, console = open_film(film), Console(soft_wrap=True)
    folder = opened.folder / "out" / "cast"
    with building(opened, console) as store:
        with StatusTable(console) as table:
            (members, sheet, unknown), _ = run_flow(lambda office: draw_cast(Desk(office, opened), glb=glb), store, table, 0)
        places = {f"{one.id}.png": one.drawn for one in members} | {"sheet.png": sheet}
        for name, drawn in places.items():
            place_bytes(store, store.path(drawn.file("sheet.png").files[0].digest).read_bytes(), folder / name)
        for one in members:
            if one.body is not None:
                stored = one.body.file("character.glb").files[0]
                place_bytes(store, store.path(stored.digest).read_bytes(), folder / f"{one.id}.glb")
    for one in members:
        console.print(one.name, *(f"  {line}" for line in one.lines), sep="\n", highlight=False, markup=False)
    for line in unknown:
        console.print(f"warning: {line}", highlight=False, markup=False)
    change = f"To change it: [cast.NAME] in film.toml with any of {', '.join(KEYS)}"
    console.print(f"{len(members)} characters: {folder / 'sheet.png'}", change, sep="\n", highlight=False, markup=False)
