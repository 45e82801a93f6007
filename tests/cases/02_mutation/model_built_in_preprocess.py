# %% tags=["imports"]
import numpy as np
from sklearn.tree import DecisionTreeClassifier

# %% tags=["preprocess"]
X = np.array([[0], [1], [2], [3]])
y = np.array([0, 0, 1, 1])
model = DecisionTreeClassifier(random_state=0)

# %% tags=["train"]
model.fit(X, y)

# %% tags=["evaluate"]
print(model.predict([[0], [3]]).tolist(), model.get_depth())
