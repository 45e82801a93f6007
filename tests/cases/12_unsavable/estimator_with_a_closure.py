# %% tags=["functions"]
def power(n):
    def kernel(a, b):
        return (a @ b.T) ** n

    return kernel

# %% tags=["train"]
import numpy as np
from sklearn.svm import SVC

model = SVC(kernel=power(2)).fit(np.array([[0.0], [1.0]]), [0, 1])

# %% tags=["predict"]
print(model.predict(np.array([[1.0]])))
