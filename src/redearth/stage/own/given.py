"""The user's files among a task's inputs, and what is wrong with them as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from redearth.core.contract import Inputs, Options
from redearth.core.diagnostics import Diagnostic
from redearth.core.digest import canonical_json
from redearth.stage.own.found import Files

NOTICES = "notices.json"


def files_of(inputs: Inputs, options: Options) -> Files:
    """Return the user's files among a task's inputs."""
    return Files(
        main=str(options["main"]), paths={name.removeprefix("file/"): p for name, p in inputs.items() if name.startswith("file/")}
    )


def write_notices(out: Path, notices: Sequence[Diagnostic]) -> None:
    """Write ``notices.json``."""
    (out / NOTICES).write_bytes(canonical_json([asdict(notice) for notice in notices]))
