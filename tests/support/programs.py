"""Random small notebooks: a seed gives a program of tagged cells that runs without an error."""

import random
from dataclasses import replace

from tests.support.builder import TAGS, Builder, Program, ProgramCell
from tests.support.ordinary import Ordinary
from tests.support.science import Science

__all__ = ["TAGS", "Program", "ProgramCell", "program", "untagged"]


def program(seed: int, science: bool = False) -> Program:
    """The program of a seed: always the same one.

    Half of them are any statements in any order, half look like what people write; those of the
    sort ``science`` are of pandas and scikit-learn.
    """
    if science:
        return Science(seed).build()
    return Ordinary(seed).build() if is_ordinary(seed) else Builder(seed).build()


def is_ordinary(seed: int) -> bool:
    """The seed's program is of the ordinary sort."""
    return random.Random(f"j {seed}").random() < 0.5


def untagged(given: Program) -> Program:
    """The program with a share of its stages' tags gone: all of them, or some."""
    rng = random.Random(f"untagged {given.seed}")
    share = rng.choice((1.0, 0.5))
    cells = tuple(
        replace(cell, tag="") if cell.tag in TAGS and rng.random() < share else cell
        for cell in given.cells
    )
    return replace(given, cells=cells)
