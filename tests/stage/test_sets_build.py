"""Sets: honest geometry of every kit and every piece."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from redearth.breakdown.model import Location
from redearth.core.space import Vec3
from redearth.direction.model import Anchor, Bounds, Kit, Piece, SetPlan
from redearth.direction.plan_set import plan_set
from redearth.direction.sets.outdoor import PASSAGE_M, bunker_front
from redearth.stage.model import Mesh
from redearth.stage.sets.build import BUILDERS, MOVABLE, build_set, order_for
from redearth.stage.sets.cracks import cracked_earth
from redearth.stage.sets.ground import ground_height, lay_ground
from redearth.stage.sets.shape import mesh_from
from redearth.stage.sets.vault import sconces
from redearth.stage.sets.workshop import Workshop

_OUTDOORS = ("ruined_city", "desert", "forest", "street", "exterior")
_SIZES: dict[str, Vec3] = {
    "bed": (1.5, 0.9, 2.0), "bench": (1.8, 0.85, 0.6), "car": (1.9, 1.5, 4.4), "chair": (0.46, 0.9, 0.48), "console": (1.6, 1.3, 0.8),
    "counter": (1.8, 0.95, 0.6), "crate": (0.9, 0.8, 0.8), "door": (1.1, 2.2, 0.2), "fire": (1.1, 0.7, 1.1), "gate": (4.0, 3.2, 0.5),
    "generic": (0.8, 0.6, 0.5), "lamp": (0.4, 1.6, 0.4), "lever": (0.3, 0.7, 0.28), "pillar": (0.7, 3.5, 0.7), "pipe": (0.3, 0.3, 9.0),
    "planter": (1.5, 0.8, 5.0), "rib": (5.0, 4.0, 0.3), "rock": (3.0, 2.0, 2.5), "rubble": (2.2, 0.9, 1.8), "shelf": (1.4, 2.0, 0.35),
    "sign": (0.9, 2.3, 0.1), "stairs": (2.0, 1.2, 2.4), "table": (1.5, 0.75, 0.9), "wall": (5.0, 2.2, 0.4), "window": (1.6, 1.4, 0.2),
}  # fmt: skip


def _plan(kit: Kit, pieces: tuple[Piece, ...] = ()) -> SetPlan:
    indoors = kit not in _OUTDOORS
    bounds = Bounds(min_x_m=-4, max_x_m=4, min_z_m=-9, max_z_m=7, ceiling_m=4.0 if indoors else None)
    return SetPlan(
        id=f"{kit}-set",
        kit=kit,
        fallback=False,
        interior=indoors,
        bounds=bounds,
        anchors=(Anchor(id="centre", kind="centre", position_m=(0, 0, 0)),),
        pieces=pieces,
        surface="concrete" if indoors else "sand",
    )


def _pieces() -> tuple[Piece, ...]:
    return (
        Piece(id="gate", kind="gate", position_m=(0, 0, 6.5), size_m=(3.0, 2.8, 0.4), yaw_rad=math.pi),
        Piece(id="lever", kind="lever", position_m=(2.8, 0.85, 2), size_m=_SIZES["lever"], yaw_rad=-1.5),
        Piece(id="lamp", kind="lamp", position_m=(0, 3.6, 0), size_m=(1.3, 0.12, 0.3), solid=False),
        Piece(id="tower-1", kind="tower", position_m=(-20, 0, -20), size_m=(14, 30, 12)),
        Piece(id="crate-1", kind="crate", position_m=(-3, 0, 1), size_m=_SIZES["crate"]),
        Piece(id="crate-2", kind="crate", position_m=(3, 0, -4), size_m=(0.45, 0.4, 0.4)),
    )


def _check(mesh: Mesh) -> None:
    points = mesh.positions.astype(float)[mesh.triangles]
    face = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    assert np.isfinite(mesh.positions).all()
    assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1, atol=1e-3)
    assert (np.linalg.norm(face, axis=1) > 1e-10).all(), "degenerate triangle"
    assert (np.einsum("ij,ij->i", face, mesh.normals[mesh.triangles].mean(1)) > 0).all(), "winding against the normals"


@pytest.mark.parametrize("kit", get_args(Kit))
def test_every_kit_is_sound_and_affordable(kit: Kit) -> None:
    """Each kit's meshes are finite, wound outwards, free of slivers, within budget."""
    built = build_set(_plan(kit, _pieces()))
    drawn = 0
    for placement in built.placements:
        mesh = built.model.meshes[placement.mesh]
        assert int(mesh.material.max()) < len(built.model.materials)
        drawn += len(mesh.triangles) * len(placement.world_from_object)
    for mesh in built.model.meshes.values():
        _check(mesh)
    assert 2_000 < drawn < 250_000
    assert len({placement.name for placement in built.placements}) == len(built.placements)


def test_the_end_wall_of_a_vault_leaves_the_play_area_to_cameras() -> None:
    """What stands around the door keeps within 0.25 m of the edge of the play area: no camera comes to stand inside a wall."""
    plan = plan_set(Location(id="vault", name="SEED VAULT", interior=True, exterior=False, words=("vault",), features=("door",)))
    built = build_set(plan)
    walls = [p for p in built.placements if p.mesh.startswith(("bulkhead", "end_wall", "passage"))]
    assert len(walls) == 3
    for placement in walls:
        points = built.model.meshes[placement.mesh].positions.astype(float)
        world = points @ placement.world_from_object[0, :3, :3].T + placement.world_from_object[0, :3, 3]
        assert float(world[:, 2].min()) > plan.bounds.max_z_m - 0.26


def test_a_vault_has_columns_drawers_and_lamps_of_two_colours() -> None:
    """Cold and warm lamps and pilot lights glow along aisles of drawers, on columns that stand where the plan's pillars do."""
    plan = plan_set(Location(id="vault", name="SEED VAULT", interior=True, exterior=False, words=("vault",), features=()))
    built = build_set(plan)
    glowing = {m.name for m in built.model.materials if max(m.emission_linear) > 0}
    assert {"glow_cold", "glow_warm", "pilot_green", "pilot_amber"} <= glowing
    pillars = {(round(p.position_m[0], 1), round(p.position_m[2], 1)) for p in plan.pieces if p.kind == "pillar"}
    lamps = {(round(x, 1), round(z, 1)) for (x, _, z), _ in sconces(plan)}
    assert pillars <= lamps
    assert sum(p.mesh.startswith("vault_racks") for p in built.placements) == 3


def test_equal_plans_give_equal_sets() -> None:
    """Building twice gives the same numbers, placement by placement."""
    one, two = build_set(_plan("tunnel", _pieces())), build_set(_plan("tunnel", _pieces()))
    assert all(np.array_equal(mesh.positions, two.model.meshes[name].positions) for name, mesh in one.model.meshes.items())
    for a, b in zip(one.placements, two.placements, strict=True):
        assert (a.name, a.mesh, a.seed) == (b.name, b.mesh, b.seed)
        assert np.array_equal(a.world_from_object, b.world_from_object)


@pytest.mark.parametrize("kind", sorted(_SIZES))
def test_a_piece_stays_in_its_box(kind: str) -> None:
    """The box of a piece is an honest collider: nothing it builds reaches outside."""
    size = _SIZES[kind]
    shop = Workshop(_plan("interior"))
    piece = Piece(id=kind, kind=kind, position_m=(0, 0, 0), size_m=size)
    mesh = mesh_from(BUILDERS[kind](order_for(shop, piece)))
    _check(mesh)
    half = np.array([size[0] / 2, size[1], size[2] / 2]) * 1.02 + 0.03
    assert (np.abs(mesh.positions[:, [0, 2]]) <= half[[0, 2]]).all()
    assert mesh.positions[:, 1].max() <= half[1]
    assert mesh.positions[:, 1].min() >= -0.03
    extent = np.ptp(mesh.positions, axis=0) / np.asarray(size)
    assert extent.max() > 0.5, "a piece fills its box"


def test_movable_pieces_stand_alone() -> None:
    """Gate, lever and lamp come as placements of one, with their piece; equal crates share a mesh."""
    built = build_set(_plan("tunnel", _pieces()))
    movable = {p.piece.id: p for p in built.placements if p.piece is not None}
    assert sorted(movable) == ["gate", "lamp", "lever"]
    assert all(
        p.world_from_object.shape == (1, 4, 4) and p.piece is not None and p.piece.kind in MOVABLE for p in movable.values()
    )


@pytest.mark.parametrize("kit", _OUTDOORS)
def test_the_play_area_is_level(kit: Kit) -> None:
    """Terrain inside the play area stays within 2 cm of y = 0, and reaches the horizon outside it."""
    shop = Workshop(_plan(kit))
    lay_ground(shop)
    points = np.concatenate([mesh.positions for mesh in shop.finished().model.meshes.values()])
    inside = (np.abs(points[:, 0]) <= 4) & (points[:, 2] >= -9) & (points[:, 2] <= 7)
    assert float(np.abs(points[inside, 1]).max()) <= 0.02
    assert float(np.abs(points[:, [0, 2]]).max()) > 350


def test_an_unknown_kind_is_still_built() -> None:
    """A kind nobody knows becomes a plain finished object in its box."""
    built = build_set(_plan("interior", (Piece(id="orrery", kind="orrery", position_m=(0, 0, 0), size_m=(0.8, 0.6, 0.5)),)))
    assert any(p.mesh.startswith("orrery") for p in built.placements)


def test_a_room_is_somebodys() -> None:
    """A room has curtains by its window, a rug and pictures; another place has other walls or cloths, the same place the same."""
    window = Piece(
        id="window",
        kind="window",
        position_m=(0.0, 0.95, _plan("interior").bounds.min_z_m + 0.08),
        yaw_rad=0.0,
        size_m=(2.6, 1.5, 0.15),
        solid=False,
    )

    def paints(name: str) -> set[str]:
        built = build_set(replace(_plan("interior", (window,)), id=name))
        worn = {placement.name for placement in built.placements}
        assert "set_rug" in worn
        assert any(placement.startswith("set_room_hung_") for placement in worn)
        return {material.name for material in built.model.materials}

    rooms = [paints(f"int-room-{k}") for k in range(6)]
    assert all("brass" in room for room in rooms), "a curtain rail"
    assert len({frozenset(room) for room in rooms}) >= 4
    assert paints("int-room-0") == rooms[0]


def test_a_neutral_place_in_the_open_is_green() -> None:
    """Nobody asked for a desert: the ground is grass as the plan says, and the houses have windows."""
    house = Piece(id="house-1", kind="tower", position_m=(-22.0, 0.0, 0.0), yaw_rad=0.0, size_m=(9.0, 7.2, 12.0), solid=True)
    names = {m.name for m in build_set(replace(_plan("exterior", (house,)), surface="grass")).model.materials}
    assert {"grass", "glass_dark", "leaves_broad"} <= names


def test_a_gate_in_the_open_closes_a_deep_passage_with_a_level_floor() -> None:
    """Behind the gate of an open set lie ribs, lines and lamps on level ground that nothing strewn stands on; its face has many materials."""
    gate = Piece(id="gate", kind="gate", position_m=(0, 0, 6.5), size_m=(5.2, 4.2, 0.6), yaw_rad=math.pi)
    front = bunker_front(gate)
    plan = _plan("ruined_city", (gate, *front))
    built = build_set(plan)
    passage = built.model.meshes["passage_gate"].positions
    assert np.ptp(passage[:, 2]) > 0.9 * PASSAGE_M and np.abs(passage[:, 0]).max() < 2.7
    worn = {built.model.materials[k].pattern for k in built.model.meshes["bunker_gate"].material}
    assert {"concrete", "rust", "painted_metal", "regolith"} <= worn
    assert sum(piece.kind == "lamp" for piece in front) >= 4
    x, z = np.meshgrid(np.linspace(-2.6, 2.6, 9), np.linspace(7.0, 6.5 + PASSAGE_M, 60))
    assert np.abs(ground_height(plan, x, z)).max() < 0.03
    for placement in built.placements:
        if "strewn" in placement.name:
            at = placement.world_from_object[:, [0, 2], 3]
            assert not ((np.abs(at[:, 0]) < 2.6) & (at[:, 1] > 6.5) & (at[:, 1] < 6.5 + PASSAGE_M)).any()


@pytest.mark.parametrize("identity", ["a", "b", "ext-ruined-city"])
def test_cracked_earth_stays_in_its_patch(identity: str) -> None:
    """No plate reaches out of the patch as a spike."""
    part = cracked_earth(3.2, 0, 1, identity)
    assert np.hypot(part.positions[:, 0], part.positions[:, 2]).max() < 3.6
