"""Build a set: the shell that kit and bounds ask for, then every piece of the plan inside its box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from redearth.core.digest import digest_bytes
from redearth.core.seed import seed_from
from redearth.core.space import Matrix, Vec3
from redearth.direction.model import Piece, SetPlan
from redearth.stage.parts import Model, SetModel
from redearth.stage.sets import (
    control_desk,
    dripstone,
    furniture,
    great_things,
    hedges,
    huts,
    industry,
    lamps,
    nature,
    planters,
    roof_plant,
    trees,
    undergrowth,
    wrecks,
    yard,
)
from redearth.stage.sets.cavern import hollow_cave
from redearth.stage.sets.great_hall import build_hall
from redearth.stage.sets.ground import outside_distance
from redearth.stage.sets.houses import stand_house
from redearth.stage.sets.lettering import Fonts
from redearth.stage.sets.open_air import raise_open_air
from redearth.stage.sets.order import Order
from redearth.stage.sets.palette import colour_among
from redearth.stage.sets.roofscape import raise_rooftop
from redearth.stage.sets.room import wall_room
from redearth.stage.sets.rooms import boards, hearth, side_doors
from redearth.stage.sets.rooms.catalogue import ROOM_BUILDERS, ROOM_KITS, ROOM_VARIANTS, furnish_room
from redearth.stage.sets.rooms.glasshouse import raise_glasshouse
from redearth.stage.sets.shape import Part
from redearth.stage.sets.sign_words import fitting_words, fonts_for, in_lines, number_of, style_of
from redearth.stage.sets.towers import stand_tower
from redearth.stage.sets.tunnel import bore_tunnel
from redearth.stage.sets.vault import carve_vault
from redearth.stage.sets.workshop import Workshop, identifier, piece_pose

BUILDERS: dict[str, Callable[[Order], Part]] = {
    "bed": furniture.bed, "bench": furniture.bench, "car": wrecks.car, "chair": furniture.chair, "console": control_desk.console,
    "counter": furniture.counter, "crate": industry.crate, "door": industry.door, "fire": furniture.fire, "gate": industry.gate,
    "generic": furniture.generic, "lamp": lamps.lamp, "lever": industry.lever, "pillar": industry.pillar, "pipe": industry.pipe,
    "planter": planters.planter, "pole": nature.pole, "rib": industry.rib, "rock": nature.rock, "rubble": nature.rubble,
    "shelf": furniture.shelf, "sign": furniture.sign, "stairs": furniture.stairs, "table": furniture.table, "tree": trees.tree,
    "wall": nature.wall, "window": furniture.window,
}  # fmt: skip
BUILDERS |= {
    "hut": huts.hut, "hedge": hedges.hedge, "bush": undergrowth.bush,
    "log": undergrowth.log, "far_tree": undergrowth.far_tree, "slab": wrecks.slab,
    "stall": yard.stall, "railing": yard.railing, "fence": yard.fence, "bale": yard.bale, "container": yard.container, "boat": yard.boat,
    "bones": yard.bones,
    "parapet": roof_plant.parapet, "stairhead": roof_plant.stairhead, "vent": roof_plant.vent, "dish": roof_plant.dish, "tank": roof_plant.tank,
    "chimney": roof_plant.chimney,
    "pew": great_things.pew, "seats": great_things.seats, "platform": great_things.platform, "throne": great_things.throne,
    "lectern": great_things.lectern, "kiosk": great_things.kiosk, "board": great_things.board, "rack": great_things.rack,
    "bleacher": great_things.bleacher, "hoop": great_things.hoop, "blackboard": boards.board, "side_door": side_doors.side_door, "hearth": hearth.hearth,
    "stalagmite": dripstone.stalagmite, "crystal": dripstone.crystal, "pitprop": dripstone.pitprop,
}  # fmt: skip
MOVABLE = ("gate", "lever", "door", "lamp", "window", "outlook")
_VARIANTS = {
    "rubble": 5,
    "rock": 5,
    "tree": 4,
    "crate": 4,
    "shelf": 3,
    "wall": 3,
    "planter": 2,
    "console": 20,
    "pole": 3,
    "hedge": 3,
    "bush": 3,
    "sign": 24,
    "car": 8,
    "slab": 3,
    "stalagmite": 4,
    "crystal": 4,
    "rack": 2,
    "container": 5,
    "stall": 3,
}
_SHELLS: dict[str, Callable[[Workshop], None]] = {
    "tunnel": bore_tunnel,
    "vault": carve_vault,
    "interior": wall_room,
    "rooftop": raise_rooftop,
    "hall": build_hall,
    "cave": hollow_cave,
    **dict.fromkeys(ROOM_KITS, furnish_room),
}
_SCALED = {"rubble": 1.4, "rock": 1.3, "crate": 0.8, "tree": 13.0, "far_tree": 13.0}
"""Usual width (of a tree: height) in metres of things that are built once and scaled."""
_TREES = ("tree", "far_tree")
_MESA_M = 12.0
"""A rock wider than this is a mountain."""
_OWN_LIGHTS = ("lamp", "window", "outlook")
"""What glows in a set of the user's own is in its model."""
_SMALLEST_M = 0.02


def build_set(plan: SetPlan, fonts: Fonts | None = None) -> SetModel:
    """Return the set of a plan: its meshes, and placements that share them; pieces that events move stand alone.

    ``fonts`` letter its signs and screens; without them, plain Latin letters do.
    """
    shop = Workshop(plan, fonts_for(plan, fonts or Fonts()))
    shell = raise_glasshouse if plan.style == "greenhouse" else _SHELLS.get(plan.kit, raise_open_air)
    shell(shop)
    for piece in plan.pieces:
        _stand(shop, piece)
    return shop.finished()


def join_own_set(plan: SetPlan, own: SetModel) -> SetModel:
    """Return a set of the user's own with what the plan builds in: the pieces that move."""
    shop = Workshop(plan)
    for piece in plan.pieces:
        if piece.kind in MOVABLE and piece.kind not in _OWN_LIGHTS:
            _stand(shop, piece)
    built = shop.finished()
    first = len(own.model.materials)
    meshes = {name: replace(mesh, material=mesh.material + np.uint32(first)) for name, mesh in built.model.meshes.items()}
    model = Model(
        materials=(*own.model.materials, *built.model.materials),
        meshes={**own.model.meshes, **meshes},
        images={**own.model.images, **built.model.images},
    )
    return SetModel(model=model, placements=(*own.placements, *built.placements))


def _stand(shop: Workshop, piece: Piece) -> None:
    if piece.kind == "tower":
        (stand_house if shop.plan.kit in ("street", "exterior") else stand_tower)(shop, piece)
        return
    if piece.kind == "rib" and shop.plan.kit in ("tunnel", "vault"):
        return  # the shell builds ribs that fit its vault, one at each of these
    if piece.kind in _SCALED:
        beyond = shop.plan.kit == "forest" and outside_distance(shop.plan.bounds, *np.array(piece.position_m)[[0, 2]]) > 0
        _stand_scaled(shop, replace(piece, kind="far_tree") if piece.kind == "tree" and beyond else piece)
        return
    order = order_for(shop, piece)
    build = ROOM_BUILDERS.get((shop.plan.kit, piece.kind)) or BUILDERS.get(piece.kind, furniture.generic)
    mesh = _mesh_name(order)
    if piece.kind in MOVABLE:
        shop.stand_piece(mesh, lambda: build(order), piece)
    else:
        shop.stand(mesh, lambda: build(order), [_hung_out(shop, piece)])
    if piece.kind == "lever":
        shop.stand(f"stand_{mesh}", lambda: industry.lever_stand(order), [piece_pose(piece)])


def _hung_out(shop: Workshop, piece: Piece) -> Matrix:
    """Return where a piece stands; a sign in a tunnel hangs before the pipes."""
    pose = piece_pose(piece)
    if piece.kind == "sign" and shop.plan.kit == "tunnel":
        pose[:3, 3] += 0.16 * pose[:3, 2]
    return pose


def _stand_scaled(shop: Workshop, piece: Piece) -> None:
    """Stand a thing whose sizes differ but not its shape: built once for each proportion, scaled evenly."""
    scale = piece.size_m[1] if piece.kind in _TREES else piece.size_m[0]
    usual = _SCALED[piece.kind]
    order = order_for(shop, piece)
    if piece.kind in _TREES:
        shape: Vec3 = (0.62, 13.0, 0.62)
    else:
        shape = (usual, *(max(0.1, round(side / scale * 20) / 20) * usual for side in piece.size_m[1:]))  # type: ignore[assignment]
    mesa = piece.kind == "rock" and piece.size_m[0] > _MESA_M
    order = replace(
        order, size_m=shape, kind="mesa" if mesa else order.kind, variant=order.variant % 2 if mesa else order.variant
    )
    pose = piece_pose(piece)
    fit = scale / shape[1 if piece.kind in _TREES else 0]
    fit = min(fit, *(side / box for side, box in zip(piece.size_m, shape, strict=True))) if piece.kind not in _TREES else fit
    pose[:3, :3] *= fit
    shop.stand(_mesh_name(order), lambda: BUILDERS[piece.kind](order), [pose])


def order_for(shop: Workshop, piece: Piece) -> Order:
    """Return what the shop has to build for a piece."""
    w, h, d = (max(_SMALLEST_M, v) for v in piece.size_m)
    size: Vec3 = (round(w, 2), round(h, 2), round(d, 2))
    colour = piece.colour.lower() if piece.kind == "lamp" else colour_among([piece.colour])
    variant = _variant(shop, piece)
    lettering, text = style_of(piece.text), in_lines(piece.text, 2.2 if piece.kind == "sign" else 3.0)
    if piece.kind == "gate":
        text = text or f"GATE 0{number_of(shop.plan)}"
    if piece.kind == "sign" and not text:
        lettering, text = fitting_words(shop.plan, variant)
    return Order(
        kind=piece.kind,
        size_m=size,
        variant=variant,
        text=text,
        lettering=lettering,
        colour=colour,
        kit=shop.plan.kit,
        palette=shop.palette,
        lift_m=round(piece.position_m[1], 2),
        style=shop.plan.style,
        dark="dark" in shop.plan.dressing,
    )


def _variant(shop: Workshop, piece: Piece) -> int:
    kit, kind = shop.plan.kit, piece.kind
    if kind == "outlook":  # a view and its lights are of one make
        return 2 * (seed_from("outlook", shop.plan.id) % 6) + piece.id.endswith("-lights")
    if kind == "planter" and shop.plan.style == "greenhouse":
        return seed_from("crop", shop.plan.id, piece.id) % 6
    most = ROOM_VARIANTS.get(kind, _VARIANTS.get(kind, 1)) if kit in ROOM_KITS else _VARIANTS.get(kind, 1)
    return seed_from("variant", shop.plan.id, piece.id) % most


def _mesh_name(order: Order) -> str:
    size = "x".join(f"{v:.2f}" for v in order.size_m)
    lift = f"_{order.lift_m:.2f}" if order.kind == "lamp" else ""
    text = f"_{digest_bytes(f'{order.lettering} {order.text}'.encode())[:8]}" if order.text else ""
    return identifier(f"{order.kind}_{size}_{order.variant}_{order.colour}{lift}".rstrip("_") + text)
