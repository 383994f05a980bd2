"""A sheet of every place at every time of day, drawn as the film's own shots are, and kept."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from redearth.core.fonts import find_latin_font
from redearth.core.frames import FrameRange
from redearth.direction.model import CameraSample, Shot, ShotList
from redearth.picture.layers.proof_sheet import proof_sheet
from redearth.production.look import HOURS, _moment
from tests.production.conftest import write_film

SCRIPT = "Title: Small\n\nEXT. DESERT - DAY\n\nMARA walks.\n\nINT. TUNNEL - NIGHT\n\nMARA walks.\n"


def _look(folder: Path, *options: str) -> str:
    command = [sys.executable, "-m", "redearth", "look", str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout


@pytest.mark.film
def test_every_set_at_every_hour(tmp_path: Path) -> None:
    """Two places give twelve pictures and a sheet; the sun tells the hours of the open place apart; a second look draws nothing."""
    folder = write_film(tmp_path / "film", SCRIPT)
    assert "12 pictures" in _look(folder)
    out = folder / "out" / "look"
    names = {f"{place}.{hour}.png" for place in ("desert", "tunnel") for hour in HOURS}
    assert {path.name for path in out.iterdir()} == {*names, "sheet.png"}
    pictures = {hour: np.asarray(Image.open(out / f"desert.{hour}.png")).astype(float) for hour in HOURS}
    assert {picture.shape for picture in pictures.values()} == {(360, 640, 3)}
    warmth = {hour: picture[..., 0].mean() / picture[..., 2].mean() for hour, picture in pictures.items()}
    assert warmth["dusk"] > 1.5 > 1.0 > warmth["night"]
    row = re.search(r"^picture +(\S+) +(\S+) +(\S+) +(\S+)", _look(folder), re.MULTILINE)
    assert row is not None
    assert row[4] == "·"


def test_the_moment_is_one_frame_of_the_establishing_shot() -> None:
    """Its camera is the one of that frame, and the scene frame stays what it was."""

    def shot(role: str, start: int) -> Shot:
        camera = tuple(
            CameraSample(position_m=(float(start + k), 0, 0), rotation=(1, 0, 0, 0), focal_mm=28, focus_m=4) for k in range(9)
        )
        return Shot(
            id=f"s.{role}.x", scene="s", range=FrameRange(start=start, duration=9), role=role, size="LS", move="DOLLY", subjects=(), camera=camera,  # type: ignore[arg-type]
        )  # fmt: skip

    both = ShotList(scene="s", duration_frames=18, shots=(shot("single", 0), shot("establishing", 9)), cards=(), titles=())
    (still,) = _moment(both).shots
    assert (still.role, still.range) == ("establishing", FrameRange(start=13, duration=1))
    assert [sample.position_m[0] for sample in still.camera] == [13.0]


def test_a_sheet_holds_every_picture_in_order(tmp_path: Path) -> None:
    """Seven pictures in rows of three: each thumb has its picture's colour where it belongs."""
    stills = []
    for k in range(7):
        Image.new("RGB", (640, 360), (30 * k, 0, 90)).save(tmp_path / f"{k}.png")
        stills.append((f"picture {k}", tmp_path / f"{k}.png"))
    sheet = proof_sheet(stills, 3, find_latin_font())
    wide, high = sheet.width / 3, sheet.height / 3
    for k in range(7):
        middle = sheet.getpixel((int((k % 3 + 0.5) * wide), int((k // 3 + 0.4) * high)))
        assert middle == (30 * k, 0, 90)
