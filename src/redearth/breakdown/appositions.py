"""What stands between commas after a name: ``ANNA (28), athletic, in a red jacket``, ``a WOLF, grey, the size of a dog``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redearth.breakdown import words
from redearth.breakdown.lexicon import Lexicon

_CLOTHED = re.compile(r"^(?:dressed in|clad in|wearing|in|wrapped in)\s+(.*)$", re.IGNORECASE)
_WITH = re.compile(r"^with\s+(.*)$", re.IGNORECASE)
_SIZE = re.compile(
    r"^(?:about |almost |nearly |some )?(?:the size of|twice the size of|half the size of|as (?:big|large|tall|high|small|long) as|bigger than|larger than|"
    r"taller than|smaller than|\d+(?:\.\d+)?\s*(?:m|metres?|meters?|feet|foot|ft|cm)\b)",
    re.IGNORECASE,
)
_NOUN = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_SMALL = frozenset(["a", "an", "the", "and", "very", "but", "rather", "quite", "almost", "of"])
_PARTING = words.RELATIVES | words.POSSESSIVES | words.PREPOSITIONS | words.DETERMINERS | words.CONJUNCTIONS
"""Words that end what qualifies a garment."""
_LEGGED = re.compile(r"^[\w]+-(?:legged|eyed|headed|armed|winged|haired|skinned|toothed|faced|bearded)$")
_AGE = re.compile(
    r"^(?:in (?:his|her|their) )?(?:(early|mid|late)[- ]+)?(?:aged?\s+)?(\d{1,3})\s*(['’]?s)?(?:\s+years old)?$", re.IGNORECASE
)
_COMPOUND = re.compile(
    r"^[a-z]{3,}(?:coat|suit|shirt|dress|hat|boots|gown|trousers|pants|jacket|wear|hood|cap|gloves|shoes|vest|robe|cape|mask)s?$"
)
"""One word of two: ``raincoat``, ``nightgown``, ``swimsuit``."""
_LESS = re.compile(r"^(?:eye|hair|wing|leg|tail|limb|mouth|face)less$")


@dataclass(frozen=True, slots=True)
class Looks:
    """Clothes and traits in the words of the script."""

    worn: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


def appositions(rest: str, lexicon: Lexicon, *, creature: bool) -> Looks:
    """Return the looks that ``rest``, the text right after a name, gives before its verb; a creature keeps every adjective."""
    worn: list[str] = []
    traits: list[str] = []
    for piece in _pieces(rest):
        looks = _read(piece, lexicon, creature=creature)
        if looks is None:
            if _aside(piece, lexicon):
                continue
            break
        worn += looks.worn
        traits += looks.traits
    return Looks(tuple(dict.fromkeys(worn)), tuple(dict.fromkeys(traits)))


def age_told(rest: str) -> int | None:
    """Return the age in years that stands between commas or in brackets after a name; ``mid-40s`` is 45, ``late 20s`` 28."""
    for piece in _pieces(rest)[:5]:
        if found := _AGE.match(piece):
            decade = {"early": 2, "mid": 5, "late": 8}.get((found[1] or "").casefold(), 5)
            age = int(found[2]) + (decade if found[3] else 0)
            return age if 0 < age < 121 else None
    return None


def garments(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return colours and garments in order: ``a red work jacket`` is ``red``, ``work jacket``."""
    found: list[str] = []
    kind: list[str] = []
    lows = re.findall(r"[\w'-]+|[,;&]", text.casefold())
    for at, low in enumerate(lows):
        lemma = words.noun_lemma(low)
        compound = lows[at + 1 : at + 2] and is_garment(words.noun_lemma(lows[at + 1]), lexicon)
        if lexicon.is_a("colour", low):
            found.append(low)
        elif (is_garment(low, lexicon) or is_garment(lemma, lexicon)) and not compound:
            garment = low if is_garment(low, lexicon) else lemma
            found.append(" ".join([*kind, garment]))
            kind = []
        elif low in _SMALL or low in _PARTING or low in ",;&":
            kind = []
        else:
            kind = [*kind, low][-2:]
    return tuple(found)


def is_garment(low: str, lexicon: Lexicon) -> bool:
    """True for a word of the wardrobe, and for one word that ends in such a word."""
    return lexicon.is_a("wardrobe", low) or _COMPOUND.match(low) is not None


def describes(low: str, lexicon: Lexicon) -> bool:
    """True for a word that tells how somebody looks."""
    return lexicon.is_a("descriptors", low) or _LEGGED.match(low) is not None or _LESS.match(low) is not None


def _pieces(rest: str) -> list[str]:
    """Return what stands in brackets after the name and then between commas, as far as the commas go."""
    pieces: list[str] = []
    bracket = re.match(r"\s*[(（]([^()（）]*)[)）]", rest)
    if bracket:
        pieces += re.split(r"[,，;]", bracket[1])
        rest = rest[bracket.end() :]
    follows = re.match(r"\s*[,，](.*)$", rest, re.DOTALL)
    if follows:
        pieces += re.split(r"[,，;—–]|\.(?:\s|$)", follows[1])
    elif re.match(r"\s+(?:in|wearing|dressed in|clad in)\s", rest):
        pieces.append(re.split(r"[,，;—–]|\.(?:\s|$)", rest.strip())[0])
    return [piece.strip() for piece in pieces if piece.strip()]


def _read(piece: str, lexicon: Lexicon, *, creature: bool) -> Looks | None:
    """Return what one piece says; None when it is no description, which ends them."""
    if _AGE.match(piece):
        return Looks()
    if clothed := _CLOTHED.match(piece):
        worn = garments(clothed[1], lexicon)
        return Looks(worn=worn) if worn else None
    if _SIZE.match(piece):
        return Looks(traits=(piece.casefold(),))
    if having := _WITH.match(piece):
        return _having(having[1], lexicon, creature=creature)
    if _NOUN.match(piece):
        head, _, tail = re.sub(r"\s+(?:dressed in|clad in|in|wearing)\s+", "\0", piece, count=1).partition("\0")
        return Looks(worn=garments(tail, lexicon), traits=_traits(head, lexicon, creature=creature))
    lows = re.findall(r"[\w'-]+", piece.casefold())
    plain = all(low in _SMALL or describes(low, lexicon) or (creature and _adjective(low, lexicon)) for low in lows)
    return Looks(traits=tuple(low for low in lows if low not in _SMALL)) if plain and lows else None


def _aside(piece: str, lexicon: Lexicon) -> bool:
    """True for a word or two that the film has no picture for (``ANNA, impatient, in a red coat, …``): no verb, no circumstance."""
    lows = re.findall(r"[\w'-]+", piece.casefold())
    if not lows or len(lows) > 2 or lows[0] in _PARTING:
        return False
    return not any(lexicon.verb(low, form) for low in lows for form in ("s", "ing"))


def _having(text: str, lexicon: Lexicon, *, creature: bool) -> Looks | None:
    worn = garments(text, lexicon)
    traits = (text.casefold(),) if creature else _traits(text, lexicon, creature=False)
    return Looks(worn=worn, traits=traits) if worn or traits else None


def _traits(text: str, lexicon: Lexicon, *, creature: bool) -> tuple[str, ...]:
    lows = re.findall(r"[\w'-]+", text.casefold())
    return tuple(low for low in lows if describes(low, lexicon) or (creature and low not in _SMALL))


def _adjective(low: str, lexicon: Lexicon) -> bool:
    """True for a word that may be an adjective: no verb in the third person, no preposition or name."""
    return not lexicon.verb(low, "s") and low not in words.PREPOSITIONS
