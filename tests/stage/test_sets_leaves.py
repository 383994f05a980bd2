"""Cards that wear sprigs, and the images of the sprigs."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from redearth.stage.sets.build import BUILDERS
from redearth.stage.sets.leaf_images import SIZE_PX, Sprig, leaf_image
from redearth.stage.sets.leaves import sprig
from redearth.stage.sets.order import Order
from redearth.stage.sets.palette import COLOURS, Palette

_MOST_TRIANGLES = {"tree": 1000, "far_tree": 130, "bush": 70}


@pytest.mark.parametrize("kind", get_args(Sprig))
def test_a_sprig_is_there_and_has_holes(kind: Sprig) -> None:
    """Each covers between a twelfth and two thirds of its card, touches no edge but its foot's, and is the same bytes every time."""
    pixels = leaf_image(kind).pixels
    assert pixels.shape == (SIZE_PX, SIZE_PX, 4)
    there = pixels[..., 3] > 127
    assert 0.08 < there.mean() < 0.67
    assert there[:2].mean() + there[:, :2].mean() + there[:, -2:].mean() < 0.3
    assert pixels.tobytes() == leaf_image(kind).pixels.tobytes()


def test_sprigs_of_another_colour_and_in_snow_differ() -> None:
    """A colour word paints the leaves; where it snows they lie white; equal sprigs are painted once."""
    palette = Palette()
    green, gold = sprig(palette, "broad"), sprig(palette, "broad", "gold")
    assert palette.materials[gold].base_color_linear == COLOURS["gold"]
    assert sprig(palette, "broad") == green and len(palette.images) == 2
    white = Palette()
    white.snowy = True
    sprig(white, "broad")
    (snowed,) = white.images.values()
    assert min(white.materials[0].base_color_linear) > 2 * max(palette.materials[green].base_color_linear)
    assert snowed.pixels[..., :3].mean() > 1.2 * palette.images["leaves_broad"].pixels[..., :3].mean()


@pytest.mark.parametrize("kind", sorted(_MOST_TRIANGLES))
@pytest.mark.parametrize("style", ["broadleaf", "conifer", "jungle", "dead"])
def test_crowns_are_few_cards_that_face_away_from_their_middle(kind: str, style: str) -> None:
    """Within budget; every card wears all of its sprig; normals point out of the crown."""
    palette = Palette()
    order = Order(kind=kind, size_m=(1.6, 13.0 if "tree" in kind else 1.2, 1.6), variant=1, colour="", kit="forest", palette=palette, style=style)  # fmt: skip
    part = BUILDERS[kind](order)
    assert len(part.triangles) <= _MOST_TRIANGLES[kind]
    leafy = np.array([material.outlined for material in palette.materials])[part.material]
    if kind == "far_tree" and style == "dead":
        return
    assert leafy.any() and part.uvs is not None
    rows = np.unique(part.triangles[leafy])
    assert part.uvs[rows].min() == 0.0 and part.uvs[rows].max() == 1.0
    away = (part.positions[rows] - part.positions[rows].mean(0)) * [1, 0, 1]
    assert (np.einsum("ij,ij->i", part.normals[rows], away) > 0).mean() > 0.7
