"""Mouth shapes: from the engine's IPA symbols to the nine visemes A-H and X, by table."""

from __future__ import annotations

from redearth.voice.model import Viseme

_STRESS = "ˈˌ"
_IGNORED = "ː.ˑʰʲˠˤ̩̯̪̃̆͡ʼ˥˦˧˨˩0123456789-_' "
_TABLE: tuple[tuple[Viseme, str], ...] = (
    ("A", "pbmɓʘɱ"),
    ("G", "fvɸβʋ"),
    ("H", "lɫɭʎɬɮɺ"),
    ("F", "wuʊyʏɯʍɥ"),
    ("E", "oɔɒɵøœɤʃʒɹɻʂʐɔʳ"),
    ("D", "aɑæɐʌäɶ"),
    ("C", "eɛəɜɚɝɘɞhɦʔxχɣħʕ"),
    ("B", "sztdnɲŋkɡgiɪɨjθðcɟɕʑrɾʁɳʈɖqɢç"),
)
_SHAPE: dict[str, Viseme] = {symbol: viseme for viseme, symbols in _TABLE for symbol in symbols}
_WIDE = "DEFC"
_CLOSED = "AG"


def viseme_of(symbol: str) -> Viseme:
    """Return the mouth shape of an IPA symbol; a diphthong shows its first vowel, a pause or an unknown sign rests (X).

    Sounds that close the lips win (a viewer misses those first), then vowels, then everything else.
    """
    shapes = [_SHAPE[letter] for letter in symbol if letter in _SHAPE]
    if not shapes:
        return "B" if symbol.strip(_STRESS + _IGNORED) else "X"
    for wanted in (_CLOSED, _WIDE):
        for shape in shapes:
            if shape in wanted:
                return shape
    return shapes[0]


def is_stressed(symbol: str) -> bool:
    """Return whether the engine marks this sound as stressed (primary or secondary)."""
    return symbol.startswith(("ˈ", "ˌ"))


def bare(symbol: str) -> str:
    """Return the symbol without its stress mark."""
    return symbol.lstrip(_STRESS)
