"""Evaluate stage of movie_recommender."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import joblib
import numpy as np
import pandas as pd
import typer

from movie_recommender.common import N
from movie_recommender.storage import load_table, save_metrics


def precision_at_k(recommended, relevant, k=10):
    hits = len(set(recommended[:k]) & relevant)
    return hits / k


def hit(recommended, relevant, k=10):
    return int(bool(set(recommended[:k]) & relevant))


def evaluate_from_data(
    item2idx: dict[Any, int],
    idx2user: dict[int, Any],
    n_items: int,
    hidden: defaultdict,
    losses: list,
    top_n: dict,
    recs: pd.DataFrame,
    numpy_random_state: tuple,
) -> dict[str, Any]:
    """Compute the metrics."""
    np.random.set_state(numpy_random_state)

    precs, hits, rand_hits = [], [], []
    for u, items in hidden.items():
        rec = [item2idx[m] for m in top_n[idx2user[u]]]
        precs.append(precision_at_k(rec, items, N))
        hits.append(hit(rec, items, N))
        # random baseline
        rand = np.random.choice(n_items, N, replace=False)
        rand_hits.append(hit(list(rand), items, N))

    precision_at_10 = float(np.mean(precs))
    hit_rate = float(np.mean(hits))
    random_hit_rate = float(np.mean(rand_hits))
    coverage = recs["movie_id"].nunique() / n_items
    print(
        f"P@{N} = {precision_at_10:.4f}, hit rate = {hit_rate:.3f} (random {random_hit_rate:.3f}), coverage = {coverage:.2f}"
    )

    metrics = dict(
        precision_at_10=precision_at_10,
        hit_rate=hit_rate,
        random_hit_rate=random_hit_rate,
        coverage=coverage,
        sgd_loss=losses[-1],
    )
    print(metrics)

    return metrics


def evaluate_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    hidden_file: Annotated[
        Path,
        typer.Option(
            help="Dict hidden, made by preprocess.", exists=True, dir_okay=False
        ),
    ],
    top_n_file: Annotated[
        Path,
        typer.Option(help="Dict top_n, made by predict.", exists=True, dir_okay=False),
    ],
    recs_file: Annotated[
        Path,
        typer.Option(help="Table recs, made by predict.", exists=True, dir_okay=False),
    ],
    numpy_random_state_file: Annotated[
        Path,
        typer.Option(
            help="State of the random numbers of numpy, made by predict.",
            exists=True,
            dir_okay=False,
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Compute the metrics, and save all results in `out_dir`."""
    # Load
    item2idx = joblib.load(model_dir / "item2idx.joblib")
    idx2user = joblib.load(model_dir / "idx2user.joblib")
    n_items = json.loads((model_dir / "n_items.json").read_text())
    hidden = joblib.load(hidden_file)
    losses = joblib.load(model_dir / "losses.joblib")
    top_n = joblib.load(top_n_file)
    recs = load_table(recs_file)
    numpy_random_state = joblib.load(numpy_random_state_file)

    # Evaluate
    metrics = evaluate_from_data(
        item2idx=item2idx,
        idx2user=idx2user,
        n_items=n_items,
        hidden=hidden,
        losses=losses,
        top_n=top_n,
        recs=recs,
        numpy_random_state=numpy_random_state,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    with open(out_dir / "recommender_metrics.json", "w") as fh:
        json.dump(metrics, fh, indent=2)
    save_metrics(metrics, out_dir / "metrics.json")


def main() -> None:
    """Run the stage from the command line."""
    typer.run(evaluate_from_path)


if __name__ == "__main__":
    main()
