"""Grows a random notebook statement by statement: each is tried as it is added."""

import ast
import importlib
import random
import re
import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from tests.support import grammar, grammar_tables
from tests.support.definitions import CLASSES, FUNCTIONS, Class, Function
from tests.support.live import KINDS, Live

TAGS = ("preprocess", "train", "predict", "evaluate")
VARIABLES = (
    "a", "b", "c", "n", "s", "xs", "data", "total", "acc", "row", "pairs", "size", "names",
    "seen", "best", "table",
)  # fmt: skip
CLASHES = (
    "out_dir", "main", "json", "Path", "train", "joblib", "Any", "NamedTuple", "result",
    "model_config", "common", "typer", "a_file", "id", "input", "state", "preprocess",
)  # fmt: skip
IMPORTS = (
    "import collections\nimport contextlib\nimport copy\nimport dataclasses\nimport enum\n"
    "import functools\nimport json as json\nimport random"
)
LIBRARIES = {"numpy": "\nimport numpy as np", "pandas": "\nimport pandas as pd"}
STATEMENTS = grammar.STATEMENTS | grammar_tables.STATEMENTS
FALLBACK = {
    "i": "2", "s": "'w'", "l": "[1, 2]", "d": "{'k': 1}", "u": "(1, 'w')", "z": "{1, 2}",
    "x": "None", "e": "3", "c": "True", "score": "1",
}  # fmt: skip
BLOCKS = ("control", "loops")
"""Features whose statements hold others."""

TOKEN = re.compile(r"<([a-z]+)(\d*)>")
BLOCK = re.compile(r"^( *)<block>$")


class Inapplicable(Exception):
    """The template needs something that does not live at this point."""


@dataclass(frozen=True)
class ProgramCell:
    """A cell; ``tag`` is empty where it has none."""

    tag: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A notebook as a list of cells of statements."""

    seed: int
    cells: tuple[ProgramCell, ...]

    def text(self) -> str:
        """In py:percent form."""
        parts = []
        for cell in self.cells:
            tag = f' tags=["{cell.tag}"]' if cell.tag else ""
            parts.append(f"# %%{tag}\n" + "\n".join(cell.statements) + "\n")
        return "\n".join(parts)


@cache
def _rows(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    rows = [line.strip().split(" | ", 1) for line in text.strip().splitlines()]
    return tuple(int(weight) for weight, _ in rows), tuple(
        row.replace("\\n", "\n") for _, row in rows
    )


class Builder:
    """Draws statements from the tables of :mod:`tests.support.grammar` into tagged cells."""

    statements: ClassVar[dict[str, str]] = STATEMENTS
    expressions: ClassVar[dict[str, str]] = grammar.EXPRESSIONS
    weights: ClassVar[dict[str, int]] = {
        "base": 10,
        "control": 5,
        "functions": 5,
        "classes": 4,
        "random": 3,
        "files": 4,
        "exotic": 3,
        "numpy": 14,
        "pandas": 20,
    }
    quick: ClassVar[bool] = False
    pools: ClassVar[dict[str, tuple[str, ...]]] = {
        "t": VARIABLES,
        "loop": ("i", "j", "item", *VARIABLES[:4]),
        "f": ("f", "g", "h", "apply", "norm"),
        "g": ("f", "g", "h", "apply", "norm"),
        "k": ("Point", "Box", "Model", "Scaler"),
    }

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rng = random.Random(seed)
        self.live = Live(self.quick)
        self.features = self._features()
        self.calls: dict[str, tuple[str, str]] = {}  # function -> its call, the kind of result
        self.methods: dict[str, tuple[str, ...]] = {}
        self.constructors: dict[str, str] = {}
        self.inner: dict[str, Any] = {}  # names of the loops around the statement
        self.seeded = False

    def _features(self) -> list[str]:
        chances = {
            "control": 0.8,
            "functions": 0.7,
            "classes": 0.45,
            "random": 0.25,
            "files": 0.15,
            "exotic": 0.2,
            "numpy": 0.1,
            "pandas": 0.1,
        }
        return ["base", *(f for f, chance in chances.items() if self.rng.random() < chance)]

    # -- the notebook -------------------------------------------------------------------------

    def build(self) -> Program:
        for feature in LIBRARIES.keys() & set(self.features):
            importlib.import_module(feature)  # takes longer than a statement may
        imports = IMPORTS + "".join(LIBRARIES.get(feature, "") for feature in self.features)
        cells = [ProgramCell("imports" if self.rng.random() < 0.5 else "", (imports,))]
        self.live.attempt(imports)
        if self.rng.random() < 0.3:
            cells.append(self._parameters())
        parts = self.rng.randint(2, 5)
        tag = ""
        for part in range(parts):
            if self.rng.random() < 0.35:
                cells += self._definition_cell()
            tag = self.rng.choice([t for t in TAGS if t != tag or self.rng.random() < 0.2])
            for _ in range(self.rng.choice((1, 1, 1, 2))):
                cells += self._cell(tag, first=part == 0, last=part == parts - 1)
        self.live.close()
        return Program(self.seed, tuple(cells))

    def _parameters(self) -> ProgramCell:
        values = {
            "RATE": "0.25",
            "NAME": "'run'",
            "n": "3",
            "xs": "[1, 2, 3]",
            "LIMITS": "{'k': 2}",
        }
        names = self.rng.sample(list(values), self.rng.randint(1, 3))
        sources = tuple(f"{name} = {values[name]}" for name in names)
        for source in sources:
            self.live.attempt(source)
        return ProgramCell("parameters", sources)

    def _definition_cell(self) -> list[ProgramCell]:
        found = [source for _ in range(self.rng.choice((1, 1, 2))) if (source := self._define())]
        tag = "functions" if self.rng.random() < 0.5 else ""
        if any(not _only_defines(source) for source in found):
            tag = self.rng.choice(TAGS)
        return [ProgramCell(tag, tuple(found))] if found else []

    def _cell(self, tag: str, first: bool, last: bool) -> list[ProgramCell]:
        wanted = self.rng.randint(1, 6) + 2 * first
        found: list[str] = []
        if "random" in self.features and not self.seeded:
            self.seeded = self.live.attempt("random.seed(7)")
            found.append("random.seed(7)")
        for _ in range(4 * wanted):
            if len(found) >= wanted:
                break
            if self.rng.random() < 0.15 and (source := self._define()):
                found.append(source)
                found += self._use(source)
            elif source := self._statement():
                found.append(source)
        if last or self.rng.random() < 0.4:
            found += self._show()
        return [ProgramCell(tag, tuple(found))] if found else []

    def _use(self, definition: str) -> list[str]:
        """Mostly, what has been defined is used at once."""
        template = "<t> = <ctor>" if "class " in definition else "<t> = <anycall>"
        try:
            source = self._fill(template, {}, 1)
        except Inapplicable:
            return []
        return [source] if self.rng.random() < 0.7 and self.live.attempt(source) else []

    def _show(self) -> list[str]:
        names = [n for n in self._candidates("p") if self.rng.random() < 0.8][:8]
        shown = ", ".join(n if n not in self._candidates("set") else f"sorted({n})" for n in names)
        source = f"print({shown})"
        return [source] if names and self.live.attempt(source) else []

    # -- statements ---------------------------------------------------------------------------

    def _statement(self) -> str | None:
        try:
            source = self._draw_statement(0)
        except Inapplicable:
            return None
        return source if self.live.attempt(source) else None

    def _draw_statement(self, depth: int) -> str:
        features = [
            f for f in self.features if f in self.weights and (depth < 2 or f not in BLOCKS)
        ]
        feature = self.rng.choices(features, [self.weights[f] for f in features])[0]
        return self._draw(self.statements[feature], depth)

    def _draw(self, table: str, depth: int) -> str:
        weights, rows = _rows(table)
        for _ in range(4):
            try:
                return self._fill(self.rng.choices(rows, weights)[0], {}, depth)
            except Inapplicable:
                continue
        raise Inapplicable

    def _define(self) -> str | None:
        return self._define_one((*FUNCTIONS, *CLASSES))

    def _define_one(self, definitions: Sequence[Function | Class]) -> str | None:
        """Draw one of these that the program's features let in."""
        table = [d for d in definitions if d.feature in self.features]
        if not table:
            return None
        chosen = self.rng.choices(table, [d.weight for d in table])[0]
        memo: dict[str, str] = {}
        try:
            source = self._fill(chosen.source, memo, 1)
        except Inapplicable:
            return None
        if not self.live.attempt(source):
            return None
        names = {str(token): memo[token] for token in ("f", "g", "k", "k2") if token in memo}
        if isinstance(chosen, Function):
            call = _with_names(chosen.call, names)
            self.calls[call.split("(")[1 if call.startswith("list(") else 0]] = (
                call,
                chosen.result,
            )
        else:
            for name in [names[k] for k in ("k", "k2") if k in names]:
                self.methods[name] = tuple(_with_names(m, names) for m in chosen.methods)
                self.constructors[name] = _with_names(chosen.make, names)
        return source

    # -- filling templates --------------------------------------------------------------------

    def _fill(self, template: str, memo: dict[str, str], depth: int) -> str:
        lines: list[str] = []
        for line in template.split("\n"):
            block = BLOCK.match(line)
            if block:
                lines += [block[1] + text for text in self._block(memo, depth)]
            else:
                lines.append(TOKEN.sub(lambda m: self._token(m[1], m[2], memo, depth), line))
        return "\n".join(lines)

    def _block(self, memo: dict[str, str], depth: int) -> list[str]:
        with self._within({memo[kind]: 0 for kind in ("loop", "lv") if kind in memo}):
            found: list[str] = []
            for _ in range(self.rng.choice((1, 1, 2))):
                found += self._draw_statement(depth + 1).split("\n")
        return found

    @contextmanager
    def _within(self, names: dict[str, Any]) -> Iterator[None]:
        before = self.inner
        self.inner = before | names
        try:
            yield
        finally:
            self.inner = before

    def _token(self, kind: str, digit: str, memo: dict[str, str], depth: int) -> str:
        key = kind + digit
        if key in memo:
            return memo[key]
        if kind in self.expressions:
            return self._expression(kind, depth)
        if kind in _CALLS:
            return self._call(kind, depth)
        text = self._leaf(kind, memo)
        if kind not in ("lit", "word"):
            memo[key] = text
        return text

    def _expression(self, kind: str, depth: int) -> str:
        if depth > 3:
            return FALLBACK.get(kind) or self._pick("obj")
        try:
            return self._draw(self.expressions[kind], depth + 1)
        except Inapplicable:
            if kind not in FALLBACK:
                raise
            return FALLBACK[kind]

    def _call(self, kind: str, depth: int) -> str:
        if depth > 3:
            raise Inapplicable
        if kind == "ctor":
            name = self._choice([n for n in self.constructors if n in self.live.names])
            return self._fill(self.constructors[name], {}, depth + 1)
        if kind == "method":
            obj = self._pick("obj")
            methods = self.methods.get(type(self._value(obj)).__name__, ())
            return self._fill(self._choice(list(methods)), {"obj": obj}, depth + 1)
        wanted = _CALLS[kind]
        fit = [
            call
            for name, (call, result) in self.calls.items()
            if name in self.live.names and (not wanted or result == wanted)
        ]
        return self._fill(self._choice(fit), {}, depth + 1)

    def _leaf(self, kind: str, memo: dict[str, str]) -> str:
        rng = self.rng
        if kind == "lit":
            return str(rng.choice((0, 1, 2, 3, 4, 5)))
        if kind in grammar.LEAVES:
            return rng.choice(grammar.LEAVES[kind])
        if kind == "t":
            reuse = self._candidates("var")
            return (
                rng.choice(reuse) if reuse and rng.random() < 0.3 else rng.choice(self.pools["t"])
            )
        if kind == "loop":
            return rng.choice(self.pools[kind])
        if kind == "clash":
            return rng.choice(CLASHES)
        if kind in ("f", "g", "k"):
            return self._new_name(self.pools[kind], memo)
        if kind == "pn":
            return rng.choice(("x", "v", *VARIABLES[:6]))
        if kind == "fni":
            return self._choice(
                [
                    name
                    for name, (call, result) in self.calls.items()
                    if call == f"{name}(<i>)" and result == "i" and name in self.live.names
                ]
            )
        if kind == "fn":
            return self._choice(
                [n for n, v in self.live.names.items() if isinstance(v, types.FunctionType)]
            )
        if kind == "cls":
            return self._choice([n for n in self.constructors if n in self.live.names])
        names = self._candidates(kind)
        return self._choice([n for n in names if n not in memo.values()] or names)

    def _new_name(self, names: tuple[str, ...], memo: dict[str, str]) -> str:
        """Mostly one that is free; a redefinition now and then."""
        left = [name for name in names if name not in memo.values()]
        free = [name for name in left if name not in self.live.names]
        return self.rng.choice(free if free and self.rng.random() < 0.9 else left)

    def _pick(self, kind: str) -> str:
        return self._choice(self._candidates(kind))

    def _candidates(self, kind: str) -> list[str]:
        fits = KINDS[kind]
        names = self.live.names | self.inner
        return [
            n for n, v in names.items() if (not n.startswith("__") or n == "__hidden") and fits(v)
        ]

    def _value(self, name: str) -> Any:
        return self.inner.get(name, self.live.names.get(name))

    def _choice(self, items: list[str]) -> str:
        if not items:
            raise Inapplicable
        return self.rng.choice(items)


# tokens for calls of functions of the notebook, with the kind of result that they need
_CALLS = {"icall": "i", "lcall": "l", "anycall": "", "ctor": "", "mctor": "", "method": ""}


def _with_names(template: str, names: dict[str, str]) -> str:
    return TOKEN.sub(lambda m: names.get(m[1] + m[2], m[0]), template)


def _only_defines(source: str) -> bool:
    return all(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in ast.parse(source).body)
