"""The clothed human figure as one field: trunk, arms and legs by sex, age and build, with the folds of its cloth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from redearth.stage.cast.field import F64, Tube, capsule, ellipsoid, ramp, smooth_cut, smooth_union, tube
from redearth.stage.cast.fold import drape, limb_fold, slack, trunk_fold
from redearth.stage.cast.skin import ARM_AXIS, ARM_SIDE, ELBOW_M, REST, WRIST_M


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """How a body differs from the plain adult, as factors of 1."""

    girth: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0
    bust: float = 0.0
    """0 flat … 1 full."""
    belly: float = 0.0
    """0 flat … 1 round."""
    head: float = 1.0
    unborn: float = 0.0
    """1 in the last months of a pregnancy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloth:
    """What lies over the body."""

    thick_m: float
    """Distance of the cloth from the skin."""
    fold_m: float
    """Height of its folds."""
    looseness_m: float = 0.0
    """Extra air in sleeves and legs."""
    seed: float = 0.0
    stack_m: float = 0.72
    """Where along the leg the trousers stack up."""
    hangs: bool = False
    """True when the trunk's cloth hangs from the shoulders instead of bunching at the waist."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Fields of one person. ``trunk``, ``arms`` and ``legs`` are separate so that garments can be cut from them."""

    build: Build
    cloth: Cloth
    _trunk: Tube
    _arm: Tube
    _leg: Tube

    def trunk(self, p: F64) -> F64:
        """Return distances to pelvis, waist, chest, shoulders and neck."""
        folds = drape if self.cloth.hangs else trunk_fold
        d = self._trunk.distance(p, folds(self.cloth.fold_m, self.cloth.seed) if self.cloth.fold_m else None)
        b, t = self.build, self.cloth.thick_m
        q = np.abs(p * [1, 0, 0]) + p * [0, 1, 1]
        d = smooth_union(d, capsule(q, (0.015, 1.452, -0.022), (0.150 * b.shoulders, 1.398, -0.02), 0.050 + t, 0.046 + t), 0.045)
        if b.bust > 0:
            d = smooth_union(d, ellipsoid(q, (0.075, 1.285, 0.085), (0.07 + t, 0.07 + t, (0.055 + 0.02 * b.bust) + t)), 0.05)
        if b.belly > 0:
            d = smooth_union(d, ellipsoid(q, (0.0, 1.06, 0.05), (0.15 + t, 0.14 + t, 0.06 + 0.10 * b.belly + t)), 0.08)
        if b.unborn > 0:
            d = smooth_union(d, ellipsoid(q, (0.0, 1.075, 0.10), (0.125 + t, 0.145 + t, 0.125 * b.unborn + t)), 0.06)
        return d

    def arms(self, p: F64) -> F64:
        """Return distances to both arms, shoulder to wrist."""
        phase = np.where(p[:, 0] > 0, self.cloth.seed, self.cloth.seed + 2.6)
        q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        fold = limb_fold(ELBOW_M, WRIST_M - 0.075, self.cloth.fold_m, 0.0)
        return self._arm.distance(q, (lambda along, angle: fold(along, angle + phase)) if self.cloth.fold_m else None)

    def legs(self, p: F64) -> F64:
        """Return distances to both legs, hip to ankle."""
        phase = np.where(p[:, 0] > 0, self.cloth.seed * 1.3, self.cloth.seed + 4.0)
        q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        fold = limb_fold(0.42, self.cloth.stack_m, self.cloth.fold_m * 1.15, 0.0)
        d = self._leg.distance(q, (lambda along, angle: fold(along, angle + phase)) if self.cloth.fold_m else None)
        between = 0.011 - q[:, 0] - 0.05 * ramp(q[:, 1], 0.80, 0.87)  # the legs never touch below the crotch
        return smooth_cut(d, -between, 0.012)

    def upper(self, p: F64) -> F64:
        """Return distances to trunk and arms."""
        return smooth_union(self.trunk(p), self.arms(p), 0.045)

    def smooth(self) -> Figure:
        """Return the same figure with its folds pressed flat: what straps and plates lie on."""
        return figure(self.build, replace(self.cloth, fold_m=0.0, thick_m=self.cloth.thick_m + 0.3 * self.cloth.fold_m))

    def whole(self, p: F64) -> F64:
        """Return distances to the whole clothed figure, lumps of slack cloth included."""
        d = smooth_union(self.upper(p), self.legs(p), 0.05)
        return d - 0.3 * self.cloth.fold_m * slack(p, self.cloth.seed)


def figure(build: Build, cloth: Cloth) -> Figure:
    """Return the figure of ``build`` in ``cloth``."""
    return Figure(build, cloth, _trunk_tube(build, cloth), _arm_tube(build, cloth), _leg_tube(build, cloth))


def _trunk_tube(b: Build, c: Cloth) -> Tube:
    g, s, h, t = b.girth, b.girth * b.shoulders, b.girth * b.hips, c.thick_m
    rows = [
        (0.835, 0.075 * h + t, 0.080 * g + t, 0, 0.0),
        (0.88, 0.152 * h + t, 0.108 * g + t, 0, -0.004),
        (0.945, 0.166 * h + t, 0.118 * g + t, 0, -0.006),
        (1.02, 0.152 * h + t, 0.108 * g + t, 0, -0.002),
        (1.09, 0.136 * g + t, 0.100 * g + t, 0, 0.002),
        (1.17, 0.144 * g + t, 0.106 * g + t, 0, 0.002),
        (1.26, 0.162 * s + t, 0.116 * g + t, 0, -0.002),
        (1.34, 0.170 * s + t, 0.112 * g + t, 0, -0.008),
        (1.40, 0.150 * s + t, 0.092 * g + t, 0, -0.014),
        (1.445, 0.080 + t, 0.066 + t, 0, -0.012),
        (1.48, 0.053 + 0.8 * t, 0.055 + 0.8 * t, 0, -0.006),
        (1.56, 0.050 + 0.6 * t, 0.052 + 0.6 * t, 0, 0.004),
    ]
    return tube((0, 0, 0), (0, 1, 0), (1, 0, 0), rows, round_m=0.035)


def _arm_tube(b: Build, c: Cloth) -> Tube:
    g = b.girth**0.8
    t = c.thick_m + c.looseness_m
    rows = [
        (-0.05, 0.042 * g + 0.7 * t, 0.048 * g + 0.8 * t, -0.012),
        (0.03, 0.047 * g + 0.75 * t, 0.054 * g + 0.9 * t, -0.008),
        (0.10, 0.047 * g + t, 0.056 * g + t, 0.0),
        (0.20, 0.043 * g + t, 0.048 * g + t, 0.0),
        (0.285, 0.039 * g + t, 0.042 * g + t, 0.0, -0.004),
        (0.35, 0.040 * g + t, 0.044 * g + t, 0.0),
        (0.45, 0.033 * g + t * 0.9, 0.036 * g + t * 0.9, 0.0),
        (0.545, 0.026 * g + t * 0.7, 0.030 * g + t * 0.7, 0.0),
    ]
    return tube(REST["leftUpperArm"], ARM_AXIS, ARM_SIDE, rows, round_m=0.02)


def _leg_tube(b: Build, c: Cloth) -> Tube:
    g = b.girth**0.8
    t = c.thick_m + c.looseness_m * 1.2
    rows = [
        (-0.05, 0.080 * g + t, 0.095 * g + t, -0.005),
        (0.04, 0.086 * g + t, 0.098 * g + t, -0.004),
        (0.14, 0.080 * g + t, 0.090 * g + t, 0.0, 0.004),
        (0.28, 0.066 * g + t, 0.074 * g + t, 0.0, 0.006),
        (0.42, 0.052 * g + t, 0.058 * g + t, 0.0, 0.006),
        (0.52, 0.050 * g + t, 0.056 * g + t, 0.0, -0.012),
        (0.60, 0.048 * g + t, 0.056 * g + t, 0.0, -0.020),
        (0.70, 0.040 * g + t, 0.046 * g + t, 0.0, -0.016),
        (0.79, 0.034 * g + t, 0.038 * g + t, 0.0, -0.008),
        *([(0.86, 0.035 * g, 0.043 * g, 0.0, 0.004)] if c.thick_m == 0 else []),  # bare ankles reach down into the shoes
    ]
    return tube(REST["leftUpperLeg"], REST["leftFoot"] - REST["leftUpperLeg"], (1, 0, 0), rows, round_m=0.02)
