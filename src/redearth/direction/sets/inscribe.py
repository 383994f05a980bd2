"""Put the script's words on the things of a set: signs and screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from redearth.breakdown.model import Inscription
from redearth.direction.model import Piece
from redearth.direction.sets.words import piece_kind

_KINDS = {"sign": "sign", "screen": "console"}
"""The kind of piece that carries each sort of inscription."""


def with_carriers(features: tuple[str, ...], inscriptions: Sequence[Inscription]) -> tuple[str, ...]:
    """Return the features with one more sign or screen for each inscription that no feature can carry."""
    added = list(features)
    for on, kind in _KINDS.items():
        wanted = sum(one.on == on for one in inscriptions)
        have = sum(piece_kind(feature) == kind for feature in features)
        added += [on if k == 0 and not have else f"{on} {k + have + 1}" for k in range(wanted - have)]
    return tuple(added)


def inscribe(pieces: Sequence[Piece], inscriptions: Sequence[Inscription]) -> tuple[Piece, ...]:
    """Return the pieces with each inscription on the next one that can carry it, those that the script names first."""
    texts = {kind: [one.text for one in inscriptions if one.on == on] for on, kind in _KINDS.items()}
    written: dict[str, Piece] = {}
    for kind, waiting in texts.items():
        # What the script names comes after what the kit brings along; among those, the shorter name is the first of its kind.
        carriers = sorted((p for p in pieces if p.kind == kind), key=lambda p: (piece_kind(p.id) != kind, len(p.id), p.id))
        for piece, text in zip(carriers, waiting, strict=False):
            written[piece.id] = replace(piece, text=text)
    return tuple(written.get(piece.id, piece) for piece in pieces)
