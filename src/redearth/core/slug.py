"""Names that are safe as file names and readable as identities."""

from __future__ import annotations

import re
import unicodedata

from redearth.core.digest import digest_bytes

_MAX_BYTES = 80
_RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


def slug(text: str, *, max_bytes: int = _MAX_BYTES) -> str:
    """Return ``text`` as lower-case words joined by ``-``; long, empty or reserved names end in a short digest.

    Letters of every script are kept; path separators, dots and control characters never are.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = re.sub(r"[^\w]+", "-", plain, flags=re.UNICODE).replace("_", "-").strip("-")
    encoded = words.encode()
    if words and words not in _RESERVED and len(encoded) <= max_bytes:
        return words
    tail = digest_bytes(text.encode())[:8]
    kept = encoded[: max_bytes - 9].decode(errors="ignore").strip("-")
    return f"{kept}-{tail}" if kept else f"x-{tail}"
