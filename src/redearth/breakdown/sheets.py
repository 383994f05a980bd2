"""One scene's elements to its scene sheet: beats in order, who is there, what is used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from redearth.breakdown.acts import understand
from redearth.breakdown.beats import BeatList
from redearth.breakdown.clauses import ClauseReader
from redearth.breakdown.cuts import SceneCut, title_text
from redearth.breakdown.discourse import Discourse
from redearth.breakdown.eighths import eighths_of
from redearth.breakdown.headings import Heading, TimeOfDay
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.model import Act, Beat, BeatSpan, Scene, StagingLine
from redearth.breakdown.paragraphs import ParagraphReader
from redearth.breakdown.presence import cast_of, present_at_start
from redearth.breakdown.roster import Roster
from redearth.breakdown.speech import addressees, make_speech, spoken
from redearth.breakdown.tension import add_tension
from redearth.breakdown.things import Things
from redearth.breakdown.words import tokenize
from redearth.core.slug import slug
from redearth.core.span import Span
from redearth.script.model import Element, Note

_SCENE_NOTES = ("look", "music", "set", "sound", "light", "weather", "ambience")


@dataclass(slots=True)
class Sheet:
    """A scene sheet with what belongs to the film and not to the scene."""

    scene: Scene
    spans: list[BeatSpan]
    staging: list[StagingLine]
    things: Things
    last_people: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Voice:
    """The cue that is speaking."""

    speaker: str
    extension: str
    dual: bool
    brackets: list[str] = field(default_factory=list)
    span: Span | None = None


class SheetReader:
    """Walks through a scene's elements once."""

    def __init__(
        self, cut: SceneCut, identity: str, lexicon: Lexicon, roster: Roster, before: list[str], place: tuple[str, ...]
    ) -> None:
        self.cut = cut
        self.roster = roster
        self.lexicon = lexicon
        self.beats = BeatList(scene=identity)
        self.things = Things(lexicon=lexicon, place_words=place)
        self.discourse = Discourse(roster=roster, lexicon=lexicon, people=list(before))
        self.paragraphs = ParagraphReader(self.beats, self.discourse, self.things)
        self.voice: _Voice | None = None
        self.spoken: list[str] = []
        self.notes: list[str] = []

    def read(self, heading: Heading, number: str, time: TimeOfDay) -> Sheet:
        """Return the sheet; ``time`` is the time of day, inherited where the heading does not say."""
        for element in self.cut.elements:
            self._element(element)
        if not self.beats.beats:
            line = self.cut.elements[0].span.line if self.cut.elements else 1
            self.beats.add("hold", "", Span(line=line), act=Act(primitive="ENVIRONMENT_EVENT", lemma="view", event="reveal"))
        beats = add_tension(self.beats.beats, self.roster, self.lexicon)
        beats = _address(beats, self.roster)
        cast = cast_of(beats, self.roster)
        scene = Scene(
            id=self.beats.scene,
            number=number,
            heading=heading.text,
            location=heading.location,
            interior=heading.interior,
            exterior=heading.exterior,
            time_of_day=time,
            continuous=heading.continuous,
            weather=tuple(dict.fromkeys((*heading.weather, *self._weather(beats)))),
            cast=cast,
            props=tuple(self.things.found),
            present_at_start=present_at_start(beats, cast, self.roster),
            beats=beats,
            eighths=eighths_of(self.cut.elements),
            transition_in=self.cut.transition_in,
            transition_out=self.cut.transition_out,
            notes=tuple(dict.fromkeys(self.notes)),
        )
        return Sheet(
            scene=scene,
            spans=self.beats.spans,
            staging=self.beats.staging,
            things=self.things,
            last_people=list(self.discourse.people),
        )

    # ---- elements -----------------------------------------------------------------------------------------------------

    def _element(self, element: Element) -> None:
        for note in element.notes:
            self._note_before(note)
        kind = element.kind
        if kind == "action":
            self._new_paragraph()
            self._action(element)
        elif kind == "character":
            self._new_paragraph()
            speaker = self.roster.aliases.get(
                tuple(t.low.rstrip(".") for t in tokenize(element.text) if t.word), slug(element.text)
            )
            self.voice = _Voice(speaker=speaker, extension=element.extension, dual=element.dual, span=element.span)
        elif kind == "parenthetical" and self.voice:
            self._parenthetical(element)
        elif kind in ("dialogue", "lyrics") and self.voice:
            self._speech(element)
        elif kind in ("centered", "lyrics"):
            self._new_paragraph()
            self._title(spoken(element), element)
        for note in element.notes:
            self._note_after(note)

    def _new_paragraph(self) -> None:
        self.voice = None
        self.beats.paragraph += 1

    def _action(self, element: Element) -> None:
        title = title_text(element.text)
        if title:
            self._title(title, element)
        else:
            self.paragraphs.read(element.text, element.span.line)

    def _title(self, text: str, element: Element) -> None:
        if not text:
            return
        identity = self.beats.add("title", text, element.span, title=text)
        self.beats.report(element.span, element.text, "staged", (f"title: {text}",), (identity,))

    def _parenthetical(self, element: Element) -> None:
        """A bracket colours the line that follows; one with a verb of doing is also played."""
        assert self.voice is not None
        inner = " ".join(element.text.split()).strip("()（） ")
        self.voice.brackets.append(inner)
        self.discourse.mention(self.voice.speaker)
        tokens = tokenize(inner)
        if not tokens or not self.lexicon.verb(tokens[0].low, "ing", "s"):
            return
        for clause in ClauseReader(tokens, self.lexicon, self.roster).read():
            if clause.kind == "verb" and not clause.subject:
                self.discourse.subjects = (self.voice.speaker,)
                for understood in understand(clause, self.discourse, self.things):
                    if understood.known and understood.act.primitive not in (
                        "VOCALISE",
                        "GESTURE",
                        "EXPRESS",
                        "HOLD_PLAIN",
                        "SCREAM",
                    ):
                        self.beats.add("action", inner, element.span, act=understood.act)

    def _speech(self, element: Element) -> None:
        assert self.voice is not None
        voice = self.voice
        text = spoken(element)
        if not text:
            return
        brackets = tuple(voice.brackets)
        hints = (voice.extension, *brackets) if voice.extension else brackets
        played = bool(brackets) and bool(self.beats.beats) and self.beats.beats[-1].text == brackets[-1]
        speech = make_speech(text, voice.speaker, hints, brackets, (), dual=voice.dual, tension=0.3)
        self.beats.add("speech", text, element.span, speech=speech, parallel=played or voice.dual)
        voice.brackets = []
        self.discourse.mention(voice.speaker)
        self.discourse.speaker = voice.speaker
        self.discourse.subjects = (voice.speaker,)

    # ---- notes --------------------------------------------------------------------------------------------------------

    def _note_before(self, note: Note) -> None:
        key, _, value = note.text.partition(":")
        word = key.strip().casefold()
        if word == "shot":
            self.beats.shot_note = value.strip()
        elif word in _SCENE_NOTES and value.strip():
            self.notes.append(f"{word}: {value.strip()}")

    def _note_after(self, note: Note) -> None:
        match = re.match(r"\s*hold\s*:\s*(\d+(?:\.\d+)?)\s*s?\s*$", note.text, re.IGNORECASE)
        if match:
            self.beats.hold(min(60.0, float(match.group(1))))

    def _weather(self, beats: tuple[Beat, ...]) -> tuple[str, ...]:
        found: list[str] = []
        for beat in beats:
            if beat.speech is not None or beat.act is None or (beat.act.actors and beat.kind != "action"):
                continue
            text = beat.text.casefold()
            if beat.act.event == "cold_light":
                found.append(text.strip(" ."))
            found += [
                w
                for w in re.findall(r"[a-z]+", text)
                if w in self.lexicon.words["weather"] and w not in ("cold", "heat") and not beat.act.actors
            ]
        return tuple(dict.fromkeys(found))


def _address(beats: tuple[Beat, ...], roster: Roster) -> tuple[Beat, ...]:
    """Fill in who each speech is spoken to, and its mood, now that the scene's people and tension are known."""
    present = [i for i in cast_of(beats, roster) if roster.characters[i].kind != "crowd"]
    recent: list[str] = []
    done: list[Beat] = []
    for beat in beats:
        if beat.speech is not None:
            s = beat.speech
            to = addressees(s.text, s.speaker, present, recent, roster)
            tense = s.emotion or ("tense" if beat.tension >= 0.5 else "")
            beat = replace(
                beat, speech=replace(s, addressees=to, emotion="fear" if s.emotion == "tense" and beat.tension >= 0.6 else tense)
            )
            recent.append(s.speaker)
        elif beat.act is not None:
            recent += [a for a in beat.act.actors if a in present]
        done.append(beat)
    return tuple(done)
