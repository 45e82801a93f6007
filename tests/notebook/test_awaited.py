"""``await`` outside a function: run by ``asyncio.run`` where that is the same, else left alone."""

from typing import Any

import pytest

from nb2prod.diagnostics import Place
from nb2prod.notebook.awaited import awaits, with_runs
from nb2prod.notebook.syntax import Written

_DEFINED = """
import asyncio

async def load(n, after=None):
    await asyncio.sleep(0)
    return n * 2
"""


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("x = await load(2)", 4),
        ("x = await load(await load(1))", 4),
        ("x = [await load(n) for n in range(2)]", [0, 2]),
        ("x = 0\nfor n in range(3):\n    x += await load(n)", 6),
        ("if await load(1):\n    x = (await load(2)) + 1", 5),
        ("x = 1\nawait asyncio.sleep(0)", 1),
        ("x = await load(\n    3,\n)", 6),
        ("x = 'ä', await load(1)", ("ä", 2)),
        ("async def main():\n    return await load(1)\n\nx = await main()", 2),
    ],
)
def test_functions_that_are_awaited(source: str, wanted: object) -> None:
    made = with_runs(source)
    names: dict[str, Any] = {}
    exec(_DEFINED + made, names)
    assert names["x"] == wanted
    assert made.count("\n") == source.count("\n") or made.startswith("import asyncio\n")


@pytest.mark.parametrize(
    "source",
    [
        "x = await client.get(1)",
        "await task",
        "await asyncio.gather(load(1), load(2))",
        "async with open_it() as f:\n    x = await load(f)",
        "x = await load(1)\ny = await queue.get()",
        "async for row in rows():\n    print(row)",
        "x = [row async for row in rows()]",
        "async def main():\n    await load(1)",
        "# await load(1)",
        "text = 'await load(1)'",
    ],
)
def test_what_stays(source: str) -> None:
    assert with_runs(source) == source


def test_the_place_is_that_of_what_cannot_be_run() -> None:
    source = "x = await load(1)\ny = await queue.get()"
    found = awaits(source, Written(Place(3, "abc", 1), source))
    assert found is not None and found.place is not None
    assert (found.code, found.place.line, found.place.column) == ("NB122", 2, 5)


def test_the_module_is_imported_once() -> None:
    assert with_runs("import asyncio\nx = await f()") == "import asyncio\nx = asyncio.run(f())"
    assert with_runs("x = 1\nawait f()") == "import asyncio; x = 1\nasyncio.run(f())"
