"""The cast sheet of a film: everybody from all sides, in words too, kept, and changed by what film.toml says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from redearth.core.fonts import find_latin_font
from redearth.picture.layers.model_sheet import Row, model_sheet
from tests.production.conftest import SETTINGS, write_film

SCRIPT = "Title: Small\n\nEXT. DESERT - DAY\n\nMARA (40s) and TIM (9) walk.\n\nMARA\nCome.\n\nTIM\nNo.\n\nJONAS\nYes.\n"


def _cast(folder: Path) -> str:
    command = [sys.executable, "-m", "redearth", "cast", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout


def _done(told: str, department: str) -> str:
    row = re.search(rf"^{department} +(\S+) +(\S+) +(\S+) +(\S+)", told, re.MULTILINE)
    assert row is not None
    return row[4]


@pytest.mark.film
def test_everybody_from_all_sides(tmp_path: Path) -> None:
    """Three people give three sheets and one of all; a second time nothing is drawn; a coat's colour redraws its wearer alone."""
    folder = write_film(tmp_path / "film", SCRIPT)
    told = _cast(folder)
    assert "3 characters" in told and "no word of the script says what is worn" in told and "[cast.NAME]" in told
    out = folder / "out" / "cast"
    assert {path.name for path in out.iterdir()} == {"mara.png", "tim.png", "jonas.png", "sheet.png"}
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    wide, tall = Image.open(out / "tim.png").size
    assert wide > 5 * 280 and tall > 448
    assert _done(_cast(folder), "picture") == "·"
    (folder / "film.toml").write_text(SETTINGS + '[cast.TIM]\ncolours = ["red"]\n[cast.NOBODY]\nage = 3\n', encoding="utf-8")
    told = _cast(folder)
    assert "colours red and" in told and "warning: film.toml: [cast.NOBODY] is nobody in the script" in told
    changed = {path.name for path in out.iterdir() if path.read_bytes() != before[path.name]}
    assert changed == {"tim.png", "sheet.png"}
    assert _done(told, "picture") == "7"  # five sides and two sheets


def test_a_model_sheet_holds_rows_of_stills(tmp_path: Path) -> None:
    """Two rows in one column: each picture's colour stands in its row, left to right, scaled to the height asked for."""
    rows = []
    for r in range(2):
        stills = []
        for k in range(3):
            path = tmp_path / f"{r}{k}.png"
            Image.new("RGB", (60, 100), (80 * k, 120 * r, 90)).save(path)
            stills.append(path)
        rows.append(Row(title=f"ROW {r}", lines=("one line", "another"), stills=tuple(stills)))
    sheet = np.asarray(model_sheet(rows, 1, find_latin_font(), 50))
    for r in range(2):
        for k in range(3):
            found = np.argwhere((sheet == (80 * k, 120 * r, 90)).all(-1))
            assert np.ptp(found[:, 0]) == 49 and np.ptp(found[:, 1]) == 29
            assert (found[:, 0].mean() > sheet.shape[0] / 2) == bool(r)
