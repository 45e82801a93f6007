"""What the scripts call the parameters."""

from collections.abc import Collection
from dataclasses import dataclass

from nb2prod.naming import fresh
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.own_modules import tops


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
    words = notebook.words()
    return ConfigNames(
        _free("config", "model_config", words),
        _free("Config", "ModelConfig", words),
        _free("config", "model_config", tops(notebook.modules)),
    )


def _free(name: str, other: str, taken: Collection[str]) -> str:
    return name if name not in taken else fresh(other, taken)
