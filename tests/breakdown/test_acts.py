"""Clauses of people: who does what to whom, where and how."""

import pytest

from tests.breakdown.reading import acts_of, short

LIN, WEI = ("lin",), ("wei",)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Lin kneels and brushes the dust aside.", [("KNEEL", LIN, ()), ("BRUSH", LIN, ())]),
        ("Wei turns. He runs to her.", [("TURN", WEI, ()), ("RUN", WEI, ())]),
        ("Lin picks up the card, turns it over and throws it away.", [("GRAB", LIN, ("card",)), ("TURN", LIN, ("card",)), ("THROW", LIN, ("card",))]),
        ("Lin picks the card up.", [("GRAB", LIN, ("card",))]),
        ("Wei hands the knife to Lin, who takes it.", [("GIVE", WEI, ("knife",)), ("GRAB", LIN, ("knife",))]),
        ("He gives her the flower.", [("GIVE", WEI, ("lin", "flower"))]),
        ("The knife is taken by Lin.", [("GRAB", LIN, ("knife",))]),
        ("Lin shakes her head.", [("SHAKE_HEAD", LIN, ())]),
        ("Lin takes a deep breath.", [("BREATHE", LIN, ())]),
        ("Her hand trembles.", [("TREMBLE", LIN, ())]),
        ("In walks Wei.", [("WALK", WEI, ())]),
        ("Kneeling, Lin lifts the stone.", [("KNEEL", LIN, ()), ("RAISE", LIN, ("stone",))]),
        ("Lin and Wei run down the stairs.", [("RUN", ("lin", "wei"), ())]),
        ("They hug.", [("EMBRACE", ("lin", "wei"), ())]),
        ("Wei, tired and pale, sits down.", [("SIT", WEI, ())]),
        ("He's angry.", [("EXPRESS", WEI, ())]),
    ],
)  # fmt: skip
def test_who_does_what(action: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    """Coordination, particles, relative clauses, passives, light verbs, inversion and appositions."""
    assert short(action) == expected


@pytest.mark.parametrize(
    ("action", "aspect", "negated"),
    [
        ("Lin starts to run.", "start", False),
        ("Lin tries to stand.", "try", False),
        ("Lin stops walking.", "stop", False),
        ("Lin keeps running.", "keep", False),
        ("Lin doesn't move.", "plain", True),
        ("Lin never looks back.", "plain", True),
    ],
)
def test_aspect_and_negation(action: str, aspect: str, negated: bool) -> None:
    """Beginnings, attempts, ends and refusals keep their verb."""
    (act,) = acts_of(action)
    assert (act.aspect, act.negated) == (aspect, negated)


def test_places() -> None:
    """Prepositions become relations to people, props, anchors and directions."""
    (step,) = acts_of("Wei steps between Lin and the door.")
    assert [(p.relation, p.kind, p.id, p.second_id) for p in step.places] == [("between", "character", "lin", "door")]
    (away,) = acts_of("Lin looks away.")
    assert [(p.kind, p.id) for p in away.places] == [("direction", "away")]
    (lean,) = acts_of("Wei limps in and leans against the door.")[1:]
    assert (lean.places[0].relation, lean.places[0].id) == ("against", "door")


def test_adverbs_change_speed_and_stay_as_manner() -> None:
    """Slowly is slower, quickly is faster, and both are kept."""
    slow, quick = acts_of("Lin slowly walks off. Wei quickly sits down.")
    assert slow.speed < 1 < quick.speed
    assert "slowly" in slow.manner and "quickly" in quick.manner


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lin opens the box.", "The box is opened by Lin."),
        ("Lin stops. Lin turns.", "Lin stops and turns."),
        ("Lin begins to cry.", "Lin starts crying."),
    ],
)
def test_paraphrases_mean_the_same(one: str, other: str) -> None:
    """Active and passive, split and joined, two ways of beginning: the same acts."""
    assert [(a.primitive, a.actors, a.objects, a.aspect) for a in acts_of(one)] == [
        (a.primitive, a.actors, a.objects, a.aspect) for a in acts_of(other)
    ]


def test_as_and_while_are_parallel() -> None:
    """Two things at once start together; one after the other they do not."""
    from tests.breakdown.reading import PEOPLE, beats_of

    assert [b.parallel for b in beats_of("Lin waves as Wei sits down.", before=PEOPLE)] == [False, True]
    assert [b.parallel for b in beats_of("Lin waves, then sits down.", before=PEOPLE)] == [False, False]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Lin looks at Wei for a long beat.", [("LOOK", LIN, ())]),
        ("Over 5–7 seconds, Lin raises her hand.", [("RAISE_HAND", LIN, ())]),
        ("For the time being, Wei stands at the window.", [("STAND", WEI, ())]),
    ],
)
def test_how_long_is_no_place(action: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    """A length of time is neither a direction nor an event of its own."""
    acts = acts_of(action)
    assert [(a.actors, a.objects) for a in acts] == [(who, what) for _, who, what in expected]
    assert all(p.id not in ("beat", "second", "time", "moment") for a in acts for p in a.places)


def test_himself_is_nobody_else() -> None:
    """A reflexive is the doer, never the other man in the room."""
    (smile,) = acts_of("Wei smiles to himself.", before="TOM (40s) waits. He nods. Lin waits. She nods.")
    assert (smile.actors, smile.objects, smile.places) == (WEI, (), ())


def test_a_name_after_a_comma_is_not_thrown_about() -> None:
    """A name in apposition is the person before it; a name with its own place says how somebody else is meanwhile."""
    (sit,) = acts_of("Wei sits on the floor with his son, TOM.")
    assert sit.objects == ()
    assert ("with", "tom") in {(p.relation, p.id) for p in sit.places}
    (get,) = acts_of("Lin gets into the car, Wei at the wheel.")
    assert (get.actors, get.objects) == (LIN, ())


def test_a_machine_that_speaks_is_no_she() -> None:
    """After an answering machine has spoken, ``she`` is still the woman in the room."""
    before = "Lin waits. She nods.\n\nLIN\nWei.\n\nMESSAGE MACHINE (V.O.)\nBye."
    (grab,) = acts_of("She grabs the phone.", before=before)
    assert grab.actors == LIN


def test_does_without_a_verb_takes_no_comma_for_one() -> None:
    """``When he does, …``: a pro-verb, not a verb called comma."""
    assert [a.lemma for a in acts_of("When he does, Lin sits down.")] == ["do", "sit_down"]


def test_they_are_the_crowd_that_just_came() -> None:
    """After a crowd's sentence ``they`` are the crowd, not whoever was named before it."""
    acts = [a for a in acts_of("Lin and Wei wait. Dozens of people walk in. They stop.") if a.primitive == "STOP"]
    assert [a.actors for a in acts] == [("people",)]


@pytest.mark.parametrize(
    ("action", "emblem"),
    [
        ("Lin folds her arms.", "fold_arms"),
        ("Lin throws up her hands.", "throw_up_hands"),
        ("Lin snaps her fingers.", "snap_fingers"),
        ("Lin puts her hands on her hips.", "hands_on_hips"),
        ("Lin covers her face.", "cover_face"),
        ("Lin claps.", "clap"),
        ("Lin does not clap.", ""),
    ],
)
def test_emblems_of_verbs_with_their_objects(action: str, emblem: str) -> None:
    """A verb, what it takes and where it goes together name a gesture."""
    assert [act.emblem for act in acts_of(action)] == [emblem]
