"""The voice department's tasks: thin adapters from files to values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from redearth.breakdown.model import CastList
from redearth.core.contract import Inputs, Options
from redearth.core.digest import Json
from redearth.core.record import read_record, write_record
from redearth.voice import casting
from redearth.voice.finish import RATE_HZ
from redearth.voice.model import VoiceSpec
from redearth.voice.overrides import read_overrides
from redearth.voice.recording import read_recording
from redearth.voice.speak import Script
from redearth.voice.speak import speak as speak_line


def cast_voices(inputs: Inputs, options: Options, out: Path) -> None:
    """Cast a voice for every speaking character: writes ``voices/<character id>.json``."""
    cast = read_record(CastList, inputs["cast"])
    overrides = read_overrides(options.get("overrides"))
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
    recording = (
        read_recording(inputs["recording"], str(options.get("recording") or "recording")) if "recording" in inputs else None
    )
    line, samples = speak_line(voice, script, recording)
    out.mkdir(parents=True, exist_ok=True)
    write_record(out / "line.json", line)
    wavfile.write(out / "line.wav", RATE_HZ, samples.astype(np.float32))


def _words(value: Json) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(word) for word in value) if isinstance(value, Sequence) else ()
