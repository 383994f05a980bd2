"""The catalogue of the rooms: which builder makes which piece in which kit, and which shell a kit has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from redearth.direction.model import Kit
from redearth.stage.sets.order import Order
from redearth.stage.sets.rooms import beds, boards, cabinets, consoles, plants, seating, storage, suits, tables
from redearth.stage.sets.rooms.shell import raise_room
from redearth.stage.sets.rooms.toppings import dress_tops
from redearth.stage.sets.rooms.windows import outlook, window
from redearth.stage.sets.shape import Part
from redearth.stage.sets.workshop import Workshop

Builder = Callable[[Order], Part]

ROOM_KITS: tuple[Kit, ...] = ("airlock", "control_room", "quarters", "laboratory", "ship", "office")
_EVERYWHERE: dict[str, Builder] = {
    "window": window,
    "outlook": outlook,
    "blackboard": boards.board,
    "table": tables.worktable,
    "chair": seating.chair,
    "bench": seating.sofa,
    "bed": beds.bed,
    "counter": tables.counter,
}
_OWN: dict[tuple[Kit, str], Builder] = {
    ("airlock", "console"): consoles.console,
    ("airlock", "shelf"): suits.suit_rack,
    ("control_room", "board"): consoles.great_board,
    ("control_room", "chair"): consoles.seat,
    ("control_room", "console"): consoles.console,
    ("control_room", "shelf"): consoles.rack,
    ("control_room", "table"): consoles.map_table,
    ("laboratory", "console"): consoles.console,
    ("laboratory", "shelf"): cabinets.cabinet,
    ("office", "shelf"): storage.books,
    ("quarters", "console"): boards.television,
    ("quarters", "shelf"): storage.cupboard,
    ("ship", "chair"): consoles.seat,
    ("ship", "console"): consoles.console,
    ("ship", "shelf"): consoles.rack,
    ("ship", "table"): consoles.map_table,
    ("vault", "pillar"): plants.pillar,
    ("vault", "planter"): plants.planter,
}
ROOM_BUILDERS: Mapping[tuple[Kit, str], Builder] = {
    **{(kit, kind): build for kit in ROOM_KITS for kind, build in _EVERYWHERE.items()},
    **_OWN,
}
"""Builders that a kit has of its own; every other piece is built as everywhere."""
ROOM_VARIANTS = {
    "console": 5,
    "shelf": 4,
    "table": 2,
    "bench": 1,
    "chair": 1,
    "bed": 3,
    "board": 2,
    "blackboard": 3,
    "window": 4,
    "counter": 2,
}


def furnish_room(shop: Workshop) -> None:
    """Build the shell of a room and what lies on its tables."""
    raise_room(shop)
    dress_tops(shop)
