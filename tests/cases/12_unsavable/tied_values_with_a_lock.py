# %% tags=["preprocess"]
import threading

counts = {"n": [1]}
guarded = [counts["n"], threading.Lock()]

# %% tags=["evaluate"]
counts["n"].append(2)
print(guarded[0])
