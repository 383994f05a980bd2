"""Finding the fonts that titles and boards are set in; their bytes are task inputs like any other."""

from __future__ import annotations

import os
from pathlib import Path

from redearth.core.diagnostics import FilmError, fault

_LATIN = (
    "InterDisplay-Medium.otf",
    "Inter-Medium.otf",
    "Inter-Medium.ttf",
    "Inter.ttc",
    "DejaVuSans.ttf",
    "LiberationSans-Regular.ttf",
)
_CJK = ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "wqy-microhei.ttc", "wqy-zenhei.ttc", "uming.ttc")


def font_folders() -> list[Path]:
    """Return the folders fonts are looked for in, the user's own first."""
    home = Path.home() / ".local/share/fonts"
    data = [Path(p) / "fonts" for p in os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":") if p]
    return [home, *data]


def find_latin_font() -> Path:
    """Return the font of Latin, Greek and Cyrillic titles; raises :class:`FilmError` when none is installed."""
    return _find(_LATIN) or _missing("font", "a font for titles", "fonts-inter")


def find_cjk_font() -> Path:
    """Return the font of Chinese titles; raises :class:`FilmError` when none is installed."""
    return _find(_CJK) or _missing("font.cjk", "a font with Chinese characters", "fonts-noto-cjk")


def needs_cjk(text: str) -> bool:
    """Return whether ``text`` has a character that only a font for Chinese, Japanese or Korean carries."""
    return any("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" or "\uf900" <= c <= "\uffef" for c in text)


def _find(names: tuple[str, ...]) -> Path | None:
    found = {
        path.name: path for folder in reversed(font_folders()) if folder.is_dir() for path in sorted(folder.rglob("*.[to]t[fc]"))
    }
    return next((found[name] for name in names if name in found), None)


def _missing(code: str, what: str, package: str) -> Path:
    raise _fault(code, what, package)


def _fault(code: str, what: str, package: str) -> FilmError:
    return fault(
        code,
        f"{what} is not installed",
        remedy=f"the package {package} (or any of the fonts named in docs/master.md)",
        command=f"sudo apt-get install {package}",
    )
