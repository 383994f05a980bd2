"""What a script says of its creatures reaches their traits, and nothing that it says of others."""

from __future__ import annotations

import pytest

from tests.breakdown.reading import broken_down


@pytest.mark.parametrize(
    ("text", "identity", "traits"),
    [
        ("A huge, eyeless WOLF, the size of a horse, lunges out of the dark.\n", "wolf", {"huge", "eyeless", "the size of a horse"}),
        ("A BEAST, as tall as a house, pale and wet, with two horns, rears.\n", "beast", {"as tall as a house", "pale", "wet", "horns"}),
        ("A three-metre WORM slithers out.\n", "worm", {"three-metre"}),
        ("A GHOUL with red eyes crawls in.\n", "ghoul", {"red eyes"}),
        ("The wolf looks at the huge LION.\n", "wolf", set()),
        ("The DOG, winged, rotten, dies.\n", "dog", {"winged", "rotten"}),
        ("一只巨大的蜘蛛扑向林。\n", "蜘蛛", {"巨大"}),
    ],
)  # fmt: skip
def test_looks_and_size_reach_the_creature(text: str, identity: str, traits: set[str]) -> None:
    """Adjectives before the name, phrases set off behind it, and no one else's."""
    found = {c.id: c for c in broken_down("EXT. FIELD - DAY\n\n" + text).characters}[identity]
    assert found.kind == "creature"
    assert set(found.traits) >= traits and (traits or not found.traits)


def test_the_crawler_is_what_it_was() -> None:
    """The reference film's creature keeps its words, in their order."""
    text = "EXT. CITY - DAY\n\nBehind them a CRAWLER, six-legged, mutated, bursts out of the dust and lunges.\n\nThe Crawler rears back and screams.\n"
    assert broken_down(text).characters[0].traits == ("six-legged", "mutated")
