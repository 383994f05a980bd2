"""``python -m redearth``."""

from redearth.cli.main import run

run()
