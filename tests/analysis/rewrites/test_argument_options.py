"""Options that the notebook parses for itself are parameters."""

from pathlib import Path

import pytest

from nb2prod.analysis.rewrites.argument_options import with_options_as_parameters
from nb2prod.convert import convert
from nb2prod.notebook.model import Cell, Notebook, Role

START = "import argparse\np = argparse.ArgumentParser(description='Train')\n"


def rewritten(*sources: str, start: str = START) -> list[tuple[str, list[str]]]:
    """Role and lines of each cell, without lines that do nothing."""
    first, *more = sources
    cells = [Cell(1, "", Role.TRAIN, start + first)]
    cells += [Cell(n, "", Role.EVALUATE, one) for n, one in enumerate(more, 2)]
    made = with_options_as_parameters(Notebook("n", tuple(cells))).cells
    return [
        (c.role.value, [n for n in c.source.split("\n") if n not in ("", "pass")]) for c in made
    ]


@pytest.mark.parametrize(
    ("source", "parameters", "made"),
    [
        ("p.add_argument('--lr', type=float, default=0.1)\na = p.parse_args([])",
         ["lr = 0.1"], "a = argparse.Namespace(lr=lr)"),
        ("p.add_argument('--lr', type=float, default='1e-3', help='r')\na = p.parse_args(args=[])",
         ["lr = 0.001"], "a = argparse.Namespace(lr=lr)"),
        ("p.add_argument('-n', '--n-epochs', type=int)\na = p.parse_args('-n 3'.split())",
         ["n_epochs = 3"], "a = argparse.Namespace(n_epochs=n_epochs)"),
        ("p.add_argument('--fast', action='store_true')\na, rest = p.parse_known_args([])",
         ["fast = False"], "a, rest = argparse.Namespace(fast=fast), []"),
        ("p.add_argument('--fast', action='store_true')\na = p.parse_known_args([])[0]",
         ["fast = False"], "a = argparse.Namespace(fast=fast)"),
        ("p.add_argument('--sizes', nargs='+', type=int, default=[1, 2])\na = p.parse_args([])",
         ["sizes = [1, 2]"], "a = argparse.Namespace(sizes=sizes)"),
        ("p.add_argument('--seed', type=int)\na = p.parse_args([])",
         [], "a = argparse.Namespace(seed=None)"),
        ("p.add_argument('--lr', default=1)\np.set_defaults(lr=2)\na = p.parse_args([])",
         ["lr = 2"], "a = argparse.Namespace(lr=lr)"),
        ("p.add_argument('--lr', default=1)\na = p.parse_args([])\nlr = a.lr",
         ["a_lr = 1"], "a = argparse.Namespace(lr=a_lr)"),
    ],
)  # fmt: skip
def test_options(source: str, parameters: list[str], made: str) -> None:
    roles = dict(rewritten(source))
    assert roles.get("parameters", []) == parameters
    assert roles["train"][:2] == ["import argparse", made]


def test_options_and_parsing_in_several_cells() -> None:
    cells = rewritten("p.add_argument('--n', default=1)", "a = p.parse_args([])", "print(a.n)")
    assert cells == [
        ("train", ["import argparse"]),
        ("imports", ["import argparse"]),
        ("parameters", ["n = 1"]),
        ("evaluate", ["a = argparse.Namespace(n=n)"]),
        ("evaluate", ["print(a.n)"]),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "p.add_argument('--n', type=convert)\na = p.parse_args([])",
        "p.add_argument('--n', default=cpu_count())\na = p.parse_args([])",
        "p.add_argument('--n', required=True)\na = p.parse_args([])",
        "p.add_argument('--n', type=int)\na = p.parse_args(['--n', 'x'])",
        "p.add_argument('--n')\na = p.parse_args(given)",
        "p.add_argument('--n')\na = p.parse_args([])\np.print_help()",
        "p.add_argument('--n')\na = vars(p.parse_args([]))",
        "g = p.add_argument_group('g')\ng.add_argument('--n')\na = p.parse_args([])",
        "if x:\n    p.add_argument('--n')\na = p.parse_args([])",
        "p.add_argument('--n', **more)\na = p.parse_args([])",
    ],
)
def test_a_parser_that_does_more_stays(source: str) -> None:
    notebook = Notebook("n", (Cell(1, "", Role.TRAIN, START + source),))
    assert with_options_as_parameters(notebook) is notebook


def test_they_are_fields_of_the_config_and_paths_are_options(tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text(
        '# %% tags=["preprocess"]\nimport argparse, sys\nsys.argv = [""]\n'
        "p = argparse.ArgumentParser()\np.add_argument('--path', default='a.txt')\n"
        "p.add_argument('--n', type=int, default=2)\nargs = p.parse_args()\n"
        'text = open(args.path).read()\n# %% tags=["evaluate"]\nprint(text * args.n)\n'
    )
    made = convert(tmp_path / "n.py")
    assert made.notes == ()
    assert "n: 2" in made.files["model_config.yaml"]
    assert [f.path for stage in made.pipeline.stages for f in stage.outside] == ["a.txt"]
    assert "ArgumentParser" not in "".join(made.files.values())
