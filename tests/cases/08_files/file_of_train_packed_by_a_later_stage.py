# %% tags=["train"]
import numpy as np

np.save("kept.npy", np.arange(3))
# %% tags=["evaluate"]
import zipfile

with zipfile.ZipFile("all.zip", "w") as archive:
    archive.write("kept.npy")
print(zipfile.ZipFile("all.zip").testzip())
