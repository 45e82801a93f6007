"""What several stages of spam_filter use."""

import re

URL_RE = re.compile(r"(https?://\S+|www\.\S+|\S+\.example\S*)")


def clean_text(text):
    text = text.lower()
    text = URL_RE.sub(" urltoken ", text)
    text = re.sub(r"\d{5,}", " numtoken ", text)
    text = re.sub(r"[^a-z'!\s]", " ", text)
    # keep the exclamation marks, they matter
    text = text.replace("!", " ! ")
    return re.sub(r"\s+", " ", text).strip()


def tokenize(text, *, STOPWORDS: set):
    return [w for w in text.split(" ") if w and w not in STOPWORDS]
