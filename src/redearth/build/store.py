"""The artifact store: content-addressed files, written whole or not at all, checked by digest when read."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

from redearth.build.model import Artifact, StoredFile
from redearth.core.digest import Json, canonical_json, digest_bytes, digest_file, digest_tagged


class Store:
    """A folder of objects (by content digest) and of manifests (by task key).

    Objects and manifests are written to a temporary file, synced and renamed, so a kill at any moment leaves none half
    written. A manifest names its own key, so that one put in another's place is noticed. Damaged ones are moved to
    ``quarantine`` and count as missing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._objects = folder / "objects"
        self._manifests = folder / "manifests"
        self._quarantine = folder / "quarantine"
        self._temporary = folder / "tmp"
        for needed in (self._objects, self._manifests, self._temporary):
            needed.mkdir(parents=True, exist_ok=True)
        self.damaged: list[str] = []
        """Digests found damaged since the store was opened."""

    def path(self, digest: str) -> Path:
        """Return where the object of this digest lies (or would lie)."""
        return self._objects / digest[:2] / digest

    def workspace(self) -> Path:
        """Return a new empty folder for a task; :meth:`clear_workspaces` removes what a kill leaves behind."""
        return Path(tempfile.mkdtemp(dir=self._temporary))

    def clear_workspaces(self) -> None:
        """Remove every workspace; only the owner of the film's lock may call this."""
        shutil.rmtree(self._temporary, ignore_errors=True)
        self._temporary.mkdir(parents=True, exist_ok=True)

    def put_bytes(self, data: bytes, path: str) -> Artifact:
        """Store a file the user gave and return it as an artifact."""
        digest = digest_bytes(data)
        if not self._sound(StoredFile(path=path, digest=digest, size_bytes=len(data))):
            self._write_whole(self.path(digest), data)
        return Artifact(files=(StoredFile(path=path, digest=digest, size_bytes=len(data)),))

    def put_folder(self, folder: Path) -> Artifact:
        """Move every file under ``folder`` into the store and return them as an artifact."""
        files = []
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            stored = StoredFile(
                path=path.relative_to(folder).as_posix(), digest=digest_file(path), size_bytes=path.stat().st_size
            )
            target = self.path(stored.digest)
            if not (target.exists() and self._sound(stored)):
                _sync(path)
                path.chmod(0o444)
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
                _sync(target.parent)
            files.append(stored)
        return Artifact(files=tuple(files))

    def remember(self, key: str, artifact: Artifact) -> None:
        """Bind a task key to the artifact it made."""
        files: list[Json] = [[f.path, f.digest, f.size_bytes] for f in artifact.files]
        check = digest_tagged("manifest", [key, files])
        self._write_whole(self._manifest(key), canonical_json({"key": key, "files": files, "check": check}))

    def recall(self, key: str) -> Artifact | None:
        """Return the artifact of a key when its manifest and every object of it are sound."""
        path = self._manifest(key)
        try:
            body = json.loads(path.read_bytes())
            intact = body["check"] == digest_tagged("manifest", [key, body["files"]]) and body["key"] == key
            files = tuple(StoredFile(path=p, digest=d, size_bytes=s) for p, d, s in body["files"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            intact, files = False, ()
        if not intact:
            self._set_aside(path)
            return None
        unsound = [f for f in files if not self._sound(f)]
        return None if unsound else Artifact(files=files)

    def _sound(self, stored: StoredFile) -> bool:
        path = self.path(stored.digest)
        try:
            if path.stat().st_size == stored.size_bytes and digest_file(path) == stored.digest:
                return True
        except FileNotFoundError:
            return False
        self._set_aside(path)
        return False

    def _manifest(self, key: str) -> Path:
        return self._manifests / key[:2] / f"{key}.json"

    def _set_aside(self, path: Path) -> None:
        self._quarantine.mkdir(parents=True, exist_ok=True)
        path.replace(self._quarantine / path.name)
        self.damaged.append(path.stem)

    def _write_whole(self, target: Path, data: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._temporary)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o444)
        Path(name).replace(target)
        _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
