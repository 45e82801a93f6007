"""The input/output tables agree with the signatures of the installed libraries."""

import importlib
import importlib.util
import inspect
import pathlib
from collections import Counter

import numpy
import pandas
import pytest
from matplotlib.figure import Figure

from nb2prod.knowledge.files import IO_FUNCTIONS
from nb2prod.knowledge.schema import KEYWORD_ONLY, RECEIVER, Access, IOFunction

OWNERS: tuple[type, ...] = (pandas.DataFrame, Figure, pathlib.Path, numpy.ndarray)


def find(row: IOFunction) -> object | None:
    if row.name.startswith("."):
        for owner in OWNERS:
            if row.needs and not f"{owner.__module__}.{owner.__name__}".startswith(row.needs):
                continue
            if hasattr(owner, row.name[1:]):
                method: object = getattr(owner, row.name[1:])
                return method
        return None
    root, *rest = row.name.split(".")
    if importlib.util.find_spec(root) is None:
        return open if row.name == "open" else None
    value: object = importlib.import_module(root)
    path = root
    for part in rest:
        path = f"{path}.{part}"
        if not hasattr(value, part):
            try:
                importlib.import_module(path)
            except ImportError:
                return None
        value = getattr(value, part)
    return value


def test_enough_rows_without_repetition() -> None:
    assert len(IO_FUNCTIONS) >= 220
    keys = Counter((row.name, row.needs, row.argument) for row in IO_FUNCTIONS)
    assert [key for key, count in keys.items() if count > 1] == []


def test_rows_are_well_formed() -> None:
    for row in IO_FUNCTIONS:
        assert row.argument >= KEYWORD_ONLY
        assert not row.needs or row.name.startswith(".")
        if row.argument == RECEIVER:
            assert row.name.startswith(".") and not row.keyword
        if row.argument == KEYWORD_ONLY:
            assert row.keyword


@pytest.mark.parametrize("name", [".save", ".open", ".glob", ".exists", ".mkdir", ".export"])
def test_ambiguous_methods_need_a_receiver(name: str) -> None:
    rows = [row for row in IO_FUNCTIONS if row.name == name]
    assert rows and all(row.needs for row in rows)


@pytest.mark.filterwarnings("ignore")
def test_arguments_match_signatures() -> None:
    checked = 0
    wrong = []
    for row in IO_FUNCTIONS:
        function = find(row)
        if function is None or not row.keyword:
            continue
        try:
            parameters = list(inspect.signature(function).parameters.values())  # type: ignore[arg-type]
        except (TypeError, ValueError):
            continue
        if row.name.startswith("."):
            parameters = parameters[1:]
        checked += 1
        names = [p.name for p in parameters]
        if row.argument == KEYWORD_ONLY:
            known = row.keyword in names or parameters[-1].kind is inspect.Parameter.VAR_KEYWORD
            if not known:
                wrong.append((row.name, names))
        elif names[row.argument : row.argument + 1] != [row.keyword]:
            wrong.append((row.name, names))
    assert [pair for pair in wrong if pair[1] != ["args", "kwargs"]] == []
    assert checked > 120


def test_known_rows() -> None:
    rows = {(row.name, row.argument): row for row in IO_FUNCTIONS if not row.needs}
    assert rows["pandas.read_csv", 0].returns == "pandas.DataFrame"
    assert rows["torch.save", 1].access is Access.WRITE
    assert rows["open", 0].access is Access.OPEN
    assert rows[".read_text", RECEIVER].access is Access.READ
    assert not any(row.name == ".load_state_dict" for row in IO_FUNCTIONS)
