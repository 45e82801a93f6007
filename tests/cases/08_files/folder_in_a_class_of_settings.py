# %% tags=["train"]
import os
import pickle


class Settings:
    folder = "checkpoints"


os.makedirs(Settings.folder, exist_ok=True)
for epoch in range(2):
    with open(f"{Settings.folder}/epoch_{epoch}.pkl", "wb") as file:
        pickle.dump(epoch, file)
print("saved")

# %% tags=["evaluate"]
print(epoch)
