# %% tags=["functions"]
class Account:
    def __init__(self, n):
        self.__n = n

    def show(self):
        return self.__n

# %% tags=["preprocess"]
account = Account(sum(1 for c in "abc"))

# %% tags=["evaluate"]
print(account.show(), sorted(vars(account)))
