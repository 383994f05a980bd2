"""Tasks, artifacts and what the receipt says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from redearth.core.contract import Options
from redearth.core.digest import digest_tagged


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file of an artifact: its place in the artifact and its content's digest and size."""

    path: str
    digest: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """What a task made (or a file the user gave): files by path, sorted."""

    files: tuple[StoredFile, ...]

    @property
    def digest(self) -> str:
        """Digest of all paths and contents."""
        return digest_tagged("artifact", [[f.path, f.digest] for f in self.files])

    def file(self, path: str) -> Artifact:
        """Return the artifact that holds only the file at ``path``; raises ``KeyError`` when there is none."""
        for stored in self.files:
            if stored.path == path:
                return Artifact(files=(stored,))
        raise KeyError(path)

    def folder(self, prefix: str) -> tuple[StoredFile, ...]:
        """Return the files whose path starts with ``prefix``."""
        return tuple(f for f in self.files if f.path.startswith(prefix))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input of a task: a whole artifact as a folder, or a single file of it."""

    artifact: Artifact
    single: bool

    @property
    def digest(self) -> str:
        """Content of the input: a file's own digest, or the folder's."""
        return self.artifact.files[0].digest if self.single else self.artifact.digest


def whole(artifact: Artifact) -> Source:
    """Take every file of an artifact; the task sees a folder."""
    return Source(artifact=artifact, single=False)


def only(artifact: Artifact, path: str) -> Source:
    """Take one file of an artifact; the task sees a file, and other files' changes do not reach it."""
    return Source(artifact=artifact.file(path), single=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step of the build: a pure function of its inputs and options."""

    name: str
    """Identity, for people and for the history: ``voice.speak ext-ruined-city-dawn-1/lin.says.1``."""
    department: str
    function: str
    """``package.module:function``, a ``core.contract.TaskFunction``."""
    inputs: Mapping[str, Source] = field(default_factory=dict)
    options: Options = field(default_factory=dict)
    script: tuple[str, ...] = ()
    """``file:line`` of the script lines it stems from; never part of its key."""
    frames: int = 0
    """Frames it shoots, for the status table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One task that had to be made, and why."""

    task: str
    department: str
    reason: str
    script: tuple[str, ...]
    seconds: float
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a build did."""

    made: tuple[Made, ...]
    cached: int
    frames: int
    """Frames shot."""
    seconds: tuple[tuple[str, float], ...]
    """Work by department (all workers together), then ``wall``."""
