"""The table of props: what each kind is called, how it is held, how large it is, how it lies and what it can do."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from redearth.core.space import Matrix, Vec3, rotation_x, rotation_y, rotation_z, translation

Hold = Literal["one", "two", "worn"]
"""In one hand, in both, or on the body."""
Rest = Literal["stands", "side", "back"]
"""Put down it stands on its foot, lies on its side (+X up) or on its back (+Z up)."""
State = Literal["opens", "breaks", "lights", "burns", "shines"]
"""What a kind can do; ``shines``: always, unless it is put out, as a screen does."""
_TABLE = Path(__file__).with_name("table.toml")
_TURNS = {"x": rotation_x, "y": rotation_y, "z": rotation_z}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinge:
    """How the part ``lid`` moves when its thing opens: a turn about an axis, or (``spread``) outwards from an axis along Y."""

    about: Literal["x", "y", "z", "spread"]
    at_m: Vec3 = (0.0, 0.0, 0.0)
    turn_rad: float = 0.0
    drawn_in: float = 0.1
    """Share of its width that a spread thing has when it is shut."""
    drawn_out: float = 1.0
    """How much longer along Y a spread thing is when it is shut."""
    starts_open: bool = False

    def pose(self, share: float) -> Matrix:
        """Return ``object_from_lid`` when the thing is open by ``share``, 0 to 1."""
        if self.about == "spread":
            wide, tall = self.drawn_in + (1 - self.drawn_in) * share, self.drawn_out + (1 - self.drawn_out) * share
            return translation(self.at_m) @ np.diag([wide, tall, wide, 1.0]) @ translation([-v for v in self.at_m])
        return translation(self.at_m) @ _TURNS[self.about](self.turn_rad * share) @ translation([-v for v in self.at_m])


@dataclass(frozen=True, slots=True, kw_only=True)
class PropKind:
    """One row of the table. Object space: grip at the origin, +Y along the thing, +Z away from who holds it."""

    name: str
    made: str
    """``module.function`` of the builder in this package; ``_lid`` and ``_flame`` after it name its parts."""
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    hold: Hold
    size_m: Vec3
    """Width, height, depth of the box around it, closed and whole."""
    thick_m: float
    """What the fingers close round at the grip."""
    rest: Rest
    lift_m: float
    """How far its grip is above what it lies on."""
    second_m: Vec3 | None = None
    """Where the other hand goes."""
    flame_m: Vec3 = (0.0, 0.0, 0.0)
    """The foot of its flame: the wick of what lights, the middle of what burns."""
    states: tuple[State, ...] = ()
    hinge: Hinge | None = None
    raised_m: float = 0.0
    """How far its builder's shape is raised: what is too large for a grip rests on the palm."""

    towards: bool = False
    """Whether its face is turned to who holds it: what one reads, looks at or looks into."""

    def shape_pose(self) -> Matrix:
        """Return ``object_from_shape``: how the builder's shape, whose face is +Z, sits in the object."""
        return translation((0.0, self.raised_m, 0.0)) @ rotation_y(math.pi if self.towards else 0.0)

    def rest_pose(self) -> NDArray[np.float64]:
        """Return ``place_from_object`` [4, 4] of the thing put down at a place."""
        turn = {"stands": np.eye(4), "side": rotation_z(math.pi / 2), "back": rotation_x(-math.pi / 2)}[self.rest]
        return translation((0.0, self.lift_m, 0.0)) @ turn @ rotation_y(math.pi if self.towards else 0.0)


def read_table(path: Path = _TABLE) -> dict[str, PropKind]:
    """Return the rows of the table by name, in its order."""
    with path.open("rb") as file:
        return {name: _kind(name, row) for name, row in tomllib.load(file).items()}


def _kind(name: str, row: Mapping[str, Any]) -> PropKind:
    hinge = row.get("hinge")
    return PropKind(
        name=name,
        made=row["made"],
        english=tuple(row["english"].split(", ")),
        chinese=tuple(word for word in row["chinese"].split(", ") if word),
        hold=row["hold"],
        size_m=_metres(row["size_cm"]),
        thick_m=row["thick_mm"] / 1000,
        rest=row["rest"],
        lift_m=row["lift_cm"] / 100,
        second_m=_metres(row["second_cm"]) if "second_cm" in row else None,
        flame_m=_metres(row.get("flame_cm", (0.0, 0.0, 0.0))),
        states=tuple(row.get("states", "").split()),
        hinge=_hinge(hinge, row.get("raise_cm", 0.0) / 100, -1 if row.get("towards") else 1) if hinge else None,
        towards=row.get("towards", False),
        raised_m=row.get("raise_cm", 0.0) / 100,
    )


def _hinge(row: Mapping[str, Any], raised_m: float, facing: int) -> Hinge:
    x, y, z = _metres(row.get("at_cm", (0.0, 0.0, 0.0)))
    return Hinge(
        about=row["about"],
        at_m=(facing * x, y + raised_m, facing * z),
        turn_rad=math.radians(row.get("turn_deg", 0.0)) * (1 if row["about"] == "y" else facing),
        drawn_in=row.get("drawn_in", 0.1),
        drawn_out=row.get("drawn_out", 1.0),
        starts_open=row.get("starts_open", False),
    )


def _metres(row: Any) -> Vec3:
    x, y, z = (float(v) / 100 for v in row)
    return x, y, z


KINDS: Mapping[str, PropKind] = read_table()
"""Every built-in kind of prop by name."""
