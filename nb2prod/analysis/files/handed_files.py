"""Files that the notebook passes to a call that no table knows.

``api.upload_file("model.pkl")``: the text is the path of a file that a statement above has written,
so the call reads that file. ``drive.download(key, "a.csv")``: a later statement reads the file, and
the function's name says that the call writes it.
"""

import ast
import posixpath
from collections.abc import Iterable, Iterator

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.files.iomatch import is_written, path_text
from nb2prod.analysis.model import Type, lineage
from nb2prod.analysis.syntax.nodes import arguments_of, last_name, nodes_of
from nb2prod.analysis.types.infer import type_of
from nb2prod.analysis.types.purity import is_pure_call
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.schema import KEYWORD_ONLY, Access, Else, IOFunction
from nb2prod.patterns import regex

_TEXT_MODULES = frozenset("logging matplotlib os.path pathlib re seaborn warnings".split())
_TEXT_METHODS = frozenset(
    """add append add_argument count critical debug endswith error exception extend format get index
    info insert join log log_param log_params log_text pop print remove replace set_tag setdefault
    split startswith strip update warn warning write writelines""".split()
)
"""Methods that take a text as a text, on whatever object."""
_PATH_KEYWORD = regex(r"^(?!.*(?:repo|remote|dest|object|artifact_path))"
                           r".*(?:path|file|src|source|local|image|document)")  # fmt: skip


_READS = regex(r"(?:read|load|open|imread|listdir|is_file|exists)")
_GETS = regex(r"(?:\w*_)?(?:download|fetch|retrieve|get_file|export|save|dump|write)")


def read_paths(tops: Iterable[ast.AST]) -> frozenset[str]:
    """The paths of files that calls read, by their names, where they stand in the notebook; none
    where no call gets files."""
    tops = list(tops)
    calls = nodes_of(ast.Call, tops)
    if not any(_gets(call) for call in calls):
        return frozenset()
    names = {
        target.id: node.value
        for node in nodes_of(ast.Assign, tops)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found: set[str] = set()
    for call in calls:
        if _READS.match(last_name(call.func)):
            for argument in arguments_of(call):
                value = names.get(argument.id) if isinstance(argument, ast.Name) else argument
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found.add(posixpath.normpath(value.value))
    return frozenset(path for path in found if posixpath.splitext(path)[1])


def _gets(call: ast.Call) -> bool:
    """Whether a function of that name may put a file where it is told to."""
    return _GETS.match(last_name(call.func).lower()) is not None


def handed_files(node: ast.Call, env: Environment) -> Iterator[tuple[IOFunction, ast.expr, object]]:
    """The argument of a call that is such a file, and its value; none where the call takes texts.

    Of several that are the same text the first is the file, and others name it elsewhere.
    """
    gets = bool(env.awaited) and _gets(node)
    if not (env.written or gets):
        return
    given = [(n, "", argument) for n, argument in enumerate(node.args)]
    given += [(KEYWORD_ONLY, k.arg or "", k.value) for k in node.keywords]
    found: dict[str, tuple[IOFunction, ast.expr, object]] = {}
    for position, keyword, argument in given:
        value = fold(argument, env)
        path = path_text(value)
        if path is None:
            continue
        other = Else.STR if isinstance(value, str) else Else.NOTHING
        if is_written(path, env) and (not keyword or _PATH_KEYWORD.match(keyword)):
            row = IOFunction("", position, keyword, other=other, access=Access.READ)
            found.setdefault(path, (row, argument, value))
        elif gets and posixpath.normpath(path) in env.awaited:
            row = IOFunction("", position, keyword, other=other, access=Access.WRITE)
            found.setdefault(path, (row, argument, value))
    if found and _may_take_files(node, env):  # the rarer first: it is asked of each call
        yield from found.values()


def _may_take_files(node: ast.Call, env: Environment) -> bool:
    """Whether it is not known that the call does nothing with files."""
    name = env.qualified(node.func)
    if name is not None:
        return not (name in BUILTINS or at_or_below(name, _TEXT_MODULES) or is_pure_call(node, env))
    match node.func:
        case ast.Attribute(value=owner, attr=method):
            kind = type_of(owner, env)
            known = kind is not None and "." not in kind.name  # of Python itself
            known = known or _is_own(kind, method, env)
            return not known and method not in _TEXT_METHODS and not is_pure_call(node, env)
        case ast.Name(id=called):
            return called not in env.definitions  # what it does with the path is followed
    return False


def _is_own(kind: Type | None, method: str, env: Environment) -> bool:
    """Whether a class of the notebook has the method: what it does with the path is followed."""
    owner = kind.own_class if kind is not None else ""
    classes = lineage(owner, env.definitions) if owner else []
    return any(m.name == method for one in classes for m in one.methods)
