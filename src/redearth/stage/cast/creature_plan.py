"""What kind of body a creature has: from the script's words to a plan, its proportions, its size and its number of legs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from redearth.breakdown.model import Character
from redearth.core.seed import unit_from
from redearth.core.stature import creature_stature_m, in_english
from redearth.stage.parts import Skeleton
from redearth.stage.rig import legged
from redearth.stage.rig_creature import Frame, flyer, quadruped, serpent, upright

Plan = Literal["arthropod", "quadruped", "upright", "flyer", "serpent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreaturePlan:
    """One creature's body, decided."""

    plan: Plan
    kin: str
    """Whose skull, coat and build it has: a key of :data:`KINS`."""
    frame: Frame
    legs: int
    stature_m: float
    words: str
    """All the script says, lower case, in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A family of creatures: the nouns that name it and what it is built like."""

    plan: Plan
    nouns: str
    frame: Frame
    coat: str = "hide"
    """What covers it when nothing is said: ``fur hide scales chitin feathers skin``."""


_F = Frame
KINS: dict[str, Kin] = {
    "wolf": Kin(plan="quadruped", nouns="wolf|wolves|coyotes?|jackals?|hyenas?|hounds?|hellhounds?|fox(?:es)?", frame=_F(), coat="fur"),
    "dog": Kin(plan="quadruped", nouns="dogs?|pupp(?:y|ies)", frame=_F(trunk=0.95, neck=0.38, neck_rise_rad=0.8, head=0.38, tail=0.6, tail_fall_rad=0.1), coat="hide"),
    "cat": Kin(plan="quadruped", nouns="cats?|kittens?|lions?|tigers?|panthers?|leopards?|pumas?|jaguars?|cougars?", frame=_F(trunk=1.12, wide=0.14, elbow=0.46, neck=0.34, neck_rise_rad=0.45, head=0.33, hock=0.24, wrist=0.16, tail=0.95, tail_fall_rad=0.6), coat="hide"),
    "rat": Kin(plan="quadruped", nouns="rats?|mouse|mice|rodents?|weasels?|rabbits?|hares?", frame=_F(trunk=1.25, wide=0.20, elbow=0.30, wrist=0.10, hock=0.16, neck=0.30, neck_rise_rad=0.15, head=0.58, tail=1.6, tail_fall_rad=0.5), coat="fur"),
    "bear": Kin(plan="quadruped", nouns="bears?|grizzly|boars?|pigs?|hogs?|badgers?|elephants?|rhinos?|mammoths?|hippos?", frame=_F(trunk=1.05, wide=0.20, elbow=0.46, wrist=0.12, hock=0.13, neck=0.34, neck_rise_rad=0.30, head=0.40, tail=0.12, tail_fall_rad=1.2), coat="fur"),
    "horse": Kin(plan="quadruped", nouns="horses?|pony|ponies|donkeys?|mules?|deer|stags?|elks?|moose|cows?|bulls?|ox|oxen|goats?|sheep|camels?|stallions?|mares?", frame=_F(trunk=0.92, wide=0.115, elbow=0.56, wrist=0.30, hock=0.36, neck=0.56, neck_rise_rad=0.80, head=0.47, tail=0.55, tail_fall_rad=1.25), coat="hide"),
    "lizard": Kin(plan="quadruped", nouns="lizards?|crocodiles?|alligators?|salamanders?|iguanas?|geckos?|newts?|frogs?|toads?|turtles?|reptiles?", frame=_F(trunk=1.75, wide=0.30, elbow=0.50, wrist=0.10, hock=0.12, sprawl=0.34, neck=0.42, neck_rise_rad=0.12, head=0.72, tail=2.1, tail_fall_rad=0.32), coat="scales"),
    "ghoul": Kin(plan="upright", nouns="mutants?|ghouls?|zombies?|demons?|ghosts?|stalkers?|humanoids?|aliens?|abominations?|imps?|goblins?|gremlins?", frame=_F(wide=0.13, head=0.17, neck=0.16, neck_rise_rad=0.35, tail=0.0, hock=0.14), coat="skin"),
    "ape": Kin(plan="upright", nouns="apes?|gorillas?|monkeys?|ogres?|trolls?|yeti|werewol(?:f|ves)", frame=_F(wide=0.19, head=0.20, neck=0.12, neck_rise_rad=0.30, tail=0.0, hock=0.12), coat="fur"),
    "raptor": Kin(plan="upright", nouns="raptors?|velociraptors?|dinosaurs?|ostrich(?:es)?", frame=_F(wide=0.115, head=0.30, neck=0.34, neck_rise_rad=0.75, tail=0.95, tail_fall_rad=0.12, hock=0.42, back=-0.14, arm=0.55), coat="scales"),
    "bird": Kin(plan="flyer", nouns="birds?|crows?|ravens?|eagles?|hawks?|owls?|vultures?|falcons?|chickens?|gulls?|pigeons?|doves?", frame=_F(wide=0.16, neck=0.26, neck_rise_rad=0.85, head=0.42, tail=0.75, tail_fall_rad=0.45, span=1.75, hock=0.24), coat="feathers"),
    "bat": Kin(plan="flyer", nouns="bats?", frame=_F(wide=0.15, neck=0.12, neck_rise_rad=0.6, head=0.36, tail=0.25, tail_fall_rad=0.6, span=2.3, hock=0.2), coat="fur"),
    "dragon": Kin(plan="flyer", nouns="dragons?|wyverns?|griffins?|gargoyles?|pterodactyls?", frame=_F(wide=0.15, neck=0.66, neck_rise_rad=0.72, head=0.42, tail=1.35, tail_fall_rad=0.45, span=2.4, hock=0.30), coat="scales"),
    "moth": Kin(plan="flyer", nouns="moths?|butterfl(?:y|ies)|fl(?:y|ies)|wasps?|bees?|locusts?|mosquitos?|dragonfl(?:y|ies)", frame=_F(wide=0.15, neck=0.12, neck_rise_rad=0.3, head=0.30, tail=0.7, tail_fall_rad=0.5, span=1.7, hock=0.22), coat="fur"),
    "snake": Kin(plan="serpent", nouns="snakes?|serpents?|pythons?|vipers?|cobras?|anacondas?|eels?|sharks?|fish(?:es)?|whales?|leviathans?", frame=_F(head=0.30), coat="scales"),
    "worm": Kin(plan="serpent", nouns="worms?|leech(?:es)?|slugs?|maggots?|larva[es]?|grubs?", frame=_F(head=0.24), coat="skin"),
    "spider": Kin(plan="arthropod", nouns="spiders?|arachnids?|scorpions?|tarantulas?|octopus(?:es)?|crabs?", frame=_F(), coat="chitin"),
    "centipede": Kin(plan="arthropod", nouns="centipedes?|millipedes?", frame=_F(), coat="chitin"),
    "insect": Kin(plan="arthropod", nouns="insects?|bugs?|ants?|beetles?|roach(?:es)?|mantis(?:es)?|crawlers?", frame=_F(), coat="chitin"),
}  # fmt: skip
_USUAL_LEGS = {"arthropod": 6, "quadruped": 4, "upright": 2, "flyer": 2, "serpent": 0}
_KIN_LEGS = {"spider": 8, "centipede": 12}
_NUMBERS = {"two": 2, "three": 2, "four": 4, "six": 6, "eight": 8, "ten": 10, "twelve": 12, "many": 8, "hundred": 12}
_LEGS = re.compile(r"\b(two|three|four|six|eight|ten|twelve|many|hundred|\d+)[- ]?leg")
_CHINESE_LEGS = (("六.?[条只]?腿|六足", 6), ("八.?[条只]?腿|八足", 8), ("四.?[条只]?腿|四足", 4), ("百足", 12))
_SAID: tuple[tuple[str, str], ...] = (
    ("无眼|没有眼睛|盲", "eyeless"), ("苍白|惨白", "pale"), ("变异", "mutated"), ("翅膀|有翼|双翼", "winged"), ("鳞", "scaly"), ("毛", "furry"),
    ("腐烂", "rotten"), ("透明", "translucent"), ("角", "horned"), ("刺", "spiny"), ("触手|触须", "tentacles"), ("湿|黏", "wet"), ("红", "red"), ("黑", "black"),
    ("白", "white"), ("绿", "green"), ("灰", "grey"), ("发光", "glowing"), ("甲", "armoured"),
)  # fmt: skip
_FORMLESS: tuple[tuple[float, str], ...] = ((0.45, "insect"), (0.65, "wolf"), (0.85, "ghoul"), (0.93, "spider"), (1.0, "lizard"))


def plan_of(character: Character) -> CreaturePlan:
    """Return a creature's plan; what the words leave open follows from its identity, so that any words give a creature."""
    words = words_of(character)
    legs = _said_legs(character, words)
    kin = _kin_of(character, words, legs)
    plan = _plan_of(KINS[kin].plan, words, legs)
    frame = KINS[kin].frame
    count = _USUAL_LEGS[plan] if legs is None else legs
    if plan == "arthropod":
        count = _KIN_LEGS.get(kin, count) if legs is None else max(2, legs)
    elif plan == "quadruped":
        count = max(4, count)
        frame = replace(frame, pairs=count // 2, trunk=frame.trunk * (1.0 + 0.18 * (count // 2 - 2)))
    if plan == "upright" and KINS[kin].plan != "upright":
        frame = replace(frame, head=0.62 * frame.head, neck=0.2, neck_rise_rad=0.5, wide=0.14, hock=0.16)
    if plan == "flyer" and KINS[kin].plan != "flyer":
        frame = replace(frame, neck=min(frame.neck, 0.4), wide=0.15, span=2.2)
    if plan == "quadruped" and KINS[kin].plan != "quadruped":
        frame = replace(KINS["wolf"].frame, head=0.34, wide=0.15, pairs=frame.pairs, trunk=frame.trunk)
    return CreaturePlan(plan=plan, kin=kin, frame=frame, legs=count, stature_m=creature_stature_m(words), words=words)


def words_of(character: Character) -> str:
    """Return all that the script says of a creature, lower case, Chinese words with their English added."""
    said = " ".join((*character.traits, *character.wardrobe, character.name))
    return " ".join((in_english(said), *(english for pattern, english in _SAID if re.search(pattern, said))))


def creature_skeleton(plan: CreaturePlan, stature_m: float | None = None) -> Skeleton:
    """Return the skeleton of a plan, at its own stature or at another."""
    size = plan.stature_m if stature_m is None else stature_m
    if plan.plan == "arthropod":
        return legged(plan.legs, size)
    return {"quadruped": quadruped, "upright": upright, "flyer": flyer, "serpent": serpent}[plan.plan](plan.frame, size)


def _said_legs(character: Character, words: str) -> int | None:
    """Return how many legs the script counts, made even, 0 to 12."""
    count = character.legs
    if count is None:
        found = _LEGS.search(words)
        count = (_NUMBERS.get(found[1]) or int(found[1])) if found else None
    if count is None:
        count = next((legs for pattern, legs in _CHINESE_LEGS if re.search(pattern, words)), None)
    if count is None and re.search(r"\b(?:legless|limbless)\b", words):
        return 0
    return None if count is None else max(0, min(12, count - count % 2))


def _kin_of(character: Character, words: str, legs: int | None) -> str:
    """Return the first kin that a noun names (the last noun of the words leads: a "wolf spider" is a spider), else one by legs and identity."""
    bare = re.sub(r"(?:size of|(?:tall|big|large|high) as|than)\s+(?:an?\s+|the\s+)?[a-z]+|[a-z]+-sized", " ", words)
    found = [(m.start(), kin) for kin, row in KINS.items() for m in re.finditer(rf"\b(?:{row.nouns})\b", bare)]
    if found:
        return max(found)[1]
    if legs is not None and legs != 4:
        return {0: "snake", 2: "ghoul", 6: "insect"}.get(legs, "spider")
    drawn = unit_from(character.id, "cast", "kin")
    if re.search(r"\b(?:winged|flying)\b", words):
        return "dragon" if drawn < 0.6 else "bat"
    if legs == 4 or re.search(r"\b(?:beasts?|herd|pack|野兽)\b|野兽", words):
        return "wolf" if drawn < 0.5 else "bear" if drawn < 0.75 else "lizard"
    return next(kin for share, kin in _FORMLESS if drawn < share)


def _plan_of(usual: Plan, words: str, legs: int | None) -> Plan:
    """Return the kin's own plan, or another where the script counts limbs that it has not."""
    if usual not in ("serpent", "flyer") and re.search(r"\b(?:winged|wings|flying)\b", words):
        return "flyer"
    if legs is None or usual in ("arthropod", "flyer"):
        return usual
    if legs == 0:
        return "serpent"
    if legs == 2:
        return "upright"
    if usual == "serpent":
        return "arthropod"
    return "quadruped"
