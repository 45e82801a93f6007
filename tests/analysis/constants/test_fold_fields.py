"""Attributes of the notebook's own classes as constants."""

import ast
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from nb2prod.analysis.constants.fold import UNKNOWN, class_constants, fold, fold_with_names
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition
from tests.analysis.constants.test_fold import ENVIRONMENT, IMPORTS, parse


def definition(source: str) -> tuple[Environment, Definition]:
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.ClassDef)
    found = Definition(node.name, node, 0)
    imports = {**IMPORTS, "dataclass": "dataclasses.dataclass"}
    return replace(ENVIRONMENT, imports=imports, definitions={node.name: found}), found


CONFIG = """
class Config:
    DATA_DIR = Path('data')
    TRAIN = DATA_DIR / 'train.csv'
    SHARED = DATA
    TWICE = 1
    TWICE = 2
    if True:
        SOMETIMES = 1
    def method(self): ...
"""


def test_class_attributes() -> None:
    env, _ = definition(CONFIG)
    assert fold(parse("Config.TRAIN"), env) == PurePosixPath("data/train.csv")
    assert fold(parse("Config().DATA_DIR / 'x'"), env) == PurePosixPath("data/x")
    assert fold_with_names(parse("Config.TRAIN"), env)[1] == {"Config"}
    for name in ("SHARED", "TWICE", "SOMETIMES", "method", "missing"):
        assert fold(parse(f"Config.{name}"), env) is UNKNOWN, name
    assert fold(parse("Config(1).DATA_DIR"), env) is UNKNOWN
    assert fold(parse("Config.TRAIN"), replace(env, changed={"Config"})) is UNKNOWN


@pytest.mark.parametrize(
    ("head", "reference", "known"),
    [
        ("class C", "C.X", True),
        ("class C(object)", "C.X", True),
        ("@dataclass\nclass C", "C.X", True),
        ("@dataclass(frozen=True)\nclass C", "C().X", True),
        ("class C(Enum)", "C.X", False),
        ("class C(metaclass=M)", "C.X", False),
        ("@change\nclass C", "C.X", False),
    ],
)
def test_class_attributes_only_of_plain_classes(head: str, reference: str, known: bool) -> None:
    env, _ = definition(f"{head}:\n    X: str = 'x'")
    assert (fold(parse(reference), env) == "x") is known


def test_instance_attributes_as_the_initialiser_sets_them() -> None:
    env, found = definition("class C:\n    X = 1\n    def __init__(self): self.X = 2")
    assert fold(parse("C.X"), env) == 1
    assert fold(parse("C().X"), env) == 2
    assert isinstance(found.node, ast.ClassDef)
    assert class_constants(found.node, env) == {"X": 1}
