"""The generated figures module: whole figures, names, plots that are pages."""

import importlib.util
from pathlib import Path
from types import ModuleType

import matplotlib.pyplot as plt
import pytest

from nb2prod.emit.templates import environment


def figures(folder: Path, *, matplotlib: bool = True, plots: bool = True) -> ModuleType:
    text = (
        environment()
        .get_template("figures.py.jinja")
        .render(package="demo", matplotlib=matplotlib, plots=plots)
    )
    path = folder / "figures.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("figures_of_tests", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    plt.close("all")
    return figures(tmp_path)


def saved(module: ModuleType, folder: Path) -> dict[str, bytes]:
    out = folder / "out"
    out.mkdir()
    module.save_figures(out)
    assert not plt.get_fignums()
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_names_by_cell(module: ModuleType, tmp_path: Path) -> None:
    plt.plot([1, 2])
    plt.figure()
    module.show_figures("cell_3")
    plt.plot([2, 1])
    module.show_figures("cell_7")
    module.show_figures("cell_9")
    assert list(saved(module, tmp_path)) == ["cell_3.png", "cell_3_2.png", "cell_7.png"]


def test_a_named_figure_is_not_kept_twice(module: ModuleType, tmp_path: Path) -> None:
    plt.plot([1, 2])
    module.keep_figure("roc", format="svg")
    module.show_figures("cell_3")
    assert list(saved(module, tmp_path)) == ["roc.svg"]


def test_a_figure_over_several_cells_stays_whole(module: ModuleType, tmp_path: Path) -> None:
    _, axes = plt.subplots()
    axes.plot([1, 2])
    module.show_figures("cell_3")
    axes.set_title("whole")
    module.show_figures("cell_4")
    found = saved(module, tmp_path)
    _, again = plt.subplots()
    again.plot([1, 2])
    again.set_title("whole")
    module.show_figures("cell_3")
    (tmp_path / "2").mkdir()
    assert found == saved(module, tmp_path / "2")


def test_nothing_is_left_of_an_earlier_prediction(module: ModuleType, tmp_path: Path) -> None:
    for _ in range(3):
        module.drop_figures()
        plt.plot([1, 2])
        module.show_figures("cell_3")
    assert list(saved(module, tmp_path)) == ["cell_3.png"]


def test_needs_no_screen(module: ModuleType) -> None:
    assert plt.get_backend().lower() == "agg"


class Plot:
    """Like one of plotly."""

    def write_html(self) -> None: ...

    def to_html(self, **options: str) -> str:
        return "<html>"


def test_plots_are_pages(tmp_path: Path) -> None:
    module = figures(tmp_path, matplotlib=False)
    assert "matplotlib" not in (tmp_path / "figures.py").read_text(encoding="utf-8")
    module.show_plot(Plot(), "cell_2")
    module.show_plot(Plot(), "cell_2")
    assert saved(module, tmp_path) == {"cell_2.html": b"<html>", "cell_2_2.html": b"<html>"}


def test_what_only_looks_like_a_plot_is_shown_as_a_figure(
    module: ModuleType, tmp_path: Path
) -> None:
    figure, _ = plt.subplots()
    module.show_plot(figure, "cell_5")
    assert list(saved(module, tmp_path)) == ["cell_5.png"]
