# %% tags=["imports"]
import matplotlib.pyplot as plt
from scipy.cluster import hierarchy

# %% tags=["preprocess"]
links = hierarchy.linkage([[0.0], [1.0], [5.0]])

# %% tags=["evaluate"]
fig, ax = plt.subplots()
hierarchy.dendrogram(links, ax=ax)
plt.show()
