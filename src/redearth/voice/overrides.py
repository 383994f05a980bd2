"""What ``[voices.NAME]`` of ``film.toml`` may say, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping

from redearth.core.diagnostics import fault
from redearth.core.digest import Json

SETTINGS: Mapping[str, tuple[type, float, float]] = {
    "language": (str, 0, 0),
    "variant": (str, 0, 0),
    "pitch": (int, 0, 99),
    "pitch_range": (int, 0, 99),
    "rate_wpm": (int, 80, 320),
    "formant_shift": (float, 0.5, 1.8),
    "breathiness": (float, 0, 1),
    "roughness": (float, 0, 1),
}
"""Kind and range of each setting, by the names of ``VoiceSpec``."""


def read_overrides(value: Json) -> dict[str, dict[str, object]]:
    """Return the settings of each character's voice; raises ``FilmError`` at the first that is wrong."""
    found: dict[str, dict[str, object]] = {}
    for character, fields in sorted(value.items() if isinstance(value, Mapping) else ()):
        given = fields if isinstance(fields, Mapping) else {"": fields}
        for name, one in given.items():
            wrong = what_is_wrong(name, one)
            if wrong:
                raise fault("voice.override", f"voice of {character}: {wrong[0]}", where="film.toml", remedy=wrong[1])
        found[character] = {name: SETTINGS[name][0](given[name]) for name in sorted(given)}
    return found


def what_is_wrong(name: str, value: object) -> tuple[str, str] | None:
    """Return what is wrong with a setting of a voice and what would be right; None for a right one."""
    if name not in SETTINGS:
        return f"a voice has no setting {name!r}", f"settings are {', '.join(SETTINGS)}"
    kind, low, high = SETTINGS[name]
    if kind is str:
        return None if isinstance(value, str) else (f"{name} must be text in quotes, got {value!r}", f'{name} = "…"')
    number = isinstance(value, int) if kind is int else isinstance(value, int | float)
    if not number or isinstance(value, bool):
        words = "a whole number" if kind is int else "a number"
        return f"{name} must be {words}, got {value!r}", f"{words} from {low:g} to {high:g}"
    if not low <= value <= high:  # type: ignore[operator]
        return f"{name} is {value!r}", f"a value from {low:g} to {high:g}"
    return None
