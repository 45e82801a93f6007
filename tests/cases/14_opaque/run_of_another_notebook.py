# %% tags=["preprocess"]
%run gone.ipynb
rows = [n for n in range(3)]

# %% tags=["evaluate"]
print(rows)
