"""What a file of the user's holds once it is read: chunks of surface in metres, Y up, and named spots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redearth.core.diagnostics import Diagnostic, FilmError
from redearth.stage.model import Image, Material

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """One mesh in one material, in the file's own space brought to metres and Y up."""

    name: str
    positions: F64
    """[V, 3]."""
    triangles: I64
    """[T, 3], counter-clockwise from outside."""
    material: int
    normals: F64 | None = None
    uvs: F64 | None = None
    """[V, 2], lower left corner (0, 0)."""
    colors: F64 | None = None
    """[V, 3] linear, multiplies the base colour."""
    joints: I64 | None = None
    """[V, 4] which joints of a figure move it."""
    weights: F64 | None = None
    """[V, 4], rows sum to 1."""
    morphs: Mapping[str, F64] = field(default_factory=dict)
    """[V, 3] how far each shape of a face moves it."""


@dataclass(slots=True)
class Found:
    """A file while it is read; ``spots`` are the transforms of named nodes without a mesh."""

    file: str
    """As messages show it: its path in the film folder."""
    materials: list[Material] = field(default_factory=list)
    images: dict[str, Image] = field(default_factory=dict)
    chunks: list[Chunk] = field(default_factory=list)
    spots: dict[str, F64] = field(default_factory=dict)
    notices: list[Diagnostic] = field(default_factory=list)

    def say(self, code: str, message: str, remedy: str) -> None:
        """Note once what is wrong with a part of the file and what would be right."""
        notice = Diagnostic(severity="warning", code=f"asset.{code}", message=message, where=self.file, remedy=remedy)
        if notice not in self.notices and len(self.notices) < 40:
            self.notices.append(notice)

    def fatal(self, code: str, message: str, remedy: str) -> FilmError:
        """Return the fault that makes the whole file unusable, with the notices that led to it."""
        broken = Diagnostic(severity="error", code=f"asset.{code}", message=message, where=self.file, remedy=remedy)
        return FilmError(broken, *self.notices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The files that an asset consists of, by path in the film folder: nothing else can be read through it."""

    main: str
    paths: Mapping[str, Path]

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None when it is none of the asset's."""
        place = self.paths.get(path)
        return place.read_bytes() if place is not None else None
