"""Train stage of penguin_species."""

import json
import math
import shutil
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import typer

from penguin_species.common import CentroidClassifier
from penguin_species.config import Config


class TrainResult(NamedTuple):
    """Results of `train_from_data`."""

    WEIGHTS: np.ndarray
    model: CentroidClassifier
    train_acc: float


def train_from_data(
    config: Config, X_train: np.ndarray, y_train: np.ndarray
) -> TrainResult:
    """Fit `model` on `X_train` and `y_train`."""
    # between / total variance for each column
    WEIGHTS = np.ones(X_train.shape[1])
    for j in range(X_train.shape[1]):
        means = [X_train[y_train == c, j].mean() for c in np.unique(y_train)]
        WEIGHTS[j] = math.sqrt(np.var(means) / X_train[:, j].var())
    WEIGHTS /= WEIGHTS.sum()

    model = CentroidClassifier(SHRINK=config.SHRINK, WEIGHTS=WEIGHTS)
    model.fit(X_train, y_train)
    train_acc = (model.predict(X_train) == y_train).mean()
    print(f"train accuracy: {train_acc:.3f} (shrink={model.shrink})")

    best = (train_acc, model.shrink)
    for s in (0.0, 0.2, 0.4):
        m = CentroidClassifier(shrink=s, SHRINK=config.SHRINK, WEIGHTS=WEIGHTS).fit(
            X_train, y_train
        )
        acc = (m.predict(X_train) == y_train).mean()
        print(s, round(acc, 4))
        if acc > best[0]:
            best, model = (acc, s), m

    return TrainResult(WEIGHTS=WEIGHTS, model=model, train_acc=train_acc)


def train_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    x_train_file: Annotated[
        Path,
        typer.Option(
            help="Features of the training rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    y_train_file: Annotated[
        Path,
        typer.Option(
            help="Target of the training rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    medians_file: Annotated[
        Path,
        typer.Option(
            help="Dict MEDIANS, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    scaler_file: Annotated[
        Path,
        typer.Option(
            help="Fitted StandardScaler, made by preprocess; kept with the model.",
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
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as SHRINK=VALUE."),
    ] = [],
) -> None:
    """Fit `model` on `X_train` and `y_train`, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_config_file, changes)
    X_train = np.load(x_train_file, allow_pickle=True)
    y_train = np.load(y_train_file, allow_pickle=True)

    # Train
    result = train_from_data(config=config, X_train=X_train, y_train=y_train)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    np.save(out_dir / "weights.npy", result.WEIGHTS)
    Config.load(model_config_file, changes).save(out_dir / "model_config.yaml")
    shutil.copy(medians_file, out_dir / "medians.joblib")
    shutil.copy(scaler_file, out_dir / "scaler.joblib")
    joblib.dump(result.model, out_dir / "model.pkl")
    (out_dir / "metrics.json").write_text(
        json.dumps(
            {"train_acc": result.train_acc}, indent=2, default=lambda x: x.item()
        )
        + "\n"
    )


def main() -> None:
    """Run the stage from the command line."""
    typer.run(train_from_path)


if __name__ == "__main__":
    main()
