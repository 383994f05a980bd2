"""How long things take: seconds of primitives, words and titles, all from what a beat says and never from the clock."""

from __future__ import annotations

import re
from collections.abc import Mapping

from redearth.breakdown.model import Act, Beat, Emblem, Primitive

SECONDS: dict[Primitive, float] = {
    "FALL": 1.2, "RISE": 1.1, "SIT": 1.2, "STAND": 1.1, "LIE": 1.6, "KNEEL": 1.15, "CROUCH": 0.9, "TURN": 1.0, "LOOK": 1.1,
    "STARE": 1.6, "NOD": 1.1, "SHAKE_HEAD": 1.2, "POINT": 1.2, "WAVE": 1.4, "GESTURE": 1.3, "REACH": 1.1, "TOUCH": 1.3, "GRAB": 0.9,
    "HOLD": 1.2, "RELEASE": 0.8, "GIVE": 1.6, "THROW": 0.9, "CATCH": 0.8, "PUSH": 1.1, "PULL": 1.1, "OPEN": 1.1, "CLOSE": 1.1,
    "PRESS": 0.8, "STRIKE": 0.7, "DODGE": 0.7, "AIM": 1.0, "FIRE": 0.7, "CARRY": 1.2, "EMBRACE": 2.2, "RAISE": 1.2, "LEAN": 1.2,
    "BRUSH": 1.7, "EXPRESS": 1.5, "BREATHE": 1.5, "TREMBLE": 1.35, "VOCALISE": 1.3, "STOP": 1.0, "APPEAR": 1.2, "VANISH": 1.0,
    "WRITE": 1.8, "USE": 1.5, "EAT": 1.8, "DRINK": 1.6, "REAR": 1.4, "LUNGE": 1.0, "CHARGE": 1.5, "SCREAM": 1.5, "JUMP": 0.9,
    "WALK": 1.5, "RUN": 1.2, "CRAWL": 2.0, "CLIMB": 2.2, "DRAG": 2.0, "SUPPORT": 2.0, "BLOCK": 0.8,
    "BITE": 0.9, "RECOIL": 0.8, "DIE": 2.2, "COIL": 1.4, "MOTION": 2.0, "HOLD_PLAIN": 1.8, "OBJECT_EVENT": 1.3, "ENVIRONMENT_EVENT": 1.6,
}  # fmt: skip
EMBLEM_SECONDS: dict[Emblem, float] = {
    "shrug": 1.4, "clap": 2.0, "cheer": 2.2, "dance": 3.6, "salute": 1.6, "bow": 2.0, "pray": 2.6, "fold_arms": 1.5, "throw_up_hands": 1.2,
    "thumbs_up": 1.4, "snap_fingers": 1.5, "stretch": 2.4, "beckon": 1.8, "cover_face": 2.0, "hands_on_hips": 1.4, "dig": 4.0, "sweep": 3.2,
    "hammer": 2.8, "saw": 3.0, "type": 2.4, "stir": 2.6, "wash": 2.6, "knock": 1.7, "strum": 3.4, "drum": 3.0, "conduct": 3.6,
}  # fmt: skip
EVENT_SECONDS: dict[str, float] = {
    "slam": 1.3, "close": 1.8, "open": 2.6, "jam": 0.9, "pull": 0.9, "spark": 0.8, "blaze": 1.0, "flicker": 1.3, "go_out": 1.0,
    "wind": 1.7, "dust": 2.2, "rise": 2.5, "silence": 1.6, "roar": 1.7, "cold_light": 1.7, "sun": 3.6, "shape": 1.8, "roll": 1.6,
}  # fmt: skip
SETTLE_S = 0.16
BRISK = 1.2
"""How much quicker an act is played on the screen than in life."""
READ_S = 1.22
"""What a nod, a glance or a hand on a thing takes at least, so that it can be read in a picture of its own."""
HURRY = 0.6
"""Tension from which quick acts and events may be shorter."""
QUICK: frozenset[Primitive] = frozenset(
    {"RUN", "JUMP", "DODGE", "STRIKE", "THROW", "CATCH", "FIRE", "FALL", "CHARGE", "LUNGE", "REAR", "SCREAM", "APPEAR", "VANISH"}
)
DOWN_S: Mapping[Primitive, float] = {"FALL": 1.75, "LIE": 2.1, "DIE": 1.6}
"""What a body takes to be on the ground: falling does not hurry."""
UP_S = 2.2
"""What getting up from the ground takes."""
GAP_BEFORE_S = 0.13
"""Breath between the cut and the first sound of a line."""
LEAST_SPEECH_S = 1.25
WORD_S = 0.42
HAN_S = 0.3


def urgency(tension: float) -> float:
    """Return how much faster than calm everything goes at a tension: a little over 1 at ease … about 1.7 at the climax."""
    return 1.38 + 0.5 * max(0.0, tension - 0.2)


def act_seconds(act: Act, tension: float = 0.2) -> float:
    """Return how long an act takes on the spot, settling included."""
    if act.primitive in ("OBJECT_EVENT", "ENVIRONMENT_EVENT"):
        seconds = EVENT_SECONDS.get(act.event or act.lemma, SECONDS[act.primitive]) / (BRISK * urgency(0.6 * tension)) + SETTLE_S
        return seconds if tension >= HURRY else max(READ_S, seconds)
    slow = 1.3 if {"slowly", "gently", "carefully", "慢慢", "缓缓"} & set(act.manner) else 1.0
    seconds = (
        EMBLEM_SECONDS.get(act.emblem, SECONDS[act.primitive]) * slow / max(0.5, min(2.0, act.speed)) / (BRISK * urgency(tension))
        + SETTLE_S
    )
    if act.primitive in DOWN_S and not act.negated:
        return max(DOWN_S[act.primitive], seconds)
    return seconds if tension >= HURRY and act.primitive in QUICK else max(READ_S, seconds)


def gap_after_s(beat: Beat) -> float:
    """Return the silence after a line: short under tension, longer in calm."""
    return 0.3 - 0.17 * beat.tension


def spoken_nominal_s(text: str) -> float:
    """Return a line's length class in seconds: a few steps by count of words, so that one changed word rarely moves it."""
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    words = len(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+", re.sub(r"[\u3400-\u9fff]", " ", text)))
    raw = words * WORD_S + han * HAN_S
    for step in (1.5, 2.6, 4.0, 6.0, 9.0, 14.0):
        if raw <= step * 1.15:
            return step
    return 20.0


def title_seconds(text: str) -> float:
    """Return how long words stand on the picture: reading time, at least 2.5 s."""
    return min(6.0, max(2.5, 1.0 + 0.062 * len(text)))
