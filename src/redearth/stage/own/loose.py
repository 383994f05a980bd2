"""Values of an untrusted document, read as what they should be: entries of wrong types count as missing."""

from __future__ import annotations

from typing import Any


def table(value: Any) -> dict[str, Any]:
    """Return an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """Return a list, or an empty one."""
    return value if isinstance(value, list) else []


def tables(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list."""
    return [one for one in items(value) if isinstance(one, dict)]


def is_index(value: Any) -> bool:
    """True for a whole number from 0 on."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def index(value: Any) -> int:
    """Return a whole number from 0 on, or -1."""
    return int(value) if is_index(value) else -1


def number(value: Any, default: float = 0.0, *, largest: float = 1e6) -> float:
    """Return a number within ``largest`` either way, or ``default``."""
    sound = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < largest
    return float(value) if sound else default
