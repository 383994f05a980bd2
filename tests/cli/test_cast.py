"""``redearth cast``: everybody drawn as they play, told why, and written for other tools."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from redearth.cli.main import app
from tests.stage.own_people import person

SCRIPT = "INT. HALL - DAY\n\nLIN (30s) waits. WEI (20s), in a red coat, waves.\n\nLIN\nWei.\n"


@pytest.mark.film
def test_the_sheet_shows_the_body_that_plays_and_glb_writes_it(tmp_path: Path) -> None:
    """A body of the user's own is drawn instead of the built-in one, nobody else changes, and ``--glb`` writes a file for each."""
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "film.fountain").write_text(SCRIPT)
    first = CliRunner().invoke(app, ["cast", str(folder)])
    assert first.exit_code == 0, first.output
    assert 'long_coat: the script says "coat"' in first.output
    sheets = {name: np.asarray(Image.open(folder / f"out/cast/{name}.png")) for name in ("lin", "wei")}
    (folder / "cast").mkdir()
    (folder / "cast/LIN.glb").write_bytes(person()[0].glb())
    second = CliRunner().invoke(app, ["cast", str(folder), "--glb"])
    assert second.exit_code == 0, second.output
    assert "body: cast/LIN.glb" in second.output and "body:" not in first.output
    again = {name: np.asarray(Image.open(folder / f"out/cast/{name}.png")) for name in ("lin", "wei")}
    assert np.array_equal(again["wei"], sheets["wei"]) and not np.array_equal(again["lin"], sheets["lin"])
    assert all((folder / f"out/cast/{name}.glb").read_bytes()[:4] == b"glTF" for name in ("lin", "wei"))
