"""Set plans: play area, anchors and pieces. Other departments read them through ``direction.model``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redearth.core.space import Vec3

Kit = Literal[
    "ruined_city", "desert", "tunnel", "vault", "forest", "street", "interior", "exterior",
    "airlock", "control_room", "quarters", "laboratory", "ship", "office",
    "hall", "cave", "rooftop",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The play area: a level floor at y = 0 where actors and cameras may be, in metres."""

    min_x_m: float
    max_x_m: float
    min_z_m: float
    max_z_m: float
    ceiling_m: float | None = None
    """Height of the ceiling; None under the sky."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A named spot that action refers to: ``gate door lever centre far near entrance exit seat table console window sun``."""

    id: str
    kind: str
    position_m: Vec3
    yaw_rad: float = 0.0
    """Where somebody who uses it faces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of scenery; `stage` builds its geometry inside the box, so that the box is an honest collider."""

    id: str
    """Identity inside the set: ``gate``, ``tower-3``."""
    kind: str
    """What to build: ``gate door lever tower planter rib crate rubble lamp pipe table chair console pole wall …``."""
    position_m: Vec3
    """Centre of the box's foot."""
    size_m: Vec3
    """Width (local x), height (y), depth (local z)."""
    yaw_rad: float = 0.0
    solid: bool = True
    colour: str = ""
    text: str = ""
    """What is written on it (a sign, a screen); empty: what suits the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSurvey:
    """What a set of the user's own offers: its play area, the spots it names and the boxes (kind ``own``) that stand in the way."""

    bounds: Bounds
    anchors: tuple[Anchor, ...]
    boxes: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlan:
    """A set: kit, play area, anchors and pieces. The shell (ground, walls, vault, skyline, sky) follows from kit and bounds."""

    id: str
    """Location id."""
    kit: Kit
    fallback: bool
    """True when the kit is only the nearest to the words, or none fits and a neutral one stands in."""
    interior: bool
    bounds: Bounds
    anchors: tuple[Anchor, ...]
    pieces: tuple[Piece, ...]
    surface: Literal["sand", "concrete", "metal", "soil", "wood", "grass", "snow"] = "concrete"
    words: tuple[str, ...] = ()
    own: bool = False
    """Whether the geometry is the user's own: no shell is built, and pieces of kind ``own`` are only in the way."""
    style: str = ""
    """Variant of the kit, such as ``church``, ``classroom`` or ``conifer``: asked for by words, else chosen by the place's identity."""
    kit_word: str = ""
    """The word of the script that chose the kit; empty when none did."""
    dressing: tuple[Literal["dark", "wet", "snowy"], ...] = ()
    """What hour and weather do to the set itself: lights behind windows, wet surfaces, snow on what is level."""

    @property
    def built_as(self) -> str:
        """Name under which the dressed set is built and published: scenes at one place share what is dressed alike."""
        return "-".join((self.id, *self.dressing))

    def anchor(self, kind: str) -> Anchor | None:
        """Return the first anchor of this kind, if any."""
        return next((a for a in self.anchors if a.kind == kind), None)
