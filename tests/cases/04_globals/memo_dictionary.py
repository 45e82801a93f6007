# %% tags=["preprocess"]
memo = {}


def fib(n):
    if n < 2:
        return n
    if n not in memo:
        memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]


print(fib(10))

# %% tags=["train"]
print(fib(12))

# %% tags=["evaluate"]
print(fib(5), len(memo))
