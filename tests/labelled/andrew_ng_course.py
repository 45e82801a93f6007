# %% [markdown]
# # Linear regression from scratch
# %% tags=["imports"]
import numpy as np
import matplotlib.pyplot as plt

# %% tags=["preprocess"]
data = np.loadtxt("ex1data1.txt", delimiter=",")
X = data[:, 0]
y = data[:, 1]
m = y.size

# %% tags=["skip"]
plt.scatter(X, y, marker="x", c="r")
plt.xlabel("Population")
plt.ylabel("Profit")

# %% tags=["preprocess"]
X = np.stack([np.ones(m), X], axis=1)

# %% tags=["functions"]
def compute_cost(X, y, theta):
    h = X @ theta
    return ((h - y) ** 2).sum() / (2 * len(y))

# %% tags=["functions"]
def gradient_descent(X, y, theta, alpha, num_iters):
    history = []
    theta = theta.copy()
    for i in range(num_iters):
        theta -= alpha / len(y) * (X.T @ (X @ theta - y))
        history.append(compute_cost(X, y, theta))
    return theta, history

# %% tags=["train"]
theta = np.zeros(2)
iterations = 1500
alpha = 0.01
theta, J_history = gradient_descent(X, y, theta, alpha, iterations)
print("theta found by gradient descent:", theta)

# %% tags=["evaluate"]
plt.plot(J_history)
plt.xlabel("iteration")
plt.ylabel("cost")

# %% tags=["evaluate"]
plt.scatter(X[:, 1], y, marker="x", c="r")
plt.plot(X[:, 1], X @ theta)
plt.show()

# %% tags=["predict"]
predict1 = np.array([1, 3.5]) @ theta
print("For population = 35,000, we predict a profit of", predict1 * 10000)
