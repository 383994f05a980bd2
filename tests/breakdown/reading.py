"""Short ways to break a script down in tests."""

from redearth.breakdown.break_down import break_down
from redearth.breakdown.model import Act, Beat, Breakdown
from redearth.script.parse import parse

PEOPLE = "LIN (30s) and WEI (20s) wait. She looks at him.\n\nLIN\nWei.\n\nWEI\nLin.\n\n"


def broken_down(text: str) -> Breakdown:
    """Return the breakdown of a script given as text."""
    return break_down(parse(text.encode(), "t.fountain")[0])


def beats_of(action: str, *, before: str = "") -> tuple[Beat, ...]:
    """Return the beats of one action paragraph in a scene, after a paragraph that is left out."""
    start = f"INT. HALL - DAY\n\n{before}\n\n" if before else "INT. HALL - DAY\n\n"
    beats = broken_down(start + action + "\n").scenes[0].beats
    paragraph = max(b.paragraph for b in beats)
    return tuple(b for b in beats if b.paragraph == paragraph)


def acts_of(action: str, *, before: str = "Lin waits. She nods.\n\nLIN\nWei.\n\nWei turns. He nods.\n\nWEI\nLin.") -> list[Act]:
    """Return the acts of one action paragraph in a scene with Lin (a woman) and Wei (a man)."""
    return [b.act for b in beats_of(action, before=before) if b.act is not None]


def short(action: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return (primitive, actors, objects) of each act."""
    return [(a.primitive, a.actors, a.objects) for a in acts_of(action)]
