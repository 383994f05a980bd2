"""What stands around every build: a full disk, a folder that cannot be written, and an end when told to."""

from __future__ import annotations

import errno
import signal
from pathlib import Path

import pytest
import typer
from rich.console import Console

from redearth.cli.building import building, stoppable
from redearth.core.diagnostics import FilmError
from redearth.core.film_folder import Film, open_film


@pytest.fixture
def film(tmp_path: Path) -> Film:
    """A film of one line."""
    (tmp_path / "a.fountain").write_text("INT. TUNNEL - NIGHT\n\nMARA walks.\n")
    return open_film(tmp_path)


def test_a_full_disk_is_said_wherever_it_is_met(film: Film) -> None:
    """A bare error of the store and one in a group of tasks both name the disk, and say how to go on."""
    full = OSError(errno.ENOSPC, "No space left on device")
    for error in (full, ExceptionGroup("tasks", [ExceptionGroup("more", [full])])):
        with pytest.raises(FilmError) as caught, building(film, Console(quiet=True)):
            raise error
        assert caught.value.diagnostics[0].code == "disk.full"


@pytest.mark.parametrize("name", ["out", ".redearth"])
def test_a_file_in_a_folders_place_is_named(film: Film, name: str) -> None:
    """The build ends before it begins, and the file is left alone."""
    (film.folder / name).write_text("mine")
    with pytest.raises(FilmError, match="a file stands where"), building(film, Console(quiet=True)):
        pass
    assert (film.folder / name).read_text() == "mine"


def test_sigterm_ends_as_ctrl_c_does(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 130 and a word about going on."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(typer.Exit) as caught, stoppable(Console()):
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert caught.value.exit_code == 130
    assert "everything finished so far is kept" in capsys.readouterr().out
