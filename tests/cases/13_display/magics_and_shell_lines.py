# %% tags=["preprocess"]
%matplotlib inline
rows = [n for n in range(3)]
!ls

# %% tags=["evaluate"]
%%time
print(rows)
