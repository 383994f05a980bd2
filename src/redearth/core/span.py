"""Where a piece of text stands in the file it came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of a text file: lines and columns from 1, the end inclusive of its last character's line."""

    line: int
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __post_init__(self) -> None:
        if self.end_line == 0:
            object.__setattr__(self, "end_line", self.line)

    def at(self, file: str) -> str:
        """Return ``file:line:column``, as editors understand it."""
        return f"{file}:{self.line}:{self.column}"
