"""What the scripts call the parameters."""

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
    words = notebook.words() | {old.partition(".")[0] for _, old in notebook.renamed if "." in old}
    return ConfigNames(
        _free("config", "model_config", words),
        _free("Config", "ModelConfig", words),
        _free("config", "model_config", tops(notebook.modules)),
    )


def config_field(name: str, original: Mapping[str, str]) -> str:
    """The field that a parameter is: ``CFG.lr`` of a class of settings, else its name.

    `original` says what names are called in the notebook's file.

    >>> [config_field(name, {"lr": "CFG.lr", "notebook_main": "main"}) for name in ("lr", "n")]
    ['CFG.lr', 'n']
    """
    return old if "." in (old := original.get(name, name)) else name


def _free(name: str, other: str, taken: Collection[str]) -> str:
    return name if name not in taken else fresh(other, taken)
