"""What the user gave beside the script and the departments own, checked before anything is made: each fault at its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from redearth.breakdown.model import Primitive
from redearth.core.diagnostics import FilmError
from redearth.core.film import SETTINGS_FILE, setting_fault
from redearth.core.film_folder import Film
from redearth.core.look import LUT_SUFFIXES
from redearth.direction.model import Kit
from redearth.picture.color.view_transform import what_is_wrong_with
from redearth.picture.model import RendererName
from redearth.release.captions import read_catalogue
from redearth.stage.cast.overrides import what_is_wrong as what_is_wrong_with_looks
from redearth.voice.overrides import what_is_wrong

_Wrong = tuple[tuple[str, ...], str, str]
"""Path of the key, what is wrong, what would be right."""


def check_settings(film: Film) -> None:
    """Raise :class:`FilmError` with every wrong entry of ``[picture]``, ``[voices]``, ``[cast]``, ``[sets]``, ``[lexicon]`` and ``[look]``, or for a broken catalogue."""
    wrong = [*_picture(film), *_voices(film), *_cast(film), *_sets(film), *_lexicon(film), *_look(film)]
    if wrong:
        file = str(film.folder / SETTINGS_FILE)
        raise FilmError(*(setting_fault(film.settings_text, file, *one) for one in wrong))
    for language, catalogue in sorted(film.catalogues.items()):
        read_catalogue(catalogue, f"locale/{language}.po")


def _picture(film: Film) -> Iterator[_Wrong]:
    renderers = get_args(RendererName)
    if film.settings.picture.renderer not in renderers:
        named = ", ".join(f'"{name}"' for name in renderers)
        yield ("picture", "renderer"), f"there is no renderer {film.settings.picture.renderer!r}", f"one of {named}"


def _voices(film: Film) -> Iterator[_Wrong]:
    for name, fields in film.settings.voices.items():
        if not isinstance(fields, dict):
            yield ("voices", name), f"the voice of {name} must be a table, got {fields!r}", f"a line [voices.{name}]"
            continue
        for key, value in fields.items():
            wrong = what_is_wrong(key, value)
            if wrong:
                yield ("voices", name, key), f"voice of {name}: {wrong[0]}", wrong[1]


def _cast(film: Film) -> Iterator[_Wrong]:
    for name, fields in film.settings.cast.items():
        if not isinstance(fields, dict):
            yield ("cast", name), f"the looks of {name} must be a table, got {fields!r}", f"a line [cast.{name}]"
            continue
        for key, value in fields.items():
            wrong = what_is_wrong_with_looks(key, value)
            if wrong:
                yield ("cast", name, key), f"looks of {name}: {wrong[0]}", wrong[1]


def _sets(film: Film) -> Iterator[_Wrong]:
    kits = ", ".join(f'"{kit}"' for kit in get_args(Kit))
    for name, fields in film.settings.sets.items():
        if not isinstance(fields, dict):
            yield ("sets", name), f"the set of {name} must be a table, got {fields!r}", f'a line [sets."{name}"]'
            continue
        for key, value in fields.items():
            if key != "kit":
                yield ("sets", name, key), f"a set has no setting {key!r}", f"kit = one of {kits}"
            elif value not in get_args(Kit):
                yield ("sets", name, key), f"there is no set kit {value!r}", f"one of {kits}"


def _lexicon(film: Film) -> Iterator[_Wrong]:
    primitives = get_args(Primitive)
    for verb, primitive in film.settings.lexicon.items():
        if not isinstance(primitive, str) or primitive.strip().upper() not in primitives:
            remedy = f"one of {', '.join(sorted(primitives))}"
            yield ("lexicon", verb), f"{verb} means {primitive!r}, which is no primitive", remedy


def _look(film: Film) -> Iterator[_Wrong]:
    if film.lut is not None:
        wrong = what_is_wrong_with(film.settings.look.lut, film.lut)
        if wrong:
            remedy = f"a {', '.join(LUT_SUFFIXES)} file from ACEScct to ACEScct"
            yield ("look", "lut"), f"OpenColorIO cannot read {film.settings.look.lut}: {wrong}", remedy
