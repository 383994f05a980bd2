"""Read the writer's camera words: ``[[shot: CU LIN, low]]``, ``CLOSE ON``, ``WIDE``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redearth.direction.camera.optics import SIZES, size_index
from redearth.direction.camera.setups import Setup
from redearth.direction.model import Role, ShotSize

_SIZE_WORDS: dict[str, ShotSize] = {
    "extreme close": "ECU", "close on": "CU", "close up": "CU", "close-up": "CU", "closeup": "CU", "close": "CU", "medium close": "MCU",
    "medium": "MS", "full shot": "FS", "long shot": "LS", "wide": "LS", "extreme wide": "ELS", "aerial": "ELS",
    "特写": "CU", "近景": "MCU", "中景": "MS", "全景": "FS", "远景": "LS", "大远景": "ELS",
}  # fmt: skip
_ROLE_WORDS: dict[str, tuple[Role, ...]] = {
    "insert": ("insert",), "pov": ("point_of_view",), "point of view": ("point_of_view",), "two shot": ("two_shot",), "two-shot": ("two_shot",),
    "over the shoulder": ("over_shoulder",), "ots": ("over_shoulder",), "establishing": ("establishing",), "master": ("master", "group", "establishing"),
    "reaction": ("reaction",), "tracking": ("follow", "lead"), "follow": ("follow", "lead"), "双人": ("two_shot",), "主观": ("point_of_view",),
}  # fmt: skip
_MISS_COST = 4.0
_STEP_COST = 1.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the writer asks of a picture; empty fields ask nothing."""

    size: ShotSize | None = None
    roles: tuple[Role, ...] = ()
    subjects: tuple[str, ...] = ()

    def cost(self, setup: Setup) -> float:
        """Return what it costs to show something else than asked for."""
        cost = 0.0 if not self.roles or setup.role in self.roles else _MISS_COST
        if self.size is not None:
            cost += _STEP_COST * abs(size_index(setup.size) - size_index(self.size))
        if self.subjects and setup.subjects[0] not in self.subjects:
            cost += _MISS_COST
        return cost


def read_note(text: str, names: tuple[str, ...]) -> Note:
    """Return the wishes in a note; ``names`` are the ids of actors and things it may speak of."""
    plain = f" {text.casefold()} "
    sizes: dict[str, ShotSize] = {**_SIZE_WORDS, **{s.casefold(): s for s in SIZES}}
    found = max((word for word in sizes if _says(plain, word)), key=len, default="")
    roles = next((r for word, r in _ROLE_WORDS.items() if _says(plain, word)), ())
    subjects = tuple(n for n in names if _says(plain, n.replace("-", " ")) or _says(plain, n.split("-")[-1]))
    return Note(size=sizes[found] if found else None, roles=roles, subjects=subjects)


def _says(plain: str, word: str) -> bool:
    return word in plain if not word.isascii() else re.search(rf"\b{re.escape(word)}\b", plain) is not None
