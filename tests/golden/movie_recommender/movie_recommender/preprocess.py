"""Preprocess stage of movie_recommender."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
from scipy import sparse
from scipy.sparse import save_npz


class PreprocessResult(NamedTuple):
    """Results of `preprocess_from_data`."""

    titles: dict
    item2idx: dict[Any, int]
    idx2user: dict[int, Any]
    idx2item: dict[int, Any]
    n_users: int
    n_items: int
    hidden: defaultdict
    R: sparse.csr_matrix
    numpy_random_state: tuple


def preprocess_from_data(ratings: pd.DataFrame, movies: Any) -> PreprocessResult:
    """Clean `ratings` and `movies`."""
    np.random.seed(42)
    N_HIDDEN = 3
    LIKED = 3.5

    titles = {m["movie_id"]: m["title"] for m in movies}

    print(f"{len(ratings):,} ratings, {len(titles)} movies")

    ratings = ratings.drop_duplicates(["user_id", "movie_id"], keep="last")
    ratings["when"] = pd.to_datetime(ratings["timestamp"], unit="s")
    counts = ratings["movie_id"].value_counts()
    ratings = ratings[ratings["movie_id"].isin(counts[counts >= 3].index)]

    # Index mappings
    # The matrix needs 0..n-1, the ids do not start at 0.
    user2idx = {u: i for i, u in enumerate(sorted(ratings["user_id"].unique()))}
    item2idx = {m: i for i, m in enumerate(sorted(ratings["movie_id"].unique()))}
    idx2user = {i: u for u, i in user2idx.items()}
    idx2item = {i: m for m, i in item2idx.items()}
    n_users, n_items = len(user2idx), len(item2idx)

    ratings["u"] = ratings["user_id"].map(user2idx)
    ratings["i"] = ratings["movie_id"].map(item2idx)

    # hide N_HIDDEN liked items per user, drawn at random
    hidden = defaultdict(set)
    drop = []
    for u, g in ratings[ratings["rating"] >= LIKED].groupby("u"):
        if len(g) < N_HIDDEN + 2:
            continue
        rows = np.random.choice(g.index, size=N_HIDDEN, replace=False)
        hidden[u] = set(ratings.loc[rows, "i"])
        drop.extend(rows)
    train = ratings.drop(index=drop)
    print(f"{len(drop)} hidden ratings for {len(hidden)} users")

    R = sparse.csr_matrix(
        (train["rating"], (train["u"], train["i"])), shape=(n_users, n_items)
    )
    print(f"density {R.nnz / (n_users * n_items):.2%}")
    numpy_random_state = np.random.get_state()

    return PreprocessResult(
        titles=titles,
        item2idx=item2idx,
        idx2user=idx2user,
        idx2item=idx2item,
        n_users=n_users,
        n_items=n_items,
        hidden=hidden,
        R=R,
        numpy_random_state=numpy_random_state,
    )


def preprocess_from_path(
    movies_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/movies.json", exists=True, dir_okay=False
        ),
    ],
    ratings_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/ratings.csv", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Clean `ratings` and `movies`, and save all results in `out_dir`."""
    # Load
    ratings = pd.read_csv(ratings_file)
    with open(movies_file) as fh:
        movies = json.load(fh)

    # Preprocess
    result = preprocess_from_data(ratings=ratings, movies=movies)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    joblib.dump(result.titles, out_dir / "titles.joblib")
    joblib.dump(result.item2idx, out_dir / "item2idx.joblib")
    joblib.dump(result.idx2user, out_dir / "idx2user.joblib")
    joblib.dump(result.idx2item, out_dir / "idx2item.joblib")
    (out_dir / "n_users.json").write_text(json.dumps(result.n_users))
    (out_dir / "n_items.json").write_text(json.dumps(result.n_items))
    joblib.dump(result.hidden, out_dir / "hidden.joblib")
    save_npz(out_dir / "r.npz", result.R)
    joblib.dump(result.numpy_random_state, out_dir / "numpy_random_state.joblib")


def main() -> None:
    """Run the stage from the command line."""
    typer.run(preprocess_from_path)


if __name__ == "__main__":
    main()
