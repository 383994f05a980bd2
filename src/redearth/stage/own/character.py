"""What a file of the user's holds as a character: surface bound to joints, a face, what swings, which joint is which of a human's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from redearth.stage.own.found import F64, Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Joints:
    """J joints, parents before children, in the file's axes; unposed they have the axes of the model."""

    names: tuple[str, ...] = ()
    parents: tuple[int, ...] = ()
    places: F64 | None = None
    """[J, 3] where the surface is bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceRules:
    """What of a face's presets the file says beside their shapes."""

    binary: frozenset[str] = frozenset()
    """Shown whole or not at all."""
    blocks_blink: frozenset[str] = frozenset()
    blocks_mouth: frozenset[str] = frozenset()
    gaze_by_shapes: bool = False
    """Whether eyes look by shapes rather than by joints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A character as read; ``found.chunks`` is its surface, with weights and shapes by preset."""

    found: Found
    joints: Joints
    bones: Mapping[str, int] | None
    """Our biped's joints by the model's, None when it is no human."""
    followers: Mapping[int, str] = field(default_factory=dict)
    """Further joints that follow one of ours: the other fingers."""
    springs: tuple[tuple[int, float, float], ...] = ()
    """Joint, stiffness and drag of what swings."""
    colliders: tuple[tuple[int, F64, F64, float], ...] = ()
    """Joint, both ends [3] where the surface is bound, and radius of what springs keep out of."""
    minds: tuple[tuple[int, float, tuple[int, ...]], ...] = ()
    """Swinging joint, its radius and the colliders that it minds."""
    face: FaceRules = FaceRules()
    credit: str = ""
    """Whom its licence names: ``LIN by Ann, CC0``."""
    forbids: tuple[str, ...] = ()
