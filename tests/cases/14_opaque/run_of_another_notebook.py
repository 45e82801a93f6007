# %% tags=["preprocess"]
%run other.ipynb
rows = [n for n in range(3)]

# %% tags=["evaluate"]
print(rows)
