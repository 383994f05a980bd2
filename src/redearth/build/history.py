"""What the last build's tasks were keyed by, so that the receipt can say why one is made again. Never needed for correctness."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from redearth.core.digest import canonical_json


class History:
    """Key parts of each task by name, from the last build and from this one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = _read(path)
        self._now: dict[str, Mapping[str, str]] = {}

    def reason(self, task: str, parts: Mapping[str, str]) -> str:
        """Return why a task with these key parts is not in the store."""
        self._now[task] = parts
        before = self._before.get(task)
        if before is None:
            return "new"
        changed = sorted(name for name in {*before, *parts} if before.get(name) != parts.get(name))
        if not changed:
            return "missing or damaged in the store"
        return "changed: " + ", ".join(name.removeprefix("input ") for name in changed)

    def note(self, task: str, parts: Mapping[str, str]) -> None:
        """Record a task that was in the store."""
        self._now[task] = parts

    def save(self) -> None:
        """Write this build's keys for the next one."""
        merged = {**self._before, **self._now}
        temporary = self._path.with_suffix(".new")
        temporary.write_bytes(canonical_json({name: dict(parts) for name, parts in merged.items()}))
        temporary.replace(self._path)


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        body = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(body, dict):
        return {}
    return {str(k): {str(a): str(b) for a, b in v.items()} for k, v in body.items() if isinstance(v, dict)}
