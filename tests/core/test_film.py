"""film.toml is checked key by key, and wrong ones are named with what is allowed."""

from __future__ import annotations

import pytest

from redearth.core.diagnostics import FilmError
from redearth.core.film import FilmSettings, read_settings
from redearth.core.look import named_looks


def test_an_empty_file_gives_the_defaults() -> None:
    """Every key is optional."""
    assert read_settings("", "film.toml") == FilmSettings()


def test_keys_are_read() -> None:
    """Values arrive under their own names; a whole number serves where a number is wanted."""
    settings = read_settings("[picture]\nfps = 25\n[sound]\ntarget_lufs = -23\n[voices.LIN]\npitch = 70\n", "film.toml")
    assert settings.picture.fps == 25
    assert settings.sound.target_lufs == -23.0
    assert settings.voices == {"LIN": {"pitch": 70}}


def test_a_named_look_gives_what_is_not_said() -> None:
    """Grain and colours are the look's, a key beside it is the film's own."""
    look = read_settings('[look]\nname = "noir"\nbloom = 0\noffset = [0.01, 0, 0]\n', "film.toml").look
    noir = named_looks()["noir"]
    assert (look.stock, look.grain, look.bloom) == (noir.cdl, noir.grain, 0.0)
    assert look.offset == (0.01, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("[picture]\nwidht_px = 640\n", "[picture] has no key 'widht_px'", "width_px?"),
        ('[picture]\nfps = "fast"\n', "fps in [picture] must be a whole number, got 'fast'", "24"),
        ("[picture]\nfps = 500\n", "fps in [picture] is 500", "12 to 60"),
        ("[picture]\nheight_px = 721\n", "height_px in [picture] is odd", "even"),
        ("[lokk]\n", "the file has no key 'lokk'", "look?"),
        ('[look]\nname = "dusk"\n', "there is no look 'dusk'", "dust?"),
        ("[look]\nname = [1]\n", "name in [look] must be text in quotes", '"film"'),
        ("[look]\nslope = [1, 2]\n", "slope in [look] must be three numbers", "[1.0, 1.0, 1.0]"),
        ("[look]\npower = [1, 0, 1]\n", "power in [look] is [1.0, 0.0, 1.0]", "0.1 to 4.0"),
        ("[look]\noffset = [nan, 0, 0]\n", "offset in [look] is", "-0.5 to 0.5"),
        ("[look]\nletterbox = 0.5\n", "letterbox in [look] is 0.5", "2.39"),
        ("[look]\nflare = 1.5\n", "flare in [look] is 1.5", "0.0 to 1.0"),
        ("[look]\nshutter_deg = 400\n", "shutter_deg in [look] is 400.0", "0.0 to 360.0"),
        ('[look]\nlut = "mine.lut"\n', "lut in [look] is 'mine.lut'", ".cube"),
        ("[look]\nstock = 1\n", "[look] has no key 'stock'", "slope"),
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
