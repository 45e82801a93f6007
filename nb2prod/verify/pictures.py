"""Images of figures: which of the package belongs to which of the notebook, and how they differ.

It runs with the notebook's Python; only the standard library is imported at the top.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any

_SHADE = 16
_MOST = 1e-4
"""A pixel differs by more than the shade; pictures are alike up to this share of pixels."""


def compare_pictures(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[Any]:
    """A finding for each picture of the notebook, and for what only the package has.

    ``wanted`` have the cell, its stages, the figure's number and the path; ``found`` the stage
    and the path. A figure that was changed after it was shown is one picture of the package:
    what it was like before is not asked for.
    """
    pairs: dict[int, int] = {}
    # cells in no stage come last: what looks like theirs may be that of a cell which has one
    for staged, exact in product((True, False), repeat=2):
        for n, one in enumerate(wanted):
            free = [m for m in range(len(found)) if m not in pairs.values()]
            if n in pairs or bool(one["stages"]) is not staged:
                continue
            if (best := _nearest(one, found, free, exact)) is not None:
                pairs[n] = best
    alike = {one["figure"] for n, one in enumerate(wanted) if n in pairs}
    left = [n for n, one in enumerate(wanted) if n not in pairs and one["figure"] not in alike]
    left = [n for n in left if wanted[n]["cell"]]
    paired = [_finding(found[m]["stage"], found[m], "") for m in sorted(pairs.values())]
    return [*paired, *_alone(wanted, found, left, set(pairs.values()))]


def _nearest(one: Any, found: list[Any], free: list[int], exact: bool) -> int | None:
    """The first of the package's pictures that looks like it, in its stage or else elsewhere."""
    order = sorted(free, key=lambda m: found[m]["stage"] not in one["stages"])
    return next((m for m in order if _share(one, found[m]) <= (0 if exact else _MOST)), None)


def _alone(wanted: list[Any], found: list[Any], left: list[int], taken: set[int]) -> Iterator[Any]:
    spare = [m for m in range(len(found)) if m not in taken]
    for n in left:
        one = wanted[n]
        own = [m for m in spare if found[m]["stage"] in one["stages"]]
        best = min(own, key=lambda m: _share(one, found[m]), default=None)
        if not one["stages"]:
            cause = f"cell {one['cell']} is in no stage"
            yield _finding("", one, "") | {"compared": False, "cause": cause}
        elif best is None:
            yield _finding(one["stages"][0], one, "the package has no such figure")
        else:
            spare.remove(best)
            told = f"{_told(_share(one, found[best]))} from {one['name']}"
            yield _finding(found[best]["stage"], found[best], told)
    for m in spare:
        yield _finding(found[m]["stage"], found[m], "the notebook shows no such figure")


def picture_difference(wanted: str, found: str) -> str:
    """How two files of pictures differ; empty if they look alike."""
    share = _share({"path": wanted}, {"path": found})
    return "" if share <= _MOST else _told(share)


def _told(share: float) -> str:
    return "the size differs" if share > 1 else f"{share:.2%} of the pixels differ"


def _finding(stage: str, one: dict[str, Any], difference: str) -> dict[str, Any]:
    height, width = _pixels(one["path"]).shape[:2]
    about = {"kind": "figure", "type": "figure", "shape": f"({width}, {height})"}
    cells = [one["cell"]] if difference and one.get("cell") else []
    return {"stage": stage, "name": one["name"], **about, "difference": difference, "cells": cells}


def _share(one: dict[str, Any], other: dict[str, Any]) -> float:
    """The share of pixels that differ; 2 if the sizes do."""
    import numpy as np

    pixels, others = _pixels(one["path"]), _pixels(other["path"])
    if pixels.shape != others.shape:
        return 2.0
    if np.array_equal(pixels, others):
        return 0.0
    apart = np.abs(pixels.astype("int16") - others) > _SHADE
    return float(apart.reshape(*apart.shape[:2], -1).any(axis=-1).mean())


@lru_cache(maxsize=512)
def _pixels(path: str) -> Any:
    from matplotlib.image import imread

    pixels = imread(path)
    return pixels if pixels.dtype == "uint8" else (pixels * 255).astype("uint8")
