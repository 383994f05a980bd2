"""The sound department's tasks: thin adapters from files to values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redearth.breakdown.model import CastList, Scene
from redearth.core.contract import Inputs, Options
from redearth.core.digest import Json
from redearth.core.record import read_record, write_record
from redearth.direction.model import Blocking, Programme, ShotList
from redearth.sound.clock import samples_at
from redearth.sound.dialogue import Take, dialogue_length, lay_dialogue
from redearth.sound.effects import make_effects
from redearth.sound.mix import mix_film
from redearth.sound.score import play_score
from redearth.sound.stems import Reels
from redearth.sound.wav import float_file, read_stereo
from redearth.stage.model import Contacts
from redearth.voice.model import Line

F32 = NDArray[np.float32]


def dialogue(inputs: Inputs, options: Options, out: Path) -> None:
    """Lay one scene's lines: writes ``dialogue.wav`` (stereo, 32-bit float, with handles)."""
    blocking = read_record(Blocking, inputs["blocking"])
    shotlist = read_record(ShotList, inputs["shotlist"])
    takes = {}
    for folder in _numbered(inputs, "line"):
        line = read_record(Line, folder / "line.json")
        count = round(line.duration_s * 48_000)
        takes[line.beat] = Take(line=line, samples=read_stereo(folder / "line.wav", 0, count)[:, 0].astype(np.float64))
    handle_s = _number(options, "handle_s", 0.0)
    _save(out / "dialogue.wav", dialogue_length(blocking, handle_s), lay_dialogue(blocking, shotlist, takes, handle_s))


def effects(inputs: Inputs, options: Options, out: Path) -> None:
    """Make one scene's effects and ambience: writes ``effects.wav`` (stereo, 32-bit float, with handles)."""
    blocking = read_record(Blocking, inputs["blocking"])
    shotlist = read_record(ShotList, inputs["shotlist"])
    cast = read_record(CastList, inputs["cast"]) if "cast" in inputs else CastList(characters=(), props=())
    contacts = read_record(Contacts, inputs["contacts"]) if "contacts" in inputs else Contacts(scene=blocking.scene)
    handle_s = _number(options, "handle_s", 0.0)
    _save(out / "effects.wav", dialogue_length(blocking, handle_s), make_effects(blocking, shotlist, cast, contacts, handle_s))


def score(inputs: Inputs, options: Options, out: Path) -> None:
    """Compose and play the film's music: writes ``music.wav`` (stereo, 32-bit float, as long as the film)."""
    programme = read_record(Programme, inputs["programme"])
    blockings = {b.scene: b for b in (read_record(Blocking, path) for path in _numbered(inputs, "blocking"))}
    scenes = {s.id: s for s in (read_record(Scene, path) for path in _numbered(inputs, "scene"))}
    words = _words(options.get("seed"))
    blocks = play_score(programme, blockings, scenes, words)
    _save(out / "music.wav", samples_at(programme.duration_frames, programme.fps), blocks)


def mix(inputs: Inputs, options: Options, out: Path) -> None:
    """Mix the film: writes ``mix.wav``, ``stems/*.wav`` (24-bit) and ``mix.json``."""
    programme = read_record(Programme, inputs["programme"])
    entries = len(programme.entries)
    reels = Reels(
        programme=programme,
        handle_s=_number(options, "handle_s", 0.0),
        dialogue=[inputs.get(f"dialogue/{k:03d}") for k in range(entries)],
        effects=[inputs.get(f"effects/{k:03d}") for k in range(entries)],
        music=inputs.get("music"),
    )
    done = mix_film(reels, _number(options, "target_lufs", -16.0), _number(options, "ceiling_dbtp", -1.0), out)
    write_record(out / "mix.json", done)


def _save(path: Path, samples: int, blocks: Iterator[F32]) -> None:
    with float_file(path, samples) as stream:
        for block in blocks:
            stream.write(block)


def _numbered(inputs: Inputs, name: str) -> list[Path]:
    return [inputs[key] for key in sorted(inputs) if key.startswith(f"{name}/")]


def _number(options: Options, name: str, default: float) -> float:
    value = options.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else default


def _words(value: Json) -> str:
    if isinstance(value, str | int | float):
        return str(value)
    return " ".join(str(word) for word in value) if isinstance(value, Sequence) else ""
