"""How tall creatures are: nouns, words of size, comparisons and measures to metres, for whoever needs room for one."""

from __future__ import annotations

import re

PLAIN_M = 1.5
"""Height of the back of a creature of which nothing is said."""
_LEAST_M, _MOST_M = 0.12, 8.0
_KINDS_M: tuple[tuple[str, float], ...] = (
    ("elephants?|rhinos?|mammoths?|hippos?", 2.7), ("dragons?|wyverns?|dinosaurs?|griffins?|leviathans?|whales?", 2.2),
    ("horses?|cows?|bulls?|ox|oxen|camels?|elks?|moose|stallions?|mares?", 1.5), ("bears?|grizzly", 1.2), ("gorillas?|ogres?|trolls?", 1.75),
    ("deer|stags?|pony|ponies|donkeys?|mules?", 1.05), ("lions?|tigers?|panthers?|leopards?|pumas?|jaguars?|cougars?", 0.98),
    ("wolf|wolves|hyenas?|coyotes?|hounds?|hellhounds?|jackals?", 0.95), ("dogs?|boars?|pigs?|hogs?|goats?|sheep|foxes|fox", 0.72),
    ("pupp(?:y|ies)|rabbits?|hares?", 0.32), ("cats?|kittens?", 0.32), ("rats?|mouse|mice|rodents?|weasels?", 0.3),
    ("lizards?|crocodiles?|alligators?|salamanders?|iguanas?|geckos?|newts?", 0.5), ("frogs?|toads?|turtles?", 0.35),
    ("raptors?|velociraptors?|ostrich(?:es)?", 1.45), ("monkeys?|imps?|goblins?|gremlins?", 1.0),
    ("zombies?|ghouls?|mutants?|demons?|ghosts?|werewol(?:f|ves)|apes?|aliens?|humanoids?|stalkers?", 1.62),
    ("eagles?|vultures?|hawks?|falcons?|owls?|gulls?", 0.55), ("birds?|crows?|ravens?|chickens?|pigeons?|doves?", 0.38), ("bats?", 0.4),
    ("moths?|butterfl(?:y|ies)|fl(?:y|ies)|wasps?|bees?|locusts?|mosquitos?|dragonfl(?:y|ies)", 0.4),
    ("pythons?|anacondas?|cobras?", 1.1), ("snakes?|vipers?|eels?|serpents?|worms?|leech(?:es)?|slugs?|maggots?|larva[es]?", 0.9),
    ("sharks?", 1.2), ("fish(?:es)?", 0.5),
)  # fmt: skip
_THINGS_M: tuple[tuple[str, float], ...] = (
    ("houses?|buildings?|barns?|church(?:es)?", 6.0), ("trees?|trucks?|bus(?:es)?|tanks?", 3.2), ("cars?|vans?|door(?:way)?s?|m[ae]n|wom[ae]n|person", 1.75),
    ("child(?:ren)?|boys?|girls?", 1.2), ("hands?|fists?|shoes?|boots?", 0.15), ("fingers?|coins?", 0.12), ("hills?|towers?|skyscrapers?|mountains?", 8.0),
)  # fmt: skip
_FACTORS: tuple[tuple[str, float], ...] = (
    ("colossal|gigantic|mountainous|towering|titanic", 2.8), ("huge|giant|enormous|massive|immense|monstrous|hulking", 1.9),
    ("big|large|great|tall", 1.3), ("tiny|minute|minuscule", 0.3), ("small|little|young|baby|dwarf", 0.6),
)  # fmt: skip
_CHINESE: tuple[tuple[str, str], ...] = (
    ("巨大|巨型|庞大|硕大", "huge"), ("微小|极小", "tiny"), ("小型|幼", "small"), ("房子|房屋|楼", "house"), ("老虎", "tiger"), ("狮子", "lion"),
    ("蜘蛛", "spider"), ("蛇|蟒", "snake"), ("狼", "wolf"), ("狗|犬", "dog"), ("猫", "cat"), ("马", "horse"), ("熊", "bear"), ("鼠", "rat"),
    ("鸟|乌鸦", "bird"), ("蝙蝠", "bat"), ("龙", "dragon"), ("蜥蜴", "lizard"), ("虫", "bug"), ("鹰", "eagle"), ("猿|猩猩", "ape"), ("丧尸|僵尸", "zombie"),
    ("蝎", "scorpion"), ("蜈蚣", "centipede"), ("蛾", "moth"), ("鹿", "deer"), ("牛", "bull"), ("猪", "pig"),
)  # fmt: skip
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "twelve": 12, "twenty": 20,
           "half": 0.5, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "八": 8, "十": 10}  # fmt: skip
_MEASURE = re.compile(
    rf"(\d+(?:\.\d+)?|{'|'.join(_COUNTS)})\s*(?:a\s+|-)?\s*(met(?:re|er)s?|m|feet|foot|ft|米|公尺)(?![a-z])[- ]*(tall|high|long|高|长)?"
)
_LIKE = re.compile(
    r"(?:size of|(?:tall|big|large|high) as|bigger than|taller than|larger than)\s+(?:an?\s+|the\s+)?([a-z]+)|-?([a-z]+)-sized"
)
_LENGTH_SHARE = {"serpent": 0.26, "beast": 0.5}
_LONG = re.compile(r"\b(?:snakes?|serpents?|worms?|eels?|pythons?|vipers?|cobras?|leech|anacondas?)\b")


def creature_stature_m(words: str) -> float:
    """Return the height of a creature's back in metres from everything the script says about it, names included.

    A measure ("three metres tall", "ten feet long", "三米高") counts before a comparison ("the size of a dog", "as tall as a house"),
    that before its kind; "huge" and "tiny" scale the kind's own height.
    """
    text = in_english(words)
    said = _measured_m(text)
    if said is None:
        said = _compared_m(text)
    if said is None:
        said = _first(text, _KINDS_M, PLAIN_M) * _first(text, _FACTORS, 1.0)
    return min(_MOST_M, max(_LEAST_M, said))


def in_english(words: str) -> str:
    """Return lower-case words with the English of Chinese nouns and words of size added."""
    found = [english for pattern, english in _CHINESE if re.search(pattern, words)]
    return " ".join((words.lower(), *found))


def _measured_m(text: str) -> float | None:
    found = _MEASURE.search(text)
    if found is None:
        return None
    count = _COUNTS.get(found[1])
    metres = (float(found[1]) if count is None else count) * (0.3048 if found[2] in ("feet", "foot", "ft") else 1.0)
    if found[3] in ("long", "长"):
        metres *= _LENGTH_SHARE["serpent" if _LONG.search(text) else "beast"]
    return metres


def _compared_m(text: str) -> float | None:
    for found in _LIKE.finditer(text):
        size = _first(found[1] or found[2], _THINGS_M + _KINDS_M, 0.0)
        if size:
            return size
    return None


def _first(text: str, table: tuple[tuple[str, float], ...], otherwise: float) -> float:
    return next((value for pattern, value in table if re.search(rf"\b(?:{pattern})\b", text)), otherwise)
