"""Words on the walls of rooms: what is behind a door, what to beware of, a number."""

from __future__ import annotations

from functools import partial

from redearth.core.seed import seed_from
from redearth.core.space import Matrix
from redearth.stage.sets.panels import Rect
from redearth.stage.sets.rooms.style import Style, WallKind
from redearth.stage.sets.sign_faces import PAINTED, SignStyle
from redearth.stage.sets.sign_words import fitting_words, number_of
from redearth.stage.sets.signs import sign
from redearth.stage.sets.workshop import Workshop, pose

_PROUD_M: dict[WallKind, float] = {
    "steel": 0.05, "hull": 0.075, "concrete": 0.016, "plaster": 0.012, "tiled": 0.022, "panelled": 0.05, "clean": 0.024, "brick": 0.012, "works": 0.012,
}  # fmt: skip
"""How far the face that a sign is fixed to lies before the wall."""
_HEAVY: tuple[WallKind, ...] = ("steel", "hull", "concrete")
_BESIDE_M, _SIGN_M = 0.3, (0.42, 0.26)


def letter_wall(shop: Workshop, style: Style, wall: int, stand: Matrix, holes: list[Rect], height: float) -> None:
    """Fix a sign over every heavy door that has room for one, and a plate beside every other door."""
    for number, hole in enumerate(h for h in holes if h[1] < 0.3):
        seed = seed_from("room-sign", shop.plan.id, wall, number)
        middle, over = (hole[0] + hole[2]) / 2, height - hole[3]
        if style.wall in _HEAVY and over > 0.75:
            room = f"{_NAMES.get(shop.plan.kit, 'SECTION')} {number_of(shop.plan)}"
            at = (middle, hole[3] + 0.36, _PROUD_M[style.wall])
            _fix(shop, room, (min(1.3, hole[2] - hole[0] - 0.3), 0.3), "stencil", seed, stand @ pose(at))
            continue
        mode, text = fitting_words(shop.plan, seed)
        at = (hole[2] + _BESIDE_M + _SIGN_M[0] / 2, 1.5, _PROUD_M[style.wall])
        _fix(shop, text, _SIGN_M, "door" if mode in PAINTED else mode, seed, stand @ pose(at))


_NAMES = {"airlock": "AIRLOCK", "control_room": "CONTROL", "ship": "DECK", "quarters": "QUARTERS"}


def _fix(shop: Workshop, text: str, size: tuple[float, float], mode: SignStyle, seed: int, at: Matrix) -> None:
    mesh = f"room_sign_{seed % 10**8}"
    shop.stand(mesh, partial(sign, shop.palette, text, *size, style=mode, seed=seed), [at])
