"""Ordinary clothes: a top with its hem, sleeves, opening and collar, trousers or a skirt, shoes, hands and a bare head."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from redearth.stage.cast.accessories import accessories
from redearth.stage.cast.bunch import cloth_weights
from redearth.stage.cast.field import F64, Field, Tube, ramp, smooth_cut, smooth_union, tube
from redearth.stage.cast.figure import Cloth, Figure, figure
from redearth.stage.cast.fold import slack
from redearth.stage.cast.hair import hair, headwear
from redearth.stage.cast.head import head
from redearth.stage.cast.hood import hood, shawl
from redearth.stage.cast.limbs import boots, hand
from redearth.stage.cast.mesher import cast, grid
from redearth.stage.cast.neckline import bust, neckline_m, neckline_of, opened
from redearth.stage.cast.outfit import Family, Fitting, Outfit
from redearth.stage.cast.part import Part
from redearth.stage.cast.rags import rags
from redearth.stage.cast.skin import ARM_AXIS, REST, biped_weights
from redearth.stage.cast.tailoring import trimmings

_CELL_M = 0.015


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How a family's clothes are cut."""

    hem_m: float
    """Height of the top's lower edge."""
    flare_m: float = 0.0
    """Half width that a skirt gains from the hips to the hem."""
    sleeve_m: float = 0.56
    """Length of the sleeve along the arm."""
    loose_m: float = 0.008
    fold_m: float = 0.010
    thick_m: float = 0.010
    bare_legs: bool = False
    boot_m: float = 0.11
    wide_sleeve_m: float = 0.0


CUTS: dict[Family, Cut] = {
    "work": Cut(hem_m=0.90, flare_m=0.004, loose_m=0.011, fold_m=0.012, boot_m=0.20),
    "casual": Cut(hem_m=0.915, fold_m=0.009),
    "business": Cut(hem_m=0.83, flare_m=0.020, fold_m=0.006, thick_m=0.013, loose_m=0.008),
    "lab_coat": Cut(hem_m=0.55, flare_m=0.045, fold_m=0.008, thick_m=0.016, loose_m=0.010),
    "long_coat": Cut(hem_m=0.36, flare_m=0.065, fold_m=0.009, thick_m=0.018, loose_m=0.012, boot_m=0.16),
    "service": Cut(hem_m=0.93, fold_m=0.006, thick_m=0.009, loose_m=0.009),
    "chef": Cut(hem_m=0.85, flare_m=0.020, fold_m=0.008, thick_m=0.012),
    "uniform": Cut(hem_m=0.86, flare_m=0.018, fold_m=0.008, thick_m=0.012, boot_m=0.26),
    "dress": Cut(
        hem_m=0.50, flare_m=0.13, sleeve_m=0.15, fold_m=0.005, thick_m=0.006, loose_m=0.003, bare_legs=True, boot_m=0.06
    ),
    "robe": Cut(hem_m=0.10, flare_m=0.13, fold_m=0.010, thick_m=0.016, loose_m=0.016, wide_sleeve_m=0.045),
    "rag_coat": Cut(hem_m=0.20, flare_m=0.11, fold_m=0.015, thick_m=0.013, loose_m=0.009, boot_m=0.22, wide_sleeve_m=0.010),
}


def clothed(outfit: Outfit) -> list[Part]:
    """Return all parts of a person in ordinary clothes (or in a robe or hooded coat)."""
    cut = cut_of(outfit)
    build = (
        replace(outfit.build, bust=0.0, girth=0.93 * outfit.build.girth, shoulders=0.90 * outfit.build.shoulders)
        if outfit.family == "rag_coat"
        else outfit.build
    )
    body = figure(
        build,
        Cloth(
            thick_m=cut.thick_m, fold_m=cut.fold_m, looseness_m=cut.loose_m, seed=6 * outfit.unit("folds"), hangs=cut.hem_m < 0.3
        ),
    )
    fit = Fitting(outfit=outfit, surface=_top(outfit, body.smooth(), cut))
    parts = _tops(opened(_top(outfit, body, cut), outfit), fit, cut)
    parts += bust(outfit) if neckline_of(outfit) != "collar" else []
    parts += _lower(outfit, cut, fit) + (hand(fit, "leather", 0.003) if "gloves" in outfit.extras else hand(fit, "skin"))
    parts += boots(fit, "leather", "sole", max(cut.boot_m, 0.26 if "boots" in outfit.extras else 0.0), 0.003)
    parts += accessories(fit)
    if outfit.family == "rag_coat":
        return parts + hood(fit) + shawl(fit) + rags(fit)
    return parts + head(fit) + hair(fit) + headwear(fit) + trimmings(fit)


def cut_of(outfit: Outfit) -> Cut:
    """Return how somebody's clothes are cut: by the family, and by the top of who is dressed casually."""
    cut = CUTS[outfit.family]
    if outfit.top == "tshirt":
        return replace(cut, sleeve_m=0.19, fold_m=0.007, thick_m=0.006, loose_m=0.009)
    if outfit.top in ("hoodie", "sweater"):
        return replace(cut, fold_m=0.011, thick_m=0.013, loose_m=0.010)
    return replace(cut, thick_m=0.008) if outfit.top == "shirt" else cut


def _tops(top: Field, fit: Fitting, cut: Cut) -> list[Part]:
    """Return the top, or body and sleeves apart where they differ in colour."""
    span = (0.0 if cut.hem_m < 0.3 else cut.hem_m - 0.06, 1.55)
    coat = cut.hem_m < 0.75
    if fit.outfit.sleeves == "main":
        return [_cast(top, fit, "cloth", span, coat)]

    def body(p: F64) -> F64:
        return smooth_cut(top(p), 0.045 - _along_arm(p), 0.006)

    def sleeves(p: F64) -> F64:
        along = _along_arm(p)
        return smooth_cut(top(p) + 0.007 * ramp(along, 0.085, 0.045), along - 0.010, 0.006)  # set in under the armhole's edge

    material = "shirt" if fit.outfit.sleeves == "shirt" else "cloth2"
    return [_cast(body, fit, "cloth", span, coat), _cast(sleeves, fit, material, (0.92, 1.46))]


def _along_arm(p: F64) -> F64:
    """Return metres along the arm, minus infinity (a metre) where the trunk lies below the armpit."""
    along = (np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]]) - REST["leftUpperArm"]) @ ARM_AXIS
    return np.where(np.abs(p[:, 0]) > 0.15 + 0.25 * np.clip(1.30 - p[:, 1], 0.0, 0.4), along, -1.0)


def _cast(field: Field, fit: Fitting, material: str, span: tuple[float, float], coat: bool = False) -> Part:
    axes = grid((-0.68, span[0] - 0.03, -0.42), (0.68, span[1] + 0.03, 0.42), _CELL_M)
    shell = cast(field, axes, 0.004)
    return Part(
        shell=shell,
        material=material,
        weights=biped_weights(shell.positions) if material == "skin" else cloth_weights(shell.positions, coat),
    )


def _top(outfit: Outfit, body: Figure, cut: Cut) -> Field:
    skirt = _skirt_tube(outfit, cut)
    ragged, neckline = outfit.family == "rag_coat", neckline_of(outfit)
    count = 7 if ragged else 6

    def swell(along: F64, angle: F64) -> F64:
        fall = ramp(along, 0.98, cut.hem_m)
        wave = np.abs(np.sin(count * angle / 2 + 1.2 * np.sin(angle + body.cloth.seed) + 0.8 * (0.95 - along))) - 0.6
        out: F64 = wave * fall * (0.012 + 0.32 * cut.flare_m)
        return out

    def field(p: F64) -> F64:
        along = (np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]]) - REST["leftUpperArm"]) @ ARM_AXIS
        arms = body.arms(p) - cut.wide_sleeve_m * ramp(along, 0.25, 0.54)
        arms = np.maximum(arms, along - cut.sleeve_m)
        d = smooth_union(body.trunk(p), arms, 0.04)
        if cut.hem_m < 0.93:
            d = smooth_union(d, skirt.distance(p, swell), 0.03)
        d = d - 0.3 * cut.fold_m * slack(p, body.cloth.seed)
        angle = np.arctan2(p[:, 0], p[:, 2])
        hem = cut.hem_m + (0.05 * np.abs(np.sin(4.5 * angle + body.cloth.seed)) + 0.03 * np.sin(11 * angle) if ragged else 0.0)
        d = np.maximum(d, p[:, 1] - neckline_m(p, neckline))
        hollow = skirt.distance(p, swell) + 0.034
        if cut.hem_m >= 0.75:
            return smooth_cut(d, p[:, 1] - hem, 0.012)
        d = smooth_cut(d, np.maximum(hollow, p[:, 1] - 0.80), 0.010)
        return smooth_cut(d, p[:, 1] - hem, 0.016)  # a turned-up hem: round, or the cast would leave teeth

    return field


def _skirt_tube(outfit: Outfit, cut: Cut) -> Tube:
    b, t = outfit.build, cut.thick_m
    w, d = 0.178 * b.girth * b.hips + t, 0.128 * b.girth + t
    drop = 0.95 - cut.hem_m
    rows = [
        (cut.hem_m - 0.05, w + cut.flare_m, d + cut.flare_m * 0.9, 0, -0.008),
        (cut.hem_m + drop * 0.3, w + cut.flare_m * 0.72, d + cut.flare_m * 0.62, 0, -0.006),
        (cut.hem_m + drop * 0.7, w + cut.flare_m * 0.30, d + cut.flare_m * 0.28, 0, -0.005),
        (0.96, w - 0.002, d, 0, -0.004),
        (1.02, w - 0.016, d - 0.012, 0, -0.002),
    ]
    return tube((0, 0, 0), (0, 1, 0), (1, 0, 0), rows, 0.012)


def _lower(outfit: Outfit, cut: Cut, fit: Fitting) -> list[Part]:
    """Return trousers, or bare legs and arms where the clothes are short."""
    bare = Cloth(thick_m=0.0, fold_m=0.0, seed=0.0)
    cloth = Cloth(
        thick_m=0.007,
        fold_m=0.006 if outfit.family in ("business", "uniform", "lab_coat") else 0.010,
        looseness_m=0.010,
        seed=6 * outfit.unit("trousers"),
    )
    body = figure(outfit.build, bare if cut.bare_legs else cloth)

    tuck_m = 0.036 if cut.hem_m < 0.75 else 0.022  # under a coat the thighs must not come through when a knee is raised

    def trousers(p: F64) -> F64:
        d = smooth_union(body.legs(p), body.trunk(p), 0.05) - 0.3 * body.cloth.fold_m * slack(p, body.cloth.seed)
        d = d + tuck_m * ramp(p[:, 1], cut.hem_m - 0.03, cut.hem_m + 0.02)  # tucked in under the top
        return np.maximum(d, p[:, 1] - min(1.03, cut.hem_m + 0.16))

    low = 0.05
    parts = [_cast(trousers, fit, "skin" if cut.bare_legs else "cloth" if outfit.one_piece else "cloth2", (low, 1.06))]
    if cut.sleeve_m < 0.5:
        skin = figure(outfit.build, bare)
        parts.append(_cast(skin.arms, fit, "skin", (0.92, 1.46)))
    return parts
