"""The shot list as a table for people and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from redearth.breakdown.model import Breakdown
from redearth.direction.model import ShotCard, ShotList
from redearth.edit.model import Timeline

_COLUMNS = (
    "shot", "label", "scene", "start_frame", "duration_frames", "start_s", "duration_s", "role", "size", "move", "focal_mm", "subjects",
    "reason", "script_lines",
)  # fmt: skip


def write_shots_csv(timeline: Timeline, shot_lists: Sequence[ShotList], breakdown: Breakdown) -> str:
    """Return one row a shot in cutting order; cells that a spreadsheet would run as a formula are quoted with ``'``."""
    spans = {s.beat: s.span for s in breakdown.spans}
    shots = {shot.id: shot for shot_list in shot_lists for shot in shot_list.shots}
    cards: Mapping[str, ShotCard] = {card.shot: card for shot_list in shot_lists for card in shot_list.cards}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for clip in timeline.clips:
        if not clip.shot:
            continue
        shot, card = shots[clip.shot], cards.get(clip.shot)
        lines = sorted({spans[b].line for b in card.beats if b in spans}) if card else []
        row = [
            shot.id,
            clip.label,
            shot.scene,
            clip.record.start,
            clip.record.duration,
            f"{clip.record.start / timeline.fps:.3f}",
            f"{clip.record.duration / timeline.fps:.3f}",
            shot.role,
            shot.size,
            shot.move,
            f"{shot.camera[0].focal_mm:g}" if shot.camera else "",
            " ".join(shot.subjects),
            card.reason if card else "",
            " ".join(map(str, lines)),
        ]
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue()


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t" and cell else cell
