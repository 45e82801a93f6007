# %% tags=["imports"]
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]])
y = np.array([0, 0, 0, 1, 1, 1])
X_train, X_test = X[::2], X[1::2]
y_train, y_test = y[::2], y[1::2]
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)

# %% tags=["train"]
clf = LogisticRegression()
clf.fit(X_train, y_train)

# %% tags=["predict"]
X_test = scaler.transform(X_test)
y_pred = clf.predict(X_test)

# %% tags=["evaluate"]
print(X_test.round(6).tolist())
print(y_pred.tolist(), (y_pred == y_test).mean())
