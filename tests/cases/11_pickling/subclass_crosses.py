# %% tags=["functions"]
class Base:
    factor = 2

    def run(self, x):
        return self.factor * x


class Child(Base):
    factor = 3

# %% tags=["train"]
worker = Child()

# %% tags=["evaluate"]
print(worker.run(5), isinstance(worker, Base))
