"""The house checks itself: the import contract, light imports, sizes, names, documented verbs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from typer.main import get_command

from redearth.cli.main import app

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "redearth"
MODULES = sorted(SOURCE.rglob("*.py"))
DEPARTMENTS = ("script", "breakdown", "voice", "direction", "stage", "picture", "sound", "edit", "master", "release")
LIGHT_FORMATS = {"redearth.stage.playback"}
"""Plain-array file formats that another department may read besides `model.py`."""
BANNED = re.compile(r"(^|_)(utils?|helpers?|managers?|handlers?|processors?|info|data|misc|base2)(_|$)")


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_departments_import_only_themselves_core_and_models() -> None:
    """Between departments only `model.py` (and the playback format) is imported: the import rule is the cache rule."""
    graph = grimp.build_graph("redearth")
    wrong = []
    for name in sorted(graph.modules):
        own = name.split(".")[1] if "." in name else ""
        for imported in sorted(graph.find_modules_directly_imported_by(name)) if own in DEPARTMENTS else ():
            other = imported.split(".")[1] if "." in imported else ""
            if other in DEPARTMENTS and other != own and not imported.endswith(".model") and imported not in LIGHT_FORMATS:
                wrong.append(f"{name} imports {imported}")
    assert wrong == []


@pytest.mark.parametrize("giant", ["pxr", "wgpu", "av", "opentimelineio", "scipy", "skimage", "rich", "cattrs"])
def test_models_and_the_package_load_only_numpy(giant: str) -> None:
    """`import redearth` and every `model.py` are light."""
    names = ["redearth", *(f"redearth.{d}.model" for d in (*DEPARTMENTS, "build"))]
    code = f"import sys, {', '.join(names)}; sys.exit({giant!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_picture_worker_never_loads_usd() -> None:
    """The module that shoots, and all it imports, leave OpenUSD out."""
    code = "import sys, redearth.picture.task; sys.exit('pxr' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_modules_and_functions_are_short() -> None:
    """No module over 500 lines, no function over 40."""
    long = [f"{p.relative_to(ROOT)}: {n} lines" for p in MODULES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 500]
    for path in MODULES:
        long += [
            f"{path.relative_to(ROOT)}:{f.lineno} {f.name}: {size} lines"
            for f in _functions(path)
            if (size := (f.end_lineno or f.lineno) - f.lineno + 1) > 40
        ]
    assert long == []


def test_names_say_something() -> None:
    """No module is called after nothing."""
    assert [str(p.relative_to(ROOT)) for p in MODULES if BANNED.search(p.stem)] == []


def test_nothing_is_left_behind() -> None:
    """No marks of unfinished work, no catch-all, no path of somebody's machine."""
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|except Exception|except BaseException|except:|/(work|root|home)/")
    found = [
        f"{p.relative_to(ROOT)}:{n}: {line.strip()}"
        for p in MODULES
        for n, line in enumerate(p.read_text(encoding="utf-8").splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []


def test_every_verb_is_documented() -> None:
    """Each command-line verb and option stands in docs/cli.md."""
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    command = get_command(app)
    missing = []
    for name, verb in command.commands.items():  # type: ignore[attr-defined]
        missing += [name] if f"redearth {name}" not in page else []
        missing += [
            f"{name} {o}" for p in verb.params for o in p.opts if o.startswith("--") and o != "--help" and f"`{o}" not in page
        ]
    assert missing == []


def test_every_department_has_a_page() -> None:
    """docs/ has a page per department."""
    assert [d for d in DEPARTMENTS if not (ROOT / "docs" / f"{d}.md").is_file()] == []
