"""Each pass of the planner makes a new draft, and leaves the one that it is given as it is."""

import copy
import doctest
from dataclasses import FrozenInstanceError, fields, is_dataclass
from textwrap import dedent

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.debug.show_passes import added
from nb2prod.graph.liveness import Flow, PartFlow
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.plan import passes
from nb2prod.plan.build import drafts
from nb2prod.plan.draft import Draft
from nb2prod.plan.lifting import Lifting
from nb2prod.plan.lines import Layers, Line
from nb2prod.plan.passes import PASSES, Pass
from nb2prod.plan.place import Placement
from nb2prod.settings import Settings
from tests.graph.units_of import LETTERS

CELLS = (
    ("-", "import os\nimport numpy as np\nimport pandas as pd\nnp.random.seed(3)"),
    ("c", "LIMIT = 3"),
    ("p", "pd.set_option('mode.copy_on_write', True)\nFOLDER = 'data/'\n"
          "t = pd.read_csv(FOLDER + 'a.csv').dropna()\nkey = os.environ['KEY']\nprint(key)"),
    ("t", "def over(x):\n    global calls\n    calls = 1\n    return x > LIMIT\n"
          "u = t.copy()\nu['b'] = np.random.rand(len(u))\nprint(over(u), key)\n"
          "u.to_csv('out.csv')\nu['c'] = 1"),
    ("e", "from sklearn.metrics import f1_score\nimport matplotlib.pyplot as plt\n"
          "print('score', f1_score(u.b, u.c), np.random.rand())\nplt.plot(u.b)"),
)  # fmt: skip


def draft() -> Draft:
    cells = (Cell(n, f"c{n}", LETTERS[tag], src) for n, (tag, src) in enumerate(CELLS, 1))
    notebook = Notebook("test", tuple(cells))
    return Draft(notebook, analyse(notebook), Settings(lift_hyperparameters=True))


def values(one: Draft) -> dict[str, str]:
    """All that the draft holds, as text: syntax trees by their place in memory, which stays."""
    return {f.name: repr(getattr(one, f.name)) for f in fields(one)}


def test_no_pass_changes_what_another_made() -> None:
    now = draft()
    for step in PASSES:
        before, given = values(now), copy.copy(now)
        now = step(now)
        assert values(given) == before, f"{step.__name__} changes the draft that it is given"
    assert now.pipeline is not None
    assert [stage.name for stage in now.pipeline.stages] == ["preprocess", "train", "evaluate"]


def test_each_pass_says_what_it_adds_and_is_there_once() -> None:
    assert all(step.__doc__ for step in PASSES)
    assert len(set(PASSES)) == len(PASSES)


def test_statements_have_keys_of_their_own() -> None:
    now = draft()
    for step in PASSES[:-1]:
        now = step(now)
    keys = [unit.key for unit in now.units]
    assert len(set(keys)) == len(keys)
    assert {key.copied_to for key in keys} == {"", "train", "evaluate"}
    assert [key.nests for key in keys if key.nests] == ["over"]


@pytest.mark.parametrize(
    "kind", [Draft, Program, Unit, Part, Lifting, Flow, PartFlow, Placement, Line, Layers]
)
def test_what_passes_hand_on_is_frozen(kind: type) -> None:
    assert is_dataclass(kind)
    with pytest.raises(FrozenInstanceError):
        kind.__setattr__(object.__new__(kind), "units", ())


def test_a_draft_takes_no_assignment() -> None:
    with pytest.raises(FrozenInstanceError):
        draft().parts = ()  # type: ignore[misc]


def shown(step: Pass, *cells: str) -> None:
    """Print what a pass adds to the draft of cells, each of which starts with its tag."""
    made = []
    for number, text in enumerate(cells, 1):
        tag, _, source = text.partition(": ")
        made.append(Cell(number, f"c{number}", Role(tag), source.replace("; ", "\n")))
    notebook = Notebook("nb", tuple(made))
    before, after = next(
        (before, after) for one, before, after in drafts(notebook, analyse(notebook)) if one is step
    )
    print(dedent(added("", before, after).strip("\n")))


EXAMPLES = [
    test
    for step in PASSES
    for test in doctest.DocTestFinder().find(
        step, step.__name__, globs={**vars(passes), "shown": shown}
    )
    if test.examples
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda test: test.name)
def test_examples(example: doctest.DocTest) -> None:
    told: list[str] = []
    failed, tried = doctest.DocTestRunner(verbose=False).run(example, out=told.append)
    assert tried and not failed, "".join(told)


def test_most_passes_have_an_example() -> None:
    assert len(EXAMPLES) > len(PASSES) // 2
