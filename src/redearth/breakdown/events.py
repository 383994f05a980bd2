"""Clauses without a person: things that act, surroundings, and phrases that stand alone."""

from __future__ import annotations

from redearth.breakdown.closed import CLOSED
from redearth.breakdown.discourse import Discourse
from redearth.breakdown.model import Act, Place
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.reading import Understood
from redearth.breakdown.spots import places
from redearth.breakdown.subjects import Clause
from redearth.breakdown.things import Things

CAMERA_WORDS = frozenset(
    (
        "camera",
        "shot",
        "frame",
        "clip",
        "we",
        "lens",
        "view",
        "dolly",
        "pan",
        "push-in",
        "pull-back",
        "tilt",
        "crane",
        "zoom",
        "close-up",
        "sequence",
        "scene",
    )
)
_UNKNOWN_MOVERS = frozenset(["something", "someone", "somebody", "shape", "figure", "silhouette", "movement", "form"])
_PHRASAL = {
    "go_out": "go_out", "turn_off": "go_out", "shut_down": "go_out", "shut_off": "go_out", "blow_out": "go_out", "come_on": "glow", "turn_on": "glow",
    "light_up": "glow", "kick_in": "start", "start_up": "start", "go_off": "ring", "blow_up": "explode", "break_off": "break", "fall_down": "fall",
}  # fmt: skip
_STATIC = CLOSED["events_static"]


def environment_act(clause: Clause, discourse: Discourse, things: Things) -> Understood:
    """Return the act of wind, light, a sound or an unknown mover."""
    lexicon = discourse.lexicon
    head = clause.subject[0].head if clause.subject else ""
    event = _by_particle(clause) or lexicon.events.get(clause.verb) or lexicon.fragments.get(head, "")
    sound = lexicon.sounds.get(head, "")
    if head in _UNKNOWN_MOVERS:
        event, sound = "shape", ""
    elif head in ("wind", "breeze", "gust") or (
        head in lexicon.fragments and clause.verb in ("drive", "push", "ripple", "blow", "move", "be")
    ):
        event = lexicon.fragments.get(head, event)
    things.words += [w for w in (*(a for p in clause.subject for a in p.adjectives), head) if w.isalpha()]
    spots = places(clause, discourse, (), things)
    for phrase in clause.objects:
        if lexicon.is_a("fixed", phrase.head):
            things.feature(phrase)
            spots = (*spots, Place(relation="across", kind="anchor", id=phrase.head))
    act = Act(
        primitive="ENVIRONMENT_EVENT",
        lemma=clause.verb or head,
        places=spots,
        manner=tuple(clause.manner),
        negated=clause.negated,
        aspect=clause.aspect,
        sound=sound,
        event=event or sound or "ambience",
    )
    return Understood(act=act, sound=bool(sound), clause=clause, parallel=clause.parallel, generic=not (event or sound))


def thing_act(clause: Clause, discourse: Discourse, things: Things) -> Understood:
    """Return the act of a thing: the gate slams, the lever jams, a shoot stands in the earth."""
    lexicon = discourse.lexicon
    phrase = clause.subject[0] if clause.subject else Phrase(text="", head="")
    objects: tuple[str, ...] = ()
    if phrase.pronoun and discourse.thing and clause.verb not in ("rain", "snow", "thunder", "storm", "get", "grow"):
        objects = (discourse.thing,)
    elif things.is_thing(phrase):
        identity = things.note(phrase, handled=False)
        objects = (identity,) if identity else ()
        if identity:
            discourse.thing = identity
    things.words += [w for p in clause.subject for w in (*p.adjectives, p.head) if w.isalpha()]
    spots = places(clause, discourse, (), things)
    event = _by_particle(clause) or lexicon.events.get(clause.verb, "" if clause.kind != "state" else "reveal")
    event = "move" if event == "roll" else event
    static = clause.verb in _STATIC or clause.kind == "state"
    scenery = static and (phrase.plural or not objects)
    act = Act(
        primitive="ENVIRONMENT_EVENT" if scenery or not objects else "OBJECT_EVENT",
        lemma=clause.verb,
        objects=objects,
        places=spots,
        manner=tuple(clause.manner),
        aspect=clause.aspect,
        negated=clause.negated,
        sound=lexicon.sounds.get(clause.verb, "") if not static else "",
        event="reveal" if static else event or "move",
    )
    known = bool(event) or static or clause.verb in lexicon.senses
    return Understood(act=act, clause=clause, known=known, generic=not (event or static), parallel=clause.parallel)


def _by_particle(clause: Clause) -> str:
    """``slides open``, ``swings shut``: the particle says what happens."""
    words = {clause.particle, *clause.manner}
    if f"{clause.verb}_{clause.particle}" in _PHRASAL:
        return _PHRASAL[f"{clause.verb}_{clause.particle}"]
    if words & {"shut", "closed"} and clause.verb not in ("slam", "bang"):
        return "close"
    return "open" if "open" in words and clause.kind != "state" else ""


def fragment_act(clause: Clause, discourse: Discourse, things: Things) -> list[Understood]:
    """Return the act of a phrase without a verb: ``Silence.``, ``Sparks.``, ``Cold blue light.``, ``A table. Two chairs.``"""
    if not clause.subject:
        return []
    phrase = clause.subject[0]
    if phrase.head in CAMERA_WORDS:
        return []
    who = discourse.resolve(phrase, subject=True)
    if who:
        discourse.mention(*who)
        discourse.subjects = who
        return [Understood(act=Act(primitive="STAND", lemma="stand", actors=who, manner=tuple(clause.manner)), clause=clause)]
    return [_scenery(phrase, clause, discourse, things)]


def _scenery(phrase: Phrase, clause: Clause, discourse: Discourse, things: Things) -> Understood:
    """A light, a sound, a thing that is simply there."""
    lexicon = discourse.lexicon
    spots = places(clause, discourse, (), things)
    event = lexicon.fragments.get(phrase.head, "")
    sound = lexicon.sounds.get(phrase.head, "") if not things.is_thing(phrase) else ""
    things.words += [w for w in (*phrase.adjectives, phrase.head) if w.isalpha()]
    if event == "light" and "cold" in phrase.adjectives:
        event = "cold_light"
    objects: tuple[str, ...] = ()
    if event == "spark" and discourse.thing:
        objects = (discourse.thing,)
    elif things.is_thing(phrase) and not event:
        identity = things.note(phrase, handled=False)
        objects = (identity,) if identity else ()
    act = Act(
        primitive="OBJECT_EVENT" if objects else "ENVIRONMENT_EVENT",
        lemma=phrase.head,
        objects=objects,
        places=spots,
        manner=tuple(phrase.adjectives),
        sound=sound,
        event=event or sound or "reveal",
    )
    return Understood(
        act=act,
        sound=bool(sound),
        clause=clause,
        known=bool(event or sound or objects or phrase.determiner or phrase.plural or phrase.adjectives),
    )
