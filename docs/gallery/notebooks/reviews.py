# %% [markdown]
# # What do people think of our kettle?
# A text classifier, with a plot after every step. Public domain; the reviews are made up.

# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import ConfusionMatrixDisplay, classification_report, f1_score
from sklearn.model_selection import train_test_split

sns.set_theme()

# %%
reviews = pd.read_csv("data/reviews.csv")
reviews["words"] = reviews.text.str.split().str.len()

# %%
reviews.label.value_counts().plot.bar(title="Labels")
plt.show()

# %%
sns.histplot(data=reviews, x="words", hue="label")
plt.title("Length of reviews")
plt.show()

# %%
train_text, test_text, train_label, test_label = train_test_split(
    reviews.text, reviews.label, test_size=0.3, random_state=7, stratify=reviews.label
)
vectorizer = TfidfVectorizer(ngram_range=(1, 2))
train_matrix = vectorizer.fit_transform(train_text)
test_matrix = vectorizer.transform(test_text)

# %%
clf = LogisticRegression(C=10)
clf.fit(train_matrix, train_label)

# %%
weights = pd.Series(clf.coef_[0], index=vectorizer.get_feature_names_out())
weights.sort_values().iloc[[0, 1, 2, 3, -4, -3, -2, -1]].plot.barh()
plt.title("Words that decide")
plt.show()

# %%
predicted = clf.predict(test_matrix)

# %%
print(classification_report(test_label, predicted, zero_division=0))
print("F1:", f1_score(test_label, predicted, pos_label="good"))
ConfusionMatrixDisplay.from_predictions(test_label, predicted)
plt.savefig("confusion.png")
