# %% tags=["imports"]
import pandas as pd
from sklearn.tree import DecisionTreeClassifier
from sklearn.model_selection import train_test_split
from sklearn.metrics import accuracy_score

# %% tags=["preprocess", "train"]
df = pd.read_csv("loans.csv")
df = df.dropna()
X = df.drop("default", axis=1)
y = df["default"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
tree = DecisionTreeClassifier(max_depth=4)
tree.fit(X_train, y_train)

# %% tags=["predict", "evaluate"]
pred = tree.predict(X_test)
acc = accuracy_score(y_test, pred)
print(acc)
