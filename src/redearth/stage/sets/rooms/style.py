"""What a room is made of: its walls, floor and ceiling and their colours, by kit, variant and the identity of the place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from redearth.core.seed import generator_from
from redearth.direction.model import SetPlan

WallKind = Literal["steel", "hull", "concrete", "plaster", "tiled", "panelled", "clean", "brick", "works"]
FloorKind = Literal["plates", "boards", "tiles", "checker", "carpet", "concrete", "matting"]
CeilingKind = Literal["services", "grid", "plaster", "beams", "hull"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The make of a room."""

    wall: WallKind
    floor: FloorKind
    ceiling: CeilingKind
    main: str
    """Colour word of the upper walls."""
    lower: str
    """Colour word of the dado or the lower panels."""
    accent: str
    """Colour word of stripes and doors."""
    bay_m: float = 1.5
    overhead_m: float = 0.0
    """How far above the lowest thing under it the ceiling lies: room for ducts and beams."""


_STEELS = (("slate", "dark", "orange"), ("olive", "dark", "yellow"), ("grey", "navy", "red"), ("khaki", "dark", "orange"))
_HULLS = (("pale", "grey", "orange"), ("slate", "dark", "cyan"), ("ivory", "tan", "red"))
_HOMES = (("ivory", "cream", "crimson"), ("sage", "pale", "tan"), ("cream", "olive", "navy"), ("slate", "pale", "orange"))
_SHELTERS = (("pale", "olive", "yellow"), ("pale", "slate", "orange"), ("tan", "green", "red"))
_CLINICS = (("white", "sage", "green"), ("white", "slate", "blue"), ("ivory", "cyan", "orange"))
_OFFICES = (("pale", "slate", "navy"), ("ivory", "grey", "green"), ("white", "grey", "orange"))
_SCHOOLS = (("ivory", "sage", "green"), ("cream", "navy", "red"), ("pale", "tan", "blue"))
_STYLES: dict[tuple[str, str], tuple[Style, tuple[tuple[str, str, str], ...]]] = {}


def _enter(
    kit: str,
    variant: str,
    wall: WallKind,
    floor: FloorKind,
    ceiling: CeilingKind,
    colours: tuple[tuple[str, str, str], ...],
    bay: float,
    over: float,
) -> None:
    _STYLES[(kit, variant)] = (
        Style(wall=wall, floor=floor, ceiling=ceiling, main="", lower="", accent="", bay_m=bay, overhead_m=over),
        colours,
    )


for _row in (
    ("airlock", "", "steel", "plates", "services", _STEELS, 1.4, 0.5), ("control_room", "", "steel", "matting", "services", _STEELS, 1.6, 0.7),
    ("ship", "bridge", "hull", "matting", "hull", _HULLS, 1.3, 0.1), ("ship", "cockpit", "hull", "matting", "hull", _HULLS, 1.1, 0.1),
    ("ship", "train", "panelled", "matting", "hull", _HULLS, 2.1, 0.1), ("ship", "submarine", "steel", "plates", "services", _STEELS, 1.1, 0.3),
    ("quarters", "bunk", "concrete", "concrete", "services", _SHELTERS, 1.6, 0.35), ("quarters", "cell", "concrete", "concrete", "plaster", _SHELTERS, 1.6, 0.0),
    ("quarters", "bedroom", "plaster", "boards", "plaster", _HOMES, 1.2, 0.0), ("quarters", "living", "plaster", "boards", "plaster", _HOMES, 1.2, 0.0),
    ("quarters", "kitchen", "tiled", "checker", "plaster", _HOMES, 1.2, 0.0), ("quarters", "bar", "brick", "boards", "beams", _HOMES, 1.5, 0.4),
    ("laboratory", "science", "clean", "tiles", "grid", _CLINICS, 1.2, 0.0), ("laboratory", "medical", "clean", "tiles", "grid", _CLINICS, 1.2, 0.0),
    ("laboratory", "workshop", "works", "concrete", "services", _STEELS, 1.5, 0.5), ("office", "office", "plaster", "carpet", "grid", _OFFICES, 1.5, 0.0),
    ("office", "meeting", "panelled", "carpet", "grid", _OFFICES, 1.3, 0.0), ("office", "classroom", "plaster", "boards", "grid", _SCHOOLS, 1.5, 0.0),
    ("office", "library", "panelled", "boards", "beams", _HOMES, 1.3, 0.35), ("office", "hallway", "plaster", "carpet", "plaster", _HOMES, 1.7, 0.0),
):  # fmt: skip
    _enter(*_row)


def style_of(plan: SetPlan) -> Style:
    """Return the style of a room: its make follows from kit and variant, its colours from the place's identity."""
    known = _STYLES.get((plan.kit, plan.style)) or next(entry for (kit, _), entry in _STYLES.items() if kit == plan.kit)
    style, colours = known
    main, lower, accent = colours[int(generator_from("room-colours", plan.id).integers(0, len(colours)))]
    return replace(style, main=main, lower=lower, accent=accent)
