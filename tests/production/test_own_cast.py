"""A film with a body and a motion of the user's own: named by the script, broken ones stood in for, changes remade where they show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.production.conftest import make
from tests.stage.own_motions import bvh, walk
from tests.stage.own_people import person

pytestmark = pytest.mark.film

SCRIPT = """INT. HALL - DAY

LIN stands beside WEI.

WEI
Now.

Lin struts.
"""
TOML = """[picture]
width_px = 192
height_px = 108
fps = 12

[cast.WEI]
file = "bodies/w.glb"
"""


def _made(folder: Path) -> set[str]:
    return {task["task"] for task in json.loads((folder / "out/receipt.json").read_text())["made"]}


def test_own_cast_and_motions_make_a_film(tmp_path: Path) -> None:
    """Both bodies and the motion are read; a new motion re-acts, a broken body is stood in for by name."""
    folder = tmp_path / "film"
    for name in ("cast", "motions", "bodies"):
        (folder / name).mkdir(parents=True)
    (folder / "film.fountain").write_text(SCRIPT)
    (folder / "film.toml").write_text(TOML)
    (folder / "cast/Lin.glb").write_bytes(person()[0].glb())
    (folder / "bodies/w.glb").write_bytes(person(unit=0.8)[0].glb())
    (folder / "cast/nobody.glb").write_bytes(person()[0].glb())
    text = bvh(*walk(), step_s=1 / 96)
    (folder / "motions/struts.bvh").write_text(text)
    (folder / "motions/unasked.bvh").write_text(text)
    first = make(folder)
    assert first.returncode == 0, first.stderr
    said = first.stdout + first.stderr
    assert "cast/nobody.glb is nobody in the script" in said and "motions/unasked.bvh is asked for by no line" in said
    tasks = _made(folder)
    assert {"stage: import_character lin", "stage: import_character wei", "stage: import_motion struts"} <= tasks
    (folder / "cast/Lin.glb").write_bytes(b"<html>")
    (folder / "motions/struts.bvh").write_bytes(b"nothing")
    second = make(folder)
    assert second.returncode == 0, second.stderr
    said = second.stdout + second.stderr
    assert "cast/Lin.glb: " in said and "motions/struts.bvh: " in said and said.count("stands in") >= 2
    assert "stage: import_character wei" not in _made(folder)
