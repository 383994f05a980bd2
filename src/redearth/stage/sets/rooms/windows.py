"""Windows and what is seen through them: a view that stands outside, or stars and lights in the pane."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import pierced, sheet
from redearth.stage.sets.racks import tile
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import box


def window(order: Order) -> Part:
    """Return a window as its room has it."""
    if order.kit == "ship":
        return _carriage_window(order) if order.style == "train" else _screen(order, stars=True)
    return _screen(order, stars=False) if order.kit == "control_room" else _casement(order)


def outlook(order: Order) -> Part:
    """Return the far view outside: sky over a bright horizon, two rows of roofs or of trees; or, one centimetre thin, its lights by night."""
    w, h, _ = order.size_m
    random = generator_from("outlook", order.variant // 2)
    low = h * 0.3
    rows: list[tuple[float, float, float, float, str]] = []
    for name, tall, depth in (("pane_far", 0.24, 0.01), ("pane_near", 0.15, 0.02)):
        x = -w / 2
        while x < w / 2 - 0.02:
            wide, high = min(float(random.uniform(0.5, 1.9)), w / 2 - x), h * tall * float(random.uniform(0.35, 1.0))
            rows.append((x + wide / 2, wide, low + high, depth, name))
            x += wide * float(random.uniform(0.75, 1.05))
    if order.variant % 2:
        return join(*_lit(order, rows, low))
    steps = ("pane_low", "pane_horizon", "pane_horizon", "pane_mid", "pane_mid", "pane_sky", "pane_sky")
    edges = (0.0, 0.3, 0.36, 0.43, 0.52, 0.64, 0.8, 1.0)
    parts = [
        tile((0, h * (a + b) / 2, 0), (w, h * (b - a)), order.plain(name))
        for name, a, b in zip(steps, edges[:-1], edges[1:], strict=True)
    ]
    parts += [
        tile((x, (low - 0.6 + top) / 2, depth), (wide, top - low + 0.6), order.plain(name)) for x, wide, top, depth, name in rows
    ]
    return join(*parts)


def _lit(order: Order, rows: list[tuple[float, float, float, float, str]], low: float) -> list[Part]:
    """Lit windows in the far and near houses."""
    random = generator_from("outlook-lights", order.variant)
    out = []
    for x, wide, top, depth, _ in rows:
        for _ in range(int(random.integers(1, 7))):
            at = (x + float(random.uniform(-0.4, 0.4)) * wide, float(random.uniform(low - 0.3, top - 0.08)), depth - 0.04)
            out.append(tile(at, (0.045, 0.06), order.plain("town_light")))
    return out


def _casement(order: Order) -> Part:
    """A window with mullions, a transom and half-drawn blinds in an office."""
    w, h, d = order.size_m
    frame = order.paint("steel_dark" if order.kit in ("laboratory",) or order.style in ("cell", "workshop") else "woodwork")
    edge = min(0.07, 0.1 * min(w, h))
    columns = max(1, round(w / 0.85))
    step = (w - edge) / columns
    split = h * (0.66 if h > 0.9 else 1.0)
    holes = []
    for k in range(columns):
        x0, x1 = -w / 2 + edge + k * step, -w / 2 + (k + 1) * step
        holes.append((x0, edge, x1, split - edge / 2))
        if split < h:
            holes.append((x0, split + edge / 2, x1, h - edge))
    parts = [pierced(w, h, d * 0.5, holes, frame), *(light for hole in holes for light in _glazed(order, hole))]
    parts.append(box((w, 0.035, d), frame, chamfer_m=0.008))
    if order.kit == "office" and order.style in ("office", "meeting"):
        count = max(3, int(h * 0.34 / 0.045))
        parts += [
            box((w - edge, 0.006, 0.035), order.palette.use("paint", "ivory"), at=(0, h - edge - 0.045 * (k + 1), d * 0.36))
            for k in range(count)
        ]
        parts += [box((0.004, h * 0.5, 0.004), order.plain("paper"), at=(x * w * 0.3, h * 0.45, d * 0.38)) for x in (-1, 1)]
    if order.style == "cell":
        parts += [
            box((0.022, h, 0.022), order.plain("steel_dark"), at=(float(x), 0, d * 0.35))
            for x in np.arange(-w / 2 + 0.11, w / 2 - 0.05, 0.13)
        ]
    if order.style in ("bedroom", "living") and order.kit == "quarters":
        parts += [
            box(
                (0.08 + 0.05 * (k % 2), h - 0.06, 0.02 + 0.015 * (k % 2)),
                order.palette.use("linen", "ivory"),
                at=(s * (w / 2 - 0.1 - 0.09 * k), 0.03, d * 0.36),
                chamfer_m=0.008,
            )
            for s in (-1, 1)
            for k in range(3)
        ]
    return join(*parts)


def _glazed(order: Order, hole: tuple[float, float, float, float]) -> list[Part]:
    """The glass of one light, dirty along its rim where no cloth reaches."""
    (x0, y0, x1, y1), clean, dirty = hole, order.plain("pane"), order.plain("pane_dusty")
    rim = 0.045
    x, y, w, h = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
    return [
        tile((x, y, 0), (w - 2 * rim, h - 2 * rim), clean),
        *(tile((x + s * (w - rim) / 2, y, 0), (rim, h), dirty) for s in (-1, 1)),
        *(tile((x, y + s * (h - rim) / 2, 0), (w - 2 * rim, rim), dirty) for s in (-1, 1)),
    ]


def _carriage_window(order: Order) -> Part:
    """A carriage window: a rounded rubber seal, a sliding upper light, a narrow sill."""
    w, h, d = order.size_m
    rubber, steel = order.plain("rubber"), order.plain("steel")
    hole = [(-w / 2 + 0.06, 0.06, w / 2 - 0.06, h * 0.7), (-w / 2 + 0.06, h * 0.7 + 0.03, w / 2 - 0.06, h - 0.06)]
    pane = tile((0, h / 2, 0), (w - 0.1, h - 0.1), order.plain("pane"))
    return join(pierced(w, h, d * 0.5, hole, rubber), box((w, 0.03, d), steel, chamfer_m=0.008), pane)


def _screen(order: Order, *, stars: bool) -> Part:
    """A windscreen in heavy slanted posts: stars and a planet's rim, or the lights of a great dark space."""
    w, h, d = order.size_m
    frame = order.plain("steel_dark")
    columns = max(1, round(w / 1.5))
    edge = min(0.08, 0.12 * h)
    step = (w - edge) / columns
    holes = [(-w / 2 + edge + k * step, edge, -w / 2 + (k + 1) * step, h - edge) for k in range(columns)]
    parts = [
        pierced(w, h, d * 0.7, holes, frame),
        shifted(tile((0, h / 2, 0), (w - edge, h - edge), order.plain("pane_space")), z=-d * 0.3),
        shifted(tile((0, h / 2, 0), (w - edge, h - edge), order.plain("pane")), z=d * 0.2),
    ]
    random = order.random("sky")
    for _ in range(round(60 * w * h / 3) if stars else 26):
        x, y = float(random.uniform(-0.48, 0.48)) * w, float(random.uniform(0.06, 0.94)) * h
        size = float(random.uniform(0.004, 0.012)) if stars else float(random.uniform(0.01, 0.03))
        parts.append(
            tile((x, y, -d * 0.3 + 0.003), (size, size), order.plain("star" if stars or random.uniform() < 0.6 else "glow_amber"))
        )
    if stars and w > 1.5:
        across = np.linspace(-w / 2 + edge, w / 2 - edge, 33)  # the lit rim of a planet, low in the picture
        limb = np.maximum(h * 0.36 - 0.07 * (across - 0.12 * w) ** 2, 0.0)
        for name, low, high, ahead in (("planet", 0 * limb, limb, 0.004), ("planet_rim", limb, limb + 0.02, 0.005)):
            rows = [np.column_stack([across, line, np.full(33, ahead - d * 0.3)]) for line in (low, high)]
            parts.append(sheet(np.array(rows), order.plain(name)))
    return join(*parts)
