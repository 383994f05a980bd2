"""What a unit asks of its picture: kind, size, whose face, how strongly; and what each role costs there.

Tension is eased over neighbouring units, so that one calm clause does not loosen a chase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from redearth.direction.blocking import pace
from redearth.direction.blocking.grouping import EN_ROUTE
from redearth.direction.blocking.terms import Unit
from redearth.direction.camera.acts import Played, acts_of
from redearth.direction.camera.notes import Note, read_note
from redearth.direction.camera.optics import size_index
from redearth.direction.camera.setups import Kind, Setup, View, kind_of
from redearth.direction.model import Role

_ROLE_COST: dict[Kind, dict[Role, float]] = {
    "speech": {"single": 0.4, "over_shoulder": 0.15, "two_shot": 0.8, "master": 1.9, "group": 1.5, "establishing": 2.2, "reaction": 3.0},
    "travel": {"follow": 0.2, "lead": 0.15, "master": 0.5, "group": 0.7, "establishing": 0.5, "two_shot": 1.5, "single": 1.0, "reaction": 1.4},
    "hands": {"insert": 0.35, "single": 0.45, "over_shoulder": 0.5, "two_shot": 0.7, "master": 1.6, "group": 1.6, "establishing": 2.4},
    "face": {"single": 0.1, "over_shoulder": 0.6, "two_shot": 1.2, "insert": 1.0, "master": 2.0, "group": 1.8, "establishing": 2.2},
    "posture": {"single": 0.2, "two_shot": 0.7, "master": 0.9, "group": 1.0, "establishing": 0.9, "over_shoulder": 1.0},
    "attack": {"lead": 0.0, "reveal": 0.35, "over_shoulder": 0.1, "master": 0.8, "reaction": 1.6, "group": 0.9, "establishing": 1.4, "two_shot": 2.0},
    "thing": {"insert": 0.1, "master": 0.5, "over_shoulder": 0.6, "two_shot": 1.8, "reaction": 1.2, "group": 1.2, "establishing": 1.2, "point_of_view": 0.9},
    "surroundings": {"establishing": 0.4, "master": 0.8, "group": 0.9, "reaction": 0.7, "point_of_view": 0.3, "two_shot": 0.9, "insert": 1.0},
    "hold": {"establishing": 0.4, "master": 0.6, "group": 0.6, "reaction": 0.8, "two_shot": 0.7},
}  # fmt: skip
_SIZE: dict[Kind, float] = {
    "speech": 4.4, "travel": 2.4, "hands": 3.9, "face": 5.2, "posture": 2.8, "attack": 2.6, "thing": 2.5, "surroundings": 3.2, "hold": 2.5,
}  # fmt: skip
_ORDINARY_COST = 1.3
_TOGETHER_COST = 0.6
"""A picture of several when several act at once."""
_NO_NOTE = Note()
_LONG_LINE_S, _SHORT_LINE_S = 4.0, 2.6
_MOVED = frozenset({"TREMBLE", "EXPRESS", "BREATHE", "FALL", "KNEEL", "EMBRACE"})
"""What somebody does whose next words matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the cut would like to see in a unit."""

    kind: Kind
    tension: float
    size_index: int
    """The size wanted of a face or figure, as an index of ``optics.SIZES``."""
    reactor: str
    """Whose face answers what happens."""
    watcher: str
    """Who has just looked and now sees; empty when nobody."""
    owes_insert: bool
    new_pair: bool
    """The first words between these two in the scene."""
    last_word: bool
    """The last line of the scene."""
    weighty: bool
    """A line that carries feeling, or a long one: it wants the speaker's face."""
    note: Note
    """What the writer asks for."""
    relief: bool
    """The last unit of a calm scene or an ending: let go, go wide."""
    acts: tuple[Played, ...] = ()
    """What is done in the unit and must be seen."""


def wish_of(view: View, units: tuple[Unit, ...], index: int) -> Wish:
    """Return the wish of ``units[index]``; depends on beats and marks only, never on time."""
    unit = units[index]
    kind = kind_of(view, unit)
    tension = max(unit.tension, *(0.9 * units[k].tension for k in range(max(0, index - 2), min(len(units), index + 2))))
    size = _SIZE[kind] + (1.9 * (tension - 0.35) if kind in ("speech", "face", "surroundings") else 0.0)
    if unit.beat.act is not None and unit.beat.act.primitive in ("NOD", "TREMBLE", "EXPRESS") and kind == "face":
        size += 0.6
    raised = unit.beat.act is not None and unit.beat.act.primitive == "RAISE"
    low = unit.beat.act is not None and unit.beat.act.primitive == "BRUSH"
    size -= 0.9 if raised or low else 0.0
    if kind == "travel" and unit.beat.act is not None and unit.beat.act.primitive in EN_ROUTE:
        size += 1.8
    last_word = kind == "speech" and not any(u.beat.speech for u in units[index + 1 :])
    weighty = kind == "speech" and _weighty(units, index)
    size += 0.8 if last_word else 0.5 if weighty else 0.0
    names = (*view.staged.actors, *((unit.thing,) if unit.thing else ()))
    if unit.beat.shot_note and (asked := read_note(unit.beat.shot_note, names).size) is not None:
        size = float(size_index(asked))
    return Wish(
        kind=kind,
        tension=tension,
        size_index=max(1, min(7, round(size))),
        reactor=_reactor(view, units, index),
        watcher=_watcher(view, units, index) if kind in ("surroundings", "thing") else "",
        owes_insert=kind in ("thing", "hands") and (unit.reveals or _first_of_thing(view, units[:index], unit)),
        new_pair=kind == "speech" and not _spoke(units[:index], unit),
        last_word=last_word,
        weighty=weighty,
        note=read_note(unit.beat.shot_note, names) if unit.beat.shot_note else _NO_NOTE,
        relief=unit.last and kind in ("surroundings", "hold") and unit.tension < 0.82,
        acts=acts_of(view, unit),
    )


def role_cost(wish: Wish, unit: Unit, setup: Setup) -> float:
    """Return what a role costs in a unit, before what it sees."""
    cost = _ROLE_COST[wish.kind].get(setup.role, _ORDINARY_COST) + wish.note.cost(setup)
    if len({a.actor for a in wish.acts if a.need != "pair"}) > 1 and setup.role in ("two_shot", "group", "master"):
        cost = min(cost, _TOGETHER_COST)
    if wish.kind == "speech" and wish.tension > 0.55:
        cost += {"two_shot": 0.7, "master": 0.8, "single": -0.1}.get(setup.role, 0.0)
    if wish.kind == "speech" and wish.tension <= 0.55:
        cost += {"two_shot": -0.6, "over_shoulder": -0.25}.get(setup.role, 0.0) if wish.new_pair else 0.0
    if wish.last_word:
        cost += {"single": -0.4, "two_shot": 0.3}.get(setup.role, 0.0)
    if wish.weighty:
        cost += {"single": -0.5, "over_shoulder": 0.5, "two_shot": 2.0, "master": 1.5, "group": 1.5}.get(setup.role, 0.0)
    if unit.beat.speech is not None and unit.part == 2:
        cost = 0.1 if setup.role == "reaction" else cost + 0.3
    if unit.beat.act is not None and setup.role == "insert":
        cost += {"TOUCH": -1.0, "BRUSH": -1.0, "RAISE": 2.5}.get(unit.beat.act.primitive, 0.0)
    if wish.owes_insert and setup.role != "insert":
        cost += 3.0 if wish.kind == "thing" else 1.1
    if unit.first and setup.size not in ("ELS", "LS", "FS") and setup.role not in ("establishing", "follow", "lead"):
        cost += 4.0
    if unit.first and setup.role == "establishing":
        cost -= 0.6 if setup.size == "ELS" else 0.3
    if setup.role == "group" and setup.size == "ELS" and not unit.first and not wish.relief:
        cost += 0.5
    if unit.first and wish.kind == "travel" and wish.tension > 0.5:
        cost += {"establishing": 0.7, "master": -0.4, "lead": -0.2}.get(setup.role, 0.0)
    if wish.relief:
        cost += {"establishing": -0.6, "master": -0.2, "group": -0.4}.get(setup.role, 0.6)
    if setup.role == "establishing" and not unit.first and not wish.relief and wish.tension > 0.4:
        cost += 1.2
    if unit.part == 2 and wish.kind == "travel" and setup.role in ("follow", "lead"):
        cost -= 0.3
    return cost


def _weighty(units: tuple[Unit, ...], index: int) -> bool:
    """Whether a line carries feeling or says much: long, in two sentences and more, or after something that moves the speaker."""
    unit = units[index]
    speech = unit.beat.speech
    if speech is None or "radio" in speech.deliveries:
        return False
    sentences = len(re.findall(r"[.!?…。！？]+(?=\s|$|[\u3400-\u9fff])", speech.text))
    words = pace.spoken_nominal_s(speech.text)
    before = next((u for u in reversed(units[max(0, index - 2) : index]) if u.beat.id != unit.beat.id), None)
    act = before.beat.act if before is not None else None
    moved = act is not None and act.primitive in _MOVED and unit.subjects[:1] == (act.actors or ("",))[:1]
    return words >= _LONG_LINE_S or (sentences >= 2 and words >= _SHORT_LINE_S) or moved


def _reactor(view: View, units: tuple[Unit, ...], index: int) -> str:
    """Whoever acts or speaks next, if he is there; else whoever did last; else the first of the cast."""
    people = [a for a in units[index].present if view.staged.actors[a].kind == "person"]
    for unit in (*units[index + 1 : index + 3], *units[max(0, index - 2) : index][::-1]):
        for actor in unit.subjects:
            if actor in people:
                return actor
    return people[0] if people else ""


def _first_of_thing(view: View, before: tuple[Unit, ...], unit: Unit) -> bool:
    """Whether a thing that somebody holds comes into the scene's hands for the first time."""
    held = any(h.prop == unit.thing for h in view.staged.blocking.props)
    return held and all(u.thing != unit.thing for u in before)


def _spoke(before: tuple[Unit, ...], unit: Unit) -> bool:
    """Whether these two have exchanged words near each other already."""
    pair = set(unit.subjects[:2])
    return len(pair) < 2 or any(
        u.beat.speech is not None and set(u.subjects[:2]) == pair and "radio" not in u.beat.speech.deliveries for u in before
    )


def _watcher(view: View, units: tuple[Unit, ...], index: int) -> str:
    if index == 0:
        return ""
    before = units[index - 1]
    act = before.beat.act
    looks = act is not None and act.primitive in ("LOOK", "STARE", "TURN")
    first = before.subjects[0] if before.subjects else ""
    return first if looks and first in units[index].present and view.staged.actors[first].kind == "person" else ""
