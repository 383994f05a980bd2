"""A screenplay back to the very bytes it was read from."""

from __future__ import annotations

import codecs

from redearth.script.model import Screenplay

_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def print_screenplay(screenplay: Screenplay) -> bytes:
    """Return the file's bytes: byte order mark, encoding and line endings as they were."""
    text = "".join(element.raw for element in screenplay.elements)
    mark = _MARKS[screenplay.encoding] if screenplay.byte_order_mark else b""
    return mark + text.encode(screenplay.encoding)
