# %% tags=["imports"]
# This Python 3 environment comes with many helpful analytics libraries installed
import numpy as np # linear algebra
import pandas as pd # data processing, CSV file I/O (e.g. pd.read_csv)
import os
for dirname, _, filenames in os.walk('/kaggle/input'):
    for filename in filenames:
        print(os.path.join(dirname, filename))

# %% tags=["preprocess"]
train = pd.read_csv('../input/titanic/train.csv')
test = pd.read_csv('../input/titanic/test.csv')
train.head()

# %% tags=["skip"]
train.info()

# %% tags=["skip"]
women = train.loc[train.Sex == 'female']["Survived"]
rate_women = sum(women)/len(women)
print("% of women who survived:", rate_women)

# %% tags=["preprocess"]
full = [train, test]
for d in full:
    d['Title'] = d.Name.str.extract(r' ([A-Za-z]+)\.', expand=False)
    d['FamilySize'] = d['SibSp'] + d['Parch'] + 1
    d['Age'] = d['Age'].fillna(d['Age'].median())
    d['Fare'] = d['Fare'].fillna(d['Fare'].median())

# %% tags=["preprocess"]
train['Sex'] = train['Sex'].map({'male': 0, 'female': 1})
test['Sex'] = test['Sex'].map({'male': 0, 'female': 1})

# %% tags=["skip"]
train[['Title', 'Survived']].groupby(['Title'], as_index=False).mean()

# %% tags=["preprocess", "train"]
from sklearn.ensemble import RandomForestClassifier

y = train["Survived"]
features = ["Pclass", "Sex", "Age", "Fare", "FamilySize"]
X = pd.get_dummies(train[features])
X_test = pd.get_dummies(test[features])
model = RandomForestClassifier(n_estimators=100, max_depth=5, random_state=1)
model.fit(X, y)

# %% tags=["evaluate"]
from sklearn.model_selection import cross_val_score
scores = cross_val_score(model, X, y, cv=10, scoring='accuracy')
print(scores.mean())

# %% tags=["predict"]
predictions = model.predict(X_test)
output = pd.DataFrame({'PassengerId': test.PassengerId, 'Survived': predictions})
output.to_csv('submission.csv', index=False)
print("Your submission was successfully saved!")
