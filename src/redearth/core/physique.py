"""How people's bodies differ: age, sex, build and stature, from what the script says of somebody and else from who it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from redearth.core.seed import unit_from

Sex = Literal["female", "male", "unknown"]
BUILDS = ("slight", "plain", "strong", "heavy", "pregnant")
"""What ``build`` of a character in ``film.toml`` may be."""
ADULT_M = 1.72
"""The stature at which people are modelled."""
_SPREAD_M = 0.06
_LEAST_M, _MOST_M = 0.45, 2.60
_BODIES: dict[str, str] = {
    "heavy": r"stout|fat|heavy|heavyset|obese|round|plump|portly|chubby|big|burly|overweight|large|hulking|胖",
    "slight": r"slight|thin|slim|slender|skinny|gaunt|wiry|lean|frail|bony|lanky|emaciated|瘦",
    "strong": r"strong|muscular|athletic|broad|athlete|bouncer|brawny|burly|powerful|壮",
    "pregnant": r"pregnant|expecting|孕",
}
_HEIGHTS: tuple[tuple[str, float], ...] = (
    (r"giant|gigantic|towering|巨人", 0.24), (r"huge|hulking|very tall", 0.15), (r"tall|lanky|高大", 0.10), (r"dwarf|diminutive|tiny|侏儒", -0.26),
    (r"short|petite|stocky|small|矮", -0.10),
)  # fmt: skip
_AGES: tuple[tuple[str, int], ...] = (
    (r"baby|infant|newborn|婴儿", 1), (r"toddlers?", 3), (r"(?:little|small|young) (?:boys?|girls?)|child(?:ren)?|kids?|孩子?|小孩|儿童|男孩|女孩", 9),
    (r"teen(?:age)?r?s?|teenage|adolescents?|少年|少女", 15), (r"students?|cadets?|youths?|学生", 20),
    (r"old|elder(?:ly)?|aged|ancient|grandmother|grandfather|grandma|grandpa|granny|老人|老妇|老者|爷爷|奶奶|婆婆", 72),
)  # fmt: skip
_CHILDREN = r"(?:the )?(?:boys?|girls?)(?: \w| \d+)?"
_FEMALE = r"wom[ae]n|girls?|nuns?|sisters?|mothers?|ladies|wives|female|女人|女孩"
_MALE = r"m[ae]n|boys?|monks?|brothers?|fathers?|gentlemen|husbands?|male|男人|男孩"
# Age and the share of the adult stature; after the WHO's growth references (2006, 2007), both sexes together.
_GROWN = (
    (0, 0.30),
    (1, 0.44),
    (2, 0.51),
    (4, 0.60),
    (6, 0.68),
    (8, 0.745),
    (10, 0.81),
    (12, 0.875),
    (14, 0.945),
    (16, 0.985),
    (18, 1.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Physique:
    """One person's body in numbers."""

    age: int
    female: bool
    stature_m: float
    builds: frozenset[str]
    """Any of ``BUILDS``."""


def physique_of(
    identity: str, name: str, age: int | None, sex: Sex, words: Iterable[str], stature_m: float | None = None
) -> Physique:
    """Return the body of the person ``identity``; ``words`` are its traits, ``stature_m`` what a director ordered.

    What nothing is said of is drawn from the identity: the age of an adult, the sex, and a few centimetres of stature.
    """
    text = " ".join((*words, name)).lower()
    years = age if age is not None else age_in_words(name, text)
    told = sex if sex != "unknown" else sex_in_words(text)
    female = told == "female" or (told == "unknown" and unit_from(identity, "cast", "sex") < 0.5)
    known_years = years if years is not None else 25 + int(unit_from(identity, "cast", "age") * 25)
    said = frozenset(build for build, pattern in _BODIES.items() if says(text, pattern))
    tall = stature_m if stature_m is not None else _stature_m(identity, years, female, text)
    return Physique(age=known_years, female=female, stature_m=tall, builds=said)


def age_in_words(name: str, text: str) -> int | None:
    """Return the age that a name or a word tells (``OLD MAN``, ``a toddler``), else None."""
    if re.fullmatch(_CHILDREN, name.lower()):
        return 9
    return next((years for pattern, years in _AGES if says(text, pattern)), None)


def sex_in_words(text: str) -> Sex:
    """Return the sex that a lower-case text tells (``three men``), ``unknown`` where it tells none or both."""
    female, male = says(text, _FEMALE), says(text, _MALE)
    return "unknown" if female == male else "female" if female else "male"


def grown_share(age: float) -> float:
    """Return the share of the adult stature that somebody has reached at ``age``."""
    years, shares = zip(*_GROWN, strict=True)
    return float(np.interp(age, years, shares))


def says(text: str, pattern: str) -> bool:
    """Return whether one of the words of a pattern stands in a lower-case text (Chinese ones anywhere, Latin ones whole)."""
    return re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", text) is not None


def _stature_m(identity: str, age: int | None, female: bool, text: str) -> float:
    adult = 1.66 if female else 1.78
    adult += next((more for pattern, more in _HEIGHTS if says(text, pattern)), 0.0)
    # Two draws make the ends rarer than the middle.
    adult += _SPREAD_M * (unit_from(identity, "stature", 1) + unit_from(identity, "stature", 2) - 1.0)
    years = 30 if age is None else age
    return min(_MOST_M, max(_LEAST_M, adult * grown_share(years) - max(0, years - 55) * 0.0025))
