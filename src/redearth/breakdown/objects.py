"""What a clause acts on: people, props, and what is neither."""

from __future__ import annotations

from redearth.breakdown.discourse import Discourse
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.subjects import Clause
from redearth.breakdown.things import Things

_PLANTS = frozenset(("shoot", "plant", "flower", "sapling", "seedling", "sprout", "tree", "bush", "vine", "rose", "weed"))
_PARTS = {"leaf": _PLANTS, "stem": _PLANTS, "petal": _PLANTS, "root": _PLANTS, "bud": _PLANTS, "blossom": _PLANTS}


def objects_of(
    clause: Clause, actors: tuple[str, ...], discourse: Discourse, things: Things
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of what is acted on, and the words of what has no id (dust, a hand, a gaze)."""
    found: list[str] = []
    words: list[str] = []
    for phrase in clause.objects:
        ids = _ids(phrase, clause, actors, discourse, things)
        found += ids
        if not ids and not phrase.pronoun:
            words.append(phrase.head)
        for preposition, inner in phrase.inside:
            if preposition in ("of", "with", "in"):
                things.note_mention(inner)
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(words))


def _ids(phrase: Phrase, clause: Clause, actors: tuple[str, ...], discourse: Discourse, things: Things) -> tuple[str, ...]:
    if phrase.head == "them" and discourse.thing_plural and things.is_handled(clause.verb):
        return (discourse.thing,)
    who = discourse.resolve(phrase, subject=False, avoid=actors)
    if who:
        discourse.mention(*who)
        if len(actors) == 1:
            discourse.mention(*actors)
        return who
    if phrase.pronoun:
        return (discourse.thing,) if phrase.head in ("it", "them", "this", "that") and discourse.thing else ()
    if phrase.head in discourse.lexicon.words["body"]:
        return tuple(i for i in discourse.owner(phrase) if i not in actors)
    whole = part_of(phrase, discourse)
    if whole:
        return (whole,)
    if things.is_thing(phrase):
        handled = things.is_handled(clause.verb) or things.is_handled(f"{clause.verb}_{clause.particle}")
        identity = things.note(phrase, handled=handled or things.is_read(clause.verb, phrase))
        if identity:
            discourse.thing, discourse.thing_plural = identity, phrase.plural
        return (identity,) if identity else ()
    return ()


def part_of(phrase: Phrase, discourse: Discourse) -> str:
    """Return the thing just named that ``the leaf`` belongs to."""
    return discourse.thing if discourse.thing in _PARTS.get(phrase.head, ()) else ""
