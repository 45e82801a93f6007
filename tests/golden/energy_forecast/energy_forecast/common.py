"""What several stages of energy_forecast use."""

import pandas as pd


# ridge wants the weekday as dummies
def with_dummies(X):
    return X.join(pd.get_dummies(X["dow"], prefix="dow", dtype=float)).drop(
        columns="dow"
    )
