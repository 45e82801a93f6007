"""How commands declare their options, and how a simple command line is read without typer.

Typer takes as long to load as a small notebook to convert. It is asked for help, for all that is
wrong, and for what is not written in the plainest way; what both would read, both read alike.
"""

import os
from collections.abc import Callable, Sequence
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

COMMANDS = "convert check advise watch explain verify report graph tag mcp debug".split()


class Declared:
    """An option, or an argument, with what typer is told of it."""

    def __init__(self, kind: str, names: tuple[str, ...], more: dict[str, Any]) -> None:
        self.kind, self.names, self.more = kind, names, more


def option(*names: str, **more: Any) -> Declared:
    """As `typer.Option`."""
    return Declared("option", names, more)


def argument(**more: Any) -> Declared:
    """As `typer.Argument`."""
    return Declared("argument", (), more)


class _NotPlain(Exception):
    """Typer reads this command line."""


def function(command: str) -> Callable[..., None]:
    """The function of a command."""
    found: Callable[..., None] = getattr(import_module(f"nb2prod.commands.{command}"), command)
    return found


def plain(words: Sequence[str]) -> partial[None] | None:
    """The call that a command line asks for; None where typer is to read it."""
    if not words or words[0] not in COMMANDS:
        return None
    called = function(words[0])
    try:
        values = _values(get_type_hints(called, include_extras=True), words[1:])
    except (_NotPlain, ValueError):
        return None
    needed = called.__code__.co_varnames[: called.__code__.co_argcount]
    needed = needed[: len(needed) - len(called.__defaults__ or ())]
    return partial(called, **values) if values.keys() >= set(needed) else None


def _values(hints: dict[str, Any], words: Sequence[str]) -> dict[str, Any]:
    """The arguments of a command's function.

    Raises:
        _NotPlain: something is wrong, or written in another way.
        ValueError: a number is none.
    """
    hints = {name: hint for name, hint in hints.items() if name != "return"}
    flags = dict(pair for name, hint in hints.items() for pair in _flags(name, hint))
    places = [name for name, hint in hints.items() if get_args(hint)[1].kind == "argument"]
    values: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        flag, equals, text = word.partition("=") if word.startswith("--") else (word, "", "")
        value: Any
        if flag in flags:
            name, value = flags[flag]
            if value is None:
                value = _value(hints[name], text if equals else next(rest, "-"))
            elif equals:
                raise _NotPlain
        elif word.startswith("-") or not places:
            raise _NotPlain
        else:
            name, value = places[0], _value(hints[places[0]], word)
        if isinstance(value, list):
            value = [*values.get(name, ()), *value]
        elif name in values:
            raise _NotPlain
        elif name in places:
            places.remove(name)
        values[name] = value
    return values


def _flags(name: str, hint: Any) -> list[tuple[str, tuple[str, bool | None]]]:
    """The words for an option, with its name and the value, where none follows."""
    type_, declared = get_args(hint)[:2]
    if declared.kind == "argument":
        return []
    words = [part for given in declared.names for part in given.split("/")]
    if bool not in (type_, *get_args(type_)):
        return [(word, (name, None)) for word in words or [f"--{name.replace('_', '-')}"]]
    return [(word, (name, not word.startswith("--no-"))) for word in words]


def _value(hint: Any, text: str) -> Any:
    type_, declared = get_args(hint)[:2]
    one = next(t for t in get_args(type_) or (type_,) if t is not NoneType)
    if get_origin(type_) is Literal:
        one = type_
    if get_origin(one) is list or get_origin(type_) is list:
        item = get_args(one)[0] if get_origin(one) is list else one
        return [_single(item, text, declared)]
    return _single(one, text, declared)


def _single(type_: Any, text: str, declared: Declared) -> Any:
    if not text or text.startswith("-"):
        raise _NotPlain
    if get_origin(type_) is Literal:
        if text not in get_args(type_):
            raise _NotPlain
        return text
    value = type_(text)
    unreadable = type_ is Path and declared.more.get("readable", True) and os.path.exists(value)
    if unreadable and not os.access(value, os.R_OK):
        raise _NotPlain
    if "min" in declared.more and not value >= declared.more["min"]:
        raise _NotPlain
    return value


def for_typer(called: Callable[..., None]) -> Callable[..., None]:
    """The function, with its options declared as typer wants them."""
    import inspect

    import typer

    kinds = {"option": typer.Option, "argument": typer.Argument}

    def typed(parameter: inspect.Parameter) -> inspect.Parameter:
        type_, declared = get_args(parameter.annotation)[:2]
        made = kinds[declared.kind](*declared.names, **declared.more)
        return parameter.replace(annotation=Annotated[type_, made])

    @wraps(called)
    def command(**values: Any) -> None:
        called(**values)

    parameters = [typed(one) for one in inspect.signature(called).parameters.values()]
    vars(command)["__signature__"] = inspect.Signature(parameters)
    return command
