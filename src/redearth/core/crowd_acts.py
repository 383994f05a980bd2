"""Acts in which every member of a crowd goes a way of its own: which words ask for them, and how long they take to be seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

CrowdAct = Literal["flee", "scatter", "disperse", "mill", "gather", "ring", "part", "queue"]

_WORDS: dict[CrowdAct, str] = {
    "scatter": "scatter stampede 四散 逃散 四散奔逃",
    "flee": "flee run_away bolt escape flee_from run_off 逃 逃跑 逃走 逃离 奔逃 逃命 逃窜",
    "disperse": "disperse wander_off drift_off drift_away split_up fan_out break_up 散去 散开 走散",
    "mill": "mill mill_about mill_around mingle roam wander wander_about stroll_about circulate 闲逛 徘徊 走动 游荡 走来走去",
    "ring": "encircle surround 围住 包围 围成",
    "gather": "gather gather_around gather_round assemble converge crowd crowd_around cluster flock 聚 聚集 聚拢 围 围拢 围观 集合",
    "part": "part make_way step_aside clear_way move_aside stand_aside 让开 让路 分开 闪开",
    "queue": "queue queue_up line_up form_queue 排队 排成",
}
_ACTS: dict[str, CrowdAct] = {word: act for act, words in _WORDS.items() for word in words.split()}
_FORMED: dict[str, CrowdAct] = {"circle": "ring", "ring": "ring", "queue": "queue", "line": "queue", "圈": "ring", "队": "queue"}
"""What a crowd that forms something forms."""
_PANIC = frozenset(("frightened", "panic", "terror", "life", "panicked", "terrified", "惊恐", "惊慌"))
CROWD_SECONDS: dict[CrowdAct, float] = {
    "flee": 3.6, "scatter": 3.4, "disperse": 4.2, "mill": 6.0, "gather": 4.4, "ring": 4.8, "part": 2.6, "queue": 5.2,
}  # fmt: skip
"""How long each of them lasts at least: the last of many sets off a second or two after the first."""


def crowd_act(primitive: str, lemma: str, words: Iterable[str], *, around: bool = False) -> CrowdAct | None:
    """Return what a crowd does by a verb; ``words`` are its manner and objects, ``around`` tells that it goes around something.

    ``crowd_act("WALK", "gather", ()) == "gather"``; None when the crowd does it as one.
    """
    told = set(words)
    if lemma in _ACTS:
        return _ACTS[lemma]
    if lemma in ("form", "make", "形成"):
        return next((_FORMED[word] for word in sorted(told) if word in _FORMED), None)
    if around and primitive in ("WALK", "RUN"):
        return "gather"
    return "flee" if primitive == "RUN" and told & _PANIC else None
