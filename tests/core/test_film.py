"""film.toml is checked key by key, and wrong ones are named with what is allowed."""

from __future__ import annotations

import pytest

from redearth.core.diagnostics import FilmError
from redearth.core.film import FilmSettings, read_settings


def test_an_empty_file_gives_the_defaults() -> None:
    """Every key is optional."""
    assert read_settings("", "film.toml") == FilmSettings()


def test_keys_are_read() -> None:
    """Values arrive under their own names; a whole number serves where a number is wanted."""
    settings = read_settings("[picture]\nfps = 25\n[sound]\ntarget_lufs = -23\n[voices.LIN]\npitch = 70\n", "film.toml")
    assert settings.picture.fps == 25
    assert settings.sound.target_lufs == -23.0
    assert settings.voices == {"LIN": {"pitch": 70}}


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("[picture]\nwidht_px = 640\n", "[picture] has no key 'widht_px'", "width_px?"),
        ('[picture]\nfps = "fast"\n', "fps in [picture] must be a whole number, got 'fast'", "24"),
        ("[picture]\nfps = 500\n", "fps in [picture] is 500", "12 to 60"),
        ("[picture]\nheight_px = 721\n", "height_px in [picture] is odd", "even"),
        ("[lokk]\n", "the file has no key 'lokk'", "look?"),
        ("picture = 3\n", "picture must be a table", "[picture]"),
        ("[film\n", "not valid TOML", "fps"),
    ],
)
def test_wrong_keys_are_named(text: str, message: str, remedy: str) -> None:
    """The message says which key, and what would be right."""
    with pytest.raises(FilmError) as caught:
        read_settings(text, "film.toml")
    (diagnostic,) = caught.value.diagnostics
    assert message in diagnostic.message
    assert remedy in diagnostic.remedy
    assert diagnostic.where.startswith("film.toml")


def test_the_line_of_a_wrong_key_is_given() -> None:
    """Editors can jump to it."""
    with pytest.raises(FilmError) as caught:
        read_settings('[film]\ntitle = "x"\n\n[picture]\n  fpps = 24\n', "film.toml")
    assert caught.value.diagnostics[0].where == "film.toml:5:3"


def test_every_fault_is_reported_at_once() -> None:
    """Two wrong keys give two diagnostics."""
    with pytest.raises(FilmError) as caught:
        read_settings("[picture]\na = 1\nb = 2\n", "film.toml")
    assert len(caught.value.diagnostics) == 2
