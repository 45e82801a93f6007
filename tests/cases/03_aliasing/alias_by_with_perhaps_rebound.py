# %%
import contextlib

# %% tags=["preprocess"]
a = {"k": 1, "y": 2}
with contextlib.nullcontext(a) as table:
    a["k"] = [1]
a = table

# %% tags=["evaluate"]
a.update({"y": 3})

# %% tags=["predict"]
with contextlib.suppress():
    a = [1]
    print(len(table))

# %% tags=["evaluate"]
del a[0]
table.update(z=1)
print(a, table)
