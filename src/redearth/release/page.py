"""The film's page: one HTML file with its style and player beside it; no network, no inline script."""

from __future__ import annotations

import json
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from redearth.release.model import PageCopy, language_name


def render_page(copy: PageCopy, width_px: int, height_px: int) -> str:
    """Return ``index.html``; all words of the script are escaped."""
    environment = Environment(loader=PackageLoader("redearth.release", "assets"), autoescape=True, undefined=StrictUndefined)
    minutes, seconds = divmod(round(copy.duration_s), 60)
    return environment.get_template("index.html").render(
        copy=copy,
        languages=[(code, language_name(code), text) for code, text in copy.captions],
        length=f"{minutes}:{seconds:02d}",
        chapters=[(c.name, _clock(c.start_s), f"{c.start_s:.3f}", c.picture) for c in copy.chapters],
        linked_data=linked_data(copy),
        width_px=width_px,
        height_px=height_px,
    )


def linked_data(copy: PageCopy) -> str:
    """Return the page's JSON-LD (schema.org Movie), safe inside a script element."""
    body = {
        "@context": "https://schema.org",
        "@type": "Movie",
        "name": copy.title,
        "description": copy.synopsis,
        "inLanguage": copy.language,
        "duration": f"PT{round(copy.duration_s)}S",
        "image": "poster.jpg",
        "author": {"@type": "Person", "name": copy.author} if copy.author else None,
    }
    text = json.dumps({k: v for k, v in body.items() if v}, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def page_asset(name: str) -> bytes:
    """Return a file that lies beside the page: ``page.css``, ``player.js``, ``hls.min.js``."""
    return (resources.files("redearth.release") / "assets" / name).read_bytes()


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
