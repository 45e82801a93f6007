"""SMS spam filter: scripts made from the notebook spam_filter.ipynb."""
