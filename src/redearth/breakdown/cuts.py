"""The script's flat run of elements cut into scenes, with the transitions, titles and notes that belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from redearth.breakdown.model import Transition
from redearth.script.model import Element, Screenplay

IMPLIED_HEADING = "INT. STAGE - DAY"
_SHOWN = frozenset(["action", "character", "dialogue", "parenthetical", "lyrics", "centered"])
_TRANSITIONS: tuple[tuple[str, Transition], ...] = (
    ("FADE IN", "fade_in"), ("FADE UP", "fade_in"), ("淡入", "fade_in"), ("渐显", "fade_in"), ("化入", "fade_in"),
    ("FADE OUT", "fade_out"), ("FADE TO", "fade_out"), ("淡出", "fade_out"), ("渐隐", "fade_out"), ("化出", "fade_out"),
    ("DISSOLVE", "dissolve"), ("叠化", "dissolve"), ("WIPE", "wipe"), ("划变", "wipe"), ("SMASH", "smash_cut"), ("MATCH", "match_cut"),
)  # fmt: skip


@dataclass(slots=True)
class SceneCut:
    """One scene's elements, before anything is understood."""

    heading: Element | None
    """None for the implied scene of a script that opens without a heading."""
    elements: list[Element] = field(default_factory=list)
    transition_in: Transition = "cut"
    transition_out: Transition = "cut"
    synopsis: str = ""


def transition_of(text: str) -> Transition:
    """Return the kind of a transition line."""
    plain = text.upper()
    return next((kind for word, kind in _TRANSITIONS if word in plain), "cut")


def cut_scenes(screenplay: Screenplay) -> list[SceneCut]:
    """Return the scenes in order; what stands before the first heading joins it unless it is action or dialogue."""
    scenes: list[SceneCut] = []
    waiting: list[Element] = []
    pending: Transition = "cut"
    for element in _with_titles(screenplay.elements):
        kind = element.kind
        if kind == "scene_heading":
            scene = SceneCut(heading=element, elements=[*waiting, element], transition_in=pending)
            waiting, pending = [], "cut"
            scenes.append(scene)
        elif kind == "transition":
            found = transition_of(element.text)
            if scenes and found != "fade_in":
                scenes[-1].transition_out = found
            if found != "fade_out":
                pending = found
            (scenes[-1].elements if scenes else waiting).append(element)
        elif scenes:
            scenes[-1].elements.append(element)
        elif kind in _SHOWN and not _is_title(element):
            scenes.append(SceneCut(heading=None, elements=[*waiting, element], transition_in=pending))
            waiting, pending = [], "cut"
        else:
            waiting.append(element)
    if not scenes:
        scenes.append(SceneCut(heading=None, elements=waiting, transition_in=pending))
    return scenes


def _with_titles(elements: Sequence[Element]) -> list[Element]:
    """Return the elements with titles of several lines made whole: Fountain takes ``SUPER: LONDON`` over another line for a cue."""
    out: list[Element] = []
    for element in elements:
        last = out[-1] if out else None
        if last is not None and last.kind == "action" and title_text(last.text) and element.kind in ("dialogue", "parenthetical"):
            lines = (title_text(line) or line for line in element.text.split("\n"))
            out[-1] = replace(last, text="\n".join([last.text, *lines]), notes=(*last.notes, *element.notes))
        elif element.kind == "character" and title_text(element.text):
            extension = f" ({element.extension})" if element.extension else ""
            out.append(replace(element, kind="action", text=element.text + extension))
        else:
            out.append(element)
    return out


def _is_title(element: Element) -> bool:
    return element.kind == "centered" or bool(title_text(element.text))


def title_text(text: str) -> str:
    """Return what ``SUPER: …`` or ``TITLE: …`` shows on screen, or an empty string."""
    head, colon, rest = text.partition(":" if ":" in text else "：")
    word = head.strip().upper()
    known = (
        "SUPER",
        "SUPERIMPOSE",
        "TITLE",
        "TITLE CARD",
        "CHYRON",
        "SUBTITLE",
        "CAPTION",
        "ON SCREEN",
        "TITLE OVER",
        "字幕",
        "片名",
    )
    return " ".join(rest.split()).strip('"“”') if colon and word in known else ""


def synopsis_of(elements: Sequence[Element]) -> str:
    """Return the first synopsis line among the elements."""
    return next((e.text for e in elements if e.kind == "synopsis"), "")
