# %% [markdown]
# # Telecom churn, step by step
# %% tags=["imports"]
import pandas as pd
import numpy as np
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score, roc_curve, confusion_matrix
from sklearn.model_selection import train_test_split
import seaborn as sns
import matplotlib.pyplot as plt

pd.set_option("display.max_columns", 100)

# %% tags=["functions"]
def load(path):
    frame = pd.read_csv(path)
    frame.columns = frame.columns.str.lower()
    return frame


def clean(frame):
    frame = frame.drop_duplicates()
    frame["totalcharges"] = pd.to_numeric(frame["totalcharges"], errors="coerce").fillna(0)
    return frame


def encode(frame):
    return pd.get_dummies(frame.drop(columns="customerid"), drop_first=True)


def fit_forest(X, y, n=300):
    forest = RandomForestClassifier(n_estimators=n, random_state=1)
    return forest.fit(X, y)


def report(y, p):
    print(roc_auc_score(y, p))
    sns.heatmap(confusion_matrix(y, p > 0.5), annot=True, fmt="d")

# %% tags=["preprocess"]
data = encode(clean(load("telco.csv")))

# %% tags=["preprocess"]
y = data.pop("churn_Yes")
X_train, X_test, y_train, y_test = train_test_split(data, y, stratify=y, random_state=4)

# %% tags=["preprocess"]
X_res, y_res = SMOTE(random_state=2).fit_resample(X_train, y_train)
y_res.value_counts()

# %% tags=["train"]
forest = fit_forest(X_res, y_res)

# %% tags=["predict"]
p = forest.predict_proba(X_test)[:, 1]

# %% tags=["evaluate"]
report(y_test, p)

# %% tags=["evaluate"]
fpr, tpr, _ = roc_curve(y_test, p)
plt.plot(fpr, tpr)
plt.plot([0, 1], [0, 1], "--")
