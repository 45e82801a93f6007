"""Whether one call touches a file: the rows of the tables that fit it, and its path argument."""

import ast
import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath

from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.constants.fold_values import AnchoredText, posix_text
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import method_name
from nb2prod.analysis.types.infer import type_of
from nb2prod.knowledge.files import (
    BY_NAME,
    HANDLE_ATTRIBUTES,
    HANDLE_CALLS,
    LOCAL_FOLDERS,
    PATH_TYPES,
    READING_COMMANDS,
    SUFFIX_TELLS,
)
from nb2prod.knowledge.schema import KEYWORD_ONLY, RECEIVER, Access, Else, IOFunction
from nb2prod.knowledge.type_tables import returned
from nb2prod.patterns import regex

HANDLE = Type("io.IOBase")
"""The type of an open file, where nothing better is known."""

PATH = Type("pathlib.Path")

_FILE_NAME = regex(r"[^\n\r*?<>|]*[^/\\\s]\.[A-Za-z][A-Za-z0-9]{0,7}")


def value_type(node: ast.expr, env: Environment) -> Type | None:
    """The type of an expression, with constant paths and open files known as such."""
    value = fold(node, env)
    if isinstance(value, PurePosixPath):
        return PATH
    if value is not UNKNOWN:
        return Type(type(value).__name__) if not isinstance(value, str) else Type("str")
    known = type_of(node, env)
    if known is None and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return PATH if PATH in (value_type(node.left, env), value_type(node.right, env)) else None
    if known is None and isinstance(node, ast.Call):
        return HANDLE if _gives_handle(node, env) else None
    return known


def _gives_handle(node: ast.Call, env: Environment) -> bool:
    name = env.qualified(node.func)
    if name is not None and name in BY_NAME:
        return BY_NAME[name][0].access is Access.OPEN and returned(name) is None
    return (method_name(node) or name) in HANDLE_CALLS


def matching_rows(node: ast.Call, env: Environment) -> tuple[tuple[IOFunction, ...], bool]:
    """The rows that fit a call, and whether it is certain that they do."""
    name = env.qualified(node.func)
    if name is not None and name in BY_NAME:
        return BY_NAME[name], not any(map(_may_be_published, BY_NAME[name]))
    if name is not None and name in env.own.rows:
        return env.own.rows[name], True
    if not isinstance(node.func, ast.Attribute):
        return (), False
    method = f".{node.func.attr}"
    rows = BY_NAME.get(method, ())
    if not rows:
        return (), False
    certain = not any(map(_may_be_published, rows))
    receiver = value_type(node.func.value, env)
    typed = [r for r in rows if r.needs and receiver and _is_of(receiver.name, r.needs)]
    if typed:
        closest = max(len(row.needs) for row in typed)
        return tuple(r for r in typed if len(r.needs) == closest), certain
    plain = tuple(row for row in rows if not row.needs and _may_have(receiver, row))
    if not plain and receiver is None and method in SUFFIX_TELLS:
        return _told_by_suffix(rows, node, env), False
    return plain, receiver is not None and certain


def _told_by_suffix(
    rows: tuple[IOFunction, ...], node: ast.Call, env: Environment
) -> tuple[IOFunction, ...]:
    """The first of the rows whose argument is text that looks like the name of a file."""
    for row in rows:
        argument = _argument(row, node)[0]
        value = fold(argument, env) if argument is not None else UNKNOWN
        if isinstance(value, str) and _FILE_NAME.fullmatch(value):
            return (row,)
    return ()


def _may_be_published(row: IOFunction) -> bool:
    return row.other in (Else.NAME, Else.OWNED_NAME)


def may_be_name(row: IOFunction, path: str) -> bool:
    """Whether the text is rather the name of something published than a path.

    ``bert-base-uncased`` and ``google/vit-base`` are names, ``./vit-base`` and
    ``models/vit-base`` are paths.
    """
    if not _may_be_published(row) or path.startswith((".", "/", "~")) or path.endswith("/"):
        return False
    folder, slash, rest = path.partition("/")
    if slash and row.other is not Else.OWNED_NAME:
        return False
    return "/" not in rest and folder not in LOCAL_FOLDERS


def _is_of(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


def _may_have(receiver: Type | None, row: IOFunction) -> bool:
    """Whether a receiver may have the method: not a builtin, not a class of the notebook."""
    if receiver is None:
        return True
    if "." not in receiver.name or _is_of(receiver.name, "notebook"):
        return False
    return row.argument != RECEIVER or _is_of(receiver.name, "pathlib")


def path_arguments(
    row: IOFunction, node: ast.Call, env: Environment
) -> Iterator[tuple[ast.expr, object, bool]]:
    """The path arguments of a call that has the row: expression, folded value, certainty.

    Several for a list or a dict of paths; none where the argument is absent or an open file.
    """
    argument, certain = _argument(row, node)
    if argument is None:
        return
    parts = [argument]
    if row.other is Else.COMMAND:
        parts = _read_by_command(argument, env)
    elif isinstance(argument, (ast.List, ast.Tuple)):
        parts = argument.elts
    elif isinstance(argument, ast.Dict):
        parts = argument.values  # `data_files={"train": "train.csv"}`
    for part in parts:
        if isinstance(part, ast.Starred):
            yield part.value, UNKNOWN, False
            continue
        value = fold(part, env)
        if _is_path(row, part, value, env):
            yield part, value, certain


def _read_by_command(argument: ast.expr, env: Environment) -> list[ast.expr]:
    """The files of ``["wc", "-l", "data/x.csv"]``."""
    if not isinstance(argument, (ast.List, ast.Tuple)):
        return []
    words = [fold(part, env) for part in argument.elts]
    reads = bool(words) and words[0] in READING_COMMANDS
    pairs = zip(argument.elts[1:], words[1:], strict=True)
    texts = [(part, word) for part, word in pairs if isinstance(word, str)]
    return [p for p, w in texts if (reads and _is_file_name(w)) or is_written(w, env)]


def _is_file_name(word: str) -> bool:
    """Whether a word of a command is the name of a file, with a suffix."""
    return not word.startswith("-") and "://" not in word and bool(_FILE_NAME.fullmatch(word))


def _argument(row: IOFunction, node: ast.Call) -> tuple[ast.expr | None, bool]:
    """The expression in the row's place, and whether it is the path itself.

    After ``*args`` and ``**kwargs`` it is what is unpacked, which holds the path or not.
    """
    if row.argument == RECEIVER:
        return (node.func.value if isinstance(node.func, ast.Attribute) else None), True
    unpacked: ast.expr | None = None
    if row.argument != KEYWORD_ONLY:
        for index, argument in enumerate(node.args):
            if isinstance(argument, ast.Starred):
                unpacked = argument.value
                break
            if index == row.argument:
                return argument, True
    for keyword in node.keywords:
        if keyword.arg is None:
            unpacked = unpacked or keyword.value
        elif keyword.arg == row.keyword:
            return keyword.value, True
    return unpacked, False


def _is_registered(node: ast.expr, value: object) -> bool:
    """Whether it is the address of a model in MLflow: ``models:/price/3``, ``f"runs:/{run}/m"``."""
    while isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    text = node.value if isinstance(node, ast.Constant) else value
    return isinstance(text, str) and text.startswith(("models:/", "runs:/"))


def _is_path(row: IOFunction, node: ast.expr, value: object, env: Environment) -> bool:
    if _is_registered(node, value):
        return False
    if isinstance(value, (str, bytes)):
        if row.other is Else.TEXT and value[:1] in ("{", "[", "<", b"{", b"[", b"<"):
            return False
        return bool(value) and not value.isspace()
    if isinstance(value, (PurePosixPath, list, tuple)):
        return True
    if value is not UNKNOWN or isinstance(node, (ast.Constant, ast.Lambda)):
        return False
    if isinstance(node, ast.Call) and _gives_handle(node, env):
        return False
    known = value_type(node, env)
    if known is not None:
        return known.name in PATH_TYPES
    if row.other is Else.DATA:
        return False
    return not isinstance(node, ast.Attribute) or node.attr not in HANDLE_ATTRIBUTES


def access(row: IOFunction, node: ast.Call, env: Environment) -> Access:
    """What the call does to the path; for opening functions the mode decides."""
    mode = row.mode
    if row.access is not Access.OPEN or mode is None:
        return row.access
    text: object = mode.default
    if any(isinstance(a, ast.Starred) for a in node.args[: mode.position + 1]):
        text = UNKNOWN
    elif len(node.args) > mode.position:
        text = fold(node.args[mode.position], env)
    for keyword in node.keywords:
        if keyword.arg == mode.keyword:
            text = fold(keyword.value, env)
        elif keyword.arg is None:
            text = UNKNOWN
    return _by_mode(mode.default if text is None else text, mode.append)


def _by_mode(text: object, append: Access) -> Access:
    if not isinstance(text, str) or "+" in text:
        return Access.OPEN
    if "a" in text:
        return append
    if "w" in text or "x" in text:
        return Access.WRITE
    return Access.READ if "r" in text or text in ("b", "t", "c", "") else Access.OPEN


def path_text(value: object) -> str | None:
    """The text of a folded path argument with posix separators, None if it is none."""
    if isinstance(value, bytes):
        return posix_text(value.decode("utf-8", "replace"))
    if isinstance(value, AnchoredText):
        text = posixpath.normpath(str.__str__(value))
        return f"./{text}" if text.startswith("~") and not value.startswith("~") else text
    if isinstance(value, PurePosixPath):
        return str(value)
    return posix_text(value) if isinstance(value, str) else None


def is_written(path: str, env: Environment) -> bool:
    """Whether a statement above has written the file."""
    return posixpath.normpath(path) in env.written and ("/" in path or "." in path)
