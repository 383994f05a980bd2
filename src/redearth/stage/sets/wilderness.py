"""Shells of wild places: forests with undergrowth, deserts of several kinds out to the horizon."""

from __future__ import annotations

from dataclasses import replace

from redearth.stage.sets.ranges import raise_range
from redearth.stage.sets.strew import Seeds, strew
from redearth.stage.sets.trees import BARE
from redearth.stage.sets.workshop import Workshop


def grow_forest(shop: Workshop) -> None:
    """Close the forest behind the plan's trees, and let what grows under trees come up to the way."""
    style = shop.plan.style
    raise_range(shop)
    tall = {"conifer": 15.0, "dead": 10.0, "burnt": 10.0}.get(style, 13.0)
    strew(shop, Seeds(kind="tree", count=14, scales=(0.8, 1.3), ring_m=(1.5, 18.0), size_m=(0.62, tall, 0.62), variants=2))
    strew(shop, Seeds(kind="far_tree", count=260, scales=(0.8, 1.3), ring_m=(12.0, 100.0), size_m=(0.62, tall, 0.62), variants=3))
    strew(shop, Seeds(kind="rock", count=30, scales=(0.4, 1.3), ring_m=(1.0, 40.0), size_m=(1.1, 0.6, 0.9), variants=3))
    if style not in BARE:
        strew(shop, Seeds(kind="bush", count=64, scales=(0.7, 1.5), ring_m=(5.0, 60.0), size_m=(3.4, 2.3, 3.4), variants=3, name="thicket"))  # fmt: skip
    if style in ("broadleaf", "birch", "jungle"):
        strew(shop, Seeds(kind="bush", count=60, scales=(0.9, 1.4), ring_m=(52.0, 100.0), size_m=(15.0, 10.0, 15.0), variants=3, name="treeline"))  # fmt: skip
    _grow_floor(shop)


def _grow_floor(shop: Workshop) -> None:
    """Fallen leaves and moss, ferns, grass and bushes, fewer on the way than beside it."""
    dead = shop.plan.style in BARE
    colour = {"dead": "brown", "burnt": "dark"}.get(shop.plan.style, "")
    carpets = Seeds(kind="carpet", count=260, scales=(0.7, 1.6), ring_m=(0, 1), size_m=(3.0, 0.02, 3.0), variants=2, verge=True, from_m=1.6, colour="dark" if colour == "dark" else "")  # fmt: skip
    if not shop.palette.snowy:
        strew(shop, carpets)
        strew(shop, replace(carpets, count=60, way=True, verge=False, scales=(0.6, 1.2)))
    strew(shop, Seeds(kind="tuft", count=150, scales=(0.3, 0.6), ring_m=(0, 1), size_m=(0.5, 0.16, 0.5), variants=3, way=True))
    for kind, count, size, scales in (
        ("fern", 20 if dead else 230, (0.95, 0.55, 0.95), (0.6, 1.3)),
        ("tuft", 420, (0.34, 0.3, 0.34), (0.6, 1.4)),
        ("bush", 8 if dead else 46, (1.2, 0.9, 1.2), (0.6, 1.3)),
    ):
        low = Seeds(kind=kind, count=count, scales=scales, ring_m=(0, 1), size_m=size, variants=3, verge=True, colour=colour)  # fmt: skip
        strew(shop, low)
        strew(shop, replace(low, count=count // 2, ring_m=(0.5, 14.0), verge=False))


def spread_desert(shop: Workshop) -> None:
    """Strew the plain: rocks by kind of desert, dry tufts where something can live."""
    style = shop.plan.style
    raise_range(shop)
    rocks = {"dunes": 14, "salt": 8, "shore": 26, "mars": 150, "moon": 110}.get(style, 70)
    strew(shop, Seeds(kind="rock", count=rocks, scales=(0.3, 2.0), ring_m=(1.0, 90.0), size_m=(1.2, 0.8, 1.0), variants=4))
    if style in ("mars", "moon", "canyon", "waste"):
        strew(
            shop,
            Seeds(
                kind="rock",
                count=rocks,
                scales=(0.08, 0.28),
                ring_m=(0, 1),
                size_m=(1.2, 0.7, 1.0),
                variants=3,
                name="stone",
                verge=True,
            ),
        )
    if style in ("canyon", "waste", "mars", ""):
        strew(
            shop,
            Seeds(
                kind="rock", count=12, scales=(8.0, 22.0), ring_m=(150.0, 330.0), size_m=(2.0, 1.1, 1.7), variants=2, name="mesa"
            ),
        )
    if style in ("canyon", "waste", "shore", "dunes"):
        strew(
            shop, Seeds(kind="tuft", count=60, scales=(0.7, 1.8), ring_m=(0, 1), size_m=(0.4, 0.3, 0.4), variants=3, verge=True)
        )
