"""``os.chdir`` to a known folder: paths after it are relative to that folder."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.constants.fold import fold_with_names
from nb2prod.analysis.constants.fold_values import AnchoredPath, AnchoredText, is_anchored
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Analysis, IOCall, Kind
from nb2prod.analysis.syntax.nodes import all_nodes, arguments_of
from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.edits import SourceEdit, edited, in_place_of
from nb2prod.notebook.model import Notebook, file_of
from nb2prod.patterns import regex

_CHDIR = regex(r"\bos\.chdir\s*\(")
_LISTS = regex(r"\bi?r?glob\b|\bos\.(?:walk|system|popen)\b|\bsubprocess\b|\b__file__\b")
"""What gives or takes paths that nothing here can follow."""
_HERE = regex(
    r"\bos\.getcwd\b|\bcwd\(|\babspath\b|\bresolve\(|\babsolute\(|\b(?:list|scan)dir\(\s*\)"
    r"|\bPath\(\s*\)"
)
"""What asks for the folder of the moment."""
_ASKED = regex(r"\bos\.(?:getcwd\(\)|path\.abspath\(os\.getcwd\(\)\))")
"""What gives the folder itself, which is known where a move leads to an absolute one."""
_LISTED = regex(r"\bos\.(?:list|scan)dir\(\)")
"""What lists it, where the folder can be put between the brackets."""
_IMPORT = regex(r"(?m)^\s*import [\w, ]*$")


def without_moves(notebook: Notebook) -> Notebook:
    """The notebook without ``os.chdir``, its paths as they are from the notebook's own folder.

    All is left as it is, and refused later, where a folder or a path is not known for sure.
    """
    live = notebook.live
    if not any(_CHDIR.search(cell.source) for cell in live):
        return notebook
    if any(_LISTS.search(_ASKED.sub("", _IMPORT.sub("", cell.source))) for cell in live):
        return notebook
    try:
        found = _edits(notebook)
    except (ConversionError, UnknownFolderError):
        return notebook
    last = {(number, edit.start): (number, edit) for number, edit in found}
    return edited(notebook, last.values())


class UnknownFolderError(Exception):
    """The folder, or when something runs, is not known."""


def _edits(notebook: Notebook) -> list[tuple[int, SourceEdit]]:
    """What to change, by cell.

    Raises:
        UnknownFolderError: the text does not tell where a path starts from.
    """
    moves: dict[int, tuple[str, bool]] = {}

    def watch(analysed: Analysed, env: Environment) -> None:
        if _CHDIR.search(analysed.statement.source):
            moves[analysed.statement.index] = _folder(analysed, env)

    analysis = analyse(notebook, watch)
    file, folder = "", PurePosixPath()
    found: list[tuple[int, SourceEdit]] = []
    inside: dict[tuple[int, ast.expr], tuple[IOCall, PurePosixPath]] = {}
    for analysed in analysis.statements:
        statement = analysed.statement
        if not statement.cell.live:
            continue
        moves_here = statement.index in moves
        shows = moves_here or (_only_shows(analysed) and not folder.is_absolute())
        asked = [] if shows else [call for n in statement.nodes for call in _asked(n)]
        lists = [call for n in statement.nodes for call in _listed(n)]
        plain = _LISTED.sub("", _ASKED.sub("", statement.source))
        asks = bool(_HERE.search(plain)) and not shows
        if analysed.kind is not Kind.CODE:
            if asked or ((asks or lists) and analysed.kind is Kind.DEFINITION):
                raise UnknownFolderError  # a function, which may run before a move and after it
            continue
        if file != file_of(statement.cell.number):  # another notebook starts in its own folder
            file, folder = file_of(statement.cell.number), PurePosixPath()
        if asks and folder != PurePosixPath():
            raise UnknownFolderError
        if folder != PurePosixPath():
            if asked and not folder.is_absolute():
                raise UnknownFolderError
            number = statement.cell.number
            found += [(number, in_place_of(call, repr(str(folder)))) for call in asked]
            found += [(number, in_place_of(call, _listing(call, folder))) for call in lists]
        if moves_here:
            target, from_start = moves[statement.index]
            folder = PurePosixPath(normpath(target if from_start else folder / target))
            move = statement.nodes[0]
            assert isinstance(move, ast.Expr)
            nothing = "pass" if move.lineno == move.end_lineno else "None"  # `(pass)` is no Python
            found.append((statement.cell.number, in_place_of(move.value, nothing)))
            continue
        for call in analysed.facts.io:
            place = (_cell(call, analysed, analysis), call.argument)
            if inside.setdefault(place, (call, folder))[1] != folder:
                raise UnknownFolderError  # a function that is called here and there
    for (number, _), (call, where) in inside.items():
        if where != PurePosixPath():
            found += [(number, edit) for edit in _below(call, where)]
    return found


def _only_shows(analysed: Analysed) -> bool:
    """Whether a statement only shows the folder, which is another one on each machine."""
    match analysed.statement.nodes:
        case [ast.Expr(value=ast.Call() as call)] if not analysed.facts.io:
            return ast.unparse(call.func) in ("print", "display", "os.getcwd", "Path.cwd")
    return False


def _asked(top: ast.AST) -> Iterator[ast.Call]:
    """The calls that ask for the folder."""
    for node in all_nodes(top):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="getcwd")):
                yield node


def _listed(top: ast.AST) -> Iterator[ast.Call]:
    """The calls that list it."""
    for node in all_nodes(top):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="os"), attr="listdir" | "scandir"),
                args=[],
                keywords=[],
            ):
                yield node


def _listing(call: ast.Call, folder: PurePosixPath) -> str:
    return f"{ast.unparse(call.func)}({str(folder)!r})"


def _cell(call: IOCall, analysed: Analysed, analysis: Analysis) -> int:
    """The cell where the call stands: that of a function which the statement calls, perhaps."""
    if not call.inside:
        return analysed.statement.cell.number
    name = call.inside[-1].partition(".")[0]
    at = next((d.statement for d in analysed.facts.definitions if d.name == name), None)
    if at is None:
        raise UnknownFolderError
    return analysis.statements[at].statement.cell.number


def _folder(analysed: Analysed, env: Environment) -> tuple[str, bool]:
    """Where the statement goes, and whether that is told from the notebook's folder."""
    match analysed.statement.nodes:
        case [
            ast.Expr(value=ast.Call(args=[argument], keywords=[]) as call)
            | ast.Expr(value=ast.Call(args=[], keywords=[ast.keyword("path", argument)]) as call)
        ]:
            value, names = fold_with_names(argument, env)
            if env.qualified(call.func) == "os.chdir" and type(value) in (str, PurePosixPath):
                return str(value), False
            kept = any(is_anchored(env.constants.get(name)) for name in names)
            asks = bool(_HERE.search(ast.unparse(argument)))
            known = type(value) in (AnchoredText, AnchoredPath) and not str(value).startswith("~")
            if env.qualified(call.func) == "os.chdir" and known and kept != asks:
                return str(value), kept
    raise UnknownFolderError


def _below(call: IOCall, folder: PurePosixPath) -> Iterator[SourceEdit]:
    """The path of a call as it is from the notebook's folder."""
    argument = call.argument
    if call.path is not None and ("://" in call.path or PurePosixPath(call.path).is_absolute()):
        return
    match argument:
        case ast.Constant(value=str(text)) if "\n" not in text:
            yield in_place_of(argument, repr(normpath(folder / text) + "/" * text.endswith("/")))
            return
    if list(_asked(argument)):  # it stands for a whole path by now, if a path begins with it
        match argument:
            case ast.Call(func=ast.Attribute(attr="join"), args=[first, *_]) if [first] == [
                *_asked(argument)
            ]:
                return
        raise UnknownFolderError
    text = ast.unparse(argument)
    if argument in arguments_of(call.node):
        yield in_place_of(argument, f"os.path.join({str(folder)!r}, {text})")
    else:  # what a method of a path is called on
        yield in_place_of(argument, f"({str(folder)!r} / {text})")
