"""Read a USD or USDZ file of the user's: its meshes in metres with Y up, and named spots. Nothing outside its own files is opened."""

from __future__ import annotations

import posixpath
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from pxr import Ar, Sdf, Tf, Usd, UsdGeom

from redearth.stage.own.found import F64, Files, Found
from redearth.stage.usd.import_look import UsdLooks
from redearth.stage.usd.import_mesh import chunks_of

_MOST_LAYERS = 256


def read_usd(files: Files) -> Found:
    """Return what a stage shows at its start; parts that cannot be used are left out with a notice.

    Raises ``FilmError`` when nothing of it can be used, or when it refers to anything that is none of the asset's own files.
    """
    found = Found(file=files.main)
    with opened_stage(found, files) as stage:
        _gather(found, stage)
    if not found.chunks:
        raise found.fatal("empty", "no mesh in the file can be used", "a stage with at least one visible mesh")
    return found


@contextmanager
def opened_stage(found: Found, files: Files) -> Iterator[Any]:
    """Open an asset's stage in a scratch folder of its own, every layer checked before anything is composed.

    What goes wrong while it is read raises ``FilmError``.
    """
    with tempfile.TemporaryDirectory(prefix="redearth-own-") as folder:
        main = _laid_out(files, Path(folder))
        _check(found, main, Path(folder))
        try:
            yield Usd.Stage.Open(str(main))
        except (Tf.ErrorException, RuntimeError, ValueError, TypeError) as broken:
            raise found.fatal(
                "usd", f"the stage cannot be composed: {_short(broken)}", "a USD stage that usdchecker passes"
            ) from broken


def _laid_out(files: Files, folder: Path) -> Path:
    """Copy the asset's files into a scratch folder, as they lie in the film folder; return the main one."""
    for name in sorted(files.paths):
        place = folder / PurePosixPath(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files.paths[name].read_bytes())
    return folder / PurePosixPath(files.main)


def _check(found: Found, main: Path, folder: Path) -> None:
    """Open every layer alone, before anything is composed, and refuse what refers to somewhere else."""
    if main.suffix.lower() == ".usdz":
        _check_archive(found, main)
        return
    waiting: list[Path] = [main]
    seen: set[Path] = set()
    while waiting and len(seen) < _MOST_LAYERS:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        layer = _layer(found, path)
        for named in sorted(layer.GetCompositionAssetDependencies()):
            target = Path(posixpath.normpath(posixpath.join(path.parent.as_posix(), named)))
            if "://" in named or ":" in named or not target.is_relative_to(folder) or not target.is_file():
                raise found.fatal(
                    "outside",
                    f"it refers to {named!r}, which is none of its own files",
                    "files beside it in its own folder under sets/ or props/",
                )
            waiting.append(target)


def _check_archive(found: Found, main: Path) -> None:
    try:
        with zipfile.ZipFile(main) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError) as broken:
        raise found.fatal("usd", f"this is no usdz archive: {broken}", "a whole .usdz file") from broken
    outside = [name for name in names if name.startswith(("/", "\\")) or ".." in PurePosixPath(name).parts or ":" in name]
    if outside:
        raise found.fatal(
            "outside", f"the archive has a member named {outside[0]!r}, which leads out of it", "plain names in the archive"
        )
    layers = [name for name in names if name.lower().endswith((".usd", ".usda", ".usdc"))]
    for name in layers[:_MOST_LAYERS]:
        layer = _layer(found, Path(f"{main}[{name}]"))
        for named in layer.GetCompositionAssetDependencies():
            inside = posixpath.normpath(posixpath.join(posixpath.dirname(name), named))
            if inside not in names:
                raise found.fatal(
                    "outside", f"it refers to {named!r}, which is not in the archive", "everything it needs inside the archive"
                )


def _layer(found: Found, path: Path) -> Any:
    try:
        layer = Sdf.Layer.FindOrOpen(str(path))
    except (Tf.ErrorException, RuntimeError) as broken:
        raise found.fatal("usd", f"this is no USD file that can be read: {_short(broken)}", "a whole USD file") from broken
    if layer is None:
        raise found.fatal("usd", "this is no USD file that can be read", "a whole .usd, .usda, .usdc or .usdz file")
    clipped: list[str] = []
    layer.Traverse("/", lambda path: clipped.append(str(path)) if path.IsPrimPath() and _has_clips(layer, path) else None)
    if clipped:
        raise found.fatal(
            "clips", f"{clipped[0]} takes its values from clips, which may lie anywhere", "a stage without value clips"
        )
    return layer


def _has_clips(layer: Any, path: Any) -> bool:
    prim = layer.GetPrimAtPath(path)
    return bool(prim) and (prim.HasInfo("clips") or prim.HasInfo("clipSets"))


def _gather(found: Found, stage: Any) -> None:
    start = Usd.TimeCode(stage.GetStartTimeCode()) if stage.HasAuthoredTimeCodeRange() else Usd.TimeCode.Default()
    ours_from_stage = to_metres_y_up(stage)
    cache, looks = UsdGeom.XformCache(start), UsdLooks(found, textures_of(found))
    for prim in Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies()):
        imageable = UsdGeom.Imageable(prim)
        if not imageable or imageable.ComputeVisibility(start) == UsdGeom.Tokens.invisible:
            continue
        world = ours_from_stage @ np.array(cache.GetLocalToWorldTransform(prim), float).T
        if prim.IsA(UsdGeom.Mesh):
            if imageable.ComputePurpose() in (UsdGeom.Tokens.default_, UsdGeom.Tokens.render):
                found.chunks.extend(chunks_of(found, looks, prim, world, start))
        elif prim.IsA(UsdGeom.Xform):
            found.spots.setdefault(prim.GetName(), world)
        elif prim.IsA(UsdGeom.PointInstancer) or (prim.IsA(UsdGeom.Gprim) and not prim.IsA(UsdGeom.Points)):
            found.say("kind", f"{prim.GetTypeName()} {prim.GetName()!r} is not read", "meshes")


def to_metres_y_up(stage: Any) -> F64:
    """Return what brings a stage [4, 4] to metres with Y up."""
    scale = float(UsdGeom.GetStageMetersPerUnit(stage))
    matrix = np.diag([scale, scale, scale, 1.0])
    if UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z:
        matrix = matrix @ np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]], float)
    return matrix


def textures_of(found: Found) -> Any:
    """Return a function from a texture's asset path to its bytes: None when it lies outside the scratch folder or the archive."""

    def read(place: Any) -> bytes | None:
        resolved = str(place.resolvedPath)
        if (
            not resolved
            or Path(place.path).is_absolute()
            or f"{tempfile.gettempdir()}/redearth-own-" not in str(Path(resolved.split("[")[0]).resolve())
        ):
            return None
        opened = Ar.GetResolver().OpenAsset(Ar.ResolvedPath(resolved))
        return bytes(opened.GetBuffer()) if opened else None

    return read


def _short(broken: Exception) -> str:
    return " ".join(str(broken).split())[:160]
