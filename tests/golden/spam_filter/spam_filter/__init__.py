"""SMS spam filter
TF-IDF + logistic regression. Based on last year's course notebook, cleaned up a bit.
"""
