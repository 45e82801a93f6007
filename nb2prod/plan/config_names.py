"""The names of the parameters in the scripts."""

import re
from collections.abc import Collection, Mapping

from nb2prod.naming import fresh
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.own_modules import tops
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class ConfigNames:
    """The names of the object that holds the parameters, of its class, and of their module."""

    value: str = "config"
    kind: str = "Config"
    module: str = "config"


def config_names(notebook: Notebook) -> ConfigNames:
    """Names that the notebook does not use itself.

    >>> _free("config", "model_config", {"config", "configs"})
    'model_config'
    """
    olds = (_dotted(old).split(".") for _, old in notebook.renamed)
    words = notebook.words() | {first for first, *rest in olds if rest}
    return ConfigNames(
        _free("config", "model_config", words),
        _free("Config", "ModelConfig", words),
        _free("config", "model_config", tops(notebook.modules)),
    )


def config_field(name: str, original: Mapping[str, str]) -> str:
    """The field that a parameter is: ``CFG.lr`` of a class or dict of settings, else its name.

    `original` says what names are called in the notebook's file.

    >>> names = {"lr": "CFG.lr", "seed": 'CFG["train"]["seed"]', "notebook_main": "main"}
    >>> [config_field(name, names) for name in ("lr", "seed", "n", "notebook_main")]
    ['CFG.lr', 'CFG.train.seed', 'n', 'notebook_main']
    """
    return old if "." in (old := _dotted(original.get(name, name))) else name


def _dotted(name: str) -> str:
    return re.sub(r'\["(\w+)"\]', r".\1", name)


def _free(name: str, other: str, taken: Collection[str]) -> str:
    return name if name not in taken else fresh(other, taken)
