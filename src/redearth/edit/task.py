"""Adapters from files to values for the call sheet."""

from __future__ import annotations

from pathlib import Path

from redearth.breakdown.model import Breakdown
from redearth.core.contract import Inputs, Options
from redearth.core.record import read_record, write_record
from redearth.direction.model import Blocking, Programme, ShotList
from redearth.edit.assemble import SceneCut, assemble
from redearth.edit.otio import write_otio
from redearth.edit.shots_csv import write_shots_csv
from redearth.voice.model import Line


def assemble_film(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``timeline.json``, ``timeline.otio`` and ``shots.csv``.

    Inputs: ``programme``, ``breakdown``, ``shotlist/NNN`` and ``blocking/NNN`` per scene, ``line/…`` (line.json of every speech).
    """
    breakdown = read_record(Breakdown, inputs["breakdown"])
    lines = {line.beat: line for line in (read_record(Line, p) for k, p in sorted(inputs.items()) if k.startswith("line/"))}
    shot_lists = [read_record(ShotList, path) for key, path in sorted(inputs.items()) if key.startswith("shotlist/")]
    blockings = [read_record(Blocking, path) for key, path in sorted(inputs.items()) if key.startswith("blocking/")]
    scenes = {
        blocking.scene: SceneCut(blocking=blocking, shots=shots, lines=lines)
        for blocking, shots in zip(blockings, shot_lists, strict=True)
    }
    timeline = assemble(read_record(Programme, inputs["programme"]), breakdown, scenes, str(options["title"]))
    write_record(out / "timeline.json", timeline)
    (out / "timeline.otio").write_text(write_otio(timeline), encoding="utf-8")
    (out / "shots.csv").write_text(write_shots_csv(timeline, shot_lists, breakdown), encoding="utf-8")
