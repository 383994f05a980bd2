"""Frozen records to JSON and back: the manifest half of every artifact."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cattrs.preconf.json import JsonConverter, make_converter

from redearth.core.digest import Json, canonical_json

T = TypeVar("T")


@cache
def _converter() -> JsonConverter:
    return make_converter(forbid_extra_keys=True)


def dump_record(record: Any) -> bytes:
    """Return a dataclass as canonical JSON bytes, marked with the name of its type."""
    return canonical_json({"schema": _schema(type(record)), "value": _converter().unstructure(record)})


def load_record(kind: type[T], data: bytes) -> T:
    """Return the record of type ``kind`` in ``data``; raises ``ValueError`` when it holds another schema."""
    document = json.loads(data)
    if document.get("schema") != _schema(kind):
        raise ValueError(f"expected a record of {_schema(kind)}, got {document.get('schema')}")
    return _converter().structure(document["value"], kind)


def write_record(path: Path, record: Any) -> None:
    """Write a dataclass to ``path`` as canonical JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dump_record(record))


def read_record(kind: type[T], path: Path) -> T:
    """Read the record of type ``kind`` that :func:`write_record` wrote."""
    return load_record(kind, path.read_bytes())


def _schema(kind: type[Any]) -> str:
    department = kind.__module__.removeprefix("redearth.").removesuffix(".model")
    return f"redearth.{department}.{kind.__name__}/1"


def record_json(record: Any) -> Json:
    """Return a dataclass as the JSON value :func:`load_record` reads, for use as a task's option."""
    value: Json = json.loads(dump_record(record))
    return value
