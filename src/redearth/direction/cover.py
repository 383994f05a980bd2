"""Cover a scene: the setups that could show each unit, judged by what they see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking.places import thing_point
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera.act_setups import fits
from redearth.direction.camera.acts import acts_of
from redearth.direction.camera.judge import Seen, judge
from redearth.direction.camera.optics import SIZES
from redearth.direction.camera.people_setups import confrontations, over_shoulder, pairs, reveals, singles
from redearth.direction.camera.place_setups import chases, inserts, sights, travelling, wides
from redearth.direction.camera.setups import Kind, Setup, View, kind_of
from redearth.direction.camera.shown import Demand
from redearth.direction.camera.taste import Wish, wish_of

_DEMANDS: tuple[Demand, ...] = ("soon", "late", "none")
_MOST = 30
"""Candidates kept per unit, the cheapest of each role first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A unit with its judged candidates."""

    unit: Unit
    wish: Wish
    options: tuple[Seen, ...]


def cover(view: View) -> tuple[Covered, ...]:
    """Return each unit of the staged scene with at least one candidate, best first."""
    units = view.staged.units
    out = []
    known: dict[tuple[object, ...], tuple[Seen, ...]] = {}
    standing: tuple[Setup, ...] = ()
    for index, unit in enumerate(units):
        wish = wish_of(view, units, index)
        same = _likeness(view, unit, wish)
        options = known.get(same) if same is not None else None
        if options is None:
            setups = (*_candidates(view, units, index, wish), *(standing if wish.acts else ()))
            judged: list[Seen] = []
            for demand in _DEMANDS:
                judged = judged or [seen for s in setups if (seen := judge(view, unit, s, wish, demand)) is not None]
            options = _best(judged or [_last_resort(view, unit)])
        if same is not None:
            known[same] = options
        # A picture made for one act may go on over the next, if it shows that too.
        standing = tuple(o.setup for o in options if o.setup.idiom == "the act")
        out.append(Covered(unit=unit, wish=wish, options=options))
    return tuple(out)


def _likeness(view: View, unit: Unit, wish: Wish) -> tuple[object, ...] | None:
    """Return what two spoken units on the same marks have in common, so that a long talk is judged once; None for anything else."""
    if unit.beat.speech is None or unit.first or unit.last or not view.still(unit):
        return None
    staged, frame = view.staged, unit.end - 1
    marks = b"".join(staged.floor[a][frame].tobytes() + staged.crown_m[a][frame].tobytes() for a in staged.actors)
    holds = tuple((h.prop, h.holder, h.grip) for h in staged.blocking.props if frame in h.range)
    return (
        unit.subjects,
        unit.partner,
        unit.present,
        unit.shut,
        unit.part,
        unit.tension,
        unit.beat.speech.deliveries,
        wish,
        marks,
        holds,
    )


def _candidates(view: View, units: tuple[Unit, ...], index: int, wish: Wish) -> Iterator[Setup]:
    unit = units[index]
    kind = wish.kind
    here = [a for a in unit.present if view.staged.here[a][unit.end - 1]]
    people = [a for a in here if view.staged.actors[a].kind == "person"]
    subjects = [a for a in unit.subjects if a in here]
    yield from wides(view, unit, many=unit.first or unit.last or kind in ("surroundings", "hold") or len(units) < 4)
    yield from _wide_alternatives(view, unit, kind, people)
    yield from fits(view, unit, wish.acts)
    following = units[index + 1] if index + 1 < len(units) else None
    if following is not None and (wish.acts or following.beat.id == unit.beat.id):
        yield from fits(view, unit, acts_of(view, following))  # the camera may be where the next act will be
    still = [a for a in subjects if a not in unit.movers]
    for actor in still[: 1 if kind == "speech" else 2]:
        if view.staged.actors[actor].kind == "creature":
            yield from reveals(view, unit, actor)
        elif view.staged.actors[actor].kind == "person":
            yield from singles(view, unit, actor, wish.size_index)
            if _turns_next(view, units, index, actor):
                waiting = singles(view, unit, actor, wish.size_index + 1, frame=units[index + 1].end - 1)
                yield from (replace(s, idiom="waits for the turn") for s in waiting)
    for actor in (a for a in subjects if a in unit.movers and view.staged.actors[a].kind == "creature"):
        yield from reveals(view, unit, actor)
    yield from _between_two(view, unit, wish, subjects, people)
    if kind in ("surroundings", "attack", "thing", "hold"):
        for actor in (wish.reactor,) if wish.reactor in people else ():
            yield from singles(view, unit, actor, wish.size_index, role="reaction")
    if kind in ("thing", "hands", "surroundings", "face"):
        yield from inserts(view, unit)
    if wish.watcher in people:
        yield from sights(view, unit, wish.watcher, _sight_point(view, unit))


def _turns_next(view: View, units: tuple[Unit, ...], index: int, actor: str) -> bool:
    """Whether somebody is about to turn: the camera may wait where the face will be."""
    following = units[index + 1] if index + 1 < len(units) else None
    if following is None or following.subjects[:1] != (actor,) or actor in following.movers:
        return False
    return abs(wrap_angle(view.yaw(actor, following.end - 1) - view.yaw(actor, units[index].end - 1))) > 0.6


def _wide_alternatives(view: View, unit: Unit, kind: Kind, people: list[str]) -> Iterator[Setup]:
    if kind in ("travel", "attack"):
        yield from travelling(view, unit)
    still = [a for a in people if a not in unit.movers]
    if len(still) == 2 and kind != "speech":
        yield from pairs(view, unit, still[0], still[1])


def _between_two(view: View, unit: Unit, wish: Wish, subjects: list[str], people: list[str]) -> Iterator[Setup]:
    held = next((h.holder for h in view.staged.blocking.props if h.prop == unit.thing and unit.end - 1 in h.range), "")
    subjects = subjects or ([held] if held in people else [])
    if not subjects:
        return
    first = subjects[0]
    other = unit.partner if unit.partner and unit.partner != first else ""
    creature = next(
        (a for a in unit.present if view.staged.actors[a].kind == "creature" and view.staged.here[a][unit.end - 1]), ""
    )
    if creature and wish.kind != "attack" and first in people and first not in unit.movers:
        yield from confrontations(view, unit, first, creature)
    if wish.kind == "attack":
        yield from chases(view, unit, first)
        for prey in [a for a in people if a not in unit.movers][:2]:
            yield from confrontations(view, unit, prey, first)
        for prey in [a for a in people if a not in unit.movers or unit.movers == (a,)][:2]:
            yield from over_shoulder(view, unit, prey, first)
        return
    if not other or not view.staged.here[other][unit.end - 1]:
        return
    if wish.kind in ("speech", "hands", "face", "posture"):
        yield from over_shoulder(view, unit, other, first)
        yield from pairs(view, unit, first, other)
        if wish.kind == "speech":
            yield from (
                replace(s, role="reaction", idiom="reaction", reason=f"{other} listens")
                for s in singles(view, unit, other, wish.size_index)
            )


def _sight_point(view: View, unit: Unit) -> F64:
    event = next((e for e in view.staged.blocking.events if e.beat == unit.beat.id), None)
    if unit.point_m is not None:
        return np.array(unit.point_m)
    if event is not None:
        return np.array(event.position_m)
    return np.array([0.0, 1.6, view.staged.blocking.set_plan.bounds.min_z_m])


def _best(judged: list[Seen]) -> tuple[Seen, ...]:
    judged = sorted(judged, key=lambda s: (s.cost, s.key))
    kept: list[Seen] = []
    per: dict[tuple[str, ...], int] = {}
    for seen in judged:
        family = (seen.setup.role, seen.setup.subjects[0], seen.setup.size)
        if per.get(family, 0) < 4 and len(kept) < _MOST and all(seen.key != k.key for k in kept):
            kept.append(seen)
            per[family] = per.get(family, 0) + 1
    return tuple(kept)


def _last_resort(view: View, unit: Unit) -> Seen:
    """Nothing sees the action well: the least bad wide view, so that there is always a film."""
    plan = view.staged.blocking.set_plan
    b = plan.bounds
    places = [
        np.array([x, 2.0, z])
        for z in np.linspace(b.max_z_m - 0.5, b.min_z_m + 0.5, 9)
        for x in np.linspace(0.5 * (b.min_x_m + b.max_x_m), b.max_x_m - 0.5, 4)
    ]
    scenery = view.scenery(unit)
    position = next((p for p in map(scenery.pulled_in, places) if scenery.inside(p)), scenery.pulled_in(places[0]))
    people = tuple(a for a in unit.present if view.staged.here[a][unit.end - 1])
    aim = None if people else np.array([0.0, 1.5, b.min_z_m])
    setup = Setup(
        role="master", size=SIZES[1], subjects=people or ("",), position=position, aim_actors=people, aim_point=aim, focal_mm=24.0,
        idiom="last resort", reason="no clearer place to stand",
    )  # fmt: skip
    return Seen.forced(view, unit, setup)


__all__ = ["Covered", "cover", "kind_of", "thing_point"]
