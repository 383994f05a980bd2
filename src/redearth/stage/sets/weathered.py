"""What weather does to finished surfaces: snow lies on what is level, rain wets what it reaches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.stage.model import Material
from redearth.stage.sets.shape import Part

_LEVEL = 0.62
"""A face whose normal rises more than this holds snow."""
_BARE = ("water", "ice", "screen", "glass")
_SOAKS = {
    "sand": 0.45, "soil": 0.7, "leaf": 0.5, "snow": 0.55, "cloth": 0.5, "rock": 0.7, "plaster": 0.45, "wood": 0.6, "regolith": 0.5, "foliage": 0.5,
    "turf": 0.5, "masonry": 0.7,
}  # fmt: skip
_WET = 0.85
"""Wetness of hard things in the rain; what soaks it up shines less."""


def snowed(part: Part, materials: tuple[Material, ...], snow: int) -> Part:
    """Return the part with snow on its level faces, glowing and wet things apart."""
    if not len(part.triangles):
        return part
    corner = part.positions[part.triangles]
    face = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    rises = face[:, 1] > _LEVEL * np.linalg.norm(face, axis=1)
    holds = np.array(
        [m.name != "snow" and m.pattern not in _BARE and max(m.emission_linear) == 0.0 and not m.alpha_cutoff for m in materials]
    )
    return replace(part, material=np.where(rises & holds[part.material], snow, part.material))


def wetted(material: Material) -> Material:
    """Return the material in the rain."""
    if max(material.emission_linear) > 0 or material.pattern in ("water", "ice", "glass", "screen"):
        return material
    return replace(material, wetness=max(material.wetness, _SOAKS.get(material.pattern, _WET)))
