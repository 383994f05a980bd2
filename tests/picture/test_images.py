"""Surfaces that wear images."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest

from redearth.picture.realtime.bundles import packed_seats
from redearth.picture.realtime.image_array import MOST_BYTES, layer_size_px, mip_levels
from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Assets, Draw, Image, Light, Material, Mesh
from redearth.stage.sets.leaf_images import Sprig, leaf_image
from tests.picture.scenes import WHITE, bundle, look, put, slab, view, white


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera for all tests."""
    return Renderer(64, 64)


def panel(half: float = 1.0, z: float = 0.0, repeats: float = 1.0) -> Mesh:
    """A square in the plane of x and y that faces +z and shows its image once."""
    x, y = np.array([-1, 1, 1, -1]) * half, np.array([-1, -1, 1, 1]) * half
    return Mesh(
        positions=np.stack([x, y, np.full(4, z)], 1).astype(np.float32),
        normals=np.tile(np.float32([0, 0, 1]), (4, 1)),
        triangles=np.array([[0, 1, 2], [0, 2, 3]], np.uint32),
        material=np.zeros(2, np.uint32),
        uvs=np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) * np.float32(repeats),
    )


def quarters(*colors: tuple[int, int, int, int], size: int = 64, **more: Any) -> Image:
    """An image of four plain squares: upper left, upper right, lower left, lower right."""
    small = np.array(colors, np.uint8).reshape(2, 2, 4)
    return Image(pixels=small.repeat(size // 2, 0).repeat(size // 2, 1), **more)


def dressed(key: str, mesh: Mesh, material: Material, **images: Image) -> Assets:
    """One mesh in a material that wears images."""
    return Assets(key=key, materials=(material,), meshes={"it": mesh}, images=images)


def glowing(image: str, **more: Any) -> Material:
    """A surface that only shows its image as light."""
    return Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(1, 1, 1), emission_image=image, **more)


FOUR = ((255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (188, 188, 188, 255))
CAMERA = look((0, 0, 4), (0, 0, 0), fov=0.5)


def drawn(renderer: Renderer, assets: Assets, **more: Any) -> Any:
    """The square of ``assets`` from in front, nearly as large as the picture."""
    return renderer.draw_linear(view(put(assets.key, (0, 0, 0)), camera=more.pop("camera", CAMERA), **more), {"a": assets})


def test_texel_colors_come_back_at_their_places(renderer: Renderer) -> None:
    """The image stands upright, its left on the left, and sRGB 188 is half as bright as 255."""
    picture = drawn(renderer, dressed("four", panel(), glowing("i"), i=quarters(*FOUR)))
    expected = {(16, 16): (1, 0, 0), (16, 48): (0, 1, 0), (48, 16): (0, 0, 1), (48, 48): (0.503, 0.503, 0.503)}
    for (row, column), color in expected.items():
        assert picture[row, column] == pytest.approx(color, abs=4e-3), (row, column)


def test_numbers_are_not_decoded(renderer: Renderer) -> None:
    """A linear image gives its texels as they are."""
    picture = drawn(renderer, dressed("raw", panel(), glowing("i"), i=quarters(*FOUR, color_space="linear")))
    assert picture[48, 48] == pytest.approx(188 / 255, abs=4e-3)


def test_the_base_color_multiplies_the_plain_one(renderer: Renderer) -> None:
    """In a white furnace a rough painted square gives back its colour: factor times texel."""
    material = replace(white(), roughness=1.0, base_color_linear=(0.5, 0.5, 0.5), base_color_image="i")
    grey = quarters(*[(255, 255, 255, 255)] * 2, *[(188, 188, 188, 255)] * 2)
    picture = drawn(renderer, dressed("paint", panel(), material, i=grey), sky=WHITE)
    plain = drawn(renderer, bundle("plain", panel(), replace(material, base_color_image="")), sky=WHITE)
    assert picture[16, 32] == pytest.approx(plain[16, 32], abs=0.03)
    assert picture[48, 32] == pytest.approx(picture[16, 32] * 0.52, abs=0.03)


def test_images_repeat(renderer: Renderer) -> None:
    """Two repeats show the image twice."""
    picture = drawn(renderer, dressed("twice", panel(repeats=2.0), glowing("i"), i=quarters(*FOUR)))
    assert picture[8, 8] == pytest.approx(picture[8, 40], abs=0.01)
    assert picture[8, 8] == pytest.approx((1, 0, 0), abs=0.01)


def test_a_hole_shows_what_is_behind_and_lets_light_through(renderer: Renderer) -> None:
    """Where alpha is low there is no surface, for the eye and for the sun alike."""
    holed = quarters((255, 255, 255, 0), (255, 255, 255, 255), (255, 255, 255, 0), (255, 255, 255, 255))
    screen = dressed(
        "holed", panel(), Material(name="m", base_color_linear=(0, 0, 0), base_color_image="i", alpha_cutoff=0.5), i=holed
    )
    behind = dressed("behind", panel(4.0, -1.0), glowing("i"), i=quarters(*[(255, 255, 255, 255)] * 4))
    draws = (put("holed", (0, 0, 0)), put("behind", (0, 0, 0)))
    picture = renderer.draw_linear(view(*draws, camera=CAMERA), {"a": screen, "b": behind})
    assert picture[32, 16].mean() == pytest.approx(1.0, abs=0.01) and picture[32, 48].mean() < 0.05
    sun = Light(kind="sun", color_linear=(1, 1, 1), intensity=3.0, direction=(0, 0, -1), radius_m=0.001, shadow=True)
    wall = bundle("wall", panel(4.0, -1.0), white())
    above = look((0, 2.4, 0.6), (0, 0, -1), fov=0.9)
    draws = (put("holed", (0, 0, 0)), put("wall", (0, 0, 0)))
    lit = renderer.draw_linear(view(*draws, camera=above, lights=(sun,)), {"a": screen, "b": wall})
    assert lit[40, 24].mean() > 5 * lit[40, 40].mean()


def test_a_normal_image_turns_the_light(renderer: Renderer) -> None:
    """Normals that lean to the right are lit from the right, and those that lean up from above."""
    leaning = quarters(
        (255, 128, 180, 255), (128, 128, 255, 255), (128, 255, 180, 255), (128, 128, 255, 255), color_space="linear"
    )
    assets = dressed("lean", panel(), replace(white(), normal_image="n"), n=leaning)

    def lit(direction: tuple[float, float, float]) -> Any:
        return drawn(
            renderer, assets, lights=(Light(kind="sun", color_linear=(1, 1, 1), intensity=3.0, direction=direction),)
        ).mean(-1)

    right, left = lit((-0.7, 0, -0.714)), lit((0.7, 0, -0.714))
    above, below = lit((0, -0.7, -0.714)), lit((0, 0.7, -0.714))
    assert right[16, 16] > 1.2 * right[16, 48] > 2.0 * left[16, 16]
    assert above[48, 16] > 1.2 * above[48, 48] > 2.0 * below[48, 16]


def test_only_a_two_sided_surface_shows_its_back(renderer: Renderer) -> None:
    """From behind, a plain surface is not there and a two-sided one is, with its image turned round."""
    behind = look((0, 0, -4), (0, 0, 0), fov=0.5)
    one = drawn(renderer, dressed("one-sided", panel(), glowing("i"), i=quarters(*FOUR)), camera=behind)
    two = drawn(renderer, dressed("two-sided", panel(), glowing("i", two_sided=True), i=quarters(*FOUR)), camera=behind)
    assert one.max() < 0.01
    assert two[16, 48] == pytest.approx((1, 0, 0), abs=0.01)


def test_views_without_images_are_drawn_by_the_same_program(renderer: Renderer) -> None:
    """Beside a thing that wears images, a patterned one looks as it does alone."""
    floor = bundle("floor", slab(), replace(white(), pattern="concrete", wear=0.6))
    far = dressed("far", panel(0.1, -30.0), glowing("i"), i=quarters(*FOUR))
    camera = look((0, 2, 3), (0, 0, 0))
    sun = Light(kind="sun", color_linear=(1, 1, 1), intensity=3.0, direction=(0.3, -0.9, -0.3))
    alone = renderer.draw_linear(view(put("floor", (0, 0, 0)), camera=camera, lights=(sun,)), {"a": floor})
    both = renderer.draw_linear(
        view(put("floor", (0, 0, 0)), put("far", (0, 5, 0)), camera=camera, lights=(sun,)), {"a": floor, "b": far}
    )
    assert np.abs(alone[24:] - both[24:]).max() < 1e-3


def test_layers_of_two_bundles_stay_apart(renderer: Renderer) -> None:
    """Each thing shows its own image, whichever bundle comes first."""
    red, blue = quarters(*[(255, 0, 0, 255)] * 4), quarters(*[(0, 0, 255, 255)] * 4)
    one, two = dressed("one", panel(0.4), glowing("i"), i=red), dressed("two", panel(0.4), glowing("i"), i=blue)
    draws: tuple[Draw, ...] = (put("one", (-0.5, 0, 0)), put("two", (0.5, 0, 0)))
    picture = renderer.draw_linear(view(*draws, camera=CAMERA), {"a": one, "b": two})
    assert picture[32, 16] == pytest.approx((1, 0, 0), abs=0.01) and picture[32, 48] == pytest.approx((0, 0, 1), abs=0.01)


def test_a_fine_image_neither_crawls_nor_changes_its_mean(renderer: Renderer) -> None:
    """Stripes far finer than a pixel are an even grey of half their light, however the camera stands."""
    stripes = np.zeros((512, 512, 4), np.uint8)
    stripes[..., 3] = 255
    stripes[:, ::2] = 255
    assets = dressed("stripes", panel(repeats=4.0), glowing("i"), i=Image(pixels=stripes))
    means = []
    for shift in (0.0, 0.003, 0.007):
        picture = drawn(renderer, assets, camera=look((shift, 0, 4), (shift, 0, 0), fov=0.5))[16:48, 16:48]
        assert np.ptp(picture) < 0.02
        means.append(float(picture.mean()))
    assert means == pytest.approx([0.5] * 3, abs=0.02)


def test_mips_keep_the_light_and_ignore_what_is_cut_out() -> None:
    """A level's mean is its image's, in linear light; the colour of holes does not bleed."""
    checker = np.zeros((8, 8, 4), np.uint8)
    checker[..., 3] = 255
    checker[::2, ::2] = checker[1::2, 1::2] = 255
    assert mip_levels(Image(pixels=checker), 8)[-1][0, 0, 0] == 188
    holed = np.zeros((4, 4, 4), np.uint8)
    holed[:, :2] = (200, 10, 10, 255)
    assert mip_levels(Image(pixels=holed), 4)[-1][0, 0] == pytest.approx((200, 10, 10, 128), abs=1)


def test_mips_of_leaves_cover_as_much_as_the_leaves() -> None:
    """Far crowns neither dissolve nor fill up: every level of a sprig is there over the same share."""
    for kind in get_args(Sprig):
        covers = [float((level[..., 3] > 127).mean()) for level in mip_levels(leaf_image(kind), 256)[:6]]
        assert covers == pytest.approx([covers[0]] * 6, abs=0.06), kind


def test_what_grows_keeps_its_pattern_within_its_outline(renderer: Renderer) -> None:
    """An outlined surface is drawn by the plain program where its image is, from both sides with one normal, and is not there elsewhere."""
    holed = quarters((90, 100, 60, 0), (90, 100, 60, 255), (90, 100, 60, 0), (90, 100, 60, 255))
    leaf = Material(name="m", base_color_linear=(0.3, 0.3, 0.3), pattern="foliage", base_color_image="i", alpha_cutoff=0.5)
    assert leaf.outlined and not replace(leaf, pattern="plain").outlined and not replace(leaf, alpha_cutoff=0.0).outlined
    assets = dressed("leafy", panel(), leaf, i=holed)
    front = drawn(renderer, assets, sky=WHITE)
    back = drawn(renderer, assets, sky=WHITE, camera=look((0, 0, -4), (0, 0, 0), fov=0.5))
    assert front[32, 16].mean() == pytest.approx(0.0, abs=1e-3) and 0.1 < front[32, 48].mean() < 0.6
    assert back[32, 48].mean() == pytest.approx(0.0, abs=1e-3) and back[32, 16].mean() > 0.02


def test_an_array_never_outgrows_its_room() -> None:
    """Many large images are halved until all fit; a few keep their size."""
    large = Image(pixels=np.zeros((2048, 1024, 4), np.uint8))
    assert layer_size_px([large]) == 2048
    assert layer_size_px([large] * 40) ** 2 * 16 / 3 * 40 <= MOST_BYTES


def test_tangents_follow_u() -> None:
    """The panel's tangent is +x with v growing on its left; turned images turn it, mirrored ones change the side."""
    seats = packed_seats(panel())
    assert (seats[:, 2].view(np.float32) == 1).all()
    assert (seats[:, 3] == np.uint32(32767)).all()
    mirrored = replace(panel(), uvs=panel().uvs * np.float32([-1, 1]))
    assert (packed_seats(mirrored)[:, 2].view(np.float32) == -1).all()
