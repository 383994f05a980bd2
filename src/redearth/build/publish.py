"""Publishing: finished files go from the store to the film's ``out`` folder, each whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from redearth.build.model import StoredFile
from redearth.build.store import Store
from redearth.core.diagnostics import FilmError, fault
from redearth.core.digest import canonical_json, digest_file


def publish(store: Store, out: Path, files: Mapping[str, StoredFile]) -> int:
    """Make ``out`` hold exactly ``files`` (paths relative to ``out``) and return how many were written.

    Files that an earlier build published and this one does not are removed; files of the user's own are left alone.
    Raises ``ValueError`` when a path would leave ``out``, and :class:`FilmError` when something of the user's stands in its way.
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
        if stale.is_file() or stale.is_symlink():
            stale.unlink()
            _drop_empty(stale.parent, out)
    record.write_bytes(canonical_json(sorted(files)))
    return written


def place_bytes(store: Store, data: bytes, target: Path) -> None:
    """Write ``data`` to ``target`` whole, by way of the store's workspace."""
    artifact = store.put_bytes(data, target.name)
    _place(store, artifact.files[0], target)


def _place(store: Store, stored: StoredFile, target: Path) -> None:
    workspace = store.workspace()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = workspace / "copy"
        shutil.copyfile(store.path(stored.digest), copy)
        with copy.open("rb+") as stream:
            os.fsync(stream.fileno())
        try:
            copy.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy_beside(copy, target)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise _in_the_way(target) from None
    finally:
        shutil.rmtree(workspace, ignore_errors=True)


def _copy_beside(copy: Path, target: Path) -> None:
    """Place a copy from another file system: beside the target first, then renamed there."""
    beside = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(copy, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _in_the_way(target: Path) -> FilmError:
    blocking = next(p for p in (target, *target.parents) if p.exists())
    kind = "a folder" if blocking.is_dir() else "a file"
    return fault(
        "publish.way",
        f"{kind} stands where the film's {target.name} goes; it was left alone",
        where=str(blocking),
        remedy="that place free; the film is finished and waits in the store",
        command=f"move {blocking} away, then run the same command again",
    )


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
