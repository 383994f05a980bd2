"""Parse-print identity: not a byte is lost."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redearth.core.diagnostics import FilmError
from redearth.script.parse import parse
from redearth.script.print import print_screenplay

_PIECES = st.sampled_from(
    ["INT. A - DAY", "BOB", "BOB ^", "(hi)", "Hi.", "", "  ", "[[", "]]", "[[n]]", "/*", "*/", "/* x */", "#", "= s", "===", "> x <", "> CUT", "~la", "!A", "@b",
     ".H", "Title: x", "Key:", "\tv", "CUT TO:", "*a* **b** _c_ \\*", "约翰", "（小声）", "内景 家 - 夜", "\u2028", "\x0c", "😀"]
)  # fmt: skip
_ENDS = st.sampled_from(["\n", "\r", "\r\n", "\n\n", "\r\n\r\n", " ", ""])


@given(st.lists(st.tuples(_PIECES, _ENDS), max_size=30))
@settings(max_examples=300, deadline=None)
def test_identity_over_generated_scripts(pieces: list[tuple[str, str]]) -> None:
    """Any run of Fountain marks and line endings prints back exactly, with spans in order."""
    data = ("x" + "".join(piece + end for piece, end in pieces)).encode()
    screenplay, _ = parse(data, "t.fountain")
    assert print_screenplay(screenplay) == data
    lines = [e.span.line for e in screenplay.elements]
    assert lines == sorted(lines)


@given(
    st.text(min_size=1).filter(lambda t: t.strip("\ufeff\x00 \t\r\n") != "" and "\x00" not in t and not t.startswith("\ufeff"))
)
@settings(max_examples=200, deadline=None)
def test_identity_over_any_text(text: str) -> None:
    """Any text at all prints back exactly."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        screenplay, _ = parse(data, "t.fountain")
    except FilmError as error:
        assert error.diagnostics[0].code.startswith("script.")
        return
    assert print_screenplay(screenplay) == data


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_identity_over_encodings(mark: bytes, encoding: str) -> None:
    """Byte order marks and UTF-16 come back as they were."""
    data = mark + "Title: 红土\r\n\r\nINT. 地下城 - 夜".encode(encoding)
    screenplay, _ = parse(data, "t.fountain")
    assert screenplay.field("title") == "红土"
    assert print_screenplay(screenplay) == data


def _cases() -> list[Path]:
    root = Path(os.environ.get("REDEARTH_CASES", "no cases given"))
    return sorted(p for p in root.glob("**/*.fountain") if p.stat().st_size)


@pytest.mark.parametrize("path", _cases() or [None], ids=lambda p: p.name if p else "absent")
def test_identity_over_the_cases(path: Path | None) -> None:
    """Every script that others wrote prints back exactly."""
    if path is None:
        pytest.skip("the cases folder is not here; set REDEARTH_CASES")
    data = path.read_bytes()
    try:
        screenplay, _ = parse(data, path.name)
    except FilmError:
        assert not data.strip()
        return
    assert print_screenplay(screenplay) == data
