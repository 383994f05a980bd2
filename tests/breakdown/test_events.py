"""Things and surroundings that act, and phrases that stand alone."""

import pytest

from tests.breakdown.reading import acts_of


@pytest.mark.parametrize(
    ("action", "primitive", "event", "sound"),
    [
        ("The gate slams shut.", "OBJECT_EVENT", "slam", "slam"),
        ("The lever jams.", "OBJECT_EVENT", "jam", ""),
        ("The door slides open.", "OBJECT_EVENT", "open", ""),
        ("A green SHOOT stands in the cracked earth.", "OBJECT_EVENT", "reveal", ""),
        ("Wind drives red dust between dead towers.", "ENVIRONMENT_EVENT", "wind", ""),
        ("A ROAR rolls through the ruins.", "ENVIRONMENT_EVENT", "roll", "roar"),
        ("The sun clears the towers.", "ENVIRONMENT_EVENT", "rise", ""),
        ("Something moves behind the dust.", "ENVIRONMENT_EVENT", "shape", ""),
        ("The lights go out.", "ENVIRONMENT_EVENT", "go_out", ""),
        ("It is raining.", "ENVIRONMENT_EVENT", "rain", ""),
        ("Silence.", "ENVIRONMENT_EVENT", "silence", ""),
        ("Cold blue light.", "ENVIRONMENT_EVENT", "cold_light", ""),
        ("A scratching sound.", "ENVIRONMENT_EVENT", "sound", "sound"),
        ("Rows of empty planters run into the dark.", "ENVIRONMENT_EVENT", "reveal", ""),
    ],
)
def test_event(action: str, primitive: str, event: str, sound: str) -> None:
    """Each is one event with the name that direction and sound know."""
    (act,) = acts_of(action)
    assert (act.primitive, act.event, act.sound, act.actors) == (primitive, event, sound, ())


def test_sparks_fly_from_what_was_handled_last() -> None:
    """A spark belongs to the lever of the sentence before."""
    pull, spark = acts_of("Wei pulls a red LEVER. Sparks.")
    assert pull.objects == spark.objects == ("lever",)
    assert spark.event == "spark"


def test_a_leaf_is_part_of_the_shoot() -> None:
    """A part of a plant stands for the plant that was just handled."""
    assert acts_of("Lin lifts the shoot. Wei touches the leaf.")[1].objects == ("shoot",)


def test_a_colon_shows_what_is_held_out() -> None:
    """The things after a colon are the things of the clause."""
    (act,) = acts_of("She holds out her hands: the shoot, in a fistful of red earth.")
    assert (act.actors, act.objects) == (("lin",), ("shoot",))
