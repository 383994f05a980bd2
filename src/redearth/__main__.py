"""The ``redearth`` command, also as ``python -m redearth``."""

from __future__ import annotations

import sys


def enter() -> None:
    """Run the command line; Ctrl-C ends it in silence while it is still being loaded."""
    try:
        from redearth.cli.main import run  # takes half a second

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    enter()
