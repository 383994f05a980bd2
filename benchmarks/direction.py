"""The direction scorecard: how well scripts are covered, measured on finished shot lists. One command, one table.

    python benchmarks/direction.py SCRIPT.fountain … [--shots] [--json FILE]

Lines get a length by count of words, so no voice is needed. What is measured, of all shots:

    scenes, shots, mean      how many, and the mean shot length in seconds
    face                     share of the time of visible lines in which the speaker's face can be read: in the picture, not behind scenery,
                             at most 75 degrees away from the camera, a head at least 1/16 of the picture's height
    singles                  share of (scene, speaker) pairs with a readable single of the speaker while he speaks
    headless                 shots in which somebody near loses the head over the upper edge while the body fills the picture
    late                     shots whose main subject is there and not seen half a second after the start
    jumps                    cuts to the same people from less than 30 degrees away and less than a size step
    flips                    cuts over which two people swap sides
    short                    shots under 1.2 s (in brackets: of those, outside peaks of tension)
    s/scene                  slowest scene, CPU seconds of direction
"""

from __future__ import annotations

import argparse
import json
import re
import time
from dataclasses import asdict
from pathlib import Path

from direction_judge import ASPECT, FPS, Card, Judge

from redearth.breakdown.break_down import break_down
from redearth.breakdown.model import CastList, Scene
from redearth.core.diagnostics import FilmError
from redearth.direction.block import block
from redearth.direction.plan_set import plan_set
from redearth.direction.shoot_list import shoot_list
from redearth.script.parse import parse
from redearth.voice.model import Line


def measure(path: Path) -> Card:
    """Direct a script and return its card."""
    screenplay, _ = parse(path.read_bytes(), path.name)
    found = break_down(screenplay)
    cast = CastList(characters=found.characters, props=found.props)
    sets = {place.id: plan_set(place, {}) for place in found.locations}
    card = Card(script=path.stem)
    for scene in found.scenes:
        began = time.process_time()
        staged = block(scene, cast, sets[scene.location], spoken(scene), FPS)
        shots = shoot_list(scene, staged, ASPECT)
        card.slowest = max(card.slowest, time.process_time() - began)
        Judge(card, scene, staged, shots).count()
    return card


def spoken(scene: Scene) -> list[Line]:
    """Return a line for each speech, as long as its words ask."""
    return [
        Line(
            beat=b.id, character=b.speech.speaker, text=b.speech.text, duration_s=_length_s(b.speech.text), phonemes=(), words=()
        )
        for b in scene.beats
        if b.speech is not None
    ]


def _length_s(text: str) -> float:
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    words = len(re.sub(r"[\u3400-\u9fff]", " ", text).split())
    return max(0.6, 0.36 * words + 0.24 * han)


COLUMNS = ("script", "scenes", "shots", "mean s", "face", "singles", "headless", "late", "jumps", "flips", "short", "s/scene")


def row_of(card: Card) -> tuple[str, ...]:
    """Return a card as cells."""
    return (
        card.script, str(card.scenes), str(card.shots), f"{card.seconds / max(1, card.shots):.2f}",
        f"{100 * card.faced / card.spoken:.0f} %" if card.spoken else "-", f"{card.singled}/{card.speakers}", str(card.headless),
        str(card.late), f"{card.jumps}/{card.cuts}", str(card.flips), f"{card.short} ({card.short_calm})", f"{card.slowest:.1f}",
    )  # fmt: skip


def main() -> None:
    """Measure the scripts named on the command line and print the table."""
    options = argparse.ArgumentParser(description="The direction scorecard.")
    options.add_argument("scripts", nargs="+", type=Path)
    options.add_argument("--shots", action="store_true", help="name the shots that are counted against")
    options.add_argument("--json", type=Path, help="also write the counts here")
    chosen = options.parse_args()
    total = Card(script="all")
    cards = []
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    for path in chosen.scripts:
        try:
            card = measure(path)
        except FilmError as refused:
            print(f"| {path.stem} |  | " + str(refused).splitlines()[0] + " |")
            continue
        cards.append(card)
        total.add(card)
        print("| " + " | ".join(row_of(card)) + " |", flush=True)
        for note in card.notes if chosen.shots else ():
            print(f"    {note}")
    print("| " + " | ".join(row_of(total)) + " |")
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(c) for c in (*cards, total)], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
