# %% tags=["preprocess"]
import threading

lock = threading.Lock()
with lock:
    n = len("abc")

# %% tags=["evaluate"]
with lock:
    print(n)
