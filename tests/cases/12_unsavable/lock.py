# %% tags=["preprocess"]
import threading

lock = threading.Lock()
with lock:
    n = sum(1 for c in "abc")

# %% tags=["evaluate"]
with lock:
    print(n)
