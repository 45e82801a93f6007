"""Predict stage of energy_forecast."""

from pathlib import Path
from typing import Annotated, Any

import matplotlib.pyplot as plt
import pandas as pd
import typer

from energy_forecast.artefacts import load_any
from energy_forecast.common import with_dummies
from energy_forecast.figures import drop_figures, keep_figure, save_figures
from energy_forecast.predictions import write_predictions
from energy_forecast.tables import read_table, write_table

plt.rcParams["figure.figsize"] = (11, 3)


def predict_from_data(
    X_test: pd.DataFrame,
    y_test: pd.Series,
    models: dict[str, Any],
) -> pd.DataFrame:
    """Predict with data in memory."""
    # Forecast
    forecast = pd.DataFrame(index=X_test.index)
    forecast["ridge"] = models["ridge"].predict(with_dummies(X_test))
    forecast["gbr"] = models["gbr"].predict(X_test)
    forecast["mean"] = forecast[["ridge", "gbr"]].mean(axis=1)
    forecast["naive"] = X_test["lag_7"]

    ax = y_test.plot(color="k", label="actual")
    forecast[["mean", "naive"]].plot(ax=ax, alpha=0.7)
    ax.legend()
    keep_figure("forecast")
    plt.close()

    return forecast


class Predictor:
    """What train saved in `model_dir`: loaded once, to predict any number of times."""

    def __init__(self, model_dir: Path) -> None:
        self.models = load_any(model_dir / "models_2")

    def predict(
        self,
        X_test: pd.DataFrame,
        y_test: pd.Series,
    ) -> pd.DataFrame:
        """Predict with data in memory."""
        drop_figures()  # of an earlier prediction
        return predict_from_data(
            X_test=X_test,
            y_test=y_test,
            models=self.models,
        )


def predict_from_path(
    model_dir: Annotated[
        Path, typer.Option(help="Folder that train saved the model in.")
    ],
    x_test_file: Annotated[
        Path, typer.Option(help="X_test, x_test.csv of preprocess.")
    ],
    y_test_file: Annotated[
        Path, typer.Option(help="y_test, y_test.csv of preprocess.")
    ],
    out_dir: Annotated[Path, typer.Option(help="Folder for all that the stage saves.")],
) -> None:
    """Predict with data in files, and save all that it gives in `out_dir`."""
    # Load
    predictor = Predictor(model_dir)
    X_test = read_table(x_test_file)
    y_test = read_table(y_test_file)

    # Predict
    forecast = predictor.predict(
        X_test=X_test,
        y_test=y_test,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    write_table(forecast, out_dir / "forecast_2.csv")
    forecast.round(1).to_csv(out_dir / "forecast.csv")

    write_predictions(
        {
            "forecast": forecast,
        },
        out_dir / "predictions.csv",
    )
    save_figures(out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
