"""What stands for a thing that nobody can name."""

from __future__ import annotations

from redearth.stage.props.forms import block, disc, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import ball


def keepsake(r: Request) -> Part:
    """A small chased casket of a hand's size: what it holds nobody knows."""
    body, brass = r.paint("wood_dark"), r.plain("brass")
    feet = [ball(0.008, brass, at=(x, -0.04, z), sides=8) for x in (-0.038, 0.038) for z in (-0.024, 0.024)]
    return join(
        block((0.094, 0.05, 0.064), body, at=(0, -0.012, 0), chamfer_m=0.004),
        *(block((0.0965, 0.006, 0.0665), brass, at=(0, y, 0), chamfer_m=0.0015) for y in (-0.034, 0.01)),
        *(block((0.008, 0.044, 0.0668), brass, at=(x, -0.012, 0), chamfer_m=0.001) for x in (-0.043, 0.043)),
        disc(0.01, 0.003, brass, at=(0, -0.008, 0.032), sides=16),
        block((0.003, 0.007, 0.001), r.plain("ink"), at=(0, -0.009, 0.0352)),
        block((0.086, 0.002, 0.056), r.palette.use("cloth", "crimson"), at=(0, 0.0132, 0)),
        *feet,
    )


def keepsake_lid(r: Request) -> Part:
    """The lid of a casket."""
    brass = r.plain("brass")
    return join(
        block((0.096, 0.02, 0.066), r.paint("wood_dark"), at=(0, 0.0235, 0), chamfer_m=0.008),
        tube([(-0.02, 0.032, 0), (-0.016, 0.044, 0), (0.016, 0.044, 0), (0.02, 0.032, 0)], 0.0028, brass, sides=8),
        *(shifted(torus(0.006, 0.0015, brass, around=12, sides=5), x, 0.034, 0) for x in (-0.02, 0.02)),
    )
