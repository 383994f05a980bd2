"""A key of film.toml is found where it stands, in whatever way it is written."""

from __future__ import annotations

import pytest

from redearth.core.toml_place import place_of

TEXT = """\
# fps = 1
[picture]
fps = 24

[voices.LIN]
  pitch = 70
[voices."ELDER MA"]
pitch = 20
sets.TUNNEL.kit = "x"
[lexicon]
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("picture", "fps"), "film.toml:3:1"),
        (("voices", "LIN", "pitch"), "film.toml:6:3"),
        (("voices", "ELDER MA", "pitch"), "film.toml:8:1"),
        (("voices", "ELDER MA"), "film.toml:7:10"),
        (("lexicon", "absent"), "film.toml:10:2"),
        (("nowhere",), "film.toml"),
    ],
)
def test_places(path: tuple[str, ...], place: str) -> None:
    """Comments and other tables' keys of the same name are passed over; what is not there is placed at its table."""
    assert place_of(TEXT, path, "film.toml") == place
