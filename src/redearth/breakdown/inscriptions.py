"""Words that the script puts on things: ``a sign reads "SECTOR 9"``, ``屏幕上显示“闸门故障”``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from redearth.breakdown.model import Beat, Inscription

_SCREENS = (
    "screen", "monitor", "display", "terminal", "console", "computer", "readout", "tv", "television", "屏幕", "显示器", "显示屏", "终端", "控制台", "电脑",
)  # fmt: skip
_SIGNS = (
    "sign", "signboard", "poster", "plate", "plaque", "banner", "label", "notice", "billboard", "stencil", "lettering", "letters", "board", "placard",
    "door", "gate", "hatch", "wall", "marker", "牌子", "招牌", "标语", "海报", "门牌", "路牌", "牌", "墙上", "门上", "横幅",
)  # fmt: skip
_SAYS = (
    r"read(?:s|ing)?|sa(?:ys|ying)|spell(?:s|ing)?|mark(?:s|ed|ing)|labell?ed|stencill?ed|painted|lettered|show(?:s|ing)?|flash(?:es|ing)?|"
    r"blink(?:s|ing)?|display(?:s|ing)?|写着|写有|显示着?|标着|印着|刻着|:"
)
_CARRIER = "|".join(sorted((re.escape(w) for w in (*_SCREENS, *_SIGNS)), key=len, reverse=True))
_QUOTED = r"[\"“「『‘]([^\"”」』’.]{1,60})(?:[\"”」』’.]|$)"  # a sentence's last quotation mark goes with its full stop
_CAPITALS = r"(?-i:([A-Z0-9][A-Z0-9]+(?:[ \-–/#&:'][A-Z0-9]+)*|[A-Z] [0-9]+)(?![a-z]))"
_SENTENCE = re.compile(
    rf"(?<![A-Za-z])({_CARRIER})(?:s|es)?(?![A-Za-z])[^.!?。！？\"“「『]{{0,60}}?(?<![A-Za-z])({_SAYS})(?![A-Za-z])\W{{0,3}}(?:the word(?:s)?\W{{1,3}})?(?:{_QUOTED}|{_CAPITALS})",
    re.IGNORECASE,
)
_MOST = 4
_LONGEST = 60


def inscriptions_in(beats: Sequence[Beat]) -> tuple[Inscription, ...]:
    """Return what a scene's action says is written on things, in order, each once: quoted words, or capitals after ``reads`` and the like."""
    found = dict.fromkeys(one for text in _paragraphs(beats) for one in _in_text(text))
    return tuple(found)[:_MOST]


def _paragraphs(beats: Sequence[Beat]) -> Iterator[str]:
    spoken = [beat for beat in beats if beat.kind not in ("speech", "title")]
    for _, group in groupby(spoken, key=lambda beat: beat.paragraph):
        yield ". ".join(dict.fromkeys(beat.text for beat in group))


def _in_text(text: str) -> Iterator[Inscription]:
    for match in _SENTENCE.finditer(text):
        carrier, _, quoted, capitals = match.groups()
        words = " ".join((quoted or capitals).split()).strip(" .,")[:_LONGEST]
        if words:
            yield Inscription(on="screen" if carrier.casefold() in _SCREENS else "sign", text=words)
