"""Customer churn

Quick baseline for the retention team. Data is the June export of the CRM (`data/churn.csv`).

*Goal*: who is going to leave in the next quarter?
"""
