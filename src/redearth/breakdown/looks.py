"""What the script says about how its people look: age, sex, clothes, traits, legs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from redearth.breakdown import words
from redearth.breakdown.appositions import age_told, appositions, describes, is_garment
from redearth.breakdown.clauses import ClauseReader
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.roster import Roster, name_words

Sex = Literal["female", "male", "unknown"]
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "many": 8}
_LEGS = re.compile(r"\b(two|three|four|five|six|eight|ten|many|\d+)[- ]legged\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(she|her|hers|herself|he|him|his|himself)\b", re.IGNORECASE)
_OLD_TITLES = frozenset(["elder", "old", "grandmother", "grandfather", "grandma", "grandpa"])


def sex_of_words(parts: Sequence[str], lexicon: Lexicon) -> Sex:
    """Return the sex that a name or noun tells, by its words and then by lists of names."""
    for table in (lexicon.words, lexicon.names):
        for part in parts:
            female, male = part in table["female"], part in table["male"]
            if female != male:
                return "female" if female else "male"
    return "unknown"


def describe(paragraphs: Sequence[str], roster: Roster, lexicon: Lexicon) -> None:
    """Fill in age, sex, clothes, traits and legs of every character in ``roster``."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    recent: list[str] = []
    for paragraph in paragraphs:
        here: list[str] = []
        for sentence in words.split_sentences(paragraph):
            here = _read_sentence(sentence.text, roster, lexicon, votes, here, recent)
            recent = [*(r for r in recent if r not in here), *here][-6:]
    for identity, character in roster.characters.items():
        sex = character.sex
        parts = name_words(character.name)
        certain = identity == roster.default or not character.name.isascii() or bool(set(parts) & _sexed(lexicon))
        told = votes[identity]
        if told and not certain and character.kind == "person":
            sex = "female" if told["female"] > told["male"] else "male" if told["male"] > told["female"] else sex
        age = 70 if character.age is None and set(parts) & _OLD_TITLES else character.age
        roster.characters[identity] = replace(character, sex=sex, age=age)


def _sexed(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words["female"] | lexicon.words["male"]


def _read_sentence(
    text: str, roster: Roster, lexicon: Lexicon, votes: dict[str, Counter[str]], here: list[str], recent: list[str]
) -> list[str]:
    """Read one sentence; return whom its paragraph named last."""
    tokens = words.tokenize(text)
    named: list[str] = []
    at = 0
    while at < len(tokens):
        identity, length = roster.match(tokens, at)
        if identity:
            named.append(identity)
            end = tokens[at + length - 1].end
            _note_age(text[end:], roster, identity)
            creature = roster.characters[identity].kind == "creature"
            told = appositions(text[end:], lexicon, creature=creature)
            worn = tuple(_of_the_kind(garment, roster) for garment in told.worn)
            _add_looks(roster, identity, worn, (*_before(tokens, at, lexicon, creature=creature), *told.traits))
        elif _PRONOUN.fullmatch(tokens[at].low):
            _vote(tokens[at].low, named, here, recent, roster, votes)
        at += length or 1
    _note_clothes(text, roster, lexicon)
    return list(dict.fromkeys(named)) or here


def _before(tokens: Sequence[words.Token], at: int, lexicon: Lexicon, *, creature: bool) -> tuple[str, ...]:
    """Return the adjectives right before a name, as far as they tell looks: ``a huge, pale SERPENT``."""
    found: list[str] = []
    for token in reversed(tokens[max(0, at - 5) : at]):
        if token.word and (describes(token.low, lexicon) or (creature and lexicon.is_a("colour", token.low))):
            found.append(token.low)
        elif token.word or token.low != ",":
            break
    return tuple(reversed(found))


def _vote(
    pronoun: str, named: list[str], here: list[str], recent: list[str], roster: Roster, votes: dict[str, Counter[str]]
) -> None:
    """A pronoun votes for the person just named; across paragraphs weakly, and never against what is known."""
    sex = "female" if pronoun.startswith(("she", "her")) else "male"
    people = [n for n in dict.fromkeys(named) if roster.characters[n].kind == "person"]
    if people:
        if len(people) == 1:
            votes[people[0]][sex] += 3
        return
    other = "male" if sex == "female" else "female"
    before = [n for n in dict.fromkeys(here) if roster.characters[n].kind == "person"]
    if before:  # "Mara slaps Ben. He …": of two, the one whose name does not speak against it
        fits = [n for n in before if roster.characters[n].sex != other] if len(before) > 1 else before
        votes[(fits or before)[0]][sex] += 3
        return
    open_to = [
        n for n in recent if roster.characters[n].kind == "person" and roster.characters[n].sex != other and votes[n][other] == 0
    ]
    if open_to:
        votes[open_to[-1]][sex] += 1


def _note_age(rest: str, roster: Roster, identity: str) -> None:
    age = age_told(rest)
    if age is not None and roster.characters[identity].age is None:
        roster.characters[identity] = replace(roster.characters[identity], age=age)


def _note_clothes(text: str, roster: Roster, lexicon: Lexicon) -> None:
    """Give clothes and traits to whoever the subject names: ``two figures in yellow pressure suits, LIN and WEI``."""
    bare = re.sub(r"[(（][^()（）]*[)）]", " ", text)
    reader = ClauseReader(words.tokenize(bare), lexicon, roster)
    for clause in reader.read():
        for phrase in clause.subject:
            for identity in phrase.who:
                _add_looks(roster, identity, _worn(phrase, roster, lexicon), _traits(phrase, lexicon))
                span = " ".join(
                    t.text for a, b in reader.folded for t in reader.tokens[a:b] if a > phrase.start and a - phrase.start < 4
                )
                _apposed(span, roster, identity, lexicon)
        for worn in clause.objects if clause.verb in ("wear", "sport") else []:
            for identity in (i for p in clause.subject for i in p.who):
                _add_looks(roster, identity, (*worn.adjectives, worn.head), ())


def _worn(phrase: Phrase, roster: Roster, lexicon: Lexicon) -> tuple[str, ...]:
    found: list[str] = []
    for preposition, inner in phrase.inside:
        if preposition in ("in", "with") and (
            is_garment(inner.head, lexicon) or any(is_garment(a, lexicon) for a in inner.adjectives)
        ):
            colours = [a for a in inner.adjectives if lexicon.is_a("colour", a)]
            kind = [a for a in inner.adjectives if a not in colours]
            found += [*colours, " ".join([*kind, inner.head]) if kind else _of_the_kind(inner.head, roster)]
    return tuple(found)


def _of_the_kind(garment: str, roster: Roster) -> str:
    """Return the garment as the script first qualified it: after ``pressure suits``, ``suits`` are pressure suits."""
    worn = (w for character in roster.characters.values() for w in character.wardrobe)
    return next((w for w in worn if w.endswith(f" {garment}")), garment)


def _traits(phrase: Phrase, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(a for a in phrase.adjectives if lexicon.is_a("descriptors", a))


def _apposed(text: str, roster: Roster, identity: str, lexicon: Lexicon) -> None:
    traits = [t.low for t in words.tokenize(text) if t.word and (lexicon.is_a("descriptors", t.low) or t.low.endswith("-legged"))]
    legs = _LEGS.search(text)
    character = roster.characters[identity]
    if legs and character.legs is None:
        count = (
            _NUMBERS.get(legs.group(1).casefold()) or int(legs.group(1))
            if legs.group(1).isdigit()
            else _NUMBERS.get(legs.group(1).casefold(), 4)
        )
        roster.characters[identity] = replace(character, legs=min(count, 16), kind="creature")
    _add_looks(roster, identity, (), tuple(traits))


def _add_looks(roster: Roster, identity: str, worn: tuple[str, ...], traits: tuple[str, ...]) -> None:
    character = roster.characters[identity]
    roster.characters[identity] = replace(
        character,
        wardrobe=tuple(dict.fromkeys((*character.wardrobe, *worn))),
        traits=tuple(dict.fromkeys((*character.traits, *traits))),
    )
