"""Every example of the documents is run: commands on a tiny film, settings by the reader, code by Python, paths against a made film."""

from __future__ import annotations

import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from urllib.error import URLError

import pytest
from typer.main import get_command

from redearth.cli.main import app
from redearth.core.film import FilmSettings, read_settings
from redearth.picture.realtime.renderer import Renderer
from redearth.voice.overrides import SETTINGS, read_overrides
from tests.picture.scenes import stand

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CONVENTIONS.md", *sorted((ROOT / "docs").glob("*.md"))]
KINDS = (
    ("python", re.compile(r"^(from|import) ")),
    ("settings", re.compile(r"^\[")),
    ("make", re.compile(r"^make ")),
    ("command", re.compile(r"^(\S*/)?redearth ")),
    ("layout", re.compile(r"^[\w.-]+/")),
    ("diagram", re.compile(r".* -> ")),
)
VERBS = get_command(app).commands  # type: ignore[attr-defined]


def examples(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each indented block of a page that is no list's continuation: its kind and its lines."""
    for block in re.findall(r"(?:^|\n\n|\n(?=    ))((?:    .+(?:\n|$))+)", page.read_text(encoding="utf-8")):
        lines = [line[4:] for line in block.rstrip("\n").split("\n")]
        kind = next((kind for kind, opening in KINDS if opening.match(lines[0])), "unknown")
        yield kind, lines


def of_kind(wanted: str) -> list[tuple[str, list[str]]]:
    """Return every example of a kind with its page's name."""
    return [(page.name, lines) for page in PAGES for kind, lines in examples(page) if kind == wanted]


def test_every_example_is_of_a_kind_that_is_run() -> None:
    """No example stands in the documents that none of these tests would run."""
    assert of_kind("unknown") == []
    assert {kind for kind, _ in KINDS} == {kind for page in PAGES for kind, _ in examples(page)}


@pytest.mark.parametrize(("page", "lines"), of_kind("make"))
def test_make_targets_exist(page: str, lines: list[str]) -> None:
    """`make film` and the like are targets of the Makefile."""
    for line in lines:
        dry = subprocess.run(["make", "-n", *shlex.split(line, comments=True)[1:]], cwd=ROOT, capture_output=True, check=False)
        assert dry.returncode == 0, f"{page}: {line}"


@pytest.mark.parametrize(("page", "lines"), of_kind("settings"))
def test_settings_are_accepted(page: str, lines: list[str]) -> None:
    """Every film.toml example is read without a fault, down to the keys of a voice."""
    settings = read_settings("\n".join(lines), page)
    read_overrides({name: dict(voice) for name, voice in settings.voices.items()})


@pytest.mark.parametrize(("page", "lines"), of_kind("python"))
def test_code_runs(page: str, lines: list[str]) -> None:
    """Every code example runs, on a ball under the sun."""
    view, assets = stand()
    exec("\n".join(lines), {"view": view, "assets": assets, "Renderer": Renderer, "__name__": page})


@pytest.mark.film
def test_the_first_page_makes_a_film(tmp_path: Path) -> None:
    """The commands of the README, in their order and as they stand: a new film is checked, made and played."""
    commands = [line for page, lines in of_kind("command") if page == "README.md" for line in lines]
    assert [shlex.split(c, comments=True)[1] for c in commands] == ["new", "check", "make", "play"]
    for line in commands:
        arguments = shlex.split(line, comments=True)[1:]
        command = [sys.executable, "-m", "redearth", *arguments]
        if arguments[0] == "play":
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = str(probe.getsockname()[1])
            _plays([*command, "--port", port], f"http://127.0.0.1:{port}/", tmp_path)
            continue
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=500, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        if arguments[0] == "new":  # small, so that the test is short
            settings = tmp_path / arguments[1] / "film.toml"
            text = (
                settings.read_text(encoding="utf-8").replace("1280", "192").replace("720", "108").replace("fps = 24", "fps = 12")
            )
            settings.write_text(text, encoding="utf-8")


def _plays(command: list[str], address: str, cwd: Path) -> None:
    """Start the server, read the page from it and stop it as Ctrl-C does."""
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert address in server.stdout.readline()
        page = None
        while page is None and server.poll() is None:
            try:
                page = urllib.request.urlopen(address, timeout=30).read()
            except URLError:  # it is not listening yet
                time.sleep(0.1)
        server.send_signal(signal.SIGINT)
    assert page is not None
    assert b"film.mp4" in page


def promised_files() -> list[str]:
    """Return what docs/film_folder.md and docs/stage.md say lies in ``out/``, as patterns."""
    table = (ROOT / "docs" / "film_folder.md").read_text(encoding="utf-8").split("## out/")[1]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    files = [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    for _, lines in of_kind("layout"):
        for line in lines:
            words = [w for w in line.split() if "/" in w and w.endswith((".usdc", ".usda"))]
            if words and words[0].startswith("out/") and "only where" not in line:
                first = words[0].removeprefix("out/")
                files += [first, *(f"{Path(first).parents[1]}/{word}" for word in words[1:])]
    plain = [re.sub(r"<[^>]+>", "*", name) for name in files]
    return [option for name in plain for option in _alternatives(name)]


def _alternatives(name: str) -> list[str]:
    """Write ``stems/{a,b}.wav`` out as two names."""
    found = re.search(r"\{([^}]+)\}", name)
    return [name] if found is None else [name.replace(found[0], choice) for choice in found[1].split(",")]


def test_the_command_line_is_what_its_page_says() -> None:
    """Each verb has a section that names all its options and no other, and every `redearth VERB` anywhere in the documents is one."""
    sections = re.split(r"^## redearth (\w+)", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    written = {verb: set(re.findall(r"--[a-z]+", text)) for verb, text in zip(sections[::2], sections[1::2], strict=True)}
    real = {
        name: {o for p in verb.params for o in p.opts if o.startswith("--") and o != "--help"} for name, verb in VERBS.items()
    }
    assert written == real
    for page in PAGES:
        named = set(re.findall(r"`(?:\S*/)?redearth ([a-z]+)", page.read_text(encoding="utf-8")))
        assert named <= set(VERBS), page.name


def test_the_settings_are_what_their_page_says() -> None:
    """docs/film_folder.md lists every table and key of film.toml, and no other."""
    table = (ROOT / "docs" / "film_folder.md").read_text(encoding="utf-8").split("## film.toml")[1].split("## out/")[0]
    written: dict[str, set[str]] = {}
    section = ""
    for line in table.splitlines():
        if line.startswith("| `[") or line.startswith("| | `"):
            _, name, keys, *_ = line.split("|")
            section = name.strip().strip("`[]").partition(".")[0] or section
            written.setdefault(section, set()).update(re.findall(r"`(\w+)`", keys))
    real = {f.name: {k.name for k in fields(f.default)} for f in fields(FilmSettings) if is_dataclass(f.default)}
    assert {name: keys for name, keys in written.items() if name in real} == real
    assert set(written) == {f.name for f in fields(FilmSettings)}
    assert _voice_keys() == set(SETTINGS)


def _voice_keys() -> set[str]:
    text = (ROOT / "docs" / "voice.md").read_text(encoding="utf-8")
    found = re.search(r"may override a voice: `([^`]+)`", text)
    return set(found[1].split()) if found else set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and picture of a page is there."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
