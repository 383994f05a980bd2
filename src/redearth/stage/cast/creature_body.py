"""The creature's trunk: swollen abdomen, pinched waist, ribbed thorax under plates, sinewy neck, spines, tumours, wasted arms."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, Field, capsule, ellipsoid, smooth_cut, smooth_union
from redearth.stage.cast.mesher import along_rays, cast, grid, settled
from redearth.stage.cast.part import Part, Shell, creased, joined, shell_of
from redearth.stage.cast.shapes import curve, sweep
from redearth.stage.cast.species import Species
from redearth.stage.rows import lengths


def trunk_field(species: Species) -> Field:
    """Return the field of the trunk without head and legs."""
    plain = _plain_field(species)
    chance, tumours = species.chance("tumours"), []
    for _ in range(7 if species.has("mutated|mutant|diseased|tumou?rs?|rotting") else 3):
        near = np.array([[chance.normal(0, 0.5), chance.uniform(1.0, 1.7), chance.uniform(-1.4, 0.6)]])
        centre = settled(plain, near, offset_m=-0.03, turns=6, reach_m=0.3)[0]
        tumours += [(centre + chance.normal(0, 0.07, 3), chance.uniform(0.04, 0.11)) for _ in range(4)]

    def field(p: F64) -> F64:
        d = plain(p)
        for centre, radius in tumours:
            d = smooth_union(d, lengths(p - centre) - radius, 0.045)
        return d

    return field


def _plain_field(species: Species) -> Field:
    sag = 0.05 + 0.08 * species.unit("sag")
    hips = [(species.joint(f"{leg}Coxa"), species.joint(f"{leg}Femur")) for leg in species.legs()]

    def field(p: F64) -> F64:
        q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        d = smooth_union(_abdomen(p, sag), capsule(p, (0, 1.16, -0.70), (0, 1.17, 0.15), 0.21, 0.18), 0.14)
        d = smooth_union(d, _thorax(p, q), 0.12)
        for coxa, femur in hips:
            d = smooth_union(d, capsule(p, coxa * [0.75, 1, 1], coxa * 0.35 + femur * 0.65, 0.165, 0.125), 0.13)
        d = smooth_union(d, _neck(p, q), 0.09)
        d = smooth_cut(d, capsule(p, (0, 1.66, -0.5), (0, 1.66, 0.1), 0.05, 0.05), 0.10)
        vein = np.sin(p[:, 0] * 23 + 3 * np.sin(p[:, 2] * 9)) * np.sin(p[:, 2] * 17 + 2 * np.sin(p[:, 1] * 13))
        out: F64 = d - 0.010 * vein
        return out

    return field


def _abdomen(p: F64, sag: float) -> F64:
    d = ellipsoid(p, (0.03, 1.24 - sag, -1.00), (0.55, 0.47, 0.62))
    d = smooth_union(d, ellipsoid(p, (-0.06, 1.02 - sag, -0.88), (0.42, 0.36, 0.42)), 0.15)
    d = smooth_union(d, capsule(p, (0, 1.22, -1.48), (0, 1.02, -1.92), 0.18, 0.03), 0.16)
    rings = np.abs(np.sin((p[:, 2] + 0.25 * (p[:, 1] - 1.1)) * np.pi / 0.21))
    out: F64 = d - 0.045 * (rings - 0.6)
    return out


def _thorax(p: F64, q: F64) -> F64:
    d = smooth_union(
        ellipsoid(p, (0, 1.24, 0.42), (0.34, 0.30, 0.48)), ellipsoid(q, (0.20, 1.36, 0.52), (0.15, 0.13, 0.24)), 0.10
    )
    keel = capsule(q, (0.0, 1.02, 0.18), (0.0, 1.10, 0.78), 0.10, 0.06)
    ribs = np.abs(np.sin((p[:, 2] - 0.5 * (p[:, 1] - 1.2)) * np.pi / 0.115)) ** 1.5
    return smooth_union(d, keel, 0.10) - 0.034 * (ribs - 0.5) * np.clip((1.36 - p[:, 1]) / 0.15, 0, 1)


def _neck(p: F64, q: F64) -> F64:
    spine = smooth_union(
        capsule(p, (0, 1.30, 0.70), (0, 1.45, 0.95), 0.15, 0.105), capsule(p, (0, 1.45, 0.95), (0, 1.53, 1.16), 0.105, 0.10), 0.05
    )
    sinew = capsule(q, (0.16, 1.20, 0.72), (0.075, 1.44, 1.12), 0.045, 0.030)
    throat = capsule(p, (0, 1.16, 0.80), (0, 1.38, 1.12), 0.075, 0.055)
    return smooth_union(smooth_union(spine, sinew, 0.025), throat, 0.03)


def body_parts(species: Species) -> list[Part]:
    """Return the trunk with everything that grows on it."""
    field = trunk_field(species)
    axes = grid((-0.95, 0.4, -2.05), (0.95, 1.85, 1.25), 0.030)
    shell = cast(field, axes, 0.007)
    parts = [_bound(species, shell, "flesh"), _bound(species, _spines(species, field), "bone")]
    parts.append(_bound(species, _plates(species, field), "plate"))
    return [*parts, _bound(species, _arms(species), "flesh")]


def _bound(species: Species, shell: Shell, material: str) -> Part:
    return Part(shell=shell, material=material, weights=species.spine_weights(shell.positions))


def horn(base: F64, tip: F64, radius_m: float, bend: F64, sides: int = 6, rings: int = 6) -> Shell:
    """Return a curved spike from ``base`` to ``tip``."""
    t = np.linspace(0, 1, rings)[:, None]
    path = base + (tip - base) * t + bend * (t * (1 - t) * 4)
    radius = radius_m * (1 - t[:, 0]) ** 0.8 + 0.002
    return sweep(path, radius, radius * 0.8, [0.2, 0.1, 0.97], sides, cap="flat")


def _spines(species: Species, field: Field) -> Shell:
    chance = species.chance("spines")
    row = np.linspace(0.82, -1.50, 15)
    places = [(x + chance.normal(0, 0.015), z) for k, z in enumerate(row) for x in ((0.0,) if k % 3 else (-0.10, 0.0, 0.11))]
    bases = settled(field, np.array([[x, 1.75, z] for x, z in places]), offset_m=-0.03, turns=5, reach_m=0.3)
    out = []
    for base, (x, z) in zip(bases, places, strict=True):
        tall = 0.17 + 0.20 * np.exp(-(((z - 0.35) / 0.35) ** 2)) + 0.16 * np.exp(-(((z + 1.0) / 0.4) ** 2))
        tall *= chance.uniform(0.6, 1.2) * (1.0 if abs(x) < 0.05 else 0.6)
        lean = np.array([x * 1.2 + chance.normal(0, 0.03), tall, -0.45 * tall - 0.02])
        out.append(horn(base, base + lean, 0.030 + 0.05 * tall, np.array([0, 0.02, 0.10 * tall]), 6, 6))
    return joined(out)


def _plates(species: Species, field: Field) -> Shell:
    """Return overlapping plates of horn over thorax and abdomen, each lifted at its rear edge."""
    out = []
    rows, cols = (7, 11)
    for k, (z, half, wide) in enumerate(
        ((0.72, 0.13, 0.75), (0.50, 0.15, 0.95), (0.27, 0.14, 0.9), (-0.62, 0.17, 0.8), (-0.88, 0.18, 0.95), (-1.14, 0.17, 0.9))
    ):
        u, v = np.meshgrid(np.linspace(-1, 1, cols), np.linspace(-1, 1, rows), indexing="ij")
        border = (np.maximum(np.abs(u), np.abs(v)) > 0.999).ravel()
        angle = (u * np.sqrt(1 - 0.35 * v * v) * wide + 0.12 * (species.unit(f"plate{k}") - 0.5)).ravel()
        along = (v * (1 - 0.35 * u * u)).ravel()
        rays = np.column_stack([np.sin(angle), np.cos(angle), 0 * angle])
        start = np.column_stack([0 * angle, 0 * angle + 1.15, z + along * half])
        lift = np.where(border & (along > -0.5), -0.01, 0.022 + 0.030 * (1 - along) / 2)
        points = along_rays(field, start, rays, 0.9, lift)
        i, j = (g.ravel() for g in np.meshgrid(np.arange(cols - 1), np.arange(rows - 1), indexing="ij"))
        a, b, c, d = i * rows + j, (i + 1) * rows + j, (i + 1) * rows + j + 1, i * rows + j + 1
        out.append(creased(shell_of(points, np.concatenate([np.column_stack([a, c, b]), np.column_stack([a, d, c])])), 0.8))
    return joined(out)


def _arms(species: Species) -> Shell:
    """Return two wasted arms that hang from the thorax, all that is left of another shape."""
    out = []
    for side, reach in ((1.0, 1.0), (-1.0, 0.65 + 0.3 * species.unit("arm"))):
        path = np.array([[0.17, 1.08, 0.62], [0.24, 0.93, 0.78], [0.20, 0.82, 0.95], [0.14, 0.86, 1.08]]) * [side, 1, 1]
        path[1:] = path[0] + (path[1:] - path[0]) * reach
        line = curve(path, 14)
        radius = np.interp(np.linspace(0, 1, 14), [0, 0.3, 0.42, 0.7, 0.9, 1], [0.055, 0.032, 0.038, 0.026, 0.024, 0.030])
        out.append(sweep(line, radius, radius * 0.85, [1, 0, 0], 8))
        for k in (-1.0, 0.0, 1.0):
            start = line[-1]
            tip = start + np.array([side * (0.02 + 0.035 * k), -0.10 + 0.02 * k, 0.09])
            out.append(horn(start, tip, 0.014, np.array([0, 0.03, 0.02]), 5, 5))
    return joined(out)
