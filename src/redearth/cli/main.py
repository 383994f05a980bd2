"""The ``redearth`` command: one verb a file, exit codes 0 made, 1 the film has errors, 2 usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import typer
from rich.console import Console

from redearth.build.workers import WORKERS_ENVIRONMENT
from redearth.cli import cast, check, doctor, look, make, new, play, shoot
from redearth.core.diagnostics import Diagnostic, FilmError

FILM_HAS_ERRORS = 1

app = typer.Typer(
    name="redearth",
    help="A movie compiler: a screenplay goes in, a finished internet movie comes out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("make")(make.make)
app.command("check")(check.check)
app.command("new")(new.new)
app.command("doctor")(doctor.doctor)
app.command("play")(play.play)
app.command("shoot")(shoot.shoot)
app.command("look")(look.look)
app.command("cast")(cast.cast)


def run() -> None:
    """Run the command line; a user's mistake ends in a message, never a traceback."""
    for name, value in WORKERS_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    console = Console(stderr=True, soft_wrap=True)
    try:
        app()
    except* FilmError as group:
        for diagnostic in dict.fromkeys(d for error in _leaves(group) if isinstance(error, FilmError) for d in error.diagnostics):
            _print(console, diagnostic)
        sys.exit(FILM_HAS_ERRORS)
    except* OSError as group:
        for error in _leaves(group):
            if isinstance(error, OSError):
                _print(console, _from_system(error))
        sys.exit(FILM_HAS_ERRORS)


def _print(console: Console, diagnostic: Diagnostic) -> None:
    console.print(str(diagnostic), markup=False, highlight=False)


def _leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error


def _from_system(error: OSError) -> Diagnostic:
    """Return what a person needs to know of a fault of the file system."""
    return Diagnostic(
        severity="error",
        code="system",
        message=f"{error.strerror or error}",
        where=str(error.filename or ""),
        remedy="a folder you may write to, with about 2 GiB free" if error.errno in (13, 28, 30, 122) else "",
        command="the same command again once that is mended; everything finished so far is kept",
    )
