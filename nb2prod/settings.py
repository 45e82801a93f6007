"""How a notebook is to be converted: the choices that change the package."""

from dataclasses import dataclass
from typing import Literal

TableFormat = Literal["csv", "jsonl", "parquet"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of the user; the names are those of the options of ``convert``.

    Attributes:
        name: of the package; None: made of the notebook's name.
        strict: refuse what the analysis cannot see through, such as ``exec``.
        provenance: name the cell above each block of its code.
        lift_hyperparameters: literal keyword arguments of estimators go to model_config.yaml.
        tables: the format of DataFrames and Series between stages.
    """

    name: str | None = None
    strict: bool = False
    provenance: bool = False
    lift_hyperparameters: bool = False
    tables: TableFormat = "csv"
