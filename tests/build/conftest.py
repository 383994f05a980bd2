"""An office on a store of its own, for toy tasks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from redearth.build import keys, office
from redearth.build.history import History
from redearth.build.model import Artifact, Receipt, Task
from redearth.build.office import Office
from redearth.build.store import Store
from redearth.build.watch import Silent
from redearth.build.workers import Rooms

Build = Callable[..., tuple[list[Artifact], Receipt]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "store")


@pytest.fixture
def build(store: Store, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Run tasks in an office of one worker; the code of toys is taken as one constant."""
    monkeypatch.setattr(keys, "code_digest", lambda module: "toys")

    def run(*tasks: Task) -> tuple[list[Artifact], Receipt]:
        history = History(store.folder / "history.json")
        rooms = Rooms(1)

        async def flow() -> tuple[list[Artifact], Receipt]:
            desk = office.Office(store, history, rooms, Silent())
            made = [await desk.make(task) for task in tasks]
            return made, desk.receipt()

        try:
            return asyncio.run(flow())
        finally:
            rooms.close(at_once=False)
            history.save()

    return run


__all__ = ["Office"]
