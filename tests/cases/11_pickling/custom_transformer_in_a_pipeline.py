# %% tags=["imports"]
import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline

# %% tags=["functions"]
class Shift(BaseEstimator, TransformerMixin):
    def __init__(self, by=1):
        self.by = by

    def fit(self, X, y=None):
        self.seen_ = len(X)
        return self

    def transform(self, X):
        return X + self.by

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0]])
y = np.array([1.0, 3.0, 5.0])

# %% tags=["train"]
pipe = make_pipeline(Shift(by=2), LinearRegression())
pipe.fit(X, y)

# %% tags=["evaluate"]
print(pipe.predict(X).round(6).tolist(), pipe[0].seen_)
