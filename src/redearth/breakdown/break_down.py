"""A screenplay to its breakdown: the department's one public pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from redearth.breakdown.carry import carry_props
from redearth.breakdown.chinese import is_chinese
from redearth.breakdown.cuts import IMPLIED_HEADING, SceneCut, cut_scenes, synopsis_of, title_text
from redearth.breakdown.headings import Heading, TimeOfDay, read_heading
from redearth.breakdown.introduce import SceneText, introduce
from redearth.breakdown.lexicon import load_lexicon
from redearth.breakdown.model import Breakdown, Character, Prop, Scene
from redearth.breakdown.places import locations_of
from redearth.breakdown.sheets import Sheet, SheetReader
from redearth.core.slug import slug
from redearth.script.model import Screenplay


def break_down(
    screenplay: Screenplay, *, title: str = "", lexicon: Mapping[str, str] | None = None, motions: Sequence[str] = ()
) -> Breakdown:
    """Return what every scene of the film needs and what every line means.

    ``title`` replaces the title page's; ``lexicon`` maps verbs to primitives on top of the built-in ones; ``motions`` are the names of
    recorded motions, which answer verbs and phrases.
    Raises ``FilmError`` when ``lexicon`` names an unknown primitive.
    """
    table = load_lexicon(tuple(sorted((lexicon or {}).items())), tuple(sorted(motions)))
    cuts = cut_scenes(screenplay)
    notices = _notices(cuts, screenplay.file)
    roster = introduce([_scene_text(cut) for cut in cuts], table, about=_about(screenplay, cuts))
    headings = [read_heading(cut.heading.text if cut.heading else IMPLIED_HEADING, table) for cut in cuts]
    identities = _identities(cuts, headings)
    sheets: list[Sheet] = []
    times = _times(headings)
    for index, (cut, heading) in enumerate(zip(cuts, headings, strict=True)):
        before = _reachable(sheets[-1].last_people) if sheets else []
        number = (cut.heading.scene_number if cut.heading else None) or str(index + 1)
        sheets.append(
            SheetReader(cut, identities[index], table, roster, before, heading.words).read(heading, number, times[index])
        )
    props = _merge_props(sheets)
    scenes = carry_props([s.scene for s in sheets], props)
    characters = _in_order(scenes, roster.characters)
    return Breakdown(
        title=title or _plain(screenplay.field("title")) or _name_of(screenplay.file),
        author=_plain(screenplay.field("author") or screenplay.field("authors") or screenplay.field("作者")),
        synopsis=synopsis_of(screenplay.elements) or _first_words(scenes),
        file=screenplay.file,
        scenes=scenes,
        characters=characters,
        props=tuple(props.values()),
        locations=locations_of(scenes, headings, [s.things for s in sheets]),
        spans=tuple(span for s in sheets for span in s.spans),
        staging=tuple(line for s in sheets for line in s.staging),
        notices=(*notices, *_long_paragraphs(sheets, screenplay.file)),
    )


def _name_of(file: str) -> str:
    """Return a film's title from its script's file name."""
    return PurePath(file).stem.replace("_", " ").strip() or "Untitled"


def _scene_text(cut: SceneCut) -> SceneText:
    actions = [e.text.replace("\n", " ") for e in cut.elements if e.kind == "action" and not title_text(e.text)]
    speakers = [e.text for e in cut.elements if e.kind == "character" and e.text]
    chinese = [a for a in actions if is_chinese(a)]
    return SceneText(actions=[a for a in actions if not is_chinese(a)], speakers=speakers, chinese=chinese)


def _about(screenplay: Screenplay, cuts: Sequence[SceneCut]) -> str:
    return " ".join([screenplay.field("title"), *(cut.heading.text for cut in cuts[:3] if cut.heading)])


def _notices(cuts: Sequence[SceneCut], file: str) -> tuple[str, ...]:
    first = cuts[0]
    if first.heading is not None:
        return ()
    line = first.elements[0].span.line if first.elements else 1
    what = "the script has no scene heading" if len(cuts) == 1 else "the script begins before its first scene heading"
    return (f"{file}:{line}: {what}; what stands there is filmed as one scene, {IMPLIED_HEADING}",)


def _long_paragraphs(sheets: Sequence[Sheet], file: str) -> tuple[str, ...]:
    """One notice for each paragraph that is too long to be played to its end."""
    lines = dict.fromkeys(line.span.line for sheet in sheets for line in sheet.staging if line.understood_as == ("nothing",))
    return tuple(
        f"{file}:{line}: this paragraph is too long to be played to its end; break it up with blank lines" for line in lines
    )


def _identities(cuts: Sequence[SceneCut], headings: Sequence[Heading]) -> list[str]:
    """Locked numbers, else slug of the slugline with its ordinal among equal sluglines."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for cut, heading in zip(cuts, headings, strict=True):
        number = cut.heading.scene_number if cut.heading else None
        stem = slug(number) if number else slug(heading.text, max_bytes=64)
        seen[stem] += 1
        found.append(stem if number and seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return found


def _times(headings: Sequence[Heading]) -> list[TimeOfDay]:
    """A scene that does not say its time goes on in the time before it."""
    last: TimeOfDay = "day"
    found: list[TimeOfDay] = []
    for heading in headings:
        last = heading.time_of_day or (last if heading.continuous or heading.time_of_day is None else "day")
        found.append(last)
    return found


def _reachable(people: list[str]) -> list[str]:
    """Whom a pronoun at the head of the next scene may mean."""
    return people[-3:]


def _merge_props(sheets: Sequence[Sheet]) -> dict[str, Prop]:
    merged: dict[str, Prop] = {}
    for sheet in sheets:
        for identity, prop in sheet.things.found.items():
            known = merged.get(identity)
            if known is None:
                merged[identity] = prop
            else:
                words = tuple(dict.fromkeys((*known.words, *prop.words)))
                merged[identity] = replace(known, words=words, emphasised=known.emphasised or prop.emphasised)
    return merged


def _in_order(scenes: Sequence[Scene], characters: Mapping[str, Character]) -> tuple[Character, ...]:
    order = dict.fromkeys(who for scene in scenes for who in scene.cast)
    return tuple(characters[who] for who in order)


def _first_words(scenes: Sequence[Scene]) -> str:
    """Without a synopsis, the film's first action sentences say what it is about."""
    words = [b.text for scene in scenes[:2] for b in scene.beats if b.kind == "action"]
    return " ".join(words[:2])[:240]


def _plain(text: str) -> str:
    """Return a title page value without its emphasis marks: ``_**BRICK & STEEL**_`` is BRICK & STEEL."""
    return " ".join(re.sub(r"(?<!\\)[*_]+", "", text).split())
