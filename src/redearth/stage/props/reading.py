"""Paper: books, letters, papers, pictures and money; and what is written with."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.props.faces import (
    Page,
    chart,
    cover,
    label,
    newspaper,
    photograph,
    printed,
    typeset,
    written,
)
from redearth.stage.props.forms import block, forward, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import F64, Part, join, moved, shaded, shifted
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import lathe, triangles_of_quads

_BOOK = (0.14, 0.21, 0.026)


def book(r: Request) -> Part:
    """The back half of a book: cover, spine and pages; its front cover opens at -X."""
    wide, tall, deep = _BOOK
    hide = r.paint("leather", "brown")
    page = printed(r, "page", 0.13, 0.2, typeset("book", "CHAPTER ONE"))
    return join(
        block((wide + 0.006, tall + 0.01, 0.0032), hide, at=(0.002, 0, -deep / 2), chamfer_m=0.0012),
        block((0.0042, tall + 0.01, deep + 0.0032), hide, at=(-wide / 2 - 0.0008, 0, 0), chamfer_m=0.0016),
        block((wide - 0.004, tall, deep - 0.004), r.plain("paper"), at=(0.002, 0, 0), chamfer_m=0.0015),
        *(
            block((wide - 0.0028, tall + 0.0014, 0.0005), r.palette.use("paper", "tan"), at=(0.002, 0, z))
            for z in (-0.007, -0.002, 0.003, 0.008)
        ),
        *(block((0.0056, 0.004, deep + 0.0045), r.plain("brass"), at=(-wide / 2 - 0.0008, y, 0)) for y in (-0.07, 0.07)),
        decal(wide - 0.008, tall - 0.004, page, at=(0.002, -tall / 2 + 0.002, deep / 2 - 0.0016)),
    )


def book_lid(r: Request) -> Part:
    """The front cover of a book."""
    wide, tall, deep = _BOOK
    ink = (0.8, 0.62, 0.24)
    face = printed(
        r, f"cover {r.colour}", 0.14, 0.21, cover("THE\nLAST\nSUMMER", ink), ground=r.display("leather", "brown"), roughness=0.55
    )
    return join(
        block((wide + 0.006, tall + 0.01, 0.0032), r.paint("leather", "brown"), at=(0.002, 0, deep / 2), chamfer_m=0.0012),
        decal(wide, tall + 0.002, face, at=(0.002, -tall / 2 - 0.001, deep / 2 + 0.0018)),
    )


def notebook(r: Request) -> Part:
    """A ring-bound notebook's pages and back."""
    face = printed(r, "notes", 0.1, 0.15, written("notes", ruled=True))
    rings = [
        moved(torus(0.0075, 0.0009, r.plain("chrome"), around=12, sides=5), translation((-0.052, y, 0)) @ rotation_x(0.12))
        for y in np.linspace(-0.066, 0.066, 12)
    ]
    return join(
        block((0.105, 0.15, 0.0016), r.paint("leather", "navy"), at=(0, 0, -0.005), chamfer_m=0.0005),
        block((0.1, 0.146, 0.0085), r.plain("paper"), at=(0, 0, 0), chamfer_m=0.001),
        decal(0.098, 0.144, face, at=(0, -0.072, 0.0047)),
        *rings,
    )


def notebook_lid(r: Request) -> Part:
    """A notebook's front cover."""
    face = printed(r, "notebook cover", 0.06, 0.03, label("NOTES"))
    return join(
        block((0.105, 0.15, 0.0016), r.paint("leather", "navy"), at=(0, 0, 0.0062), chamfer_m=0.0005),
        decal(0.06, 0.03, face, at=(0.004, 0.02, 0.0073)),
    )


def letter(r: Request) -> Part:
    """A sheet of writing, folded in three once and not quite flat again."""
    face = printed(r, "letter", 0.148, 0.21, written("letter"))
    return paper(r, 0.148, 0.21, face, lambda x, y: 0.7 * x**2 + 0.006 * np.abs(((y / 0.07 + 1.5) % 1) - 0.5))


def page(r: Request) -> Part:
    """A typed sheet: a document, a script's page, a form."""
    face = printed(r, "document", 0.21, 0.297, typeset("document", "CONFIDENTIAL"))
    return paper(r, 0.21, 0.297, face, lambda x, y: 0.35 * x**2 + 0.004 * np.sin(y * 14))


def newspaper_sheet(r: Request) -> Part:
    """A folded newspaper."""
    face = printed(r, "newspaper", 0.28, 0.38, newspaper, ground=(0.78, 0.76, 0.7))
    front = paper(r, 0.28, 0.38, face, _wave)
    leaves = [
        shifted(paper(r, 0.276 - 0.003 * k, 0.376, r.palette.use("paper", "pale"), _wave), z=-0.003 * (k + 1)) for k in range(2)
    ]
    fold = [(x, -0.188, 0.012 * math.cos(x * 9) - 0.004) for x in np.linspace(-0.14, 0.14, 7)]
    return join(front, *leaves, tube(fold, 0.0045, r.palette.use("paper", "pale"), sides=6))


def _address(sheet: Page) -> None:
    sheet.writing(3, (0.34, 0.46, 0.5, 0.36), (0.1, 0.1, 0.25), "address", hand=True)
    sheet.bars([(0.84, 0.08, 0.1, 0.22)], (0.6, 0.2, 0.16))


def _wave(x: F64, y: F64) -> F64:
    return np.asarray(0.012 * np.cos(x * 9) + 0.006 * np.sin(y * 9 + 1))


def envelope(r: Request) -> Part:
    """A sealed envelope with an address, a stamp and, behind, its flap."""
    face = printed(r, "envelope", 0.17, 0.11, _address)
    flap = np.array([(-0.085, 0.055, -0.0017), (0.085, 0.055, -0.0017), (0.0, -0.012, -0.0026)])
    return join(
        block((0.17, 0.11, 0.003), r.paint("paper"), chamfer_m=0.001),
        decal(0.168, 0.108, face, at=(0, -0.054, 0.0016)),
        shaded(flap, np.array([[0, 1, 2]]), r.palette.use("paper", "cream")),
        moved(
            forward(lathe([(0.009, 0), (0.0085, 0.002), (0.004, 0.0022)], r.plain("paint_red"), sides=14)),
            translation((0, 0.0, -0.0022)) @ rotation_y(math.pi),
        ),
    )


def photo(r: Request) -> Part:
    """A photograph with a white border, its corners a little curled."""
    face = printed(r, "photograph", 0.09, 0.12, photograph, ground=(0.88, 0.86, 0.8), roughness=0.35)
    return paper(r, 0.09, 0.12, face, lambda x, y: 1.2 * x**2 + 0.4 * y**2)


def picture_frame(r: Request) -> Part:
    """A framed photograph with a stand behind."""
    face = printed(r, "framed", 0.13, 0.18, photograph, ground=(0.88, 0.86, 0.8), roughness=0.2)
    wood = r.paint("wood_dark")
    sides = [block((0.024, 0.23, 0.016), wood, at=(s * 0.078, 0, 0), chamfer_m=0.005) for s in (-1, 1)]
    ends = [block((0.18, 0.024, 0.016), wood, at=(0, s * 0.103, 0), chamfer_m=0.005) for s in (-1, 1)]
    bead = [block((0.004, 0.186, 0.004), r.plain("brass"), at=(s * 0.066, 0, 0.007), chamfer_m=0.001) for s in (-1, 1)]
    stand = moved(
        block((0.05, 0.19, 0.004), wood, at=(0, -0.095, 0), chamfer_m=0.001), translation((0, 0.08, -0.008)) @ rotation_x(0.35)
    )
    return join(
        *sides,
        *ends,
        *bead,
        block((0.15, 0.2, 0.006), r.plain("wood"), at=(0, 0, -0.004)),
        decal(0.132, 0.184, face, at=(0, -0.092, 0.0015)),
        stand,
    )


def map_sheet(r: Request) -> Part:
    """A map folded in panels, spread by its edges."""
    face = printed(r, "map", 0.48, 0.34, chart, ground=(0.82, 0.76, 0.6))
    return paper(
        r,
        0.48,
        0.34,
        face,
        lambda x, y: 0.011 * (np.abs(((x / 0.12 + 10) % 2) - 1) * 2 - 1) + 0.004 * np.abs(((y / 0.17 + 9.5) % 2) - 1),
        rows=5,
        columns=9,
    )


def paper(
    r: Request, wide: float, tall: float, face: int, bend: Callable[[F64, F64], F64], *, rows: int = 7, columns: int = 7
) -> Part:
    """A bent sheet: the printed face towards +Z, plain paper behind."""
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, columns), np.linspace(-tall / 2, tall / 2, rows), indexing="xy")
    depth = bend(x, y)
    grid = np.stack([x, y, depth - depth.mean()], -1)
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(columns - 1), indexing="ij")
    quads = np.stack([i * columns + j, i * columns + j + 1, (i + 1) * columns + j + 1, (i + 1) * columns + j], -1).reshape(-1, 4)
    triangles = triangles_of_quads(quads)
    steps = np.gradient(grid, axis=1), np.gradient(grid, axis=0)
    normals = np.cross(*steps).reshape(-1, 3)
    normals /= np.linalg.norm(normals, axis=1)[:, None]
    points = grid.reshape(-1, 3)
    uvs = np.column_stack([(x / wide + 0.5).ravel(), (y / tall + 0.5).ravel()])
    plain = r.plain("paper")
    return Part(
        positions=np.concatenate([points, points - 0.0006 * normals]),
        normals=np.concatenate([normals, -normals]),
        triangles=np.concatenate([triangles, triangles[:, ::-1] + len(points)]),
        material=np.concatenate([np.full(len(triangles), face), np.full(len(triangles), plain)]),
        uvs=np.concatenate([uvs, uvs]),
    )
