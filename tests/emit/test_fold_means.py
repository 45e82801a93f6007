"""Scores by folds have their means beside them."""

import pytest

from nb2prod.emit.fold_means import fold_means

OF_DICT = "{k: v.mean() for k, v in r.a.items()}"


@pytest.mark.parametrize(
    ("body", "means"),
    [
        ("a = cross_val_score(m, x)", "r.a.mean()"),
        ("    a = model_selection.cross_val_score(m, x)\n    print(a)", "r.a.mean()"),
        ("a: np.ndarray = cross_val_score(m, x)", "r.a.mean()"),
        ("a = {}\nfor k in n:\n    a[k] = cross_val_score(k, x)", OF_DICT),
        ("a = {k: cross_val_score(k, x) for k in n}", OF_DICT),
        ("a = cross_validate(m, x)", OF_DICT),
        ("a = cross_validate(m, x, return_estimator=True)", ""),
        ("a = cross_val_score(m, x)\na = list(a)", ""),
        ("a = None\nif x:\n    a = cross_val_score(m, x)", ""),
        ("a = cross_val_score(m, x)\nfor a in a:\n    print(a)", ""),
        ("a = {}\na[0] = cross_val_score(m, x)\na['n'] = 1", ""),
        ("a = {}\na[0] = cross_val_score(m, x)\nfor a in y:\n    print(a)", ""),
        ("a = cross_val_score(m, x).mean()", ""),
        ("a = cross_val_score(m, x)\na *= -1", ""),
        ("a, b = cross_val_score(m, x), 1", ""),
        ("a = y", ""),
    ],
)
def test_fold_means(body: str, means: str) -> None:
    assert list(fold_means(body, [("a", "r.a")])) == ([("a_mean", means)] if means else [])


def test_a_mean_of_the_notebooks_own_stays() -> None:
    metrics = [("a", "r.a"), ("a_mean", "r.a_mean")]
    assert list(fold_means("a = cross_val_score(m, x)\na_mean = a.mean()", metrics)) == []
