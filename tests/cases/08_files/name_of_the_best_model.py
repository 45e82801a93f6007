# %% tags=["preprocess"]
import os
import pickle

scores = {"ridge": 0.7, "lasso": 0.6}

# %% tags=["train"]
best = max(scores, key=scores.get)
os.makedirs("models", exist_ok=True)
with open("models/" + best + ".pkl", "wb") as file:
    pickle.dump({"model": best}, file)
with open(os.path.join("models", "%s_copy.pkl" % best), "wb") as file:
    pickle.dump({"model": best}, file)

# %% tags=["evaluate"]
print(best, scores[best])
