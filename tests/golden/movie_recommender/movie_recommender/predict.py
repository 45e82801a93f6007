"""Predict stage of movie_recommender."""

import json
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer

from movie_recommender.common import N
from movie_recommender.storage import save_table


class PredictResult(NamedTuple):
    """Results of `predict_from_data`."""

    top_n: dict
    recs: pd.DataFrame
    numpy_random_state: tuple


def predict_from_data(
    titles: dict,
    idx2user: dict[int, Any],
    idx2item: dict[int, Any],
    n_users: int,
    A: np.ndarray,
    mask: np.ndarray,
    item_sim: np.ndarray,
    P: np.ndarray,
    Q: np.ndarray,
    numpy_random_state: tuple,
) -> PredictResult:
    """Predict `top_n` and `recs` from `item_sim`."""
    np.random.set_state(numpy_random_state)

    # Top-N
    scores = A @ item_sim + 0.3 * (P @ Q.T)
    scores += np.random.uniform(0, 1e-6, scores.shape)  # break ties
    scores[mask] = -np.inf

    top_n = {}
    for u in range(n_users):
        best = np.argsort(-scores[u])[:N]
        top_n[idx2user[u]] = [idx2item[i] for i in best]

    recs = pd.DataFrame(
        [
            (u, r + 1, m, titles[m])
            for u, lst in top_n.items()
            for r, m in enumerate(lst)
        ],
        columns=["user_id", "rank", "movie_id", "title"],
    )
    numpy_random_state = np.random.get_state()

    return PredictResult(top_n=top_n, recs=recs, numpy_random_state=numpy_random_state)


def predict_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Predict `top_n` and `recs` from `item_sim`, and save all results in `out_dir`."""
    # Load
    titles = joblib.load(model_dir / "titles.joblib")
    idx2user = joblib.load(model_dir / "idx2user.joblib")
    idx2item = joblib.load(model_dir / "idx2item.joblib")
    n_users = json.loads((model_dir / "n_users.json").read_text())
    A = np.load(model_dir / "a.npy", allow_pickle=True)
    mask = np.load(model_dir / "mask.npy")
    P = np.load(model_dir / "p.npy")
    Q = np.load(model_dir / "q.npy")
    numpy_random_state = joblib.load(model_dir / "numpy_random_state.joblib")
    item_sim = np.load(model_dir / "item_sim.npy")

    # Predict
    result = predict_from_data(
        titles=titles,
        idx2user=idx2user,
        idx2item=idx2item,
        n_users=n_users,
        A=A,
        mask=mask,
        item_sim=item_sim,
        P=P,
        Q=Q,
        numpy_random_state=numpy_random_state,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    joblib.dump(result.top_n, out_dir / "top_n.joblib")
    joblib.dump(result.numpy_random_state, out_dir / "numpy_random_state.joblib")
    result.recs.to_csv(out_dir / "recommendations.csv", index=False)
    save_table(result.recs, out_dir / "recommendations.csv", write=False)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
