# Searches and cross-validation fit clones: the splitter and the estimators that they share stay.
# %% tags=["imports"]
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

# %% tags=["preprocess"]
df = pd.read_csv("a.csv")
X, y = df[["a"]], df["b"]

# %% tags=["train"]
cv = KFold(n_splits=3)
scaler = StandardScaler()
plain = Pipeline([("scale", scaler), ("model", Ridge())])

# %% tags=["evaluate"]
scores = cross_val_score(plain, X, y, cv=cv)
print(scores.mean())

# %% tags=["train"]
pipe = Pipeline([("scale", scaler), ("model", Ridge())])
search = GridSearchCV(pipe, {"model__alpha": [1, 2]}, cv=cv)
search.fit(X, y)

# %% tags=["predict"]
print(search.predict(X)[:3])
