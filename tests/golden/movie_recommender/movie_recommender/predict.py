"""Predict stage of movie_recommender."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer

from movie_recommender.artefacts import load_any, save_any
from movie_recommender.common import N
from movie_recommender.tables import write_table
from movie_recommender.values import read_json


class PredictResult(NamedTuple):
    """What `predict_from_data` gives."""

    top_n: dict
    recs: pd.DataFrame
    numpy_random_state: Any


def predict_from_data(
    titles: dict,
    idx2user: dict[int, Any],
    idx2item: dict[int, Any],
    n_users: int,
    A: np.ndarray,
    mask: np.ndarray,
    item_sim: Any,
    P: np.ndarray,
    Q: np.ndarray,
    numpy_random_state: Any,
) -> PredictResult:
    """Predict with data in memory."""
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

    return PredictResult(
        top_n=top_n,
        recs=recs,
        numpy_random_state=numpy_random_state,
    )


def predict_from_path(
    titles_file: Annotated[Path, typer.Option(help="titles, titles of preprocess.")],
    idx2user_file: Annotated[
        Path, typer.Option(help="idx2user, idx2user of preprocess.")
    ],
    idx2item_file: Annotated[
        Path, typer.Option(help="idx2item, idx2item of preprocess.")
    ],
    n_users_file: Annotated[
        Path, typer.Option(help="n_users, n_users.json of preprocess.")
    ],
    a_file: Annotated[Path, typer.Option(help="A, a of train.")],
    mask_file: Annotated[Path, typer.Option(help="mask, mask of train.")],
    p_file: Annotated[Path, typer.Option(help="P, p of train.")],
    q_file: Annotated[Path, typer.Option(help="Q, q of train.")],
    numpy_random_state_file: Annotated[
        Path,
        typer.Option(help="numpy_random_state, numpy_random_state.joblib of train."),
    ],
    item_sim_file: Annotated[
        Path, typer.Option(help="In the notebook: output/item_sim.npy")
    ],
    out_dir: Annotated[Path, typer.Option(help="Folder for all that the stage saves.")],
) -> None:
    """Predict with data in files, and save all that it gives in `out_dir`."""
    # Load
    titles = load_any(titles_file)
    idx2user = load_any(idx2user_file)
    idx2item = load_any(idx2item_file)
    n_users = read_json(n_users_file)
    A = load_any(a_file)
    mask = load_any(mask_file)
    P = load_any(p_file)
    Q = load_any(q_file)
    numpy_random_state = joblib.load(numpy_random_state_file)
    item_sim = np.load(item_sim_file)

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
    save_any(result.top_n, out_dir / "top_n")
    write_table(result.recs, out_dir / "recs.csv")
    joblib.dump(result.numpy_random_state, out_dir / "numpy_random_state.joblib")
    result.recs.to_csv(out_dir / "recommendations.csv", index=False)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
