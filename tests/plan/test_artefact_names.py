"""File names of what stages leave for each other."""

import pytest

from nb2prod.plan.artefacts import free_name
from nb2prod.plan.serialisers import SERIALISERS


@pytest.mark.parametrize(
    ("kind", "used", "made"),
    [
        ("table", "", "forecast.csv"),
        ("table", "forecast.csv", "forecast_table.csv"),
        ("table", "forecast.joblib", "forecast_table.csv"),
        ("table", "forecast.csv forecast_table.csv", "forecast_2.csv"),
        ("array", "forecast.csv", "forecast.npy"),
        ("array", "forecast.npy", "forecast_array.npy"),
        ("joblib", "forecast.joblib", "forecast_value.joblib"),
    ],
)
def test_free_name(kind: str, used: str, made: str) -> None:
    assert free_name("forecast", SERIALISERS[kind], used.split()) == made
