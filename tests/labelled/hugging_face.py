# %% tags=["imports"]
import numpy as np
import pandas as pd
from datasets import Dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments
from sklearn.metrics import accuracy_score

# %% tags=["parameters"]
CHECKPOINT = "distilbert-base-uncased"
MAX_LEN = 128
N_EPOCHS = 2

# %% tags=["preprocess"]
df = pd.read_csv("tweets.csv").dropna()
ds = Dataset.from_pandas(df).train_test_split(test_size=0.2, seed=1)

# %% tags=["preprocess"]
tokenizer = AutoTokenizer.from_pretrained(CHECKPOINT)

# %% tags=["functions"]
def tokenize(batch):
    return tokenizer(batch["text"], truncation=True, padding="max_length", max_length=MAX_LEN)

# %% tags=["preprocess"]
ds = ds.map(tokenize, batched=True)

# %% tags=["functions"]
def compute_metrics(pred):
    labels = pred.label_ids
    preds = pred.predictions.argmax(-1)
    return {"accuracy": accuracy_score(labels, preds)}

# %% tags=["train"]
model = AutoModelForSequenceClassification.from_pretrained(CHECKPOINT, num_labels=3)
args = TrainingArguments("out", num_train_epochs=N_EPOCHS, per_device_train_batch_size=16)
trainer = Trainer(model=model, args=args, train_dataset=ds["train"], eval_dataset=ds["test"],
                  compute_metrics=compute_metrics)

# %% tags=["train"]
trainer.train()

# %% tags=["evaluate"]
trainer.evaluate()

# %% tags=["predict"]
output = trainer.predict(ds["test"])
preds = np.argmax(output.predictions, axis=1)
