"""The script department's tasks."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from redearth.core.contract import Inputs, Options
from redearth.core.digest import canonical_json
from redearth.core.record import write_record
from redearth.script.parse import parse


def read(inputs: Inputs, options: Options, out: Path) -> None:
    """Read ``script`` into ``screenplay.json`` and ``notices.json``; ``options["file"]`` is the name shown to the user."""
    screenplay, diagnostics = parse(inputs["script"].read_bytes(), str(options.get("file") or inputs["script"].name))
    write_record(out / "screenplay.json", screenplay)
    (out / "notices.json").write_bytes(canonical_json([asdict(d) for d in diagnostics]))
