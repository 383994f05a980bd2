"""The voice department's tasks: thin adapters from files to values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from redearth.breakdown.model import CastList
from redearth.core.contract import Inputs, Options
from redearth.core.diagnostics import FilmError, fault
from redearth.core.digest import Json
from redearth.core.record import read_record, write_record
from redearth.voice import casting
from redearth.voice.finish import RATE_HZ
from redearth.voice.model import VoiceSpec
from redearth.voice.recording import read_recording
from redearth.voice.speak import Script
from redearth.voice.speak import speak as speak_line

_FIELDS: dict[str, tuple[type, float, float]] = {
    "language": (str, 0, 0),
    "variant": (str, 0, 0),
    "pitch": (int, 0, 99),
    "pitch_range": (int, 0, 99),
    "rate_wpm": (int, 80, 320),
    "formant_shift": (float, 0.5, 1.8),
    "breathiness": (float, 0, 1),
    "roughness": (float, 0, 1),
}


def cast_voices(inputs: Inputs, options: Options, out: Path) -> None:
    """Cast a voice for every speaking character: writes ``voices/<character id>.json``."""
    cast = read_record(CastList, inputs["cast"])
    overrides = _overrides(options.get("overrides") or {})
    for spec in casting.cast_voices(cast, str(options.get("language") or "en"), overrides):
        write_record(out / "voices" / f"{spec.character}.json", spec)


def speak(inputs: Inputs, options: Options, out: Path) -> None:
    """Speak one line: writes ``line.json`` and ``line.wav`` (mono, 48 kHz, 32-bit float, dry)."""
    voice = read_record(VoiceSpec, inputs["voice"])
    script = Script(
        beat=str(options["beat"]),
        text=str(options["text"]),
        deliveries=_words(options.get("deliveries")),
        parentheticals=_words(options.get("parentheticals")),
        emotion=str(options.get("emotion") or ""),
    )
    recording = read_recording(inputs["recording"], inputs["recording"].name) if "recording" in inputs else None
    line, samples = speak_line(voice, script, recording)
    out.mkdir(parents=True, exist_ok=True)
    write_record(out / "line.json", line)
    wavfile.write(out / "line.wav", RATE_HZ, samples.astype(np.float32))


def _words(value: Json) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(word) for word in value) if isinstance(value, Sequence) else ()


def _overrides(value: Json) -> dict[str, dict[str, object]]:
    if not isinstance(value, Mapping):
        raise _wrong("voices", f"expected a table of characters, got {value!r}")
    out: dict[str, dict[str, object]] = {}
    for character in sorted(value):
        fields = value[character]
        if not isinstance(fields, Mapping):
            raise _wrong(character, f"expected a table of settings, got {fields!r}")
        out[character] = {name: _checked(character, name, fields[name]) for name in sorted(fields)}
    return out


def _checked(character: str, name: str, value: Json) -> object:
    if name not in _FIELDS:
        raise _wrong(character, f"a voice has no setting {name!r}")
    kind, low, high = _FIELDS[name]
    if kind is str:
        if isinstance(value, str):
            return value
        raise _wrong(character, f"{name} must be text, got {value!r}")
    if isinstance(value, bool) or not isinstance(value, int | float) or (kind is int and not isinstance(value, int)):
        raise _wrong(character, f"{name} must be {'a whole number' if kind is int else 'a number'}, got {value!r}")
    if not low <= value <= high:
        raise _wrong(character, f"{name} must lie between {low:g} and {high:g}, got {value!r}")
    return kind(value)


def _wrong(character: str, message: str) -> FilmError:
    return fault(
        "voice.override", f"voice of {character}: {message}", where="film.toml", remedy=f"settings are {', '.join(_FIELDS)}"
    )
