"""Parameters of energy_forecast."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any, get_args, get_origin

import typer
import yaml


class _Loader(yaml.SafeLoader):
    """Takes 1e-4 for a number, which is text in YAML 1.1."""


class _Dumper(yaml.SafeDumper):
    """Puts a text that looks like such a number into quotes."""


yaml.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?\d+(\.\d*)?[eE][-+]?\d+$"),
    list("-+0123456789"),
    _Loader,
    _Dumper,
)


@dataclass(frozen=True)
class Config:
    """The values of `model_config.yaml`."""

    SPLIT_DATE: str
    LAGS: list[int]
    WINDOWS: tuple[int, ...]
    ALPHA: float
    USE_TEMP: bool

    @classmethod
    def load(cls, file: Path, changes: Iterable[str] = ()) -> "Config":
        """Read `file`, and put `changes` such as `SPLIT_DATE=VALUE` on top.

        Raises:
            typer.BadParameter: a name is missing or unknown, or a value has the wrong type.
        """
        types = {field.name: field.type for field in fields(cls)}
        for change in changes:
            if "=" not in change:
                raise typer.BadParameter(
                    f"--set {change} has no value: write --set {change}=VALUE."
                )
        try:
            values = dict(yaml.load(file.read_text(encoding="utf-8"), _Loader) or {})
            for change in changes:
                name, _, text = change.partition("=")
                value = text if types.get(name) is str else yaml.load(text, _Loader)
                *path, last = name.split(".")
                reduce(getitem, path, values)[last] = value
        except (yaml.YAMLError, LookupError, TypeError, ValueError) as error:
            what = " --set ".join([str(file), *changes])
            raise typer.BadParameter(
                f"{what} cannot be read: {' '.join(str(error).split())}"
            ) from None
        for name in values:
            if name not in types:
                near = difflib.get_close_matches(str(name), types, 1) or types
                raise typer.BadParameter(
                    f"{name} is unknown; there is {', '.join(near)}."
                )
        for name in types:
            if name not in values:
                raise typer.BadParameter(f"{name} is missing in {file}.")
        return cls(
            **{name: _checked(name, values[name], kind) for name, kind in types.items()}
        )

    def save(self, file: Path) -> None:
        """Write the values to `file`."""
        values = asdict(self)
        text = yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
        file.write_text(text, encoding="utf-8")


def _checked(name: str, value: Any, kind: Any) -> Any:
    try:
        return _as(kind, value)
    except ValueError:
        shown = kind.__name__ if isinstance(kind, type) else kind
        raise typer.BadParameter(
            f"{name} is {value!r}, and has to be of type {shown}."
        ) from None


def _as(kind: Any, value: Any) -> Any:
    """Return `value` as a `kind`: YAML has neither tuples nor sets."""
    outer, inner = get_origin(kind) or kind, get_args(kind)
    if outer in (list, tuple, set) and isinstance(value, (list, tuple, set)):
        return outer(_as(inner[0], one) for one in value)
    if outer is dict and isinstance(value, dict):
        return {key: _as(inner[1], one) for key, one in value.items()}
    if (
        kind is not Any
        and type(value) is not kind
        and (kind, type(value)) != (float, int)
    ):
        raise ValueError
    return value
