"""Messages to the person at the keyboard: what, where, what would be right, the next command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One message about the user's film."""

    severity: Severity
    code: str
    """Short stable name of the kind of fault, such as ``film.key``."""
    message: str
    where: str = ""
    """``file:line:column``, ``file`` or empty."""
    remedy: str = ""
    """What would be right."""
    command: str = ""
    """The next command to run."""

    def __str__(self) -> str:
        head = f"{self.where}: {self.severity}: {self.message}" if self.where else f"{self.severity}: {self.message}"
        lines = [head]
        if self.remedy:
            lines.append(f"  right would be: {self.remedy}")
        if self.command:
            lines.append(f"  next: {self.command}")
        return "\n".join(lines)


class FilmError(Exception):
    """The user's film, machine or command cannot be used as it is; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[FilmError], tuple[Diagnostic, ...]]:
        return type(self), self.diagnostics


def fault(code: str, message: str, *, where: str = "", remedy: str = "", command: str = "") -> FilmError:
    """Return a :class:`FilmError` with one error diagnostic."""
    return FilmError(Diagnostic(severity="error", code=code, message=message, where=where, remedy=remedy, command=command))
