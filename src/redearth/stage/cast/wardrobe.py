"""Read a character's words and decide what it wears: family, colours, body, skin and hair, the same for the same id for ever."""

from __future__ import annotations

import re
from dataclasses import replace

from redearth.breakdown.model import Character
from redearth.core.physique import Physique, age_in_words, physique_of, says, sex_in_words
from redearth.core.seed import unit_from
from redearth.core.space import Vec3
from redearth.stage.cast.families import HAIR_COLOURS, SKIN_TONES, family_in, gear_in, hair_style_in, hair_words, top_in
from redearth.stage.cast.figure import Build
from redearth.stage.cast.hang import HEMS
from redearth.stage.cast.outfit import Family, Hair, Outfit, Sleeves, Top
from redearth.stage.cast.palette import (
    ACCENTS,
    BLENDS,
    CHINESE_COLOURS,
    CLOTHES,
    HAIR_BY_NAME,
    HAIRS,
    MUTED,
    SKIN_BY_NAME,
    SKINS,
    TROUSERS,
    WORDS,
    shade,
)

_BARE_HEADED_HATS = frozenset({"cap", "beanie", "hat", "hardhat", "toque"})
_SEALED: frozenset[Family] = frozenset({"pressure_suit", "hazmat"})
_TRADES: frozenset[Family] = frozenset({"uniform", "chef", "service", "lab_coat", "hazmat", "business"})
_VARIED: dict[int, tuple[int | None, tuple[str, ...]]] = {
    2: (66, ()),
    3: (None, ("heavy",)),
    4: (10, ()),
    5: (None, ("slight", "tall")),
}
"""Ages and builds of a crowd's variants, where it is of all ages."""
HANGS: frozenset[Family] = frozenset({"rag_coat", "lab_coat", "long_coat", "robe", "dress"})
"""Families whose cloth hangs free below the hips."""
_IN_COMPANY: dict[int, frozenset[str]] = {1: frozenset({"scarf"}), 2: frozenset({"beanie"})}
"""What some of a crowd's variants wear beside their clothes."""
_HOODED: frozenset[Family] = frozenset({"rag_coat"})


def outfit_of(character: Character, variant: int = 0) -> Outfit:
    """Return the outfit of a person or of one variant of a crowd."""
    identity = character.id if variant == 0 else f"{character.id}~{variant}"
    dress = character.dress
    costume = f"{identity}/{dress.apart}" if dress.apart else identity
    words = " ".join((*character.wardrobe, *character.traits, character.name)).lower()
    body, skin = body_of(character, variant), _skin(dress.skin, words, identity)
    family, why = _family(character, words, identity)
    main, second = _colors(character, family, costume)
    quiet = family in ("rag_coat", "robe")
    accent = shade(_pick(ACCENTS, costume, "accent"), 0.45 if quiet else 1.0, 0.35 if quiet else 0.0)
    out = Outfit(
        identity=identity, costume=costume, family=family, why=why, build=_build(body, identity), main=main, second=second, accent=accent,
        skin=skin, hair_color=_hair_color(dress.hair, words, body.age, skin, identity),
        hair=_hair(dress.hair, words, body, identity), female=body.female, age=body.age,
        extras=_gear(character, family, words, costume) | _IN_COMPANY.get(variant if _of_all_ages(character) else 0, frozenset()), sleeves=_sleeves(family, words, costume), top=_top(family, words, costume),
        one_piece=family == "work" and (says(words, "overalls?|jumpsuit|coveralls?") or unit_from(costume, "cast", "one piece") < 0.25),
    )  # fmt: skip
    return _in_company(character, out) if character.kind == "crowd" else out


def body_of(character: Character, variant: int = 0) -> Physique:
    """Return the body of a person, or of one variant of a crowd: where the script leaves it open, some are old, some young, some heavy."""
    c = character
    if c.kind != "crowd":
        return physique_of(c.id, c.name, c.age, c.sex, c.traits, c.stature_m)
    identity = c.id if variant == 0 else f"{c.id}~{variant}"
    age, builds = _VARIED.get(variant, (None, ())) if _of_all_ages(c) else (None, ())
    sex = c.sex if c.sex != "unknown" else sex_in_words(c.name.lower())
    if sex == "unknown":
        sex = ("male", "female")[variant % 2]
    return physique_of(identity, c.name, age if age is not None else c.age, sex, (*c.traits, *builds), c.stature_m)


def _of_all_ages(crowd: Character) -> bool:
    words = " ".join((*crowd.wardrobe, *crowd.traits, crowd.name)).lower()
    grown = crowd.age is None and age_in_words(crowd.name, words) is None
    return grown and _family(crowd, words, crowd.id)[0] not in _TRADES


def hanging_on(outfit: Outfit) -> tuple[str, ...]:
    """Return the joints that swing on somebody in this outfit."""
    worn, sealed = outfit.extras, outfit.family in _SEALED
    found = ["pack"] if outfit.family == "pressure_suit" or "backpack" in worn else []
    found += HEMS if outfit.family in HANGS else ()
    found += [name for name in ("scarf", "satchel") if name in worn and not sealed]
    found += ["hair"] if outfit.hair == "long" and not sealed and outfit.family not in _HOODED else []
    return tuple(found)


def _in_company(character: Character, out: Outfit) -> Outfit:
    """A crowd wears quieter colours than the people of the story."""
    if not named_colours(character):
        return replace(out, main=shade(_pick(MUTED, out.costume, "muted"), 1.0, 0.15))
    return replace(out, main=shade(out.main, 0.55 + 0.25 * out.unit("dirt"), 0.35))


def _family(character: Character, words: str, identity: str) -> tuple[Family, str]:
    if character.dress.family:
        return character.dress.family, "film.toml"  # type: ignore[return-value]
    worn = " ".join(character.wardrobe).lower()
    for text in (worn, words):
        found = family_in(text)
        if found is not None:
            return found
    return ("work" if unit_from(identity, "cast", "family") < 0.55 else "casual"), ""


def _pick(choices: tuple[Vec3, ...], identity: str, what: str) -> Vec3:
    return choices[int(unit_from(identity, "cast", what) * len(choices))]


def named_colours(character: Character) -> list[Vec3]:
    """Return the colours that the director or else the script names for the clothes, in order."""
    if character.dress.colours:
        return [WORDS[word] for word in character.dress.colours]
    found = re.findall(rf"[a-z]+|[{''.join(CHINESE_COLOURS)}]", " ".join(character.wardrobe).lower())
    return [WORDS[word] for word in (CHINESE_COLOURS.get(one, one) for one in found) if word in WORDS]


def _colors(character: Character, family: Family, costume: str) -> tuple[Vec3, Vec3]:
    named = named_colours(character)
    tint = 0.88 + 0.24 * unit_from(costume, "cast", "tint")
    if named and character.dress.apart:
        tint = 0.72 + 0.56 * unit_from(costume, "cast", "tint")  # the named colour, but darker or brighter than the other's
    main = named[0] if named else _pick(BLENDS.get(family, CLOTHES), costume, "cloth")
    if family == "pressure_suit":
        second = _pick(BLENDS["gear"], costume, "second")
    elif family == "rag_coat":
        second = shade(main, 0.5, 0.2)
    elif family == "business":
        second = shade(main, 0.92)
    else:
        second = _pick(TROUSERS, costume, "second")
    return shade(main, tint), named[1] if len(named) > 1 else second


def _sleeves(family: Family, words: str, costume: str) -> Sleeves:
    if _top(family, words, costume) in ("shirt", "sweater"):
        return "main"
    if family == "service" or says(words, "overalls?|vest|waistcoat|dungarees"):
        return "shirt"
    if family in ("casual", "work") and unit_from(costume, "cast", "sleeves") < 0.30:
        return "second"
    return "main"


def _top(family: Family, words: str, costume: str) -> Top:
    if family != "casual":
        return "jacket"
    drawn: tuple[Top, ...] = ("jacket", "tshirt", "shirt", "sweater", "hoodie", "shirt", "jacket")
    return top_in(words) or drawn[int(unit_from(costume, "cast", "top") * len(drawn))]


def _gear(character: Character, family: Family, words: str, costume: str) -> frozenset[str]:
    """Return what is worn beside the clothes: what the words name, and what people of the trade usually have."""
    dress = character.dress
    if dress.gear is not None:
        return frozenset(dress.gear)
    found = set(gear_in(words))
    if family == "uniform" and not found & _BARE_HEADED_HATS and unit_from(costume, "cast", "cap") < 0.8:
        found.add("cap")
    if family == "service":
        found.add("tie" if unit_from(costume, "cast", "bow") < 0.5 else "apron")
    if family in ("work", "uniform"):
        found.add("belt")
    return frozenset(found - (_BARE_HEADED_HATS if family in _SEALED | _HOODED else set()))


def _build(body: Physique, identity: str) -> Build:
    u = unit_from(identity, "cast", "girth")
    heavy, slight, strong = (name in body.builds for name in ("heavy", "slight", "strong"))
    child = max(0.0, min(1.0, (16 - body.age) / 10))
    female, age = body.female, body.age
    return Build(
        girth=0.96 + 0.08 * u + 0.20 * heavy - 0.10 * slight + 0.06 * strong - 0.04 * female - 0.03 * (age > 65) + 0.07 * child,
        shoulders=(0.95 if female else 1.07) + 0.07 * strong - 0.05 * child - 0.03 * (age > 65),
        hips=1.05 - 0.05 * child if female else 0.97,
        bust=0.0 if not female or age < 14 else (0.5 + 0.4 * unit_from(identity, "cast", "bust")) * (0.35 if age > 60 else 1.0),
        belly=1.0 if heavy else 0.25 * (age > 45) * (not female),
        unborn=1.0 if "pregnant" in body.builds else 0.0,
    )


def _skin(ordered: str, words: str, identity: str) -> Vec3:
    if ordered:
        return SKIN_BY_NAME[ordered]
    for tone, pattern in SKIN_TONES.items():
        if says(words, pattern):
            return SKIN_BY_NAME[tone]
    return _pick(SKINS[:5], identity, "skin")


def _hair_color(ordered: str, words: str, age: int, skin: Vec3, identity: str) -> Vec3:
    for colour, pattern in HAIR_COLOURS.items():
        if says(ordered, colour) or says(words, pattern):
            return HAIR_BY_NAME[colour]
    if age >= 58 and unit_from(identity, "cast", "grey") < 0.85:
        return HAIR_BY_NAME["grey"]
    return _pick(HAIRS[: 5 if skin[0] > 0.35 else 3], identity, "hair-color")  # dark faces have dark hair, unless said otherwise


def _hair(ordered: str, words: str, body: Physique, identity: str) -> Hair:
    said = hair_style_in(ordered) or hair_style_in(hair_words(words))
    if said is not None:
        return said
    styles: tuple[Hair, ...] = (
        ("bob", "long", "bun", "bob", "long") if body.female else ("short", "crop", "side", "short", "curls")
    )
    if body.age > 60:
        styles = ("bun", "bob", "curls") if body.female else ("bald", "crop", "short", "side")
    return styles[int(unit_from(identity, "cast", "hair") * len(styles))]
