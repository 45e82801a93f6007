"""``python -m tests.support.stubs``: write `nb2prod/knowledge/stubs` anew.

The rows are what the stubs of pandas (pandas-stubs) and of the standard library (typeshed, as
``typeshed_client`` brings it) say exactly: one type, whatever the arguments are. ``inplace=True``
is left aside, which the analysis knows of, and so is what is given for bytes instead of text. It
is run by hand when the stubs have a new version.
"""

import ast
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import typeshed_client
from typeshed_client import ImportedInfo, NameInfo, OverloadedName, Resolver

import nb2prod

TARGET = Path(nb2prod.__file__).parent / "knowledge" / "stubs"

MODULES = """builtins ast base64 binascii bisect calendar cmath collections colorsys copy datetime
    decimal difflib fnmatch fractions gc getpass glob hashlib heapq html inspect json locale logging
    math operator os os.path pathlib pickle platform pprint random re secrets shlex shutil
    statistics string struct subprocess sys tempfile textwrap time timeit traceback unicodedata
    urllib.parse uuid zlib pandas pandas.api.types pandas.plotting""".split()
"""Modules whose functions are described."""

CLASSES = """builtins.bytes builtins.bytearray builtins.complex builtins.dict builtins.float
    builtins.frozenset builtins.int builtins.list builtins.range builtins.set builtins.str
    builtins.tuple collections.ChainMap collections.Counter collections.OrderedDict
    collections.defaultdict collections.deque datetime.date datetime.datetime datetime.time
    datetime.timedelta decimal.Decimal fractions.Fraction pathlib.Path pathlib.PurePath re.Match
    re.Pattern uuid.UUID pandas.DataFrame pandas.Index pandas.Interval pandas.Period pandas.Series
    pandas.Timedelta pandas.Timestamp pandas.core.groupby.DataFrameGroupBy
    pandas.core.groupby.SeriesGroupBy""".split()
"""Classes whose objects are described."""

ACCESSORS = {
    "pandas.core.strings.accessor.StringMethods": "SeriesStringMethods",
    "pandas.core.indexes.accessors.DatetimeProperties": "CombinedDatetimelikeProperties",
}
"""Classes that the stubs call otherwise."""

EXPORTS = ("pandas", "pandas.api.typing", "pandas.api.extensions")
"""Modules where classes are looked for by their public name."""

SAID = {
    **{
        f"builtins.{name}": name
        for name in """bool bytearray bytes complex dict float frozenset int list object range set
            slice str tuple type""".split()
    },
    "_collections_abc.dict_items": "dict_items",
    "_collections_abc.dict_keys": "dict_keys",
    "_collections_abc.dict_values": "dict_values",
    "numpy.ndarray": "numpy.ndarray",
    "types.NoneType": "None",
    "typing.AnyStr": "str",
    "typing.LiteralString": "str",
    "typing.Self": "self",
    "typing.TypeGuard": "bool",
    "typing.TypeIs": "bool",
    "typing_extensions.LiteralString": "str",
    "typing_extensions.Self": "self",
    "typing_extensions.TypeIs": "bool",
}
"""Types that are not called as the class that is described, by their place."""

COMPLETE = ("pandas.DataFrame", "pandas.Series")
"""Classes of which all names are listed."""

NOT_THERE = {"pandas.DataFrame": {"Name"}}
"""What a stub has for its own sake."""

PARTS = {"list": 1, "set": 1, "frozenset": 1, "dict": 2}
UNKNOWN = "?"
SILENT = (UNKNOWN, "type", "object")
RESOLVER = Resolver(typeshed_client.get_search_context(version=(3, 13), platform="linux"))


class Found(NamedTuple):
    """What a name stands for: the module of its definition, and what the stub has there."""

    module: str
    info: NameInfo

    @property
    def name(self) -> str:
        """Its name in full."""
        return f"{self.module}.{self.info.name}"


class Scope(NamedTuple):
    """Where an annotation stands: a module, and what the type variables of a class are."""

    module: str
    variables: Mapping[str, str] = {}
    aliases: frozenset[str] = frozenset()
    """Names of types that are being followed: some hold themselves."""


class Ancestor(NamedTuple):
    """A class that another one inherits from, or itself."""

    place: Found
    scope: Scope


@cache
def found(module: str, name: str) -> Found | None:
    """What a dotted name of a module is."""
    first, _, rest = name.partition(".")
    resolved = RESOLVER.get_module(tuple(module.split("."))).get_name(first, RESOLVER)
    if isinstance(resolved, ImportedInfo):
        module, resolved = ".".join(resolved.source_module), resolved.info
    if isinstance(resolved, NameInfo):
        return None if rest else Found(module, resolved)
    if resolved is not None and rest:  # a module
        return found(".".join(resolved), rest)
    return found("builtins", name) if module != "builtins" and resolved is None else None


def in_full(name: str) -> Found:
    """A public name, looked up."""
    module, _, last = name.rpartition(".")
    result = found(module, last)
    assert result, name
    return result


def lineage(place: Found, given: Iterable[str] = ()) -> tuple[Ancestor, ...]:
    """A class, with its parameters as they are given, and those above it, nearest first."""
    node = place.info.ast
    if not isinstance(node, ast.ClassDef):
        return ()
    scope = Scope(place.module, dict(zip(parameters(node), given, strict=False)))
    above: dict[str, Ancestor] = {}
    for base, parent in bases(place):
        for one in lineage(parent, [written(part, scope) for part in parts_of(base)]):
            above.setdefault(one.place.name, one)
    return (Ancestor(place, scope), *above.values())


def bases(place: Found) -> Iterator[tuple[ast.expr, Found]]:
    """What a class inherits from, as it is written and as it is found."""
    for base in place.info.ast.bases if isinstance(place.info.ast, ast.ClassDef) else ():
        outer = base.value if isinstance(base, ast.Subscript) else base
        parent = found(place.module, ast.unparse(outer))
        if parent is not None:
            yield base, parent


def parts_of(node: ast.expr) -> list[ast.expr]:
    """What stands in the brackets of a type."""
    if not isinstance(node, ast.Subscript):
        return []
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def parameters(node: ast.ClassDef) -> list[str]:
    """The type variables of a class, in the order in which they are given."""
    generic = [b for b in node.bases if ast.unparse(b).startswith(("Generic[", "Protocol["))]
    listed = parts_of(generic[0]) if generic else [p for b in node.bases for p in parts_of(b)]
    return list(dict.fromkeys(p.id for p in listed if isinstance(p, ast.Name)))


def written(node: ast.expr | None, scope: Scope) -> str:
    """A type as the tables write it."""
    match node:
        case ast.Constant(value=None):
            return "None"
        case ast.Constant(value=str(text)):
            return written(ast.parse(text, mode="eval").body, scope)
        case ast.BinOp(op=ast.BitOr()):
            return either([written(node.left, scope), written(node.right, scope)])
        case ast.Subscript():
            return subscripted(node, scope)
        case ast.Name() | ast.Attribute():
            return plain(ast.unparse(node), scope)
    return UNKNOWN


def either(types: list[str], owner: str = "") -> str:
    """The one type that all of them are."""
    kinds = {owner if t == "self" else t for t in types} if owner in types else set(types)
    kinds -= {t for t in kinds if "bytes" in t and t.replace("bytes", "str") in kinds}
    return kinds.pop() if len(kinds) == 1 else UNKNOWN


def plain(name: str, scope: Scope) -> str:
    """The type that a name stands for: a class, or another name of a type."""
    place = found(scope.module, name)
    if name in scope.variables or place is None:
        return scope.variables.get(name, UNKNOWN)
    if place.name in SAID:
        return SAID[place.name]
    node = place.info.ast
    if isinstance(node, ast.ClassDef):
        return called(place)
    if not isinstance(node, ast.Assign | ast.AnnAssign) or place.name in scope.aliases:
        return UNKNOWN
    if node.value is None or isinstance(node.value, ast.Call):  # a type variable
        return UNKNOWN
    return written(node.value, Scope(place.module, {}, scope.aliases | {place.name}))


def called(place: Found) -> str:
    """How a class is called in the tables, by itself or by what it inherits from."""
    own = SAID.get(place.name) or PLACES.get(place.name)
    above = (called(parent) for _, parent in bases(place)) if not own else ()
    return own or next((name for name in above if name.startswith("pandas.")), UNKNOWN)


def subscripted(node: ast.Subscript, scope: Scope) -> str:
    """A type with parts."""
    name = ast.unparse(node.value)
    parts = parts_of(node)
    if name.rpartition(".")[2] == "Literal":
        return either(
            [type(part.value).__name__ for part in parts if isinstance(part, ast.Constant)]
        )
    outer = plain(name, scope)
    inner = [written(part, scope) for part in parts]
    if outer == "tuple" and not any(isinstance(part, ast.Constant) for part in parts):
        return outer if {*inner} == {UNKNOWN} else f"tuple[{', '.join(inner)}]"
    if PARTS.get(outer) == len(parts) and not {*inner} & {"self", *SILENT}:
        return f"{outer}[{', '.join(inner)}]"
    return outer


def definitions(info: NameInfo) -> list[ast.AST]:
    """What a name is defined by: a property may have a setter, a function overloads."""
    nodes = info.ast.definitions if isinstance(info.ast, OverloadedName) else [info.ast]
    return [node for node in nodes if isinstance(node, ast.AST) and "setter" not in marks(node)]


def marks(node: ast.AST) -> set[str]:
    """The last names of the decorators."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return {ast.unparse(each).rpartition(".")[2] for each in decorators}


def in_place(node: ast.FunctionDef) -> bool:
    """Whether an overload is that of ``inplace=True``."""
    return any(
        a.arg == "inplace" and a.annotation and ast.unparse(a.annotation) == "Literal[True]"
        for a in (*node.args.args, *node.args.kwonlyargs)
    )


def gives_itself(node: ast.FunctionDef) -> bool:
    """Whether it gives what its receiver is, by a type variable."""
    first = [*node.args.posonlyargs, *node.args.args][:1]
    receiver = first[0].annotation if first else None
    text = ast.unparse(receiver) if receiver else ""
    return node.returns is not None and text in (
        ast.unparse(node.returns), f"type[{ast.unparse(node.returns)}]"
    )  # fmt: skip


def returned(nodes: list[ast.AST], scope: Scope, owner: str = "") -> str:
    """What all overloads of a function, or of a method, give."""
    types = []
    for node in nodes:
        if not isinstance(node, ast.FunctionDef):
            return UNKNOWN
        if in_place(node) or ast.unparse(node.returns or ast.Constant(0)) in ("Never", "NoReturn"):
            continue
        said = written(node.returns, scope)
        types.append("self" if said == UNKNOWN and owner and gives_itself(node) else said)
    return either(types, owner)


class Rows(NamedTuple):
    """What is said of a library: type -> names, owner -> type -> names, owner -> names."""

    returns: defaultdict[str, set[str]]
    methods: defaultdict[str, defaultdict[str, set[str]]]
    attributes: defaultdict[str, defaultdict[str, set[str]]]
    members: defaultdict[str, set[str]]

    def of_class(self, owner: str, ancestors: Iterable[Ancestor]) -> None:
        """Add what the stub says of the objects of a class, and of what is called on the class."""
        seen = set(NOT_THERE.get(owner, ()))
        for place, scope in ancestors:
            for name, info in (place.info.child_nodes or {}).items():
                if name[0] != "_" and name not in seen:
                    seen.add(name)
                    self.of_member(owner, name, definitions(info), scope)
        if owner in COMPLETE:
            self.members[owner] |= seen - NOT_THERE.get(owner, set())

    def of_member(self, owner: str, name: str, nodes: list[ast.AST], scope: Scope) -> None:
        """Add a method, a method of the class, or an attribute."""
        first = nodes[0] if nodes else None
        if isinstance(first, ast.AnnAssign):
            said, types = written(first.annotation, scope), self.attributes[owner]
        elif marks(first) & {"property", "cached_property", "cache_readonly"}:
            said, types = returned(nodes, scope, owner), self.attributes[owner]
        elif marks(first) & {"classmethod", "staticmethod"}:
            said, types, name = returned(nodes, scope, owner), self.returns, f"{owner}.{name}"
        else:
            add(self.methods[owner], returned(nodes, scope, owner), name)
            return
        add(types, owner if said == "self" else said, name)

    def of_module(self, module: str) -> None:
        """Add the public functions of a module."""
        for name, info in RESOLVER.get_module(tuple(module.split("."))).names.items():
            place = found(module, name)
            if name[0] != "_" and place is not None and info.is_exported:
                said = returned(definitions(place.info), Scope(place.module))
                add(self.returns, said, f"{module}.{name}")


def add(types: defaultdict[str, set[str]], said: str, name: str) -> None:
    """Add a row, if anything is said by it."""
    if said not in SILENT:
        types[said].add(name)


def places() -> Iterator[tuple[str, str]]:
    """The classes that are called by a public name, by their place."""
    for module in EXPORTS:
        for name in RESOLVER.get_module(tuple(module.split("."))).names:
            place = found(module, name)
            if place and place.module.startswith(f"{module.partition('.')[0]}."):
                yield place.name, f"{module}.{name}"


PLACES = dict([*reversed([*places()])])
PLACES |= {in_full(name).name: name.removeprefix("builtins.") for name in CLASSES}


def text_of(library: str) -> str:
    """The file of a library."""
    rows = Rows(
        defaultdict(set),
        defaultdict(lambda: defaultdict(set)),
        defaultdict(lambda: defaultdict(set)),
        defaultdict(set),
    )
    for module in MODULES:
        if module.partition(".")[0] == library:
            rows.of_module(module)
    for name in (*CLASSES, *ACCESSORS):
        if name.partition(".")[0] == library:
            module, _, last = name.rpartition(".")
            place = in_full(f"{module}.{ACCESSORS.get(name, last)}")
            rows.of_class(name.removeprefix("builtins."), lineage(place))
            rows.returns["self"] |= {name} - {*ACCESSORS}
    return json.dumps(plain_rows(rows, library), indent=1, sort_keys=True) + "\n"


def plain_rows(said: object, library: str) -> dict[str, object] | str:
    """The rows as they are written; functions as they are seen from their library."""
    if isinstance(said, set):
        return " ".join(sorted(name.removeprefix(f"{library}.") for name in said))
    items = said._asdict() if isinstance(said, Rows) else dict(said)
    return {key: plain_rows(inner, library) for key, inner in items.items() if inner}


def texts() -> dict[str, str]:
    """All files, by their names."""
    libraries = dict.fromkeys(module.partition(".")[0] for module in MODULES)
    return {f"{library}.json": text_of(library) for library in libraries}


def main() -> int:
    """Write the files."""
    TARGET.mkdir(exist_ok=True)
    for path in TARGET.glob("*.json"):
        path.unlink()
    for name, text in texts().items():
        (TARGET / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
