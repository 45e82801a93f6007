"""Constant folding of ``os.path`` and ``pathlib``, without a look at any file."""

import posixpath
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from nb2prod.analysis.constants.fold_values import (
    AnchoredPath,
    AnchoredText,
    NotConstantError,
    UnresolvedPath,
    VariableText,
    plain,
)

T = TypeVar("T", str, PurePosixPath)

WORKING_DIRECTORY = AnchoredPath(".")
HOME = AnchoredPath("~")


def to_path(value: object) -> PurePosixPath:
    """``Path(value)``."""
    if isinstance(value, PurePosixPath):
        return value
    if not isinstance(value, str):
        raise NotConstantError
    if not isinstance(value, AnchoredText):
        return PurePosixPath(value)
    loose = _has_loose_parent(value)
    path: PurePosixPath = UnresolvedPath(value) if loose else AnchoredPath(value)
    return _same_anchor(value, path)


def to_text(value: object) -> str:
    """``os.fspath(value)``."""
    if isinstance(value, str):
        return value
    if isinstance(value, UnresolvedPath):
        return AnchoredText(f"{value}" if str(value).startswith("~") else f"./{value}")
    if isinstance(value, AnchoredPath):
        return AnchoredText(value)
    if isinstance(value, PurePosixPath):
        return str(value)
    raise NotConstantError


def _has_loose_parent(text: str) -> bool:
    """Whether ``..`` stands anywhere but at the start, where it is already resolved."""
    parts = [part for part in text.split("/") if part]
    while parts and parts[0] == "..":
        del parts[0]
    return ".." in parts


def join_paths(*values: object) -> PurePosixPath:
    """``Path(*values)``."""
    if not values:
        return PurePosixPath(".")
    paths = _from_last_absolute([to_path(value) for value in values])
    joined = PurePosixPath(*map(str, paths))
    if not isinstance(paths[0], AnchoredPath):
        return joined
    _refuse_tilde(paths[1:])
    loose = isinstance(paths[0], UnresolvedPath) or any(".." in p.parts for p in paths[1:])
    return UnresolvedPath(joined) if loose else AnchoredPath(joined)


def join_texts(*values: object) -> str:
    """``os.path.join(*values)``."""
    texts = [to_text(value) for value in values]
    _refuse_variables(texts[1:])
    starts = [i for i, t in enumerate(texts) if t.startswith("/") or isinstance(t, AnchoredText)]
    texts = texts[starts[-1] :] if starts else texts
    joined = posixpath.join(*map(str, texts))
    if not isinstance(texts[0], AnchoredText):
        return joined
    _refuse_tilde([PurePosixPath(text) for text in texts[1:]])
    if ".." in "/".join(texts[1:]).split("/") and texts[0].startswith(".."):
        joined = f"./{joined}"
    return AnchoredText(joined)


def _refuse_variables(parts: Sequence[str]) -> None:
    """An environment variable after a folder may be a name or another absolute path."""
    if any(isinstance(part, VariableText) or part.startswith("$") for part in parts):
        raise NotConstantError


def _from_last_absolute(paths: list[PurePosixPath]) -> list[PurePosixPath]:
    _refuse_variables([str(path) for path in paths[1:]])
    starts = [i for i, p in enumerate(paths) if p.is_absolute() or isinstance(p, AnchoredPath)]
    return paths[starts[-1] :] if starts else paths


def _same_anchor(text: str, tidy: T) -> T:
    """The tidy form, unless ``./~`` has become ``~``, which means the home directory."""
    if str(tidy).startswith("~") and not text.startswith("~"):
        raise NotConstantError
    return tidy


def _refuse_tilde(parts: list[PurePosixPath]) -> None:
    """A file called ``~x`` after the working directory would be taken for a home directory."""
    if any(str(part).startswith("~") for part in parts):
        raise NotConstantError


def concatenate(left: str, right: str) -> str:
    """``left + right``; after an anchored path only what cannot change its known parts."""
    if isinstance(right, AnchoredText):
        if left:
            raise NotConstantError
        return right
    if not isinstance(left, AnchoredText):
        return left + right
    text = f"{left}{right}"
    if left.split("/")[-1] in (".", "..", "~"):
        if right and (not right.startswith("/") or right.startswith("/~")):
            raise NotConstantError
        if left.startswith("..") and "/../" in f"{right}/":
            text = f"./{text}"
    elif ".." in text[len(left.rstrip("/")) :] or left.endswith("."):
        raise NotConstantError
    return AnchoredText(text)


def parent(path: PurePosixPath) -> PurePosixPath:
    """``path.parent``."""
    if not isinstance(path, AnchoredPath):
        return path.parent
    if str(path).startswith("$") and len(path.parts) == 1:
        raise NotConstantError
    if path.name not in ("", "..") and str(path) != "~":
        return type(path)(path.parent)
    if isinstance(path, UnresolvedPath) or str(path) == "~":
        raise NotConstantError
    return AnchoredPath("..", *path.parts)


def _named(path: PurePosixPath) -> PurePosixPath:
    """The path, if its last part is known."""
    if path.name.startswith("$"):
        raise NotConstantError
    if isinstance(path, AnchoredPath) and (path.name in ("", "..") or str(path) == "~"):
        raise NotConstantError
    return path


def normalise(value: object) -> str:
    """``os.path.normpath`` of an absolute path, or of the working directory and a relative one."""
    text = to_text(value)
    if text.startswith("~"):
        if not isinstance(text, AnchoredText):
            raise NotConstantError
        rest = posixpath.normpath(text[1:].lstrip("/") or ".")
        if rest.startswith(".."):
            raise NotConstantError
        return AnchoredText("~" if rest == "." else f"~/{rest}")
    normal = _same_anchor(text, posixpath.normpath(text))
    return normal if text.startswith("/") else AnchoredText(normal)


def normalise_plain(value: object) -> str:
    """``os.path.normpath``."""
    text = to_text(value)
    return normalise(text) if isinstance(text, AnchoredText) else posixpath.normpath(text)


def expand_user(value: object) -> str:
    """``os.path.expanduser``, the home directory kept as ``~``."""
    text = to_text(value)
    if isinstance(text, AnchoredText) or not text.startswith("~"):
        return text
    if text != "~" and not text.startswith("~/"):
        raise NotConstantError
    return AnchoredText(text.rstrip("/") or "~")


def directory_name(value: object) -> str:
    """``os.path.dirname``."""
    text = to_text(value)
    return (
        to_text(parent(_to_split(text)))
        if isinstance(text, AnchoredText)
        else (posixpath.dirname(text))
    )


def base_name(value: object) -> str:
    """``os.path.basename``."""
    text = to_text(value)
    return (
        _named(_to_split(text)).name
        if isinstance(text, AnchoredText)
        else (posixpath.basename(text))
    )


def _to_split(text: str) -> PurePosixPath:
    if text.endswith(("/", "/.")):
        raise NotConstantError
    return to_path(text)


def split_extension(value: object) -> tuple[str, str]:
    """``os.path.splitext``."""
    text = to_text(value)
    if isinstance(text, AnchoredText):
        _named(_to_split(text))
        stem, extension = posixpath.splitext(str(text))
        return AnchoredText(stem), extension
    return posixpath.splitext(text)


PATH_FUNCTIONS: dict[str, Callable[..., object]] = {
    "os.path.join": join_texts,
    "os.path.abspath": normalise,
    "os.path.realpath": normalise,
    "os.path.normpath": normalise_plain,
    "os.path.expanduser": expand_user,
    "os.path.dirname": directory_name,
    "os.path.basename": base_name,
    "os.path.split": lambda p: (directory_name(p), base_name(p)),
    "os.path.splitext": split_extension,
    "os.fspath": to_text,
    "os.getcwd": lambda: to_text(WORKING_DIRECTORY),
    "pathlib.Path": join_paths,
    "pathlib.PurePath": join_paths,
    "pathlib.PosixPath": join_paths,
    "pathlib.PurePosixPath": join_paths,
    "pathlib.Path.cwd": lambda: WORKING_DIRECTORY,
    "pathlib.Path.home": lambda: HOME,
}


def _absolute(path: PurePosixPath) -> PurePosixPath:
    if isinstance(path, AnchoredPath) or path.is_absolute():
        return path
    return join_paths(WORKING_DIRECTORY, path)


def _with_last(method: str) -> Callable[..., PurePosixPath]:
    def change(path: PurePosixPath, *args: object) -> PurePosixPath:
        changed: object = getattr(_named(path), method)(*map(plain, args))
        if not isinstance(changed, PurePosixPath):
            raise NotConstantError
        return type(path)(changed)

    return change


PATH_METHODS: dict[str, Callable[..., object]] = {
    "joinpath": join_paths,
    "with_suffix": _with_last("with_suffix"),
    "with_name": _with_last("with_name"),
    "with_stem": _with_last("with_stem"),
    "as_posix": to_text,
    "__fspath__": to_text,
    "resolve": lambda path: to_path(normalise(path)),
    "absolute": _absolute,
    "expanduser": lambda path: to_path(expand_user(path)),
    "relative_to": lambda path, *others: to_path(plain(path)).relative_to(
        *(to_path(plain(other)) for other in others)
    ),
    "is_absolute": lambda path: isinstance(path, AnchoredPath) or path.is_absolute(),
}

PATH_ATTRIBUTES: dict[str, Callable[[PurePosixPath], object]] = {
    "name": lambda path: _named(path).name,
    "stem": lambda path: _named(path).stem,
    "suffix": lambda path: _named(path).suffix,
    "suffixes": lambda path: _named(path).suffixes,
    "parent": parent,
    "parts": lambda path: to_path(plain(path)).parts,
    "parents": lambda path: tuple(to_path(plain(path)).parents),
}
"""``parents`` of an anchored path have no end; see the subscript in ``fold``."""


def ancestor(path: object, index: object) -> object:
    """``path.parents[index]``."""
    if not isinstance(path, PurePosixPath) or not isinstance(index, int) or index > 64:
        raise NotConstantError
    if not isinstance(path, AnchoredPath):
        return path.parents[index]
    if index < 0:
        raise NotConstantError
    for _ in range(index + 1):
        path = parent(path)
    return path
