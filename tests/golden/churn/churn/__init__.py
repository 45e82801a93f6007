"""Customer churn: scripts made from the notebook churn.ipynb."""
