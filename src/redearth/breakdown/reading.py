"""What a clause became."""

from __future__ import annotations

from dataclasses import dataclass

from redearth.breakdown.model import Act
from redearth.breakdown.subjects import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a clause became: an act, and how sure the reading is."""

    act: Act
    sound: bool = False
    known: bool = True
    generic: bool = False
    shot_note: str = ""
    parallel: bool = False
    clause: Clause
