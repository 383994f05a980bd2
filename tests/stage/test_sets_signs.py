"""Signs and screens say what they are told to."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from redearth.breakdown.model import Inscription, Location
from redearth.core.fonts import find_cjk_font, find_latin_font
from redearth.direction.plan_set import plan_set
from redearth.stage.sets.build import build_set
from redearth.stage.sets.lettering import Fonts, Sheet
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.screen_faces import PAGES
from redearth.stage.sets.screens import screen
from redearth.stage.sets.sign_faces import PAINTED, SignStyle
from redearth.stage.sets.sign_words import in_lines, style_of
from redearth.stage.sets.signs import sign

FONTS = Fonts(latin=find_latin_font(), cjk=find_cjk_font())


@pytest.mark.parametrize("style", get_args(SignStyle))
def test_every_style_shows_its_text(style: SignStyle) -> None:
    """Another text is another picture; the same again is the same, made once."""
    palette = Palette(FONTS)
    one = sign(palette, "SECTOR 9\n九区", 1.2, 0.6, style=style)
    images = dict(palette.images)
    assert len(sign(palette, "SECTOR 9\n九区", 1.2, 0.6, style=style).positions) == len(one.positions)
    assert palette.images.keys() == images.keys()
    sign(palette, "GATE 4\n四号门", 1.2, 0.6, style=style)
    assert len(palette.images) == 2 * len(images)
    again = Palette(FONTS)
    sign(again, "SECTOR 9\n九区", 1.2, 0.6, style=style)
    for name, image in again.images.items():
        assert np.array_equal(image.pixels, images[name].pixels)
    if style != "hazard":
        this, other = (
            p.images[name].pixels for p, name in ((again, min(images)), (palette, min(set(palette.images) - set(images))))
        )
        assert not np.array_equal(this, other)


@pytest.mark.parametrize("style", get_args(SignStyle))
def test_a_sign_stands_before_its_wall(style: SignStyle) -> None:
    """Nothing of it lies behind z = 0; its width and height are what was asked for; its picture faces +z and is whole."""
    part = sign(Palette(FONTS), "EXIT", 1.2, 0.5, style=style)
    low, high = part.positions.min(0), part.positions.max(0)
    assert low[2] >= 0 and high[2] < 0.12
    assert np.allclose([high[0] - low[0], high[1] - low[1]], [1.2, 0.5], atol=1e-6) and abs(low[1]) < 1e-9
    assert part.uvs is not None and part.uvs.min() == 0 and part.uvs.max() == 1


def test_paint_on_a_wall_has_holes_and_boards_have_none() -> None:
    """Only what is painted on the wall lets the wall show."""
    for style in get_args(SignStyle):
        palette = Palette(FONTS)
        sign(palette, "LEVEL 03", 1.2, 0.4, style=style)
        worn = next(m for m in palette.materials if m.base_color_image)
        assert (worn.alpha_cutoff > 0) == (style in PAINTED)
        covered = palette.images[worn.base_color_image].pixels[..., 3].mean() / 255
        assert 0.03 < covered < 0.98 if style in PAINTED else covered == 1


def test_chinese_is_drawn_and_left_out_without_a_font() -> None:
    """With a font for it the characters leave ink; without one nothing stands for them, not even boxes."""

    def ink(fonts: Fonts, text: str) -> float:
        sheet = Sheet(200, 60, fonts)
        sheet.text(text, 0, 0, 200, 60)
        return float(sheet.mask().mean())

    assert ink(FONTS, "种子库") > 0.05
    assert ink(Fonts(), "种子库") == 0
    assert ink(Fonts(), "种子库 VAULT") == pytest.approx(ink(Fonts(), "VAULT"))


def test_text_stays_in_its_box() -> None:
    """However long the words, no ink leaves the box they are set into."""
    sheet = Sheet(300, 100, FONTS)
    sheet.text("A VERY LONG SIGN ABOUT NOTHING AT ALL\nIN TWO LINES", 40, 20, 220, 60)
    mask = sheet.mask()
    assert mask[:, :38].max() == 0 and mask[:, 262:].max() == 0 and mask[:16].max() == 0 and mask[84:].max() == 0
    assert mask.mean() > 0.02


def test_screens_differ_by_page_and_seed_and_shine() -> None:
    """Every page has light in it, no two are alike, and a text makes a message of its own."""
    palette = Palette(FONTS)
    for seed in range(10):
        screen(palette, 0.6, 0.4, seed=seed)
    screen(palette, 0.6, 0.4, text="GATE FAULT\n闸门故障")
    pictures = [image.pixels.tobytes() for image in palette.images.values()]
    assert len(set(pictures)) == 11
    assert all(8 < image.pixels[..., :3].mean() < 110 for image in palette.images.values())
    assert all(max(m.emission_linear) > 0 for m in palette.materials if m.emission_image)
    assert len(PAGES) == 5


def test_the_scripts_words_stand_on_the_set() -> None:
    """A named text gets a sign or a screen of its own where the place has none, and the first of its kind where it has."""
    words = (
        Inscription(on="sign", text="SECTOR 9"),
        Inscription(on="screen", text="闸门故障"),
        Inscription(on="sign", text="KEEP OUT"),
    )
    plan = plan_set(
        Location(
            id="bunker", name="BUNKER", interior=True, exterior=False, words=("bunker",), features=("sign",), inscriptions=words
        )
    )
    texts = {(piece.kind, piece.text) for piece in plan.pieces if piece.text}
    assert texts == {("sign", "SECTOR 9"), ("console", "闸门故障"), ("sign", "KEEP OUT")}
    built = build_set(plan, FONTS)
    assert any(m.name.startswith("sign_warning") for m in built.model.materials)
    assert any(m.name.startswith("screen_message") for m in built.model.materials)
    worn = {name for material in built.model.materials for name in material.images if name}
    assert worn == set(built.model.images)


def test_styles_and_lines_follow_the_words() -> None:
    """Danger is yellow, an exit is lit, a number is stencilled; long texts break where lines come out even."""
    assert [style_of(t) for t in ("DANGER", "EXIT", "SECTOR 9", "Elm Street", "Mara's")] == [
        "warning",
        "exit",
        "stencil",
        "street",
        "plate",
    ]
    assert in_lines("AUTHORISED PERSONNEL ONLY", 2.0).count("\n") == 2
    assert in_lines("EXIT", 2.0) == "EXIT" and in_lines("TWO\nLINES", 9.0) == "TWO\nLINES"
