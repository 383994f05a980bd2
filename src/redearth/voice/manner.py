"""How a line is said: from parentheticals, deliveries, emotion and punctuation to speed, pitch, effort and breath."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Relative to the speaker's usual voice."""

    rate: float = 1.0
    pitch: float = 1.0
    melody: float = 1.0
    """Scales how far the pitch moves."""
    effort_db: float = 0.0
    """Spectral tilt and loudness: positive for shouting."""
    breath: float = 0.0
    whisper: bool = False
    jitter: float = 0.006
    word_gap: int = 0


_WORDS: tuple[tuple[tuple[str, ...], dict[str, float]], ...] = (
    (("shout", "yell", "scream", "holler", "bellow", "cry out", "calling", "calls", "roar", "大喊", "喊", "吼"),
     {"rate": 0.96, "pitch": 1.28, "melody": 1.25, "effort_db": 6.0}),
    (("loud", "firm", "insist", "urgent", "order", "command", "大声"), {"rate": 1.04, "pitch": 1.1, "effort_db": 3.0}),
    (("quiet", "soft", "gentl", "low", "under", "mutter", "murmur", "mumbl", "to herself", "to himself", "小声", "轻声"),
     {"rate": 0.94, "pitch": 0.95, "melody": 0.85, "effort_db": -2.5, "breath": 0.15}),
    (("slow", "drawl", "weary", "tired", "weak", "慢"), {"rate": 0.84, "pitch": 0.96, "melody": 0.85, "breath": 0.08}),
    (("quick", "fast", "hurr", "rapid", "breathless", "pant", "快"), {"rate": 1.14, "pitch": 1.05, "breath": 0.08}),
    (("sob", "cry", "tear", "weep", "哭"), {"rate": 0.88, "pitch": 1.06, "melody": 1.15, "breath": 0.2, "jitter": 0.02}),
    (("laugh", "smil", "grin", "cheer", "happ", "excit", "笑"), {"rate": 1.04, "pitch": 1.1, "melody": 1.3}),
    (("flat", "deadpan", "cold", "dry", "monoton", "冷"), {"melody": 0.55, "pitch": 0.97}),
    (("nervous", "afraid", "scared", "fright", "terrif", "trembl", "害怕"), {"rate": 1.08, "pitch": 1.1, "breath": 0.12, "jitter": 0.015}),
    (("angr", "furious", "snap", "bark", "怒"), {"rate": 1.06, "pitch": 1.1, "melody": 1.2, "effort_db": 3.5}),
    (("sad", "broken", "sigh", "伤心", "叹"), {"rate": 0.88, "pitch": 0.95, "melody": 0.8, "breath": 0.14}),
    (("beat", "pause", "hesita", "停顿"), {"rate": 0.95}),
)  # fmt: skip
_WHISPERS = ("whisper", "hush", "耳语", "低语")
_EMOTIONS: dict[str, dict[str, float]] = {
    "calm": {"rate": 0.97, "melody": 0.92},
    "tense": {"rate": 1.03, "pitch": 1.03, "effort_db": 1.0},
    "fear": {"rate": 1.07, "pitch": 1.1, "breath": 0.1, "jitter": 0.012},
    "anger": {"rate": 1.04, "pitch": 1.07, "melody": 1.2, "effort_db": 3.0},
    "joy": {"rate": 1.03, "pitch": 1.07, "melody": 1.25},
    "grief": {"rate": 0.87, "pitch": 0.95, "melody": 0.8, "breath": 0.14, "effort_db": -1.5},
    "wonder": {"rate": 0.9, "pitch": 1.02, "melody": 1.15, "breath": 0.12, "effort_db": -1.0},
}
_SHOUT = {"rate": 0.96, "pitch": 1.25, "melody": 1.2, "effort_db": 6.0}
_LIMITS = {"rate": (0.7, 1.35), "pitch": (0.75, 1.5), "melody": (0.4, 1.7), "effort_db": (-4.0, 8.0), "breath": (0.0, 0.5)}
_ADDED = ("effort_db", "breath")


def manner_of(text: str, deliveries: tuple[str, ...], parentheticals: tuple[str, ...], emotion: str) -> Manner:
    """Return the manner of one line; what the writer says in brackets counts before mood, mood before punctuation."""
    notes = " ".join(parentheticals).casefold()
    changes = [change for stems, change in _WORDS if any(stem in notes for stem in stems)]
    if "shout" in deliveries and not any(change.get("effort_db", 0) > 4 for change in changes):
        changes.append(_SHOUT)
    changes.append(_EMOTIONS.get(emotion, {}))
    if text.rstrip("\"'”’)）").endswith(("!", "！")):
        changes.append({"pitch": 1.09, "melody": 1.15, "effort_db": 2.5, "rate": 1.02})
    elif text.rstrip().endswith(("…", "...")):
        changes.append({"rate": 0.94, "effort_db": -0.8})
    manner = Manner(whisper="whisper" in deliveries or any(word in notes for word in _WHISPERS))
    for change in changes:
        manner = _changed(manner, change)
    if manner.whisper:
        manner = replace(manner, rate=manner.rate * 0.95, effort_db=min(manner.effort_db, 0.0))
    return manner


def _changed(manner: Manner, change: dict[str, float]) -> Manner:
    values: dict[str, float] = {}
    for field, amount in change.items():
        if field == "jitter":
            values[field] = max(manner.jitter, amount)
            continue
        before = getattr(manner, field)
        low, high = _LIMITS[field]
        values[field] = min(max(before + amount if field in _ADDED else before * amount, low), high)
    return replace(manner, **values)  # type: ignore[arg-type]


def text_for_engine(text: str) -> str:
    """Return ``text`` as the engine should read it, character for character (offsets stay): no markup, no emoji, no shouted spelling."""
    spoken = "".join(" " if ord(c) < 32 or c in "*_#~^|<>[]{}\\" or _is_picture(c) else c for c in text)
    letters = [c for c in spoken if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters if c.lower() != c.upper()):
        return _lowered(spoken)
    words = spoken.split(" ")
    return " ".join(_lowered(w) if len(w.strip(".,!?;:'\"-")) > 3 and w.isupper() else w for w in words)


def _is_picture(character: str) -> bool:
    """Return whether a sign is an emoji or another picture, whose name nobody would say; ``°`` and ``℃`` are said."""
    return character > "\u214f" and unicodedata.category(character) in ("So", "Sk")


def _lowered(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
