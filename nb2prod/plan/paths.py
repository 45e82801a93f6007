"""Where each path of the notebook goes: a parameter, a file in out_dir, or left as it is."""

import ast
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import PurePosixPath

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.constants.leads import lead, start_of, value_of_root
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.files.iomatch import may_be_name, path_text
from nb2prod.analysis.model import Definition, IOCall, Lead
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.knowledge.files import DIRECTORY_MAKERS, TEXT_ONLY
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.schema import RECEIVER, Access, Else
from nb2prod.knowledge.secret_words import QUERY_SECRET
from nb2prod.plan.model import Edit, Span
from nb2prod.plan.rebase import below_folder, rebase, replace_root
from nb2prod.records import dataclass, replace

Key = tuple[str, int]
"""A version of a definition: its name and the statement that defines it."""

_FIGURE_ROWS = (".savefig", "matplotlib.pyplot.savefig")
_REMOVERS = ("os.remove", "os.unlink", ".unlink", "tensorflow.io.gfile.remove")
_DIRECTORY_REMOVERS = ("shutil.rmtree", "os.rmdir", "os.removedirs", ".rmdir")


@dataclass(frozen=True, slots=True)
class Use:
    """An expression that is used as a path, by a call of the notebook or by what it calls.

    ``folder``: what is called adds to it. ``text``: that takes a str; ``slash``: one that ends
    with a slash. ``into``: the call and keyword that get the path, where the argument is a
    default value. ``read_back``: the notebook reads the figure that it saves there.
    """

    access: Access
    argument: ast.expr
    path: str | None
    start: Lead = Lead()
    call: IOCall | None = None
    scheme: str = ""
    values: tuple[str, ...] | None = None
    folder: bool = False
    text: bool = False
    slash: bool = False
    into: tuple[ast.Call, str] | None = None
    read_back: bool = False

    @property
    def text_of_path(self) -> ast.expr:
        """The argument, with what is known of calls in it written out: to find its folder in."""
        return self.start.spelled or self.argument

    @property
    def writes(self) -> bool:
        """Whether the file is written."""
        return self.access.writes

    @property
    def saves_figure(self) -> bool:
        """Whether it saves a matplotlib figure."""
        return self.call is not None and self.call.row.name in _FIGURE_ROWS

    @property
    def figure(self) -> bool:
        """Whether it saves a figure that is kept until the stage has ended: no code reads it."""
        return self.saves_figure and not self.read_back

    @property
    def removes(self) -> bool:
        """Whether it takes a file away, which has to be there."""
        return self.call is not None and self.call.row.name in _REMOVERS

    @property
    def makes_directory(self) -> bool:
        """Whether it only makes a folder, as out_dir is made anyway."""
        return self.call is not None and self.call.row.name in DIRECTORY_MAKERS

    @property
    def removes_directory(self) -> bool:
        """Whether it takes a folder away, which what makes it has to make again."""
        return self.call is not None and self.call.row.name in _DIRECTORY_REMOVERS

    @property
    def may_be_name(self) -> bool:
        """Whether it is rather the name of something published (``bert-base-uncased``)."""
        if self.call is None or self.path is None:
            return False
        return may_be_name(self.call.row, self.call.path or self.path)

    @property
    def is_receiver(self) -> bool:
        """Whether a method is called on the path, which has no brackets of its own."""
        if self.call is None or self.argument is not self.call.argument:
            return False
        return self.call.row.argument == RECEIVER and not isinstance(self.argument, ast.BinOp)

    @property
    def text_only(self) -> bool:
        """Whether the callee is known to take str, but not Path."""
        row = self.call.row if self.call else None
        owner = (row.needs or row.name) if row else ""
        return at_or_below(owner, TEXT_ONLY) or (row is not None and row.other is Else.STR)

    @property
    def handed(self) -> bool:
        """Whether no table knows the call that gets the path: it may do anything with the file."""
        return self.call is not None and not self.call.row.name


def own_calls(definition: Definition) -> Iterator[IOCall]:
    """File calls in the text of the definition itself, not in what it calls."""
    inside = {id(node) for node in all_nodes(definition.node)}
    seen: set[int] = set()
    for call in definition.io:
        if id(call.node) in inside and id(call.argument) not in seen:
            seen.add(id(call.argument))
            yield call


def use_of(call: IOCall) -> Use:
    """The use that a file call makes of its path argument."""
    scheme, path = _local(call.path)
    return Use(call.access, call.argument, path, call.start, call, scheme, call.values)


def of_call_time(use: Use, env: Environment) -> Use:
    """A definition's use, as far as what it starts with is the same whenever it is called."""
    start = replace(use.start, value=value_of_root(use.start.root, env))
    known = start.root is None or isinstance(start.value, str | PurePosixPath)
    return replace(use, start=start if known else replace(start, prefix=""))


def by_parameter(use: Use, env: Environment, parameters: Set[str], written: Set[str]) -> Use:
    """The use of a file that is written under a name with a parameter in it, which may change.

    The same goes for reads of files that are `written` so.

    Where a parameter is all that the path starts with, it says the folder or the file.
    """
    names = {node.id for node in all_nodes(use.argument) if isinstance(node, ast.Name)} & parameters
    if use.path is None or use.saves_figure or not names:
        return use
    if not use.writes and use.path not in written:
        return use
    named = isinstance(use.argument, ast.Name | ast.Attribute | ast.Subscript)
    root = lead(use.argument, env).root
    varied = names - {re.split(r"\W", root or "")[0]}
    if named or not varied:
        return use
    known = {name: value for name, value in env.constants.items() if name not in varied}
    inner = replace(env, constants=known)
    start = start_of(use.argument, inner)
    made = replace(use, path=None, values=(use.path,), start=start)
    return made if directory_of(made) is not None else use


def use_of_argument(
    argument: ast.expr,
    call: IOCall,
    env: Environment,
    folder: bool = False,
    text: bool = False,
    into: tuple[ast.Call, str] | None = None,
) -> Use:
    """The use of an argument that a definition passes on to a file call, or adds a name to."""
    constant = path_text(fold(argument, env))
    scheme, path = _local(constant)
    slash = folder and (constant or "").endswith("/")
    access = call.access
    if folder and not access.writes:
        access = Access.READ_DIRECTORY
    if path is not None:
        return Use(access, argument, path, Lead(), call, scheme, None, folder, text, slash, into)
    start = start_of(argument, env)
    return Use(access, argument, None, start, call, folder=folder, text=text, slash=slash)


def _local(path: str | None) -> tuple[str, str | None]:
    """``sqlite:///data/a.db`` as what stands before the path, and the path."""
    match = re.match(r"sqlite(\+\w+)?:///", path or "")
    if match:
        return match[0], (path or "")[match.end() :]
    return "", path if not path or "://" in path else tidy(path)


def tidy(path: str) -> str:
    """One spelling for ``./data/``, ``data//`` and ``data``."""
    return str(PurePosixPath(path))


def folder_of(path: str) -> str:
    """The folder that a path lies in."""
    return str(PurePosixPath(path).parent)


def kind_of(use: Use) -> str:
    """What a parameter for the path would stand for: file, dir, url, or secret (with password)."""
    path = use.path or use.start.prefix
    if without_password(path) != path:
        return "secret"
    if re.match(r"[a-z][a-z0-9+.-]+://", path):
        return "url"
    directory = use.access in (Access.READ_DIRECTORY, Access.GLOB, Access.WRITE_DIRECTORY)
    bare = use.access is Access.EXISTS and not PurePosixPath(path).suffix
    return "dir" if directory or bare or use.path is None else "file"


def without_password(path: str) -> str:
    """The path or address as it may be shown: ``postgresql://me:***@host/db``."""
    masked = re.sub(r"(://[^:/@\s]*):[^/@\s]+@", r"\1:***@", path)
    return QUERY_SECRET.sub(r"\1***", masked) if "://" in path else path


def directory_of(use: Use) -> str | None:
    """The folder that a path with a variable end starts with; that of a pattern's files.

    ``.`` where the path is known to start in the working directory, but not with which folder.
    """
    if use.path is not None:
        if use.access is not Access.GLOB:
            return use.path
        parts = []
        for part in PurePosixPath(use.path).parts:
            if any(sign in part for sign in "*?["):
                break
            parts.append(part)
        return str(PurePosixPath(*parts)) if parts else "."
    start, root = use.start, use.start.value
    if "://" in (start.prefix or str(root)):  # an address is text, and has no folder
        return None
    if start.root and isinstance(root, str | PurePosixPath):
        if replace_root(use.argument, start.root, "base", False) is not None:
            return tidy(str(root))
    folder = _folder_of_several(use)
    if folder is not None:
        return folder
    prefix = start.prefix
    if "/" in prefix:
        written = prefix.rsplit("/", 1)[0] or "/"
        if rebase(use.text_of_path, written, "base") is not None:
            return tidy(written)
        return None if use.writes or not _is_relative(prefix) else "."
    if rebase(use.text_of_path, ".", "base") is None:
        return None
    known = use.values is not None and all(map(_is_relative, use.values))
    if use.writes and known:
        known = not any("/" in value for value in use.values or ())
    return "." if known or (prefix and _is_relative(prefix)) else None


def _folder_of_several(use: Use) -> str | None:
    """The folder that holds all of several known files, or that absolute ones are read below."""
    values = [tidy(value) for value in use.values or ()]
    if not values or any(".." in value for value in values):
        return None
    folders = {posixpath.dirname(value) for value in values}
    if len(folders) == 1 and all(map(_is_relative, values)):
        # where the text says the folder, that is taken away from it
        return None if "/" in use.start.prefix else folders.pop() or None
    if use.writes or not all(value.startswith("/") for value in values):
        return None
    folder = posixpath.commonpath(folders)
    return folder if folder.strip("/") else None


def _is_relative(path: str) -> bool:
    """Whether a path starts in the working directory."""
    return not path.startswith(("/", "~", "\\")) and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path)


def span(node: ast.expr) -> Span:
    """The stretch of the cell that an expression takes."""
    assert node.end_lineno is not None and node.end_col_offset is not None
    return Span(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)


def edit(use: Use, code: str) -> Edit:
    """Put `code` in the place of the path."""
    if use.text and not use.text_only:
        code = _as_text(code)
    if use.slash:
        code = f'str({code.removeprefix("str(").removesuffix(")") if use.text else code}) + "/"'
    if use.into is not None:
        return Edit(span(use.into[0]), code, use.into[1])
    if use.scheme:
        value = ast.FormattedValue(ast.parse(code, mode="eval").body, -1, None)
        text = ast.JoinedStr([ast.Constant(use.scheme), value])
        return Edit(span(use.argument), ast.unparse(ast.fix_missing_locations(text)))
    if use.text_only:
        code = _as_text(code)
    elif use.is_receiver and isinstance(ast.parse(code, mode="eval").body, ast.BinOp):
        code = f"({code})"
    return Edit(span(use.argument), code)


def _as_text(code: str) -> str:
    """The path as a text, which it may be already."""
    made = ast.parse(code, mode="eval").body
    is_text = isinstance(made, ast.Call) and ast.unparse(made.func) == "str"
    return code if is_text else f"str({code})"


def joined(base: str, use: Use) -> str | None:
    """The path expression with its leading folder replaced by `base`, for variable ends."""
    start = directory_of(use)
    if use.path is not None:
        start = start or "."
        rest = use.path if start == "." else use.path[len(start) :].lstrip("/")
        return f"{base} / {rest!r}" if (rest and rest != use.path) or start == "." else base
    if start is None:
        return None
    root, value = use.start.root, str(use.start.value)
    made: ast.expr | None = None
    if root and start == tidy(value):
        made = replace_root(use.argument, root, base, value.endswith("/"))
    elif start == _folder_of_several(use):
        flat = all(posixpath.dirname(tidy(value)) == start for value in use.values or ())
        made = below_folder(use.argument, None if flat else start, base)
    if made is None:
        prefix = use.start.prefix
        written = prefix.rsplit("/", 1)[0] or "/" if "/" in prefix else start
        made = rebase(use.text_of_path, written if tidy(written) == start else start, base)
    return ast.unparse(made) if made is not None else None


def file_names(paths: Iterable[str]) -> dict[str, str]:
    """A name in out_dir for each path: its last part, with its folder where that is twofold."""
    found: dict[str, str] = {}
    for path in dict.fromkeys(paths):
        parts = [p for p in PurePosixPath(path).parts if p not in ("/", "..", ".", "~")] or [
            "output"
        ]
        parts = [part.lstrip("$") or part for part in parts]
        name = parts[-1]
        depth = 2
        while name in found.values() and depth <= len(parts):
            name = "_".join(parts[-depth:])
            depth += 1
        number = 2
        while name in found.values():
            name = f"{number}_{parts[-1]}"
            number += 1
        found[path] = name
    return found


def path_test(every: Iterable[Use]) -> Callable[[Use], bool]:
    """Tells paths from what is none: databases in memory, published names that nothing writes."""
    written = {use.path for use in every if use.writes and not use.may_be_name}

    def is_path(use: Use) -> bool:
        memory = use.path in ("", ":memory:", "sqlite://")
        return not memory and (use.path in written or not use.may_be_name)

    return is_path
