"""How a notebook is to be converted: the choices that change the package."""

import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NewType

from nb2prod.records import dataclass


def _modules(folder: str) -> tuple[str, ...]:
    """Names of the modules in a folder of nb2prod, without importing them."""
    found = pkgutil.iter_modules([str(Path(__file__).parent / folder)])
    return tuple(sorted(module.name for module in found))


FileName = NewType("FileName", str)
TableFormat = Literal["csv", "jsonl", "parquet"]
Tracker = Literal["mlflow"]
if TYPE_CHECKING:
    TargetName = str
else:  # an engine is a module of that folder
    TargetName = Literal[_modules("emit/targets/engines")]


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of the user; the names are those of the options of ``convert``.

    Attributes:
        name: of the package; None: from the notebook's name.
        strict: refuse what the analysis cannot see through, such as ``exec``, and code without a
            tag that a stage needs.
        provenance: name the cell above each block of its code.
        lift_hyperparameters: literal keyword arguments of estimators go to model_config.yaml.
        tables: the format of DataFrames and Series between stages.
        pin: dependencies get the versions that are installed beside nb2prod.
        sample_data: the folder of the notebook's input files, whose schema the tests' data gets.
        fix: fix what advice can fix safely, in the code that is generated.
        targets: engines whose files are made beside the package.
        docker, conda: a Dockerfile, and environment.yml, beside the package.
        serve: the package has a service over `Predictor`.
        lock: uv chooses the versions of all that the package needs.
        track: what keeps parameters, metrics and files of the pipeline's runs.
        auto_tag: untagged cells are taken as they would be tagged by ``nb2prod tag``.
        following: files beside the notebook that follow it in one package.
        select, ignore: codes of advice, or starts of codes; nothing selected: all.
    """

    name: str | None = None
    strict: bool = False
    provenance: bool = False
    lift_hyperparameters: bool = False
    tables: TableFormat = "csv"
    auto_tag: bool = False
    pin: bool = False
    sample_data: str | None = None
    fix: bool = False
    targets: tuple[TargetName, ...] = ()
    docker: bool = False
    serve: bool = False
    conda: bool = False
    lock: bool = False
    following: tuple[FileName, ...] = ()
    track: Tracker | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
