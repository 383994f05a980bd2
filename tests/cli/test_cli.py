"""Exit codes and messages: 0 made, 1 the film has errors, 2 usage; never a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from redearth.cli.play import serve_release

SCRIPT = "Title: Small\n\nINT. TUNNEL - NIGHT\n\nMARA (40s) walks in. She stops.\n\nMARA\nHello.\n"


def redearth(
    *arguments: str | Path, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "redearth", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 2), (("make",), 2), (("make", "--speed", "9", "x"), 2), (("nonsense",), 2), (("make", "--workers", "-3", "x"), 2)],
)
def test_wrong_usage_is_2(arguments: tuple[str, ...], code: int) -> None:
    """What the command line does not know ends in 2 and a hint."""
    assert redearth(*arguments).returncode == code


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("empty.fountain", b"", "empty"),
        ("binary.fountain", bytes(range(256)) * 20, "text"),
        ("latin.fountain", "INT. CAFÉ - DAY\n\nA café.\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_unreadable_scripts_are_1(tmp_path: Path, name: str, body: bytes, message: str) -> None:
    """A script that is no text says what, where and what would be right."""
    (tmp_path / name).write_bytes(body)
    result = redearth("check", name, cwd=tmp_path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert message in result.stderr
    assert name in result.stderr
    assert "right would be" in result.stderr


def test_a_wrong_setting_is_1(tmp_path: Path) -> None:
    """film.toml faults come with file, line and what is allowed."""
    (tmp_path / "film.toml").write_text("[picture]\nfsp = 24\n")
    (tmp_path / "a.fountain").write_text(SCRIPT)
    result = redearth("check", tmp_path)
    assert result.returncode == 1
    assert "film.toml:2:1" in result.stderr
    assert "fps? allowed are" in result.stderr


def test_check_reports_every_action_line(tmp_path: Path) -> None:
    """The staging report names each sentence by file, line and column."""
    (tmp_path / "small.fountain").write_text(SCRIPT)
    result = redearth("check", "small.fountain", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "small.fountain:5:1: staged" in result.stdout
    assert "MARA" in result.stdout
    assert [p.name for p in tmp_path.iterdir()] == ["small.fountain"], "check leaves nothing behind"


def test_new_makes_a_film_that_reads(tmp_path: Path) -> None:
    """A new film's script is understood, and a second `new` changes nothing."""
    assert redearth("new", "my film", cwd=tmp_path).returncode == 0
    assert redearth("check", "my film", cwd=tmp_path).returncode == 0
    again = redearth("new", "my film", cwd=tmp_path)
    assert again.returncode == 1
    assert "nothing was changed" in again.stderr


def test_shoot_names_the_layers_there_are(tmp_path: Path) -> None:
    """A layer that is none is an error with the list of those that are, before anything is made."""
    (tmp_path / "small.fountain").write_text(SCRIPT)
    result = redearth("shoot", "small.fountain", "1A", "--aov", "depth,fog", cwd=tmp_path)
    assert result.returncode == 1
    assert "no output named 'fog'" in result.stderr
    assert "beauty, depth, normal, albedo, motion, object" in result.stderr
    assert "Traceback" not in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["small.fountain"]


def test_play_without_a_film_says_what_to_run(tmp_path: Path) -> None:
    """There is nothing to play before make."""
    result = redearth("play", tmp_path)
    assert result.returncode == 1
    assert "redearth make" in result.stderr


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A served release folder with a neighbour that must stay unseen."""
    release = tmp_path / "release"
    release.mkdir()
    (release / "index.html").write_text("<p>film</p>")
    (release / "film.mp4").write_bytes(b"0123456789")
    (tmp_path / "secret.txt").write_text("secret")
    (release / "link.txt").symlink_to(tmp_path / "secret.txt")
    return TestClient(serve_release(release), base_url="http://127.0.0.1")


def test_the_server_serves_the_page_and_ranges(client: TestClient) -> None:
    """The page comes at /, and a player may ask for a part of the film."""
    assert client.get("/").text == "<p>film</p>"
    part = client.get("/film.mp4", headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"234")


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}])
def test_the_server_refuses_strangers(client: TestClient, headers: dict[str, str]) -> None:
    """A rebound name or another site's page gets nothing."""
    assert client.get("/", headers=headers).status_code in (400, 403)


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/link.txt", "//etc/passwd"])
def test_the_server_stays_in_its_folder(client: TestClient, path: str) -> None:
    """Neither dots nor links lead out of the release."""
    response = client.get(path)
    assert response.status_code == 404
    assert "secret" not in response.text


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    """A port that somebody else holds ends in a message with the way round."""
    release = tmp_path / "out" / "release"
    release.mkdir(parents=True)
    (release / "index.html").write_text("<p>film</p>")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = redearth("play", tmp_path, "--port", str(taken.getsockname()[1]))
    assert result.returncode == 1
    assert "cannot be used" in result.stderr
    assert "--port 0" in result.stderr


def test_next_commands_can_be_pasted(tmp_path: Path) -> None:
    """Names with spaces are quoted where a command is shown."""
    assert "redearth make '我的 film'" in redearth("new", "我的 film", cwd=tmp_path).stdout
    assert "redearth new 'no film'" in redearth("make", "no film", cwd=tmp_path).stderr


def test_a_script_on_its_own_takes_settings_beside_it(tmp_path: Path) -> None:
    """`x.fountain` is built in `x.film`, whose film.toml counts."""
    (tmp_path / "x.fountain").write_text(SCRIPT)
    (tmp_path / "x.film").mkdir()
    (tmp_path / "x.film" / "film.toml").write_text("[picture]\nfps = 3\n")
    result = redearth("check", "x.fountain", cwd=tmp_path)
    assert result.returncode == 1
    assert "x.film/film.toml:2:1" in result.stderr


def test_without_a_driver_make_says_what_to_install(tmp_path: Path) -> None:
    """No Vulkan driver at all: what it is, what to install, exit 1, and what was finished is kept."""
    (tmp_path / "small.fountain").write_text(SCRIPT)
    nothing = {"VK_ICD_FILENAMES": "/nonexistent", "VK_DRIVER_FILES": "/nonexistent"}
    result = redearth("make", tmp_path, environment=nothing)
    assert result.returncode == 1
    assert "mesa-vulkan-drivers" in result.stderr
    assert "Traceback" not in result.stderr
    assert list((tmp_path / ".redearth" / "manifests").rglob("*.json"))


def test_doctor_names_a_missing_voice_engine(tmp_path: Path) -> None:
    """A machine without the engine's package is told how to get it, in the doctor's list and by make, without a trace."""
    (tmp_path / "espeakng_loader").mkdir()
    (tmp_path / "espeakng_loader" / "__init__.py").write_text('raise ImportError("not here")\n')
    hidden = {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    (tmp_path / "small.fountain").write_text(SCRIPT)
    for verb, said in (("doctor", "stdout"), ("make", "stderr")):
        result = redearth(verb, *([tmp_path] if verb == "make" else []), environment=hidden)
        assert result.returncode == 1
        assert "no voice can be heard" in getattr(result, said)
        assert "pip install" in getattr(result, said)
        assert "Traceback" not in result.stderr


def test_check_says_which_set_every_place_gets(tmp_path: Path) -> None:
    """Each place has a line with its set and the word that chose it; a stand-in says so and how to choose another."""
    scenes = "INT. AIRLOCK - DAY\n\nA MAN waits.\n\nINT. ELEVATOR - DAY\n\nA MAN waits.\n\nINT. XYZZY - DAY\n\nA MAN waits.\n"
    (tmp_path / "places.fountain").write_text(scenes, encoding="utf-8")
    result = redearth("check", "places.fountain", cwd=tmp_path)
    assert "set: AIRLOCK: airlock, by the word 'airlock'" in result.stdout
    assert "set: ELEVATOR: airlock, a stand-in: nearest to the word 'elevator'" in result.stdout
    assert "set: XYZZY: interior, a stand-in: no word of the script names a set" in result.stdout
    assert '[sets."XYZZY"]' in result.stdout
