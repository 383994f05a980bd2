"""How an act reads back to the writer: ``LIN kneels``, ``LIN brushes DUST aside``; and what to write when it was not understood."""

from __future__ import annotations

from redearth.breakdown.lexicon import _ing, _s
from redearth.breakdown.model import Act, Place
from redearth.breakdown.reading import Understood
from redearth.breakdown.roster import Roster


def say_act(act: Act, roster: Roster) -> str:
    """Return one readable clause for an act."""
    subject = _names(act.actors, roster) or (" and ".join(act.objects) if not act.actors and act.objects else "")
    verb = act.lemma.replace("_", " ")
    if act.primitive == "MOTION" and "-" in verb:
        return f"{subject} plays “{verb.replace('-', ' ')}”"
    if not act.actors:
        seen = " ".join(
            x
            for x in (
                subject or "the scene",
                f"[{act.event}]" if act.event else verb,
                *(_say_place(p, roster) for p in act.places),
            )
            if x
        )
        return f"{seen} (heard: {act.sound})" if act.sound else seen
    first, _, particle = verb.partition(" ")
    plural = (
        len(act.actors) > 1 or roster.characters[act.actors[0]].kind == "crowd" if act.actors[0] in roster.characters else False
    )
    form = first if plural or act.negated or not first.isascii() else {"be": "is", "have": "has"}.get(first) or _s(first)
    form = {
        "start": f"starts to {first}",
        "try": f"tries to {first}",
        "stop": f"stops {_ing(first)}",
        "keep": f"keeps {_ing(first)}",
    }.get(act.aspect, form)
    objects = [roster.characters[o].name if o in roster.characters else o for o in act.objects]
    said = {form for word in particle.split() for form in (word, word.removesuffix("s"))}
    done = [
        subject,
        "does not" if act.negated else "",
        form,
        *objects,
        particle,
        *(_say_place(p, roster) for p in act.places if p.id not in particle.split()),
    ]
    return " ".join(x for x in (*done, *(m for m in act.manner[:2] if m not in done and m not in said)) if x)


def _names(ids: tuple[str, ...], roster: Roster) -> str:
    return " and ".join(roster.characters[i].name if i in roster.characters else i for i in ids)


def _say_place(place: Place, roster: Roster) -> str:
    name = roster.characters[place.id].name if place.id in roster.characters else place.id
    second = roster.characters[place.second_id].name if place.second_id in roster.characters else place.second_id
    if place.kind == "direction":
        return name
    return f"{place.relation.replace('_', ' ')} {name}" + (f" and {second}" if second else "")


def why_approximated(read: list[Understood]) -> str:
    """Return why a sentence is only approximated (empty when every clause is staged as written)."""
    unknown = sorted({u.clause.verb or u.act.lemma for u in read if not u.known})
    if unknown:
        return f"nothing is known about “{', '.join(unknown)}”; something plain stands in"
    generic = sorted({u.act.lemma.replace("_", " ") for u in read if u.generic})
    return f"“{', '.join(generic)}” is shown in a general way, not as written" if generic else ""
