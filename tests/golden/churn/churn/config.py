"""Parameters of churn."""

import difflib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import typer
import yaml


@dataclass(frozen=True)
class Config:
    """The values of `model_config.yaml`."""

    TEST_SIZE: float
    SEED: int
    N_TREES: int
    MAX_DEPTH: int
    THRESHOLD: float

    @classmethod
    def load(cls, file: Path, changes: Iterable[str] = ()) -> "Config":
        """Read `file`, and put `changes` such as `TEST_SIZE=VALUE` on top.

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
            values = dict(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
        except (yaml.YAMLError, TypeError, ValueError) as error:
            raise typer.BadParameter(
                f"{file} cannot be read: {' '.join(str(error).split())}"
            ) from None
        values |= [change.partition("=")[::2] for change in changes]
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
        text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
        file.write_text(text, encoding="utf-8")


def _checked(name: str, value: Any, kind: Any) -> Any:
    """Return `value` as a `kind`: that of `--set` is text, and YAML takes 1e-4 for text."""
    with suppress(ValueError, yaml.YAMLError):
        if kind is not str and isinstance(value, str):
            value = float(value) if kind is float else yaml.safe_load(value)
        if type(value) is kind or (kind, type(value)) == (float, int):
            return value
    raise typer.BadParameter(
        f"{name} is {value!r}, and has to be of type {kind.__name__}."
    )
