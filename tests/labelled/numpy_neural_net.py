# %% tags=["imports"]
import numpy as np
import h5py
import matplotlib.pyplot as plt
np.random.seed(1)

# %% tags=["preprocess"]
f = h5py.File("train_catvnoncat.h5", "r")
train_x_orig = np.array(f["train_set_x"][:])
train_y = np.array(f["train_set_y"][:]).reshape(1, -1)

# %% tags=["skip"]
plt.imshow(train_x_orig[10])

# %% tags=["preprocess"]
train_x = train_x_orig.reshape(train_x_orig.shape[0], -1).T / 255.

# %% tags=["functions"]
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %% tags=["functions"]
def initialize(n_x, n_h):
    return {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(1, n_h) * 0.01, "b2": np.zeros((1, 1))}

# %% tags=["functions"]
def nn_model(X, Y, n_h, num_iterations=10000, learning_rate=0.01):
    p = initialize(X.shape[0], n_h)
    costs = []
    for i in range(num_iterations):
        A1 = np.tanh(p["W1"] @ X + p["b1"])
        A2 = sigmoid(p["W2"] @ A1 + p["b2"])
        dZ2 = A2 - Y
        p["W2"] -= learning_rate * dZ2 @ A1.T / X.shape[1]
        costs.append(-np.mean(Y * np.log(A2)))
    return p, costs

def predict(p, X):
    A1 = np.tanh(p["W1"] @ X + p["b1"])
    return sigmoid(p["W2"] @ A1 + p["b2"]) > 0.5

# %% tags=["train"]
parameters, costs = nn_model(train_x, train_y, n_h=7)

# %% tags=["evaluate"]
plt.plot(costs)
plt.ylabel("cost")
plt.show()

# %% tags=["predict"]
y_prediction = predict(parameters, train_x)

# %% tags=["evaluate"]
print("train accuracy: {} %".format(100 - np.mean(np.abs(y_prediction - train_y)) * 100))
