"""Train stage of movie_recommender."""

import json
import shutil
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import typer
from scipy import sparse
from scipy.sparse import load_npz


class TrainResult(NamedTuple):
    """Results of `train_from_data`."""

    A: np.ndarray
    mask: np.ndarray
    item_sim: np.ndarray
    P: np.ndarray
    Q: np.ndarray
    losses: list
    numpy_random_state: tuple


def train_from_data(
    n_users: int, n_items: int, R: sparse.csr_matrix, numpy_random_state: tuple
) -> TrainResult:
    """Fit the models on `n_users`, `n_items` and `R`."""
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
        Path,
        typer.Option(
            help="Number n_users, made by preprocess.", exists=True, dir_okay=False
        ),
    ],
    n_items_file: Annotated[
        Path,
        typer.Option(
            help="Number n_items, made by preprocess.", exists=True, dir_okay=False
        ),
    ],
    r_file: Annotated[
        Path,
        typer.Option(
            help="Sparse matrix R, made by preprocess.", exists=True, dir_okay=False
        ),
    ],
    numpy_random_state_file: Annotated[
        Path,
        typer.Option(
            help="State of the random numbers of numpy, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    titles_file: Annotated[
        Path,
        typer.Option(
            help="Dict titles, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    idx2user_file: Annotated[
        Path,
        typer.Option(
            help="Dict idx2user, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    idx2item_file: Annotated[
        Path,
        typer.Option(
            help="Dict idx2item, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    item2idx_file: Annotated[
        Path,
        typer.Option(
            help="Dict item2idx, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    out_dir: Annotated[
        Path,
        typer.Option(
            help="Folder for the model and all that it needs.", file_okay=False
        ),
    ],
) -> None:
    """Fit the models, and save all results in `out_dir`."""
    # Load
    n_users = json.loads(n_users_file.read_text())
    n_items = json.loads(n_items_file.read_text())
    R = load_npz(r_file)
    numpy_random_state = joblib.load(numpy_random_state_file)

    # Train
    result = train_from_data(
        n_users=n_users, n_items=n_items, R=R, numpy_random_state=numpy_random_state
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    np.save(out_dir / "a.npy", result.A)
    np.save(out_dir / "mask.npy", result.mask)
    np.save(out_dir / "p.npy", result.P)
    np.save(out_dir / "q.npy", result.Q)
    joblib.dump(result.losses, out_dir / "losses.joblib")
    joblib.dump(result.numpy_random_state, out_dir / "numpy_random_state.joblib")
    shutil.copy(titles_file, out_dir / "titles.joblib")
    shutil.copy(idx2user_file, out_dir / "idx2user.joblib")
    shutil.copy(idx2item_file, out_dir / "idx2item.joblib")
    shutil.copy(n_users_file, out_dir / "n_users.json")
    shutil.copy(item2idx_file, out_dir / "item2idx.joblib")
    shutil.copy(n_items_file, out_dir / "n_items.json")
    np.save(out_dir / "item_sim.npy", result.item_sim)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(train_from_path)


if __name__ == "__main__":
    main()
