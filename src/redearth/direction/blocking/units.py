"""Cut a played scene into units: the stretches between possible cuts, which tile the scene."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from redearth.breakdown.model import Beat
from redearth.core.space import Vec3
from redearth.direction.blocking import pace
from redearth.direction.blocking.assemble import Played
from redearth.direction.blocking.grouping import moves
from redearth.direction.blocking.places import depth_beyond
from redearth.direction.blocking.scenario import Scenario
from redearth.direction.blocking.terms import F64, Doing, Unit

_LONG_ACTION_S = 5.0
_LONG_SPEECH_S = 6.0
_APPROACH_S = 0.7
_MOVES_M = 1.2


def units_of(sc: Scenario, played: list[Played], total: int, floor: Mapping[str, F64]) -> tuple[Unit, ...]:
    """Return the scene's units in order; starts depend on beat identity within each group, never on earlier groups."""
    rows: list[tuple[int, float, list[Doing], Played, int]] = []
    for group in played:
        offsets = sorted(
            {d.start for d in group.doings if d.subjects or d.speech or d.events or d.beat.kind in ("title", "hold") or d.point_m}
            | {0}
        )
        for index, offset in enumerate(offsets):
            doings = [d for d in group.doings if d.start == offset]
            if not doings:
                continue
            end = offsets[index + 1] if index + 1 < len(offsets) else group.frames
            for part, share, at in _parts(sc, doings[0], offset, end):
                rows.append((group.start + at, share, doings, group, part))
    rows.sort(key=lambda r: r[0])
    ends = [r[0] for r in rows[1:]] + [total]
    seen = set(played[0].before.seen) if played else set()
    out: list[Unit] = []
    for k, (row, end) in enumerate(zip(rows, ends, strict=True)):
        unit = _unit(sc, row, end, floor, first=k == 0, last=k == len(rows) - 1, seen=seen)
        seen |= {*unit.subjects, *row[3].before.present()}
        if unit.end > unit.start:
            out.append(unit)
    ajar = _walked_through(sc, played, floor)
    return tuple(replace(u, shut=u.shut - ajar) for u in out)


def _walked_through(sc: Scenario, played: list[Played], floor: Mapping[str, F64]) -> frozenset[str]:
    """The doors that no event moves and that somebody goes through: they stand open, as the set shows them."""
    moved = {piece for g in played for d in g.doings for piece in (d.opens, d.closes)}
    found = set()
    for door in (p for p in sc.plan.pieces if p.kind in ("gate", "door") and p.id not in moved):
        sine, cosine = math.sin(door.yaw_rad), math.cos(door.yaw_rad)
        for track in floor.values():
            path = track[:, :2] - (door.position_m[0], door.position_m[2])
            beyond, beside = path @ (sine, cosine), path @ (cosine, -sine)
            crossing = (beyond[1:] < 0) != (beyond[:-1] < 0)
            if (crossing & (np.abs(beside[1:]) < door.size_m[0] / 2)).any():
                found.add(door.id)
    return frozenset(found)


def _parts(sc: Scenario, doing: Doing, offset: int, end: int) -> list[tuple[int, float, int]]:
    length = end - offset
    speech = doing.beat.speech
    if speech is not None and pace.spoken_nominal_s(speech.text) >= _LONG_SPEECH_S:
        return [(1, 0.5, offset), (2, 0.22, offset + length // 2), (3, 0.28, offset + int(0.72 * length))]
    steps_up = doing.acts_at - doing.start
    if speech is None and steps_up >= sc.frames(_APPROACH_S):
        return [(0, 0.5, offset), (1, 0.5, offset + steps_up)]
    if speech is None and length > _LONG_ACTION_S * sc.fps:
        return [(1, 0.5, offset), (2, 0.5, offset + length // 2)]
    return [(1, 1.0, offset)]


def _unit(
    sc: Scenario,
    row: tuple[int, float, list[Doing], Played, int],
    end: int,
    floor: Mapping[str, F64],
    *,
    first: bool,
    last: bool,
    seen: set[str],
) -> Unit:
    start, share, doings, group, part = row
    lead = doings[0]
    beat = lead.beat
    subjects = tuple(dict.fromkeys(a for d in doings for a in d.subjects))
    approach = part == 0
    point, thing = (None, "") if approach else _thing(doings)
    present = (
        group.after.present()
        if any(moves(d.beat) for d in doings)
        else tuple(dict.fromkeys((*group.before.present(), *group.after.present())))
    )
    shut = group.before.shut | group.after.shut if lead.closes else group.before.shut - {d.opens for d in doings}
    present = tuple(a for a in present if not _beyond_shut(sc, group, shut, a))
    fresh = [a for a in subjects if a not in seen and sc.actors[a].kind == "creature"]
    return Unit(
        key=beat.id if part <= 1 and lead.acts_at - lead.start < sc.frames(_APPROACH_S) else f"{beat.id}+{part}",
        beat=beat, part=part, start=start, end=end, nominal_s=_nominal(sc, beat, share, start, end),
        subjects=subjects, present=present, movers=_movers(floor, start, end), point_m=point, thing=thing, partner=_partner(lead, subjects),
        shut=frozenset(shut - {lead.closes} if lead.closes else shut), tension=max(d.beat.tension for d in doings),
        first=first, last=last, approach=approach,
        sight_m=next((d.sight_m for d in doings if d.sight_m is not None), None),
        reveals=bool(fresh) or (not approach and any(_emphasised(sc, d) for d in doings)),
    )  # fmt: skip


def _beyond_shut(sc: Scenario, group: Played, shut: frozenset[str], actor: str) -> bool:
    """Whether a creature is behind the gate that has shut."""
    if sc.barrier is None or sc.barrier.id not in shut or sc.actors[actor].kind != "creature":
        return False
    return depth_beyond(sc.barrier, group.after.stances[actor].floor) < -0.5


def _nominal(sc: Scenario, beat: Beat, share: float, start: int, end: int) -> float:
    if beat.speech is None:
        return (end - start) / sc.fps
    spoken = max(pace.LEAST_SPEECH_S, pace.spoken_nominal_s(beat.speech.text) + pace.GAP_BEFORE_S + pace.gap_after_s(beat))
    return spoken * share


def _thing(doings: list[Doing]) -> tuple[Vec3 | None, str]:
    for doing in doings:
        if doing.point_m is not None and doing.thing:
            return doing.point_m, doing.thing
    return None, ""


def _movers(floor: Mapping[str, F64], start: int, end: int) -> tuple[str, ...]:
    """Who changes place by a metre and more while the unit lasts."""
    return tuple(a for a, track in floor.items() if float(np.hypot(*(track[end - 1, :2] - track[start, :2]))) > _MOVES_M)


def _partner(doing: Doing, subjects: tuple[str, ...]) -> str:
    if doing.speech is not None:
        return next((a for a in subjects if a != doing.speech.actor), "")
    act = doing.beat.act
    if act is None or not subjects:
        return ""
    for name in (*act.objects, *(i for p in act.places for i in (p.id, p.second_id))):
        if name in doing.after and name not in subjects and doing.after[name].present:
            return name
    return ""


def _emphasised(sc: Scenario, doing: Doing) -> bool:
    prop = sc.props.get(doing.thing)
    return prop is not None and prop.emphasised and doing.thing.upper() in doing.beat.text
