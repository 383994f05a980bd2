"""What covers beasts: fur, hide, scales, feathers, skin, and the colours that words or kin give them. Scene-linear Rec.709."""

from __future__ import annotations

from redearth.core.space import Vec3
from redearth.stage.cast.palette import FLESH_WORDS, shade
from redearth.stage.cast.species import Species
from redearth.stage.model import Material, Pattern

_KIN: dict[str, tuple[Vec3, ...]] = {
    "wolf": ((0.095, 0.085, 0.075), (0.055, 0.048, 0.042), (0.16, 0.13, 0.10)), "dog": ((0.10, 0.058, 0.030), (0.030, 0.026, 0.024), (0.20, 0.13, 0.075)),
    "cat": ((0.27, 0.165, 0.075), (0.030, 0.027, 0.026), (0.22, 0.17, 0.12)), "rat": ((0.075, 0.060, 0.048), (0.040, 0.035, 0.032)),
    "bear": ((0.045, 0.028, 0.018), (0.075, 0.046, 0.028)), "horse": ((0.095, 0.043, 0.022), (0.028, 0.022, 0.019), (0.17, 0.15, 0.13)),
    "lizard": ((0.085, 0.10, 0.045), (0.11, 0.085, 0.05)), "ghoul": ((0.34, 0.27, 0.22), (0.24, 0.22, 0.20), (0.30, 0.18, 0.14)),
    "ape": ((0.030, 0.024, 0.020), (0.07, 0.038, 0.022)), "raptor": ((0.12, 0.095, 0.05), (0.07, 0.075, 0.045)),
    "bird": ((0.012, 0.012, 0.015), (0.06, 0.042, 0.028)), "bat": ((0.045, 0.030, 0.022), (0.03, 0.026, 0.026)),
    "dragon": ((0.10, 0.028, 0.018), (0.030, 0.042, 0.030), (0.040, 0.036, 0.036)), "moth": ((0.20, 0.165, 0.12), (0.09, 0.075, 0.06)),
    "snake": ((0.075, 0.075, 0.030), (0.06, 0.045, 0.025), (0.035, 0.05, 0.025)), "worm": ((0.30, 0.15, 0.11), (0.34, 0.24, 0.17)),
}  # fmt: skip
_COATS: dict[str, tuple[Pattern, float, float, float, float]] = {
    "fur": ("hair", 0.035, 0.80, 0.55, 0.0), "hide": ("skin", 0.12, 0.55, 0.5, 0.05), "scales": ("skin", 0.055, 0.42, 1.0, 0.12),
    "feathers": ("hair", 0.07, 0.60, 0.6, 0.0), "skin": ("flesh", 0.22, 0.42, 0.6, 0.35), "chitin": ("skin", 0.2, 0.34, 0.7, 0.4),
}  # fmt: skip
"""(pattern, its size in metres at a back of 1.5 m, roughness, bump, wetness)."""
_SAID_COATS = (
    ("fur|furry|hairy|shaggy|wool(?:l?y)?", "fur"), ("scal(?:y|es|ed)|reptilian", "scales"), ("feather(?:s|ed)|plumed", "feathers"),
    ("hairless|naked|skinless|flayed|pale|slimy|wet|rott(?:en|ing)|translucent|albino", "skin"), ("chitin(?:ous)?", "chitin"), ("leathery", "hide"),
)  # fmt: skip
_LIGHT = ("pale", "white", "albino")
"""What would burn out as a whole coat in the sun."""
_EYES: dict[str, Vec3] = {
    "red": (9.0, 0.5, 0.25), "yellow": (8.0, 4.2, 0.4), "green": (0.8, 7.0, 1.2), "blue": (0.8, 2.4, 9.0), "white": (7.0, 7.0, 7.5), "orange": (9.0, 2.6, 0.3),
}  # fmt: skip


def coat_of(species: Species, usual: str) -> str:
    """Return what covers it: as the words say, else as its kin."""
    return next((coat for pattern, coat in _SAID_COATS if species.has(pattern)), usual)


def beast_materials(species: Species, kin: str, coat: str) -> tuple[Material, ...]:
    """Return the materials of a beast: ``coat belly flesh sore plate bone horn membrane maw gullet tongue eye``."""
    tints = _KIN.get(kin, _KIN["ghoul"])
    named = [shade(color, 0.62 if word in _LIGHT else 1.0) for word, color in FLESH_WORDS.items() if species.has(word)]
    color = named[0] if named else tints[int(species.unit("coat") * len(tints))]
    if species.has("rott(?:en|ing)|decay(?:ed|ing)|decomposing"):
        color = (0.6 * color[0] + 0.035, 0.6 * color[1] + 0.04, 0.6 * color[2] + 0.02)
    pattern, scale, roughness, bump, wetness = _COATS[coat]
    if species.has("wet|slimy|dripping|drenched|slick|glistening|translucent"):
        wetness, roughness = 0.95, 0.28
    glow = next(
        (light for word, light in _EYES.items() if species.has(f"{word}[- ]eye[sd]?|{word} glowing eyes|glowing {word} eyes")),
        None,
    )
    shining = species.has("glowing(?: \\w+)?[- ]eyes?|glowing|burning eyes|shining eyes|mutated|demons?|hellhounds?")
    eye = glow or ((6.0, 3.2, 0.5) if shining else (0.10, 0.055, 0.012))
    flesh = (0.22, 0.055, 0.042)
    m = Material
    return (
        m(name="coat", base_color_linear=color, roughness=roughness, pattern=pattern, pattern_scale_m=scale, bump=bump, wear=0.35, wetness=wetness),
        m(name="belly", base_color_linear=shade(color, 1.5, 0.2), roughness=roughness, pattern=pattern, pattern_scale_m=scale, bump=bump, wear=0.35, wetness=wetness),
        m(name="flesh", base_color_linear=flesh, roughness=0.30, pattern="flesh", pattern_scale_m=0.20, bump=0.8, wear=0.4, wetness=0.85),
        m(name="sore", base_color_linear=(0.27, 0.10, 0.055), roughness=0.24, pattern="flesh", pattern_scale_m=0.10, bump=0.6, wear=0.2, wetness=0.95),
        m(name="plate", base_color_linear=shade(color, 0.45, 0.3), roughness=0.38, pattern="skin", pattern_scale_m=0.16, bump=0.8, wear=0.6, wetness=0.4),
        m(name="bone", base_color_linear=(0.46, 0.38, 0.25), roughness=0.42, pattern="plaster", pattern_scale_m=0.12, bump=0.4, wear=0.6, wetness=0.35),
        m(name="horn", base_color_linear=(0.035, 0.030, 0.026), roughness=0.36, pattern="plaster", pattern_scale_m=0.10, bump=0.4, wear=0.5, wetness=0.2),
        m(name="membrane", base_color_linear=shade(color, 0.75), roughness=0.50, pattern="skin", pattern_scale_m=0.25, bump=0.7, wear=0.4, wetness=0.15, two_sided=True),
        m(name="maw", base_color_linear=(0.050, 0.010, 0.009), roughness=0.28, pattern="flesh", pattern_scale_m=0.08, bump=0.7, wear=0.0, wetness=0.9),
        m(name="gullet", base_color_linear=(0.0030, 0.0007, 0.0006), roughness=0.40, pattern="flesh", pattern_scale_m=0.08, bump=0.6, wear=0.0, wetness=0.4),
        m(name="tongue", base_color_linear=(0.14, 0.030, 0.026), roughness=0.30, pattern="flesh", pattern_scale_m=0.05, bump=0.9, wear=0.0, wetness=0.9),
        m(name="eye", base_color_linear=(0.09, 0.05, 0.012), roughness=0.06, emission_linear=eye, pattern="plain", bump=0.0, wear=0.0),
    )  # fmt: skip
