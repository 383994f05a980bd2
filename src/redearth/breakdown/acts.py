"""A clause of people to acts: who does which primitive, to what, where and how."""

from __future__ import annotations

from dataclasses import replace

from redearth.breakdown import words
from redearth.breakdown.closed import CLOSED
from redearth.breakdown.discourse import Discourse
from redearth.breakdown.events import CAMERA_WORDS, environment_act, fragment_act, thing_act
from redearth.breakdown.lexicon import Sense
from redearth.breakdown.model import Act, Place, Primitive
from redearth.breakdown.objects import objects_of
from redearth.breakdown.pairing import between_people
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.reading import Understood
from redearth.breakdown.spots import DIRECTIONS, places
from redearth.breakdown.subjects import Clause
from redearth.breakdown.things import Things

_LIGHT = frozenset(("give", "take", "make", "perform", "offer", "exchange", "share", "return", "let", "have", "do"))
_LIGHT_NOUNS = {
    "breath": "inhale",
    "thumbs-up": "gesture",
    "seat": "sit",
    "cut": "",
    "paint": "",
    "card": "",
    "water": "",
    "place": "",
    "note": "note",
    "photo": "photograph",
}
_AUDIBLE = frozenset(("SCREAM", "VOCALISE", "CLOSE", "STRIKE", "FIRE", "BREATHE"))
_POSTURES = frozenset(("SIT", "LIE", "KNEEL", "CROUCH", "LEAN", "STAND", "TREMBLE"))
_PEOPLE_ONLY = frozenset(
    ("NOD", "SHAKE_HEAD", "WAVE", "POINT", "KNEEL", "EMBRACE", "EXPRESS", "WRITE", "GRAB", "GIVE", "LOOK", "SIT")
)
_KEPT_IN = CLOSED["kept_in"]
_DRAWN = frozenset(("pull", "draw", "slip", "slide", "fish", "dig"))
_TOOLS = {"dig": "shovel", "sweep": "broom", "hammer": "hammer", "saw": "saw", "stir": "spoon", "strum": "guitar"}
"""What a work of the hands is done with where the script names nothing."""
_GENERIC = frozenset(["GESTURE", "USE", "HOLD_PLAIN"])


def understand(clause: Clause, discourse: Discourse, things: Things) -> list[Understood]:
    """Return the acts of one clause (none when it only moves the camera or says nothing to play)."""
    if clause.kind == "fragment":
        return fragment_act(clause, discourse, things)
    actors = _actors(clause, discourse)
    if not actors:
        return _without_actor(clause, discourse, things)
    passive_object = actors if clause.passive else ()
    if clause.passive:
        agents = tuple(i for p, phrase in clause.places if p == "by" and phrase for i in discourse.resolve(phrase, subject=False))
        if agents:
            actors = agents
    if clause.kind == "state":
        return [_state(clause, actors, discourse)]
    return [_action(clause, actors, passive_object, discourse, things)]


def _actors(clause: Clause, discourse: Discourse) -> tuple[str, ...]:
    """Return the characters of the subject, with the owners of hands and breaths."""
    found: list[str] = []
    for phrase in clause.subject:
        who = discourse.resolve(phrase, subject=True)
        if not who and (phrase.head in discourse.lexicon.words["body"]):
            who = discourse.owner(phrase) or (discourse.subjects if not phrase.determiner or phrase.determiner == "the" else ())
        found += [i for i in who if i not in found]
    if not clause.subject and clause.kind != "fragment":
        found = list(discourse.subjects or tuple(discourse.people[-1:]))
    if found:
        discourse.mention(*found)
        discourse.subjects = tuple(found)
    return tuple(found)


def _without_actor(clause: Clause, discourse: Discourse, things: Things) -> list[Understood]:
    head = clause.subject[0].head if clause.subject else ""
    if head in CAMERA_WORDS:
        return []
    for agent in (phrase for p, phrase in clause.places if p == "by" and phrase is not None and clause.passive):
        who = discourse.resolve(agent, subject=False)
        if who:
            elsewhere = [place for place in clause.places if place[0] != "by"]
            swapped = replace(clause, subject=[agent], objects=clause.subject, places=elsewhere, passive=False)
            discourse.mention(*who)
            discourse.subjects = who
            return [_action(swapped, who, (), discourse, things)]
    lexicon = discourse.lexicon
    if _only_people(clause, discourse):
        return [_action(clause, discourse.subjects, (), discourse, things)]
    if (
        head in ("something", "someone", "somebody", "shape", "figure", "silhouette", "movement", "form")
        or lexicon.is_a("environment", head)
        or head in lexicon.sounds
    ):
        return [environment_act(clause, discourse, things)]
    return [thing_act(clause, discourse, things)]


def _only_people(clause: Clause, discourse: Discourse) -> bool:
    """``points at the timer as it ticks down, then nods``: no timer nods."""
    sense = discourse.lexicon.senses.get(clause.verb)
    it = bool(clause.subject) and clause.subject[0].head in ("it", "this", "that")
    return it and bool(discourse.subjects) and sense is not None and sense.primitive in _PEOPLE_ONLY


def _state(clause: Clause, actors: tuple[str, ...], discourse: Discourse) -> Understood:
    """``She is afraid``: a mood; ``She is at the door``: a place."""
    spots = places(clause, discourse, actors)
    if clause.verb not in ("be", "have"):
        sense = discourse.lexicon.senses.get(clause.verb)
        primitive: Primitive = sense.primitive if sense and sense.primitive in _POSTURES else "EXPRESS"
        return Understood(
            act=Act(primitive=primitive, lemma=clause.verb, actors=actors, places=spots, manner=tuple(clause.manner)),
            clause=clause,
        )
    primitive = "STAND" if spots and not clause.manner else "EXPRESS"
    act = Act(
        primitive=primitive,
        lemma=clause.verb,
        actors=actors,
        places=spots,
        manner=tuple(clause.manner[:6]),
        negated=clause.negated,
    )
    return Understood(act=act, clause=clause, parallel=clause.parallel)


def sense_of(clause: Clause, discourse: Discourse) -> Sense | None:
    """Return the meaning of a clause's verb with its particle or its object (``shakes her head``, ``takes a breath``)."""
    senses = discourse.lexicon.senses
    keys = [f"{clause.verb}_{clause.particle}"] if clause.particle else []
    keys += _by_what_it_acts_on(clause, discourse)
    for phrase in clause.objects[:1]:
        idioms = [key for key in _idioms(clause, phrase.head) if key in senses and senses[key].emblem]
        keys = [*idioms, *keys, f"{clause.verb}_{phrase.head}"]
        if clause.verb in _LIGHT:
            noun = _LIGHT_NOUNS.get(phrase.head, discourse.lexicon.verb(phrase.head, "base"))
            keys += [noun] if noun else []
    return next((senses[key] for key in (*keys, clause.verb) if key in senses), None)


def _by_what_it_acts_on(clause: Clause, discourse: Discourse) -> list[str]:
    """Return the lexicon's names of verbs that mean something else with a thing: ``hides the knife``, ``pulls a cloth from her pocket``."""
    body = discourse.lexicon.words["body"]
    things = [phrase for phrase in clause.objects if not phrase.who and not phrase.pronoun and phrase.head not in body]
    if clause.verb == "hide" and things:
        return ["conceal"]
    pocketed = any(p == "from" and phrase is not None and phrase.head in _KEPT_IN for p, phrase in clause.places)
    return ["take_out"] if clause.verb in _DRAWN and things and pocketed else []


def _idioms(clause: Clause, head: str) -> list[str]:
    """Return the lexicon's names of a verb with its object and what belongs to both: ``throw_up_hands``, ``put_hands_on_hips``."""
    things = [f"{clause.verb}_{head}s"]
    if clause.particle:
        things = [f"{clause.verb}_{clause.particle}_{head}s", f"{clause.verb}_{clause.particle}_{head}", *things]
    spots = [f"{clause.verb}_{head}s_on_{phrase.head}s" for _, phrase in clause.places if phrase is not None]
    return [*spots, *things]


def _action(
    clause: Clause, actors: tuple[str, ...], passive_object: tuple[str, ...], discourse: Discourse, things: Things
) -> Understood:
    sense = sense_of(clause, discourse)
    objects, left_over = objects_of(clause, actors, discourse, things)
    spots = places(clause, discourse, actors, things)
    primitive: Primitive = sense.primitive if sense else "GESTURE"
    discourse.note_seat((*objects, *(place.id for place in spots)))
    if primitive == "SIT" and not any(place.kind != "direction" for place in spots) and discourse.seat:
        spots = (*spots, Place(relation="on", kind="prop", id=discourse.seat))
    if clause.particle in DIRECTIONS:
        spots = (*spots, Place(relation="to", kind="direction", id=clause.particle))
    negated = clause.negated or any(p.determiner == "no" or p.head == "nobody" for p in clause.subject)
    act = Act(
        primitive="STAND" if negated else primitive,
        lemma=sense.lemma if sense else clause.verb,
        actors=actors,
        objects=tuple(dict.fromkeys((*passive_object, *objects))) if passive_object != actors else objects,
        instrument=_instrument(clause, things) or _tool(sense, clause, objects, actors, discourse, things),
        places=spots,
        manner=_manner(clause, sense, left_over, actors, discourse),
        aspect=clause.aspect,
        negated=negated,
        speed=_speed(clause, sense, discourse),
        emblem="" if negated or sense is None else sense.emblem,
        sound=discourse.lexicon.sounds.get(clause.verb, "") if primitive in _AUDIBLE else "",
    )
    said = frozenset(p.head for p in (*clause.objects, *(p for _, p in clause.places if p is not None)))
    act = between_people(act, said, discourse.roster.characters)
    return Understood(
        act=act,
        clause=clause,
        known=sense is not None,
        generic=act.primitive in _GENERIC and not act.emblem,
        parallel=clause.parallel,
    )


def _manner(
    clause: Clause, sense: Sense | None, left_over: tuple[str, ...], actors: tuple[str, ...], discourse: Discourse
) -> tuple[str, ...]:
    """Adverbs and moods, then the words of what is acted on without being a prop, then the own body parts that are touched."""
    own = [
        p.head
        for _, p in clause.places
        if p is not None and p.head in discourse.lexicon.words["body"] and discourse.owner(p) == actors
    ]
    said = [sense.manner] if sense and sense.manner else []
    return tuple(dict.fromkeys((*said, *(m for m in clause.manner if m not in words.CONJUNCTIONS), *left_over, *own)))


def _speed(clause: Clause, sense: Sense | None, discourse: Discourse) -> float:
    factor = sense.speed if sense else 1.0
    for word in clause.manner:
        factor *= discourse.lexicon.speed.get(word, 1.0)
    return round(min(2.0, max(0.3, factor)), 3)


def _instrument(clause: Clause, things: Things) -> str:
    for preposition, phrase in clause.places:
        if preposition == "with" and phrase is not None and not phrase.who and things.is_thing(phrase):
            return things.note(phrase, handled=True)
    return ""


def _tool(
    sense: Sense | None, clause: Clause, objects: tuple[str, ...], actors: tuple[str, ...], discourse: Discourse, things: Things
) -> str:
    """Return the tool of a work of the hands: the instrument that is played, else what such work is done with."""
    kind = _TOOLS.get(sense.emblem, "") if sense is not None else ""
    if not kind or clause.negated or kind in objects or any(discourse.roster.characters[a].kind == "creature" for a in actors):
        return ""
    played = (
        next((p for p in clause.objects if things.is_thing(p)), None) if sense is not None and sense.emblem == "strum" else None
    )
    return things.note(played or Phrase(text=kind, head=kind), handled=True)
