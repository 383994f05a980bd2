"""One action paragraph to beats: sentence by sentence, nothing dropped without a word."""

from __future__ import annotations

import re
from dataclasses import replace

from redearth.breakdown import words
from redearth.breakdown.acts import understand
from redearth.breakdown.beats import BeatList
from redearth.breakdown.chinese import chinese_clauses, is_chinese, understand_chinese
from redearth.breakdown.clauses import ClauseReader
from redearth.breakdown.discourse import Discourse
from redearth.breakdown.model import Act
from redearth.breakdown.reading import Understood
from redearth.breakdown.staging import say_act, why_approximated
from redearth.breakdown.things import Things
from redearth.core.span import Span

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_CAMERA = re.compile(
    r"^(?:(?:EXTREME )?CLOSE[- ]?UP|CLOSE|ANGLE|TIGHT|WIDE|INSERT|POV|PAN|TRACK|DOLLY|CRANE|ZOOM|PUSH[- ]?IN|PULL[- ]?BACK|RACK|TILT|AERIAL|REVERSE|MOVING|STEADICAM)"
    r"\b(?:\s+(?:SHOT|ANGLE|UP|DOWN|IN|OUT|BACK))?(?:\s+(?:ON|TO|OF|OVER|FROM))?\s*(?::|--?|—|(?<=ON)\s|(?<=OF)\s|(?<=TO)\s)\s*",
)
_MOST_BEATS = 60
"""Of one paragraph; what a longer one says after that is reported, not played."""
_CAMERA_SENTENCE = re.compile(
    r"^(?:the |a |slow,? |gentle,? |subtle |smooth |wide |static |handheld )*(?:camera|lens|dolly|crane|pan|tracking shot|push-in|shot|clip|frame|scene (?:ends|holds|closes))\b",
    re.IGNORECASE,
)
_WE_SEE = re.compile(
    r"^(?:and |then |now )?we (?:see|hear|find|watch|notice|discover|reveal|are on|pan to|cut to)\s+(?:that\s+)?", re.IGNORECASE
)
_JOINT = re.compile(r"^(?:and|but|then)\s+", re.IGNORECASE)
_TELL = "Name who acts and use one plain verb in the present: “LIN opens the door.”"
_DUST = re.compile(r"\w", re.UNICODE)


class ParagraphReader:
    """Reads the paragraphs of one scene into a :class:`BeatList`."""

    def __init__(self, beats: BeatList, discourse: Discourse, things: Things) -> None:
        self.beats = beats
        self.discourse = discourse
        self.things = things

    def read(self, text: str, line: int) -> None:
        """Add the beats of an action paragraph that starts on ``line`` of the file."""
        flat = text.replace("\n", " ")
        self.things.capitals_matter = flat.upper() != flat
        for sentence in words.split_sentences(flat):
            number = line + text.count("\n", 0, sentence.start)
            column = sentence.start - (text.rfind("\n", 0, sentence.start) + 1) + 1
            span = Span(
                line=number,
                column=column,
                end_line=number + text.count("\n", sentence.start, sentence.start + len(sentence.text)),
                end_column=column + len(sentence.text) - 1,
            )
            if not _DUST.search(sentence.text):
                continue
            if self.beats.in_paragraph() >= _MOST_BEATS:
                self._too_long(sentence.text, span)
            else:
                self._sentence(sentence.text, span)

    def _too_long(self, text: str, span: Span) -> None:
        why = f"the paragraph already has {_MOST_BEATS} beats; the rest of it is not played"
        self.beats.report(
            span,
            text,
            "not_understood",
            ("nothing",),
            (self.beats.beats[-1].id,),
            why,
            "Break the paragraph up with blank lines.",
        )

    def _sentence(self, text: str, span: Span) -> None:
        read = self._chinese(text) if is_chinese(text) else self._english(text)
        if read is None:
            self.beats.shot_note = self.beats.shot_note or text.strip(" .")
            self.beats.report(span, text, "staged", ("a direction for the camera",), ())
            return
        if not read:
            if not self._adverb_alone(text, span):
                self._hold(text, span)
            return
        ids, said = [], []
        for understood, piece in read:
            kind = "sound" if understood.sound and not understood.act.actors else "action"
            ids.append(self.beats.add(kind, piece, span, act=understood.act, parallel=understood.parallel))  # type: ignore[arg-type]
            said.append(say_act(understood.act, self.discourse.roster))
        why = why_approximated([u for u, _ in read])
        self.beats.report(span, text, "approximated" if why else "staged", tuple(said), tuple(ids), why, _TELL if why else "")

    def _mention(self, tokens: list[words.Token]) -> None:
        """Remember who is only spoken of: ``the home of THE BOY BAND, DAN and JACK``."""
        named = [self.discourse.roster.match(tokens, at)[0] for at in range(len(tokens))]
        self.discourse.mention(*dict.fromkeys(name for name in named if name))

    def _adverb_alone(self, text: str, span: Span) -> bool:
        """``Badly.`` says how the beat before it was played."""
        tokens = [t for t in words.tokenize(text) if t.word]
        if not self.beats.beats or not tokens or not all(words.is_adverb(t.low) for t in tokens):
            return False
        self.beats.report(span, text, "staged", (f"as before: {text.strip(' .')}",), (self.beats.beats[-1].id,))
        return True

    def _hold(self, text: str, span: Span) -> None:
        act = Act(primitive="HOLD_PLAIN", lemma="hold", actors=self.discourse.subjects[:1])
        identity = self.beats.add("hold", text, span, act=act)
        self.beats.report(
            span,
            text,
            "not_understood",
            ("a plain hold",),
            (identity,),
            "no subject with a verb was found in this sentence",
            _TELL,
        )

    def _chinese(self, text: str) -> list[tuple[Understood, str]]:
        return [(u, piece) for piece in chinese_clauses(text) for u in understand_chinese(piece, self.discourse, self.things)]

    def _english(self, text: str) -> list[tuple[Understood, str]] | None:
        """Return acts with the words they come from; None for a sentence that only moves the camera."""
        plain = _BRACKETS.sub(lambda m: " " * len(m.group()), text)
        camera = _CAMERA.match(plain)
        if camera:
            self.beats.shot_note = camera.group().strip(" :-—")
            plain = " " * camera.end() + plain[camera.end() :]
            if not _DUST.search(plain):
                return None
        seen = _WE_SEE.match(plain)
        if seen:
            plain = " " * seen.end() + plain[seen.end() :]
        tokens = words.tokenize(plain)
        if not tokens:
            return None
        found: list[tuple[Understood, str]] = []
        reader = ClauseReader(tokens, self.discourse.lexicon, self.discourse.roster)
        reader.bare = seen is not None
        for clause in reader.read():
            last = tokens[min(clause.end, len(tokens)) - 1]
            piece = _JOINT.sub("", " ".join(plain[tokens[clause.start].start : last.end].split()).strip(" ,;:-—"))
            found += [(u, piece or text) for u in understand(clause, self.discourse, self.things)]
        found = _merge_stillness(found)
        if not any(u.act.actors for u, _ in found):
            self._mention(tokens)
        if not found and _CAMERA_SENTENCE.match(plain.strip()):
            return None
        return found


def _merge_stillness(found: list[tuple[Understood, str]]) -> list[tuple[Understood, str]]:
    """Descriptions inside one sentence are looked at together, not one after another."""
    merged: list[tuple[Understood, str]] = []
    for understood, piece in found:
        still = not understood.act.actors and understood.act.event == "reveal"
        if still and merged and not merged[-1][0].act.actors and merged[-1][0].act.event == "reveal":
            before, words_before = merged[-1]
            objects = tuple(dict.fromkeys((*before.act.objects, *understood.act.objects)))
            merged[-1] = (replace(before, act=replace(before.act, objects=objects)), f"{words_before}, {piece}")
        else:
            around = understood.act.primitive == "ENVIRONMENT_EVENT" and bool(merged)
            merged.append((replace(understood, parallel=True) if around else understood, piece))
    return merged
