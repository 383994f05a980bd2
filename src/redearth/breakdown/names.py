"""Characters by mixed-case names: ``Mara``, ``Dr. Mara Ellison``, ``Athlete A``, and people called A, B and C."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from redearth.breakdown import words
from redearth.breakdown.census import add_character, can_act
from redearth.breakdown.roster import Roster, name_words
from redearth.breakdown.words import Token

_LETTER = re.compile(r"(?<![\w'’-])(?<!\w )([B-HJ-Z])(?![\w.&/-])(?=\s+[a-z]|['’]s|,)")
_NEVER_FIRST = (
    words.DETERMINERS | words.PREPOSITIONS | words.SUBORDINATORS | words.PRONOUNS | words.CONJUNCTIONS | words.AUXILIARIES
)


def add_letters(paragraphs: Iterable[str], roster: Roster) -> None:
    """Add people called by single letters; ``A`` counts only where others do."""
    letters = Counter(letter for paragraph in paragraphs for letter in _LETTER.findall(paragraph))
    if sum(letters.values()) < 3:
        return
    for letter in ("A", *sorted(name for name, count in letters.items() if count > 1)):
        add_character(roster, letter)


def add_names(paragraphs: Sequence[str], roster: Roster) -> None:
    """Add capitalised words that act, where they are seen in the middle of a sentence, in a list of names or often."""
    lexicon = roster.lexicon
    seen: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    lower: set[str] = set()
    for paragraph in paragraphs:
        for sentence in words.split_sentences(paragraph):
            tokens = words.tokenize(sentence.text)
            lower |= {t.low for t in tokens if t.text[0].islower()}
            for start, end in _titled_runs(tokens):
                name = " ".join(t.text for t in tokens[start:end])
                seen[name] += 1 + (start > 0) - 3 * (start > 0 and tokens[start - 1].low in words.DETERMINERS)
                acting[name] += end < len(tokens) and tokens[end].word and can_act(tokens[end].text, lexicon)
    names = lexicon.names["female"] | lexicon.names["male"]
    for name in sorted(seen, key=lambda n: (-len(n), n)):
        parts = name_words(name)
        single = len(parts) == 1
        if not parts or parts in roster.aliases or not acting[name] or not _is_name(parts, lower, roster):
            continue
        if not single or parts[0] in names or seen[name] >= 3:
            add_character(roster, name)


def _is_name(parts: tuple[str, ...], lower: set[str], roster: Roster) -> bool:
    lemma = words.noun_lemma(parts[0])
    if len(parts) > 1:
        return True
    return parts[0] not in lower and not any(
        roster.lexicon.is_a(table, lemma) for table in ("environment", "person", "crowd", "fixed")
    )


def _titled_runs(tokens: list[Token]) -> Iterable[tuple[int, int]]:
    """Yield (start, end) of each run of capitalised words."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = at + 1
        if _starts_name(token):
            while end < len(tokens) and tokens[end].word and tokens[end].titled and not tokens[end].caps:
                end += 1
            yield at, end
        at = end


def _starts_name(token: Token) -> bool:
    return (
        token.word
        and token.titled
        and not token.caps
        and len(token.text) > 1
        and token.low not in _NEVER_FIRST
        and not words.is_adverb(token.low)
    )
