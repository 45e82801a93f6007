# %% tags=["imports"]
import numpy as np
import pandas as pd
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Embedding, LSTM, Dense
from sklearn.model_selection import train_test_split
from sklearn.metrics import accuracy_score
import pickle

# %% tags=["parameters"]
VOCAB = 10000
MAXLEN = 100
EMB = 64

# %% tags=["preprocess"]
data = pd.read_json("Sarcasm_Headlines_Dataset.json", lines=True)
data = data[["headline", "is_sarcastic"]]

# %% tags=["skip"]
data.is_sarcastic.value_counts().plot(kind="bar")

# %% tags=["preprocess"]
X_train, X_test, y_train, y_test = train_test_split(data.headline, data.is_sarcastic, test_size=0.2)

# %% tags=["preprocess"]
tok = Tokenizer(num_words=VOCAB, oov_token="<OOV>")
tok.fit_on_texts(X_train)
train_seq = pad_sequences(tok.texts_to_sequences(X_train), maxlen=MAXLEN)
test_seq = pad_sequences(tok.texts_to_sequences(X_test), maxlen=MAXLEN)

# %% tags=["preprocess"]
with open("tokenizer.pkl", "wb") as f:
    pickle.dump(tok, f)

# %% tags=["train"]
model = Sequential([
    Embedding(VOCAB, EMB),
    LSTM(32),
    Dense(1, activation="sigmoid"),
])
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])

# %% tags=["train"]
hist = model.fit(train_seq, y_train, epochs=3, validation_split=0.1)

# %% tags=["train"]
model.save("sarcasm.keras")

# %% tags=["evaluate"]
pd.DataFrame(hist.history).plot()

# %% tags=["predict"]
y_prob = model.predict(test_seq)
y_pred = (y_prob > 0.5).astype(int).ravel()

# %% tags=["evaluate"]
print("accuracy", accuracy_score(y_test, y_pred))

# %% tags=["predict"]
headline = ["area man wins local award for being average"]
seq = pad_sequences(tok.texts_to_sequences(headline), maxlen=MAXLEN)
print("sarcastic" if model.predict(seq)[0][0] > 0.5 else "serious")
