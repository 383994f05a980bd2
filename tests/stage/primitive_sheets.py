"""Contact sheets: one strip of poses per primitive and per manner, drawn from what `perform` makes of a tiny scene.

``python -m tests.stage.primitive_sheets --write`` draws the goldens anew (after names: only those); ``--out FOLDER`` puts them elsewhere, to look at.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tests.stage.manner_sheets import manner_sheets
from tests.stage.motion_scene import blocking, cue, track
from tests.stage.sheet import Sheet, spread
from tests.stage.strip_drawer import strip

from redearth.breakdown.model import CastList, Character, Primitive
from redearth.direction.model import Piece
from redearth.stage.cast.build import build_character
from redearth.stage.motion.perform import perform
from redearth.stage.parts import RiggedModel

GOLDENS = Path(__file__).parent / "goldens" / "primitives"
U8 = NDArray[np.uint8]
TONES = 16
"""Greys that a golden keeps."""


_WHO = Character(id="anna", name="ANNA", age=30, sex="female")
_BEFORE, _FAR = (-0.12, 1.12, 0.55), (0.4, 1.3, 3.0)
_REACHING = ("LEAN", "REACH", "TOUCH", "GRAB", "PRESS", "PULL", "PUSH", "OPEN", "CLOSE", "USE", "GIVE", "CATCH", "STRIKE", "WRITE", "HOLD", "RELEASE", "DRAG")  # fmt: skip
_TRAVELS = {"WALK": (10, 86, 0.0, 4.0, 0.0), "RUN": (10, 80, 0.0, 9.0, 0.0), "CRAWL": (36, 108, 0.0, 1.6, 0.0), "JUMP": (10, 60, 0.0, 2.6, 0.0),
            "TURN": (20, 50, 0.0, 0.0, 2.2), "STOP": (2, 50, 0.0, 2.6, 0.0), "CHARGE": (10, 80, 0.0, 8.0, 0.0)}  # fmt: skip

_PIECES = {
    "SIT": (Piece(id="bench", kind="bench", position_m=(0.0, 0.0, 0.0), size_m=(1.2, 0.45, 0.45)),),
    "CLIMB": (Piece(id="ladder", kind="ladder", position_m=(0.0, 0.0, 0.62), size_m=(0.5, 3.0, 0.1)),),
    "LEAN": (Piece(id="table", kind="table", position_m=(0.0, 0.0, 0.75), size_m=(1.2, 0.76, 0.6)),),
}  # fmt: skip
"""What stands on the set for those that need it."""


def primitive_sheets() -> Iterator[Sheet]:
    """Yield a sheet of every primitive."""
    for primitive in sorted(get_args(Primitive)):
        target = _BEFORE if primitive in _REACHING else (-0.1, 0.03, 0.5) if primitive == "BRUSH" else _FAR
        moves = (_TRAVELS[primitive],) if primitive in _TRAVELS else ()
        start, end = (moves[0][0], moves[0][1]) if primitive in ("WALK", "RUN", "CHARGE", "TURN") else (12, 96)
        played = cue(primitive, start, end, target_m=None if primitive in ("LIE", "JUMP", "FALL", "DIE", "RISE") else target)
        before = (cue("SIT", 0, 10),) if primitive == "RISE" else ()
        scene = blocking(track("anna", 130, *moves), cues=(*before, played), pieces=_PIECES.get(primitive, ()))
        wide = {"tall_m": 2.6} if primitive in ("FALL", "LIE", "DIE") else {"tall_m": 4.2} if primitive == "CLIMB" else {}
        yield Sheet(name=primitive.lower(), scene=scene, who=_WHO, frames=spread(start, end + 14), look=wide)


def sheets() -> dict[str, Sheet]:
    """Return every sheet by its name."""
    return {sheet.name: sheet for sheet in (*primitive_sheets(), *manner_sheets())}


@cache
def _model(who: Character) -> RiggedModel:
    return build_character(who)


def drawn(sheet: Sheet) -> U8:
    """Return a sheet's strip [H, W, 3]."""
    take = perform(sheet.scene, CastList(characters=(sheet.who,), props=()), {}).actors[0]
    return strip(_model(sheet.who), take, sheet.frames, pieces=sheet.scene.set_plan.pieces, **sheet.look)  # type: ignore[arg-type]


def toned(picture: U8) -> U8:
    """Return the greys [H, W] that a golden keeps of a strip."""
    grey = picture.astype(float) @ [0.30, 0.59, 0.11]
    return np.asarray(np.round(grey / 255 * (TONES - 1)), np.uint8)


def encoded(tones: U8) -> bytes:
    """Return a PNG of four bits a pixel."""
    image = Image.fromarray(tones, mode="P")
    image.putpalette([round(255 * t / (TONES - 1)) for t in range(TONES) for _ in range(3)])
    out = io.BytesIO()
    image.save(out, "PNG", bits=4, optimize=True)
    return out.getvalue()


def golden(name: str, folder: Path = GOLDENS) -> U8:
    """Return the tones of a golden."""
    with Image.open(folder / f"{name}.png") as image:
        return np.asarray(image, np.uint8)


def draw_named(known: dict[str, Sheet], goldens: Path, about: str) -> None:
    """Draw the sheets that the command line names, or all, as goldens or into a folder."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--write", action="store_true", help="write the goldens")
    parser.add_argument("--out", type=Path, help="a folder for coloured strips")
    asked = parser.parse_args()
    for name in asked.names or sorted(known):
        picture = drawn(known[name])
        if asked.out is not None:
            asked.out.mkdir(parents=True, exist_ok=True)
            Image.fromarray(picture).save(asked.out / f"{name}.png")
        if asked.write:
            goldens.mkdir(parents=True, exist_ok=True)
            (goldens / f"{name}.png").write_bytes(encoded(toned(picture)))


if __name__ == "__main__":
    draw_named(sheets(), GOLDENS, __doc__ or "")
