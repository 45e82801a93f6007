# %% tags=["train"]
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier

x, y = load_iris(return_X_y=True)
forest = RandomForestClassifier(n_estimators=5, random_state=0)
forest.fit(x, y)
importances = list(forest.feature_importances_)

# %% tags=["evaluate"]
forest.fit(x[:, :2], y)
print(forest.n_features_in_, len(importances))
