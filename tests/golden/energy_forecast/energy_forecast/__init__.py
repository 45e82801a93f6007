"""Daily electricity load, one day ahead: scripts made from the notebook energy_forecast.ipynb."""
