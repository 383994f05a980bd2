"""Are hands where they touch, and do props stay in them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from redearth.direction.model import PropHold
from redearth.stage.measure.acted import Acted
from redearth.stage.measure.findings import BARS, Finding, Measure, measured
from redearth.stage.measure.intent import Intent
from redearth.stage.model import Contact
from redearth.stage.motion import quat
from redearth.stage.parts import F64, PropTake, Touch

_KINDS = ("grasp", "press")
_PASSING_S = 0.3
"""A prop that is taken or handed on is on its way for this long."""
_SIDES = {"left": ("left",), "both": ("left", "right"), "chest": ("left", "right")}


def hands(people: Sequence[Acted], props: Sequence[PropTake], intent: Intent, contacts: Sequence[Contact]) -> Measure:
    """Return how far hands are from what they grasp, press, hold, strike and hand over, in millimetres."""
    blocking = intent.blocking
    bipeds = {p.actor: p for p in people if p.member == 0 and "leftHand" in p.skeleton.names}
    rows = [row for contact in contacts if (row := _touch(contact, bipeds))]
    rows += [row for touch in intent.touches if (row := _meant(touch, bipeds))]
    for prop in props:
        holds = sorted((h for h in blocking.props if h.prop == prop.prop), key=lambda h: (h.range.start, h.range.end))
        grips = [g for hold in holds if hold.holder in bipeds and (g := _grip(prop, hold, bipeds, blocking.fps))]
        rows += [_drift(prop, grip) for grip in grips]
        rows += _passed(prop, grips)
    found = [
        Finding(check="hands", actor=actor, frame=frame, value=round(value, 3), what=what)
        for value, frame, actor, what in rows
        if value > BARS["hands"].limit
    ]
    return measured("hands", [row[0] for row in rows], found)


Row = tuple[float, int, str, str]
"""Millimetres, frame, actor, in words."""


def _touch(contact: Contact, bipeds: Mapping[str, Acted]) -> Row | None:
    """Return how far the nearest palm or finger is from where something is said to be touched."""
    person = bipeds.get(contact.actor)
    if person is None or contact.kind not in _KINDS or contact.frame >= len(person.visible):
        return None
    spot = np.array(contact.position_m, float)
    gaps = [float(_to_hand(person, side, spot)[contact.frame]) for side in ("left", "right")]
    return 1000.0 * min(gaps), contact.frame, contact.actor, f"{contact.kind} beside its place"


def _meant(touch: Touch, bipeds: Mapping[str, Acted]) -> Row | None:
    """Return how far a palm or another joint is from where an act means it to touch, on the first frame of the touch."""
    person, at = bipeds.get(touch.actor), touch.range.start
    if person is None or touch.joint not in person.skeleton.names or not 0 <= at < len(person.visible):
        return None
    place = _palm(person, touch.joint.removesuffix("Hand")) if touch.joint.endswith("Hand") else person.at(touch.joint)
    gap = float(_length(place[at] - np.array(touch.position_m, float)))
    what = touch.prop or touch.piece or touch.partner or "its place"
    return 1000.0 * gap, at, touch.actor, f"{touch.joint} beside {what} ({touch.kind})"


def _to_hand(person: Acted, side: str, spot_m: F64) -> F64:
    """Return [F] metres from a point to the line from the palm's middle to the fingertips."""
    palm, tips = _palm(person, side), person.at(side + "FingerTips")
    along = tips - palm
    share = np.clip(((spot_m - palm) * along).sum(-1) / np.maximum((along * along).sum(-1), 1e-9), 0.0, 1.0)
    gap = spot_m - palm - share[:, None] * along
    return np.asarray(np.sqrt((gap * gap).sum(-1)))


def _palm(person: Acted, side: str) -> F64:
    """Return the middle of the palm, [F, 3]: 8 of the 9 cm from the wrist to the fingers at 1.72 m."""
    skeleton = person.skeleton
    return person.at(side + "Hand", skeleton.rest_offsets_m[skeleton.index(side + "Fingers")] * (8.0 / 9.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grip:
    """The hand or hands that hold a prop, as a frame of their own, and where in it the prop usually is."""

    hold: PropHold
    palm_m: F64
    """[F, 3]; between two palms."""
    turns: F64
    """[F, 4]; one hand's own, else none."""
    usual_m: F64
    """[3]."""
    seen: np.ndarray
    """Frames on which it is held and shown."""

    def led_m(self) -> F64:
        """Return [F, 3] where the prop is when it stays in the hand."""
        return np.asarray(self.palm_m + quat.rotate(self.turns, self.usual_m))


def _grip(prop: PropTake, hold: PropHold, bipeds: Mapping[str, Acted], fps: int) -> _Grip | None:
    person = bipeds[hold.holder]
    place = prop.world_from_object[:, :3, 3].astype(float)
    sides = _SIDES.get(hold.grip, ("right",))
    palm = np.mean([_palm(person, side) for side in sides], axis=0)
    turns = person.turns[:, person.skeleton.index(sides[0] + "Hand")].copy()
    if len(sides) > 1:
        turns[:] = (1.0, 0.0, 0.0, 0.0)
    margin = round(_PASSING_S * fps)
    first, end = max(0, hold.range.start) + (margin if hold.range.start > 0 else 0), min(len(place), hold.range.end)
    seen = np.flatnonzero(prop.visible[first:end]) + first
    if len(seen) < 3:
        return None
    usual = np.median(quat.rotate(quat.inverse(turns[seen]), place[seen] - palm[seen]), axis=0)
    return _Grip(hold=hold, palm_m=palm, turns=turns, usual_m=usual, seen=seen)


def _drift(prop: PropTake, grip: _Grip) -> Row:
    """Return how far a held prop wanders from its usual place in the hand."""
    gap = 1000.0 * _length(prop.world_from_object[grip.seen, :3, 3].astype(float) - grip.led_m()[grip.seen])
    worst = int(np.argmax(gap))
    return float(gap[worst]), int(grip.seen[worst]), grip.hold.holder, f"{prop.prop} slips in the hand"


def _passed(prop: PropTake, grips: Sequence[_Grip]) -> list[Row]:
    """Return how far a prop must jump where it goes from hand to hand: how far apart both hands would have it on that frame."""
    rows = []
    for giver, taker in pairwise(grips):
        at = taker.hold.range.start
        if giver.hold.holder == taker.hold.holder or giver.hold.range.end != at or not 0 < at < len(giver.palm_m):
            continue
        gap = 1000.0 * float(_length(giver.led_m()[at] - taker.led_m()[at]))
        rows.append((gap, at, taker.hold.holder, f"{prop.prop} jumps from {giver.hold.holder}'s hand"))
    return rows


def _length(vectors: F64) -> F64:
    return np.asarray(np.sqrt((vectors * vectors).sum(-1)))
