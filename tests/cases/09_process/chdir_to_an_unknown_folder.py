# %% tags=["preprocess"]
import os
import tempfile

os.chdir(tempfile.mkdtemp())
with open("t.csv", "w") as file:
    file.write("a")

# %% tags=["train"]
with open("t.csv") as file:
    print(file.read())
