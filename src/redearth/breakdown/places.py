"""The places the film returns to: same words, same set, with every fixed thing that its scenes name."""

from __future__ import annotations

from collections.abc import Sequence

from redearth.breakdown.headings import Heading
from redearth.breakdown.inscriptions import inscriptions_in
from redearth.breakdown.model import Location, Scene
from redearth.breakdown.things import Things

_NOT_WORDS = frozenset(("something", "someone", "the", "his", "her", "its", "their", "slow", "other", "another", "subtle"))


def locations_of(scenes: Sequence[Scene], headings: Sequence[Heading], things: Sequence[Things]) -> tuple[Location, ...]:
    """Return each place once, in order of appearance; words and features are gathered over all its scenes."""
    found: dict[str, Location] = {}
    for scene, heading, named in zip(scenes, headings, things, strict=True):
        known = found.get(scene.location)
        words = (*(known.words if known else heading.words), *_descriptive(named))
        features = {
            *(known.features if known else ()),
            *named.features,
            *(w for w in heading.words if w in named.lexicon.words["fixed"]),
        }
        found[scene.location] = Location(
            id=scene.location,
            name=known.name if known else heading.place,
            interior=scene.interior or (known is not None and known.interior),
            exterior=scene.exterior or (known is not None and known.exterior),
            words=tuple(dict.fromkeys(words)),
            features=tuple(sorted(features)),
            inscriptions=tuple(dict.fromkeys((*(known.inscriptions if known else ()), *inscriptions_in(scene.beats)))),
        )
    return tuple(found.values())


def _descriptive(named: Things) -> list[str]:
    """Words that paint the place: not its fixed things, its sounds or who moves in it."""
    lexicon = named.lexicon
    dropped = (*named.found, *lexicon.sounds, *lexicon.words["fixed"], *lexicon.words["person"], *_NOT_WORDS)
    return [w for w in named.words if len(w) > 2 and w.isalpha() and w not in dropped]
