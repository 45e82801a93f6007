"""House prices: scripts made from the notebook house_prices.ipynb."""
