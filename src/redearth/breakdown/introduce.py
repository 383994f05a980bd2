"""The first reading: who the film's people, creatures and crowds are, from cues, capitals, names and nouns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from redearth.breakdown import words
from redearth.breakdown.clauses import Clause, ClauseReader
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.looks import describe, sex_of_words
from redearth.breakdown.model import Character
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.roster import Roster, name_words
from redearth.breakdown.words import Token
from redearth.core.slug import slug

AGE = re.compile(r"[(（]\s*(?:(?:early|mid|late)[- ])?(\d{1,3})\s*(?:['’]?s)?[^()（）]{0,60}[)）]|[(（](?:aged? )(\d{1,3})[)）]")
_CAPITALS = re.compile(r"\b[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9'’.\-]+(?:\s+(?:[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9'’.\-]*|#?\d+)\b)*")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_ANIMATE = frozenset("WALK RUN CRAWL CLIMB JUMP SIT KNEEL CROUCH LOOK STARE NOD SHAKE_HEAD POINT WAVE GESTURE REACH GRAB HOLD GIVE THROW CATCH AIM CARRY EMBRACE EXPRESS VOCALISE WRITE EAT DRINK LUNGE CHARGE TOUCH RELEASE USE".split())
_AGENT = re.compile(r"(?:ist|ian|eer|man|woman|er|or)$")
_NOT_AGENT = frozenset("""water paper letter computer counter corner center cover power number order river tower flower finger shoulder mirror door floor color colour motor air
    lever planter speaker projector monitor timer container drawer mixer burner printer trailer helicopter sensor meter layer filter banner marker sticker poster
    folder locker register theater theatre chamber weather summer winter shower dinner supper butter pepper sugar ladder hammer screwdriver roller error sector factor
    vector reactor generator elevator escalator refrigerator toaster blender cooker boiler heater cooler freezer dryer washer lighter trigger copper silver paper leather feather
    feeder border shutter gutter amber ember timber lumber rubber fiber fibre corridor interior exterior anchor razor harbor vapor tremor cursor manor minor major tenor
    other another either neither ever never after under over per buffer pointer controller connector adapter charger tracker laser radar car bar guitar cellar pillar collar
    jar altar star scar boxer-bag helper-bot cluster folder spider crawler sweater teeter router starter stapler cooler holder rider cutter marker cracker clipper slipper
    zipper flier flyer beeper pager tanker trawler cruiser sneaker bumper fender stroller walker tuner amplifier recorder lantern heather saucer transfer folder whisper murmur banister visor""".split())
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "dozen": 12, "dozens": 24, "hundreds": 60, "thousands": 100, "several": 5, "few": 4, "many": 16, "couple": 2}


@dataclass(slots=True)
class SceneText:
    """What the first reading needs of one scene."""

    actions: list[str]
    speakers: list[str]


@dataclass(slots=True)
class _Census:
    """Candidates while the first reading runs."""

    lexicon: Lexicon
    roster: Roster
    order: dict[str, int] = field(default_factory=dict)
    nouns: Counter[str] = field(default_factory=Counter)
    lower: set[str] = field(default_factory=set)


def introduce(scenes: Sequence[SceneText], lexicon: Lexicon) -> Roster:
    """Return everybody the script names, with age, sex, count, clothes and traits where it says so."""
    roster = Roster(lexicon=lexicon)
    for name in dict.fromkeys(s for scene in scenes for s in scene.speakers):
        roster.add(Character(id=slug(name), name=name, kind=_kind(name, lexicon), speaks=True), noun=_is_common(name, lexicon))
    paragraphs = [a for scene in scenes for a in scene.actions]
    _add_letters(paragraphs, roster)
    for paragraph in paragraphs:
        _add_capitals(paragraph, roster)
    _add_names(paragraphs, roster)
    for paragraph in paragraphs:
        _add_nouns(paragraph, roster)
    describe(paragraphs, roster, lexicon)
    return roster


def _is_common(name: str, lexicon: Lexicon) -> bool:
    return all(lexicon.is_a("person", w) or lexicon.is_a("creature", w) or lexicon.is_a("descriptors", w) for w in name_words(name))


def _kind(name: str, lexicon: Lexicon) -> str:
    last = words.noun_lemma((name_words(name) or ("",))[-1])
    return "creature" if lexicon.is_a("creature", last) else "crowd" if lexicon.is_a("crowd", last) and last in ("people", "crowd", "mob", "everyone", "all") else "person"


def _add(roster: Roster, name: str, *, noun: bool = False, kind: str = "person", count: int = 1) -> None:
    identity = slug(name)
    if identity not in roster.characters:
        roster.add(Character(id=identity, name=name, kind=kind, count=count, sex=sex_of_words(name_words(name), roster.lexicon)), noun=noun)  # type: ignore[arg-type]


# ---- names ------------------------------------------------------------------------------------------------------------


def _add_letters(paragraphs: Iterable[str], roster: Roster) -> None:
    """People called A, B and C."""
    letters = Counter(m for p in paragraphs for m in re.findall(r"(?<![\w'’-])(?<!\w )([B-HJ-Z])(?![\w.&/-])(?=\s+[a-z]|['’]s|,)", p))
    if sum(letters.values()) >= 3:
        for letter in ["A", *sorted(n for n, count in letters.items() if count >= 2)] if letters else []:
            _add(roster, letter)


def _add_capitals(paragraph: str, roster: Roster) -> None:
    """Introductions in capitals: a name, an age, a person's or creature's noun; never a thing or a sound."""
    if paragraph.upper() == paragraph:
        return
    for match in _CAPITALS.finditer(paragraph):
        name = match.group().strip(" .'’-")
        name = re.sub(r"['’]S$", "", name)
        if len(name) < 2 or slug(name) in roster.characters or tuple(name_words(name)) in roster.aliases:
            continue
        after = paragraph[match.end() : match.end() + 60]
        if _introduces(name, paragraph[: match.start()], after, roster.lexicon):
            head = words.noun_lemma(name_words(name)[-1])
            creature = roster.lexicon.is_a("creature", head) or bool(re.match(r",[^.;]{0,40}\b(?:\w+-legged|mutated|creature)\b", after))
            kind = "creature" if creature else "crowd" if roster.lexicon.is_a("crowd", name.casefold()) and not roster.lexicon.is_a("person", head) else "person"
            determined = bool(re.search(r"\b(?:a|an|the|two|three|some)\s+(?:[\w-]+\s+){0,3}$", paragraph[: match.start()], re.IGNORECASE))
            _add(roster, name, noun=determined or _is_common(name, roster.lexicon), kind=kind)


def _introduces(name: str, before: str, after: str, lexicon: Lexicon) -> bool:
    parts = name_words(name)
    if not parts:
        return False
    head = words.noun_lemma(parts[-1])
    if AGE.match(after.lstrip()) or re.match(r",\s+\d{1,2}\b", after):
        return True
    if lexicon.is_a("person", head) or lexicon.is_a("creature", head):
        return True
    if head in lexicon.sounds or lexicon.is_a("fixed", head) or lexicon.is_a("environment", head) or lexicon.is_a("scenery", head):
        return False
    verb = re.match(r"(?:,[^.;,]{0,60}(?:,[^.;,]{0,40})?,)?\s+(?:and\s+[A-Z]+\s+)?(\w+)", after)
    acts = bool(verb) and _animate(verb.group(1), lexicon)  # type: ignore[union-attr]
    determined = bool(re.search(r"\b(?:a|an|the|his|her|their|its|this|that|some)\s+(?:[\w-]+\s+){0,3}$", before, re.IGNORECASE))
    legged = bool(re.match(r",[^.;]{0,40}-legged", after))
    if determined:
        return legged or (acts and verb is not None and verb.group(1).endswith("s") and head not in lexicon.forms and _agentive(head))
    if parts[0] in lexicon.forms and parts[0] not in lexicon.names["female"] | lexicon.names["male"] and len(parts) < 3:
        return False
    return acts or parts[0] in lexicon.names["female"] | lexicon.names["male"] or re.match(r"\s+and\s+[A-Z]{2,}", after) is not None and bool(re.search(r"and [A-Z]+ (?:\w+)", after))


def _animate(word: str, lexicon: Lexicon) -> bool:
    low = word.casefold()
    lemma = lexicon.verb(low, "s", "base")
    return bool(lemma) and lemma in lexicon.senses and lexicon.senses[lemma].primitive in _ANIMATE or low in ("is", "are", "has")


def _agentive(noun: str) -> bool:
    return bool(_AGENT.search(noun)) and noun not in _NOT_AGENT and len(noun) > 4


def _add_names(paragraphs: Sequence[str], roster: Roster) -> None:
    """Names in mixed case: capitalised words that act, seen in the middle of a sentence or with a title."""
    lexicon = roster.lexicon
    seen: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    lower = {t.low for p in paragraphs for t in words.tokenize(p) if t.text[0].islower()}
    for paragraph in paragraphs:
        for sentence in words.split_sentences(paragraph):
            tokens = [t for t in words.tokenize(sentence.text)]
            for start, end in _titled_runs(tokens):
                name = " ".join(t.text for t in tokens[start:end])
                seen[name] += 1 + (start > 0)
                acting[name] += _animate(tokens[end].text, lexicon) if end < len(tokens) and tokens[end].word else 0
    names = lexicon.names["female"] | lexicon.names["male"]
    for name in sorted(seen, key=lambda n: (-len(n), n)):
        first = name.split()[0].casefold().rstrip(".")
        single = " " not in name
        common = single and (name.casefold() in lower or lexicon.is_a("environment", words.noun_lemma(name.casefold())))
        if tuple(name_words(name)) in roster.aliases or not acting[name] or common:
            continue
        if not single or first in names or seen[name] >= 3:
            _add(roster, name)


def _titled_runs(tokens: list[Token]) -> Iterable[tuple[int, int]]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.word and token.titled and not token.caps and token.low not in words.DETERMINERS | words.PREPOSITIONS | words.SUBORDINATORS | words.PRONOUNS | words.CONJUNCTIONS | words.AUXILIARIES and not words.is_adverb(token.low) and (len(token.text) > 1):
            end = at + 1
            while end < len(tokens) and tokens[end].word and tokens[end].titled and not (len(tokens[end].text) > 1 and tokens[end].caps):
                end += 1
            yield at, end
            at = end
        at += 1


# ---- nouns ------------------------------------------------------------------------------------------------------------


def _add_nouns(paragraph: str, roster: Roster) -> None:
    """People without a name: ``the chef``, ``a server``, ``guests``, ``dozens of people``; found as subjects and goals."""
    for sentence in words.split_sentences(_BRACKETS.sub(" ", paragraph)):
        tokens = words.tokenize(sentence.text)
        for clause in ClauseReader(tokens, roster.lexicon, roster).read():
            for phrase in clause.subject:
                _note_phrase(phrase, clause, roster)
            for phrase in (*clause.objects, *(p for _, p in clause.places if p is not None)):
                _note_phrase(phrase, None, roster)


def _note_phrase(phrase: Phrase, clause: Clause | None, roster: Roster) -> None:
    lexicon = roster.lexicon
    head = phrase.head
    if phrase.who or phrase.pronoun or not head.isascii() or not head[:1].isalpha():
        return
    generic = head in ("figure", "person", "other", "man-made", "member", "one")
    person = lexicon.is_a("person", head) or (_agentive(head) and clause is not None and clause.kind == "verb" and _animate(clause.verb, lexicon))
    creature = lexicon.is_a("creature", head)
    crowd = head in ("people", "crowd", "mob", "audience", "everyone", "group", "crew", "team", "family") or (phrase.plural and person)
    if not (person or creature or crowd) or (clause is None and not (person or crowd)) or (creature and clause is not None and not _animate(clause.verb, lexicon) and clause.verb not in lexicon.senses):
        return
    if person and phrase.determiner in ("the", "that", "this") and generic:
        return
    if phrase.plural and any(words.noun_lemma(name_words(c.name)[0]) == head and len(name_words(c.name)) > 1 for c in roster.characters.values() if c.kind == "person"):
        return
    _name_noun(phrase, roster, kind="crowd" if crowd and phrase.plural or head in ("people", "crowd", "mob", "audience") else "creature" if creature else "person")


def _name_noun(phrase: Phrase, roster: Roster, *, kind: str) -> None:
    lexicon = roster.lexicon
    head = phrase.head
    if kind != "crowd" and (head,) in roster.aliases and phrase.determiner not in ("another",):
        return
    count = 1
    if kind == "crowd":
        quantity = next((p.head for _, p in phrase.inside if p.head in _COUNTS or p.head + "s" in _COUNTS), "") or phrase.determiner
        count = 24 if quantity in ("dozen", "dozens") else _COUNTS.get(quantity, 0) or (12 if head in ("people", "crowd", "mob", "audience", "army") else 4)
        if count == 2 and any(c.kind == "person" for c in roster.characters.values()) and head == "figure":
            return
    plural = head if head in ("people", "crowd", "mob", "audience") else _plural(head)
    name = plural if kind == "crowd" else ("another " + head if phrase.determiner == "another" else head)
    if slug(name) in roster.characters:
        known = roster.characters[slug(name)]
        roster.characters[known.id] = replace(known, count=max(known.count, count))
        return
    _add(roster, name, noun=True, kind=kind, count=count)
    if kind == "crowd" and (head,) not in roster.aliases and lexicon.is_a("crowd", head):
        roster.alias((head,), slug(name), noun=True)


def _plural(noun: str) -> str:
    irregular = {"man": "men", "woman": "women", "child": "children", "person": "people"}
    return irregular.get(noun) or (noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s"))

