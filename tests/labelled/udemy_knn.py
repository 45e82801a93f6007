# %% [markdown]
# # K Nearest Neighbors Project
# %% [markdown]
# ## Import Libraries
# %% tags=["imports"]
import pandas as pd
import numpy as np
import matplotlib.pyplot as plt
import seaborn as sns

# %% [markdown]
# ## Get the Data
# %% tags=["preprocess"]
df = pd.read_csv('KNN_Project_Data')

# %% tags=["skip"]
df.head()

# %% tags=["skip"]
sns.pairplot(df, hue='TARGET CLASS', palette='coolwarm')

# %% [markdown]
# ## Standardize the Variables
# %% tags=["imports"]
from sklearn.preprocessing import StandardScaler

# %% tags=["preprocess"]
scaler = StandardScaler()

# %% tags=["preprocess"]
scaler.fit(df.drop('TARGET CLASS', axis=1))

# %% tags=["preprocess"]
scaled_features = scaler.transform(df.drop('TARGET CLASS', axis=1))

# %% tags=["skip"]
df_feat = pd.DataFrame(scaled_features, columns=df.columns[:-1])
df_feat.head()

# %% [markdown]
# ## Train Test Split
# %% tags=["imports"]
from sklearn.model_selection import train_test_split

# %% tags=["preprocess"]
X_train, X_test, y_train, y_test = train_test_split(scaled_features, df['TARGET CLASS'], test_size=0.30)

# %% [markdown]
# ## Using KNN
# %% tags=["imports"]
from sklearn.neighbors import KNeighborsClassifier

# %% tags=["train"]
knn = KNeighborsClassifier(n_neighbors=1)

# %% tags=["train"]
knn.fit(X_train, y_train)

# %% [markdown]
# ## Predictions and Evaluations
# %% tags=["predict"]
pred = knn.predict(X_test)

# %% tags=["imports"]
from sklearn.metrics import classification_report, confusion_matrix

# %% tags=["evaluate"]
print(confusion_matrix(y_test, pred))

# %% tags=["evaluate"]
print(classification_report(y_test, pred))

# %% [markdown]
# ## Choosing a K Value
# %% tags=["train"]
error_rate = []
for i in range(1, 40):
    knn = KNeighborsClassifier(n_neighbors=i)
    knn.fit(X_train, y_train)
    pred_i = knn.predict(X_test)
    error_rate.append(np.mean(pred_i != y_test))

# %% tags=["evaluate"]
plt.figure(figsize=(10, 6))
plt.plot(range(1, 40), error_rate, color='blue', linestyle='dashed', marker='o')
plt.title('Error Rate vs. K Value')
