"""The closed classes of English words, read once from ``closed_classes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _load() -> Mapping[str, frozenset[str]]:
    text = (files("redearth.breakdown") / "closed_classes.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


CLOSED = _load()
"""Name of a class: its words."""
