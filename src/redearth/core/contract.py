"""The one shape of a task that every department and the production office agree on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from redearth.core.digest import Json

Inputs = Mapping[str, Path]
"""Where each input lies: a file, or a folder when the whole artifact is taken. Read-only."""
Options = Mapping[str, Json]
TaskFunction = Callable[[Inputs, Options, Path], None]
"""Reads inputs, writes its artifact's files into the (empty) folder; a pure function of inputs and options."""
