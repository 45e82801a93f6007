# %% [markdown]
# # Credit card fraud
# %% tags=["imports"]
import joblib
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
import matplotlib.pyplot as plt

# %% tags=["parameters"]
DATA = "transactions.csv"
TARGET = "is_fraud"
SEED = 13

# %% tags=["preprocess"]
df = pd.read_csv(DATA)
df[TARGET].mean()

# %% tags=["preprocess"]
num = df.select_dtypes("number").columns.drop(TARGET).tolist()
cat = df.select_dtypes("object").columns.tolist()
X_tr, X_te, y_tr, y_te = train_test_split(df[num + cat], df[TARGET], stratify=df[TARGET], random_state=SEED)

# %% tags=["train"]
prep = ColumnTransformer([
    ("num", Pipeline([("imp", SimpleImputer()), ("sc", StandardScaler())]), num),
    ("cat", OneHotEncoder(handle_unknown="ignore"), cat),
])
pipe = Pipeline([("prep", prep), ("clf", LogisticRegression(class_weight="balanced"))])

# %% tags=["train"]
grid = GridSearchCV(pipe, {"clf__C": [0.01, 0.1, 1, 10]}, scoring="average_precision", cv=5)
grid.fit(X_tr, y_tr)

# %% tags=["evaluate"]
print(grid.best_params_, grid.best_score_)

# %% tags=["predict", "evaluate"]
proba = grid.predict_proba(X_te)[:, 1]
print("ROC AUC", roc_auc_score(y_te, proba))
print("AP", average_precision_score(y_te, proba))

# %% tags=["evaluate"]
prec, rec, thr = precision_recall_curve(y_te, proba)
plt.plot(rec, prec)
plt.xlabel("recall")
plt.ylabel("precision")

# %% tags=["train"]
joblib.dump(grid.best_estimator_, "fraud.joblib")
