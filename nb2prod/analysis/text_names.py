"""Names that stand in strings: SQL over the notebook's tables, formulas, `pd.eval`, `df.query`.

The function that gets such a string looks the names up in its surroundings. For the analysis, the
call gets one more field, `named`, that reads them. A walk over the tree sees them like other uses,
though the text of the notebook does not show them.
"""

import ast
import re
from collections.abc import Callable, Collection, Iterable, Iterator

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    arguments_of,
    child_nodes,
    forget_nodes,
    method_name,
)
from nb2prod.analysis.types.infer import type_of
from nb2prod.patterns import regex
from nb2prod.records import dataclass

_WORD = regex(r"(?<![\w.])[^\W\d]\w*")
_QUERIED = regex(r"@([^\W\d]\w*)")
_QUOTED = regex(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
_LITERAL = regex(r"'(?:[^']|'')*'|--[^\n]*")
_FORMULA = regex(r"\s*[\w(*.+:\s-]*~")
_SELECTS = regex(r"\b(?:from|join|describe|summarize|pivot|unpivot|show)\b", re.I)
_TABLE = r'"?[^\W\d]\w*"?(?:\.\w+)*'
_LISTED = regex(
    r"\b(?:from|join|describe|summarize|pivot|unpivot|show)\s+"
    rf"(\(*\s*{_TABLE}(?:\s+(?:as\s+)?{_TABLE})?(?:\s*,\s*{_TABLE}(?:\s+(?:as\s+)?{_TABLE})?)*)",
    re.I,
)
_BEHIND = regex(rf"\)\s*(?:as\s+)?(?:{_TABLE})?\s*,\s*({_TABLE})", re.I)  # (select …), trees
_FORMULAS = ("statsmodels.formula.", "patsy.", "formulaic.", "bambi.Model")
_SQL_FUNCTIONS = frozenset({
    "duckdb.execute", "duckdb.from_query", "duckdb.query", "duckdb.query_df", "duckdb.sql",
    "pandasql.sqldf", "polars.sql",
})  # fmt: skip
_SQL_METHODS = frozenset({"execute", "from_query", "query", "sql"})
_HINTS = ("query(", "eval(", "sql", "execute(", "formula", "patsy", "bambi")


@dataclass(frozen=True, slots=True)
class Texts:
    """What the notebook's strings name: as tables of queries, and in formulas; and all names that
    it binds."""

    tables: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()


def texts_of(nodes: Iterable[ast.stmt], bound: Collection[str]) -> Texts:
    """The names in all strings of the notebook that look like queries or formulas."""
    tables: set[str] = set()
    terms: set[str] = set()
    for text in (t for top in nodes for n in all_nodes(top) if (t := _constant(n))):
        tables |= tables_in(text)
        terms |= terms_in(text) if _FORMULA.match(text) else set()
    return Texts(frozenset(tables), frozenset(terms), frozenset(bound))


def tables_in(text: str) -> set[str]:
    """The tables that a query reads, as far as its text shows."""
    if not _SELECTS.search(text):
        return set()
    found: set[str] = set()
    text = _LITERAL.sub(" ", text)
    found |= {name.strip('"') for name in _BEHIND.findall(text)}
    for listed in _LISTED.findall(text):
        found |= {part.split()[0].strip('"') for part in listed.lstrip("( \n\t").split(",")}
    return found


def terms_in(text: str) -> set[str]:
    """The words of an expression or a formula: columns, functions, variables."""
    return set(_WORD.findall(_QUOTED.sub(" ", text)))


def takes_texts(sources: Iterable[str]) -> bool:
    """Whether cells may give a string to what looks names up for it."""
    return any(hint in source for source in sources for hint in _HINTS)


def show_text_names(nodes: Iterable[ast.stmt], env: Environment, texts: Texts) -> None:
    """Put the names that strings of the statements read into their trees.

    Args:
        nodes: statements, in trees of the caller's own.
        env: what is known before them: only names that are bound by then are read at once; a
            function may read those that are bound later, too.
        texts: those of the whole notebook, for a string that is not known.
    """
    shower = _Shower(env, texts)
    for node in nodes:
        shower.walk(node)


def named_in_text(node: ast.AST) -> tuple[ast.Name, ...]:
    """The names that `show_text_names` has put into a call."""
    return tuple(getattr(node, "named", ()))


def all_named_in_text(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """All names that the strings of the code read."""
    return frozenset(
        name.id for top in nodes for node in all_nodes(top) for name in named_in_text(node)
    )


@dataclass
class _Shower:
    env: Environment
    texts: Texts
    later: int = 0

    def walk(self, node: ast.AST) -> None:
        inner = isinstance(node, (*scope.FUNCTIONS, ast.ClassDef))
        self.later += inner
        if isinstance(node, ast.Call):
            found = {*self.queried(node), *filter(self.is_bound, self.given(node))}
            if vars(node).pop("named", None):  # of an earlier analysis
                vars(node).pop("_fields")
                forget_nodes()
            if found:
                read = [ast.copy_location(ast.Name(n, ast.Load()), node) for n in sorted(found)]
                vars(node).update(_fields=(*ast.Call._fields, "named"), named=read)
                forget_nodes()
        for child in child_nodes(node):
            self.walk(child)
        self.later -= inner

    def is_bound(self, name: str) -> bool:
        if self.later:
            return name in self.texts.bound
        env = self.env
        return name in env.bound or name in env.definitions or name in env.imports

    def queried(self, node: ast.Call) -> Iterator[str]:
        """The names of ``df.query("age > @limit")`` and ``df.eval``, which have to be there."""
        if method_name(node) in ("query", "eval"):
            for text in (
                t for a in arguments_of(node) for n in all_nodes(a) if (t := _constant(n))
            ):
                yield from _QUERIED.findall(text)

    def given(self, node: ast.Call) -> Iterator[str]:
        """The words of strings that a call looks up if it finds them nowhere else."""
        name = self.env.qualified(node.func)
        keywords = {k.arg: k.value for k in node.keywords}
        attribute = method_name(node)
        first = next(iter(node.args), None)
        if name == "pandas.eval":
            first = first or keywords.get("expr")
            yield from self.names(first, terms_in, frozenset())
        elif self.takes_sql(node, name, attribute):
            first = first or keywords.get("query") or keywords.get("sql") or keywords.get("q")
            yield from self.names(first, tables_in, self.texts.tables)
        formula = keywords.get("formula")
        if attribute == "from_formula" or (name and name.startswith(_FORMULAS)):
            formula = formula or first
        yield from self.names(formula, terms_in, self.texts.terms)

    def names(
        self, argument: ast.expr | None, find: Callable[[str], set[str]], otherwise: frozenset[str]
    ) -> Iterable[str]:
        """The names of an argument by its value, by its constant parts, or as all strings have."""
        if argument is None or isinstance(argument, ast.Starred):
            return ()
        value = fold(argument, self.env) if not self.later or _is_text(argument) else None
        parts = [t for n in all_nodes(argument) if (t := _constant(n))]
        if isinstance(value, str):
            parts = [value]
        found = {name for part in parts for name in find(part)}
        return found if found or isinstance(value, str) else otherwise

    def takes_sql(self, node: ast.Call, name: str | None, attribute: str) -> bool:
        if name in _SQL_FUNCTIONS:
            return not node.args[1:] if name == "pandasql.sqldf" else True
        if name is not None or attribute not in _SQL_METHODS:
            return False
        assert isinstance(node.func, ast.Attribute)
        receiver = node.func.value
        kind = type_of(receiver, self.env)
        libraries = {q.partition(".")[0] for q in self.env.imports.values()}
        if kind is not None:
            return kind.name.startswith(("duckdb", "polars.SQLContext"))
        if isinstance(receiver, ast.Call):  # duckdb.connect().execute(...)
            made = self.env.qualified(receiver.func) or ""
            if made:
                return made.startswith(("duckdb.", "polars.SQLContext"))
        return bool(libraries & {"duckdb", "polars"}) and "pyspark" not in libraries


def _constant(node: ast.AST) -> str:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp)
