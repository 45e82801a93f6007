"""Grows random notebooks of the ordinary sort: models under one name, names bound anew, set-up."""

import ast
import builtins
import random
import types
from collections.abc import Callable, Container, Iterator
from typing import Any, ClassVar

from tests.support import grammar_ordinary
from tests.support.builder import (
    IMPORTS,
    STATEMENTS,
    TAGS,
    Builder,
    Inapplicable,
    Program,
    ProgramCell,
)
from tests.support.definitions import Class, Function
from tests.support.definitions_ordinary import FUNCTIONS, MODELS, SCORES, SPLITS
from tests.support.live import KINDS

SHAPES = (
    *[("train", "predict", "evaluate")] * 6,
    ("train", "evaluate"),
    ("train", "predict"),
    ("predict", "evaluate"),
    ("preprocess", "train", "predict", "evaluate"),
    ("preprocess", "train", "evaluate"),
)
"""The stages of a round: a model is fitted, used and scored before the next one is."""

CHANCES = {
    "models": 0.75,
    "loops": 0.5,
    "anew": 0.3,
    "apply": 0.45,
    "use": 0.4,
    "base": 0.3,
    "control": 0.15,
}


class Ordinary(Builder):
    """A notebook of set-up, definitions, data, and rounds of stages, with few names."""

    statements: ClassVar[dict[str, str]] = STATEMENTS | grammar_ordinary.STATEMENTS
    expressions: ClassVar[dict[str, str]] = Builder.expressions | grammar_ordinary.EXPRESSIONS
    weights: ClassVar[dict[str, int]] = {
        "base": 4,
        "control": 4,
        "chains": 6,
        "loops": 6,
        "anew": 5,
        "called": 7,
        "apply": 9,
        "use": 9,
    }
    pools: ClassVar[dict[str, tuple[str, ...]]] = Builder.pools | {
        "t": ("x", "xs", "data", "total", "a", "b", "n", "name", "out", "rows"),
        "f": ("f", "g", "scale", "clean"),
        "g": ("f", "g", "scale", "clean"),
        "k": ("Mean", "Ridge", "Tree", "Knn"),
        "m": ("model", "model", "model", "clf", "best"),
        "pr": ("pred", "pred", "pred", "y_pred", "out"),
        "sc": ("score_", "score_", "err", "total"),
        "lv": ("i", "x", "v", "row", "name", "n"),
        "q": ("x", "total", "b", "name", "i"),
        "fx": ("f", "f", "g"),
    }

    def _features(self) -> list[str]:
        drawn = [f for f, chance in CHANCES.items() if self.rng.random() < chance]
        drawn += ["called"] if "anew" in drawn else []
        return ["chains", "functions", *drawn]

    # -- the notebook -------------------------------------------------------------------------

    def build(self) -> Program:
        cells = [ProgramCell(self.rng.choice(("imports", "")), (IMPORTS,))]
        self.live.attempt(IMPORTS)
        if "use" in self.features:
            cells += self._set_up()
        elif self.rng.random() < 0.2:
            cells.append(self._parameters())
        cells += self._defined([SPLITS, FUNCTIONS])
        cells += self._stage("preprocess", ("prepare", "prepare", "prepare"))
        if "models" in self.features:
            cells += self._defined([MODELS, SCORES, *[MODELS] * self.rng.choice((0, 1, 1))])
        for number in range(self.rng.choice((1, 2, 2, 2, 3))):
            cells += self._round(number)
        if self.rng.random() < 0.5:
            cells += self._shown()
        self.live.close()
        return Program(self.seed, tuple(cells))

    def _round(self, number: int) -> Iterator[ProgramCell]:
        rng = self.rng
        shape = rng.choice(SHAPES) if rng.random() < 0.85 else tuple(rng.sample(TAGS, 3))
        for tag in shape:
            if rng.random() < 0.12:
                yield from self._defined([FUNCTIONS])
            if number and rng.random() < 0.06:
                yield from self._set_up()
            core = "prepare" if tag == "preprocess" else tag
            if "models" not in self.features:
                core = ""
            yield from self._stage(tag, (core,) * rng.choice((1, 1, 2)))

    def _set_up(self) -> list[ProgramCell]:
        """A cell of no stage whose constants, settings and streams the stages use."""
        wanted = self.rng.randint(1, 4)
        found = list(self._attempts(self._from("setup"), wanted))
        tag = self.rng.choice(("", "imports", "preprocess"))
        return [ProgramCell(tag, tuple(found))] if found else []

    def _defined(self, tables: list[tuple[Function | Class, ...]]) -> list[ProgramCell]:
        found = [source for table in tables if (source := self._define_one(table))]
        tag = self.rng.choice(("functions", "", "functions", "", self.rng.choice(TAGS)))
        return [ProgramCell(tag, tuple(found))] if found else []

    def _stage(self, tag: str, core: tuple[str, ...]) -> list[ProgramCell]:
        found: list[str] = []
        for feature in filter(None, core):
            found += self._attempts(self._from(feature), 1)
            if self.rng.random() < 0.1 and (source := self._define_one(FUNCTIONS)):
                found += [source, *self._attempts(lambda: self._fill("<anycall>", {}, 1), 1, 1)]
        if "anew" in self.features and self.rng.random() < 0.4:
            found += self._attempts(self._from("anew"), 1)
            found += self._attempts(self._from("called"), 1)
        others = self.rng.choice((0, 0, 1, 1, 2, 3) if found else (1, 2, 3))
        found += self._attempts(lambda: self._draw_statement(0), others)
        if self.rng.random() < 0.25:
            found += self._attempts(lambda: self._fill("print('<word>', <p>, <p2>)", {}, 0), 1)
        return [ProgramCell(tag, tuple(found))] if found else []

    def _attempts(self, draw: Callable[[], str], wanted: int, tries: int = 5) -> Iterator[str]:
        """Statements that run, so many of them if that takes few tries for each."""
        for _ in range(tries * wanted):
            if wanted <= 0:
                return
            try:
                source = draw()
            except Inapplicable:
                continue
            if not self.seeded and "random.rand" in source:
                continue  # no two runs would print the same
            if _unknown(source, self.live.names):
                continue  # in a branch that does not run
            if self.live.attempt(source):
                wanted -= 1
                self.seeded |= source.startswith("random.seed(")
                yield source

    def _from(self, feature: str) -> Callable[[], str]:
        return lambda: self._draw(self.statements[feature], 0)

    def _shown(self) -> list[ProgramCell]:
        names = self._candidates("p")
        names = self.rng.sample(names, min(len(names), self.rng.randint(1, 4)))
        source = f"print({', '.join(names)})"
        shown = bool(names) and self.live.attempt(source)
        return [ProgramCell("evaluate", (source,))] if shown else []

    # -- filling templates --------------------------------------------------------------------

    def _call(self, kind: str, depth: int) -> str:
        if kind == "mctor":
            names = [n for n, v in self.live.names.items() if _is_model(v) and isinstance(v, type)]
            fit = [n for n in names if n in self.constructors]
            return self._fill(self.constructors[self._choice(fit)], {}, depth + 1)
        return super()._call(kind, depth)

    def _leaf(self, kind: str, memo: dict[str, str]) -> str:
        if kind in ("m", "pr", "sc", "q", "lv", "fx"):
            return self.rng.choice(self.pools[kind])
        if kind in _FOUND:
            fitting = self._found(kind)
            usual = [n for n in fitting if n in self.pools.get(_USUAL.get(kind, ""), ())]
            return self._choice(usual if usual and self.rng.random() < 0.7 else fitting)
        if kind == "cls":
            return self._choice([n for n in self.constructors if _is_model(self.live.names.get(n))])
        return super()._leaf(kind, memo)

    def _found(self, kind: str) -> list[str]:
        names = {n: v for n, v in self.live.names.items() if not n.startswith("__")}
        if kind in ("glob", "lglob"):
            read = {n for v in names.values() for n in _reads(v)}
            fits = KINDS["int" if kind == "glob" else "ints"]
            return [n for n, v in names.items() if n in read and fits(v)]
        return [n for n, v in names.items() if _FOUND[kind](n, v)]


def _unknown(source: str, names: Container[str]) -> bool:
    """The source reads a name that nobody binds."""
    loads, bound = set(), set()
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return True
    for node in nodes:
        if isinstance(node, ast.Name):
            (bound if isinstance(node.ctx, ast.Store) else loads).add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.alias):
            bound.add(node.asname or node.name)
        elif name := getattr(node, "name", None):  # a definition, a handler, a pattern
            bound.add(name)
    return any(n not in names and not hasattr(builtins, n) for n in loads - bound)


def _is_model(value: Any) -> bool:
    return hasattr(value, "predict") and hasattr(value, "fit")


def _reads(value: Any) -> Iterator[str]:
    """Names of globals that a function reads."""
    code = value if isinstance(value, types.CodeType) else getattr(value, "__code__", None)
    if isinstance(code, types.CodeType):
        yield from code.co_names
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                yield from _reads(constant)


_FOUND: dict[str, Callable[[str, Any], bool]] = {
    "mdl": lambda _, v: _is_model(v) and not isinstance(v, type),
    "yhat": lambda _, v: KINDS["ints"](v),
    "fxl": lambda n, v: n in Ordinary.pools["fx"] and callable(v),
    "rnd": lambda _, v: type(v) is random.Random,
    "glob": lambda *_: True,
    "lglob": lambda *_: True,
}
_USUAL = {"mdl": "m", "yhat": "pr"}
