"""The beats of one scene as they are found: identities, paragraphs, spans and staging lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from redearth.breakdown.model import Act, Beat, BeatKind, BeatSpan, Speech, StagingLine, Status
from redearth.core.slug import slug
from redearth.core.span import Span


@dataclass(slots=True)
class BeatList:
    """Collects a scene's beats; an identity is who does what for the how-manieth time, never a place in a list."""

    scene: str
    beats: list[Beat] = field(default_factory=list)
    spans: list[BeatSpan] = field(default_factory=list)
    staging: list[StagingLine] = field(default_factory=list)
    paragraph: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    shot_note: str = ""
    """Waits for the next beat."""

    def identity(self, who: str, what: str) -> str:
        """Return the next free identity for an actor and a deed."""
        stem = f"{who}.{slug(what)}" if who else slug(what)
        self.counts[stem] += 1
        return f"{self.scene}/{stem}.{self.counts[stem]}"

    def add(
        self,
        kind: BeatKind,
        text: str,
        span: Span,
        *,
        act: Act | None = None,
        speech: Speech | None = None,
        title: str = "",
        parallel: bool = False,
    ) -> str:
        """Add a beat and return its identity."""
        if speech is not None:
            identity = self.identity(speech.speaker, "says")
        elif title:
            identity = self.identity("title", "super")
        else:
            identity = self.identity(_who(act), act.lemma if act else kind)
        beat = Beat(
            id=identity,
            kind=kind,
            text=text,
            act=act,
            speech=speech,
            title=title,
            parallel=parallel and bool(self.beats),
            paragraph=self.paragraph,
            shot_note=self.shot_note,
        )
        self.shot_note = ""
        self.beats.append(beat)
        self.spans.append(BeatSpan(beat=identity, span=span))
        return identity

    def in_paragraph(self) -> int:
        """Return how many beats the current paragraph has."""
        return sum(1 for beat in self.beats[-200:] if beat.paragraph == self.paragraph)

    def hold(self, seconds: float) -> None:
        """Make the last beat last."""
        if self.beats:
            self.beats[-1] = replace(self.beats[-1], hold_s=seconds)

    def report(
        self,
        span: Span,
        text: str,
        status: Status,
        understood: tuple[str, ...],
        beats: tuple[str, ...],
        why: str = "",
        instead: str = "",
    ) -> None:
        """Say how a sentence was understood."""
        self.staging.append(
            StagingLine(
                span=span, text=text, status=status, understood_as=understood, why=why, write_instead=instead, beats=beats
            )
        )


def _who(act: Act | None) -> str:
    if act is None:
        return ""
    if act.actors:
        return "+".join(act.actors[:4])
    return act.objects[0] if act.objects else "scene"
