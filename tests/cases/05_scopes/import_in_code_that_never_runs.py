# %%
import math

# %% tags=["train"]
if True:
    for i in range(2):
        print(i)
else:
    import math
pairs = math.floor(1.5)
print(pairs)
