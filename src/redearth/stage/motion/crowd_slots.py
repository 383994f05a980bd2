"""Places of a crowd's members: in the column that comes, and in the group that has arrived."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.motion.crowd_way import MARGIN_M, PASSABLE_M, Way, room, with_flow
from redearth.stage.motion.ease import soften
from redearth.stage.parts import F64

ROW_M = 1.25
_FILE_M = 1.1
_ABREAST_M = 0.95
_LONGEST_M = 24.0
"""A column longer than this is wider than its narrowest place where the way allows."""
_WIDEST = 14
"""Nobody sees to the end of a longer row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A member's place in the column that comes and in the group that has arrived."""

    back_m: float
    share: float
    wide_share: float
    """-1 right … 1 left of the column; in its widest place."""
    final_back_m: float
    final_left_m: float
    final_flow_m: float
    """``final_back_m`` as the column's flow has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Where everybody's place is."""

    slots: tuple[Slot, ...]
    spread_m: float
    """Half the column's width in its narrowest place."""
    way: Way
    open_spread_m: float
    """The same in its widest."""
    opened: F64
    """At each of the way's marks, 0 as narrow … 1 as wide as it gets."""

    def aside_m(self, slot: Slot, gone: F64) -> tuple[F64, F64]:
        """Return how far left of the line a member walks (before it turns in to its last place), and half the column's width there."""
        open_ = np.interp(gone, self.way.marks_m, self.opened)
        wished = slot.share * self.spread_m * (1 - open_) + slot.wide_share * self.open_spread_m * open_
        return wished, self.spread_m + (self.open_spread_m - self.spread_m) * open_


def column_of(actor: str, count: int, way: Way) -> Column:
    """Return every member's slot in as many files as the narrowest place takes; a long column is wider wherever it can be."""
    used = (way.marks_m > -ROW_M * count / 4) & (np.minimum(way.left_m, way.right_m) > PASSABLE_M)
    narrow = float((way.left_m + way.right_m)[used].min()) - 2 * MARGIN_M if used.any() else 0.0
    most = max(1, min(_WIDEST, round(math.sqrt(count) * 1.4)))
    files = _files(narrow, most)
    spread = min(max(narrow / 2, 0.0), 0.5 * _FILE_M * (files - 1))
    slots: list[Slot] = []
    row = 0
    while len(slots) < count:
        low, high = room(way, np.array(way.length_m - row * ROW_M))
        wide = max(files, _files(float(high - low), most))
        members = list(range(len(slots), min(len(slots) + wide, count)))
        ordered = sorted(members, key=lambda m: (m % files, m // files))
        width = min(_FILE_M, max(float(high - low), 2 * spread) / max(1, wide - 1))
        slots += [_slot(actor, m, files, row, ordered.index(m) - (len(members) - 1) / 2, width) for m in members]
        row += 1
    if math.ceil(count / files) * ROW_M <= _LONGEST_M:
        return Column(slots=tuple(slots), spread_m=spread, way=way, open_spread_m=spread, opened=np.zeros(len(way.marks_m)))
    return _spread_out(slots, spread, way, files, most)


def _spread_out(slots: list[Slot], spread: float, way: Way, files: int, most: int) -> Column:
    """Return a long column that is as wide as the way everywhere: in the wide several rows walk as one."""
    low, high = room(way, way.marks_m)
    abreast = np.array([_files(float(width), most) for width in high - low], float)
    widest = int(abreast.max())
    flowing = with_flow(way, abreast, files)
    end = np.interp(way.length_m, way.marks_m, flowing.flow_m)
    placed = []
    for member, slot in enumerate(slots):
        arrived = np.interp(way.length_m - slot.final_back_m, way.marks_m, flowing.flow_m)
        wide = 1.0 - 2 * (member % widest) / max(1, widest - 1)
        placed.append(replace(slot, wide_share=wide, final_flow_m=float(end - arrived)))
    open_m = 0.5 * _FILE_M * (widest - 1)
    opened = np.clip((abreast - files) / max(1, widest - files), 0.0, 1.0)
    return Column(slots=tuple(placed), spread_m=spread, way=flowing, open_spread_m=open_m, opened=soften(opened, 8))


def _files(width_m: float, most: int) -> int:
    """Return how many people walk abreast in a free width."""
    return int(np.clip(math.floor(max(width_m, 0.0) / _ABREAST_M) + 1, 1, most))


def _slot(actor: str, member: int, files: int, row: int, place: float, width_m: float) -> Slot:
    jitter = generator_from("member", actor, member).uniform(-0.5, 0.5, 4)
    stagger = 0.35 if round(place * 2) % 4 in (0, 3) else 0.0
    final_back_m = row * ROW_M + 0.2 * jitter[2] + stagger
    return Slot(
        back_m=(member // files) * ROW_M + 0.2 * jitter[0] + (0.3 if member % files % 2 else 0.0),
        share=0.0 if files == 1 else 1.0 - 2 * (member % files) / (files - 1) + 0.06 * jitter[1],
        wide_share=0.0,
        final_back_m=final_back_m,
        final_flow_m=final_back_m,
        final_left_m=-place * width_m + 0.12 * jitter[3],
    )
