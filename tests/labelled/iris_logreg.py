# %% [markdown]
# # Iris with logistic regression
# %% tags=["imports"]
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn import metrics

# %% tags=["preprocess"]
iris = load_iris(as_frame=True)
df = iris.frame
df.head()

# %% tags=["skip"]
df.describe()

# %% tags=["skip"]
sns.pairplot(df, hue="target")
plt.show()

# %% tags=["preprocess"]
X = df.drop(columns="target")
y = df["target"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1)

# %% tags=["train"]
clf = LogisticRegression(max_iter=500)
clf.fit(X_train, y_train)

# %% tags=["predict"]
y_pred = clf.predict(X_test)

# %% tags=["evaluate"]
print("Accuracy:", metrics.accuracy_score(y_test, y_pred))

# %% tags=["evaluate"]
print(metrics.classification_report(y_test, y_pred))
