"""A clause of people to acts: who does which primitive, to what, where and how."""

from __future__ import annotations

from dataclasses import replace

from redearth.breakdown import words
from redearth.breakdown.clauses import Clause
from redearth.breakdown.discourse import Discourse
from redearth.breakdown.events import environment_act, fragment_act, thing_act
from redearth.breakdown.lexicon import Sense
from redearth.breakdown.model import Act, Place
from redearth.breakdown.reading import Understood
from redearth.breakdown.spots import DIRECTIONS, places
from redearth.breakdown.things import Things

_GENERIC = frozenset("GESTURE USE HOLD_PLAIN".split())


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
    if head in ("camera", "shot", "frame", "clip", "we", "lens", "view"):
        return []
    for agent in (phrase for p, phrase in clause.places if p == "by" and phrase is not None and clause.passive):
        who = discourse.resolve(agent, subject=False)
        if who:
            swapped = replace(clause, subject=[agent], objects=clause.subject, passive=False)
            discourse.mention(*who)
            discourse.subjects = who
            return [_action(swapped, who, (), discourse, things)]
    lexicon = discourse.lexicon
    if head in ("something", "someone", "somebody", "shape", "figure", "silhouette", "movement", "form") or lexicon.is_a("environment", head) or head in lexicon.sounds:
        return [environment_act(clause, discourse, things)]
    return [thing_act(clause, discourse, things)]


def _state(clause: Clause, actors: tuple[str, ...], discourse: Discourse) -> Understood:
    """``She is afraid``: a mood; ``She is at the door``: a place."""
    spots = places(clause, discourse, actors)
    if clause.verb not in ("be", "have"):
        sense = discourse.lexicon.senses.get(clause.verb)
        primitive = sense.primitive if sense and sense.primitive in ("SIT", "LIE", "KNEEL", "CROUCH", "LEAN", "STAND", "TREMBLE") else "STAND"
        return Understood(act=Act(primitive=primitive, lemma=clause.verb, actors=actors, places=spots, manner=tuple(clause.manner)), clause=clause)
    primitive = "STAND" if spots and not clause.manner else "EXPRESS"
    act = Act(primitive=primitive, lemma=clause.verb, actors=actors, places=spots, manner=tuple(clause.manner[:6]), negated=clause.negated)
    return Understood(act=act, clause=clause, parallel=clause.parallel)


def sense_of(clause: Clause, discourse: Discourse) -> Sense | None:
    """Return the meaning of a clause's verb with its particle or its object (``shakes her head``)."""
    senses = discourse.lexicon.senses
    keys = [f"{clause.verb}_{clause.particle}"] if clause.particle else []
    if clause.objects:
        keys += [f"{clause.verb}_{clause.objects[0].head}"]
        if clause.verb == "shake" and clause.objects[0].head == "head":
            return senses["shake_head"]
        if clause.verb in ("give", "take", "make", "perform", "offer", "exchange", "let", "return", "draw"):
            noun = discourse.lexicon.verb(clause.objects[0].head, "base")
            if noun and not (clause.verb == "take" and noun in ("cut", "paint")):
                keys.append(noun)
            if clause.objects[0].head in ("breath", "step", "turn", "look", "smile", "nod", "thumbs-up", "seat", "bow"):
                keys.insert(0, {"breath": "inhale", "thumbs-up": "gesture", "seat": "sit"}.get(clause.objects[0].head, clause.objects[0].head))
    for key in (*keys, clause.verb):
        if key in senses:
            return senses[key]
    return None


def _action(clause: Clause, actors: tuple[str, ...], passive_object: tuple[str, ...], discourse: Discourse, things: Things) -> Understood:
    sense = sense_of(clause, discourse)
    clause.known = clause.known and sense is not None
    objects, looked_at = _objects(clause, actors, discourse, things)
    spots = (*places(clause, discourse, actors, things), *looked_at)
    if clause.particle in DIRECTIONS:
        spots = (*spots, Place(relation="to", kind="direction", id=clause.particle))
    primitive = sense.primitive if sense else "GESTURE"
    if clause.negated:
        primitive = "STAND"
    speed = (sense.speed if sense else 1.0) * _speed(clause.manner, discourse)
    act = Act(
        primitive=primitive,
        lemma=sense.lemma if sense else clause.verb,
        actors=actors,
        objects=tuple(dict.fromkeys((*passive_object, *objects))) if passive_object != actors else objects,
        instrument=_instrument(clause, things),
        places=spots,
        manner=tuple(dict.fromkeys((*([sense.manner] if sense and sense.manner else []), *(m for m in clause.manner if m not in words.CONJUNCTIONS)))),
        aspect=clause.aspect,
        negated=clause.negated,
        speed=round(min(2.0, max(0.3, speed)), 3),
        sound=discourse.lexicon.sounds.get(clause.verb, "") if primitive in ("SCREAM", "VOCALISE", "CLOSE", "STRIKE", "FIRE", "BREATHE") else "",
    )
    return Understood(act=act, clause=clause, known=sense is not None, generic=primitive in _GENERIC, parallel=clause.parallel)


def _speed(manner: list[str], discourse: Discourse) -> float:
    factor = 1.0
    for word in manner:
        factor *= discourse.lexicon.speed.get(word, 1.0)
    return factor


def _instrument(clause: Clause, things: Things) -> str:
    for preposition, phrase in clause.places:
        if preposition == "with" and phrase is not None and not phrase.who and things.is_thing(phrase):
            return things.note(phrase, handled=True)
    return ""


def _objects(clause: Clause, actors: tuple[str, ...], discourse: Discourse, things: Things) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """Return the ids of what is acted on; body parts and moods are left in the manner."""
    found: list[str] = []
    for phrase in clause.objects:
        who = discourse.resolve(phrase, subject=False, avoid=actors)
        if who:
            discourse.mention(*who)
            found += who
            if actors:
                discourse.mention(*actors) if len(actors) == 1 else None
        elif phrase.pronoun and phrase.head in ("it", "them", "this", "that") and discourse.thing:
            found.append(discourse.thing)
        elif phrase.head in discourse.lexicon.words["body"]:
            owner = tuple(i for i in discourse.owner(phrase) if i not in actors)
            found += owner
            clause.manner.append(phrase.head)
        elif things.is_thing(phrase):
            identity = things.note(phrase, handled=things.is_handled(clause.verb))
            if identity:
                found.append(identity)
                discourse.thing = identity
            else:
                clause.manner.append(phrase.head)
        for preposition, inner in phrase.inside:
            if things.is_thing(inner) and preposition in ("of", "with", "in"):
                things.note(inner, handled=False)
    return tuple(dict.fromkeys(found)), ()
