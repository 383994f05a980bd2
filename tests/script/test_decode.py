"""Files that are no text script: a clear word, never a traceback."""

import pytest

from redearth.core.diagnostics import Diagnostic, FilmError
from redearth.script.decode import decode


def complaint(data: bytes) -> Diagnostic:
    """Return the error that decoding raises."""
    with pytest.raises(FilmError) as caught:
        decode(data, "film.fountain")
    return caught.value.diagnostics[0]


def test_empty() -> None:
    """Nothing, or nothing but blanks, is an empty script."""
    assert complaint(b"").code == "script.empty"
    assert complaint(b" \r\n\n").code == "script.empty"


def test_latin_1_names_the_first_bad_byte() -> None:
    """Line and column of the byte, the character it was meant to be, and the command that repairs it."""
    found = complaint("INT. CAFÉ\n\nUn été.\n".encode("latin-1"))
    assert found.where == "film.fountain:1:9"
    assert "É" in found.message
    assert found.command.startswith("iconv -f WINDOWS-1252 -t UTF-8 film.fountain")


def test_chinese_legacy_encoding_is_guessed() -> None:
    """Pairs of high bytes suggest GB18030."""
    assert "GB18030" in complaint("内景 茶馆 - 清晨\n\n动作描述，场景描述。\n".encode("gb18030")).command


def test_binary_names_the_zero_byte() -> None:
    """A NUL byte makes it a binary file."""
    found = complaint(b"\x89PNG\r\n\x1a\n\x00\x00\x01 abc def ghi jkl mno pqr stu vwx")
    assert (found.code, found.where) == ("script.binary", "film.fountain:3:1")


def test_utf_16_without_mark_and_cut_utf_16() -> None:
    """UTF-16 is told apart from binary; half a character is damage."""
    assert "UTF-16LE" in complaint("INT. A - DAY".encode("utf-16-le")).message
    assert complaint(b"\xff\xfeA\x00B").code == "script.encoding"


def test_final_draft_is_named() -> None:
    """An FDX file is told what to become."""
    assert complaint(b'<?xml version="1.0"?><FinalDraft></FinalDraft>').code == "script.format"
