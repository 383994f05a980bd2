"""Hair as one sculpted cap: a hairline, a thickness per style, strands as grooves, and locks that hang."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.face_skin import mouth_half_m, skin_weights
from redearth.stage.cast.field import F64, box, capsule, ellipsoid, ramp, smooth_union
from redearth.stage.cast.head import Face, enlarged, face_of, head_field
from redearth.stage.cast.hood import half_mask, round_goggles
from redearth.stage.cast.mesher import cast, grid, settled
from redearth.stage.cast.outfit import Fitting, Hair
from redearth.stage.cast.part import Part, Shell, joined, mirrored, rigid, shell_of
from redearth.stage.cast.shapes import curve, sweep, turned
from redearth.stage.cast.skin import ADULT, biped_weights

# Angle from the front -> height of the hairline.
_LINE = (
    (0.0, 1.682),
    (0.55, 1.684),
    (0.85, 1.664),
    (1.15, 1.610),
    (1.40, 1.592),
    (1.62, 1.640),
    (2.0, 1.625),
    (2.3, 1.565),
    (3.15, 1.548),
)
_THICK: dict[Hair, tuple[float, float]] = {
    "short": (0.016, 0.009), "crop": (0.007, 0.005), "side": (0.021, 0.009), "bob": (0.017, 0.019), "long": (0.015, 0.016), "bun": (0.010, 0.008),
    "curls": (0.028, 0.024), "braids": (0.010, 0.008), "bald": (0.0, 0.0),
}  # fmt: skip
"""Style -> thickness on top and at the sides."""

_ROOT_M, _GROWS_M = 0.0030, 0.042
"""How thick hair is where it begins, and how far from there it has its whole thickness."""

# Profiles of headwear: metres along, radius.
_TOQUE = [(0.0, 0.10), (0.002, 0.105), (0.05, 0.104), (0.06, 0.106), (0.10, 0.135), (0.15, 0.132), (0.175, 0.10), (0.18, 0.01)]
_BEANIE = [
    (0.0, 0.098),
    (0.002, 0.106),
    (0.028, 0.107),
    (0.030, 0.103),
    (0.060, 0.099),
    (0.090, 0.078),
    (0.110, 0.045),
    (0.116, 0.01),
]
_HARDHAT = [
    (0.0, 0.118),
    (0.002, 0.132),
    (0.007, 0.131),
    (0.010, 0.112),
    (0.050, 0.106),
    (0.085, 0.084),
    (0.108, 0.048),
    (0.114, 0.01),
]
_HAT = [
    (0.0, 0.152),
    (0.003, 0.160),
    (0.009, 0.158),
    (0.012, 0.104),
    (0.07, 0.096),
    (0.098, 0.082),
    (0.092, 0.03),
    (0.090, 0.005),
]
_CAP = [(0.0, 0.098), (0.002, 0.102), (0.040, 0.101), (0.050, 0.112), (0.066, 0.112), (0.085, 0.075), (0.090, 0.005)]
_PEAK = [[-0.06, 1.668, 0.080], [-0.035, 1.664, 0.118], [0, 1.662, 0.130], [0.035, 1.664, 0.118], [0.06, 1.668, 0.080]]


def hair(fit: Fitting) -> list[Part]:
    """Return the hair (none for a bald head), brows excluded."""
    style = fit.outfit.hair
    if fit.outfit.family in ("chef", "uniform") or {"cap", "hat"} & fit.outfit.extras:
        style = "crop" if style in ("short", "side", "curls") else style  # lies flat under a hat
    if style == "bald":
        return []
    face, top_side = face_of(fit.outfit), _THICK[style]
    phase = 6.0 * fit.outfit.unit("parting")
    back_m = 0.0 if fit.outfit.female else 0.014 * face.old * fit.outfit.unit("receding")

    behind_m = 0.024 if "scarf" in fit.outfit.extras or fit.outfit.top == "hoodie" else 0.0

    def field(p: F64) -> F64:
        angle = np.abs(np.arctan2(p[:, 0], p[:, 2] + 0.012))
        up = p[:, 1] - _hairline(angle, p[:, 0], style, phase) - back_m * ramp(angle, 1.2, 0.4)
        crown = ramp(p[:, 1], 1.64, 1.71)
        thick = top_side[1] + (top_side[0] - top_side[1]) * crown
        thick = thick + _strands(p, angle, style, phase) * (0.4 + 0.6 * crown)
        thick = _ROOT_M + (thick - _ROOT_M) * ramp(up, 0.0, _GROWS_M)  # it lies down towards the brow: no edge stands off
        return _hanging(head_field(p, face) - (ramp(up, -0.004, 0.010) * (thick + 0.006) - 0.006), p, style, phase, behind_m)

    low = 1.36 if style == "long" else 1.47
    shell = cast(
        field,
        grid((-0.14, low, -0.17), (0.14, 1.80, 0.14), 0.0085),
        0.0025,
    )
    shown = rigid(_showing(shell, face), "hair", ADULT, head=1.0)
    loose = 0.85 * ramp(shown.shell.positions[:, 1], 1.585, 1.47) * (style == "long")
    shown.weights[:, ADULT.index("head")] -= loose
    shown.weights[:, ADULT.index("hair")] += loose
    return [enlarged(shown, fit.outfit.build.head), *(_braids(fit) if style == "braids" else [])]


def _hairline(angle: F64, x: F64, style: Hair, phase: float) -> F64:
    """Return how high [N] the hair begins around the head: ragged by single locks, with corners above the temples."""
    line = np.interp(angle, [a for a, _ in _LINE], [y for _, y in _LINE])
    locks = 0.0022 * np.sin(angle * 23 + phase + 2.0 * np.sign(x)) + 0.0014 * np.sin(angle * 41 + 2 * phase)
    corner = 0.006 * np.exp(-(((angle - 0.5) / 0.22) ** 2))
    over_ears = 0.05 * ramp(angle, 1.2, 1.6) if style in ("bob", "long") else 0.0
    return np.asarray(line + locks + corner - over_ears)


def _braids(fit: Fitting) -> list[Part]:
    """Return two plaits from behind the ears over the shoulders, their ends resting on the chest."""
    pivot, size = np.array([0.0, 1.50, 0.0]), fit.outfit.build.head
    start = pivot + (np.array([[0.070, 1.585, -0.050], [0.083, 1.530, -0.042]]) - pivot) * size
    line = curve(np.concatenate([start, [[0.094, 1.468, 0.0], [0.088, 1.400, 0.09], [0.083, 1.270, 0.14]]]), 33)
    low = line[:, 1] < 1.50
    line[low] = settled(fit.surface, line[low], offset_m=0.013)
    plait = np.where(np.arange(33) % 4 < 2, 1.12, 0.88) * np.interp(np.arange(33), [0, 4, 28, 32], [1.1, 1.0, 0.8, 0.45])
    left = sweep(line, 0.0135 * plait, 0.0115 * plait, [1, 0, 0], 8)
    band = sweep(line[27:30], 0.0130, 0.0115, [1, 0, 0], 8)
    parts = []
    for shell, material in ((left, "hair"), (band, "accent")):
        both = joined([shell, mirrored(shell)])
        hold = ramp(both.positions[:, 1], 1.43, 1.55)[:, None]
        weights = biped_weights(both.positions) * (1.0 - hold)
        weights[:, ADULT.index("head")] += hold[:, 0]
        parts.append(Part(shell=both, material=material, weights=weights))
    return parts


def _showing(shell: Shell, face: Face) -> Shell:
    """Leave out what lies under the skin of face and neck."""
    middle = shell.positions[shell.triangles].mean(axis=1)
    return shell_of(shell.positions, shell.triangles[head_field(middle, face) > -0.0025], shell.normals)


def _strands(p: F64, angle: F64, style: Hair, phase: float) -> F64:
    if style == "curls":
        k = 2 * np.pi / 0.034
        out: F64 = 0.007 * (np.abs(np.sin(k * p[:, 0] + phase) * np.sin(k * p[:, 1] + 1.0) * np.sin(k * p[:, 2])) ** 0.5 - 0.5)
        return out
    part = 0.35 * np.sin(phase)
    flow = (p[:, 0] - 0.04 * np.sign(part)) * 150 + 18 * p[:, 2] + 2.0 * np.sin(p[:, 1] * 60 + phase)
    side = angle * 16 + 25 * p[:, 1]
    mix = ramp(p[:, 1], 1.66, 1.70)
    groove: F64 = 0.0050 * (np.abs(np.sin(flow / 2)) * mix + np.abs(np.sin(side / 2)) * (1 - mix) - 0.5)
    return groove * (0.35 if style == "crop" else 1.0)


def _hanging(d: F64, p: F64, style: Hair, phase: float, behind_m: float) -> F64:
    """Add what hangs; it falls ``behind_m`` farther back where scarf or hood lie under it."""
    q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
    wave = 0.004 * np.sin(p[:, 1] * 45 + phase + 6 * np.arctan2(p[:, 0], p[:, 2])) + 0.006 * np.abs(
        np.sin(np.arctan2(p[:, 0], p[:, 2]) * 9 + 10 * p[:, 1])
    )
    if style == "bob":
        d = smooth_union(d, capsule(q, (0.078, 1.63, -0.02), (0.080, 1.525, -0.005), 0.024, 0.018) - wave, 0.03)
        return smooth_union(d, ellipsoid(q, (0, 1.57, -0.075), (0.080, 0.065, 0.040)) - wave, 0.03)
    if style == "long":
        d = smooth_union(d, capsule(q, (0.076, 1.63, -0.025), (0.082, 1.46, 0.005), 0.024, 0.016) - wave, 0.03)
        return smooth_union(d, box(q, (0, 1.52, -0.085 - behind_m), (0.075, 0.13, 0.028), 0.027) - wave, 0.03)
    if style == "bun":
        return smooth_union(d, ellipsoid(q, (0, 1.675, -0.118), (0.036, 0.034, 0.030)) - wave * 0.6, 0.012)
    if style == "side":
        return smooth_union(
            d, ellipsoid(p, (0.02 * np.sign(np.sin(phase)), 1.717, 0.055), (0.055, 0.020, 0.035)) - wave * 0.5, 0.03
        )
    return d


def headwear(fit: Fitting) -> list[Part]:
    """Return cap, hat or toque, glasses, beard and moustache, as the outfit's extras say."""
    worn, sides = fit.outfit.extras, 26
    parts = []
    if "toque" in worn:
        parts.append(rigid(turned((0, 1.672, -0.012), (0, 1, -0.12), _TOQUE, sides), "cloth", ADULT, head=1.0))
    elif "hat" in worn:
        parts.append(rigid(turned((0, 1.680, -0.012), (0, 1, -0.06), _HAT, sides), "leather", ADULT, head=1.0))
    elif "beanie" in worn:
        parts.append(rigid(turned((0, 1.655, -0.012), (0, 1, -0.10), _BEANIE, sides), "accent", ADULT, head=1.0))
    elif "hardhat" in worn:
        parts += _hardhat(sides)
    elif "cap" in worn:
        parts.append(rigid(turned((0, 1.668, -0.008), (0, 1, 0.05), _CAP, sides), "cloth", ADULT, head=1.0))
        peak = sweep(_PEAK, 0.022, 0.0035, [0, 0.25, 1], 8, square=0.6)
        parts.append(rigid(peak, "leather", ADULT, head=1.0))
    parts += _glasses() if "glasses" in worn else []
    parts += round_goggles() if "goggles" in worn else []
    parts += half_mask(hosed=False) if "mask" in worn else []
    parts += _beard(fit) if {"beard", "moustache"} & worn else []
    return [enlarged(part, fit.outfit.build.head) for part in parts]


def _hardhat(sides: int) -> list[Part]:
    """Return a miner's helmet with its lamp."""
    shell = turned((0, 1.668, -0.010), (0, 1, -0.04), _HARDHAT, sides)
    ridge = sweep(
        [[0, 1.70, 0.115], [0, 1.772, 0.06], [0, 1.790, -0.015], [0, 1.760, -0.09], [0, 1.70, -0.135]], 0.014, 0.010, [1, 0, 0], 8
    )
    lamp = turned((0, 1.722, 0.112), (0, 0.15, 1), [(-0.01, 0.016), (0.0, 0.026), (0.022, 0.028), (0.026, 0.024)], 14)
    glass = turned((0, 1.725, 0.137), (0, 0.15, 1), [(0.0, 0.022), (0.003, 0.018), (0.004, 0.002)], 14)
    return [
        rigid(joined([shell, ridge]), "accent", ADULT, head=1.0),
        rigid(lamp, "gear", ADULT, head=1.0),
        rigid(glass, "lamp", ADULT, head=1.0),
    ]


def _glasses() -> list[Part]:
    ring = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    path = np.column_stack([0.033 + 0.022 * np.cos(ring), 1.6155 + 0.018 * np.sin(ring), 0.106 - 0.004 * np.cos(ring)])
    frame = sweep(path, 0.0017, 0.0017, [0, 0, 1], 5, closed=True)
    arm = sweep([[0.055, 1.622, 0.102], [0.076, 1.622, 0.05], [0.082, 1.620, -0.01]], 0.0016, 0.0012, [0, 1, 0], 5)
    bridge = sweep([[-0.012, 1.618, 0.109], [0, 1.621, 0.112], [0.012, 1.618, 0.109]], 0.0015, 0.0015, [0, 1, 0], 5)
    return [rigid(joined([frame, arm, mirrored(frame), mirrored(arm), bridge]), "gear", ADULT, head=1.0)]


def _beard(fit: Fitting) -> list[Part]:
    face, full = face_of(fit.outfit), "beard" in fit.outfit.extras

    def field(p: F64) -> F64:
        x = np.abs(p[:, 0])
        edge = p[:, 1] - 0.5 * x - 1.1 * np.clip(0.040 - p[:, 2], 0.0, 0.045)  # it climbs beside the ears
        grown = ramp(p[:, 2], -0.012, 0.012) * ramp(p[:, 1], 1.47, 1.495)
        chin = ramp(edge, 1.565, 1.550) * (0.35 + 0.65 * ramp(edge, 1.560, 1.520)) * grown if full else 0.0 * x
        lip = ramp(np.hypot((p[:, 1] - 1.5475) / 0.9, x / 1.8), 0.0085, 0.013)
        droop = p[:, 1] + 0.34 * np.maximum(x - 0.007, 0.0)
        over = ramp(droop, 1.5735, 1.5665) * ramp(droop, 1.5485, 1.5545) * ramp(x, 0.038, 0.024) * (p[:, 2] > 0.05)
        lip = lip * (0.3 + 0.7 * ramp(np.hypot((p[:, 1] - 1.5475) / 0.9, x / 1.8), 0.011, 0.022))  # short beside the lips
        cover = np.maximum(chin, over) * lip
        return head_field(p, face) - (cover * (0.014 + 0.003 * np.abs(np.sin(x * 160 + p[:, 1] * 60))) - 0.005)

    shell = cast(field, grid((-0.10, 1.46, -0.03), (0.10, 1.66, 0.13), 0.0060), 0.002)
    grown = _showing(shell, face)
    return [Part(shell=grown, material="hair", weights=skin_weights(grown.positions, mouth_half_m(face.jaw)))]
