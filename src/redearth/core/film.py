"""The film's settings: ``film.toml``, checked key by key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints

from redearth.core.diagnostics import Diagnostic, FilmError, fault
from redearth.core.look import LUT_SUFFIXES, Look, look_named, named_looks
from redearth.core.space import Vec3
from redearth.core.toml_place import place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmSection:
    """``[film]``: what the film is called and in which language it speaks."""

    title: str = ""
    """Empty: the script's title page, else the file's name."""
    script: str = ""
    """File name of the script; empty: the only ``.fountain`` file of the folder."""
    language: str = "en"
    synopsis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSection:
    """``[picture]``: size and rate."""

    width_px: int = 1280
    height_px: int = 720
    fps: int = 24
    renderer: str = "realtime"
    """The only one so far; ``picture.painters`` names them."""


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
    look: Look = field(default_factory=Look)
    sound: SoundSection = SoundSection()
    voices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """``[voices.LIN]``: overrides of a character's voice by the keys of ``voice.model.VoiceSpec``."""
    cast: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """``[cast.LIN]``: what a character is and wears, instead of what the script's words make of it; keys of ``stage.cast.overrides``."""
    lexicon: Mapping[str, str] = field(default_factory=dict)
    """``verb = "PRIMITIVE"``: what an action verb means in this film."""
    sets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """``[sets."SEED VAULT"]``: ``kit = "vault"``."""


SETTINGS_FILE = "film.toml"
_LIMITS = {
    "width_px": (160, 3840),
    "height_px": (90, 2160),
    "fps": (12, 60),
    "target_lufs": (-40.0, -8.0),
    "ceiling_dbtp": (-12.0, 0.0),
    "exposure_ev": (-6.0, 6.0),
    "contrast": (-0.5, 1.0),
    "saturation": (-1.0, 1.0),
    "temperature": (-1.0, 1.0),
    "grain": (0.0, 1.0),
    "vignette": (0.0, 1.0),
    "bloom": (0.0, 1.0),
    "halation": (0.0, 1.0),
    "flare": (0.0, 1.0),
    "slope": (0.1, 4.0),
    "offset": (-0.5, 0.5),
    "power": (0.1, 4.0),
    "letterbox": (0.0, 4.0),
    "shutter_deg": (0.0, 360.0),
}
_NO_KEYS = ("stock",)
"""What a section holds and ``film.toml`` does not say."""
_FREE = ("voices", "cast", "lexicon", "sets")


def read_settings(text: str, file: str) -> FilmSettings:
    """Return the settings in a ``film.toml``'s text; raises :class:`FilmError` that names every wrong key and what is allowed."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(text, file, str(error)) from None
    faults: list[Diagnostic] = []
    sections: dict[str, Any] = {}
    hints = get_type_hints(FilmSettings)
    for name, value in document.items():
        if name not in hints:
            faults.append(_unknown(text, file, (name,), "the file", [f"[{h}]" for h in hints]))
        elif not isinstance(value, dict):
            faults.append(setting_fault(text, file, (name,), f"{name} must be a table, got {value!r}", f"a line [{name}]"))
        elif name in _FREE:
            sections[name] = value
        else:
            sections[name] = _section(hints[name], name, value, text, file, faults)
    if faults:
        raise FilmError(*faults)
    return FilmSettings(**sections)


def load_settings(folder: Path) -> tuple[FilmSettings, str]:
    """Return the settings of a film folder and the text they stand in (defaults and nothing when it has no ``film.toml``)."""
    path = folder / SETTINGS_FILE
    try:
        body = path.read_bytes()
        text = body.decode("utf-8-sig")
    except FileNotFoundError:
        return FilmSettings(), ""
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8-sig")
        where = f"{path}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        raise fault("film.toml", f"not UTF-8 text: {error.reason}", where=where, remedy="the file saved as UTF-8") from None
    return read_settings(text, str(path)), text


def setting_fault(text: str, file: str, path: tuple[str, ...], message: str, remedy: str) -> Diagnostic:
    """Return what is wrong with the key or table at ``path`` of a ``film.toml``, and where it stands."""
    return Diagnostic(
        severity="error",
        code="film.key",
        message=message,
        where=place_of(text, path, file),
        remedy=remedy,
        command="redearth check FILM",
    )


def _unreadable(text: str, file: str, why: str) -> FilmError:
    """Return the fault of a file that is no TOML, at the place the reader names."""
    named = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", why)
    line, column = (named.group(1), named.group(2)) if named else ("1", "1")
    where = f"{file}:{line or text.count(chr(10)) + 1}:{column or 1}"
    reason = why[: named.start()] if named else why
    return fault("film.toml", f"not valid TOML: {reason}", where=where, remedy="lines such as fps = 24 under [picture]")


def _section(kind: Any, name: str, table: dict[str, Any], text: str, file: str, faults: list[Diagnostic]) -> Any:
    hints, values = {key: hint for key, hint in get_type_hints(kind).items() if key not in _NO_KEYS}, {}
    for key, value in table.items():
        if key not in hints:
            faults.append(_unknown(text, file, (name, key), f"[{name}]", list(hints)))
            continue
        value = _as_wanted(hints[key], value)
        wrong = _what_is_wrong(kind, name, key, hints[key], value) or (
            _what_is_wrong_with_look(key, value) if kind is Look else None
        )
        if wrong:
            faults.append(setting_fault(text, file, (name, key), *wrong))
        values[key] = value
    if faults:
        return kind()
    return replace(look_named(values["name"]) if kind is Look and "name" in values else kind(), **values)


def _as_wanted(wanted: Any, value: Any) -> Any:
    """Return whole numbers as fractions and lists as triples, where that is what is wanted."""
    if wanted is float and type(value) is int:
        return float(value)
    if wanted == Vec3 and type(value) is list and len(value) == 3 and all(type(one) in (int, float) for one in value):
        return tuple(float(one) for one in value)
    return value


def _what_is_wrong(kind: Any, name: str, key: str, wanted: Any, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with a value and what would be right."""
    given: type = type(value)
    if given is not (tuple if wanted == Vec3 else wanted):
        return f"{key} in [{name}] must be {_KINDS[wanted]}, got {value!r}", f"for example {key} = {_default(kind, key)}"
    numbers = value if given is tuple else (value,)
    low, high = _LIMITS.get(key, (value, value))
    if key in _LIMITS and not all(low <= one <= high for one in numbers):
        return (
            f"{key} in [{name}] is {list(value) if given is tuple else value}",
            f"{'values' if given is tuple else 'a value'} from {low} to {high}",
        )
    if key in ("width_px", "height_px") and value % 2:
        return f"{key} in [{name}] is odd: {value}", "an even number of pixels (4:2:0 colour)"
    return None


def _what_is_wrong_with_look(key: str, value: Any) -> tuple[str, str] | None:
    if key == "name" and value not in named_looks():
        near = get_close_matches(value, named_looks(), n=1)
        meant = f"{near[0]}? " if near else ""
        return f"there is no look {value!r}", f"{meant}the looks are {', '.join(sorted(named_looks()))}"
    if key == "lut" and value and not value.lower().endswith(LUT_SUFFIXES):
        return f"lut in [look] is {value!r}", f"a file in the film folder that ends in {', '.join(LUT_SUFFIXES)}"
    if key == "letterbox" and 0.0 < value < 1.0:
        return f"letterbox in [look] is {value}", "width over height of the picture between the bars, such as 2.39; 0 for none"
    return None


_KINDS = {str: "text in quotes", int: "a whole number", float: "a number", Vec3: "three numbers, red, green and blue"}


def _default(kind: Any, key: str) -> str:
    value = getattr(kind(), key)
    if isinstance(value, tuple):
        return str(list(value))
    return f'"{value or key}"' if isinstance(value, str) else str(value)


def _unknown(text: str, file: str, path: tuple[str, ...], place: str, allowed: list[str]) -> Diagnostic:
    near = get_close_matches(path[-1], [a.strip("[]") for a in allowed], n=1)
    meant = f"{near[0]}? " if near else ""
    return setting_fault(text, file, path, f"{place} has no key {path[-1]!r}", f"{meant}allowed are {', '.join(allowed)}")
