"""Facts of two sample notebooks, checked by hand."""

from functools import cache
from pathlib import Path

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.model import Analysed
from nb2prod.notebook.read import read_notebook
from tests.analysis.facts_of import ties

SAMPLES = Path(__file__).parents[2] / "sample_notebooks"


@cache
def statements(name: str) -> tuple[Analysed, ...]:
    return analyse(read_notebook(SAMPLES / f"{name}.ipynb")).statements


def found(name: str, start: str) -> Analysed:
    """The one statement whose code starts so."""
    (only,) = [
        a
        for a in statements(name)
        if "\n".join(a.statement.source.split("\n")[a.statement.line - a.statement.first_line :])
        .strip()
        .startswith(start)
    ]
    return only


# start of the statement, mutates, hidden reads, definitions, ties
PENGUINS = [
    ('df = load("penguins.csv")', "", "DATA_DIR", "load", ""),
    ("train_df, test_df = train_test_split", "", "", "", ""),
    ("train_df, test_df = train_df.copy()", "", "", "", ""),
    ("MEDIANS =", "", "", "", ""),
    ("impute_inplace(train_df)", "train_df", "FEATURES MEDIANS", "impute_inplace", ""),
    ("columns = FEATURES", "", "", "", ""),
    ("train_df = add_ratio(train_df)", "train_df", "", "add_ratio", ""),
    ("scaler = StandardScaler()", "", "", "", ""),
    ("X_train = to_matrix", "", "columns scaler", "to_matrix", ""),
    ("for j in range", "WEIGHTS", "", "", ""),
    ("WEIGHTS /=", "WEIGHTS", "", "", ""),
    ("model = CentroidClassifier()", "", "SHRINK WEIGHTS", "CentroidClassifier distance", ""),
    ("model.fit(X_train", "model", "SHRINK WEIGHTS", "CentroidClassifier distance", ""),
    ("train_acc =", "", "SHRINK WEIGHTS", "CentroidClassifier distance", ""),
    ("for s in (0.0", "", "SHRINK WEIGHTS", "CentroidClassifier distance",
     "best~model m~model"),
    ('joblib.dump(model', "", "SHRINK WEIGHTS", "CentroidClassifier distance", ""),
    ("impute_inplace(test_df)", "test_df", "FEATURES MEDIANS", "impute_inplace", ""),
    ("add_ratio(test_df)", "test_df", "", "add_ratio", ""),
    ("y_pred = model.predict(X_test)", "", "SHRINK WEIGHTS", "CentroidClassifier distance", ""),
    ('test_df["pred"] = y_pred', "test_df", "", "", ""),
    ("dist = np.sort", "", "SHRINK WEIGHTS", "CentroidClassifier distance", ""),
    ('test_df["margin"] = dist', "test_df", "", "", ""),
    ("ax.set_title", "ax", "", "", ""),
    ("mean_own = float", "", "SHRINK WEIGHTS columns scaler",
     "CentroidClassifier distance to_matrix", ""),
]  # fmt: skip
SPAM = [
    ('df["clean"] =', "df", "URL_RE", "clean_text", ""),
    ('df["n_tokens"] =', "df", "STOPWORDS", "tokenize", ""),
    ("vectorizer = TfidfVectorizer", "", "STOPWORDS", "tokenize", ""),
    ("X_train = vectorizer.fit_transform", "vectorizer", "STOPWORDS", "tokenize", ""),
    ("candidates =", "", "", "", ""),
    ("for k, clf in candidates.items()", "cv", "", "", "candidates~clf"),
    ("best = max(cv", "", "", "", ""),
    ("clf = candidates[best]", "", "", "", "candidates~clf"),
    ("clf.fit(X_train", "candidates clf", "", "", ""),
    ("X = vectorizer.transform", "", "STOPWORDS", "tokenize", ""),
    ("y_pred = clf.predict(X)", "", "", "", ""),
    ("new_pred =", "", "STOPWORDS URL_RE", "clean_text tokenize", ""),
]  # fmt: skip
ROWS = [("penguin_species", *r) for r in PENGUINS] + [("spam_filter", *r) for r in SPAM]


@pytest.mark.parametrize("name, start, mutates, hidden, definitions, shared", ROWS)
def test_facts(
    name: str, start: str, mutates: str, hidden: str, definitions: str, shared: str
) -> None:
    facts = found(name, start).facts
    assert facts.mutates == set(mutates.split())
    assert facts.hidden_reads == set(hidden.split())
    assert {d.name for d in facts.definitions} == set(definitions.split())
    assert ties(facts) == set(shared.split())


def test_the_definition_in_force_is_reached() -> None:
    before = {
        d.name: d.statement for d in found("penguin_species", "model = Centroid").facts.definitions
    }
    second = [
        a.statement.index for a in statements("penguin_species") if "distance" in a.facts.binds
    ]
    assert before["distance"] == second[-1]


def test_nothing_in_the_samples_draws_without_a_seed_or_is_opaque() -> None:
    for name in ("penguin_species", "spam_filter"):
        assert not any(a.facts.draws or a.facts.opaque for a in statements(name))


def test_displays_of_the_samples() -> None:
    shown = [a.statement.source.strip() for a in statements("penguin_species") if a.facts.pure]
    assert "df.head()" in shown
    assert "best" in shown
    assert "X_train.mean(axis=0).round(3), X_train.std(axis=0).round(3)" in shown
    assert not any("print" in s or "plot" in s for s in shown)
