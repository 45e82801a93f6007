"""Which distributions the package needs, by what its modules import."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from nb2prod.analysis.syntax.nodes import walked
from nb2prod.emit.installed import distribution_of, is_known, stand_ins
from nb2prod.emit.version_limits import (
    limits_by_python,
    lowest,
    python_below,
    version_limits,
    with_old_numpy,
)
from nb2prod.knowledge.import_tables import CALLED_IMPORTS
from nb2prod.notebook.requirements import canonical
from nb2prod.patterns import regex
from nb2prod.plan.model import Pipeline

_AT_LEAST = {"pandas": "2", "typer": "0.23"}
"""The oldest versions that the generated code itself runs with. Before 0.23, typer shows the values
of variables in tracebacks, passwords among them."""


_BACKENDS = ("tensorflow", "jax", "torch")
"""What Keras computes with: it brings none of them."""


def dependencies(pipeline: Pipeline, files: Mapping[str, str]) -> list[str]:
    """Distributions that the package needs, with the versions that the notebook asks for.

    What it asks for without a version gets the one that is to be pinned, if there is one, and
    else the oldest that the generated code runs with, and the first that the notebook's does not.
    """
    found: dict[str, str] = {}
    asked = {canonical(_name(one)): one for one in pipeline.requirements}
    for name in _distributions(pipeline, files):
        if stand_ins(name).isdisjoint(asked):
            found[canonical(name)] = asked.pop(canonical(name), name)
    found |= asked
    versions, limits = dict(pipeline.installed), _limits(pipeline, files)
    if "numpy" in limits:  # which others bring, in a version that is too new
        found.setdefault("numpy", "numpy")
    for key, text in found.items():
        if _is_plain(text) and key in versions:
            found[key] = f"{text}=={versions[key]}"
        elif _is_plain(text):
            oldest = f">={_AT_LEAST[key]}" if key in _AT_LEAST else ""
            below = f"<{limits[key]}" if key in limits else ""
            found[key] = text + ",".join(filter(None, (oldest, below)))
    return [found[key] for key in sorted(found)]


def _limits(pipeline: Pipeline, files: Mapping[str, str]) -> dict[str, str]:
    """By distribution, the lowest version that the notebook's code does not run with."""
    texts = [text for _, text in modules_of(pipeline, files)]
    used = (limit for text in texts for limit in _asked_for(text, False)[2].items())
    return with_old_numpy(lowest([*used, *limits_by_python(pipeline.python)]))


def python_limit(pipeline: Pipeline, files: Mapping[str, str]) -> str:
    """The first Python that cannot install what the package needs; empty where there is none."""
    return python_below(_limits(pipeline, files))


def without_version(pipeline: Pipeline, files: Mapping[str, str]) -> list[str]:
    """Dependencies that should be pinned, but that are not installed."""
    told = {canonical(_name(one)) for one in pipeline.requirements if not _is_plain(one)}
    told |= dict(pipeline.installed).keys()
    names = (_name(one) for one in dependencies(pipeline, files))
    return [name for name in names if canonical(name) not in told]


def unknown_modules(pipeline: Pipeline, files: Mapping[str, str]) -> list[str]:
    """Top-level modules that no known distribution brings, and none that the notebook installs.

    Where the notebook installs something of which it is not known what it brings, that is taken
    for what brings the unknown module.
    """
    providers = dict(pipeline.providers)
    texts = [text for _, text in modules_of(pipeline, files)]
    mentioned = {top for text in texts for top in _mentioned(text)} - _own(pipeline)
    if all(distribution_of(top, providers) for top in mentioned):  # nothing to look at closely
        return []
    modules = list(_modules(pipeline, files))
    unknown = {m.partition(".")[0] for m in modules if distribution_of(m, providers) is None}
    known = {canonical(d) for m in modules if (d := distribution_of(m, providers))}
    asked = [canonical(_name(one)) for one in pipeline.requirements]
    installed = [one for one in asked if not is_known(one) and one not in known]
    for alike in (_equal, _within):
        for module in sorted(unknown):
            if fitting := next((one for one in installed if alike(canonical(module), one)), None):
                installed.remove(fitting)
                unknown.remove(module)
    return sorted(unknown) if len(unknown) > len(installed) else []


def _equal(module: str, distribution: str) -> bool:
    return module == distribution


def _within(module: str, distribution: str) -> bool:
    """`functional` and `pyfunctional`, `skmisc` and `scikit-misc` not."""
    return module in distribution or distribution in module


def _distributions(pipeline: Pipeline, files: Mapping[str, str]) -> Iterator[str]:
    providers = dict(pipeline.providers)
    modules = list(_modules(pipeline, files))
    for module in modules:
        if name := distribution_of(module, providers):
            yield name
    for path, text in modules_of(pipeline, files):
        yield from _asked_for(text, path.endswith("/storage.py"))[1]
    tops = {module.partition(".")[0] for module in modules}
    if "keras" in tops and tops.isdisjoint(_BACKENDS):
        yield _BACKENDS[0]


def _modules(pipeline: Pipeline, files: Mapping[str, str]) -> Iterator[str]:
    """What the package's modules import, but for Python's own and those of the notebook."""
    own = _own(pipeline)
    for path, text in modules_of(pipeline, files):
        for module in sorted(set(imported(text, only_read=path.endswith("/storage.py")))):
            if module.partition(".")[0] not in own:
                yield module


def _own(pipeline: Pipeline) -> set[str]:
    """The modules that need no distribution."""
    return {pipeline.package, *pipeline.own_modules, *sys.stdlib_module_names}


_IMPORT = regex(r"(?m)(?:^|[;:\r])[ \t\f]*(from|import)\b([^;\r\n]*)")


def _mentioned(text: str) -> Iterator[str]:
    r"""At least the top-level modules that a module imports; its text is not parsed for that.

    >>> sorted(_mentioned("import a.b as c, d\nfrom e.f import g  # and\nif h: from . import i"))
    ['a', 'd', 'e']
    """
    for kind, said in _IMPORT.findall(text):
        for one in said.split(",") if kind == "import" else [said]:
            yield from one.partition(".")[0].split()[:1]


def modules_of(pipeline: Pipeline, files: Mapping[str, str]) -> list[tuple[str, str]]:
    """The modules of the package itself, not its tests: paths and texts."""
    start = f"{pipeline.package}/"
    return [one for one in files.items() if one[0].startswith(start) and one[0].endswith(".py")]


def imported(text: str, only_read: bool = False) -> tuple[str, ...]:
    """The modules that a module imports, with what may be a module below them.

    With `only_read`, those of which it reads something: the formatter takes the others away.
    """
    return _asked_for(text, only_read)[0]


@lru_cache(maxsize=64)  # it is asked for each requirement of a package
def _asked_for(
    text: str, only_read: bool
) -> tuple[tuple[str, ...], tuple[str, ...], Mapping[str, str]]:
    """What a module imports, the distributions that are imported when it calls something, and
    the versions that lack something that it uses."""
    nodes = walked(ast.parse(text))
    called = tuple(filter(None, _imported_when_called(nodes)))
    return tuple(_imported(nodes, only_read)), called, version_limits(nodes)


def _imported(nodes: Sequence[ast.AST], only_read: bool) -> Iterator[str]:
    read = {node.id for node in nodes if only_read and isinstance(node, ast.Name)}
    for node in nodes:
        match node:
            case ast.Import(names=names):
                start = ""
            case ast.ImportFrom(module=str(module), names=names, level=0):
                start = f"{module}."
            case _:
                continue
        for one in names:
            if not only_read or (one.asname or one.name).partition(".")[0] in read:
                yield start + one.name


def _imported_when_called(nodes: Sequence[ast.AST]) -> dict[str, None]:
    """What ``table.to_parquet(...)`` and ``pd.read_excel(...)`` import."""
    imports = [one for node in nodes if isinstance(node, ast.Import) for one in node.names]
    libraries = {one.asname or one.name: one.name for one in imports if one.name in CALLED_IMPORTS}
    found: dict[str, None] = {}
    for node in (n for n in nodes if isinstance(n, ast.Attribute)):
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        verb, _, form = node.attr.partition("_")
        if node.attr == "toPandas" and any(map(_is_of_spark, nodes)):
            found["pandas"] = None
        for name, library in libraries.items():
            if verb == "to" or (verb == "read" and owner == name):
                found[CALLED_IMPORTS[library].get(form, "")] = None
    return found


def _is_of_spark(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pyspark")


def _is_plain(requirement: str) -> bool:
    """Whether it names no version."""
    return re.fullmatch(r"[\w.-]+(\[[^]]*\])?", requirement) is not None


def _name(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;@]", requirement, maxsplit=1)[0]
