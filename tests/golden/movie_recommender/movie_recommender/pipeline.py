"""All the stages of movie_recommender, one after the other."""

from pathlib import Path
from typing import Annotated

import typer

from movie_recommender.evaluate import evaluate_from_path
from movie_recommender.predict import predict_from_path
from movie_recommender.preprocess import preprocess_from_path
from movie_recommender.train import train_from_path


def run_pipeline(
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
        Path,
        typer.Option(
            help="Folder for all results, one folder a stage.", file_okay=False
        ),
    ],
) -> None:
    """Run preprocess, train, predict, evaluate."""
    preprocess_dir = out_dir / "preprocess"
    train_dir = out_dir / "train"
    predict_dir = out_dir / "predict"
    evaluate_dir = out_dir / "evaluate"

    preprocess_from_path(
        movies_file=movies_file, ratings_file=ratings_file, out_dir=preprocess_dir
    )

    train_from_path(
        n_users_file=preprocess_dir / "n_users.json",
        n_items_file=preprocess_dir / "n_items.json",
        r_file=preprocess_dir / "r.npz",
        numpy_random_state_file=preprocess_dir / "numpy_random_state.joblib",
        titles_file=preprocess_dir / "titles.joblib",
        idx2user_file=preprocess_dir / "idx2user.joblib",
        idx2item_file=preprocess_dir / "idx2item.joblib",
        item2idx_file=preprocess_dir / "item2idx.joblib",
        out_dir=train_dir,
    )

    predict_from_path(model_dir=train_dir, out_dir=predict_dir)

    evaluate_from_path(
        model_dir=train_dir,
        hidden_file=preprocess_dir / "hidden.joblib",
        top_n_file=predict_dir / "top_n.joblib",
        recs_file=predict_dir / "recommendations.csv",
        numpy_random_state_file=predict_dir / "numpy_random_state.joblib",
        out_dir=evaluate_dir,
    )


def main() -> None:
    """Run the pipeline from the command line."""
    typer.run(run_pipeline)


if __name__ == "__main__":
    main()
