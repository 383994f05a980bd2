"""The breakdown department's task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from redearth.breakdown.break_down import break_down as break_down_film
from redearth.breakdown.model import Breakdown, CastList
from redearth.core.contract import Inputs, Options
from redearth.core.digest import Json, canonical_json
from redearth.core.record import read_record, write_record
from redearth.core.slug import slug
from redearth.script.model import Screenplay


def break_down(inputs: Inputs, options: Options, out: Path) -> None:
    """Break ``screenplay`` down into the film's records; options: ``title``, ``lexicon`` (verb to primitive), ``motions`` (names)."""
    screenplay = read_record(Screenplay, inputs["screenplay"])
    lexicon = options.get("lexicon")
    verbs = {str(k): str(v) for k, v in lexicon.items()} if isinstance(lexicon, Mapping) else {}
    motions = options.get("motions")
    names = [str(name) for name in motions] if isinstance(motions, list) else []
    found = break_down_film(screenplay, title=str(options.get("title") or ""), lexicon=verbs, motions=names)
    write_record(out / "breakdown.json", found)
    write_record(out / "cast.json", CastList(characters=found.characters, props=found.props))
    (out / "staging.json").write_bytes(canonical_json(staging_report(found)))
    for scene in found.scenes:
        write_record(out / "scenes" / f"{slug(scene.id)}.json", scene)
    for character in found.characters:
        write_record(out / "characters" / f"{character.id}.json", character)
    for prop in found.props:
        write_record(out / "props" / f"{prop.id}.json", prop)
    for location in found.locations:
        write_record(out / "locations" / f"{location.id}.json", location)


def staging_report(found: Breakdown) -> Json:
    """Return the public report: each action sentence, how it was understood, and the totals."""
    counts = {
        status: sum(line.status == status for line in found.staging) for status in ("staged", "approximated", "not_understood")
    }
    lines = [{**asdict(line), "where": line.span.at(found.file)} for line in found.staging]
    return {"file": found.file, "title": found.title, "totals": counts, "lines": lines, "notices": list(found.notices)}
