"""``redearth doctor``: what this machine has, and what is missing with the command that installs it."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from pathlib import Path

import typer

from redearth.build.workers import usable_cores
from redearth.core.diagnostics import FilmError
from redearth.core.fonts import find_cjk_font, find_latin_font

_FILM_HAS_ERRORS = 1


def doctor() -> None:
    """Check the machine: graphics driver, voice engine, fonts, disk."""
    typer.echo(f"python      {platform.python_version()}, {usable_cores()} cores")
    typer.echo(f"disk        {shutil.disk_usage(Path.cwd()).free // 2**30} GiB free here")
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("graphics", _graphics),
        ("voice", _voice),
        ("font", lambda: str(find_latin_font())),
        ("font, zh", lambda: str(find_cjk_font())),
    )
    faults = sum(not _report(name, find) for name, find in checks)
    if faults:
        raise typer.Exit(_FILM_HAS_ERRORS)
    typer.echo("ready: redearth make FILM")


def _report(name: str, find: Callable[[], str]) -> bool:
    try:
        typer.echo(f"{name:<11} " + find().replace("\n", "\n" + " " * 12))
    except FilmError as error:
        for diagnostic in error.diagnostics:
            typer.echo(f"{name:<11} MISSING: {diagnostic}")
        return False
    return True


def _graphics() -> str:
    from redearth.picture.device import describe_adapter  # the driver is loaded only when asked for

    return describe_adapter()


def _voice() -> str:
    from redearth.voice.engine import describe_engine

    return describe_engine()
