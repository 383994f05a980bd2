"""Words that the script puts on things."""

from __future__ import annotations

import pytest

from redearth.breakdown.model import Inscription
from tests.breakdown.reading import broken_down


def _written(action: str) -> list[tuple[str, str]]:
    (place,) = broken_down(f"INT. BUNKER - DAY\n\n{action}\n").locations
    assert all(isinstance(one, Inscription) for one in place.inscriptions)
    return [(one.on, one.text) for one in place.inscriptions]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ('A sign reads "SECTOR 9".', [("sign", "SECTOR 9")]),
        ("A rusted sign on the wall reads SECTOR 9. She walks on.", [("sign", "SECTOR 9")]),
        ("The door is marked “Airlock 3”.", [("sign", "Airlock 3")]),
        ('On the screen, red letters flash. The monitor shows "GATE FAULT".', [("screen", "GATE FAULT")]),
        ("墙上的牌子写着“种子库”。", [("sign", "种子库")]),
        ("屏幕上显示“闸门故障”。", [("screen", "闸门故障")]),
        ("Lin reads a book by the door. Wei says nothing.", []),
        ("The sign says no more than before.", []),
        ('Lin walks past the gate. "Hurry," she says.', []),
    ],
)
def test_what_is_written_is_found(action: str, expected: list[tuple[str, str]]) -> None:
    """Quoted words and capitals after a thing that reads, shows or is marked; nothing else."""
    assert _written(action) == expected


def test_equal_words_count_once() -> None:
    """Two lines about the same sign are one inscription."""
    assert _written('A sign reads "EXIT".\n\nThe sign reads "EXIT".') == [("sign", "EXIT")]
