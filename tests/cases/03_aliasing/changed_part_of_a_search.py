# The search holds the model that a later stage fits again; nobody reads the search after that.
# %% tags=["train"]
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV

df = pd.read_csv("a.csv")
X, y = df[["a"]], df["b"]
search = GridSearchCV(Ridge(), {"alpha": [1.0, 2.0]}).fit(X, y)

# %% tags=["evaluate"]
best = search.best_estimator_
print(best.score(X, y))

# %% tags=["train"]
best.fit(X, y * 2)

# %% tags=["predict"]
print(best.predict(X)[:3])
