# %% tags=["preprocess"]
import math as m

a = m.floor(2.5)
import json as m

print(m.dumps([a]))
