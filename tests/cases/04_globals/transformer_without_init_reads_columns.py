# %% tags=["imports"]
from dataclasses import dataclass

import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline


# %% tags=["functions"]
class Pick(BaseEstimator, TransformerMixin):
    """Takes the columns of the notebook."""

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return X[columns]


@dataclass(order=True)
class Span:
    low: int
    high: int = 9

    def width(self):
        return (self.high - self.low) * len(columns)


# %% tags=["preprocess"]
table = pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": [0.5, 0.1, 0.2], "y": [1.0, 2.0, 3.5]})
columns = [name for name in table if name != "y"]

# %% tags=["train"]
model = make_pipeline(Pick(), LinearRegression()).fit(table, table["y"])
span = Span(2)
print(span, span == Span(2), span < Span(3), span.width())

# %% tags=["predict"]
pred = model.predict(table)
print(pred.round(6), span.width())
