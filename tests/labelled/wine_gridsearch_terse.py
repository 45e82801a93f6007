# %% tags=["imports"]
import pandas as pd, numpy as np
from sklearn.ensemble import *
from sklearn.model_selection import *
from sklearn.metrics import *
from sklearn.preprocessing import *

# %% tags=["preprocess"]
d = pd.read_csv('winequality-red.csv', sep=';')
d.quality = (d.quality >= 6).astype(int)

# %% tags=["preprocess"]
x, xt, y, yt = train_test_split(d.iloc[:, :-1], d.quality, random_state=0)

# %% tags=["preprocess"]
s = StandardScaler(); x = s.fit_transform(x); xt = s.transform(xt)

# %% tags=["train"]
g = GridSearchCV(RandomForestClassifier(random_state=0), {'n_estimators': [50, 100], 'max_depth': [4, 8, None]})
g.fit(x, y)

# %% tags=["evaluate"]
g.best_params_

# %% tags=["predict"]
p = g.predict(xt)

# %% tags=["evaluate"]
accuracy_score(yt, p), f1_score(yt, p)
