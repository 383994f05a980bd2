"""What a line is, by its own shape; :mod:`redearth.script.parse` adds what its neighbours say."""

from __future__ import annotations

import re
import unicodedata

_HEADING = re.compile(
    r"(?:INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I\.?\s*/\s*E|E\.?\s*/\s*I|INT|EXT|EST)(?:[.。．]|(?=\s))"
    r"|(?:ИНТ|НАТ|ЭКСТ|ИНТ\.?\s*/\s*НАТ|НАТ\.?\s*/\s*ИНТ)(?:[.。．]|(?=\s))"
    r"|(?:内外景|内景|外景|內景|内/外景|内／外景|外/内景)(?=[\s.。．:：、，,·-])",
    re.IGNORECASE,
)
_SCENE_NUMBER = re.compile(r"\s*#([\w\-.()]+)#\s*$")
_KNOWN_TRANSITION = re.compile(
    r"(?:SLOW |QUICK )?(?:FADE (?:IN|OUT|UP)(?: (?:ON|TO|FROM) [A-Z ]+)?|FADE TO (?:BLACK|WHITE)|CUT TO(?: BLACK| WHITE)?"
    r"|(?:SMASH|MATCH|JUMP|HARD) CUT(?: TO)?(?: BLACK)?|DISSOLVE(?: TO)?|WIPE(?: TO)?|INTERCUT(?: WITH)?|IRIS (?:IN|OUT)"
    r"|END CREDITS|BACK TO SCENE)[.:…]?\s*$"
)
_CHINESE_TRANSITION = re.compile(
    r"(?:淡入|淡出|切至|切到|切换至|叠化|化入|化出|渐显|渐隐|闪回|划变|跳切|硬切|黑场|切黑)[：:。.]?\s*$"
)
_CUE_TAIL = re.compile(r"\s*[（(]([^()（）]*)[)）]\s*$")
_WIDE = str.maketrans({"．": ".", "＠": "@", "＞": ">", "＜": "<", "！": "!", "＃": "#", "＝": "=", "～": "~"})
_LONGEST_CASELESS_CUE = 12
_LONGEST_CUE = 120


def narrow_mark(line: str) -> str:
    """Return the line with a leading full-width Fountain mark made narrow (``＠林`` becomes ``@林``)."""
    return line[:1].translate(_WIDE) + line[1:] if line[:1] in "．＠＞＃＝～" else line


def is_heading(line: str) -> bool:
    """True when the (stripped) line starts as a scene heading does, in Latin, Cyrillic or Chinese."""
    match = _HEADING.match(line)
    return bool(match) and len(line) > match.end() if match else False


def heading_is_repaired(line: str) -> bool:
    """True for a heading that plain Fountain would need a leading full stop for."""
    match = _HEADING.match(line)
    return bool(match) and not match.group().isascii() if match else False


def is_forced_heading(line: str) -> bool:
    """True for ``.HEADING``: one full stop, then something that is neither a space nor another full stop."""
    return (
        len(line) > 1
        and line[0] == "."
        and line[1] != "."
        and not line[1].isspace()
        and line[1].isalnum() | (line[1] in "（(\"'“《「")
    )


def take_scene_number(heading: str) -> tuple[str, str | None]:
    """Return a heading without its ``#number#``, and the number."""
    if "#" not in heading[-40:]:
        return heading.rstrip(), None
    match = _SCENE_NUMBER.search(heading, max(0, len(heading) - 80))
    return (heading[: match.start()].rstrip(), match.group(1)) if match else (heading.rstrip(), None)


def is_transition(line: str) -> bool:
    """True for capitals that end in ``TO:`` with nothing after, and for the stock transitions."""
    if len(line) > _LONGEST_CUE:
        return False
    if line.endswith("TO:") and line == line.upper():
        return True
    if line.endswith(": "):
        return False
    plain = line.strip()
    return bool(_KNOWN_TRANSITION.match(plain)) or bool(_CHINESE_TRANSITION.match(plain))


def is_page_break(line: str) -> bool:
    """True for three or more equal signs."""
    plain = line.strip()
    return len(plain) >= 3 and not plain.strip("=")


def split_cue(cue: str) -> tuple[str, str, bool]:
    """Return a character cue as (name, extension, dual)."""
    name = cue.strip()
    dual = name.endswith(("^", "＾"))
    if dual:
        name = name[:-1].rstrip()
    extensions: list[str] = []
    while match := _CUE_TAIL.search(name[-_LONGEST_CUE:]):
        extensions.insert(0, match.group(1).strip())
        name = name[: len(name) - len(match.group())].rstrip()
    return name, ", ".join(e for e in extensions if e), dual


def is_cue(line: str) -> bool:
    """True for a line in capitals (brackets aside) with at least one letter."""
    if len(line) > _LONGEST_CUE:
        return False
    name, _, _ = split_cue(line)
    return name == name.upper() and any(c.isupper() for c in name) and not name.endswith((".", "!", "?", ":")) and "^" not in name


def is_caseless_cue(line: str) -> bool:
    """True for a short line of letters that know no capitals, such as ``约翰``: a cue in all but its ``@``."""
    name, _, _ = split_cue(line)
    return (
        0 < len(name) <= _LONGEST_CASELESS_CUE
        and all(c.isalnum() or c == "·" for c in name)
        and any(unicodedata.category(c) == "Lo" for c in name)
        and not any(c.isupper() or c.islower() for c in name)
    )


def is_parenthetical(line: str) -> bool:
    """True for a line that stands in brackets."""
    plain = line.strip()
    return len(plain) > 1 and plain[0] in "(（" and plain[-1] in ")）"
