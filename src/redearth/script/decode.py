"""From a script file's bytes to text, or to a clear word about why that cannot be done."""

from __future__ import annotations

import codecs
import shlex
from dataclasses import dataclass
from itertools import pairwise

from redearth.core.diagnostics import FilmError, fault

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SHOWN_BYTES = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a script file and how it was written."""

    text: str
    encoding: str
    byte_order_mark: bool


def decode(data: bytes, file: str) -> Decoded:
    """Return the text of a script; UTF-8, or UTF-16 with a byte order mark.

    Raises ``FilmError`` for an empty, binary, Final Draft or undecodable file; ``file`` is the name shown to the user.
    """
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    body = data[len(mark) :]
    if encoding == "utf-8":
        _refuse_other_formats(body, file)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(body, encoding, error, file) from error
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise fault(
            "script.empty",
            "the script is empty: there is nothing to film",
            where=file,
            remedy="a Fountain screenplay with at least one line of action or dialogue",
            command="redearth new NAME  (writes a small film to start from)",
        )
    return Decoded(text=text, encoding=encoding, byte_order_mark=bool(mark))


def _refuse_other_formats(body: bytes, file: str) -> None:
    """Raise when the bytes are plainly not a text script."""
    if b"<FinalDraft" in body[:2000]:
        raise fault(
            "script.format",
            "this is a Final Draft (.fdx) file, not Fountain",
            where=f"{file}:1:1",
            remedy="the same script exported from Final Draft, Fade In or Beat as Fountain (plain text)",
        )
    zero = body.find(b"\x00")
    if zero < 0:
        return
    sample = body[: _SHOWN_BYTES * 20]
    if sample[1::2].count(0) > len(sample) // 5 or sample[0::2].count(0) > len(sample) // 5:
        order = "UTF-16LE" if sample[1::2].count(0) >= sample[0::2].count(0) else "UTF-16BE"
        raise fault(
            "script.encoding",
            f"this looks like {order} text without a byte order mark",
            where=f"{file}:1:1",
            remedy="the script saved as UTF-8",
            command=_convert(order, file),
        )
    line, column = _position(body, zero, "latin-1")
    raise fault(
        "script.binary",
        "this is a binary file, not a screenplay: it holds a NUL byte",
        where=f"{file}:{line}:{column}",
        remedy="a Fountain screenplay: plain text saved as UTF-8",
        command=f"file {shlex.quote(file)}  (tells what it really is)",
    )


def _undecodable(body: bytes, encoding: str, error: UnicodeDecodeError, file: str) -> FilmError:
    line, column = _position(body, error.start, encoding)
    bad = body[error.start : error.start + 1].hex().upper()
    if encoding != "utf-8":
        return fault(
            "script.encoding",
            f"the file starts as {encoding.upper()} but byte {error.start} (0x{bad}) does not continue it: it is cut or damaged",
            where=f"{file}:{line}:{column}",
            remedy="the script saved again as UTF-8",
        )
    guess, shown = _guess(body, error.start)
    seen = f", {shown!r} in {guess}" if shown else ""
    return fault(
        "script.encoding",
        f"the file is not UTF-8: first bad byte is 0x{bad}{seen}",
        where=f"{file}:{line}:{column}",
        remedy="the script saved as UTF-8",
        command=_convert(guess, file),
    )


def _guess(body: bytes, start: int) -> tuple[str, str]:
    """Return the likeliest old encoding and the character it would put at ``start``."""
    high = [i for i in range(start, min(len(body), start + 4000)) if body[i] >= 0x80]
    paired = sum(1 for a, b in pairwise(high) if b == a + 1)
    try:
        if paired > len(high) * 0.45 and len(high) > 3:
            return "GB18030", body.decode("gb18030")[0:0] + body[start : start + 2].decode("gb18030")
    except UnicodeDecodeError:
        pass
    return "WINDOWS-1252", body[start : start + 1].decode("cp1252", errors="replace").replace("\ufffd", "")


def _position(body: bytes, offset: int, encoding: str) -> tuple[int, int]:
    before = body[:offset].decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _convert(encoding: str, file: str) -> str:
    quoted = shlex.quote(file)
    return f"iconv -f {encoding} -t UTF-8 {quoted} -o {shlex.quote(file + '.utf8')}  (then check it and put it in place)"
