"""Where a clause says something is or goes, as places that direction can resolve."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from redearth.breakdown.closed import CLOSED
from redearth.breakdown.discourse import Discourse
from redearth.breakdown.model import Place
from redearth.breakdown.objects import part_of
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.subjects import Clause
from redearth.breakdown.things import Things

PlaceKind = Literal["character", "prop", "anchor", "direction", "camera"]
_RELATIONS = {
    "at": "at", "to": "to", "from": "from", "toward": "toward", "towards": "toward", "behind": "behind", "between": "between", "in": "in",
    "inside": "in", "within": "in", "into": "into", "out": "out_of", "out_of": "out_of", "outside": "out_of", "on": "on", "onto": "on", "upon": "on",
    "off": "off", "over": "above", "above": "above", "under": "below", "below": "below", "beneath": "below", "beside": "beside", "by": "beside",
    "near": "beside", "next": "beside", "against": "against", "across": "across", "along": "across", "through": "through", "past": "past",
    "around": "around", "round": "around", "before": "in_front_of", "down": "down", "up": "up", "after": "behind", "with": "with", "alongside": "beside",
    "among": "between", "beyond": "behind", "opposite": "in_front_of", "for": "toward", "about": "around", "atop": "on", "throughout": "across",
}  # fmt: skip
DIRECTIONS = CLOSED["spots_directions"]
_IMPLIED_LOOK = {"up": "up", "down": "down", "away": "away", "around": "around", "back": "back"}


def places(clause: Clause, discourse: Discourse, actors: tuple[str, ...], things: Things | None = None) -> tuple[Place, ...]:
    """Return where a clause says something is or goes."""
    found: list[Place] = []
    for preposition, phrase in clause.places:
        if phrase is None:
            if preposition in DIRECTIONS:
                found.append(Place(relation="to", kind="direction", id=preposition))
            continue
        target = _target(phrase, discourse, actors, things)
        if target is None:
            continue
        kind, identity = target
        if preposition == "between+":
            if found:
                found[-1] = replace(found[-1], second_id=identity)
            continue
        if preposition in ("of", "without", "like", "during", "despite", "by") and not (
            preposition == "by" and not clause.passive
        ):
            continue
        if preposition == "with" and kind != "character":
            continue
        if preposition == "by" and kind == "anchor" and not discourse.lexicon.is_a("fixed", identity):
            continue
        found.append(Place(relation=_RELATIONS.get(preposition, "at"), kind=kind, id=identity))
    for word in clause.manner:
        if word in _IMPLIED_LOOK and not clause.particle:
            found.append(Place(relation="to", kind="direction", id=_IMPLIED_LOOK[word]))
    return tuple(dict.fromkeys(found))


def _target(phrase: Phrase, discourse: Discourse, actors: tuple[str, ...], things: Things | None) -> tuple[PlaceKind, str] | None:
    who = discourse.resolve(phrase, subject=False, avoid=actors)
    if who:
        discourse.mention(*who[:1])
        if actors:
            for actor in actors:
                discourse.mention(actor)
        return "character", who[0]
    if phrase.pronoun:
        return ("prop", discourse.thing) if phrase.head in ("it", "this", "that") and discourse.thing else None
    if phrase.head == "camera":
        return "camera", "camera"
    if phrase.head in discourse.lexicon.words["body"]:
        owner = tuple(i for i in discourse.owner(phrase) if i not in actors)
        return ("character", owner[0]) if owner else None
    if phrase.head in DIRECTIONS or phrase.head in ("side", "direction", "distance"):
        return "direction", phrase.head
    whole = part_of(phrase, discourse)
    if whole:
        return "prop", whole
    if things is not None and things.is_prop(phrase):
        return "prop", things.note(phrase, handled=False)
    if things is not None:
        things.feature(phrase)
    return "anchor", phrase.head
