# %% tags=["imports"]
import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader, TensorDataset
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split

torch.manual_seed(0)

# %% tags=["parameters"]
LR = 1e-3
EPOCHS = 20
BATCH = 64

# %% tags=["preprocess"]
df = pd.read_csv("data/wine.csv", sep=";")
X = df.drop("quality", axis=1).values
y = (df["quality"] > 5).astype(int).values
X_train, X_val, y_train, y_val = train_test_split(X, y, stratify=y, random_state=7)

# %% tags=["preprocess"]
scaler = StandardScaler().fit(X_train)
X_train = torch.tensor(scaler.transform(X_train), dtype=torch.float32)
X_val = torch.tensor(scaler.transform(X_val), dtype=torch.float32)
y_train = torch.tensor(y_train, dtype=torch.float32)
y_val = torch.tensor(y_val, dtype=torch.float32)

# %% tags=["preprocess"]
train_loader = DataLoader(TensorDataset(X_train, y_train), batch_size=BATCH, shuffle=True)

# %% tags=["functions"]
class Net(nn.Module):
    def __init__(self, n_in):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(n_in, 64), nn.ReLU(), nn.Linear(64, 1))

    def forward(self, x):
        return self.layers(x).squeeze(1)

# %% tags=["train"]
model = Net(X_train.shape[1])
criterion = nn.BCEWithLogitsLoss()
optimizer = optim.Adam(model.parameters(), lr=LR)

# %% tags=["train"]
losses = []
for epoch in range(EPOCHS):
    model.train()
    total = 0.0
    for xb, yb in train_loader:
        optimizer.zero_grad()
        loss = criterion(model(xb), yb)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(xb)
    losses.append(total / len(X_train))
    print(f"epoch {epoch}: {losses[-1]:.4f}")

# %% tags=["train"]
torch.save(model.state_dict(), "net.pt")

# %% tags=["predict"]
model.eval()
with torch.no_grad():
    logits = model(X_val)
preds = (torch.sigmoid(logits) > 0.5).float()

# %% tags=["evaluate"]
accuracy = (preds == y_val).float().mean().item()
print(f"validation accuracy: {accuracy:.3f}")
