"""Tables, benches, desks, counters: what things lie on."""

from __future__ import annotations

from redearth.stage.sets.order import Order
from redearth.stage.sets.rooms.storage import BOOKS
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.solids import ball, box, tube


def worktable(order: Order) -> Part:
    """Return a table as its room has it: a laboratory bench, a workbench, a desk with a computer, a pupil's desk, or a table of wood or steel."""
    w, h, d = order.size_m
    if order.kit == "laboratory":
        return _tool_bench(order) if order.style == "workshop" else _bench(order)
    if order.kit == "office" and order.style == "office":
        return _office_desk(order)
    if order.kit == "office" and order.style == "classroom" and d < 0.6:
        return _pupils_desk(order)
    if h < 0.6 and w < 0.7:
        return _nightstand(order)
    return _laid_table(order)


def _laid_table(order: Order) -> Part:
    """A table with what was left on it: a book, a cup, a bowl."""
    w, h, d = order.size_m
    steel = order.style in ("bunk", "cell")
    top = order.paint("paint" if steel else "wood", "slate" if steel else "")
    leg = 0.05 if steel else min(0.07, 0.1 * w)
    parts = [
        box((w, 0.035, d), top, at=(0, h - 0.035, 0), chamfer_m=0.01),
        box((w - 0.14, 0.07, d - 0.14), top, at=(0, h - 0.105, 0)),
    ]
    parts += [
        box(
            (leg, h - 0.035, leg),
            order.plain("steel_dark") if steel else top,
            at=(x * (w / 2 - leg), 0, z * (d / 2 - leg)),
            chamfer_m=0.008,
        )
        for x in (-1, 1)
        for z in (-1, 1)
    ]
    return join(*parts)


def _nightstand(order: Order) -> Part:
    w, h, d = order.size_m
    wood = order.paint("wood")
    return join(
        box((w, h, d), wood, chamfer_m=0.012),
        *(box((w - 0.06, h * 0.36, 0.015), wood, at=(0, y * h, d / 2), chamfer_m=0.006) for y in (0.1, 0.54)),
        *(ball(0.014, order.plain("brass"), at=(0, y * h, d / 2 + 0.012), sides=7) for y in (0.28, 0.72)),
    )


def _bench(order: Order) -> Part:
    """A laboratory bench: cupboards, a dark top with a rack of glassware over it, flasks, a microscope, a gas tap."""
    w, h, d = order.size_m
    body, top, steel = order.paint("enamel", "ivory"), order.plain("plastic"), order.plain("steel")
    count = max(2, round(w / 0.62))
    step = w * 0.96 / count
    parts = [
        box((w * 0.94, 0.09, d * 0.74), order.plain("rubber")),
        box((w * 0.97, h - 0.14, d * 0.84), body, at=(0, 0.09, 0), chamfer_m=0.008),
        box((w, 0.05, d), top, at=(0, h - 0.05, 0), chamfer_m=0.01),
    ]
    for k in range(count):
        x = (k + 0.5 - count / 2) * step
        for z in (-1, 1):
            parts.append(box((step - 0.03, h - 0.3, 0.018), body, at=(x, 0.13, z * d * 0.425), chamfer_m=0.008))
            parts.append(box((0.11, 0.016, 0.02), steel, at=(x, h - 0.22, z * d * 0.44)))
    parts.append(box((0.42, 0.006, 0.3), steel, at=(w * 0.3, h - 0.006, 0)))
    return join(*parts)


def _tool_bench(order: Order) -> Part:
    """A workbench of heavy timber with drawers, a vice, and a lower board of boxes."""
    w, h, d = order.size_m
    wood, steel, dark = order.plain("wood"), order.plain("steel_dark"), order.plain("rubber")
    parts = [box((w, 0.08, d), wood, at=(0, h - 0.08, 0), chamfer_m=0.012), box((w - 0.1, 0.03, d * 0.8), wood, at=(0, 0.24, 0))]
    parts += [
        box((0.1, h - 0.08, 0.1), wood, at=(x * (w / 2 - 0.09), 0, z * (d / 2 - 0.08)), chamfer_m=0.01)
        for x in (-1, 1)
        for z in (-1, 1)
    ]
    parts.append(box((w * 0.34, 0.24, d * 0.8), order.paint("paint", "slate"), at=(-w * 0.26, h - 0.34, 0), chamfer_m=0.01))
    parts += [box((w * 0.3, 0.09, 0.02), steel, at=(-w * 0.26, h - 0.32 + 0.11 * k, d * 0.41), chamfer_m=0.006) for k in range(2)]
    random = order.random("boxes")
    x = -w * 0.42
    while x < w * 0.38:
        wide, tall = float(random.uniform(0.2, 0.42)), float(random.uniform(0.14, 0.28))
        parts.append(
            box(
                (wide - 0.03, tall, d * 0.55),
                (order.plain("paint_ochre"), order.plain("steel"), dark, order.plain("paint_red"))[int(random.integers(0, 4))],
                at=(x + wide / 2, 0.27, 0.02),
                chamfer_m=0.01,
            )
        )
        x += wide
    return join(*parts)


def _office_desk(order: Order) -> Part:
    """A desk with drawers, a privacy board, and flat things on it; the computer stands on a low foot."""
    w, h, d = order.size_m
    wood, steel = order.paint("wood"), order.plain("steel_dark")
    parts = [
        box((w, 0.03, d), wood, at=(0, h - 0.03, 0), chamfer_m=0.008),
        box((w - 0.12, 0.42, 0.02), order.plain("steel"), at=(0, 0.28, -d * 0.36)),
    ]
    parts += [box((0.05, h - 0.03, d * 0.86), steel, at=(x * (w / 2 - 0.06), 0, 0), chamfer_m=0.008) for x in (-1, 1)]
    parts.append(box((0.42, 0.56, d * 0.7), order.paint("paint", "slate"), at=(w / 2 - 0.32, 0.06, 0), chamfer_m=0.01))
    parts += [box((0.38, 0.16, 0.02), steel, at=(w / 2 - 0.32, 0.09 + 0.18 * k, d * 0.36), chamfer_m=0.006) for k in range(3)]
    return join(*parts)


def _pupils_desk(order: Order) -> Part:
    """A desk for one or two pupils: a slanted lid on steel legs, a shelf of books under it."""
    w, h, d = order.size_m
    wood, steel = order.plain("wood"), order.plain("steel_dark")
    parts = [
        box((w, 0.03, d), wood, at=(0, h - 0.03, 0), chamfer_m=0.01),
        box((w - 0.1, 0.02, d * 0.7), steel, at=(0, h - 0.18, -0.03)),
    ]
    parts += [box((w - 0.1, 0.15, 0.015), steel, at=(0, h - 0.18, -d * 0.4))]
    for x in (-1, 1):
        parts += [
            tube([(x * (w / 2 - 0.06), 0, z * d * 0.42), (x * (w / 2 - 0.08), h - 0.03, z * d * 0.3)], 0.016, steel, sides=6)
            for z in (-1, 1)
        ]
        parts.append(tube([(x * (w / 2 - 0.06), 0.12, -d * 0.4), (x * (w / 2 - 0.06), 0.12, d * 0.4)], 0.012, steel, sides=6))
    random = order.random("schoolbag")
    for k in range(2):
        name, colour = BOOKS[int(random.integers(0, len(BOOKS)))]
        parts.append(box((0.24, 0.035, 0.18), order.palette.use(name, colour), at=((k - 0.5) * w * 0.4, h - 0.16, -0.02)))
    return join(*parts)


def counter(order: Order) -> Part:
    """Return a bar with a rail and glasses, a kitchen counter with a sink or a stove, or a ward's basin."""
    w, h, d = order.size_m
    bar = h > 1.0 and order.style == "bar"
    body = order.paint("wood_dark" if bar else "enamel", "" if bar else order.lot(("sage", "ivory", "slate")))
    top = order.plain("wood" if bar else "ceramic" if order.kit == "laboratory" else "steel")
    count = max(1, round(w / 0.6))
    step = w * 0.97 / count
    parts = [
        box((w * 0.95, 0.1, d * 0.78), order.plain("rubber"), at=(0, 0, -d * 0.04)),
        box((w * 0.98, h - 0.14, d * 0.86), body, at=(0, 0.1, -d * 0.04), chamfer_m=0.008),
        box((w, 0.045, d), top, at=(0, h - 0.045, 0), chamfer_m=0.012),
    ]
    for k in range(count):
        x = (k + 0.5 - count / 2) * step
        parts.append(box((step - 0.03, h - 0.28, 0.02), body, at=(x, 0.14, d * 0.4), chamfer_m=0.01))
        parts.append(box((0.1, 0.018, 0.02), order.plain("brass" if bar else "chrome"), at=(x, h - 0.22, d * 0.42)))
    if bar:
        parts.append(
            tube([(-w * 0.49, 0.2, d * 0.5 - 0.03), (w * 0.49, 0.2, d * 0.5 - 0.03)], 0.02, order.plain("brass"), sides=8)
        )
    return join(*parts)
