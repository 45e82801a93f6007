# %% tags=["imports"]
import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.tree import DecisionTreeClassifier

# %% tags=["preprocess"]
X = np.array([[0], [1], [2], [3]])
y = np.array([0, 1, 1, 1])

# %% tags=["train"]
tree = DecisionTreeClassifier(random_state=0)
models = {"tree": tree, "dummy": DummyClassifier(strategy="most_frequent")}
for name in models:
    models[name].fit(X, y)

# %% tags=["evaluate"]
print(tree.predict(X).tolist(), models["dummy"].predict(X).tolist())
