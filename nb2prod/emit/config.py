"""Parameters: their module, and the YAML file of their values."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from nb2prod.emit.templates import render
from nb2prod.naming import fresh
from nb2prod.plan.limits import Limit
from nb2prod.plan.model import Pipeline, Stage

_IMPORTED = ("Any", "Iterable", "Path")
_NUMBER = r"[-+]?\d+(\.\d*)?[eE][-+]?\d+$"
"""A number that is text in YAML 1.1."""


def config_module(pipeline: Pipeline) -> str:
    """The class of the parameters, which reads and checks them."""
    sections: list[dict[str, Any]] = []
    fields = _fields(_values(pipeline), (), sections)
    every = [*fields, *(field for one in sections for field in one["fields"])]
    words = " ".join(field["type"] for field in every)
    return render(
        "config.py.jinja",
        title=pipeline.title,
        kind=pipeline.config.kind,
        fields=fields,
        limits=[_checks(one) for one in pipeline.limits],
        sections=sections,
        example=example(pipeline),
        load=load_name(pipeline),
        save=save_name(pipeline),
        sets="set[" in words,
        floats="float" in words,
        unions=" | " in words,
        number=_NUMBER,
        deep="[" in words or "Any" in words or bool(sections),
    )


def _checks(limit: Limit) -> dict[str, str]:
    """The test that a value fails, and what it has to be in words.

    >>> _checks(Limit("rate", 0, 1))["test"], _checks(Limit("kind", choices=("a", "b")))["words"]
    ('not 0 <= self.rate <= 1', "'a' or 'b'")
    """
    value = f"self.{limit.name}"
    if limit.choices:
        test = f"{value} not in {limit.choices!r}"
        words = " or ".join(map(repr, limit.choices))
    elif limit.low is None:
        test, words = f"{value} > {limit.high}", f"at most {limit.high}"
    elif limit.high is None:
        test, words = f"{value} < {limit.low}", f"at least {limit.low}"
    else:
        test = f"not {limit.low} <= {value} <= {limit.high}"
        words = f"from {limit.low} to {limit.high}"
    return {"name": limit.name, "test": test, "words": words}


def _fields(
    values: Mapping[str, object], path: tuple[str, ...], sections: list[dict[str, Any]]
) -> list[dict[str, str]]:
    """The fields of a class, whose inner classes go to the `sections`, innermost first."""
    found: list[dict[str, str]] = []
    for name, value in values.items():
        kind = type_text(value)
        if isinstance(value, Section):
            here = (*path, name)
            inner = _fields(value, here, sections)
            kind = "".join(part[:1].upper() + part[1:] for part in here)
            kind = fresh(kind, {*_IMPORTED, *(one["kind"] for one in sections)})
            sections.append({"name": ".".join(here), "kind": kind, "fields": inner})
        found.append({"name": name, "type": kind})
    return found


def config_names(pipeline: Pipeline) -> dict[str, str]:
    """Names that a module needs to read and write the parameters."""
    names = pipeline.config
    methods = {"load": load_name(pipeline), "save": save_name(pipeline)}
    return {"kind": names.kind, "module": names.module, **methods}


def config_import(pipeline: Pipeline) -> str:
    """The line that imports the class."""
    return f"from {pipeline.package}.{pipeline.config.module} import {pipeline.config.kind}"


def checked(pipeline: Pipeline) -> str:
    """The expression that reads and checks the parameters."""
    return f"{pipeline.config.kind}.{load_name(pipeline)}(model_config_file, changes)"


def example(pipeline: Pipeline, stage: Stage | None = None) -> str:
    """A parameter (of the stage) as ``--set`` takes it.

    It is told without its value, so that a new one changes no help.
    """
    own = {n: v for n, v in pipeline.parameters if stage is None or n in stage.config}
    single = [n for n, v in own.items() if isinstance(v, bool | int | float | str)]
    return f"{next(iter([*single, *own]), 'NAME')}=VALUE"


def load_name(pipeline: Pipeline) -> str:
    """The method that reads the parameters: none of them may have its name."""
    return fresh("load", _values(pipeline))


def save_name(pipeline: Pipeline) -> str:
    """The method that writes them."""
    return fresh("save", _values(pipeline))


def config_text(pipeline: Pipeline) -> str:
    """The values of the cells tagged `parameters`, and lifted hyperparameters, as YAML."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Puts text such as 1e-4 into quotes: config.py takes it for a number."""

        def represent_items(self, items: Iterable[object]) -> yaml.Node:
            """On one line, where they are no collections themselves."""
            shown = sorted(items) if isinstance(items, set) else [*items]
            inner = any(isinstance(one, list | dict) for one in shown)
            return self.represent_sequence("tag:yaml.org,2002:seq", shown, flow_style=not inner)

    for kind in (list, tuple, set):
        Dumper.add_representer(kind, Dumper.represent_items)
    Dumper.add_representer(Section, Dumper.represent_dict)
    Dumper.add_implicit_resolver(
        "tag:yaml.org,2002:float", re.compile(_NUMBER), list("-+0123456789")
    )
    values = _values(pipeline)
    if not values:
        return ""
    made = yaml.dump(values, Dumper=Dumper, sort_keys=False, allow_unicode=True)
    return str(made)


class Section(dict[str, Any]):
    """The values of a class of settings."""


def _values(pipeline: Pipeline) -> dict[str, Any]:
    """The parameters and lifted hyperparameters; ``CFG.lr`` is a field of the section ``CFG``."""
    values: dict[str, Any] = {}
    for name, value in (*pipeline.parameters, *pipeline.hyperparameters):
        *path, last = name.split(".")
        inner = values
        for part in path:
            inner = inner.setdefault(part, Section())
        inner[last] = value
    return values


def type_text(value: object) -> str:
    """The annotation of a value, and of all that may stand for it.

    >>> [type_text(one) for one in (1, [0.5, 1], {"a": (1, 2)}, None, {"x"})]
    ['int', 'list[float]', 'dict[str, tuple[int, ...]]', 'Any', 'set[str]']
    >>> type_text({"size": (64, 64), "lr": 0.1, "seed": None})
    'dict[str, tuple[int, ...] | float | None]'
    """
    match value:
        case datetime.datetime() | datetime.date():
            return f"datetime.{type(value).__name__}"
        case None:
            return "Any"
        case list() | set():
            return f"{type(value).__name__}[{_common(value)}]"
        case tuple():
            return f"tuple[{_common(value)}, ...]"
        case Mapping():
            return f"dict[{_common(value)}, {_common(value.values())}]"
    return type(value).__name__


def _common(values: Iterable[object]) -> str:
    """The type of all the values: a float may be written as an int. Tuples and sets are told."""
    given = list(values)
    kinds = dict.fromkeys(type_text(one) if one is not None else "None" for one in given)
    if kinds.keys() == {"int", "float"}:
        return "float"
    if len(kinds) > 1 and any(map(_told, kinds)):
        # the first that fits is taken: what says more comes first
        return " | ".join(sorted(kinds, key=lambda kind: (-_told(kind), "Any" in kind)))
    return next(iter(kinds)) if len(kinds) == 1 and "None" not in kinds else "Any"


def _told(kind: str) -> int:
    """How much a type tells that YAML does not."""
    return kind.count("tuple[") + kind.count("set[")
