"""Freed slots go to the most urgent who waits, and none is ever lost."""

from __future__ import annotations

import asyncio

from redearth.build.turns import Turns


def _order(slots: int, asked: list[tuple[str, tuple[int, ...]]]) -> list[str]:
    """Return who was served when, with the slots taken while all of ``asked`` came to wait."""

    async def flow() -> list[str]:
        turns, served = Turns(slots), []
        hold = asyncio.Event()

        async def holder() -> None:
            async with turns.turn((0,)):
                await hold.wait()

        async def one(name: str, urgency: tuple[int, ...]) -> None:
            async with turns.turn(urgency):
                served.append(name)
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as group:
            for _ in range(slots):
                group.create_task(holder())
            await asyncio.sleep(0)
            for name, urgency in asked:
                group.create_task(one(name, urgency))
            await asyncio.sleep(0)
            hold.set()
        return served

    return asyncio.run(flow())


def test_the_most_urgent_goes_first() -> None:
    """Sound that comes after the shots is served before them, longer shots before shorter ones, equals in order."""
    asked = [("short", (1, -12)), ("long", (1, -90)), ("mix", (0,)), ("conform", (0,))]
    assert _order(1, asked) == ["mix", "conform", "long", "short"]


def test_no_more_than_the_slots_at_once() -> None:
    """Three slots, nine tasks: never a fourth at work."""

    async def flow() -> int:
        turns, working, most = Turns(3), 0, 0

        async def one(urgency: int) -> None:
            nonlocal working, most
            async with turns.turn((urgency,)):
                working += 1
                most = max(most, working)
                await asyncio.sleep(0)
                working -= 1

        async with asyncio.TaskGroup() as group:
            for k in range(9):
                group.create_task(one(k % 3))
        return most

    assert asyncio.run(flow()) == 3


def test_a_cancelled_wait_loses_no_slot() -> None:
    """A slot that is handed to a task cancelled in the same moment goes on to the next."""

    async def flow() -> str:
        turns = Turns(1)

        async def wait() -> str:
            async with turns.turn((0,)):
                return "served"

        async with turns.turn((0,)):
            first, second = asyncio.create_task(wait()), asyncio.create_task(wait())
            await asyncio.sleep(0)
        first.cancel()
        return await asyncio.wait_for(second, 5)

    assert asyncio.run(flow()) == "served"
