# %% tags=["functions"]
def clean(text):
    return text.strip().lower()


class Cleaner:
    def transform(self, texts):
        return [clean(t) for t in texts]

# %% tags=["train"]
cleaner = Cleaner()

# %% tags=["evaluate"]
print(cleaner.transform([" A ", "b"]))
