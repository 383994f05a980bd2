"""A watcher that says nothing."""

from __future__ import annotations

from redearth.build.model import Task


class Silent:
    """Follows a build without a word."""

    def waiting(self, task: Task) -> None:
        """Ignore a new task."""

    def running(self, task: Task) -> None:
        """Ignore a start."""

    def cached(self, task: Task) -> None:
        """Ignore a find."""

    def done(self, task: Task) -> None:
        """Ignore an end."""
