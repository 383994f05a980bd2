"""What stands beside the script is checked before anything is made, each fault at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from redearth.core.diagnostics import FilmError
from redearth.core.film_folder import Film, open_film
from redearth.production.settings import check_settings


def _film(folder: Path, settings: str) -> Film:
    (folder / "a.fountain").write_text("INT. TUNNEL - NIGHT\n\nMARA walks.\n")
    (folder / "film.toml").write_text(settings)
    return open_film(folder)


@pytest.mark.parametrize(
    ("settings", "line", "message", "remedy"),
    [
        ("[voices]\nMARA = 3\n", 2, "must be a table", "[voices.MARA]"),
        ("[voices.MARA]\nbreath = 3\n", 2, "no setting 'breath'", "breathiness"),
        ('[voices.MARA]\npitch = "high"\n', 2, "pitch must be a whole number", "0 to 99"),
        ("[voices.MARA]\npitch = 1979-05-27\n", 2, "pitch must be a whole number", "0 to 99"),
        ("[cast]\nMARA = 3\n", 2, "must be a table", "[cast.MARA]"),
        ('[cast.MARA]\nage = 30\nfamly = "robe"\n', 3, "no setting 'famly'", "family?"),
        ('[cast.MARA]\nfamily = "armour"\n', 2, "no family 'armour'", "pressure_suit"),
        ("[cast.MARA]\nage = 400\n", 2, "age is 400", "0 to 120"),
        ('[sets]\nTUNNEL = "vault"\n', 2, "must be a table", '[sets."TUNNEL"]'),
        ('[picture]\nrenderer = "cycles"\n', 2, "no renderer 'cycles'", '"realtime"'),
        ('[sets."TUNNEL"]\n\nkit = "moonbase"\n', 3, "no set kit 'moonbase'", '"tunnel"'),
        ('[lexicon]\nstroll = "AMBLE"\n', 2, "no primitive", "WALK"),
        ("[lexicon]\nstroll = 3\n", 2, "no primitive", "WALK"),
    ],
)
def test_a_wrong_entry_is_named_at_its_line(tmp_path: Path, settings: str, line: int, message: str, remedy: str) -> None:
    """The departments' own tables are checked like the rest of the file."""
    with pytest.raises(FilmError) as caught:
        check_settings(_film(tmp_path, settings))
    (diagnostic,) = caught.value.diagnostics
    assert message in diagnostic.message
    assert remedy in diagnostic.remedy
    assert f"film.toml:{line}:" in diagnostic.where


def test_right_entries_pass(tmp_path: Path) -> None:
    """What the documentation shows is allowed."""
    check_settings(
        _film(
            tmp_path,
            '[voices.MARA]\npitch = 20\n[cast.MARA]\nhair = "long red"\ngear = []\n[sets."TUNNEL"]\nkit = "vault"\n[lexicon]\nstroll = "WALK"\n',
        )
    )


@pytest.mark.parametrize("body", [b'msgid "a\nbroken', b"ok\n\xff\xfe", b"/etc/hostname"])
def test_a_broken_catalogue_stops_before_the_shoot(tmp_path: Path, body: bytes) -> None:
    """A catalogue that cannot be read costs no build, and one that is a path reads no other file."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "zh.po").write_bytes(body)
    with pytest.raises(FilmError, match=r"locale/zh.po:\d+:1: error: the catalogue cannot be read"):
        check_settings(_film(tmp_path, ""))


@pytest.mark.parametrize("body", ["", "LUT_3D_SIZE 2\n0 0 0\n", "LUT_3D_SIZE x\n", "\x00\x01"])
def test_a_broken_lut_is_named_at_its_line(tmp_path: Path, body: str) -> None:
    """A file that OpenColorIO cannot read is a fault before anything is shot."""
    (tmp_path / "mine.cube").write_text(body)
    with pytest.raises(FilmError) as caught:
        check_settings(_film(tmp_path, '[look]\nlut = "mine.cube"\n'))
    (diagnostic,) = caught.value.diagnostics
    assert "OpenColorIO cannot read mine.cube" in diagnostic.message
    assert "film.toml:2:1" in diagnostic.where
