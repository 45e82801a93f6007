"""Random programs, run for real, to compare what is seen to happen with the facts."""

import copy
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType

from tests.analysis.facts_of import analysed

NAMES = ["a", "b", "c", "d", "e"]
KEPT = [*NAMES, "store"]


@dataclass(frozen=True)
class Language:
    """Templates over the names: ``{x}``, ``{y}``, ``{z}``; ``{s}``, ``{t}``, ``{u}`` statements."""

    imports: str
    definitions: str
    start: str
    simple: list[str]
    compound: list[str]


@dataclass(frozen=True)
class Step:
    """A statement that ran, with the names seen to be changed in place and to be rebound."""

    statement: str
    changed: set[str]
    rebound: set[str]


def program(language: Language, seed: int) -> list[str]:
    """Statements of a random program; not all of them can be run."""
    rng = random.Random(seed)

    def names() -> dict[str, str]:
        return {key: rng.choice(NAMES) for key in "xyz"}

    def simple() -> str:
        return rng.choice(language.simple).format(**names())

    result = []
    for _ in range(30):
        if rng.random() < 0.7 or not language.compound:
            result.append(simple())
        else:
            parts = {key: simple().replace("\n", "\n    ") for key in "stu"}
            result.append(rng.choice(language.compound).format(**names(), **parts))
    return result


def run(language: Language, statements: list[str]) -> Iterator[Step]:
    """Run the statements that can be run."""
    space: dict[str, object] = {"print": lambda *a: None}
    exec("\n".join([language.imports, language.definitions, language.start]), space)
    for statement in statements:
        try:
            trial = copy.deepcopy({n: v for n, v in space.items() if n in KEPT})
        except (RuntimeError, TypeError):
            return  # an iterator that no longer fits its container cannot be copied
        clone = dict(space)
        exec(language.definitions, clone)
        clone.update(trial)
        try:
            limited(statement, clone)
        except Exception:
            continue
        if any(len(text) > 300 or "..." in text for text in looks(clone).values()):
            continue
        before, objects = looks(space), {n: space[n] for n in KEPT if n in space}
        try:
            exec(statement, space)
        except Exception:
            return  # a view that may not be written to; its copy could be
        changed = {n for n, text in before.items() if look(objects[n]) != text}
        yield Step(statement, changed, {n for n in objects if space.get(n) is not objects[n]})


def limited(statement: str, space: dict[str, object]) -> None:
    """Run a statement, but not for ever."""
    steps = iter(range(500))

    def trace(frame: FrameType, event: str, argument: object) -> object:
        if frame.f_code.co_filename != "<string>":
            return None
        values = [space.get(n) for n in KEPT]
        if next(steps, None) is None or any(isinstance(v, list) and len(v) > 50 for v in values):
            raise TimeoutError
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        exec(statement, space)
    finally:
        sys.settrace(None)


def looks(space: dict[str, object]) -> dict[str, str]:
    """What each name's object looks like."""
    return {name: look(space[name]) for name in KEPT if name in space}


def look(value: object) -> str:
    try:
        return repr(value)
    except RecursionError:
        return "?"


def missing(language: Language, statements: list[str]) -> str | None:
    """The first thing that happened but is not among the facts, None if there is none."""
    seen = list(run(language, statements))
    prelude = "\n".join([language.definitions, language.start])
    analysis = analysed(language.imports, prelude, *(s.statement for s in seen))
    for number, step in enumerate(seen, 3):
        facts = [a.facts for a in analysis.statements if a.statement.cell.number == number]
        changed = step.changed.difference(*(f.mutates for f in facts))
        rebound = step.rebound.difference(*(f.may_bind for f in facts))
        if changed or rebound:
            return f"{step.statement!r}: {changed} {rebound}"
    return None


def smallest(language: Language, statements: list[str]) -> list[str]:
    """A shorter program that shows the same fault."""
    position = 0
    while position < len(statements):
        shorter = statements[:position] + statements[position + 1 :]
        if missing(language, shorter):
            statements = shorter
        else:
            position += 1
    return statements


def check(language: Language, seed: int) -> None:
    """Fail with a small program if something happens that is not among the facts."""
    statements = program(language, seed)
    if missing(language, statements):
        small = smallest(language, statements)
        raise AssertionError("\n".join([*small, f"-> {missing(language, small)}"]))
