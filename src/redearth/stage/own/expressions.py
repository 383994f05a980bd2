"""Which of a face's shapes make VRM's presets, when the file does not say: by the names that ARKit, VRoid, MMD and others give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_RECIPES: Mapping[str, tuple[Mapping[str, float], ...]] = {
    "aa": ({"aa": 1}, {"fclmtha": 1}, {"visemeaa": 1}, {"moutha": 1}, {"あ": 1}, {"a": 1}, {"mouthopen": 1}, {"jawopen": 0.75}),
    "ih": ({"ih": 1}, {"fclmthi": 1}, {"visemeih": 1}, {"visemei": 1}, {"mouthi": 1}, {"い": 1}, {"i": 1},
           {"mouthstretchleft": 0.5, "mouthstretchright": 0.5, "jawopen": 0.15}),
    "ou": ({"ou": 1}, {"fclmthu": 1}, {"visemeou": 1}, {"visemeu": 1}, {"mouthu": 1}, {"う": 1}, {"u": 1}, {"mouthpucker": 0.9, "jawopen": 0.12}),
    "ee": ({"ee": 1}, {"fclmthe": 1}, {"visemeee": 1}, {"visemee": 1}, {"mouthe": 1}, {"え": 1}, {"e": 1},
           {"mouthstretchleft": 0.35, "mouthstretchright": 0.35, "jawopen": 0.35}),
    "oh": ({"oh": 1}, {"fclmtho": 1}, {"visemeoh": 1}, {"visemeo": 1}, {"moutho": 1}, {"お": 1}, {"o": 1}, {"mouthfunnel": 0.8, "jawopen": 0.45}),
    "blink": ({"blink": 1}, {"fcleyeclose": 1}, {"eyesclosed": 1}, {"まばたき": 1}, {"eyeblink": 1}, {"eyeblinkleft": 1, "eyeblinkright": 1},
              {"blinkleft": 1, "blinkright": 1}, {"eyeblinkl": 1, "eyeblinkr": 1}),
    "happy": ({"happy": 1}, {"joy": 1}, {"fclalljoy": 1}, {"smile": 1}, {"笑い": 1},
              {"mouthsmileleft": 0.8, "mouthsmileright": 0.8, "cheeksquintleft": 0.5, "cheeksquintright": 0.5}),
    "angry": ({"angry": 1}, {"anger": 1}, {"fclallangry": 1}, {"怒り": 1},
              {"browdownleft": 0.9, "browdownright": 0.9, "mouthfrownleft": 0.4, "mouthfrownright": 0.4, "nosesneerleft": 0.4, "nosesneerright": 0.4}),
    "sad": ({"sad": 1}, {"sorrow": 1}, {"fclallsorrow": 1}, {"困る": 1}, {"browinnerup": 0.9, "mouthfrownleft": 0.6, "mouthfrownright": 0.6}),
    "relaxed": ({"relaxed": 1}, {"fun": 1}, {"fclallfun": 1}, {"calm": 1}, {"mouthsmileleft": 0.35, "mouthsmileright": 0.35}),
    "surprised": ({"surprised": 1}, {"surprise": 1}, {"fclallsurprised": 1}, {"びっくり": 1},
                  {"browinnerup": 0.8, "browouterupleft": 0.8, "browouterupright": 0.8, "eyewideleft": 0.8, "eyewideright": 0.8}),
    "lookUp": ({"lookup": 1}, {"eyelookupleft": 1, "eyelookupright": 1}),
    "lookDown": ({"lookdown": 1}, {"eyelookdownleft": 1, "eyelookdownright": 1}),
    "lookLeft": ({"lookleft": 1}, {"eyelookoutleft": 1, "eyelookinright": 1}),
    "lookRight": ({"lookright": 1}, {"eyelookinleft": 1, "eyelookoutright": 1}),
}  # fmt: skip
"""The shapes that make each preset, the surest choice first; a choice counts when all its shapes are there."""


def recipes_of(shapes: Sequence[str]) -> dict[str, dict[int, float]]:
    """Return for each preset that these shapes can make the numbers of the shapes and how much of each it takes."""
    known: dict[str, int] = {}
    for number, name in enumerate(shapes):
        known.setdefault(_plain(name), number)
    found: dict[str, dict[int, float]] = {}
    for preset, choices in _RECIPES.items():
        recipe = next((choice for choice in choices if all(shape in known for shape in choice)), None)
        if recipe is not None:
            found[preset] = {known[shape]: weight for shape, weight in recipe.items()}
    return found


def _plain(name: str) -> str:
    """Return a shape's name without its mesh, its spaces, its marks and its case: ``Face.M_F00_Fcl_MTH_A`` is ``fclmtha``."""
    bare = name.rpartition(".")[2] if "." in name and not name.rpartition(".")[2].isdigit() else name
    words = re.sub(r"[^\w]+|_", "", bare).lower()
    at = words.find("fcl")
    return words[at:] if at > 0 else words
