"""Import names to distributions."""

import pytest

from nb2prod.emit.distributions import distribution_of


@pytest.mark.parametrize(
    ("module", "distribution"),
    [
        ("sklearn", "scikit-learn"),
        ("cv2", "opencv-python"),
        ("PIL", "pillow"),
        ("pandas", "pandas"),
        ("category_encoders", "category-encoders"),
        ("json", None),
        ("__future__", None),
        ("pkg", None),
    ],
)
def test_distribution(module: str, distribution: str | None) -> None:
    assert distribution_of(module, "pkg") == distribution
