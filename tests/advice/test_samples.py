"""What is found in the sample notebooks; each was judged to be true, and no other is wanted."""

from pathlib import Path

import pytest

from nb2prod.advice.advise_notebook import advise_one
from tests.support.samples import SAMPLES

# (code, cell, line, the word that it is about); NB514: helpers without types, told at the first
EXPECTED = {
    "churn": [],
    "energy_forecast": [
        ("NB514", 16, 2, "with_dummies"),
        ("NB507", 17, 2, "learning_rate"),  # three numbers in GradientBoostingRegressor(...)
        ("NB503", 17, 7, "pickle.dump"),  # models.pickle
    ],
    "house_prices": [
        ("NB514", 10, 1, "add_features"),
        ("NB507", 17, 4, "subsample"),  # the others are parameters, max_depth and subsample not
    ],
    "movie_recommender": [
        ("NB515", 14, 7, "item_sim"),
        ("NB514", 22, 1, "precision_at_k"),
    ],
    "penguin_species": [
        ("NB514", 5, 1, "load"),
    ],
    "spam_filter": [
        ("NB514", 10, 3, "clean_text"),
        ("NB510", 16, 3, "vectorizer.fit_transform"),  # of cross_val_score in cell 18
        ("NB507", 18, 1, "max_iter"),  # LogisticRegression(C=10.0, max_iter=500)
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_sample(name: str) -> None:
    path = Path(SAMPLES) / f"{name}.ipynb"
    told = [f.diagnostic for f in advise_one(path).findings]
    places = [(d.code, d.place.cell, d.place.line) for d in told if d.place]
    assert places == [expected[:3] for expected in EXPECTED[name]]
    for diagnostic, (*_, word) in zip(told, EXPECTED[name], strict=True):
        assert f"`{word}`" in diagnostic.message
