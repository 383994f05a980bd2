"""Who is in a scene, and who is there before anything happens."""

from __future__ import annotations

from collections.abc import Sequence

from redearth.breakdown.closed import CLOSED
from redearth.breakdown.model import Act, Beat
from redearth.breakdown.roster import Roster

_ENTER = CLOSED["presence_enter"]
_MOVES = frozenset(["WALK", "RUN", "CRAWL", "CLIMB", "JUMP", "CHARGE", "LUNGE", "APPEAR", "FALL"])
_UNSEEN = frozenset(("voice_over", "off_screen", "radio", "phone", "pa"))


def cast_of(beats: Sequence[Beat], roster: Roster) -> tuple[str, ...]:
    """Return the characters that act, are acted on or speak, in order of appearance."""
    found: list[str] = []
    for beat in beats:
        if beat.speech is not None:
            found.append(beat.speech.speaker)
        if beat.act is not None:
            found += [
                i for i in (*beat.act.actors, *beat.act.objects, *(p.id for p in beat.act.places)) if i in roster.characters
            ]
    return tuple(dict.fromkeys(i for i in found if i in roster.characters))


def present_at_start(beats: Sequence[Beat], cast: Sequence[str], roster: Roster) -> tuple[str, ...]:
    """Return who is there when the scene opens: everybody but those who enter, and those who are only heard."""
    return tuple(who for who in cast if not _enters(who, beats, roster) and not _only_heard(who, beats))


def _enters(who: str, beats: Sequence[Beat], roster: Roster) -> bool:
    for index, beat in enumerate(beats):
        if beat.speech is not None and beat.speech.speaker == who and not set(beat.speech.deliveries) & _UNSEEN:
            return False
        act = beat.act
        if act is None:
            continue
        if who in act.actors:
            return _is_entrance(act, first=index == 0)
        if who in act.objects and act.actors:
            return False
    return False


def _is_entrance(act: Act, *, first: bool) -> bool:
    if act.lemma in _ENTER or act.primitive == "APPEAR":
        return True
    if act.primitive not in _MOVES:
        return False
    inward = any(p.kind == "direction" and p.id in ("in", "inside") for p in act.places)
    outward = any(p.relation in ("out_of", "into") or (p.kind == "direction" and p.id == "out") for p in act.places)
    return inward or (not first and (outward or act.lemma == "follow"))


def _only_heard(who: str, beats: Sequence[Beat]) -> bool:
    acts = any(beat.act is not None and (who in beat.act.actors or who in beat.act.objects) for beat in beats)
    lines = [beat.speech for beat in beats if beat.speech is not None and beat.speech.speaker == who]
    return not acts and bool(lines) and all(set(s.deliveries) & (_UNSEEN - {"radio"}) for s in lines)
