# %% tags=["preprocess"]
import pandas as pd
import patsy

data = pd.DataFrame({"y": [1, 2, 3], "x": [2, 3, 5]})
y, X = patsy.dmatrices("y ~ x", data)

# %% tags=["train"]
print(X.shape)
