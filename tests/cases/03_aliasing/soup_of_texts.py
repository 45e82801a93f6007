# %% tags=["preprocess"]
import numpy as np
from bs4 import BeautifulSoup

reviews = np.array(["<p>good</p>", "<b>bad</b>", "<p>dull</p>"])
train_reviews = reviews[:2]
test_reviews = reviews[2:]

# %% tags=["train"]
def clean(texts):
    found = []
    for text in texts:
        soup = BeautifulSoup(text, "html.parser")
        [tag.extract() for tag in soup(["script"])]
        found.append(soup.get_text())
    return found

train_reviews = clean(train_reviews)
test_reviews = clean(test_reviews)

# %% tags=["evaluate"]
print(train_reviews, test_reviews)
