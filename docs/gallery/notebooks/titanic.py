# %% [markdown]
# # Titanic: my first submission
# A competition notebook: everything at module level, columns added one by one. Public domain; the passengers are made up.

# %%
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score

# %%
train = pd.read_csv("data/titanic_train.csv")
test = pd.read_csv("data/titanic_test.csv")
train.head()

# %%
sns.countplot(data=train, x="Sex", hue="Survived")
plt.show()

# %%
for df in [train, test]:
    df["Age"] = df["Age"].fillna(train["Age"].median())
    df["FamilySize"] = df["SibSp"] + df["Parch"] + 1
    df["IsFemale"] = (df["Sex"] == "female").astype(int)

# %%
features = ["Pclass", "Age", "FamilySize", "IsFemale", "Fare"]
X = train[features]
y = train["Survived"]
X_test = test[features]

# %%
model = RandomForestClassifier(n_estimators=50, max_depth=4, random_state=1)
print("CV:", cross_val_score(model, X, y, cv=3).mean())
model.fit(X, y)

# %%
predictions = model.predict(X_test)

# %%
submission = pd.DataFrame({"PassengerId": test.PassengerId, "Survived": predictions})
submission.to_csv("submission.csv", index=False)
print("Your submission was successfully saved!")
