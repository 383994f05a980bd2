"""``redearth new``: a film folder to start from."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from redearth.core.diagnostics import fault
from redearth.core.slug import slug

_SETTINGS = """\
# Every key is optional; see docs/film_folder.md.
[film]
title = {title}
language = "en"

[picture]
width_px = 1280
height_px = 720
fps = 24

[look]
exposure_ev = 0.0
grain = 0.35
"""
_SCRIPT = """\
Title: {title}
Author: You

INT. TUNNEL - NIGHT

A red lamp flickers. MARA (40s), in a grey pressure suit, walks down the tunnel. She stops.

A DOOR stands at the end.

MARA
(whispering)
Somebody is home.

She reaches for the door. It opens.

FADE OUT.
"""


def new(name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the new film's folder.")]) -> None:
    """Start a film: a folder with film.toml and a first scene to overwrite."""
    folder = Path(name)
    if folder.exists():
        raise fault(
            "new.exists",
            f"{folder} is there already; nothing was changed",
            where=str(folder),
            remedy="another name",
            command=f"redearth new {quote(name + '_2')}",
        )
    title = folder.name.replace("_", " ").replace("-", " ").upper()
    script = folder / f"{slug(folder.name).replace('-', '_')}.fountain"
    (folder / "locale").mkdir(parents=True)
    (folder / "film.toml").write_text(_SETTINGS.format(title=_quoted(title)), encoding="utf-8")
    script.write_text(_SCRIPT.format(title=title), encoding="utf-8")
    typer.echo(f"write your script in {script}\nthen run: redearth make {quote(str(folder))}")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
