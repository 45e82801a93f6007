# %% tags=["preprocess"]
import threading

state = {"lock": threading.Lock(), "n": 3}

# %% tags=["evaluate"]
with state["lock"]:
    print(state["n"])
