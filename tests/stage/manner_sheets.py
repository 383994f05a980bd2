"""Contact sheets of manners: ways of walking, falling, sitting, leaning, by people of all ages, on stairs and slopes."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tests.stage.motion_scene import blocking, cue, span, track
from tests.stage.sheet import Sheet, spread

from redearth.breakdown.model import Character, Primitive
from redearth.core.space import Vec3
from redearth.direction.model import Piece, PropHold

ADULT = Character(id="anna", name="ANNA", age=30, sex="female")
CHILD = Character(id="anna", name="KID", age=8)
ELDER = Character(id="anna", name="ELDER", age=78, sex="male")
SUITED = Character(id="anna", name="PILOT", age=35, sex="male", wardrobe=("pressure suit",))
BROAD = Character(id="anna", name="BAKER", age=45, sex="female", traits=("heavy",))
PACKED = Character(id="anna", name="PORTER", age=30, sex="male", wardrobe=("backpack",))

_WALKS: tuple[tuple[str, tuple[str, ...], float, Character], ...] = (
    ("walk_limping_left", ("limping", "left"), 2.4, ADULT), ("walk_limping_right", ("limping",), 2.4, ADULT),
    ("walk_wounded", ("limping", "wounded"), 2.0, ADULT), ("walk_sneaking", ("stealthily",), 2.0, ADULT),
    ("walk_marching", ("march",), 4.4, ADULT), ("walk_trudging", ("trudge",), 2.2, ADULT), ("walk_drunk", ("drunkenly",), 2.4, ADULT),
    ("walk_afraid", ("frightened",), 3.2, ADULT), ("walk_hurriedly", ("hurriedly",), 5.2, ADULT), ("walk_proudly", ("proudly",), 3.8, ADULT),
    ("walk_child", (), 3.4, CHILD), ("walk_elder", (), 2.2, ELDER), ("walk_suited", (), 3.2, SUITED), ("walk_broad", (), 3.2, BROAD),
    ("walk_packed", (), 3.4, PACKED),
)  # fmt: skip
_PLAYS: tuple[tuple[str, Primitive, tuple[str, ...], Character], ...] = (
    ("fall_backward", "FALL", ("backward",), ADULT), ("fall_aside", "FALL", ("sideways",), ADULT), ("fall_collapse", "FALL", ("collapse",), ELDER),
    ("fall_child", "FALL", (), CHILD), ("kneel_both", "KNEEL", ("knees",), ADULT), ("lie_prone", "LIE", ("prone",), ADULT),
    ("lie_side", "LIE", ("curl_up",), ADULT), ("sit_ground", "SIT", (), ADULT), ("crouch_elder", "CROUCH", (), ELDER), ("jump_spot", "JUMP", (), CHILD),
    ("dodge_duck", "DODGE", ("duck",), ADULT), ("dodge_sidestep", "DODGE", ("sidestep",), ADULT), ("point_violently", "POINT", ("violently",), ADULT),
    ("point_wearily", "POINT", ("wearily",), ADULT), ("express_fear", "EXPRESS", ("fear",), ADULT), ("express_grief", "EXPRESS", ("grief",), ADULT),
    ("express_joy", "EXPRESS", ("joy",), ADULT), ("express_anger", "EXPRESS", ("anger",), ADULT), ("breathe_exhausted", "BREATHE", ("exhausted",), ADULT),
)  # fmt: skip


def manner_sheets() -> Iterator[Sheet]:
    """Yield a sheet of every manner."""
    for name, manner, far_m, who in _WALKS:
        scene = blocking(track("anna", 110, (10, 92, 0.0, far_m, 0.0)), cues=(cue("WALK", 10, 92, manner=manner),))
        yield Sheet(name=name, scene=scene, who=who, frames=spread(40, 67))
    for name, primitive, manner, who in _PLAYS:
        target: Vec3 | None = (0.4, 1.3, 3.0) if primitive in ("POINT", "DODGE") else None
        scene = blocking(track("anna", 120), cues=(cue(primitive, 12, 80, manner=manner, target_m=target),))
        tall = {"tall_m": 2.6} if primitive in ("FALL", "LIE") else {}
        yield Sheet(name=name, scene=scene, who=who, frames=spread(12, 84 if primitive != "DODGE" else 40), look=tall)
    yield from _getting_up()
    yield from _moves()
    yield from _places()


def _getting_up() -> Iterator[Sheet]:
    for name, before, manner in (
        ("rise_prone", "FALL", ()),
        ("rise_back", "FALL", ("backward",)),
        ("rise_side", "FALL", ("sideways",)),
        ("rise_supine", "LIE", ()),
    ):
        cues = (cue(before, 0, 30, manner=manner), cue("RISE", 60, 120))  # type: ignore[arg-type]
        yield Sheet(
            name=name, scene=blocking(track("anna", 150), cues=cues), who=ADULT, frames=spread(58, 132), look={"tall_m": 2.6}
        )


def _moves() -> Iterator[Sheet]:
    for name, move in (("walk_backward", (10, 90, 0.0, -2.6, 0.0)), ("walk_sideways", (10, 90, 2.0, 0.0, 0.0)), ("walk_curve", (10, 100, 3.0, 4.0, 1.2)),
                       ("turn_about", (20, 52, 0.0, 0.0, 3.0))):  # fmt: skip
        yield Sheet(name=name, scene=blocking(track("anna", 110, move)), who=ADULT, frames=spread(20, 62))
    yield Sheet(name="walk_start", scene=blocking(track("anna", 80, (24, 76, 0.0, 3.4, 0.0))), who=ADULT, frames=spread(16, 43))
    yield Sheet(name="walk_stop", scene=blocking(track("anna", 90, (2, 50, 0.0, 3.2, 0.0))), who=ADULT, frames=spread(36, 63))
    for name, prop, grip in (("carry_crate", "crate", "both"), ("carry_bucket", "bucket", "left")):
        held = (PropHold(prop=prop, range=span(0, 110), holder="anna", grip=grip),)  # type: ignore[arg-type]
        yield Sheet(
            name=name, scene=blocking(track("anna", 110, (10, 92, 0.0, 3.4, 0.0)), props=held), who=ADULT, frames=spread(40, 67)
        )


def _places() -> Iterator[Sheet]:
    stairs = Piece(id="stairs", kind="stairs", position_m=(0.0, 0.0, 3.4), size_m=(1.6, 1.8, 2.9), yaw_rad=math.pi, solid=False)
    landing = Piece(id="landing", kind="platform", position_m=(0.0, 0.0, 5.85), size_m=(1.6, 1.8, 2.0))
    for name, move, first in (("stairs_up", (6, 180, 0.0, 5.7, 0.0), 70), ("stairs_down", (6, 180, 0.0, -5.7, 0.0), 70)):
        down = name == "stairs_down"
        pieces = tuple(Piece(id=p.id, kind=p.kind, position_m=(0.0, 0.0, p.position_m[2] - 5.7), size_m=p.size_m, yaw_rad=p.yaw_rad) for p in (stairs, landing)) if down else (stairs, landing)  # fmt: skip
        steps = (move,) if not down else ((1, 2, 0.0, 0.0, math.pi), (6, 180, 0.0, -5.7, math.pi))
        yield Sheet(
            name=name,
            scene=blocking(track("anna", 210, *steps), pieces=pieces),
            who=ADULT,
            frames=spread(first, first + 45),
            look={"tall_m": 3.4, "yaw_deg": 85.0},
        )
    wall = (Piece(id="wall", kind="wall", position_m=(0.0, 0.0, -0.4), size_m=(4.0, 2.6, 0.2)),)
    leaning = cue("LEAN", 12, 60, target_m=(0.0, 1.2, -0.3))
    yield Sheet(
        name="lean_wall", scene=blocking(track("anna", 110), cues=(leaning,), pieces=wall), who=ADULT, frames=spread(12, 70)
    )
    chair = (Piece(id="chair", kind="chair", position_m=(0.0, 0.0, 0.0), size_m=(0.5, 0.9, 0.5)),)
    sits = (cue("SIT", 12, 40), cue("RISE", 80, 105))
    yield Sheet(
        name="sit_chair_child", scene=blocking(track("anna", 130), cues=sits, pieces=chair), who=CHILD, frames=spread(12, 112)
    )
    yield Sheet(name="stand_alive", scene=blocking(track("anna", 480), cues=()), who=ADULT, frames=spread(20, 470))
