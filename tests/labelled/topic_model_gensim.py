# %% tags=["imports"]
import re
import pandas as pd
import gensim
import gensim.corpora as corpora
from gensim.models import CoherenceModel
from nltk.corpus import stopwords
import pyLDAvis.gensim_models
from wordcloud import WordCloud
import matplotlib.pyplot as plt

# %% tags=["preprocess"]
papers = pd.read_csv("papers.csv").sample(1000, random_state=5)
papers = papers.drop(columns=["id", "event_type", "pdf_name"])

# %% tags=["preprocess"]
papers["text"] = papers["paper_text"].map(lambda t: re.sub(r"[,\.!?]", "", t.lower()))

# %% tags=["skip"]
cloud = WordCloud(background_color="white", max_words=5000)
cloud.generate(",".join(papers["text"].values))
plt.imshow(cloud)

# %% tags=["functions"]
stop_words = stopwords.words("english")

def tokens(texts):
    for text in texts:
        yield [w for w in gensim.utils.simple_preprocess(text, deacc=True) if w not in stop_words]

# %% tags=["preprocess"]
words = list(tokens(papers["text"]))
id2word = corpora.Dictionary(words)
corpus = [id2word.doc2bow(doc) for doc in words]

# %% tags=["train"]
lda = gensim.models.LdaMulticore(corpus=corpus, id2word=id2word, num_topics=10, random_state=100)

# %% tags=["evaluate"]
for topic in lda.print_topics():
    print(topic)

# %% tags=["evaluate"]
coherence = CoherenceModel(model=lda, texts=words, dictionary=id2word, coherence="c_v").get_coherence()
print("coherence", coherence)

# %% tags=["evaluate"]
vis = pyLDAvis.gensim_models.prepare(lda, corpus, id2word)
pyLDAvis.save_html(vis, "lda.html")
