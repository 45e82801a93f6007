# %% [markdown]
# # Bank marketing
# Which classifier should we use?

# %% tags=["imports"]
import pandas as pd
import numpy as np
import matplotlib.pyplot as plt
import seaborn as sns
# %matplotlib inline

# %% tags=["preprocess"]
bank = pd.read_csv("bank.csv", sep=";")
bank.head()

# %% tags=["skip"]
bank.info()

# %% tags=["skip"]
sns.countplot(x="y", data=bank)

# %% tags=["preprocess"]
bank = bank.drop_duplicates()
bank["y"] = bank["y"].map({"no": 0, "yes": 1})
bank = pd.get_dummies(bank, drop_first=True)

# %% tags=["preprocess"]
from sklearn.model_selection import train_test_split
X = bank.drop("y", axis=1)
y = bank["y"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=8)

# %% tags=["preprocess"]
from sklearn.preprocessing import StandardScaler
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)

# %% [markdown]
# ## Choose k for the neighbours

# %% tags=["train"]
from sklearn.neighbors import KNeighborsClassifier
from sklearn.model_selection import cross_val_score
ks = [3, 5, 9, 15, 25]
cv_means = []
for k in ks:
    cv_means.append(cross_val_score(KNeighborsClassifier(n_neighbors=k), X_train, y_train, cv=5).mean())
best_k = ks[int(np.argmax(cv_means))]

# %% tags=["evaluate"]
plt.plot(ks, cv_means, marker="o")
plt.xlabel("k")

# %% [markdown]
# ## Logistic regression

# %% tags=["train"]
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score
scores = {}
model = LogisticRegression(max_iter=1000)
model.fit(X_train, y_train)

# %% tags=["predict"]
y_pred = model.predict(X_test)

# %% tags=["evaluate"]
cm = confusion_matrix(y_test, y_pred)
sns.heatmap(cm, annot=True, fmt="d")
scores["logistic"] = accuracy_score(y_test, y_pred)

# %% tags=["evaluate"]
print(scores["logistic"])

# %% [markdown]
# ## K nearest neighbours

# %% tags=["train", "predict"]
model = KNeighborsClassifier(n_neighbors=best_k)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

# %% tags=["evaluate"]
cm = confusion_matrix(y_test, y_pred)
sns.heatmap(cm, annot=True, fmt="d")
scores["knn"] = accuracy_score(y_test, y_pred)

# %% [markdown]
# ## Naive Bayes

# %% tags=["train", "predict", "evaluate"]
from sklearn.naive_bayes import GaussianNB
model = GaussianNB()
model.fit(X_train, y_train)
y_pred = model.predict(X_test)
cm = confusion_matrix(y_test, y_pred)
scores["bayes"] = accuracy_score(y_test, y_pred)
cm

# %% [markdown]
# ## Decision tree

# %% tags=["train", "predict", "evaluate"]
from sklearn.tree import DecisionTreeClassifier
model = DecisionTreeClassifier(max_depth=6, random_state=8)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)
cm = confusion_matrix(y_test, y_pred)
scores["tree"] = accuracy_score(y_test, y_pred)
print(cm)
print("f1:", round(f1_score(y_test, y_pred), 3))

# %% tags=["evaluate"]
imp = pd.DataFrame({"column": X.columns, "importance": model.feature_importances_})
imp.sort_values("importance", ascending=False).head(10)

# %% [markdown]
# ## Random forest

# %% tags=["train", "evaluate"]
from sklearn.ensemble import RandomForestClassifier
model = RandomForestClassifier(n_estimators=300, random_state=8)
model.fit(X_train, y_train)
model.score(X_test, y_test)

# %% tags=["predict"]
y_pred = model.predict(X_test)

# %% tags=["evaluate"]
cm = confusion_matrix(y_test, y_pred)
scores["forest"] = accuracy_score(y_test, y_pred)

# %% [markdown]
# ## Conclusion

# %% tags=["evaluate"]
result = pd.Series(scores, name="accuracy").sort_values(ascending=False)
result

# %% tags=["evaluate"]
result.plot.barh()
plt.xlim(0.8, 1)

# %% tags=["evaluate"]
winner = result.index[0]
print("Best:", winner)

# %% tags=["evaluate"]
round(scores[winner], 3)
