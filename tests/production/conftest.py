"""A small film, made once as a user makes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from redearth.core.digest import digest_bytes

SCRIPT = """\
Title: Small Film
Author: A. Writer

FADE IN:

INT. SERVICE TUNNEL - NIGHT

SUPER: BELOW

MARA (40s), in a grey pressure suit, walks down the tunnel. She stops.

MARA
(over radio)
Somebody left the lamp on.

JONAS (20s) turns.

JONAS
It was me.

A ROAR rolls through the tunnel. Mara raises a FLARE.

CUT TO:

EXT. RUINED CITY - DAWN

Mara looks up. Wind.

FADE OUT.
"""
SETTINGS = """\
[picture]
width_px = 192
height_px = 108
fps = 12
"""
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "It was me."
msgstr "是我。"
"""


def write_film(folder: Path, script: str = SCRIPT) -> Path:
    """Write the film's own files and return its folder."""
    (folder / "locale").mkdir(parents=True, exist_ok=True)
    (folder / "film.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "small.fountain").write_text(script, encoding="utf-8")
    (folder / "locale" / "zh.po").write_text(CATALOGUE, encoding="utf-8")
    return folder


def make(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run ``redearth make`` to its end."""
    command = [sys.executable, "-m", "redearth", "make", str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)


def published(folder: Path) -> dict[str, str]:
    """Return the digest of every published file but the receipt, which tells of the build and not of the film."""
    out = folder / "out"
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and path.name != "receipt.json")
    return {path.relative_to(out).as_posix(): digest_bytes(path.read_bytes()) for path in files}


@pytest.fixture(scope="session")
def small_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the finished small film; tests leave it as it is."""
    folder = write_film(tmp_path_factory.mktemp("film") / "small")
    result = make(folder)
    assert result.returncode == 0, result.stderr
    return folder
