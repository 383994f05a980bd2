"""The user's own sets, properties, cast and motions in the film folder: which files belong to which name. What is in them is read elsewhere."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from redearth.core.slug import slug

SUFFIXES = (".usdz", ".usd", ".usda", ".usdc", ".glb", ".gltf")
"""Formats, the one that is preferred first."""
CAST_SUFFIXES = (".vrm", *SUFFIXES)
MOTION_SUFFIXES = (".vrma", ".bvh", ".glb", ".gltf")
_MOST_BYTES = 512 * 2**20
_MOST_FILES = 256
_LARGEST_JSON = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAsset:
    """A model of the user's with every file that it consists of, by path in the film folder."""

    main: str
    paths: Mapping[str, Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAssets:
    """What a folder such as ``sets/`` holds, by slug of the name in the script, and what is wrong with it in words."""

    found: Mapping[str, OwnAsset]
    odd: tuple[str, ...] = ()


def own_assets(film: Path, kind: str, suffixes: tuple[str, ...] = SUFFIXES) -> OwnAssets:
    """Return the models (or motions) with one of ``suffixes`` under ``<film>/<kind>``.

    ``sets/seed vault.glb`` is a model of one file (a ``.gltf`` brings the files it names); ``sets/seed vault/`` one of many: its main file is
    named as the folder, or is the only model in it, and everything in the folder belongs to it. Links out of the film folder are passed over.
    """
    found: dict[str, OwnAsset] = {}
    odd: list[str] = []
    for main in _mains(film / kind, odd, film, suffixes):
        name = slug(main.parent.name if main.parent != film / kind else main.stem)
        place = main.relative_to(film).as_posix()
        asset = OwnAsset(main=place, paths=_belonging(main, film, kind))
        if name in found:
            odd.append(f"{place} is not used: {found[name].main} has the same name")
        elif too_large := _too_large(asset):
            odd.append(f"{place} is not used: {too_large}")
        else:
            found[name] = asset
    return OwnAssets(found=found, odd=tuple(odd))


def own_asset_at(film: Path, place: str, suffixes: tuple[str, ...]) -> OwnAsset | str:
    """Return the model at a path in the film folder, or what is wrong with that path in words."""
    main = film / posixpath.normpath(place)
    if "\0" in place or not _is_model(main, film, suffixes):
        return f"there is no file {place!r} in the film folder that ends in {', '.join(suffixes)}"
    paths = {path.relative_to(film).as_posix(): path for path in (main, *_named_by(main, film))}
    asset = OwnAsset(main=main.relative_to(film).as_posix(), paths=paths)
    return _too_large(asset) or asset


def _too_large(asset: OwnAsset) -> str:
    size = sum(path.stat().st_size for path in asset.paths.values())
    if len(asset.paths) <= _MOST_FILES and size <= _MOST_BYTES:
        return ""
    return f"it has {len(asset.paths)} files of {size // 2**20} MiB; at most {_MOST_FILES} of {_MOST_BYTES // 2**20} MiB"


def _mains(folder: Path, odd: list[str], film: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    if not folder.is_dir():
        return
    yield from _preferred((path for path in folder.iterdir() if _is_model(path, film, suffixes)), suffixes)
    for inner in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        models = list(_preferred((path for path in inner.iterdir() if _is_model(path, film, suffixes)), suffixes))
        named = [path for path in models if slug(path.stem) == slug(inner.name)] or (models if len(models) == 1 else [])
        if named:
            yield named[0]
        elif models:
            odd.append(
                f"{inner.relative_to(film).as_posix()}/ is not used: none of its {len(models)} models is named as the folder"
            )


def _preferred(paths: Iterator[Path], suffixes: tuple[str, ...]) -> Iterator[Path]:
    yield from sorted(paths, key=lambda path: (suffixes.index(path.suffix.lower()), path.name))


def _is_model(path: Path, film: Path, suffixes: tuple[str, ...]) -> bool:
    return path.suffix.lower() in suffixes and _inside(path, film)


def _belonging(main: Path, film: Path, kind: str) -> dict[str, Path]:
    if main.parent != film / kind:
        files = [path for path in sorted(main.parent.rglob("*")) if not path.name.startswith(".") and _inside(path, film)]
    else:
        files = [main, *_named_by(main, film)]
    return {path.relative_to(film).as_posix(): path for path in files[: _MOST_FILES + 1]}


def _named_by(main: Path, film: Path) -> list[Path]:
    """Return the files in the film folder that a ``.gltf`` names."""
    if main.suffix.lower() != ".gltf" or main.stat().st_size > _LARGEST_JSON:
        return []
    try:
        document = json.loads(main.read_bytes())
        entries = [entry for name in ("buffers", "images") for entry in document.get(name, [])]
        uris = [entry["uri"] for entry in entries if isinstance(entry.get("uri"), str)]
    except (ValueError, AttributeError, TypeError, RecursionError):
        return []  # whoever reads the file says what is wrong with it
    plain = [unquote(uri) for uri in uris if ":" not in uri and "\0" not in unquote(uri)]
    paths = [film / posixpath.normpath(posixpath.join(main.parent.relative_to(film).as_posix(), uri)) for uri in plain]
    return [path for path in dict.fromkeys(paths) if _inside(path, film)]


def _inside(path: Path, film: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(film.resolve())
    except (OSError, ValueError):
        return False
