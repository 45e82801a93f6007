# %% tags=["imports"]
import re
import string
import nltk
import pandas as pd
from nltk.corpus import stopwords
from nltk.stem import PorterStemmer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.model_selection import train_test_split
from sklearn.metrics import confusion_matrix, classification_report
nltk.download("stopwords")

# %% tags=["preprocess"]
reviews = pd.read_csv("IMDB Dataset.csv")
reviews["sentiment"].value_counts()

# %% tags=["functions"]
stemmer = PorterStemmer()
stop = set(stopwords.words("english"))

def clean_text(text):
    text = re.sub(r"<.*?>", " ", text.lower())
    text = text.translate(str.maketrans("", "", string.punctuation))
    return " ".join(stemmer.stem(w) for w in text.split() if w not in stop)

# %% tags=["preprocess"]
reviews["clean"] = reviews["review"].apply(clean_text)

# %% tags=["preprocess"]
reviews["length"] = reviews["clean"].str.len()
reviews["length"].hist(bins=50)

# %% tags=["preprocess"]
X_train, X_test, y_train, y_test = train_test_split(
    reviews["clean"], reviews["sentiment"], test_size=0.2, random_state=42)

# %% tags=["preprocess"]
tfidf = TfidfVectorizer(max_features=5000, ngram_range=(1, 2))
X_train_vec = tfidf.fit_transform(X_train)
X_test_vec = tfidf.transform(X_test)

# %% tags=["train"]
nb = MultinomialNB()
nb.fit(X_train_vec, y_train)

# %% tags=["predict"]
y_pred = nb.predict(X_test_vec)

# %% tags=["evaluate"]
print(confusion_matrix(y_test, y_pred))
print(classification_report(y_test, y_pred))

# %% tags=["predict"]
sample = ["What a wonderful film, I loved it"]
sample_vec = tfidf.transform([clean_text(s) for s in sample])
print(nb.predict(sample_vec))
