"""The film folder: the script, the settings and the user's own assets, found and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote

from redearth.core.diagnostics import fault
from redearth.core.film import SETTINGS_FILE, FilmSettings, load_settings
from redearth.core.own_assets import CAST_SUFFIXES, MOTION_SUFFIXES, OwnAsset, OwnAssets, own_asset_at, own_assets
from redearth.core.slug import slug
from redearth.core.toml_place import place_of

SCRIPT_SUFFIXES = (".fountain", ".spmd", ".txt")
_SOUNDS = (".wav", ".flac")
_NOT_YET = ("sounds",)
_LARGEST_SCRIPT = 32 * 2**20
_LARGEST_LUT = 32 * 2**20
_LARGEST_RECORDING = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recorded line of the user's own."""

    place: str
    """Its path in the film folder, as messages show it."""
    sound: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What the user gave."""

    folder: Path
    """Where ``out`` and the store are written."""
    script: str
    """The script's file name, as messages show it."""
    script_bytes: bytes
    settings: FilmSettings
    settings_text: str
    """What ``film.toml`` says, word for word."""
    recordings: Mapping[str, Recording]
    """Recorded lines by ``<character slug>/<file stem>``: ``lin/003`` is Lin's third line."""
    catalogues: Mapping[str, bytes]
    """``locale/<language>.po`` by language."""
    lut: bytes | None = None
    """What the file that ``[look]`` names as its ``lut`` holds."""
    own_sets: OwnAssets = field(default_factory=lambda: OwnAssets(found={}))
    own_props: OwnAssets = field(default_factory=lambda: OwnAssets(found={}))
    own_cast: OwnAssets = field(default_factory=lambda: OwnAssets(found={}))
    own_motions: OwnAssets = field(default_factory=lambda: OwnAssets(found={}))
    unused: tuple[str, ...] = ()
    """Assets of the user's own that this version does not use yet, by path in the folder."""


def open_film(path: Path) -> Film:
    """Return the film at ``path``: a film folder, or a script on its own (built in ``<name>.film`` beside it).

    Raises :class:`~redearth.core.diagnostics.FilmError` when there is nothing to read, too much, or settings that are wrong.
    """
    if path.is_dir():
        settings, text = load_settings(path)
        return _film(path, _script_in(path, settings, text), settings, text)
    if path.is_file():
        folder = path.with_name(f"{path.stem}.film")
        return _film(folder, path, *load_settings(folder))
    raise fault(
        "film.missing",
        f"there is no film or script at {path}",
        where=str(path),
        remedy="a folder with a .fountain script in it, or the script itself",
        command=f"redearth new {quote(path.stem or 'my_film')}",
    )


def _film(folder: Path, script: Path, settings: FilmSettings, text: str) -> Film:
    size = script.stat().st_size
    if size > _LARGEST_SCRIPT:
        raise fault(
            "script.size",
            f"the script has {size // 2**20} MiB",
            where=str(script),
            remedy=f"at most {_LARGEST_SCRIPT // 2**20} MiB of text",
        )
    return Film(
        folder=folder,
        script=script.name,
        script_bytes=_read(script),
        settings=settings,
        settings_text=text,
        recordings=_recordings(folder),
        lut=_lut(folder, settings, text),
        catalogues={p.stem: _read(_kept_inside(p, folder)) for p in sorted((folder / "locale").glob("*.po")) if p.is_file()},
        own_sets=own_assets(folder, "sets"),
        own_props=own_assets(folder, "props"),
        own_cast=_own_cast(folder, settings, text),
        own_motions=own_assets(folder, "motions", MOTION_SUFFIXES),
        unused=tuple(
            p.relative_to(folder).as_posix()
            for name in _NOT_YET
            for p in sorted((folder / name).rglob("*"))
            if p.is_file() and not p.name.startswith(".")
        ),
    )


def _script_in(folder: Path, settings: FilmSettings, text: str) -> Path:
    if settings.film.script:
        named = folder / settings.film.script
        if not _is_inside(named, folder) or not named.is_file():
            raise fault(
                "film.script",
                f"film.toml names the script {settings.film.script!r}, which is not in the film folder",
                where=place_of(text, ("film", "script"), str(folder / SETTINGS_FILE)),
                remedy=f"one of: {', '.join(p.name for p in _scripts(folder)) or 'a .fountain file in the folder'}",
            )
        return named
    scripts = _scripts(folder)
    if len(scripts) == 1:
        return scripts[0]
    if not scripts:
        raise fault(
            "film.script",
            "the film folder has no script",
            where=str(folder),
            remedy="one file that ends in .fountain",
            command=f"redearth new {quote(folder.resolve().name + '_2')}",
        )
    raise fault(
        "film.script",
        f"the film folder has {len(scripts)} scripts: {', '.join(p.name for p in scripts)}",
        where=str(folder),
        remedy=f'in film.toml, under [film]: script = "{scripts[0].name}"',
    )


def _lut(folder: Path, settings: FilmSettings, text: str) -> bytes | None:
    named = folder / settings.look.lut
    if not settings.look.lut:
        return None
    wrong = "is not in the film folder" if not _is_inside(named, folder) or not named.is_file() else ""
    if not wrong and named.stat().st_size > _LARGEST_LUT:
        wrong = f"has {named.stat().st_size // 2**20} MiB"
    if wrong:
        raise fault(
            "look.lut",
            f"film.toml names the look {settings.look.lut!r}, which {wrong}",
            where=place_of(text, ("look", "lut"), str(folder / SETTINGS_FILE)),
            remedy=f"a file in the film folder of at most {_LARGEST_LUT // 2**20} MiB, such as looks/mine.cube",
        )
    return _read(named)


def _own_cast(folder: Path, settings: FilmSettings, text: str) -> OwnAssets:
    """Return the user's own characters: files of ``cast/`` by their names, and those that ``[cast.NAME]`` names as its ``file``."""
    found = own_assets(folder, "cast", CAST_SUFFIXES)
    named: dict[str, OwnAsset] = {}
    for name, fields in sorted(settings.cast.items()):
        place = fields.get("file") if isinstance(fields, Mapping) else None
        if place is None:
            continue
        asset = own_asset_at(folder, place, CAST_SUFFIXES) if isinstance(place, str) else f"{place!r} is no path"
        if isinstance(asset, str):
            raise fault(
                "film.cast",
                f"film.toml gives {name} a body that cannot be used: {asset}",
                where=place_of(text, ("cast", name, "file"), str(folder / SETTINGS_FILE)),
                remedy="a file in the film folder, such as cast/lin.vrm",
            )
        named[slug(name)] = asset
    mains = {asset.main for asset in named.values()}
    kept = {name: asset for name, asset in found.found.items() if asset.main not in mains}
    return OwnAssets(found={**kept, **named}, odd=found.odd)


def _scripts(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in SCRIPT_SUFFIXES[:2] and p.is_file())


def _recordings(folder: Path) -> dict[str, Recording]:
    found = {}
    for path in sorted((folder / "voices").glob("*/*")):
        if path.suffix.lower() in _SOUNDS and path.is_file():
            if _kept_inside(path, folder).stat().st_size > _LARGEST_RECORDING:
                raise fault(
                    "voice.size",
                    f"the recording has {path.stat().st_size // 2**20} MiB",
                    where=str(path),
                    remedy=f"one line of dialogue, at most {_LARGEST_RECORDING // 2**20} MiB",
                )
            found[f"{slug(path.parent.name)}/{path.stem}"] = Recording(
                place=path.relative_to(folder).as_posix(), sound=_read(path)
            )
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except PermissionError:
        raise fault("film.read", "the file may not be read", where=str(path), remedy="read permission for you") from None


def _kept_inside(path: Path, folder: Path) -> Path:
    """Return the path; a link that leads out of the film folder is a fault, because what it leads to is nobody's to publish."""
    if not _is_inside(path, folder):
        raise fault(
            "film.link",
            f"{path.relative_to(folder).as_posix()} is a link that leads out of the film folder",
            where=str(path),
            remedy="the file itself, copied into the film folder",
        )
    return path


def _is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path stays in the film folder once its links are followed."""
    return path.resolve().is_relative_to(folder.resolve())
