"""Colours by word and the materials of an outfit. All colours are scene-linear Rec.709."""

from __future__ import annotations

from redearth.core.space import Vec3
from redearth.stage.cast.outfit import Outfit
from redearth.stage.cast.species import Species
from redearth.stage.model import Material

WORDS: dict[str, Vec3] = {
    "yellow": (0.62, 0.36, 0.025), "orange": (0.60, 0.17, 0.02), "red": (0.42, 0.035, 0.03), "crimson": (0.35, 0.02, 0.03),
    "pink": (0.60, 0.22, 0.28), "purple": (0.16, 0.05, 0.25), "blue": (0.05, 0.12, 0.34), "navy": (0.018, 0.03, 0.09),
    "teal": (0.03, 0.20, 0.20), "green": (0.06, 0.20, 0.05), "olive": (0.13, 0.13, 0.05), "khaki": (0.34, 0.26, 0.14),
    "tan": (0.40, 0.27, 0.15), "brown": (0.13, 0.07, 0.035), "beige": (0.50, 0.42, 0.30), "cream": (0.68, 0.60, 0.46),
    "white": (0.74, 0.73, 0.70), "silver": (0.48, 0.49, 0.50), "gray": (0.20, 0.20, 0.21), "grey": (0.20, 0.20, 0.21),
    "charcoal": (0.05, 0.05, 0.055), "black": (0.016, 0.016, 0.018), "gold": (0.55, 0.36, 0.09), "burgundy": (0.14, 0.015, 0.03),
    "pale": (0.62, 0.52, 0.45), "bone": (0.60, 0.52, 0.40), "turquoise": (0.06, 0.32, 0.32), "violet": (0.20, 0.07, 0.32),
}  # fmt: skip
CHINESE_COLOURS = {"黄": "yellow", "橙": "orange", "红": "red", "粉": "pink", "紫": "purple", "蓝": "blue", "青": "teal", "绿": "green", "棕": "brown",
                   "褐": "brown", "白": "white", "银": "silver", "灰": "grey", "黑": "black", "金": "gold"}  # fmt: skip
SKINS: tuple[Vec3, ...] = (
    (0.62, 0.38, 0.27), (0.54, 0.31, 0.20), (0.44, 0.24, 0.145), (0.31, 0.155, 0.085), (0.17, 0.080, 0.045), (0.10, 0.047, 0.028),
)  # fmt: skip
HAIRS: tuple[Vec3, ...] = (
    (0.012, 0.010, 0.009),
    (0.030, 0.018, 0.011),
    (0.075, 0.040, 0.018),
    (0.16, 0.085, 0.035),
    (0.38, 0.25, 0.11),
    (0.16, 0.05, 0.02),
)
GREY_HAIR: Vec3 = (0.42, 0.41, 0.40)
HAIR_BY_NAME: dict[str, Vec3] = {
    "black": HAIRS[0], "brown": HAIRS[2], "blond": HAIRS[4], "red": HAIRS[5], "grey": GREY_HAIR, "white": (0.66, 0.65, 0.63),
}  # fmt: skip
SKIN_BY_NAME: dict[str, Vec3] = dict(zip(("pale", "fair", "tan", "brown", "dark", "deep"), SKINS, strict=True))
MUTED: tuple[Vec3, ...] = (
    (0.24, 0.20, 0.15), (0.14, 0.17, 0.20), (0.20, 0.12, 0.08), (0.13, 0.15, 0.09), (0.09, 0.10, 0.13), (0.30, 0.26, 0.20), (0.17, 0.09, 0.09),
)  # fmt: skip
CLOTHES: tuple[Vec3, ...] = (
    (0.05, 0.10, 0.24), (0.30, 0.06, 0.05), (0.08, 0.17, 0.09), (0.36, 0.22, 0.07), (0.14, 0.07, 0.18), (0.05, 0.17, 0.20), (0.40, 0.30, 0.20), (0.22, 0.22, 0.24), (0.32, 0.13, 0.16), (0.12, 0.13, 0.06),
    (0.03, 0.03, 0.034), (0.44, 0.15, 0.03), (0.14, 0.24, 0.36), (0.55, 0.50, 0.40),
)  # fmt: skip
TROUSERS: tuple[Vec3, ...] = (
    (0.03, 0.045, 0.09), (0.045, 0.042, 0.040), (0.15, 0.115, 0.075), (0.075, 0.080, 0.085), (0.065, 0.048, 0.035), (0.09, 0.10, 0.06),
)  # fmt: skip
ACCENTS: tuple[Vec3, ...] = (
    (0.55, 0.06, 0.03), (0.03, 0.30, 0.38), (0.60, 0.56, 0.48), (0.08, 0.28, 0.10), (0.50, 0.24, 0.03), (0.22, 0.06, 0.30),
)  # fmt: skip
BLENDS: dict[str, tuple[Vec3, ...]] = {
    "pressure_suit": (WORDS["yellow"],), "hazmat": (WORDS["white"], (0.60, 0.40, 0.04), WORDS["orange"], (0.10, 0.24, 0.30), (0.30, 0.36, 0.14)),
    "rag_coat": tuple((0.35 * sum(c) / 3 + 0.65 * c[0], 0.35 * sum(c) / 3 + 0.65 * c[1], 0.35 * sum(c) / 3 + 0.65 * c[2]) for c in MUTED),
    "lab_coat": (WORDS["white"], WORDS["white"], (0.58, 0.66, 0.70), (0.55, 0.64, 0.56)), "chef": (WORDS["white"], WORDS["white"], WORDS["charcoal"]),
    "service": ((0.035, 0.035, 0.038), (0.10, 0.02, 0.03), (0.03, 0.05, 0.09), (0.06, 0.07, 0.05)), "uniform": (WORDS["olive"], WORDS["navy"], (0.16, 0.15, 0.11), (0.07, 0.08, 0.09)),
    "business": (WORDS["charcoal"], WORDS["navy"], (0.11, 0.11, 0.12), (0.09, 0.06, 0.04), (0.05, 0.07, 0.06), (0.14, 0.05, 0.05)),
    "long_coat": (WORDS["tan"], (0.06, 0.06, 0.065), (0.10, 0.085, 0.06), (0.06, 0.08, 0.12), (0.13, 0.05, 0.04)),
    "robe": ((0.20, 0.05, 0.03), (0.07, 0.08, 0.14), (0.16, 0.12, 0.07), (0.08, 0.11, 0.07), (0.03, 0.03, 0.033)),
    "gear": ((0.10, 0.10, 0.095), (0.15, 0.13, 0.10), (0.075, 0.085, 0.095), (0.05, 0.05, 0.052), (0.13, 0.07, 0.04)),
}  # fmt: skip
"""What a family is usually made in; families that are not here wear ``CLOTHES``."""
_IRISES: tuple[Vec3, ...] = (
    (0.085, 0.040, 0.018),
    (0.050, 0.022, 0.010),
    (0.10, 0.085, 0.035),
    (0.085, 0.13, 0.155),
    (0.060, 0.105, 0.060),
)


def shade(color: Vec3, factor: float, towards_grey: float = 0.0) -> Vec3:
    """Return a colour scaled by ``factor`` and mixed with its own grey."""
    grey = 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]
    r, g, b = (min(0.9, (c + (grey - c) * towards_grey) * factor) for c in color)
    return r, g, b


def iris_color(skin: Vec3, draw: float) -> Vec3:
    """Return the colour of the iris: brown in dark faces, from brown to blue and green in light ones; ``draw`` is in [0, 1)."""
    count = 2 if skin[0] < 0.35 else len(_IRISES)
    return _IRISES[int(draw * count)]


def materials_of(outfit: Outfit) -> tuple[Material, ...]:
    """Return every material that parts of this outfit may name."""
    o = outfit
    suit, old = o.family in ("pressure_suit", "hazmat"), max(0.0, min(1.0, (o.age - 46) / 26))
    m = Material
    return (
        m(name="suit", base_color_linear=o.main, roughness=0.62, pattern="suit_cloth", pattern_scale_m=0.25, bump=0.45, wear=0.45),
        m(name="suit_hard", base_color_linear=shell_color(o), roughness=0.38, pattern="painted_metal", pattern_scale_m=0.3, bump=0.15, wear=0.4),
        m(name="pad", base_color_linear=shade(o.second, 0.6), roughness=0.5, pattern="rubber", pattern_scale_m=0.15, bump=0.3, wear=0.45),
        m(name="visor", base_color_linear=(0.30, 0.25, 0.19), roughness=0.07, metallic=0.95, pattern="glass", bump=0.0, wear=0.08),
        m(name="rubber", base_color_linear=(0.018, 0.018, 0.019), roughness=0.55, pattern="rubber", pattern_scale_m=0.12, bump=0.3, wear=0.3),
        m(name="metal", base_color_linear=(0.42, 0.41, 0.39), roughness=0.34, metallic=1.0, pattern="bare_metal", pattern_scale_m=0.15, bump=0.2, wear=0.35),
        m(name="filter", base_color_linear=(0.07, 0.075, 0.07), roughness=0.45, metallic=0.3, pattern="painted_metal", pattern_scale_m=0.1, bump=0.2, wear=0.45),
        m(name="gear", base_color_linear=shade(o.second, 0.9), roughness=0.5, pattern="painted_metal", pattern_scale_m=0.25, bump=0.2, wear=0.5),
        m(name="gear_cloth", base_color_linear=shade(o.second, 0.8), roughness=0.85, pattern="cloth", pattern_scale_m=0.08, bump=0.5, wear=0.4),
        m(name="tank", base_color_linear=o.accent if suit else o.second, roughness=0.4, pattern="painted_metal", pattern_scale_m=0.3, bump=0.2, wear=0.55),
        m(name="webbing", base_color_linear=(0.035, 0.034, 0.030), roughness=0.85, pattern="cloth", pattern_scale_m=0.05, bump=0.5, wear=0.3),
        m(name="accent", base_color_linear=o.accent, roughness=0.6, pattern="cloth", pattern_scale_m=0.08, bump=0.3, wear=0.35),
        m(name="light", base_color_linear=(0.05, 0.05, 0.05), emission_linear=(0.5, 5.0, 2.2) if o.drawn("light") < 0.6 else (5.0, 1.6, 0.25), roughness=0.3),
        m(name="lamp", base_color_linear=(0.5, 0.5, 0.5), emission_linear=(4.0, 4.4, 5.0), roughness=0.2),
        m(name="cloth", base_color_linear=o.main, roughness=0.85, pattern="cloth", pattern_scale_m=0.07, bump=0.3, wear=0.35 if o.family == "rag_coat" else 0.08),
        m(name="cloth2", base_color_linear=o.second, roughness=0.85, pattern="cloth", pattern_scale_m=0.07, bump=0.3, wear=0.4 if o.family == "rag_coat" else 0.08),
        m(name="shirt", base_color_linear=(0.66, 0.65, 0.62) if o.family == "service" or (o.drawn("shirt") < 0.6 and max(o.main) < 0.5) else shade(o.accent, 0.6, 0.4), roughness=0.8, pattern="cloth", pattern_scale_m=0.08, bump=0.3, wear=0.05),
        m(name="apron", base_color_linear=shade(o.accent, 0.45, 0.35), roughness=0.85, pattern="cloth", pattern_scale_m=0.07, bump=0.35, wear=0.2),
        m(name="leather", base_color_linear=(0.045, 0.025, 0.014) if o.drawn("leather") < 0.6 else (0.014, 0.013, 0.012), roughness=0.45, pattern="rubber", pattern_scale_m=0.1, bump=0.3, wear=0.25),
        m(name="sole", base_color_linear=(0.014, 0.013, 0.013), roughness=0.8, pattern="rubber", pattern_scale_m=0.1, bump=0.4, wear=0.4),
        m(name="skin", base_color_linear=o.skin, roughness=0.48 + 0.08 * old, pattern="skin", pattern_scale_m=0.06, bump=0.25 + 0.45 * old, wear=0.1 + 0.3 * old),
        m(name="lips", base_color_linear=shade((o.skin[0], o.skin[1] * 0.72, o.skin[2] * 0.75), 0.80) if o.female else shade((o.skin[0], o.skin[1] * 0.82, o.skin[2] * 0.84), 0.84), roughness=0.38, pattern="skin", pattern_scale_m=0.05, bump=0.15, wear=0.0),
        m(name="eye", base_color_linear=(0.010, 0.007, 0.006), roughness=0.05, pattern="glass", bump=0.0, wear=0.0),
        m(name="glint", base_color_linear=(0.9, 0.9, 0.9), roughness=0.1, pattern="plain", bump=0.0, wear=0.0),
        m(name="eye_white", base_color_linear=(0.55, 0.53, 0.50), roughness=0.18, pattern="plain", bump=0.0, wear=0.0),
        m(name="iris", base_color_linear=iris_color(o.skin, o.unit("iris")), roughness=0.06, pattern="plain", bump=0.0, wear=0.0),
        m(name="teeth", base_color_linear=(0.60, 0.56, 0.47), roughness=0.25, pattern="plain", bump=0.0, wear=0.0),
        m(name="tongue", base_color_linear=(0.22, 0.055, 0.05), roughness=0.4, pattern="skin", pattern_scale_m=0.03, bump=0.2, wear=0.0),
        m(name="hair", base_color_linear=o.hair_color, roughness=0.42, pattern="hair", pattern_scale_m=0.05, bump=0.6, wear=0.0),
        m(name="mouth", base_color_linear=(0.020, 0.006, 0.006), roughness=0.5, pattern="plain", bump=0.0, wear=0.0),
        m(name="brow", base_color_linear=shade(o.hair_color, 0.7), roughness=0.6, pattern="hair", pattern_scale_m=0.03, bump=0.3, wear=0.0),
        m(name="hair_dark", base_color_linear=(0.010, 0.008, 0.008), roughness=0.6, pattern="plain", bump=0.0, wear=0.0),
        m(name="lens", base_color_linear=(0.20, 0.15, 0.10), roughness=0.09, metallic=0.9, pattern="glass", bump=0.0, wear=0.1),
    )  # fmt: skip


def shell_color(outfit: Outfit) -> Vec3:
    """Return the colour of a suit's hard parts, above all the helmet: the suit's own, bone white, or the gear's."""
    u = outfit.drawn("shell")
    if outfit.family != "pressure_suit" or 0.4 <= u < 0.85:
        return shade(outfit.main, 0.95)
    return (0.52, 0.50, 0.45) if u < 0.4 else shade(outfit.second, 1.3)


_FLESHES: tuple[Vec3, ...] = ((0.27, 0.17, 0.135), (0.13, 0.050, 0.038), (0.17, 0.150, 0.135), (0.24, 0.185, 0.12))
FLESH_WORDS: dict[str, Vec3] = {
    "pale": (0.46, 0.38, 0.32), "white": (0.50, 0.46, 0.42), "albino": (0.50, 0.42, 0.38), "red": (0.30, 0.035, 0.025), "bloody": (0.26, 0.03, 0.02),
    "black": (0.018, 0.017, 0.019), "dark": (0.05, 0.04, 0.04), "green": (0.10, 0.16, 0.06), "grey": (0.17, 0.17, 0.17), "gray": (0.17, 0.17, 0.17),
    "brown": (0.13, 0.07, 0.04), "yellow": (0.36, 0.28, 0.10), "blue": (0.09, 0.13, 0.20), "purple": (0.16, 0.07, 0.14),
}  # fmt: skip


def creature_materials(species: Species) -> tuple[Material, ...]:
    """Return the materials of a creature: wet flesh by the script's colour word, dark plates, bone, maw, glowing eyes."""
    named = [color for word, color in FLESH_WORDS.items() if species.has(word)]
    flesh = named[0] if named else _FLESHES[int(species.unit("flesh") * len(_FLESHES))]
    glow: Vec3 = (9.0, 2.2, 0.25) if species.unit("glow") < 0.6 else (9.0, 0.5, 0.25)
    m = Material
    return (
        m(name="flesh", base_color_linear=flesh, roughness=0.30, pattern="flesh", pattern_scale_m=0.30, bump=0.8, wear=0.5, wetness=0.85),
        m(name="plate", base_color_linear=shade(flesh, 0.34, 0.3), roughness=0.38, pattern="skin", pattern_scale_m=0.20, bump=0.7, wear=0.6, wetness=0.6),
        m(name="bone", base_color_linear=(0.46, 0.38, 0.25), roughness=0.42, pattern="plaster", pattern_scale_m=0.12, bump=0.4, wear=0.6, wetness=0.35),
        m(name="maw", base_color_linear=(0.032, 0.0055, 0.0045), roughness=0.28, pattern="flesh", pattern_scale_m=0.08, bump=0.7, wear=0.0, wetness=0.9),
        m(name="gullet", base_color_linear=(0.0030, 0.0007, 0.0006), roughness=0.40, pattern="flesh", pattern_scale_m=0.08, bump=0.6, wear=0.0, wetness=0.4),
        m(name="tongue", base_color_linear=(0.060, 0.013, 0.012), roughness=0.30, pattern="flesh", pattern_scale_m=0.05, bump=0.9, wear=0.0, wetness=0.9),
        m(name="eye", base_color_linear=(0.05, 0.02, 0.01), roughness=0.08, emission_linear=glow, pattern="plain", bump=0.0, wear=0.0),
    )  # fmt: skip
