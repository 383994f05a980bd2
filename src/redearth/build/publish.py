"""Publishing: finished files go from the store to the film's ``out`` folder, each whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from redearth.build.model import StoredFile
from redearth.build.store import Store
from redearth.core.digest import canonical_json, digest_file


def publish(store: Store, out: Path, files: Mapping[str, StoredFile]) -> int:
    """Make ``out`` hold exactly ``files`` (paths relative to ``out``) and return how many were written.

    Files that an earlier build published and this one does not are removed; files of the user's own are left alone.
    Raises ``ValueError`` when a path would leave ``out``.
    """
    record = store.folder / "published.json"
    before = _published(record)
    store.folder.mkdir(parents=True, exist_ok=True)
    record.write_bytes(canonical_json(sorted(set(before) | set(files))))
    written = 0
    for path, stored in sorted(files.items()):
        target = _inside(out, path)
        if not _same(target, stored):
            _place(store, stored, target)
            written += 1
    for path in sorted(set(before) - set(files)):
        stale = _inside(out, path)
        stale.unlink(missing_ok=True)
        _drop_empty(stale.parent, out)
    record.write_bytes(canonical_json(sorted(files)))
    return written


def place_bytes(store: Store, data: bytes, target: Path) -> None:
    """Write ``data`` to ``target`` whole, by way of the store's workspace."""
    artifact = store.put_bytes(data, target.name)
    _place(store, artifact.files[0], target)


def _place(store: Store, stored: StoredFile, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    workspace = store.workspace()
    copy = workspace / "copy"
    shutil.copyfile(store.path(stored.digest), copy)
    with copy.open("rb+") as stream:
        os.fsync(stream.fileno())
    try:
        copy.replace(target)
    except OSError:  # another file system: copy beside the target, then rename there
        beside = target.with_name(f".{target.name}.part")
        shutil.copyfile(copy, beside)
        beside.replace(target)
    shutil.rmtree(workspace, ignore_errors=True)


def _same(target: Path, stored: StoredFile) -> bool:
    return target.is_file() and target.stat().st_size == stored.size_bytes and digest_file(target) == stored.digest


def _inside(out: Path, path: str) -> Path:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise ValueError(f"{path} leaves the output folder")
    return out / pure


def _drop_empty(folder: Path, out: Path) -> None:
    while folder != out and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _published(record: Path) -> list[str]:
    try:
        listed = json.loads(record.read_bytes())
    except (FileNotFoundError, ValueError):
        return []
    return [p for p in listed if isinstance(p, str)] if isinstance(listed, list) else []
