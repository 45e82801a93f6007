"""Train stage of movie_recommender."""

import shutil
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import numpy as np
import typer
from scipy import sparse
from scipy.sparse import load_npz

from movie_recommender.artefacts import copy_any, save_any
from movie_recommender.values import read_json


class TrainResult(NamedTuple):
    """What `train_from_data` gives."""

    A: np.ndarray
    mask: np.ndarray
    item_sim: Any
    P: np.ndarray
    Q: np.ndarray
    losses: list
    numpy_random_state: Any


def train_from_data(
    n_users: int,
    n_items: int,
    R: sparse.csr_matrix,
    numpy_random_state: Any,
) -> TrainResult:
    """Train with data in memory."""
    np.random.set_state(numpy_random_state)

    # Similarity
    # Cosine between the mean-centred item columns, shrunk, plus small latent factors learned with
    # SGD (initialised at random).
    A = R.toarray()
    mask = A > 0
    user_mean = A.sum(axis=1) / np.maximum(mask.sum(axis=1), 1)
    A = np.where(
        mask, A - user_mean[:, None] + 1.0, 0
    )  # +1: having watched it counts too

    norms = np.linalg.norm(A, axis=0)
    item_sim = (A.T @ A) / (np.outer(norms, norms) + 5.0)
    np.fill_diagonal(item_sim, 0)

    K, LR, REG = 8, 0.02, 0.05
    P = np.random.normal(0, 0.1, (n_users, K))
    Q = np.random.normal(0, 0.1, (n_items, K))
    us, its = R.nonzero()
    vals = np.asarray(R[us, its]).ravel() - user_mean[us]
    losses = []
    for epoch in range(8):
        order = np.random.permutation(len(us))
        loss = 0.0
        for k in order:
            u, i = us[k], its[k]
            err = vals[k] - P[u] @ Q[i]
            P[u], Q[i] = (
                P[u] + LR * (err * Q[i] - REG * P[u]),
                Q[i] + LR * (err * P[u] - REG * Q[i]),
            )
            loss += err**2
        losses.append(loss / len(us))
    print("final loss", round(losses[-1], 4))
    numpy_random_state = np.random.get_state()

    return TrainResult(
        A=A,
        mask=mask,
        item_sim=item_sim,
        P=P,
        Q=Q,
        losses=losses,
        numpy_random_state=numpy_random_state,
    )


def train_from_path(
    n_users_file: Annotated[
        Path, typer.Option(help="n_users, n_users.json of preprocess.")
    ],
    n_items_file: Annotated[
        Path, typer.Option(help="n_items, n_items.json of preprocess.")
    ],
    r_file: Annotated[Path, typer.Option(help="R, r.npz of preprocess.")],
    numpy_random_state_file: Annotated[
        Path,
        typer.Option(
            help="numpy_random_state, numpy_random_state.joblib of preprocess."
        ),
    ],
    titles_file: Annotated[
        Path, typer.Option(help="titles, titles of preprocess; saved with the model.")
    ],
    idx2user_file: Annotated[
        Path,
        typer.Option(help="idx2user, idx2user of preprocess; saved with the model."),
    ],
    idx2item_file: Annotated[
        Path,
        typer.Option(help="idx2item, idx2item of preprocess; saved with the model."),
    ],
    item2idx_file: Annotated[
        Path,
        typer.Option(help="item2idx, item2idx of preprocess; saved with the model."),
    ],
    out_dir: Annotated[Path, typer.Option(help="Folder for all that the stage saves.")],
) -> None:
    """Train with data in files, and save all that it gives in `out_dir`."""
    # Load
    n_users = read_json(n_users_file)
    n_items = read_json(n_items_file)
    R = load_npz(r_file)
    numpy_random_state = joblib.load(numpy_random_state_file)

    # Train
    result = train_from_data(
        n_users=n_users,
        n_items=n_items,
        R=R,
        numpy_random_state=numpy_random_state,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_any(result.A, out_dir / "a", "cell 1 of train, for cell 1 of predict")
    save_any(result.mask, out_dir / "mask", "cell 1 of train, for cell 1 of predict")
    save_any(result.P, out_dir / "p", "cell 2 of train, for cell 1 of predict")
    save_any(result.Q, out_dir / "q", "cell 2 of train, for cell 1 of predict")
    save_any(
        result.losses, out_dir / "losses", "cell 2 of train, for cell 2 of evaluate"
    )
    joblib.dump(result.numpy_random_state, out_dir / "numpy_random_state.joblib")
    copy_any(titles_file, out_dir / "titles")
    copy_any(idx2user_file, out_dir / "idx2user")
    copy_any(idx2item_file, out_dir / "idx2item")
    shutil.copy(n_users_file, out_dir / "n_users.json")
    copy_any(item2idx_file, out_dir / "item2idx")
    shutil.copy(n_items_file, out_dir / "n_items.json")
    np.save(out_dir / "item_sim.npy", result.item_sim)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(train_from_path)


if __name__ == "__main__":
    main()
