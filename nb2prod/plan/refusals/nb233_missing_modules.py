"""NB233: a module that is missing in a package of the notebook's own."""

import ast
import re
from collections.abc import Iterator

from nb2prod.analysis.syntax.nodes import child_nodes
from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.notebook.model import OwnModule
from nb2prod.notebook.own_modules import absolute
from nb2prod.patterns import regex
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal

_BINDS_ANY = regex(r"import\s*\*|__getattr__|globals|setattr|exec|sys\.modules")


@refusal("NB233", rank=335)
def missing_modules(draft: Draft) -> Iterator[Diagnostic]:
    """Imports of modules that no file is, below packages and modules that files are."""
    own = {one.name: one for one in draft.notebook.modules}
    if not own:
        return
    told: set[str] = set()
    for place, where, tree, package in _texts(draft):
        for name in _imported(tree, package, own):
            if _is_missing(name, own) and name not in told:
                told.add(name)
                file = name.replace(".", "/")
                yield Diagnostic(
                    f"`{name}` is imported{where}, and there is neither `{file}.py` nor "
                    f"`{file}/__init__.py`: the scripts cannot import it.",
                    "Bring the file back, or take the import out.",
                    place,
                    code="NB233",
                    severity=Severity.WARNING,
                )


def _texts(draft: Draft) -> Iterator[tuple[Place | None, str, ast.AST, str]]:
    for a in draft.analysis.statements:
        for node in a.statement.nodes:
            yield a.statement.place, "", node, ""
    for module in draft.notebook.modules:
        yield None, f" in `{module.file}`", ast.parse(module.source), module.package


def _imported(tree: ast.AST, package: str, own: dict[str, OwnModule]) -> Iterator[str]:
    """Names of modules that have to be there, but for imports that may fail."""
    if isinstance(tree, ast.Try | ast.If):
        return
    if isinstance(tree, ast.Import):
        yield from (alias.name for alias in tree.names)
    elif isinstance(tree, ast.ImportFrom) and (module := absolute(tree, package)):
        yield module
        source = own[module].source if module in own else ""
        if module in own and not own[module].fault and not _BINDS_ANY.search(source):
            names = (alias.name for alias in tree.names)
            absent = (one for one in names if not re.search(rf"\b{re.escape(one)}\b", source))
            yield from (f"{module}.{one}" for one in absent if own[module].package == module)
    for node in child_nodes(tree):
        yield from _imported(node, package, own)


def _is_missing(name: str, own: dict[str, OwnModule]) -> bool:
    """Whether a module is none, though it is of the notebook's own."""
    if name in own or any(one.startswith(f"{name}.") for one in own):
        return False
    above = name.rpartition(".")[0]
    return any(one == above or one.startswith(f"{above}.") for one in own) if above else False
