"""Build a prop: one mesh, its grip at the origin, +Y up along the thing."""

from __future__ import annotations

from collections.abc import Callable

from redearth.breakdown.model import Prop
from redearth.stage.parts import Model
from redearth.stage.props import handhelds, vessels
from redearth.stage.props.kinds import prop_kind
from redearth.stage.props.plant import shoot
from redearth.stage.props.request import Request
from redearth.stage.sets.palette import Palette, colour_among
from redearth.stage.sets.shape import Part, mesh_from

__all__ = ["BUILDERS", "build_prop", "prop_kind"]

BUILDERS: dict[str, Callable[[Request], Part]] = {
    "axe": handhelds.axe, "bag": vessels.bag, "ball": vessels.round_thing, "basket": vessels.basket, "bone": handhelds.bone,
    "book": handhelds.book, "bottle": vessels.bottle, "bowl": vessels.bowl, "box": vessels.case, "camera": handhelds.camera,
    "candle": handhelds.candle, "chair": vessels.chair, "cloth": vessels.cloth, "coin": handhelds.coin, "cup": vessels.cup,
    "doll": vessels.doll, "flare": handhelds.flare, "generic": handhelds.keepsake, "glass": vessels.glass, "guitar": vessels.guitar,
    "hat": vessels.hat, "jar": vessels.jar, "key": handhelds.key, "knife": handhelds.knife, "laptop": vessels.laptop,
    "letter": handhelds.letter, "lever": handhelds.lever, "map": handhelds.map_sheet, "pen": handhelds.pen,
    "phone": handhelds.phone, "pistol": handhelds.pistol, "plate": vessels.plate, "rifle": handhelds.rifle, "rope": handhelds.rope,
    "sword": handhelds.sword, "torch": handhelds.torch, "umbrella": handhelds.umbrella, "violin": vessels.violin,
    "shoot": lambda request: shoot(request.palette),
}  # fmt: skip


def build_prop(prop: Prop) -> Model:
    """Return the model of a prop with one mesh named ``prop``; its words paint it, an unknown name becomes a keepsake."""
    palette = Palette()
    request = Request(palette=palette, colour=colour_among([*prop.words, *prop.name.split()]))
    part = BUILDERS[prop_kind(prop)](request)
    return Model(materials=palette.materials, meshes={"prop": mesh_from(part)}, images=palette.images)
