"""Opening films: folders, lone scripts, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from redearth.core.diagnostics import FilmError
from redearth.core.film_folder import open_film


def test_a_lone_script_is_built_beside_itself(tmp_path: Path) -> None:
    """A script without a folder gets one of its own name."""
    script = tmp_path / "short.fountain"
    script.write_text("INT. ROOM - DAY\n")
    film = open_film(script)
    assert (film.folder, film.script) == (tmp_path / "short.film", "short.fountain")


def test_a_folder_with_one_script(tmp_path: Path) -> None:
    """The only script is the film's; recordings and catalogues are found by name."""
    (tmp_path / "a.fountain").write_text("x")
    (tmp_path / "voices" / "ELDER MA").mkdir(parents=True)
    (tmp_path / "voices" / "ELDER MA" / "001.wav").write_bytes(b"RIFF")
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "zh.po").write_bytes(b"")
    film = open_film(tmp_path)
    assert list(film.recordings) == ["elder-ma/001"]
    assert list(film.catalogues) == ["zh"]


@pytest.mark.parametrize(
    ("files", "message"),
    [((), "has no script"), (("a.fountain", "b.fountain"), "has 2 scripts: a.fountain, b.fountain")],
)
def test_no_script_or_two(tmp_path: Path, files: tuple[str, ...], message: str) -> None:
    """A folder without a script, or with two and no choice, is refused with a remedy."""
    for name in files:
        (tmp_path / name).write_text("x")
    with pytest.raises(FilmError, match=message) as caught:
        open_film(tmp_path)
    assert caught.value.diagnostics[0].remedy


def test_nothing_there(tmp_path: Path) -> None:
    """A path that is not there is named, with the command that starts a film."""
    with pytest.raises(FilmError) as caught:
        open_film(tmp_path / "nowhere")
    assert caught.value.diagnostics[0].command == "redearth new nowhere"


def test_a_script_outside_the_folder_is_refused(tmp_path: Path) -> None:
    """film.toml cannot name a file outside the film folder."""
    inside = tmp_path / "film"
    inside.mkdir()
    (tmp_path / "secret.fountain").write_text("x")
    (inside / "film.toml").write_text('[film]\nscript = "../secret.fountain"\n')
    with pytest.raises(FilmError, match="not in the film folder"):
        open_film(inside)


@pytest.mark.parametrize("name", ["voices/LIN/001.wav", "locale/zh.po"])
def test_links_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    """A link that leaves the folder is neither followed nor passed over in silence."""
    inside = tmp_path / "film"
    (inside / name).parent.mkdir(parents=True)
    (inside / "a.fountain").write_text("x")
    (tmp_path / "secret").write_bytes(b"RIFF")
    (inside / name).symlink_to(tmp_path / "secret")
    with pytest.raises(FilmError, match=f"{name} is a link that leads out of the film folder"):
        open_film(inside)


@pytest.mark.parametrize("name", ["looks/none.cube", "../mine.cube", "looks"])
def test_a_look_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """A LUT is a file of the film folder; the fault names the line of ``film.toml``."""
    folder = tmp_path / "film"
    (folder / "looks").mkdir(parents=True)
    (tmp_path / "mine.cube").write_text("LUT_3D_SIZE 2")
    (folder / "a.fountain").write_text("INT. TUNNEL - NIGHT")
    (folder / "film.toml").write_text(f'[look]\nlut = "{name if name != "looks" else "looks.cube"}"\n')
    with pytest.raises(FilmError) as caught:
        open_film(folder)
    assert "is not in the film folder" in str(caught.value)
    assert "film.toml:2:1" in caught.value.diagnostics[0].where
