"""Progress bars that are widgets."""

import pytest

from nb2prod.analysis.rewrites.progress_bars import without_widget_bars
from nb2prod.notebook.model import Cell, Notebook, Role


@pytest.mark.parametrize(
    ("source", "fixed"),
    [
        ("from tqdm.notebook import tqdm", "from tqdm.auto import tqdm"),
        ("from tqdm.autonotebook import tqdm, trange", "from tqdm.auto import tqdm, trange"),
        ("from tqdm.notebook import tqdm_notebook", "from tqdm.auto import tqdm as tqdm_notebook"),
        ("from tqdm import tqdm_notebook as tqdm", "from tqdm.auto import tqdm as tqdm"),
        ("from tqdm import tqdm, tnrange", "from tqdm.auto import tqdm, trange as tnrange"),
        ("from tqdm.notebook import (\n    tqdm,\n    tnrange as r,\n)",
         "from tqdm.auto import (\n    tqdm,\n    trange as r,\n)"),
        ("import tqdm.notebook as tq\ntq.tqdm_notebook(x)", "import tqdm.auto as tq\ntq.tqdm(x)"),
        ("import tqdm.notebook\ntqdm.notebook.trange(3)",
         "import tqdm.auto\ntqdm.auto.trange(3)"),
        ("import tqdm\nfor i in tqdm.tqdm_notebook(x): pass",
         "import tqdm\nfor i in tqdm.tqdm(x): pass"),
        ("from tqdm import notebook\nnotebook.tqdm(x)",
         "from tqdm import auto as notebook\nnotebook.tqdm(x)"),
    ],
)  # fmt: skip
def test_widget_bars(source: str, fixed: str) -> None:
    notebook = Notebook("n", (Cell(1, "", Role.TRAIN, source),))
    assert without_widget_bars(notebook).cells[0].source == fixed


@pytest.mark.parametrize(
    "source",
    [
        "from tqdm import tqdm",
        "from tqdm.auto import tqdm\ntqdm.pandas()",
        "from tqdm.contrib.concurrent import thread_map",
        "from mine import tqdm_notebook",
        "tqdm = object()\ntqdm.notebook = 1",
        "text = 'from tqdm.notebook import tqdm'",
        "import tqdm.keras\ntqdm.keras.TqdmCallback()",
    ],
)
def test_what_stays(source: str) -> None:
    notebook = Notebook("n", (Cell(1, "", Role.TRAIN, source),))
    assert without_widget_bars(notebook).cells[0].source == source
