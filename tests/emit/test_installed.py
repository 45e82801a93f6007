"""Import names to distributions."""

from pathlib import Path

import pytest

from nb2prod.emit.installed import distribution_of, is_known, pinned


@pytest.mark.parametrize(
    ("module", "distribution"),
    [
        ("sklearn", "scikit-learn"),
        ("cv2", "opencv-python"),
        ("PIL", "pillow"),
        ("pandas", "pandas"),
        ("category_encoders", "category-encoders"),
        ("google.cloud.bigquery.Client", "google-cloud-bigquery"),
        ("functional", None),
        ("helpers", None),
        ("utils.plots", None),
        ("google.colab", None),
        ("detectron2", None),
    ],
)
def test_distribution(module: str, distribution: str | None) -> None:
    assert distribution_of(module) == distribution


@pytest.mark.parametrize("distribution", ["pandas", "Scikit_Learn", "opencv-python-headless"])
def test_known(distribution: str) -> None:
    assert is_known(distribution) and not is_known("pyfunctional")


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("[project]\ndependencies = []", {}),
        ("[project]\nname = 'no dependencies'", {}),
        ("[project]\ndependencies = 'numpy==2'", {}),
        ("<<<<<<< HEAD", {}),
        ("[project]\ndependencies = ['PyYAML==6.0', 'dask[array]==1.2', 'pandas>=2', 'a==1.*']",
         {"pyyaml": "6.0", "dask": "1.2"}),
    ],
)  # fmt: skip
def test_pinned(tmp_path: Path, text: str, versions: dict[str, str]) -> None:
    assert pinned(tmp_path) == {}
    (tmp_path / "pyproject.toml").write_text(text)
    assert pinned(tmp_path) == versions
