"""The film's settings: ``film.toml``, checked key by key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints

from redearth.core.diagnostics import Diagnostic, FilmError


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmSection:
    """``[film]``: what the film is called and in which language it speaks."""

    title: str = ""
    """Empty: the script's title page, else the file's name."""
    script: str = ""
    """File name of the script; empty: the only ``.fountain`` file of the folder."""
    language: str = "en"
    synopsis: str = ""
    style: str = "classical"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSection:
    """``[picture]``: size and rate."""

    width_px: int = 1280
    height_px: int = 720
    fps: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class LookSection:
    """``[look]``: the lab's choices; 0 leaves a control neutral."""

    name: str = "dust"
    exposure_ev: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    temperature: float = 0.0
    grain: float = 0.35
    vignette: float = 0.35
    bloom: float = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSection:
    """``[sound]``: delivery loudness."""

    target_lufs: float = -16.0
    ceiling_dbtp: float = -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmSettings:
    """A whole ``film.toml``; every table and key is optional."""

    film: FilmSection = FilmSection()
    picture: PictureSection = PictureSection()
    look: LookSection = LookSection()
    sound: SoundSection = SoundSection()
    voices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """``[voices.LIN]``: overrides of a character's voice by the keys of ``voice.model.VoiceSpec``."""
    lexicon: Mapping[str, str] = field(default_factory=dict)
    """``verb = "PRIMITIVE"``: what an action verb means in this film."""
    sets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """``[sets."SEED VAULT"]``: ``kit = "vault"``."""


_LIMITS = {
    "width_px": (160, 3840),
    "height_px": (90, 2160),
    "fps": (12, 60),
    "target_lufs": (-40.0, -8.0),
    "ceiling_dbtp": (-12.0, 0.0),
}
_FREE = ("voices", "lexicon", "sets")


def read_settings(text: str, file: str) -> FilmSettings:
    """Return the settings in a ``film.toml``'s text; raises :class:`FilmError` that names every wrong key and what is allowed."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FilmError(
            Diagnostic(
                severity="error",
                code="film.toml",
                message=f"not valid TOML: {error}",
                where=file,
                remedy="lines such as fps = 24 under [picture]",
            )
        ) from None
    faults: list[Diagnostic] = []
    sections: dict[str, Any] = {}
    hints = get_type_hints(FilmSettings)
    for name, value in document.items():
        if name not in hints:
            faults.append(_unknown(text, file, name, "the file", [f"[{h}]" for h in hints]))
        elif not isinstance(value, dict):
            faults.append(_fault(text, file, name, f"{name} must be a table, got {value!r}", f"a line [{name}]"))
        elif name in _FREE:
            sections[name] = value
        else:
            sections[name] = _section(hints[name], name, value, text, file, faults)
    if faults:
        raise FilmError(*faults)
    return FilmSettings(**sections)


def load_settings(folder: Path) -> FilmSettings:
    """Return the settings of a film folder (defaults when it has no ``film.toml``)."""
    path = folder / "film.toml"
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return FilmSettings()
    except UnicodeDecodeError as error:
        raise FilmError(
            Diagnostic(
                severity="error",
                code="film.toml",
                message=f"not UTF-8 text: {error.reason}",
                where=str(path),
                remedy="save the file as UTF-8",
            )
        ) from None
    return read_settings(text, str(path))


def _section(kind: Any, name: str, table: dict[str, Any], text: str, file: str, faults: list[Diagnostic]) -> Any:
    hints, values = get_type_hints(kind), {}
    for key, value in table.items():
        if key not in hints:
            faults.append(_unknown(text, file, key, f"[{name}]", list(hints)))
            continue
        wanted = hints[key]
        if wanted is float and type(value) is int:
            value = float(value)
        if type(value) is not wanted:
            faults.append(
                _fault(
                    text,
                    file,
                    key,
                    f"{key} in [{name}] must be {_KINDS[wanted]}, got {value!r}",
                    f"for example {key} = {_default(kind, key)!r}",
                )
            )
        elif key in _LIMITS and not _LIMITS[key][0] <= value <= _LIMITS[key][1]:
            low, high = _LIMITS[key]
            faults.append(_fault(text, file, key, f"{key} in [{name}] is {value}", f"a value from {low} to {high}"))
        elif key in ("width_px", "height_px") and value % 2:
            faults.append(
                _fault(text, file, key, f"{key} in [{name}] is odd: {value}", "an even number of pixels (4:2:0 colour)")
            )
        else:
            values[key] = value
    return kind(**values)


_KINDS = {str: "text in quotes", int: "a whole number", float: "a number", bool: "true or false"}


def _default(kind: Any, key: str) -> object:
    for entry in fields(kind):
        if entry.name == key and entry.default is not MISSING:
            return entry.default
    return ""


def _unknown(text: str, file: str, key: str, place: str, allowed: list[str]) -> Diagnostic:
    near = get_close_matches(key, [a.strip("[]") for a in allowed], n=1)
    meant = f"{near[0]}? " if near else ""
    return _fault(text, file, key, f"{place} has no key {key!r}", f"{meant}allowed are {', '.join(allowed)}")


def _fault(text: str, file: str, key: str, message: str, remedy: str) -> Diagnostic:
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip().lstrip("[").strip('"')
        if bare.startswith(key):
            file = f"{file}:{number}:{line.index(key) + 1}"
            break
    return Diagnostic(
        severity="error", code="film.key", message=message, where=file, remedy=remedy, command="redearth check FILM"
    )
