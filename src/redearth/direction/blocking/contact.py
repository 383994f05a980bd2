"""How two bodies meet: for each act with somebody its distance, the second at which both touch, and what the other does then."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from redearth.breakdown.model import Act, Primitive
from redearth.direction.blocking import pace

_ADULT_M = 1.72
_LOB = 0.45
"""Rise over run of a throw as it leaves the hand."""
_KNELT_TO, _KNEE_M = 0.8, 0.21
"""An adult kneels to embrace a child (the stage's ``embrace``), and the knee needs room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One way of meeting; lengths for two adults of 1.72 m."""

    way: str
    """The first word of the cue's manner: which motion of its primitive is played."""
    apart_m: float
    """Between the two marks at the contact (Hall's intimate and personal distances; reach of arm and leg)."""
    contact_s: float
    """From the start of the act to the touch."""
    length_s: float
    """Of the whole act, settling included."""
    reply: Primitive
    """What the other does when the script says nothing."""
    driven_m: float = 0.0
    """How far the other is driven back by the contact."""
    mutual: bool = False
    """Both do the same and hold it: neither is struck."""
    behind: bool = False
    """Done from behind: the other does not turn."""


def _blow(way: str, apart_m: float, contact_s: float, driven_m: float) -> Meeting:
    return Meeting(way=way, apart_m=apart_m, contact_s=contact_s, length_s=contact_s + 0.85, reply="RECOIL", driven_m=driven_m)


_WAYS: Mapping[str, Meeting] = {
    "punch": _blow("punch", 0.68, 0.42, 0.32), "hook": _blow("hook", 0.60, 0.46, 0.34), "slap": _blow("slap", 0.62, 0.46, 0.16),
    "kick": _blow("kick", 0.98, 0.46, 0.45), "club": _blow("club", 0.86, 0.58, 0.30), "stab": _blow("stab", 0.66, 0.50, 0.15),
    "shove": _blow("shove", 0.62, 0.40, 0.75),
    "hug": Meeting(way="hug", apart_m=0.34, contact_s=0.85, length_s=2.7, reply="EMBRACE", mutual=True),
    "kiss": Meeting(way="kiss", apart_m=0.36, contact_s=0.9, length_s=2.3, reply="EMBRACE", mutual=True),
    "shake_hands": Meeting(way="shake_hands", apart_m=0.80, contact_s=0.55, length_s=1.9, reply="EMBRACE", mutual=True),
    "restrain": Meeting(way="restrain", apart_m=0.345, contact_s=0.5, length_s=2.0, reply="EMBRACE", behind=True),
    "shoulder": Meeting(way="shoulder", apart_m=0.62, contact_s=0.6, length_s=1.7, reply="LOOK"),
    "cheek": Meeting(way="cheek", apart_m=0.55, contact_s=0.7, length_s=1.8, reply="LOOK"),
    "hand": Meeting(way="hand", apart_m=0.66, contact_s=0.6, length_s=1.6, reply="GRAB", mutual=True),
    "arm": Meeting(way="arm", apart_m=0.60, contact_s=0.5, length_s=1.5, reply="LOOK"),
    "collar": Meeting(way="collar", apart_m=0.58, contact_s=0.42, length_s=1.5, reply="RECOIL", driven_m=0.1),
    "give": Meeting(way="give", apart_m=0.92, contact_s=0.75, length_s=1.7, reply="GIVE", mutual=True),
    "take": Meeting(way="take", apart_m=0.92, contact_s=0.65, length_s=1.6, reply="GIVE", mutual=True),
    "help_up": Meeting(way="help_up", apart_m=0.74, contact_s=0.75, length_s=2.4, reply="SUPPORT", mutual=True),
    "throw": Meeting(way="throw", apart_m=0.0, contact_s=0.52, length_s=1.3, reply="CATCH"),
    "throw_at": Meeting(way="throw_at", apart_m=0.0, contact_s=0.52, length_s=1.3, reply="RECOIL"),
    "bite": _blow("bite", 0.35, 0.50, 0.40), "maul": _blow("maul", 0.45, 0.50, 0.50),
}  # fmt: skip
_BY_LEMMA: Mapping[str, str] = {
    **dict.fromkeys(("slap", "smack", "swat", "扇"), "slap"),
    **dict.fromkeys(("kick", "knee", "stomp", "kick_down", "踢", "踢倒"), "kick"),
    **dict.fromkeys(("club", "bash", "batter", "whack", "swing_at", "hack", "chop", "slash", "cut", "hammer", "bludgeon", "beat", "砍", "敲", "砸"), "club"),
    **dict.fromkeys(("stab", "刺", "捅", "pierce", "impale"), "stab"),
    **dict.fromkeys(("knock_out", "knock_down", "hook", "打倒", "击倒"), "hook"),
    **dict.fromkeys(("kiss", "peck", "make_out", "亲吻", "吻"), "kiss"), **dict.fromkeys(("shake_hands", "握手", "握了握手"), "shake_hands"),
    **dict.fromkeys(("restrain", "按住"), "restrain"), **dict.fromkeys(("help_up", "扶起", "拉起"), "help_up"),
    **dict.fromkeys(("caress", "stroke", "抚摸", "轻抚"), "cheek"), "take_hand": "hand", "握住": "hand",
    **dict.fromkeys(("grab", "seize", "clutch", "grip", "抓住"), "collar"),
}  # fmt: skip
_BY_PRIMITIVE: Mapping[Primitive, str] = {
    "STRIKE": "punch", "PUSH": "shove", "EMBRACE": "hug", "TOUCH": "shoulder", "GRAB": "arm", "PULL": "arm", "GIVE": "give", "BITE": "bite", "THROW": "throw",
}  # fmt: skip
FELLED = frozenset({"knock_down", "knock_out", "beat_up", "打倒", "击倒", "推倒", "踢倒", "tackle", "kick_down"})
"""Verbs after which somebody lies on the ground."""
KILLED = frozenset({"kill", "behead", "杀", "杀死"})
REPLIES: frozenset[Primitive] = frozenset({"RECOIL", "DODGE", "BLOCK", "FALL", "DIE", "CROUCH", "CATCH"})
LEADS_S: Mapping[Primitive, float] = {"DODGE": 0.3, "BLOCK": 0.3, "CROUCH": 0.3, "CATCH": 0.45}
"""How long before the contact a reply begins, in seconds; the others begin with it."""


def meeting_of(act: Act, *, creature: bool = False, armed: bool = False) -> Meeting | None:
    """Return how an act with somebody is met, or None when it is played without touching.

    ``creature``: it is done by one, with jaws or a forelimb; ``armed``: with a thing that is swung.
    """
    if creature:
        return _WAYS["maul" if act.primitive == "STRIKE" else "bite"] if act.primitive in ("STRIKE", "BITE", "LUNGE") else None
    way = _BY_PRIMITIVE.get(act.primitive, "")
    named = _BY_LEMMA.get(act.lemma, "")
    if act.primitive == "SUPPORT" and named == "help_up":
        return _WAYS["help_up"]
    if not way:
        return None
    if act.primitive == "THROW":
        return _WAYS["throw_at" if any(p.relation in ("at", "into") for p in act.places) else "throw"]
    if act.primitive == "GRAB" and any(p.relation == "from" for p in act.places):
        return _WAYS["take"]
    if act.primitive == "STRIKE" and armed and not named:
        return _WAYS["club"]
    if act.primitive == "TOUCH" and named != "cheek":
        return _WAYS["shoulder"]
    return _WAYS[named] if named and _fits(act.primitive, named) else _WAYS[way]


def _fits(primitive: Primitive, way: str) -> bool:
    blows = ("punch", "hook", "slap", "kick", "club", "stab")
    return {
        "STRIKE": way in blows, "EMBRACE": way in ("hug", "kiss", "shake_hands", "restrain"), "GRAB": way in ("hand", "arm", "collar"),
        "TOUCH": way == "cheek",
    }.get(primitive, False)  # fmt: skip


def apart_m(meeting: Meeting, actor_m: float, other_m: float, *, jaws_m: float = 0.0) -> float:
    """Return the distance between the marks of two people of these statures; ``jaws_m`` is a creature's reach before its own mark."""
    if jaws_m:
        return meeting.apart_m * other_m / _ADULT_M + jaws_m
    reach = actor_m if meeting.reply == "RECOIL" else 0.5 * (actor_m + other_m)
    kneels = meeting.reply == "EMBRACE" and meeting.apart_m < 0.5 and min(actor_m, other_m) < _KNELT_TO * max(actor_m, other_m)
    return meeting.apart_m * reach / _ADULT_M + (_KNEE_M if kneels and not meeting.behind else 0.0)


def flight_s(run_m: float, fall_m: float) -> float:
    """Return how long a thing that is lobbed flies over a distance; ``fall_m`` is how much lower it comes to rest."""
    return math.sqrt(2 * max(run_m * _LOB + fall_m, 0.05) / 9.81)


def contact_s(meeting: Meeting, act: Act, tension: float) -> float:
    """Return when both touch, in seconds from the start of the act: sooner in haste, later when it is done slowly."""
    slow = 1.3 if {"slowly", "gently", "carefully", "慢慢", "缓缓"} & set(act.manner) else 1.0
    haste = 0.72 * pace.urgency(tension) if meeting.reply == "RECOIL" else 1.0
    return meeting.contact_s * slow / max(0.6, min(1.5, act.speed)) / max(1.0, min(1.25, haste))
