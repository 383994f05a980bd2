"""One frame with its layers, and a whole shot for an editor, asked for as a user does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import av
import OpenEXR
import pytest

from tests.production.conftest import write_film

SCRIPT = "Title: Small\n\nINT. TUNNEL - NIGHT\n\nMARA walks. She stops.\n\nEXT. DESERT - DAY\n\nMARA kneels.\n"


def shoot(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run ``redearth shoot`` to its end."""
    command = [sys.executable, "-m", "redearth", "shoot", str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of two scenes; nothing is made of it yet."""
    return write_film(tmp_path_factory.mktemp("outputs") / "film", SCRIPT)


@pytest.mark.film
def test_a_frame_with_its_layers(film: Path) -> None:
    """The picture, a preview of what was asked for and no other, and one EXR file that says where in the film it is."""
    done = shoot(film, "2A", "--frame", "3", "--aov", "depth,object", "--exr")
    assert done.returncode == 0, done.stderr
    written = sorted(path.name.partition(".0003.")[2] for path in (film / "out" / "preview").iterdir())
    assert written == ["depth.png", "exr", "object.png", "png"]
    file = OpenEXR.File(str(next((film / "out" / "preview").glob("*.exr"))), separate_channels=True)
    header = file.header()
    assert {"R", "depth.Z", "crypto_object00.R"} <= set(file.channels())
    assert "normal.X" not in file.channels()
    assert header["redearth/shot_frame"] == 3
    # Half a second of black, the first scene, then this.
    assert header["redearth/film_frame"] > 12 // 2 + 3
    assert any("/World/Cast/" in str(value) for key, value in header.items() if key.endswith("/manifest"))


@pytest.mark.film
def test_a_whole_shot(film: Path) -> None:
    """Without a frame the shot becomes a ProRes file and, with a layer, an EXR sequence of the same frames."""
    done = shoot(film, "1A", "--aov", "motion")
    assert done.returncode == 0, done.stderr
    assert "ProRes 422 HQ" in done.stdout
    (folder,) = (film / "out" / "shots").iterdir()
    with av.open(str(next(folder.glob("*.mov")))) as movie:
        stream = movie.streams.video[0]
        frames = sum(1 for _ in movie.decode(stream))
        assert (stream.width, stream.height, stream.average_rate) == (192, 108, 12)
    sequence = sorted((folder / "exr").glob("*.exr"))
    assert len(sequence) == frames > 10
    places = [OpenEXR.File(str(path), header_only=True).header()["redearth/film_frame"] for path in sequence]
    assert places == list(range(places[0], places[0] + frames))


@pytest.mark.film
def test_a_frame_that_is_not_there(film: Path) -> None:
    """Shots and frames that the film does not have are errors that say which it has."""
    for options, message in ((("1A", "--frame", "9999"), "has no frame 9999"), (("9Z",), "no shot '9Z'")):
        done = shoot(film, *options)
        assert done.returncode == 1
        assert message in done.stderr
        assert "right would be" in done.stderr
        assert "Traceback" not in done.stderr
