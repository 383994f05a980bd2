"""Models of the user's own in a film: used by name, remade when they change, stood in for when they are broken."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.production.conftest import make
from tests.stage.own_models import Gltf

pytestmark = pytest.mark.film


def _flare(long_m: float) -> bytes:
    made = Gltf()
    made.box(
        "stick",
        (0, 0, 0),
        (0.03, long_m, 0.03),
        made.material(name="red", pbrMetallicRoughness={"baseColorFactor": [0.6, 0.02, 0.02, 1]}),
    )
    return made.glb()


def _made(folder: Path, department: str) -> set[str]:
    receipt = json.loads((folder / "out/receipt.json").read_text())
    return {task["task"] for task in receipt["made"] if task["department"] == department}


def test_a_changed_model_touches_only_the_shots_that_show_it(small_film: Path, tmp_path: Path) -> None:
    """A property of one's own is built from its file; another version of it re-shoots only where it is seen; a broken set is stood in for."""
    folder = tmp_path / "own"
    shutil.copytree(small_film, folder, symlinks=True)
    (folder / "props").mkdir()
    (folder / "props/flare.glb").write_bytes(_flare(0.3))
    first = make(folder)
    assert first.returncode == 0, first.stderr
    shots = {path.stem for path in (folder / "out/stages").rglob("shots/*.usda")}
    shot = {name for name in _made(folder, "picture") if name.startswith("picture: shoot ")}
    assert 0 < len(shot) < len(shots)
    (folder / "props/flare.glb").write_bytes(_flare(0.25))
    (folder / "sets").mkdir()
    (folder / "sets/ruined city.glb").write_bytes(b"<html>")
    second = make(folder)
    assert second.returncode == 0, second.stderr
    assert {name for name in _made(folder, "picture") if name.startswith("picture: shoot ")} == shot
    assert "sets/ruined city.glb" in second.stdout + second.stderr and "stands in" in second.stdout + second.stderr
