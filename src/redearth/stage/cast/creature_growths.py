"""What grows on beasts: tails, manes and tufts, spines, plates, horns, tumours, tentacles, feelers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redearth.stage.cast.creature_body import horn
from redearth.stage.cast.creature_clay import bone_weights, bound
from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.mesher import gradient, settled
from redearth.stage.cast.part import Part, Shell, creased, joined, moved, rigid, shell_of
from redearth.stage.cast.shapes import curve, sweep, turned
from redearth.stage.cast.species import Species

_LOCKS = 250
TAIL = ("tail1", "tail2", "tail3", "tail4", "tail5")


def tail_part(species: Species, thick: float, coat: str, bushy: bool, root_share: float = 0.052) -> list[Part]:
    """Return the tail along its joints, if it has one worth the name; a bushy one wears tufts."""
    size = species.rig.stature_m
    places = np.array([species.joint(name) for name in TAIL])
    if float(np.linalg.norm(places[-1] - places[0])) < 0.05 * size:
        return []
    end = places[-1] + (places[-1] - places[-2])
    start = places[0] + 0.10 * size * (places[0] - places[1]) / np.linalg.norm(places[1] - places[0])
    line = curve([start, *places, end], 22)
    t = np.linspace(0, 1, 22)
    radius = size * root_share * thick * np.interp(t, [0, 0.12, 0.5, 1], [1.25, 1.0, 0.62, 0.10])
    shell = sweep(line, radius, radius, [1, 0, 0], 10)
    parts = [bound(species.rig, shell, coat, ["abdomen", *TAIL], 0.05 * size)]
    if bushy:
        chance, hairs = species.chance("brush"), []
        for _ in range(46):
            s = chance.uniform(0.12, 1.0)
            at = line[int(s * 21)]
            way = line[min(21, int(s * 21) + 1)] - line[max(0, int(s * 21) - 1)]
            way /= np.linalg.norm(way)
            out = chance.normal(0, 1, 3)
            out -= way * (out @ way)
            out /= np.linalg.norm(out)
            long = size * chance.uniform(0.10, 0.17) * (1.1 - 0.3 * abs(2 * s - 1.1))
            hairs.append(_tuft(at + 0.5 * out * radius[int(s * 21)], way + 0.45 * out - [0, 0.12, 0], long, 0.030 * size, out))
        tufts = joined(hairs)
        parts.append(bound(species.rig, tufts, coat, list(TAIL), 0.05 * size))
    return parts


def _tuft(at: F64, way: F64, long: float, wide: float, out: F64) -> Shell:
    """Return one flat lock of hair that tapers to a point."""
    way = way / np.linalg.norm(way)
    t = np.linspace(0.0, 1.0, 4)[:, None]
    path = at + way * long * t + out * (0.18 * long * (t * (1 - t)))
    width = wide * np.array([0.75, 1.0, 0.6, 0.04])
    return sweep(path, width, 0.28 * width + 0.001, np.cross(way, out) + 1e-6, 5, cap="flat")


def mane(species: Species, field: Field, coat: str, joints: Sequence[str]) -> list[Part]:
    """Return locks that lie back along nape, throat, back, belly and haunches."""
    size, chance = species.rig.stature_m, species.chance("mane")
    line = curve(np.array([species.joint(name) for name in ("head", "neck2", "neck", "thorax", "abdomen")]), _LOCKS)
    line = np.concatenate([line[: 4 * _LOCKS // 5], np.linspace(line[4 * _LOCKS // 5], species.joint("tail1"), _LOCKS // 5)])
    back = np.gradient(line, axis=0)
    back /= np.maximum(np.linalg.norm(back, axis=1, keepdims=True), 1e-9)
    seeds, longs = [], []
    for k, (at, along) in enumerate(zip(line, back, strict=True)):
        ridge = np.array([0.0, 1.0, -0.7])
        ridge -= along * (ridge @ along)
        angle = chance.normal(0, 0.6) if chance.random() < 0.6 else chance.uniform(-2.6, 2.6)
        out = np.cos(angle) * ridge / np.linalg.norm(ridge) + np.sin(angle) * np.array([1.0, 0.0, 0.0])
        seeds.append(at + 0.22 * size * out + chance.normal(0, 0.012, 3) * size)
        longs.append(
            size * chance.uniform(0.08, 0.14) * (1.2 if k < 0.4 * _LOCKS else 0.85) * (0.6 + 0.4 * max(np.cos(angle), 0.0))
        )
    places = settled(field, np.array(seeds), offset_m=-0.010 * size, turns=6, reach_m=0.25 * size)
    normals = gradient(field, places, 0.01)
    locks = []
    lies = np.abs(field(places) + 0.010 * size) < 0.012 * size
    for at, n, long, along in (
        row for row, there in zip(zip(places, normals, longs, back, strict=True), lies, strict=True) if there
    ):
        n = n / max(float(np.linalg.norm(n)), 1e-6)
        way = along + np.array([0.0, -0.35, 0.0]) + 0.12 * chance.normal(0, 1, 3)
        way = way - n * (way @ n) + 0.26 * n * np.linalg.norm(way)
        locks.append(_tuft(at, way, long, 0.0145 * size, n))
    shell = joined(locks)
    return [Part(shell=shell, material=coat, weights=bone_weights(species.rig, shell.positions, joints, 0.06 * size))]


def growths(species: Species, field: Field, along: F64, joints: tuple[str, ...]) -> list[Part]:
    """Return what the words ask for on a trunk: spines, plates, tumours, tentacles; ``along`` [K, 3] is its middle line."""
    parts: list[Part] = []
    mutated = species.has("mutated|mutant|diseased|tumou?rs?|rotting|rotten|deformed")
    if species.has("spin(?:y|es|ed)|spik(?:y|es|ed)|quills?|thorns?|horned|mutated"):
        parts.append(_bind(species, _spines(species, field, along), "bone", joints))
    if species.has("plat(?:es|ed)|armou?red|armou?r|carapace|shell|scaled plates"):
        parts.append(_bind(species, _plates(species, field, along), "plate", joints))
    if mutated:
        parts.append(_bind(species, _boils(species, field, along), "sore", joints))
    if species.has("tentacles?|tendrils?|tentacled"):
        parts += _tentacles(species)
    return parts


def _bind(species: Species, shell: Shell, material: str, joints: tuple[str, ...]) -> Part:
    return Part(
        shell=shell, material=material, weights=bone_weights(species.rig, shell.positions, joints, 0.075 * species.rig.stature_m)
    )


def _ridge(field: Field, along: F64, count: int, size: float) -> F64:
    """Return ``count`` places on the back, from the neck to the tail."""
    line = curve(along, count)
    return settled(field, line + np.array([0, 0.22 * size, 0]), offset_m=-0.012 * size, turns=6, reach_m=0.25 * size)


def _spines(species: Species, field: Field, along: F64) -> Shell:
    size, chance, out = species.rig.stature_m, species.chance("spines"), []
    for k, at in enumerate(_ridge(field, along, 15, size)):
        tall = size * (0.07 + 0.10 * np.sin(np.pi * (k + 0.6) / 15)) * chance.uniform(0.6, 1.25)
        lean = np.array([chance.normal(0, 0.02) * size, tall, -0.55 * tall])
        out.append(horn(at, at + lean, 0.12 * tall + 0.008 * size, np.array([0, 0.02 * size, 0.08 * tall]), 6, 6))
    return joined(out)


def _plates(species: Species, field: Field, along: F64) -> Shell:
    size, out = species.rig.stature_m, []
    line = curve(along, 10)
    for k, centre in enumerate(line[:-1]):
        half = 0.62 * float(np.linalg.norm(line[k + 1] - centre))
        u, v = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 4), indexing="ij")
        angle, z = 1.05 * u.ravel(), v.ravel()
        rays = np.column_stack([np.sin(angle), np.cos(angle), 0 * angle])
        seeds = centre + rays * 0.26 * size + np.array([0, 0, 1.0]) * (z * half * (1 - 0.3 * u.ravel() ** 2))[:, None]
        lift = size * np.where((np.abs(u.ravel()) > 0.99) | (z > 0.99), -0.012, 0.010 + 0.012 * (1 - z) / 2)
        base = settled(field, seeds, offset_m=0.0, turns=6, reach_m=0.3 * size)
        n = gradient(field, base, 0.01)
        base = base + n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-6) * lift[:, None]
        i, j = (g.ravel() for g in np.meshgrid(np.arange(8), np.arange(3), indexing="ij"))
        a, b, c, d = i * 4 + j, (i + 1) * 4 + j, (i + 1) * 4 + j + 1, i * 4 + j + 1
        out.append(creased(shell_of(base, np.concatenate([np.column_stack([a, d, c]), np.column_stack([a, c, b])])), 0.8))
    return joined(out)


def _boils(species: Species, field: Field, along: F64) -> Shell:
    size, chance, balls = species.rig.stature_m, species.chance("boils"), []
    line = curve(along, 30)
    for _ in range(9):
        middle = line[int(chance.integers(2, 28))] + chance.normal(0, 0.12, 3) * size
        for _ in range(3):
            near = middle + chance.normal(0, 0.035, 3) * size
            at = settled(field, near[None], offset_m=-0.004 * size, turns=6, reach_m=0.25 * size)[0]
            r = size * chance.uniform(0.014, 0.034)
            angle = np.linspace(-1.4, 1.5, 6)
            n = gradient(field, at[None], 0.01)[0]
            balls.append(turned(at, n, [(r * float(np.sin(a)), r * float(np.cos(a)) + 1e-4) for a in angle], 8))
    return joined(balls)


def _tentacles(species: Species) -> list[Part]:
    """Return feelers around the mouth that hang and curl."""
    size, chance = species.rig.stature_m, species.chance("tentacles")
    mouth, head = species.joint("mouth"), species.joint("head")
    long = float(np.linalg.norm(mouth - head))
    parts = []
    for k in range(8):
        side = 1.0 if k % 2 else -1.0
        root = head + np.array([side * 0.16 * long * (0.4 + 0.6 * (k // 2) / 3), -0.12 * long, long * (0.92 - 0.16 * (k // 2))])
        reach = long * chance.uniform(0.7, 1.3)
        line = curve(
            [
                root,
                root + np.array([side * 0.08 * reach, -0.35 * reach, 0.16 * reach]),
                root + np.array([side * 0.20 * reach, -0.75 * reach, 0.08 * reach]),
                root + np.array([side * 0.12 * reach, -0.95 * reach, 0.26 * reach]),
            ],
            14,
        )
        r = np.interp(np.linspace(0, 1, 14), [0, 1], [0.055 * long, 0.010 * long])
        share = 0.5 if k % 2 else 0.8
        parts.append(rigid(sweep(line, r, r, [1, 0, 0], 7), "flesh", species.rig, jaw=share, head=1 - share))
    del size
    return parts


def head_growths(species: Species) -> list[Part]:
    """Return horns, antlers, mandibles and feelers on the head, as the words ask."""
    head, mouth = species.joint("head"), species.joint("mouth")
    s = float(np.linalg.norm(mouth - head)) / 0.87
    place = np.diag([s, s, s, 1.0])
    place[:3, 3] = head
    chance, shells = species.chance("head growths"), []
    if species.has("horn(?:s|ed)?|antler(?:s|ed)?|rams?|bulls?|goats?|demons?|dragons?"):
        for side in (1.0, -1.0):
            grow = chance.uniform(0.8, 1.15)
            line = curve(
                [
                    [side * 0.12, 0.26, 0.16],
                    [side * 0.30, 0.46, 0.02],
                    [side * 0.42, 0.58 * grow, -0.28 * grow],
                    [side * 0.34, 0.80 * grow, -0.52 * grow],
                ],
                14,
            )
            r = 0.075 * (1 - np.linspace(0, 1, 14)) ** 0.7 + 0.004
            shells.append(sweep(line, r * (1 + 0.12 * np.cos(np.arange(14) * 2.6)), r, [0, 0, 1], 8))
    parts = [rigid(moved(joined(shells), place), "bone", species.rig, head=1.0)] if shells else []
    if species.has("mandibles?|pincers?|split jaws?|four jaws"):
        for side in (1.0, -1.0):
            line = curve(
                [[side * 0.15, -0.08, 0.40], [side * 0.30, -0.14, 0.75], [side * 0.22, -0.16, 1.02], [side * 0.04, -0.15, 1.12]],
                12,
            )
            r = np.interp(np.linspace(0, 1, 12), [0, 0.3, 1], [0.06, 0.05, 0.006])
            parts.append(rigid(moved(sweep(line, r, 0.6 * r, [0, 1, 0], 8), place), "plate", species.rig, jaw=0.5, head=0.5))
    return parts
