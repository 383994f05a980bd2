"""What the script says about how its creatures look and how large they are: words before and behind their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from redearth.breakdown import words
from redearth.breakdown.roster import Roster

_NUMBER = r"(?:\d+(?:\.\d+)?|half|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_SIZES = (
    rf"{_NUMBER}[- ](?:a[- ])?(?:met(?:re|er)s?|m|feet|foot|ft)(?:[- ](?:tall|high|long))?", r"(?:the )?size of (?:an? |the )?[a-z]+",
    r"as (?:tall|big|large|high) as (?:an? |the )?[a-z]+", r"(?:bigger|taller|larger) than (?:an? |the )?[a-z]+", r"[a-z]+-sized",
)  # fmt: skip
_LOOKS = (
    "huge|giant|enormous|massive|gigantic|colossal|towering|hulking|tiny|small|large|big|eyeless|blind|winged|flying|horned|antlered|spiny|spiked|thorny|scaly|scaled",
    "furry|hairy|shaggy|hairless|feathered|slimy|wet|dripping|pale|albino|rotten|rotting|decaying|translucent|armou?red|plated|leathery|skinless|gaunt|starved|emaciated",
    "mutated|mutant|deformed|diseased|glowing|legless|limbless|chitinous|tentacled|[a-z]+-eyed|[a-z]+-headed|[a-z]+-legged",
    "(?:red|yellow|green|blue|white|glowing|burning|many|no) eyes|horns|antlers|spines|spikes|quills|plates|tentacles|tendrils|mandibles|pincers|wings|fur|scales|feathers",
    "black|white|grey|gray|brown|red|green|yellow|blue|purple",
)  # fmt: skip
_WORDS = re.compile(rf"\b(?:{'|'.join((*_SIZES, *_LOOKS))})\b")
_BEFORE = re.compile(
    r"(?:^|[.;:!?]|\b(?:an?|the|this|that|his|her|its|their|one|another))((?:[ ,]+[\w'-]+){0,7}[ ,]*)$", re.IGNORECASE
)
_BEHIND = re.compile(r"\s*,([^.;:!?]{3,120}?),\s+(?=[a-z]+s\b)|\s*,([^.;:!?]{3,120})(?=[.;:!?]|$)|\s+(with [^.;:!?,]{3,60})")
_CHINESE = re.compile(
    r"巨大|巨型|庞大|微小|苍白|变异|无眼|没有眼睛|腐烂|透明|有翼|长着翅膀|[两三四五六八十\d]+米[高长]?|[四六八]条?腿|[四六八]足|黑色|白色|红色|绿色|发光|湿漉漉"
)


def note_beasts(paragraphs: Sequence[str], chinese: Sequence[str], roster: Roster) -> None:
    """Add to every creature's traits what is said about its looks and size where it is named."""
    beasts = [c for c in roster.characters.values() if c.kind == "creature"]
    if not beasts:
        return
    sentences = [s.text for paragraph in paragraphs for s in words.split_sentences(paragraph)]
    for beast in beasts:
        found = list(beast.traits)
        name = re.compile(rf"\b{re.escape(beast.name)}\b", re.IGNORECASE)
        for sentence in sentences:
            for match in name.finditer(sentence):
                found += _said(sentence[: match.start()], sentence[match.end() :])
        for text in chinese:
            for match in re.finditer(rf"([^。！？，、；]{{0,12}}){re.escape(beast.name)}", text):
                found += _CHINESE.findall(match[1])
        roster.characters[beast.id] = replace(beast, traits=tuple(dict.fromkeys(found)))


def _said(before: str, behind: str) -> list[str]:
    """Return the words of looks and size in a name's own phrase: its adjectives and what is set off behind it."""
    near, after = _BEFORE.search(before), _BEHIND.match(behind)
    text = " ; ".join(part for part in (near[1] if near else "", *(after.groups() if after else ())) if part)
    return _WORDS.findall(text.lower())
