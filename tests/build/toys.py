"""Toy tasks that worker processes run."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

from redearth.core.contract import Inputs, Options
from redearth.core.diagnostics import fault


def copy_upper(inputs: Inputs, options: Options, out: Path) -> None:
    """Write the input's text in capitals."""
    (out / "text.txt").write_text(inputs["text"].read_text().upper() + str(options.get("tail", "")))


def two_files(inputs: Inputs, options: Options, out: Path) -> None:
    """Write two files, of which only ``a`` follows the input."""
    (out / "a").write_bytes(inputs["text"].read_bytes())
    (out / "sub").mkdir()
    (out / "sub" / "b").write_text("constant")


def read_folder(inputs: Inputs, options: Options, out: Path) -> None:
    """Join the files of a folder input."""
    folder = inputs["folder"]
    (out / "joined").write_text(
        "|".join(f"{p.relative_to(folder)}={p.read_text()}" for p in sorted(folder.rglob("*")) if p.is_file())
    )


def complain(inputs: Inputs, options: Options, out: Path) -> None:
    """Fail with a message for the user."""
    raise fault("toy", "the toy is broken", where="toy.fountain:3:1", remedy="a whole toy")


def stumble(inputs: Inputs, options: Options, out: Path) -> None:
    """Fail as a fault of the program does."""
    raise ZeroDivisionError("a slip")


def die_once(inputs: Inputs, options: Options, out: Path) -> None:
    """Kill the worker the first time; ``marker`` remembers."""
    marker = Path(str(options["marker"]))
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    (out / "alive").write_text("yes")


def fill_disk(inputs: Inputs, options: Options, out: Path) -> None:
    """Fail as on a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device", str(out))
