"""Import names to distributions."""

import pytest

from nb2prod.emit.installed import distribution_of, is_known


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
