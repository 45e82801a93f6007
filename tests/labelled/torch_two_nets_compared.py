# %% [markdown]
# # Garment pictures: MLP or LeNet?

# %% tags=["imports"]
import json
import random
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, random_split
from torchvision import datasets, transforms

# %% tags=["functions"]
def seed_all(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)

torch.manual_seed(11)

# %% tags=["parameters"]
ROOT = "data/fmnist"
BATCH = 128
EPOCHS = 4
LR = 3e-3

# %% tags=["preprocess"]
tfm = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.286,), (0.353,))])
full = datasets.FashionMNIST(ROOT, train=True, download=True, transform=tfm)
test_set = datasets.FashionMNIST(ROOT, train=False, download=True, transform=tfm)
train_set, val_set = random_split(full, [55_000, 5_000])

# %% tags=["skip"]
print(len(train_set), len(val_set), len(test_set))

# %% tags=["skip"]
fig, axes = plt.subplots(1, 6, figsize=(9, 2))
for ax, i in zip(axes, range(6)):
    ax.imshow(full[i][0].squeeze(), cmap="gray")
    ax.axis("off")

# %% tags=["preprocess"]
train_dl = DataLoader(train_set, batch_size=BATCH, shuffle=True)
val_dl = DataLoader(val_set, batch_size=BATCH)
test_dl = DataLoader(test_set, batch_size=BATCH)

# %% tags=["functions"]
class MLP(nn.Module):
    def __init__(self, hidden=256):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10))

    def forward(self, x):
        return self.net(x)


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5), nn.ReLU(), nn.AvgPool2d(2),
        )
        self.head = nn.Sequential(nn.Flatten(), nn.Linear(400, 84), nn.ReLU(), nn.Linear(84, 10))

    def forward(self, x):
        return self.head(self.conv(x))

# %% tags=["functions"]
def run_epoch(net, loader, loss_fn, opt=None):
    net.train(opt is not None)
    total, hits, seen = 0.0, 0, 0
    with torch.set_grad_enabled(opt is not None):
        for xb, yb in loader:
            out = net(xb)
            loss = loss_fn(out, yb)
            if opt is not None:
                opt.zero_grad()
                loss.backward()
                opt.step()
            total += loss.item() * len(xb)
            hits += (out.argmax(1) == yb).sum().item()
            seen += len(xb)
    return total / seen, hits / seen

# %% tags=["train"]
nets = {"mlp": MLP(), "lenet": LeNet()}
loss_fn = nn.CrossEntropyLoss()

# %% tags=["train"]
history = {}
for name, net in nets.items():
    opt = torch.optim.Adam(net.parameters(), lr=LR)
    history[name] = []
    for epoch in range(EPOCHS):
        tr_loss, tr_acc = run_epoch(net, train_dl, loss_fn, opt)
        va_loss, va_acc = run_epoch(net, val_dl, loss_fn)
        history[name].append((tr_loss, va_loss, va_acc))
        print(f"{name} {epoch}: {tr_loss:.3f} {va_loss:.3f} {va_acc:.3f}")

# %% tags=["evaluate"]
for name, rows in history.items():
    plt.plot([r[1] for r in rows], label=name)
plt.legend()
plt.ylabel("validation loss")
plt.show()

# %% tags=["evaluate"]
final = {name: rows[-1][2] for name, rows in history.items()}
final

# %% tags=["train"]
torch.save(nets["lenet"].state_dict(), "lenet.pt")

# %% tags=["predict"]
net = nets["lenet"].eval()
preds = []
with torch.no_grad():
    for xb, _ in test_dl:
        preds.append(net(xb).argmax(1))
preds = torch.cat(preds)

# %% tags=["evaluate"]
labels = test_set.targets
print(f"test accuracy {(preds == labels).float().mean():.4f}")

# %% tags=["evaluate"]
class_names = full.classes
for k, name in enumerate(class_names):
    mask = labels == k
    print(f"{name:12s} {(preds[mask] == k).float().mean():.2f}")
