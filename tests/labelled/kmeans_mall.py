# %% tags=["imports"]
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler
from sklearn.metrics import silhouette_score
sns.set()

# %% tags=["preprocess"]
df = pd.read_csv('Mall_Customers.csv')
df.rename(columns={'Annual Income (k$)': 'Income', 'Spending Score (1-100)': 'Score'}, inplace=True)
df.head()

# %% tags=["skip"]
df.describe().T

# %% tags=["skip"]
for col in ['Age', 'Income', 'Score']:
    plt.figure()
    sns.histplot(df[col])

# %% tags=["preprocess"]
X = df[['Income', 'Score']]
scaler = StandardScaler()
X_scaled = scaler.fit_transform(X)

# %% tags=["train"]
inertias = []
for k in range(1, 11):
    km = KMeans(n_clusters=k, random_state=0, n_init=10)
    km.fit(X_scaled)
    inertias.append(km.inertia_)

# %% tags=["evaluate"]
plt.plot(range(1, 11), inertias, 'bx-')
plt.title('The Elbow Method')
plt.show()

# %% tags=["train"]
kmeans = KMeans(n_clusters=5, random_state=0, n_init=10)
df['cluster'] = kmeans.fit_predict(X_scaled)

# %% tags=["evaluate"]
print("silhouette:", silhouette_score(X_scaled, df['cluster']))

# %% tags=["evaluate"]
sns.scatterplot(data=df, x='Income', y='Score', hue='cluster', palette='tab10')
plt.show()

# %% tags=["evaluate"]
df.groupby('cluster')[['Age', 'Income', 'Score']].mean()
