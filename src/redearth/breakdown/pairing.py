"""What a verb means when somebody is its object: to drag a crate and to drag a friend are played by different bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from redearth.breakdown.model import Act, Character, Place, Primitive

_DRAGGING = frozenset({"drag", "haul", "tow", "lug", "heave", "drag_away", "drag_off", "拖", "拖着", "拖走", "拖向", "拖到"})
_HELPING = frozenset(
    {
        "help",
        "assist",
        "support",
        "hold_up",
        "prop",
        "prop_up",
        "steady",
        "brace",
        "help_up",
        "help_along",
        "搀扶",
        "搀",
        "扶",
        "扶着",
    }
)
_RAISING = frozenset({"help_up", "pull_up", "扶起", "拉起"})
_LIFTING = frozenset(
    {"carry", "lift", "lift_up", "pick_up", "scoop_up", "raise", "hoist", "bear", "抱起", "背", "背着", "背起", "扛"}
)
_SEIZING = frozenset({"grab", "seize", "grip", "grasp", "clutch", "take", "hold", "抓住", "拉住", "握住"})
_HINDERING = frozenset({"hold_back", "hold_down", "restrain", "hold_still", "按住"})
_LAYING = frozenset({"put", "place", "lay", "rest", "set", "place_hand", "rest_on"})
_HANDS, _ARMS = frozenset({"hand", "hands", "palm", "fingers"}), frozenset({"arm", "arms", "wrist", "elbow", "sleeve"})
_BLOWS = frozenset({"blow", "punch", "kick", "attack", "swing", "slap", "thrust", "jab", "strike", "hit", "stab"})
_ON_TO = frozenset({"at", "into", "on", "with", "around", "against", "to", "toward"})


def between_people(act: Act, said: frozenset[str], characters: Mapping[str, Character]) -> Act:
    """Return the act as it is played on its object: on somebody, on a thing or on nothing.

    ``said`` holds the words of the clause for parts of the body, which are not part of the act.
    """
    if act.negated or not act.actors:
        return act
    known = {i: characters[i] for i in act.objects if i in characters and i not in act.actors}
    beside = next((p.id for p in act.places if p.id in characters and p.id not in act.actors and p.relation in _ON_TO), "")
    who = next(iter(known), "")
    other = who or beside or (act.actors[1] if len(act.actors) == 2 else "")
    found = _with_somebody(act, said, who, other) if other else None
    return _alone(act, characters) if found is None else _as(act, *found)


def _with_somebody(act: Act, said: frozenset[str], who: str, other: str) -> tuple[Primitive, str, str] | None:
    """Return primitive, lemma and object of what somebody does with somebody, where that is another thing than the verb says."""
    lemma, hands = act.lemma, bool(said & _HANDS)
    if lemma == "shake" and hands and (who or other):
        return "EMBRACE", "shake_hands", other
    if lemma in _LAYING and act.primitive in ("RELEASE", "TOUCH") and said & (_HANDS | _ARMS):
        return ("EMBRACE", "put_arm_around", other) if said & _ARMS else ("TOUCH", "hand_on", other)
    if lemma == "swing" and not who:
        return "STRIKE", "swing_at", other
    if lemma == "sink" and said & {"tooth", "teeth", "fang", "fangs", "jaw", "jaws"}:
        return "BITE", "bite", other
    if not who:
        return None
    if lemma in _DRAGGING:
        return "DRAG", lemma, who
    if lemma in _HELPING or lemma in _RAISING or (lemma == "pull" and any(p.id in ("up", who) for p in act.places)):
        rises = any(p.id in ("up", who) for p in act.places) or lemma in _RAISING
        return "SUPPORT", "help_up" if rises and lemma not in ("hold_up", "prop_up") else lemma, who
    if lemma in _LIFTING and act.primitive in ("CARRY", "RAISE", "GRAB"):
        return "CARRY", lemma, who
    if lemma in _HINDERING:
        return "EMBRACE", "restrain", who
    if lemma in _SEIZING and act.primitive in ("GRAB", "HOLD"):
        return "GRAB", "take_hand" if hands else "take_arm" if said & _ARMS else "seize", who
    return None


def _alone(act: Act, characters: Mapping[str, Character]) -> Act:
    """Return what is left of verbs that want somebody, and verbs whose meaning hangs on who does them."""
    creature = all(characters[a].kind == "creature" for a in act.actors if a in characters)
    things = tuple(o for o in act.objects if o not in characters)
    people = len(things) < len(act.objects) or any(p.id in characters for p in act.places)
    if act.primitive == "BLOCK":
        blow = act.lemma != "block" or not things or bool(set(things) & _BLOWS)
        met = people or blow
        return replace(
            act,
            primitive="BLOCK" if met else "HOLD",
            objects=tuple(o for o in act.objects if o not in _BLOWS) if met else act.objects,
        )
    if act.primitive == "BITE" and not creature and not people:
        return replace(act, primitive="EAT")
    if act.primitive == "DRAG" and not people and not things:
        return replace(act, primitive="PULL")
    if act.primitive == "SUPPORT" and not people:
        return replace(act, primitive="HOLD" if things else "GESTURE")
    if act.primitive == "RECOIL" and any(p.kind in ("anchor", "prop") for p in act.places):
        return replace(act, primitive="WALK")
    if act.lemma == "coil" and creature:
        return replace(act, primitive="COIL")
    return act


def _as(act: Act, primitive: Primitive, lemma: str, other: str) -> Act:
    """Return the act under another verb, with ``other`` as its first object and no place that only named him."""
    objects = (other, *(o for o in act.objects if o != other)) if other not in act.actors else act.objects
    left = tuple(p for p in act.places if p.id != other and not _upward(p, lemma))
    return replace(act, primitive=primitive, lemma=lemma, objects=objects, places=left)


def _upward(place: Place, lemma: str) -> bool:
    return lemma == "help_up" and place.kind == "direction" and place.id == "up"
