# %% tags=["imports"]
import pandas as pd
import sklearn
from sklearn.preprocessing import StandardScaler

# %% tags=["preprocess"]
sklearn.set_config(transform_output="pandas")
df = pd.DataFrame({"a": [1.0, 3.0]})
scaler = StandardScaler().fit(df)

# %% tags=["evaluate"]
print(type(scaler.transform(df)).__name__)
