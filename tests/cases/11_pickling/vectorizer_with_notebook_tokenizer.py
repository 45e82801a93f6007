# %% tags=["imports"]
from sklearn.feature_extraction.text import CountVectorizer

# %% tags=["functions"]
def tokens(text):
    return text.lower().split("|")

# %% tags=["preprocess"]
docs = ["A|b", "b|C|b"]

# %% tags=["train"]
vectorizer = CountVectorizer(tokenizer=tokens, token_pattern=None)
counts = vectorizer.fit_transform(docs)

# %% tags=["evaluate"]
print(vectorizer.get_feature_names_out().tolist(), counts.toarray().tolist())
print(vectorizer.transform(["a|a"]).toarray().tolist())
