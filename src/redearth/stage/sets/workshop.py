"""The workshop floor: where the meshes and placements of one set come together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from redearth.core.seed import seed_from
from redearth.core.space import Matrix, Vec3, rotation_x, rotation_y, rotation_z, translation
from redearth.direction.model import Piece, SetPlan
from redearth.stage.model import Mesh
from redearth.stage.parts import Model, Placement, SetModel
from redearth.stage.sets.lettering import Fonts
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.shape import Part, mesh_from
from redearth.stage.sets.weathered import snowed, wetted


class Workshop:
    """Collects what is built; equal things are built once and stood in many places."""

    def __init__(self, plan: SetPlan, fonts: Fonts | None = None) -> None:
        self.plan = plan
        self.palette = Palette(fonts)
        self.palette.snowy = "snowy" in plan.dressing
        self._snow = self.palette.use("snow") if "snowy" in plan.dressing else 0
        self._meshes: dict[str, Mesh] = {}
        self._stands: dict[str, list[Matrix]] = {}
        self._single: list[Placement] = []
        self._surfaces: dict[str, str] = {}

    def stand(self, mesh: str, build: Callable[[], Part], poses: Sequence[Matrix], surface: str = "") -> None:
        """Stand a shared mesh at ``poses`` (``world_from_object`` [4, 4] each); ``build`` runs when the mesh is new.

        Meshes of one ``surface`` carry its pattern on without a seam.
        """
        if poses and self._stock(mesh, build):
            self._stands.setdefault(mesh, []).extend(poses)
            self._surfaces[mesh] = surface or mesh

    def stand_piece(self, mesh: str, build: Callable[[], Part], piece: Piece) -> None:
        """Stand a mesh as a movable piece, alone in its placement."""
        if self._stock(mesh, build):
            name = f"piece_{identifier(piece.id)}"
            pose = piece_pose(piece)[None]
            seed = seed_from("piece", self.plan.id, piece.id) % 65536
            self._single.append(Placement(name=name, mesh=mesh, world_from_object=pose, piece=piece, seed=seed))

    def finished(self) -> SetModel:
        """Return the set: placements by name, materials as used."""
        stands = [
            Placement(
                name=f"set_{mesh}",
                mesh=mesh,
                world_from_object=np.stack(poses),
                seed=seed_from("set", self._surfaces[mesh]) % 65536,
            )
            for mesh, poses in sorted(self._stands.items())
        ]
        single = sorted(self._single, key=lambda placement: placement.name)
        meshes = dict(sorted(self._meshes.items()))
        materials = self.palette.materials
        if "wet" in self.plan.dressing:
            materials = tuple(wetted(material) for material in materials)
        model = Model(materials=materials, meshes=meshes, images=dict(sorted(self.palette.images.items())))
        return SetModel(model=model, placements=(*stands, *single))

    def _stock(self, mesh: str, build: Callable[[], Part]) -> bool:
        if mesh not in self._meshes:
            part = build()
            if "snowy" in self.plan.dressing:
                part = snowed(part, self.palette.materials, self._snow)
            built = mesh_from(part)
            if len(built.triangles) == 0:
                return False
            self._meshes[mesh] = built
        return True


def piece_pose(piece: Piece) -> Matrix:
    """Return ``world_from_object`` of a piece at rest."""
    return translation(piece.position_m) @ rotation_y(piece.yaw_rad)


def pose(at: Vec3, yaw_rad: float = 0.0, *, scale: float = 1.0, pitch_rad: float = 0.0, roll_rad: float = 0.0) -> Matrix:
    """Return a ``world_from_object`` with uniform scale."""
    matrix = translation(at) @ rotation_y(yaw_rad) @ rotation_x(pitch_rad) @ rotation_z(roll_rad)
    matrix[:3, :3] *= scale
    return matrix


def identifier(text: str) -> str:
    """Return ``text`` as a valid prim name."""
    kept = "".join(c if c.isascii() and c.isalnum() else "_" for c in text)
    return kept if kept[:1].isalpha() else f"p_{kept}"
