"""Verbs on people and on things: the same word, another act."""

import pytest

from tests.breakdown.reading import broken_down, short

LIN, WEI = ("lin",), ("wei",)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Lin drags Wei to the door.", [("DRAG", LIN, WEI)]),
        ("Lin drags the crate to the door.", [("DRAG", LIN, ("crate",))]),
        ("Lin helps Wei to the door.", [("SUPPORT", LIN, WEI)]),
        ("Lin props Wei up.", [("SUPPORT", LIN, WEI)]),
        ("Wei blocks the blow.", [("BLOCK", WEI, ())]),
        ("Wei parries.", [("BLOCK", WEI, ())]),
        ("Lin sinks her teeth into Wei.", [("BITE", LIN, WEI)]),
        ("Lin bites into an apple.", [("EAT", LIN, ())]),
        ("Wei staggers back.", [("RECOIL", WEI, ())]),
        ("Wei staggers back to the door.", [("WALK", WEI, ())]),
        ("Wei dies.", [("DIE", WEI, ())]),
        ("They shake hands.", [("EMBRACE", ("lin", "wei"), ())]),
        ("Lin shakes hands with Wei.", [("EMBRACE", LIN, WEI)]),
        ("Lin puts a hand on Wei's shoulder.", [("TOUCH", LIN, WEI)]),
        ("Lin carries Wei to the door.", [("CARRY", LIN, WEI)]),
        ("Lin restrains Wei.", [("EMBRACE", LIN, WEI)]),
        ("Lin swings a club at Wei.", [("STRIKE", LIN, WEI)]),
        ("Wei is slapped by Lin.", [("STRIKE", LIN, WEI)]),
    ],
)
def test_what_a_verb_means_with_somebody(action: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    """Dragging, helping up, blocking, biting: people and things as objects give different acts."""
    assert short(action) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("林把本拖到门口。", [("DRAG", ("林",), ("本",))]),
        ("林搀扶着本走向门口。", [("SUPPORT", ("林",), ("本",))]),
        ("林扇了本一耳光，本踉跄后退。", [("STRIKE", ("林",), ("本",)), ("RECOIL", ("本",), ())]),
        ("本被林打倒。", [("STRIKE", ("林",), ("本",))]),
        ("本格挡。", [("BLOCK", ("本",), ())]),
        ("本死了。", [("DIE", ("本",), ())]),
    ],
)
def test_the_same_in_chinese(action: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    """拖 搀扶 格挡 后退 死, 把 and 被."""
    scene = broken_down("内景. 隧道 - 日\n\n林（30岁）和本（40岁）站着。\n\n林\n你好。\n\n本\n好。\n\n" + action + "\n").scenes[0]
    last = max(b.paragraph for b in scene.beats)
    acts = [b.act for b in scene.beats if b.paragraph == last and b.act is not None]
    assert [(a.primitive, a.actors, a.objects) for a in acts] == expected


def test_he_is_the_man_of_the_two() -> None:
    """After a woman has struck a man, ``he`` votes for the man's sex, not for hers."""
    people = {
        c.id: c.sex
        for c in broken_down("INT. HALL - DAY\n\nMARA and BEN wait.\n\nMara slaps Ben. He staggers back.\n").characters
    }
    assert people == {"mara": "female", "ben": "male"}
