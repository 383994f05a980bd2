"""Where a key stands in a TOML file's text, for messages that an editor can jump to."""

from __future__ import annotations

import re

_NAME = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_KEY = re.compile(rf"\s*\[*\s*({_NAME}(?:\s*\.\s*{_NAME})*)")
_PART = re.compile(_NAME)


def place_of(text: str, path: tuple[str, ...], file: str) -> str:
    """Return ``file:line:column`` of the key or table at ``path``, or of the nearest table around it, or ``file``."""
    lines = list(_keys_by_line(text))
    for length in range(len(path), 0, -1):
        for number, line, keys in lines:
            if keys[:length] == path[:length]:
                return f"{file}:{number}:{line.index(path[length - 1]) + 1}"
    return file


def _keys_by_line(text: str) -> list[tuple[int, str, tuple[str, ...]]]:
    """Return number, text and full key of each line that names a table or a value."""
    found: list[tuple[int, str, tuple[str, ...]]] = []
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        match = _KEY.match(line)
        if match is None:
            continue
        keys = tuple(part.strip("\"'") for part in _PART.findall(match.group(1)))
        if line.lstrip().startswith("["):
            table = keys
        found.append((number, line, keys if table is keys else (*table, *keys)))
    return found
