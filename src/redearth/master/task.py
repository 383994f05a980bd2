"""Adapters from files to values for the call sheet."""

from __future__ import annotations

from pathlib import Path

from redearth.core.contract import Inputs, Options
from redearth.core.digest import Json, canonical_json
from redearth.core.record import load_record, write_record
from redearth.master.conform import ConformOptions, conform
from redearth.master.finish import finish
from redearth.master.lettering import Fonts
from redearth.master.model import Rendition
from redearth.master.sound import encode_sound


def conform_clip(inputs: Inputs, options: Options, out: Path) -> None:
    """Write a clip's segment. Inputs: ``font``; when there are any ``reel``, ``previous``, ``font_cjk``. Options: ``clip`` (ConformOptions as a record), ``renditions``."""
    fonts = Fonts(latin=inputs["font"], cjk=inputs.get("font_cjk"))
    clip = load_record(ConformOptions, canonical_json(options["clip"]))
    segment = conform(inputs.get("reel"), inputs.get("previous"), clip, _renditions(options["renditions"]), fonts, out)
    write_record(out / "segment.json", segment)


def encode_mix(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``sound.mp4``, the film's sound as it is streamed. Input: ``mix``."""
    encode_sound(inputs["mix"], out / "sound.mp4")


def finish_film(inputs: Inputs, options: Options, out: Path) -> None:
    """Write the finished film. Inputs: ``segment/NNNN`` folders in order, ``sound``. Options: ``renditions``, ``fps``."""
    segments = [path for key, path in sorted(inputs.items()) if key.startswith("segment/")]
    fps = options["fps"]
    assert isinstance(fps, int)
    write_record(out / "mezzanine.json", finish(segments, inputs["sound"], _renditions(options["renditions"]), fps, out))


def _renditions(listed: Json) -> list[Rendition]:
    assert isinstance(listed, list | tuple)
    return [load_record(Rendition, canonical_json(r)) for r in listed]
