"""What stands on signs where the script says nothing: words that suit the kit, chosen by seed."""

from __future__ import annotations

from dataclasses import replace

from redearth.core.fonts import needs_cjk
from redearth.core.seed import seed_from
from redearth.direction.model import SetPlan
from redearth.stage.sets.lettering import Fonts
from redearth.stage.sets.sign_faces import SignStyle

_Words = tuple[tuple[SignStyle, str], ...]
_SHELTER: _Words = (
    ("plate", "LEVEL 0{n}\n第{c}层"), ("warning", "CAUTION\nBLAST GATE\n当心闸门"), ("arrow", "种子库\nSEED VAULT"), ("plate", "SECTOR {n}\n{c}区"),
    ("exit", "EXIT 出口"), ("poster", "保存种子\nKEEP THE SEED"), ("warning", "RADIATION\nSUIT UP\n注意辐射"), ("plate", "AIRLOCK {n}\n气闸舱"),
)  # fmt: skip
_STREET: _Words = (
    ("street", "长宁路\nCHANGNING RD"), ("shop", "面馆 NOODLES"), ("shop", "书店 BOOKS"), ("street", "STATION ST\n车站街"), ("shop", "药房 PHARMACY"),
    ("poster", "回家\nCOME HOME"), ("shop", "CAFE 24"), ("arrow", "METRO\n地铁"),
)  # fmt: skip
_ROOM: _Words = (
    ("door", "{n}04"),
    ("exit", "EXIT 出口"),
    ("plate", "ROOM {n}\n{c}号房间"),
    ("poster", "一粒种子\nONE SEED"),
    ("door", "OFFICE\n办公室"),
)
_WILD: _Words = (
    ("warning", "DANGER\nNO ENTRY\n禁止入内"),
    ("arrow", "SHELTER {n}\n避难所"),
    ("plate", "KM {n}7"),
    ("warning", "MINES\n雷区"),
)
_STATION: _Words = (
    ("plate", "DECK 0{n}\n第{c}层"), ("warning", "CAUTION\nHIGH VOLTAGE\n当心触电"), ("plate", "STATION {n}\n{c}号岗位"), ("exit", "EXIT 出口"),
    ("warning", "AUTHORIZED\nCREW ONLY\n闲人免进"),
)  # fmt: skip
_BY_KIT: dict[str, _Words] = {
    "tunnel": _SHELTER, "vault": _SHELTER, "ruined_city": (*_SHELTER[:4], *_STREET[:2]), "street": _STREET, "exterior": _STREET, "interior": _ROOM,
    "forest": _WILD, "desert": _WILD, "cave": _WILD, "rooftop": _STREET, "hall": _ROOM,
    "airlock": _SHELTER, "control_room": _STATION, "ship": _STATION,
}  # fmt: skip
_SHELTERS = ("tunnel", "vault", "ruined_city", "airlock")
NUMERALS = "一二三四五六七八九"
_STYLES: tuple[tuple[SignStyle, tuple[str, ...]], ...] = (
    ("exit", ("exit", "出口")),
    ("warning", ("danger", "warning", "caution", "keep out", "no entry", "hazard", "危险", "当心", "注意", "禁止", "警告")),
    ("street", ("street", " st", " rd", "road", "avenue", "路", "街")),
    ("shop", ("cafe", "bar", "hotel", "noodle", "books", "pharmacy", "motel", "diner", "open", "店", "馆", "酒")),
    ("stencil", ("sector", "level", "bay ", "unit", "gate ")),
)
"""Style of a text of the script's by words in it; else a plate."""


def fitting_words(plan: SetPlan, seed: int) -> tuple[SignStyle, str]:
    """Return the style and text of a sign that suits a set; equal seeds give equal signs."""
    choices = _BY_KIT.get(plan.kit, _ROOM)
    style, text = choices[seed % len(choices)]
    n = number_of(plan)
    return style, text.format(n=n, c=NUMERALS[n - 1])


def fonts_for(plan: SetPlan, fonts: Fonts) -> Fonts:
    """Return the fonts that a set is lettered in: Chinese stands only in shelters, ruins and market streets, and where the script has some."""
    own = " ".join((plan.id, *plan.words, *(piece.text for piece in plan.pieces)))
    return fonts if plan.kit in _SHELTERS or plan.style == "east" or needs_cjk(own) else replace(fonts, cjk=None)


def number_of(plan: SetPlan) -> int:
    """Return the set's own number, 1 to 9: the same on all of its signs."""
    return seed_from("sign number", plan.id) % 9 + 1


def style_of(text: str) -> SignStyle:
    """Return the style in which a text of the script's is written."""
    flat = f" {text.casefold()}"
    return next((style for style, words in _STYLES if any(word in flat for word in words)), "plate")


def in_lines(text: str, aspect: float) -> str:
    """Return a text broken into lines that fill a board ``aspect`` times as wide as tall."""
    words = text.split()
    if "\n" in text or len(words) < 2:
        return text
    best, score = text, 0.0
    for count in range(1, min(4, len(words)) + 1):
        lines = _lines(words, count)
        size = min(aspect / (0.6 * max(map(len, lines))), 1 / count)
        if size > score:
            best, score = "\n".join(lines), size
    return best


def _lines(words: list[str], count: int) -> list[str]:
    goal = sum(map(len, words)) / count
    lines = [words[0]]
    for word in words[1:]:
        if len(lines) < count and len(lines[-1]) + len(word) / 2 > goal:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return lines
