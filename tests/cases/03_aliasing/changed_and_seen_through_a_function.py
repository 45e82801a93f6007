# %%
import json

# %% tags=["predict"]
total = 'a b'.split()
match total:
    case data:
        total += []
c = [data]
def h(x):
    print(c)

# %% tags=["train"]
try:
    data.append(1)
    {}['zz']
except KeyError as seen:
    print({'n': h(3)})
