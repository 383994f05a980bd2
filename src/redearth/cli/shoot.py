"""``redearth shoot``: one frame of one shot as the film has it, with its layers; or the whole shot for an editor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from redearth.build.model import StoredFile
from redearth.build.publish import place_bytes
from redearth.build.status import StatusTable
from redearth.build.store import Store
from redearth.build.watch import Silent
from redearth.cli.building import building, run_flow
from redearth.core.film_folder import Film, open_film
from redearth.core.slug import slug
from redearth.picture.aov import AOVS, Aov, chosen_aovs
from redearth.production.desk import Desk
from redearth.production.outputs import draw_frame, shoot_mezzanine


def shoot(
    film: Annotated[Path, typer.Argument(metavar="FILM", help="A film folder, or a script on its own.")],
    shot: Annotated[str, typer.Argument(metavar="SHOT", help="The shot's label (2C) or id, as in shots.csv.")],
    frame: Annotated[int | None, typer.Option(min=0, help="Frame of the shot, from 0; without it, the whole shot.")] = None,
    aov: Annotated[list[str] | None, typer.Option(help=f"Layers: any of {', '.join(AOVS)}, or all.")] = None,
    exr: Annotated[bool, typer.Option("--exr", help="Write the layers as OpenEXR too.")] = False,
    quality: Annotated[Literal["draft", "standard"], typer.Option(help="draft is quick and rough.")] = "standard",
) -> None:
    """Draw one frame of a shot into out/preview/, or the whole shot into out/shots/."""
    opened, console, aovs = open_film(film), Console(soft_wrap=True), chosen_aovs(aov or ())
    with building(opened, console) as store:
        if frame is None:
            written = _whole(opened, store, console, shot, aovs, exr=exr or bool(aovs), quality=quality)
        else:
            written = _frame(opened, store, shot, frame, aovs, exr=exr, quality=quality)
    for line in written:
        console.print(line, highlight=False, markup=False)


def _frame(film: Film, store: Store, shot: str, frame: int, aovs: Sequence[Aov], *, exr: bool, quality: str) -> list[str]:
    (found, drawn, layers), _ = run_flow(
        lambda office: draw_frame(Desk(office, film, quality), shot, frame, aovs, exr=exr), store, Silent(), 0
    )
    stem = film.folder / "out" / "preview" / f"{slug(found)}.{frame:04d}"
    places = {stem.with_name(f"{stem.name}.png"): drawn.file("frame.png").files[0]}
    for stored in layers.files if layers else ():
        name, _, suffix = stored.path.rpartition(".")
        if suffix == "exr" or name in aovs:
            places[stem.with_name(f"{stem.name}.exr" if suffix == "exr" else f"{stem.name}.{name}.png")] = stored
    first, *others = _place(store, places)
    return [f"shot {found}, frame {frame}: {first}", *(f"  {target.name}" for target in others)]


def _whole(film: Film, store: Store, console: Console, shot: str, aovs: Sequence[Aov], *, exr: bool, quality: str) -> list[str]:
    with StatusTable(console) as table:
        (found, made), _ = run_flow(
            lambda office: shoot_mezzanine(Desk(office, film, quality), shot, aovs, exr=exr), store, table, 0
        )
    name = slug(found)
    folder = film.folder / "out" / "shots" / name
    places = {folder / f"{name}.mov": made.file("shot.mov").files[0]}
    places |= {folder / "exr" / f"{name}.{Path(f.path).name}": f for f in made.folder("exr/")}
    _place(store, places)
    lines = [f"shot {found}: {folder / name}.mov (ProRes 422 HQ, from 8-bit pictures)"]
    return lines + ([f"shot {found}: {folder}/exr, {len(places) - 1} frames"] if len(places) > 1 else [])


def _place(store: Store, places: dict[Path, StoredFile]) -> list[Path]:
    for target, stored in places.items():
        place_bytes(store, store.path(stored.digest).read_bytes(), target)
    return list(places)
