"""How somebody walks: from age, build, clothes, what they carry, and the manner of each move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redearth.breakdown.model import Character
from redearth.direction.model import Cue, PropHold
from redearth.stage.motion.effort import effort_of
from redearth.stage.motion.style import Style

_SUIT = ("suit", "armour", "armor", "spacesuit", "hazmat")
_BROAD = frozenset({"pregnant", "heavy", "fat", "stout", "obese", "large", "overweight", "burly", "怀孕", "胖"})
_PACKS = ("pack", "backpack", "rucksack", "knapsack", "背包")
_HEAVY = frozenset({"crate", "box", "body", "sack", "barrel", "bucket", "suitcase", "case", "stone", "rock", "log", "canister", "tank", "generator",
                    "battery", "trunk", "chest", "bag", "water", "beam", "engine", "sandbag", "箱子", "桶", "袋子"})  # fmt: skip
_MANNERS: tuple[tuple[frozenset[str], dict[str, float]], ...] = (
    (frozenset({"trudge", "trudging", "heavily", "wearily", "plod", "traipse", "slog", "跋涉", "疲惫", "沉重"}),
     {"crouch_m": 0.012, "stoop": 0.16, "arm_swing": 0.7, "cadence": 0.92, "lift_m": -0.012, "bowed": 0.14}),
    (frozenset({"march", "marching", "parade", "大步", "齐步"}), {"march": 1.0, "arm_swing": 1.35, "stoop": -0.05, "lift_m": 0.03}),
    (frozenset({"stagger", "staggering", "drunk", "drunkenly", "stumble", "stumbling", "totter", "lurch", "reel", "unsteadily", "dizzily", "踉跄", "摇摇晃晃"}),
     {"stagger": 1.0, "cadence": 1.06, "half_width_m": 0.035, "stoop": 0.06, "arm_swing": 0.8}),
    (frozenset({"sneak", "sneaking", "creep", "creeping", "tiptoe", "stealthily", "slink", "steal", "crouching", "蹑手蹑脚", "潜行"}), {"sneak": 1.0}),
    (frozenset({"frightened", "afraid", "terrified", "fearfully", "scared", "panicked", "nervously", "anxiously", "惊恐", "害怕", "慌张"}),
     {"fear": 1.0, "cadence": 1.22, "stoop": 0.07, "crouch_m": 0.02, "arm_swing": 0.7}),
    (frozenset({"hurriedly", "hastily", "urgently", "hurry", "rush", "匆忙", "急忙", "匆匆"}), {"cadence": 1.12, "stoop": 0.05, "arm_swing": 1.1}),
    (frozenset({"shuffle", "shuffling", "shamble"}), {"cadence": 1.2, "lift_m": -0.025, "arm_swing": 0.5, "stoop": 0.08}),
    (frozenset({"proudly", "confidently", "swagger", "strut", "stride", "昂首"}), {"stoop": -0.05, "arm_swing": 1.2, "bounce": 1.2}),
    (frozenset({"happily", "joyfully", "skip", "playfully", "cheerfully", "高兴", "欢快"}), {"bounce": 1.5, "arm_swing": 1.2, "stoop": -0.02}),
    (frozenset({"stiffly", "rigidly", "robotically", "mechanically", "僵硬"}), {"arm_swing": 0.35, "stoop": -0.02}),
    (frozenset({"toddle", "waddle"}), {"waddle": 1.0, "half_width_m": 0.02}),
)  # fmt: skip
"""What words change in a style: shares multiply, the rest adds."""
_SHARES = frozenset({"cadence", "arm_swing", "bounce"})
_LIMPING = frozenset(
    {"limp", "limping", "limps", "hobble", "hobbling", "injured", "wounded", "hurt", "lame", "一瘸一拐", "跛", "受伤"}
)
_HOLDING = frozenset({"clutching", "holding", "wounded", "bleeding", "hurt", "捂着"})


def is_elder(character: Character | None) -> bool:
    """Return whether age slows and stoops the character."""
    return character is not None and ((character.age or 0) >= 66 or "old" in character.traits)


def is_suited(character: Character | None) -> bool:
    """Return whether heavy clothes widen and slow the walk."""
    words = " ".join(character.wardrobe) if character else ""
    return any(word in words for word in _SUIT)


def style_of(character: Character | None, cues: Iterable[Cue], scale: float, holds: Iterable[PropHold] = ()) -> Style:
    """Return how somebody walks during the moves of ``cues``, carrying the props of ``holds``."""
    words = {word for cue in cues if cue.primitive in ("WALK", "RUN", "STOP", "CHARGE") for word in (*cue.manner, cue.lemma)}
    style = carried(born(character, scale), character, holds)
    for names, changes in _MANNERS:
        if words & names:
            old = {name: getattr(style, name) for name in changes}
            new = {name: old[name] * value if name in _SHARES else old[name] + value for name, value in changes.items()}
            style = replace(style, **new)
    if words & _LIMPING:
        style = replace(
            style, limp=1.0, limp_side=0 if "left" in words or "左" in words else 1, holds_wound=float(bool(words & _HOLDING))
        )
    how = effort_of(words)
    return replace(style, cadence=style.cadence * (1.0 + 0.05 * how.time - 0.03 * how.weight), lift_m=max(0.02, style.lift_m))


def born(character: Character | None, scale: float) -> Style:
    """Return the walk of somebody's age, build and clothes."""
    elder, suit = is_elder(character), is_suited(character)
    age = character.age if character is not None else None
    child = age is not None and age < 13
    broad = character is not None and bool(_BROAD & set(character.traits))
    return Style(
        scale=scale,
        half_width_m=(0.085 if suit else 0.065) + 0.03 * broad,
        stand_m=(0.13 if suit else 0.11) + 0.025 * broad,
        toe_out=0.14 + 0.10 * broad + 0.04 * elder,
        lift_m=(0.065 if suit else 0.045) - 0.015 * elder,
        cadence=(0.97 if suit else 1.02) * (1.10 if elder else 1.0) * (1.05 if child else 1.0) * (0.97 if broad else 1.0),
        crouch_m=0.02 if elder else 0.0,
        stoop=0.24 if elder else -0.05 if broad else 0.02,
        arm_swing=0.55 if elder else 0.8 if suit else 1.15 if child else 1.0,
        bounce=1.5 if child else 0.7 if elder else 1.0,
        waddle=0.7 if broad else 0.35 if suit else 0.0,
    )


def carried(style: Style, character: Character | None, holds: Iterable[PropHold]) -> Style:
    """Return the style under a load: the trunk leans against what is carried."""
    lean, aside = 0.0, 0.0
    if character is not None and any(word in " ".join(character.wardrobe) for word in _PACKS):
        lean += 0.09
    for hold in holds:
        heavy = 1.0 if _HEAVY & set(hold.prop.split("-")) else 0.12
        if hold.grip in ("both", "chest"):
            lean -= 0.12 * heavy
        elif hold.grip in ("left", "right"):
            aside += (-0.20 if hold.grip == "left" else 0.20) * heavy
    return replace(style, load_lean=lean, load_aside=aside)
