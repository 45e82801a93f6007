"""``if os.path.basename(os.getcwd()) == "notebooks": os.chdir("..")`` as it goes in the notebook,
whose own folder a kernel starts in."""

import ast
import re
from collections.abc import Mapping
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from nb2prod.notebook.edits import applied, replaced
from nb2prod.notebook.search_folders import path_text
from nb2prod.notebook.surroundings import branch
from nb2prod.notebook.syntax import statements

MOVES = re.compile(r"\bchdir\b")
_PATH = r"(?:pathlib\.)?Path"
_HERE = (
    rf"(?:os\.getcwd\(\)|{_PATH}\.cwd\(\)|{_PATH}\((?:'\.?')?\)\.(?:resolve|absolute)\(\)"
    r"|os\.path\.(?:abspath|realpath)\((?:''|'\.'|os\.curdir|os\.getcwd\(\))\))"
)
_FOLDER = re.compile(rf"(?:str|{_PATH})\({_HERE}\)|{_HERE}")
_UP = ("os.chdir('..')", "os.chdir('../')", "os.chdir(os.pardir)", "os.chdir(Path.cwd().parent)")
_NAME = re.compile(
    rf"os\.path\.basename\({_HERE}\)|(?:{_FOLDER.pattern})\.(?:name|stem|parts\[-1\])"
    rf"|os\.path\.split\({_HERE}\)\[-?1\]"
    rf"|(?:{_FOLDER.pattern})\.split\((?:'/'|os\.sep|os\.path\.sep)\)\[-1\]"
)


def without_guard(source: str, folder: PurePath) -> str:
    """The Python of a cell without a test that only asks whether to move to another folder.

    ``folder`` is the notebook's own. Variables of the environment that such a test asks for are
    those of other places to run; they are not set in a kernel.
    """
    body = statements(source)
    names: dict[str, str] = {}
    for node in body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                text = path_text(value, folder, names)
                names |= {name: text} if text is not None else {}
    for node in body:
        match node:
            case ast.If(test=test, body=moves, orelse=other) if _only_moves([*moves, *other]):
                holds = _holds(test, folder, names)
                if holds is not None:
                    return branch(source.split("\n"), node, holds) or source
            case ast.While(test=test, body=[ast.Expr(value=move)], orelse=[]):
                above = (folder, *folder.parents)
                ends = (n for n, one in enumerate(above) if _holds(test, one, names) is False)
                ups = next(ends, 0)
                if ast.unparse(move) in _UP and ups:
                    return applied(
                        source, [replaced(node, f"os.chdir({'/'.join(['..'] * ups)!r})")]
                    )
    return source


def _only_moves(body: list[ast.stmt]) -> bool:
    done = [n for n in body if not isinstance(n, ast.Import | ast.Pass)]  # `%cd` imports `os`
    calls = [n.value for n in done if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)]
    called = [ast.unparse(call.func) for call in calls]
    return len(calls) == len(done) and "os.chdir" in called and {*called} <= {"os.chdir", "print"}


def _holds(test: ast.expr, folder: PurePath, names: Mapping[str, str]) -> bool | None:
    """Whether the test holds in the notebook's folder; None where it asks something else."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _holds(operand, folder, names)
            return None if inner is None else not inner
        case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq() as op], comparators=[right]):
            sides = ((left, right), (right, left))
            found = [s for one in sides if (s := _same(*one, folder, names)) is not None]
            return found[0] is isinstance(op, ast.Eq) if found else None
        case ast.Compare(left=left, ops=[ast.Is() | ast.IsNot() as op], comparators=[right]):
            unset = _asks_variable(left) and ast.unparse(right) == "None"
            return isinstance(op, ast.Is) if unset else None
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as op], comparators=[right]):
            text = path_text(left, folder, names)
            if text is not None and ast.unparse(right) == "os.environ":
                return isinstance(op, ast.NotIn)
            if text and _FOLDER.fullmatch(ast.unparse(right)):
                return (text.strip("/") in folder.name) is isinstance(op, ast.In)
        case ast.Call(func=ast.Attribute(value=owner, attr="endswith"), args=[end]):
            text = path_text(end, folder, names)
            if text and _FOLDER.fullmatch(ast.unparse(owner)):
                return folder.name.endswith(_last(text))
    return False if _asks_variable(test) else None


def _same(
    asked: ast.expr, other: ast.expr, folder: PurePath, names: Mapping[str, str]
) -> bool | None:
    """Whether the name of the folder is a text; of a whole path, which is another one on each
    machine, the last part counts."""
    text, code = path_text(other, folder, names), ast.unparse(asked)
    if text is None or not (_NAME.fullmatch(code) or _FOLDER.fullmatch(code)):
        return None
    return folder.name == (text if _NAME.fullmatch(code) else _last(text))


def _last(path: str) -> str:
    kind = PureWindowsPath if "\\" in path else PurePosixPath
    return kind(path).name


def _asks_variable(node: ast.expr) -> bool:
    return bool(re.fullmatch(r"os\.(?:getenv|environ\.get)\('\w+'\)", ast.unparse(node)))
