"""House prices

Regression on log price. Encoders and scaler are fitted on the training file only and re-used
on `houses_test.csv`, which arrives without prices.
"""
