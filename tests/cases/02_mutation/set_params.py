# %% tags=["imports"]
import numpy as np
from sklearn.neighbors import KNeighborsClassifier

# %% tags=["preprocess"]
X = np.array([[0], [1], [2], [9]])
y = np.array([0, 0, 0, 1])
knn = KNeighborsClassifier(n_neighbors=1)

# %% tags=["train"]
knn.set_params(n_neighbors=3)
knn.fit(X, y)

# %% tags=["evaluate"]
print(knn.get_params()["n_neighbors"], knn.predict([[9]]).tolist())
