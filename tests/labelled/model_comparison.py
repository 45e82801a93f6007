# %% tags=["imports"]
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.ensemble import RandomForestClassifier, GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
from sklearn.metrics import f1_score, ConfusionMatrixDisplay
from sklearn.preprocessing import LabelEncoder, StandardScaler
from sklearn.model_selection import train_test_split

# %% tags=["preprocess"]
df = pd.read_csv("heart.csv")
le = LabelEncoder()
for c in df.select_dtypes("object"):
    df[c] = le.fit_transform(df[c])

# %% tags=["skip"]
df.hist(figsize=(12, 10))
plt.tight_layout()

# %% tags=["preprocess"]
X, y = df.drop("HeartDisease", axis=1), df["HeartDisease"]
Xtr, Xte, ytr, yte = train_test_split(X, y, test_size=.2, random_state=3)
sc = StandardScaler()
Xtr = sc.fit_transform(Xtr)
Xte = sc.transform(Xte)

# %% tags=["train"]
models = {
    "logreg": LogisticRegression(),
    "svc": SVC(probability=True),
    "rf": RandomForestClassifier(random_state=3),
    "gb": GradientBoostingClassifier(random_state=3),
}

# %% tags=["train"]
for name, m in models.items():
    m.fit(Xtr, ytr)

# %% tags=["evaluate"]
scores = {name: f1_score(yte, m.predict(Xte)) for name, m in models.items()}
pd.Series(scores).sort_values()

# %% tags=["evaluate"]
pd.Series(scores).plot.barh()

# %% tags=["evaluate"]
best = max(scores, key=scores.get)
ConfusionMatrixDisplay.from_estimator(models[best], Xte, yte)
plt.show()
