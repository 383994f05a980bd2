"""The file that holds arrays and a header: a plain ``.npz`` whose bytes depend on its content alone."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.core.diagnostics import fault
from redearth.core.digest import Json, canonical_json

Arrays = Mapping[str, NDArray[Any]]
_HEADER = "header.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_container(path: Path, kind: str, header: Mapping[str, Json], arrays: Arrays) -> None:
    """Write a header and named arrays as an uncompressed zip of ``header.json`` and ``<name>.npy``; equal content gives equal bytes.

    Members are stored, not deflated, in sorted order and with a fixed date. NumPy reads the arrays with ``numpy.load``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_member(_HEADER), canonical_json({"kind": kind, "header": dict(header)}))
        for name in sorted(arrays):
            stream = io.BytesIO()
            np.lib.format.write_array(stream, np.ascontiguousarray(arrays[name]), version=(1, 0), allow_pickle=False)
            archive.writestr(_member(f"{name}.npy"), stream.getvalue())


def read_container(path: Path, kind: str) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return the header and the arrays of a file that :func:`write_container` wrote.

    Raises a ``stage.container`` fault when the file is broken or holds another kind. Nothing in it is ever unpickled.
    """
    with _opened(path, kind) as archive:
        names = [name for name in archive.namelist() if name.endswith(".npy")]
        return _header(archive, kind), {name[:-4]: _array(archive.read(name)) for name in names}


def read_header(path: Path, kind: str) -> dict[str, Any]:
    """Return the header alone; raises as :func:`read_container` does."""
    with _opened(path, kind) as archive:
        return _header(archive, kind)


@contextmanager
def _opened(path: Path, kind: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, ValueError, KeyError) as broken:
        raise fault(
            "stage.container",
            f"this is not a readable {kind} file: {broken}",
            where=path.name,
            remedy=f"a {kind} file as `stage` writes it",
            command="redearth make",
        ) from broken


def _header(archive: zipfile.ZipFile, kind: str) -> dict[str, Any]:
    document = json.loads(archive.read(_HEADER))
    if not isinstance(document, dict) or document.get("kind") != kind:
        raise ValueError("it is of another kind")
    header: dict[str, Any] = document["header"]
    return header


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


def _array(raw: bytes) -> NDArray[Any]:
    array: NDArray[Any] = np.lib.format.read_array(io.BytesIO(raw), allow_pickle=False)
    return array
