# %% tags=["preprocess"]
import joblib

images = joblib.load("images.joblib")
first, second = images[:10], images[10:]
left = [first]
right = [second]

# %% tags=["train"]
for step in range(2):
    left.append(first)
    right.append(second)

# %% tags=["evaluate"]
print(len(left), len(right))
