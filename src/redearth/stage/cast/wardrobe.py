"""Read a character's words and decide what it wears: family, colours, body, skin and hair, the same for the same id for ever."""

from __future__ import annotations

import re
from dataclasses import replace

from redearth.breakdown.model import Character
from redearth.core.seed import unit_from
from redearth.core.space import Vec3
from redearth.stage.cast.figure import Build
from redearth.stage.cast.outfit import Family, Hair, Outfit
from redearth.stage.cast.palette import GREY_HAIR, HAIRS, SKINS, WORDS, shade

# First match wins; "suit" alone is an office suit, so the sealed ones stand first.
_FAMILIES: tuple[tuple[Family, str], ...] = (
    ("pressure_suit", r"pressure|hazmat|space ?suit|spacesuit|astronaut|cosmonaut|environment suit|protective|radiation|diving suit|sealed|exosuit|helmet"),
    ("rag_coat", r"elder|hood(ed)?|rags?|ragged|cloak|poncho|hermit|nomad|scavenger|wanderer|wastelander|beggar|shaman"),
    ("robe", r"robes?|kimono|hakama|gown|monk|priest(ess)?|nun|kaftan|hanfu|toga|wizard"),
    ("lab_coat", r"lab ?coat|white coat|doctor|dr|scientist|researcher|professor|nurse|chemist|scrubs"),
    ("chef", r"chef|cook|baker|apron|waiter|barista|sommelier"),
    ("uniform", r"uniform|soldier|police(man|woman)?|officer|guard|cop|captain|sergeant|colonel|general|army|military|fatigues|trooper|pilot|astronauts?|agent"),
    ("dress", r"dress|skirt|dancer|ballerina|princess|bride|girl in"),
    ("long_coat", r"trench ?coat|overcoat|coat|detective|investigator|raincoat|duster"),
    ("business", r"suits?|tuxedo|tie|blazer|businessman|businesswoman|lawyer|executive|banker|boss|mr|manager|partners?|driver|butler"),
    ("work", r"overalls?|jumpsuit|coveralls?|work(er|men)?|mechanic|farmer|miner|engineer|technician|boots|jacket|vest"),
    ("casual", r"t-?shirt|jeans|hoodie|sweater|sweatshirt|shirt|athlete|student|friend|boy|girl|kid|child|gym|musician"),
)  # fmt: skip
_EXTRAS = {
    "apron": r"apron", "cap": r"cap|baseball", "hat": r"hat|fedora", "glasses": r"glasses|spectacles|bespectacled", "tie": r"tie|tuxedo|lawyer|executive|banker",
    "scarf": r"scarf|shawl", "beard": r"beard(ed)?|bearded", "moustache": r"mou?stache", "goggles": r"goggles", "mask": r"mask(ed)?|respirator",
    "backpack": r"backpack|rucksack|pack", "bald": r"bald", "hood": r"hood(ed)?",
}  # fmt: skip
_BODIES = {
    "stout": r"stout|fat|heavy|heavyset|obese|round|plump|portly|chubby|big|burly|overweight", "thin": r"thin|slim|slender|skinny|gaunt|wiry|lean|frail|bony",
    "strong": r"strong|muscular|athletic|broad|athlete|bouncer|brawny",
}  # fmt: skip
_MUTED: tuple[Vec3, ...] = (
    (0.24, 0.20, 0.15), (0.14, 0.17, 0.20), (0.20, 0.12, 0.08), (0.13, 0.15, 0.09), (0.09, 0.10, 0.13), (0.30, 0.26, 0.20), (0.17, 0.09, 0.09),
)  # fmt: skip
_CLOTHES: tuple[Vec3, ...] = (
    (0.05, 0.10, 0.24), (0.30, 0.06, 0.05), (0.08, 0.17, 0.09), (0.36, 0.22, 0.07), (0.14, 0.07, 0.18), (0.05, 0.17, 0.20), (0.40, 0.30, 0.20), (0.22, 0.22, 0.24), (0.32, 0.13, 0.16), (0.12, 0.13, 0.06),
)  # fmt: skip
_TROUSERS: tuple[Vec3, ...] = (
    (0.03, 0.045, 0.09),
    (0.045, 0.042, 0.040),
    (0.15, 0.115, 0.075),
    (0.075, 0.080, 0.085),
    (0.065, 0.048, 0.035),
)
_ACCENTS: tuple[Vec3, ...] = (
    (0.55, 0.06, 0.03),
    (0.03, 0.30, 0.38),
    (0.60, 0.56, 0.48),
    (0.08, 0.28, 0.10),
    (0.50, 0.24, 0.03),
    (0.22, 0.06, 0.30),
)


def outfit_of(character: Character, variant: int = 0) -> Outfit:
    """Return the outfit of a person or of one variant of a crowd."""
    identity = character.id if variant == 0 else f"{character.id}~{variant}"
    words = " ".join((*character.wardrobe, *character.traits, character.name)).lower()
    family = _family(character, words)
    female = character.sex == "female" or (character.sex == "unknown" and unit_from(identity, "cast", "sex") < 0.5)
    age = (
        character.age
        if character.age is not None
        else (
            70
            if _has(words, "old|elder|elderly|aged")
            else 10
            if _has(words, "child|kid|boy|girl")
            else 25 + int(unit_from(identity, "cast", "age") * 25)
        )
    )
    main, second = _colors(character, family, identity)
    out = Outfit(
        identity=identity, family=family, build=_body(words, female, age, identity), main=main, second=second,
        accent=shade(_pick(_ACCENTS, identity, "accent"), 0.45 if family in ("rag_coat", "robe") else 1.0, 0.35 if family in ("rag_coat", "robe") else 0.0), skin=_skin(words, identity), hair_color=_hair_color(words, age, identity),
        hair=_hair(words, female, age, identity), female=female, age=age,
        extras=frozenset(name for name, pattern in _EXTRAS.items() if _has(words, pattern)),
    )  # fmt: skip
    if character.kind == "crowd":
        out = replace(
            out,
            main=shade(_pick(_MUTED, identity, "muted"), 1.0, 0.15)
            if not _named(character)
            else shade(out.main, 0.55 + 0.25 * out.unit("dirt"), 0.35),
        )
    return out


def _has(words: str, pattern: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", words) is not None


def _family(character: Character, words: str) -> Family:
    worn = " ".join(character.wardrobe).lower()
    for text in (worn, words):
        for family, pattern in _FAMILIES:
            if text and _has(text, pattern):
                return family
    return "work" if unit_from(character.id, "cast", "family") < 0.55 else "casual"


def _pick(choices: tuple[Vec3, ...], identity: str, what: str) -> Vec3:
    return choices[int(unit_from(identity, "cast", what) * len(choices))]


def _named(character: Character) -> list[Vec3]:
    """Return the colours the script names for the clothes, in its order."""
    found = re.findall(r"[a-z]+", " ".join(character.wardrobe).lower())
    return [WORDS[word] for word in found if word in WORDS]


def _colors(character: Character, family: Family, identity: str) -> tuple[Vec3, Vec3]:
    named = _named(character)
    tint = 0.88 + 0.24 * unit_from(identity, "cast", "tint")
    usual: dict[Family, Vec3] = {
        "pressure_suit": WORDS["yellow"], "rag_coat": shade(_pick(_MUTED, identity, "rag"), 0.70, 0.35), "lab_coat": WORDS["white"], "chef": WORDS["white"],
        "uniform": WORDS["olive"] if unit_from(identity, "cast", "uniform") < 0.5 else WORDS["navy"],
        "business": (WORDS["charcoal"], WORDS["navy"], (0.11, 0.11, 0.12), (0.09, 0.06, 0.04))[int(unit_from(identity, "cast", "cloth") * 4)],
        "long_coat": (WORDS["tan"], (0.06, 0.06, 0.065), (0.10, 0.085, 0.06))[int(unit_from(identity, "cast", "cloth") * 3)],
        "robe": (0.20, 0.05, 0.03),
    }  # fmt: skip
    main = named[0] if named else usual.get(family, _pick(_CLOTHES, identity, "cloth"))
    if family == "pressure_suit":
        second: Vec3 = ((0.10, 0.10, 0.095), (0.15, 0.13, 0.10), (0.075, 0.085, 0.095))[
            int(unit_from(identity, "cast", "second") * 3)
        ]
    elif family == "rag_coat":
        second = shade(main, 0.5, 0.2)
    elif family == "business":
        second = shade(main, 0.92)
    else:
        second = _pick(_TROUSERS, identity, "second")
    return shade(main, tint), named[1] if len(named) > 1 else second


def _body(words: str, female: bool, age: int, identity: str) -> Build:
    u = unit_from(identity, "cast", "girth")
    girth = (
        0.96
        + 0.08 * u
        + 0.18 * _has(words, _BODIES["stout"])
        - 0.09 * _has(words, _BODIES["thin"])
        + 0.06 * _has(words, _BODIES["strong"])
    )
    child = max(0.0, min(1.0, (16 - age) / 10))
    return Build(
        girth=girth - 0.04 * female - 0.03 * (age > 65) + 0.08 * child,
        shoulders=(0.95 if female else 1.07) + 0.06 * _has(words, _BODIES["strong"]) - 0.05 * child - 0.03 * (age > 65),
        hips=1.05 - 0.05 * child if female else 0.97,
        bust=0.0 if not female or age < 14 else (0.5 + 0.4 * unit_from(identity, "cast", "bust")) * (0.35 if age > 60 else 1.0),
        belly=1.0 if _has(words, _BODIES["stout"]) else 0.25 * (age > 45) * (not female),
        head=1.0 + 0.26 * child,
    )


def _skin(words: str, identity: str) -> Vec3:
    if _has(words, "dark-skinned|black woman|black man|african"):
        return SKINS[4]
    if _has(words, "pale|fair"):
        return SKINS[0]
    return _pick(SKINS[:5], identity, "skin")


def _hair_color(words: str, age: int, identity: str) -> Vec3:
    for word, color in (
        ("blonde?", HAIRS[4]),
        ("redhead(ed)?|ginger", HAIRS[5]),
        ("gr[ae]y-haired|white-haired|silver-haired", GREY_HAIR),
    ):
        if _has(words, word):
            return color
    if age >= 58 and unit_from(identity, "cast", "grey") < 0.85:
        return GREY_HAIR
    return _pick(HAIRS[:5], identity, "hair-color")


def _hair(words: str, female: bool, age: int, identity: str) -> Hair:
    if _has(words, "bald"):
        return "bald"
    styles: tuple[Hair, ...] = ("bob", "long", "bun", "bob", "long") if female else ("short", "crop", "side", "short", "curls")
    if age > 60:
        styles = ("bun", "bob", "curls") if female else ("bald", "crop", "short", "side")
    return styles[int(unit_from(identity, "cast", "hair") * len(styles))]
