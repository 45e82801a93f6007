"""Figures as storage.py keeps them: whole, under their names, plots as pages."""

from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from .conftest import module_for


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    plt.close("all")
    return module_for(tmp_path, "csv", ("figures", "shows", "keeps", "plots"))


def saved(module: ModuleType, figures: dict[str, Any], folder: Path) -> dict[str, bytes]:
    out = folder / "out"
    out.mkdir()
    module.save_figures(figures, out)
    assert not plt.get_fignums()
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_names(module: ModuleType, tmp_path: Path) -> None:
    figures: dict[str, Any] = {}
    plt.plot([1, 2])
    plt.figure()  # nothing is drawn on it
    plt.figure()
    plt.plot([2, 2])
    module.show_figures(figures, "train_1")
    plt.plot([2, 1])
    module.show_figures(figures, "loss")
    module.show_figures(figures, "train_3")
    assert list(saved(module, figures, tmp_path)) == ["loss.png", "train_1.png", "train_1_2.png"]


def test_a_figure_that_was_saved_is_not_kept_twice(module: ModuleType, tmp_path: Path) -> None:
    figures: dict[str, Any] = {}
    plt.plot([1, 2])
    module.keep_figure(figures, "roc", format="svg")
    module.show_figures(figures, "train_1")
    assert list(saved(module, figures, tmp_path)) == ["roc.svg"]


def test_a_grid_of_axes_is_kept_as_its_figure_is(module: ModuleType, tmp_path: Path) -> None:
    sns = pytest.importorskip("seaborn")
    figures: dict[str, Any] = {}
    grid = sns.FacetGrid(pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), col="b")
    module.keep_figure(figures, "grid", grid)
    module.show_figures(figures, "train_1")
    assert list(saved(module, figures, tmp_path)) == ["grid.png"]


def test_what_is_saved_is_the_figure_as_it_was(module: ModuleType, tmp_path: Path) -> None:
    figures: dict[str, Any] = {}
    plt.plot([1, 2])
    module.keep_figure(figures, "one")
    plt.clf()
    module.keep_figure(figures, "none")
    module.show_figures(figures, "train_1")
    found = saved(module, figures, tmp_path)
    assert found["one.png"] != found["none.png"]


def test_a_figure_over_several_cells_stays_whole(module: ModuleType, tmp_path: Path) -> None:
    figures: dict[str, Any] = {}
    _, axes = plt.subplots()
    axes.plot([1, 2])
    module.show_figures(figures, "train_1")
    axes.set_title("whole")
    module.show_figures(figures, "train_2")
    found = saved(module, figures, tmp_path)
    figures.clear()
    _, again = plt.subplots()
    again.plot([1, 2])
    again.set_title("whole")
    module.show_figures(figures, "train_1")
    (tmp_path / "2").mkdir()
    assert found == saved(module, figures, tmp_path / "2")


def test_a_figure_that_a_class_named_keeps_its_name(module: ModuleType, tmp_path: Path) -> None:
    figures: dict[str, Any] = {}
    plt.plot([1, 2])
    plt.gcf().set_gid("roc")
    module.show_figures(figures, "train_1")
    assert list(saved(module, figures, tmp_path)) == ["roc.png"]


def test_needs_no_screen(module: ModuleType) -> None:
    assert plt.get_backend().lower() == "agg"


class Plot:
    """Like one of plotly."""

    def write_html(self) -> None: ...

    def to_html(self, **options: str) -> str:
        return "<html>"


def test_plots_are_pages(tmp_path: Path) -> None:
    module = module_for(tmp_path, "csv", ("figures", "plots"))
    text = (tmp_path / "generated_for_csv" / "storage.py").read_text(encoding="utf-8")
    assert "matplotlib" not in text
    figures: dict[str, Any] = {}
    module.show_plot(figures, Plot(), "cell_2")
    module.show_plot(figures, Plot(), "cell_2")
    found = saved(module, figures, tmp_path)
    assert found == {"cell_2.html": b"<html>", "cell_2_2.html": b"<html>"}


def test_what_only_looks_like_a_plot_is_shown_as_a_figure(
    module: ModuleType, tmp_path: Path
) -> None:
    figures: dict[str, Any] = {}
    figure, _ = plt.subplots()
    module.show_plot(figures, figure, "cell_5")
    assert list(saved(module, figures, tmp_path)) == ["cell_5.png"]
